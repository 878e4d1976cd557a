/** What a plan says of one subject. */

import type { BothLanguages, Explanation, Issue, OutcomeWire, PackUsed, Promotion, Triggers } from "../generated/wire.js";
import type { Plan as Kept } from "../generated/portal.js";
import type { Handle } from "./handle.js";
import type { AnyOutputs, Lang, ResultsOf } from "./results.js";

/** How an explanation is written; text in Indonesian unless told otherwise. */
export interface WhyOptions {
  readonly format?: "text" | "html" | "json";
  readonly lang?: Lang;
}

/** A promotion among the results. */
export interface PromotionResult extends Promotion {
  /** The output. */
  readonly name: string;
  /** What people read. */
  readonly label: BothLanguages;
}

/**
 * What a plan says of one subject: plain data, and with its plan also why.
 *
 * In a browser it is a preview; the decision that is recorded comes from the portal's own server.
 */
export class Outcome<O = AnyOutputs> {
  readonly #plan: Handle<Kept>;
  readonly #facts: string;
  readonly #text: string;
  #wire: OutcomeWire | undefined;

  /** @internal */
  constructor(plan: Handle<Kept>, facts: string, text: string) {
    this.#plan = plan;
    this.#facts = facts;
    this.#text = text;
  }

  /** The outcome on the wire, version 1; numbers are text. */
  toJSON(): OutcomeWire {
    return (this.#wire ??= JSON.parse(this.#text) as OutcomeWire);
  }

  /** The outputs by name: each has a value, or causes. */
  get results(): ResultsOf<O> {
    return this.toJSON().results as ResultsOf<O>;
  }

  /** The promotions among the outputs, each with every requirement. */
  get promotions(): readonly PromotionResult[] {
    return Object.entries(this.toJSON().results).flatMap(([name, result]) =>
      "promotion" in result && result.promotion !== undefined ? [{ name, label: result.label, ...result.promotion }] : [],
    );
  }

  /** What is called for, most urgent first, where the plan was asked for it. */
  get triggers(): Triggers | undefined {
    return this.toJSON().triggers;
  }

  /** What is wrong with the facts given. */
  get issues(): readonly Issue[] {
    return this.toJSON().issues;
  }

  /** The date of the rules. */
  get asOf(): string {
    return this.toJSON().as_of;
  }

  /** The packs that it was worked out with, the base first. */
  get packs(): readonly PackUsed[] {
    return this.toJSON().packs;
  }

  /** Why a name has what it has: the derivation, with its law. It holds the subject's values. */
  why(name: keyof O & string, options: WhyOptions & { readonly format: "json" }): Explanation;
  why(name: keyof O & string, options?: WhyOptions): string;
  why(name: keyof O & string, { format = "text", lang = "id" }: WhyOptions = {}): string | Explanation {
    const why = this.#plan.use((plan) => plan.why(this.#facts, String(name), format, lang));
    return format === "json" ? (JSON.parse(why) as Explanation) : why;
  }

  /**
   * The decision record as the text of its JSON: facts, digests, date, results. `pack.replay(record)` proves it later.
   *
   * Keep the text as it is: once parsed and written again, long numbers among the facts may have lost digits.
   */
  record(): string {
    return this.#plan.use((plan) => plan.record(this.#facts));
  }
}
