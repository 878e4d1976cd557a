// What the tests of the elements share: a server with a strict policy, a browser, pages that tell what went wrong.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

import { elementsScript } from "../build.mjs";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The policy that a portal may have; nothing inline runs, and nothing but Lit's own templates becomes HTML. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** A stored sample, parsed. */
export const sample = (name) => JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8"));

async function serve(script) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    // The engine is fetched, once; a page that only shows needs no more than the elements' script.
    const head = { "Content-Security-Policy": url.pathname === "/engine" ? `${POLICY}; connect-src 'self'` : POLICY };
    if (url.pathname.endsWith("/elements.script.js")) {
      response.writeHead(200, { ...head, "Content-Type": "text/javascript" }).end(script);
      return;
    }
    if (url.pathname === "/blank" || url.pathname === "/engine") {
      const lang = url.searchParams.get("lang") === "en" ? "en" : "id";
      const body = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Uji</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/tests.css">
        <script src="/elements.script.js"></script><main><h1>Uji</h1></main></html>`;
      response.writeHead(200, { ...head, "Content-Type": "text/html" }).end(body);
      return;
    }
    const css = "html{color-scheme:light dark;background:Canvas;color:CanvasText}body{margin:1rem;font-family:system-ui}";
    if (url.pathname === "/tests.css") {
      response.writeHead(200, { ...head, "Content-Type": "text/css" }).end(css);
      return;
    }
    const path = join(root, normalize(url.pathname));
    try {
      const body = await readFile(path);
      response.writeHead(200, { ...head, "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404, head).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

/** Bundles the elements, and opens a browser and a server for a file of tests. */
export async function open() {
  const server = await serve(await elementsScript());
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    browser,
    /** A page that keeps what violated the policy, what failed, and what was announced. */
    async page({ url = "/blank", lang = "id", width = 1000, height = 900, dark = false, ...more } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        ...more,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const amiss = [];
      page.on("pageerror", (error) => amiss.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") amiss.push(message.text());
      });
      page.on("dialog", (dialog) => {
        amiss.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(url.startsWith("http") ? url : `${origin}${url}${url === "/blank" ? `?lang=${lang}` : ""}`);
      return { page, amiss, close: () => context.close() };
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Puts an element on a page with its properties, and waits until it is shown. */
export async function put(page, name, properties, attributes = {}) {
  await page.evaluate(
    async ({ name, properties, attributes }) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      Object.assign(element, properties);
      document.querySelector("main").append(element);
      await element.updateComplete;
    },
    { name, properties, attributes },
  );
  return page.locator(name).first();
}

/** Puts a form on a page whose plan knows the stored states; what it was asked stands in `window.asked`. */
export async function putForm(page, properties, attributes = {}) {
  const { schema, states } = sample("isian");
  await page.evaluate(
    async ({ schema, states, properties, attributes }) => {
      const sorted = (value) =>
        Array.isArray(value)
          ? value.map(sorted)
          : value !== null && typeof value === "object"
            ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
            : value;
      const key = (facts) => JSON.stringify(sorted(facts));
      const known = new Map(states.map(({ facts, outcome }) => [key(facts), outcome]));
      window.asked = [];
      const plan = {
        async evaluate(facts) {
          window.asked.push(facts);
          const found = known.get(key(facts));
          if (found === undefined) throw Object.assign(new Error(`tidak tersimpan: ${key(facts)}`), { code: "T0000" });
          return found;
        },
      };
      const form = document.createElement("timbang-form");
      for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
      Object.assign(form, { schema, plan, ...properties });
      document.querySelector("main").append(form);
    },
    { schema, states, properties, attributes },
  );
  const form = page.locator("timbang-form");
  await form.locator("form").waitFor();
  return form;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations that axe finds on a page, each in a line. */
export async function violations(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`));
}
