// A page in headless Chromium, served with the policy that the README asks of portals.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; style-src 'self'";
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html", ".css": "text/css", ".json": "application/json" };
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Serves the folder of the package; `pages` are texts by path, and what else a test wants served. */
export async function serve(pages = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const page = pages[path];
    try {
      const file = join(ROOT, normalize(path));
      if (!file.startsWith(ROOT)) throw new Error("outside");
      const body = page ?? (await readFile(file));
      const type = page === undefined ? TYPES[extname(path)] : "text/html; charset=utf-8";
      response.writeHead(200, { "Content-Type": type ?? "application/octet-stream", "Content-Security-Policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404, { "Content-Security-Policy": POLICY }).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { address: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Opens a page, lets `use` work in it, and closes everything. What the policy refused, or the page threw, is an error. */
export async function inBrowser(pages, use) {
  const server = await serve({ "/": "<!doctype html><html lang=id><title>Uji</title>", ...pages });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  try {
    const page = await browser.newPage();
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(message.text());
    });
    await page.goto(server.address);
    const result = await use(page, server.address);
    if (wrong.length > 0) throw new Error(`the page says: ${wrong.join("\n")}`);
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}
