/** Timbang in browsers: load the engine once, then everything is there without waiting. */

import { entry } from "./entry.js";

export * from "./core.js";
export type { Entry, LoadOptions } from "./entry.js";

export const { ready, load, check } = entry(() => new URL("../generated/engine.wasm", import.meta.url));
