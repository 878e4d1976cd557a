/** What an entry with the whole engine adds: packs from their files. */

import type { EngineSource } from "./engine.js";
import type { FactsInput } from "./facts.js";
import type { LayerOptions, PackFiles } from "./files.js";
import { type EngineOptions, type Get, type Opening, opening } from "./opening.js";
import { type Pack, type Report, checkSync, loadSync } from "./pack.js";
import type { AnyOutputs } from "./results.js";
import { whole } from "./whole.js";

/** How a pack is loaded. */
export interface LoadOptions extends LayerOptions, EngineOptions {}

/** What waits for the whole engine. */
export interface Entry extends Opening {
  /** Loads the engine and a pack that is sound. Where it is not, the error tells every finding. */
  load<F extends object = FactsInput, O = AnyOutputs>(files: PackFiles, options?: LoadOptions): Promise<Pack<F, O>>;
  /** Loads the engine and checks a pack: every problem of every file at once. */
  check<F extends object = FactsInput, O = AnyOutputs>(files: PackFiles, options?: LoadOptions): Promise<Report<F, O>>;
}

/** An entry whose engine lies in one place, unless a caller names another. */
export function entry(own: () => EngineSource, get?: Get): Entry {
  const { ready, open, openSync } = opening(whole, own, get);
  return {
    ready,
    open,
    openSync,
    async load(files, options = {}) {
      await ready(options.engine);
      return loadSync(files, options);
    },
    async check(files, options = {}) {
      await ready(options.engine);
      return checkSync(files, options);
    },
  };
}
