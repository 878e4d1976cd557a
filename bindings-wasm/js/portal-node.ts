/** Timbang for portals in Node: the small engine is at hand without waiting, and bundles may be files. */

import { readFileSync } from "node:fs";

import { opening } from "./opening.js";
import { get } from "./node-files.js";
import { small } from "./small.js";

export * from "./weighing.js";
export type { BundleSource, EngineOptions, Opening } from "./opening.js";
export { readySync } from "./small.js";

const bytes = () => readFileSync(new URL("../generated/portal.wasm", import.meta.url));
small.loadAtFirstUse(bytes);

export const { ready, open, openSync } = opening(small, bytes, get);
