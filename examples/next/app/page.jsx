import { putusan } from "../lib/putusan.js";
import { Hasil } from "./hasil.jsx";

/** Dikerjakan di peladen. NIP diambil dari sesi pegawai yang masuk; alamat dipakai hanya dalam contoh ini. */
export default async function Page({ searchParams }) {
  const { nip = "" } = await searchParams;
  const stored = await putusan(String(nip));
  return (
    <>
      <h1>Mengapa saya belum naik pangkat</h1>
      {stored === undefined ? (
        <p>Tidak ada catatan untuk NIP ini.</p>
      ) : (
        <Hasil outcome={stored.outcome} explanations={stored.explanations} />
      )}
    </>
  );
}
