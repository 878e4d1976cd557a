/** What a call can end in. The words, in both languages, are the engine's. */

import { SLIPS } from "../generated/slips.js";
import type { BothLanguages, Diagnostic, ErrorWire } from "../generated/wire.js";

/** A call could not be carried out. `message` is in Indonesian; `texts` has both languages. */
export class TimbangError extends Error {
  override readonly name: string = "TimbangError";
  /** The stable code, such as `T3003`. */
  readonly code: string;
  /** What is wrong and why, in both languages. */
  readonly texts: BothLanguages;
  /** What to do about it, in both languages. */
  readonly help: BothLanguages | null;
  /** Of a pack that is not sound, all that its check found. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(told: ErrorWire, diagnostics: readonly Diagnostic[] = [], cause?: unknown) {
    super(`${told.code}: ${told.message.id}`, cause === undefined ? undefined : { cause });
    this.code = told.code;
    this.texts = told.message;
    this.help = told.help;
    this.diagnostics = diagnostics;
  }

  /** The error as the engine tells it, for a log or another process. */
  toJSON(): ErrorWire & { readonly diagnostics: readonly Diagnostic[] } {
    return { code: this.code, message: this.texts, help: this.help, diagnostics: this.diagnostics };
  }
}

/** A pack has errors; `diagnostics` tells each of them, with its place. */
export class PackError extends TimbangError {
  override readonly name = "PackError";
}

/** A plan asks for what its pack does not give: an output, a date. */
export class PlanError extends TimbangError {
  override readonly name = "PlanError";
}

/** Facts, columns or a record are not of the form of such. What is wrong with one fact is in the outcome instead. */
export class FactError extends TimbangError {
  override readonly name = "FactError";
}

/** The engine is not loaded, was freed, or stopped. */
export class EngineError extends TimbangError {
  override readonly name = "EngineError";
}

const KINDS: { readonly [code: string]: typeof TimbangError } = {
  T3001: PackError,
  T3002: PackError,
  T3006: PackError,
  T1227: PackError,
  T3045: PackError,
  T3046: PackError,
  T3047: PackError,
  T3048: PackError,
  T3003: PlanError,
  T3004: PlanError,
  T3008: PlanError,
  T3005: FactError,
  T3010: FactError,
  T3013: FactError,
  T3042: FactError,
  T3044: FactError,
  T3040: EngineError,
  T3041: EngineError,
  T3043: EngineError,
};

/** An error of the class that fits its code. */
export function errorOf(told: ErrorWire, diagnostics?: readonly Diagnostic[], cause?: unknown): TimbangError {
  return new (KINDS[told.code] ?? TimbangError)(told, diagnostics, cause);
}

/** An error that the facade finds itself; `at` is the place that its words name. */
export function slip(name: keyof typeof SLIPS, at = "", cause?: unknown): TimbangError {
  const told: ErrorWire = SLIPS[name];
  const fill = (text: BothLanguages): BothLanguages => ({
    id: text.id.replaceAll("{at}", () => at),
    en: text.en.replaceAll("{at}", () => at),
  });
  return errorOf({ ...told, message: fill(told.message) }, [], cause);
}
