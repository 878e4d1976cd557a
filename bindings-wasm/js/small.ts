/** The small engine: it weighs by bundles. */

import * as bound from "../generated/portal.js";
import { Engine } from "./engine.js";

/** The small engine. */
export const small = new Engine(bound, "portal.wasm");

/** Loads the engine from its bytes, for programs that need no waiting. */
export function readySync(source: BufferSource | WebAssembly.Module): void {
  small.readySync(source);
}
