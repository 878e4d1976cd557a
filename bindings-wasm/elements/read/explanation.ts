import * as part from "./parts.js";
import { document, type Reader, type Text } from "./reader.js";

/** Why a name has what it has, as it stands on the wire (version 1). */
export interface Explanation extends part.Valued {
  readonly name: string;
  readonly label: Text;
  readonly role: "fact" | "parameter" | "rule" | "as_of";
  /** The kind of a rule: `requirement`, `promotion`, ... */
  readonly kind: string | undefined;
  readonly row: Text | undefined;
  readonly status: part.Status;
  readonly causes: readonly Text[];
  readonly basis: string | undefined;
  readonly pack: string | undefined;
  readonly period: { readonly from: string | undefined; readonly until: string | undefined } | undefined;
  readonly source: string | undefined;
  readonly judgement: Judgement | undefined;
  readonly steps: readonly Step[];
  readonly unverified: readonly part.Figure[];
  /** Whether it is explained elsewhere in the same tree. */
  readonly repeated: boolean;
  /** Whether what lies deeper was left out. */
  readonly more: boolean;
  readonly inputs: readonly Explanation[];
}

/** A person's assessment. */
export interface Judgement {
  readonly by: string | undefined;
  readonly on: string | undefined;
  readonly evidence: string | undefined;
}

/** What a rule did. */
export type Step =
  | { readonly step: "applies"; readonly holds: boolean | undefined; readonly comparisons: readonly part.Comparison[] }
  | {
      readonly step: "row";
      readonly table: Text;
      readonly line: number | undefined;
      readonly cells: readonly { readonly label: Text; readonly asked: Text }[];
      readonly result: Text | undefined;
      readonly basis: string | undefined;
      readonly note: string | undefined;
    }
  | { readonly step: "compared"; readonly comparison: part.Comparison }
  | { readonly step: "formula" | "says" | "excepted" | "advises"; readonly text: Text }
  | { readonly step: "requirements"; readonly promotion: part.Promotion }
  | { readonly step: "given" };

/** Reads an explanation; throws `Unreadable`. */
export function readExplanation(given: unknown): Explanation {
  return document(given, (root) => {
    root.version(1, { id: "penjelasan Timbang", en: "Timbang explanation" });
    return told(root);
  });
}

function told(from: Reader): Explanation {
  const judgement = from.at("judgement");
  const period = from.at("period");
  return {
    name: from.at("name").needed(),
    label: from.at("label").bilingual(),
    role: from.at("role").oneOf(["fact", "parameter", "rule", "as_of"]),
    kind: from.at("kind").words(),
    row: from.at("row").text(),
    status: from.at("status").oneOf(part.STATUSES),
    ...part.valued(from),
    causes: from.at("causes").list((one) => one.bilingual()),
    basis: from.at("basis").words(),
    pack: from.at("pack").words(),
    period: period.present ? { from: period.at("from").words(), until: period.at("until").words() } : undefined,
    source: from.at("source").words(),
    judgement: judgement.present
      ? { by: judgement.at("by").words(), on: judgement.at("on").words(), evidence: judgement.at("evidence").words() }
      : undefined,
    steps: from.at("steps").list(step),
    unverified: from.at("unverified").list(part.figure),
    repeated: from.at("repeated").truth() ?? false,
    more: from.at("more").truth() ?? false,
    inputs: from.at("inputs").list(told),
  };
}

function step(from: Reader): Step {
  const kind = from
    .at("step")
    .oneOf(["applies", "row", "compared", "formula", "says", "excepted", "advises", "requirements", "given"]);
  switch (kind) {
    case "applies":
      return { step: kind, holds: from.at("holds").truth(), comparisons: from.at("comparisons").list(part.comparison) };
    case "row":
      return {
        step: kind,
        table: from.at("table").bilingual(),
        line: from.at("line").count(),
        cells: from.at("cells").list((cell) => ({ label: cell.at("label").bilingual(), asked: cell.at("asked").bilingual() })),
        result: from.at("result").text(),
        basis: from.at("basis").words(),
        note: from.at("note").words(),
      };
    case "compared":
      return { step: kind, comparison: part.comparison(from.at("comparison")) };
    case "requirements":
      return { step: kind, promotion: part.promotion(from, (one) => one.bilingual()) };
    case "given":
      return { step: kind };
    default:
      return { step: kind, text: from.at("text").bilingual() };
  }
}
