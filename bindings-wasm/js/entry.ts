/** What an entry of the package adds to the rest: where its engine lies. */

import { type EngineSource, readyFrom } from "./engine.js";
import type { FactsInput } from "./facts.js";
import type { LayerOptions, PackFiles } from "./files.js";
import { type Pack, type Report, checkSync, loadSync } from "./pack.js";
import type { AnyOutputs } from "./results.js";

/** How a pack is loaded. */
export interface LoadOptions extends LayerOptions {
  /** Where the engine comes from, where it is not where this package has it. */
  readonly engine?: EngineSource;
}

/** What waits for the engine. */
export interface Entry {
  /** Loads the engine. Later calls do nothing, whatever they name. */
  ready(engine?: EngineSource): Promise<void>;
  /** Loads the engine and a pack that is sound. Where it is not, the error tells every finding. */
  load<F extends object = FactsInput, O = AnyOutputs>(files: PackFiles, options?: LoadOptions): Promise<Pack<F, O>>;
  /** Loads the engine and checks a pack: every problem of every file at once. */
  check<F extends object = FactsInput, O = AnyOutputs>(files: PackFiles, options?: LoadOptions): Promise<Report<F, O>>;
}

/** An entry whose engine lies in one place, unless a caller names another. */
export function entry(own: () => EngineSource): Entry {
  const ready = (engine?: EngineSource) => readyFrom(engine ?? own);
  return {
    ready,
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
