/** A pack compiled for a date and a choice of outputs. */

import type { Plan as Kept } from "../generated/portal.js";
import { type ColumnOutput, type ColumnsInput, columnsOf, resultsOf } from "./columns.js";
import { type FactsInput, factsText } from "./facts.js";
import { type Handle, dispose } from "./handle.js";
import { Outcome } from "./outcome.js";
import type { AnyOutputs } from "./results.js";

/** How facts are given. */
export interface EvaluateOptions {
  /** The id of a source of the pack: a foreign record is given, which the source makes facts of. */
  readonly source?: string | undefined;
}

/** A pack compiled for a date and a choice of outputs: make one and use it for many subjects. */
export class Plan<F extends object = FactsInput, O = AnyOutputs> {
  readonly #kept: Handle<Kept>;

  /** @internal */
  constructor(kept: Handle<Kept>) {
    this.#kept = kept;
  }

  /** The names of the outputs, `triggers` last where they were asked for. */
  get outputs(): readonly string[] {
    return this.#kept.use((plan) => plan.outputs());
  }

  /** Works the plan out for a subject. It never fails for want of a fact; a fact's problem is in the outcome. */
  evaluate(facts: F): Outcome<O>;
  evaluate(record: object, options: EvaluateOptions): Outcome<O>;
  evaluate(facts: object, { source }: EvaluateOptions = {}): Outcome<O> {
    return this.evaluateText(factsText(facts), { source });
  }

  /** As `evaluate`, from the text of a JSON object: the digits of its numbers are kept as they are written. */
  evaluateText(facts: string, { source }: EvaluateOptions = {}): Outcome<O> {
    return this.#kept.use((plan) => {
      const own = source === undefined ? facts : plan.facts(facts, source);
      return new Outcome<O>(this.#kept, own, plan.evaluate(own));
    });
  }

  /** Works the plan out for many subjects, one after the other. */
  evaluateMany(rows: Iterable<F>): Outcome<O>[] {
    return Array.from(rows, (facts) => this.evaluate(facts));
  }

  /**
   * Works the plan out for many subjects as columns: the quick way where only values are wanted. What an outcome tells
   * beyond them is had by `evaluate`, subject by subject.
   */
  evaluateColumns(input: ColumnsInput): { readonly [K in keyof O]: ColumnOutput } {
    return this.#kept.use((plan, engine) => {
      const columns = columnsOf(engine, input);
      const results = plan.evaluateColumns(columns);
      columns.free();
      return resultsOf(results) as { readonly [K in keyof O]: ColumnOutput };
    });
  }

  /** Lets the engine forget the plan; its outcomes keep their data, but can no longer tell why. */
  free(): void {
    this.#kept.free();
  }

  [dispose](): void {
    this.free();
  }
}
