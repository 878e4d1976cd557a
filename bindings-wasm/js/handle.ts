/** Something that the engine keeps for us, until it is freed. */

import { type Bound, call, instance } from "./engine.js";
import { slip } from "./errors.js";

/** What `using` calls; where the language does not have it yet, nothing does. */
export const dispose: typeof Symbol.dispose = Symbol.dispose ?? (Symbol.for("Symbol.dispose") as typeof Symbol.dispose);

interface Kept {
  free(): void;
}

/**
 * What the engine keeps, and how it was made: after the engine stopped and began anew, it is made again when it is used.
 * One that is never freed goes with its last use, when memory is collected.
 */
export class Handle<T extends Kept> {
  #kept: T | undefined;
  #of: number;
  #make: ((engine: Bound) => T) | undefined;

  constructor(make: (engine: Bound) => T, kept?: T) {
    this.#make = make;
    this.#kept = kept ?? call(make);
    this.#of = instance();
  }

  /** Calls the engine with it. */
  use<R>(ask: (kept: T, engine: Bound) => R): R {
    const make = this.#make;
    if (make === undefined) throw slip("freed");
    return call((engine) => {
      if (this.#kept === undefined || this.#of !== instance()) {
        this.#kept = make(engine);
        this.#of = instance();
      }
      return ask(this.#kept, engine);
    });
  }

  /** Frees it; a second time does nothing. */
  free(): void {
    const kept = this.#kept;
    this.#kept = undefined;
    this.#make = undefined;
    if (kept !== undefined && this.#of === instance()) kept.free();
  }
}
