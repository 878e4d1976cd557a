/** What every entry of the package offers: plans, outcomes, errors. */

export { Bundle, type PlanOptions } from "./bundle.js";
export type { ColumnInput, ColumnOutput, ColumnsByName, ColumnsInput } from "./columns.js";
export type { EngineSource } from "./engine.js";
export { EngineError, FactError, PackError, PlanError, TimbangError } from "./errors.js";
export type { FactValue, FactsInput } from "./facts.js";
export { Outcome, type PromotionResult, type WhyOptions } from "./outcome.js";
export { type EvaluateOptions, Plan } from "./plan.js";
export type { AnyOutputs, Lang, PerRow, ResultOf, ResultsOf } from "./results.js";
export type * from "../generated/wire.js";
