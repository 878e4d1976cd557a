import "./portal.css";

export const metadata = { title: "Mengapa saya belum naik pangkat" };

export default function Layout({ children }) {
  return (
    <html lang="id">
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}
