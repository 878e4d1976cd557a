/** The whole engine: it reads, checks, tests and edits packs, and weighs. */

import * as bound from "../generated/engine.js";
import { Engine } from "./engine.js";

/** What the whole engine has. */
export type Whole = typeof bound;

/** The whole engine. */
export const whole = new Engine<Whole>(bound, "engine.wasm");

/** Loads the engine from its bytes, for programs that need no waiting. */
export function readySync(source: BufferSource | WebAssembly.Module): void {
  whole.readySync(source);
}
