// One measurement in a process of its own: FOLDER has what `workload web` wrote.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { measure } from "./measure.mjs";

const [engine, folder] = process.argv.slice(2);
const workload = JSON.parse(await readFile(join(folder, "w.json"), "utf8"));
const { buffer, byteOffset, byteLength } = await readFile(join(folder, "w.bin"));
const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
const busy = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const small = async () => {
  const [{ ready, openSync }, nation, w] = await Promise.all([
    import("../dist/js/portal-node.js"),
    readFile(new URL("../dist/generated/nasional.timbang", import.meta.url)),
    readFile(join(folder, "w.timbang")),
  ]);
  await ready();
  return { nation: () => openSync(nation), w: () => openSync(w) };
};
const whole = async () => {
  const [{ ready, loadSync }, { files }] = await Promise.all([import("../dist/js/node.js"), import("../dist/js/nasional.js")]);
  await ready();
  return { nation: () => loadSync(files), w: () => loadSync(workload.files) };
};
console.log(JSON.stringify(await measure(engine === "small" ? small : whole, workload, bytes, busy)));
