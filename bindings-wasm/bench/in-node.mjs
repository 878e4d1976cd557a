// One measurement in a process of its own: FOLDER has what `workload web` wrote.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as timbang from "../dist/js/node.js";
import { files } from "../dist/js/nasional.js";
import { measure } from "./measure.mjs";

const folder = process.argv[2];
const workload = JSON.parse(await readFile(join(folder, "w.json"), "utf8"));
const { buffer, byteOffset, byteLength } = await readFile(join(folder, "w.bin"));
const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
const busy = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
console.log(JSON.stringify(await measure(timbang, () => timbang.ready(), files, workload, bytes, busy)));
