import type { Plain, Reader, Text } from "./reader.js";

/** Why something has no value. */
export interface Cause {
  readonly kind: string;
  readonly name: string;
  readonly code: string | undefined;
  readonly source: string | undefined;
  readonly text: Text;
}

/** A unit in both languages; in English also of exactly one. */
export interface Unit extends Text {
  readonly enOne: string;
}

/** A value with what it is called and its unit. */
export interface Valued {
  readonly value: Plain;
  /** In words, where it is no number, date or truth value; of what was stored before the engine gave them there are none. */
  readonly text: Text | undefined;
  readonly unit: Unit | undefined;
}

/** One side of a comparison. */
export interface Side extends Valued {
  readonly label: Text;
}

/** A comparison that a rule made, with what is missing where it does not hold. */
export interface Comparison {
  readonly left: Side;
  readonly op: string;
  readonly right: Side;
  readonly holds: boolean | undefined;
  readonly shortfall: Shortfall | undefined;
}

/** How much is missing. */
export interface Shortfall {
  readonly amount: string;
  readonly unit: Text | undefined;
}

/** The states of a requirement. */
export const STATES = ["not_met", "undetermined", "met", "not_applicable"] as const;
/** The state of a requirement. */
export type State = (typeof STATES)[number];

/** A requirement of a promotion. */
export interface Requirement {
  readonly name: string;
  readonly label: Text;
  readonly state: State;
  readonly text: Text | undefined;
  readonly advice: Text | undefined;
  readonly basis: string | undefined;
  /** What is not known, in both languages. */
  readonly causes: readonly Text[];
  readonly comparisons: readonly Comparison[];
}

/** The decisions on a promotion, in the administration's own abbreviations. */
export const DECISIONS = ["MS", "TMS", "BTL", "TB"] as const;
/** A decision on a promotion. */
export type Decision = (typeof DECISIONS)[number];

/** A promotion with its requirements. */
export interface Promotion {
  readonly decision: Decision;
  readonly text: Text;
  readonly requirements: readonly Requirement[];
}

/** A figure of law that nobody has seen in its source. */
export interface Figure {
  readonly label: Text;
  readonly basis: string | undefined;
  readonly note: string | undefined;
}

/** The statuses of a result. */
export const STATUSES = ["value", "undetermined", "not_applicable", "error"] as const;
/** The status of a result. */
export type Status = (typeof STATUSES)[number];

/** Reads a cause of an outcome. */
export function cause(from: Reader): Cause {
  return {
    kind: from.at("kind").needed(),
    name: from.at("name").needed(),
    code: from.at("code").words(),
    source: from.at("source").words(),
    text: from.at("text").bilingual(),
  };
}

/** Reads a comparison. */
export function comparison(from: Reader): Comparison {
  return {
    left: side(from.at("left")),
    op: from.at("op").oneOf(["==", "!=", ">=", ">", "<=", "<"]),
    right: side(from.at("right")),
    holds: from.at("holds").truth(),
    shortfall: shortfall(from.at("shortfall")),
  };
}

function shortfall(from: Reader): Shortfall | undefined {
  return from.present ? { amount: from.at("amount").needed(), unit: from.at("unit").text() } : undefined;
}

function side(from: Reader): Side {
  return { label: from.at("label").bilingual(), ...valued(from) };
}

/** Reads a value with its words and its unit. */
export function valued(from: Reader): Valued {
  return { value: from.at("value").plain(), text: from.at("text").text(), unit: unit(from, "unit", "unit_text") };
}

/** Reads a unit: in both languages, or else as the pack writes it. */
export function unit(from: Reader, own: string, both: string): Unit | undefined {
  const id = from.at(own).words();
  const words = from.at(both);
  if (id === undefined) return undefined;
  const en = words.present ? (words.at("en").words() ?? id) : id;
  return { id, en, enOne: words.present ? (words.at("en_one").words() ?? en) : en };
}

/** Reads a promotion; outcomes and explanations write causes each in their way. */
export function promotion(from: Reader, causeText: (from: Reader) => Text): Promotion {
  return {
    decision: from.at("decision").oneOf(DECISIONS),
    text: from.at("text").bilingual(),
    requirements: from.at("requirements").list((one) => requirement(one, causeText)),
  };
}

/** Reads a requirement. */
export function requirement(from: Reader, causeText: (from: Reader) => Text): Requirement {
  return {
    name: from.at("name").needed(),
    label: from.at("label").bilingual(),
    state: from.at("state").oneOf(STATES),
    text: from.at("text").text(),
    advice: from.at("advice").text(),
    basis: from.at("basis").words(),
    causes: from.at("causes").list(causeText),
    comparisons: from.at("comparisons").list(comparison),
  };
}

/** Reads a figure that nobody has verified. */
export function figure(from: Reader): Figure {
  return { label: from.at("label").bilingual(), basis: from.at("basis").words(), note: from.at("note").words() };
}
