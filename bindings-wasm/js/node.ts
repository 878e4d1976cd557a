/** Timbang in Node: as in browsers, but the engine is at hand without waiting, and packs may be folders. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { loadAtFirstUse } from "./engine.js";
import { entry } from "./entry.js";
import type { PackFiles } from "./files.js";

export * from "./core.js";
export type { Entry, LoadOptions } from "./entry.js";

const bytes = () => readFileSync(new URL("../generated/engine.wasm", import.meta.url));
loadAtFirstUse(bytes);

export const { ready, load, check } = entry(bytes);

/** The files of a pack in a folder, as the command line reads them. */
export function folder(path: string): PackFiles {
  const found: [string, Uint8Array][] = [];
  const walk = (within: string): void => {
    for (const entry of readdirSync(join(path, within), { withFileTypes: true })) {
      const name = within === "" ? entry.name : `${within}/${entry.name}`;
      if (entry.name.startsWith(".") || name === "sample") continue;
      if (entry.isDirectory()) walk(name);
      else if (/\.(toml|rhai|csv)$/.test(name)) found.push([name, readFileSync(join(path, name))]);
    }
  };
  walk("");
  return found;
}
