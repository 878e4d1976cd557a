// Builds dist/ from generated/ (which `make web` writes): JavaScript and types by tsc, the engine, the one-file script.
// With --publish the engine goes through wasm-opt, which takes minutes.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { elementsScript } from "./elements/build.mjs";
import { named } from "./order.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const run = (tool, ...options) => execFileSync(here(`node_modules/.bin/${tool}`), options, { cwd: here("."), stdio: "inherit" });

rmSync(here("dist"), { recursive: true, force: true });
run("tsc");
mkdirSync(here("dist/generated"), { recursive: true });
for (const name of ["engine.js", "engine.d.ts", "portal.js", "portal.d.ts", "nasional.timbang", "nasional.js", "nasional.d.ts", "nasional-types.d.ts", "pages.js", "pages.d.ts", "schemas.js", "schemas.d.ts"]) {
  copyFileSync(here(`generated/${name}`), here(`dist/generated/${name}`));
}
const publish = process.argv.includes("--publish");
// Only what every browser has: allowed all features, wasm-opt writes types that none can load.
const features = ["bulk-memory", "bulk-memory-opt", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"]
  .map((name) => `--enable-${name}`);
const strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
// Large functions that are called once stay functions: inlined, they grow when compressed.
const inlined = ["--one-caller-inline-max-function-size=20"];
for (const engine of ["engine", "portal"]) {
  const [made, own] = [`generated/${engine}_bg.wasm`, `dist/generated/${engine}.wasm`];
  if (publish) {
    run("wasm-opt", "-Oz", ...inlined, ...features, ...strip, made, "-o", own);
    writeFileSync(here(own), named(readFileSync(here(own))));
    run("wasm-opt", "--reorder-functions-by-name", ...features, ...strip, own, "-o", own);
    // What cannot be loaded here is not published.
    await WebAssembly.compile(readFileSync(here(own)));
  } else {
    copyFileSync(here(made), here(own));
  }
}

// comlink lies beside, once, so that pages without a bundler can load the worker's modules.
await build({ stdin: { contents: 'export * from "comlink";', resolveDir: here(".") }, outfile: here("dist/vendor/comlink.js"), bundle: true, minify: true, format: "esm", target: "es2022" });
for (const name of ["worker.js", "worker-entry.js", "worker-errors.js"]) {
  const path = here(`dist/js/${name}`);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll('from "comlink"', 'from "../vendor/comlink.js"'));
}

// For pages without npm: the engine and its JavaScript in one file, the rules of the nation and the elements in others.
const script = { bundle: true, minify: true, format: "iife", target: "es2022", loader: { ".wasm": "binary" }, logLevel: "warning" };
await build({ ...script, entryPoints: [here("js/script.ts")], globalName: "Timbang", outfile: here("dist/timbang.script.js") });
await build({ ...script, entryPoints: [here("js/portal-script.ts")], globalName: "Timbang", outfile: here("dist/timbang.portal.script.js") });
await build({ ...script, entryPoints: [here("dist/js/nasional.js")], globalName: "TimbangNasional", outfile: here("dist/nasional.script.js") });
writeFileSync(here("dist/elements.script.js"), await elementsScript());
for (const name of ["script.js", "script.d.ts", "portal-script.js", "portal-script.d.ts"]) rmSync(here(`dist/js/${name}`));
