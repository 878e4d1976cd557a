/** What every entry of the package offers. */

import { call } from "./engine.js";

export { readySync, type EngineSource } from "./engine.js";
export { EngineError, FactError, PackError, PlanError, TimbangError } from "./errors.js";
export type { FactValue, FactsInput } from "./facts.js";
export type { FileContents, LayerOptions, PackFiles } from "./files.js";
export { Editor } from "./editor.js";
export { Outcome, type PromotionResult, type WhyOptions } from "./outcome.js";
export { Pack, type PlanOptions, type Report, checkSync, loadSync } from "./pack.js";
export { type EvaluateOptions, Plan } from "./plan.js";
export type { AnyOutputs, Lang, PerRow, ResultOf, ResultsOf } from "./results.js";
export type * from "../generated/wire.js";

/** The page of a code in Markdown: what it means and what to do, in both languages. */
export function explainCode(code: string): string {
  return call((engine) => engine.explainCode(String(code)));
}

/** The JSON Schema of a kind of file of a pack: `pack`, `facts`, `parameters`, `source`, `cases`. */
export function schema(kind: string): { readonly [key: string]: unknown } {
  return JSON.parse(call((engine) => engine.schema(String(kind)))) as { readonly [key: string]: unknown };
}
