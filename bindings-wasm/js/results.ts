/** The results of a plan with the types of its pack, as `timbang types PACK` writes them. */

import type { BothLanguages, Known, KnownItem, KnownRows, Lacking, LackingItem, Result } from "../generated/wire.js";

/** Stands in the types of a pack for a rule of a list: a value for each row. */
export interface PerRow<V> {
  readonly perRow: V;
}

/** The result of an output whose value is a `V`. */
export type ResultOf<V> = unknown extends V
  ? Result
  : [V] extends [PerRow<infer R>]
    ? (Omit<KnownRows, "items"> & { readonly items: ReadonlyArray<(Omit<KnownItem, "value"> & { readonly value: R }) | LackingItem> }) | Lacking
    : (Omit<Known, "value"> & { readonly value: V }) | Lacking;

/** The results by the names of the outputs. */
export type ResultsOf<O> = { readonly [K in keyof O]: ResultOf<O[K]> };

/** Outputs of which nothing is known but their names. */
export type AnyOutputs = { readonly [output: string]: unknown };

/** A language of the engine's words: Indonesian or English. */
export type Lang = keyof BothLanguages;
