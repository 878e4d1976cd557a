/** Timbang in browsers: load the engine once, then everything is there without waiting. */

import { entry } from "./entry.js";

export * from "./core.js";
export type { Entry, LoadOptions } from "./entry.js";
export type { BundleSource, EngineOptions, Opening } from "./opening.js";

export const { ready, open, openSync, load, check } = entry(() => new URL("../generated/engine.wasm", import.meta.url));
