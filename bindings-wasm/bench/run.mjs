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

const inNode = () => JSON.parse(execFileSync(process.execPath, [here("in-node.mjs"), folder], { encoding: "utf8" }));
const inChromium = () =>
  inBrowser({}, (page) =>
    page.evaluate(async (served) => {
      const [{ measure }, timbang, { files }] = await Promise.all([import("/bench/measure.mjs"), import("/dist/js/index.js"), import("/dist/js/nasional.js")]);
      const workload = await (await fetch(`${served}/w.json`)).json();
      const bytes = await (await fetch(`${served}/w.bin`)).arrayBuffer();
      return measure(timbang, () => timbang.ready(), files, workload, bytes);
    }, served),
  );

const LINES = [
  ["engine", "fetch, compile, start", "ms", undefined],
  ["load", "load the national pack, first time", "ms", native.load_ms],
  ["plan", "plan its outputs, first time", "ms", native.plan_ms],
  ["start", "  start-up, all three", "ms", undefined],
  ["one", "one subject of workload W", "us", native.one_us],
  ["columns", `${rows} rows of workload W by columns`, "ms", native.columns_ms],
];
for (const [where, run] of [["Node", inNode], ["Chromium", inChromium]]) {
  const runs = [];
  for (let n = 0; n < 5; n += 1) runs.push(await run());
  console.log(`\n${where}`);
  for (const [name, what, unit, beside] of LINES) {
    const found = median(runs.map((told) => told[name]));
    const ratio = beside === undefined ? "" : `  native ${beside.toFixed(2)}, ratio ${(found / beside).toFixed(1)}`;
    console.log(`${what.padEnd(40)} ${found.toFixed(2).padStart(9)} ${unit}${ratio}`);
  }
}
