/** Timbang for portals in browsers: the small engine, which weighs by bundles. */

import { opening } from "./opening.js";
import { small } from "./small.js";

export * from "./weighing.js";
export type { BundleSource, EngineOptions, Opening } from "./opening.js";
export { readySync } from "./small.js";

export const { ready, open, openSync } = opening(small, () => new URL("../generated/portal.wasm", import.meta.url));
