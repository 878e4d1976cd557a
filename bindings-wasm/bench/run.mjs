// How quick the published package is in Node and in Chromium, beside the native build on the same machine.
// FOLDER, within this package, has what `workload web` wrote.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inBrowser } from "../tests/browser.mjs";
import { median } from "./measure.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = resolve(process.argv[2]);
const served = `/${relative(here(".."), folder)}`;
const { native, rows } = JSON.parse(readFileSync(resolve(folder, "w.json"), "utf8"));

const inNode = (engine) => JSON.parse(execFileSync(process.execPath, [here("in-node.mjs"), engine, folder], { encoding: "utf8" }));
const inChromium = (engine) =>
  inBrowser({}, (page) =>
    page.evaluate(
      async ([engine, served]) => {
        const { measure } = await import("/bench/measure.mjs");
        const workload = await (await fetch(`${served}/w.json`)).json();
        const bytes = await (await fetch(`${served}/w.bin`)).arrayBuffer();
        const get = async (address) => (await fetch(address)).arrayBuffer();
        // What a bundler would have put into the page's own file is loaded before.
        const [{ ready, openSync }, timbang, { files }] = await Promise.all([
          import("/dist/js/portal.js"),
          import("/dist/js/index.js"),
          import("/dist/js/nasional.js"),
        ]);
        const small = async () => {
          const [nation, w] = await Promise.all([get("/dist/generated/nasional.timbang"), get(`${served}/w.timbang`), ready()]);
          return { nation: () => openSync(nation), w: () => openSync(w) };
        };
        const whole = async () => {
          await timbang.ready();
          return { nation: () => timbang.loadSync(files), w: () => timbang.loadSync(workload.files) };
        };
        return measure(engine === "small" ? small : whole, workload, bytes);
      },
      [engine, served],
    ),
  );

const lines = (engine) => [
  ["engine", "fetch, compile, start", "ms", undefined],
  ["load", "open the rules of the nation, first time", "ms", engine === "small" ? native.open_ms : native.load_ms],
  ["plan", "plan its outputs, first time", "ms", engine === "small" ? native.first_plan_ms : native.plan_ms],
  ["start", "  start-up, all three", "ms", undefined],
  ["one", "one subject of workload W", "us", native.one_us],
  ["columns", `${rows} rows of workload W by columns`, "ms", native.columns_ms],
];
for (const [where, run] of [["Node", inNode], ["Chromium", inChromium]]) {
  for (const engine of ["small", "whole"]) {
    const runs = [];
    for (let n = 0; n < 5; n += 1) runs.push(await run(engine));
    console.log(`\n${where}, the ${engine} engine`);
    for (const [name, what, unit, beside] of lines(engine)) {
      const found = median(runs.map((told) => told[name]));
      const ratio = beside === undefined ? "" : `  native ${beside.toFixed(2)}, ratio ${(found / beside).toFixed(1)}`;
      console.log(`${what.padEnd(42)} ${found.toFixed(2).padStart(9)} ${unit}${ratio}`);
    }
  }
}
