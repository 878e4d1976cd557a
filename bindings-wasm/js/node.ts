/** Timbang in Node: as in browsers, but the engine is at hand without waiting, and packs may be folders. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { entry } from "./entry.js";
import type { PackFiles } from "./files.js";
import { get } from "./node-files.js";
import { whole } from "./whole.js";

export * from "./core.js";
export type { Entry, LoadOptions } from "./entry.js";
export type { BundleSource, EngineOptions, Opening } from "./opening.js";

const bytes = () => readFileSync(new URL("../generated/engine.wasm", import.meta.url));
whole.loadAtFirstUse(bytes);

export const { ready, open, openSync, load, check } = entry(bytes, get);

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
