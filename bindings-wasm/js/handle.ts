/** Something that an engine keeps for us, until it is freed. */

import type { Bound, Engine } from "./engine.js";
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
  readonly #engine: Engine;
  #kept: T | undefined;
  #of: number;
  #make: (() => T) | undefined;

  private constructor(engine: Engine, make: () => T, kept?: T) {
    this.#engine = engine;
    this.#make = make;
    this.#kept = kept ?? make();
    this.#of = engine.instance;
  }

  /** Something that an engine makes, or has made already. */
  static of<T extends Kept, B extends Bound>(engine: Engine<B>, make: (bound: B) => T, kept?: T): Handle<T> {
    return new Handle<T>(engine, () => engine.call(make), kept);
  }

  /** Something that is made of it. */
  derive<R extends Kept>(make: (kept: T) => R): Handle<R> {
    return new Handle<R>(this.#engine, () => this.use(make));
  }

  /** Calls the engine with it. */
  use<R>(ask: (kept: T, bound: Bound) => R): R {
    const make = this.#make;
    if (make === undefined) throw slip("freed");
    return this.#engine.call((bound) => {
      if (this.#kept === undefined || this.#of !== this.#engine.instance) {
        this.#kept = make();
        this.#of = this.#engine.instance;
      }
      return ask(this.#kept, bound);
    });
  }

  /** Frees it; a second time does nothing. */
  free(): void {
    const kept = this.#kept;
    this.#kept = undefined;
    this.#make = undefined;
    if (kept !== undefined && this.#of === this.#engine.instance) kept.free();
  }
}
