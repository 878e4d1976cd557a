/** What every entry of the package offers. */

export type { ColumnInput, ColumnOutput, ColumnsByName, ColumnsInput } from "./columns.js";
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
