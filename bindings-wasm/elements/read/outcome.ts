import * as part from "./parts.js";
import { document, type Reader, type Text } from "./reader.js";

/** What a plan says of one person, as it stands on the wire (version 1). */
export interface Outcome {
  readonly engine: string;
  readonly packs: readonly Pack[];
  readonly asOf: string;
  readonly results: ReadonlyMap<string, Result>;
  readonly triggers: Triggers | undefined;
  readonly issues: readonly Issue[];
}

/** A pack that an outcome rests on. */
export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

/** The result of one output. */
export interface Result extends Item {
  readonly name: string;
  readonly label: Text;
  readonly items: readonly Item[] | undefined;
  readonly promotion: part.Promotion | undefined;
  readonly requirement: part.Requirement | undefined;
  readonly unverified: readonly part.Figure[];
}

/** The result of one row of a list. */
export interface Item extends part.Valued {
  readonly status: part.Status;
  readonly causes: readonly part.Cause[];
}

/** What an outcome calls for, most urgent first, and what is not known of it. */
export interface Triggers {
  readonly called: readonly Called[];
  readonly undetermined: readonly { readonly label: Text; readonly causes: readonly part.Cause[] }[];
}

/** An item of the catalogue that is called for. */
export interface Called {
  readonly code: string;
  readonly kind: string;
  readonly title: Text;
  readonly provider: string | undefined;
  readonly hours: string | undefined;
  readonly cost: string | undefined;
  readonly prerequisite: readonly string[];
  readonly reasons: readonly { readonly kind: string | undefined; readonly text: Text | undefined }[];
}

/** A fact that was given and cannot be used. */
export interface Issue {
  readonly fact: string;
  readonly code: string;
  readonly message: Text;
}

/** Reads an outcome; throws `Unreadable`. */
export function readOutcome(given: unknown): Outcome {
  return document(given, (root) => {
    root.version(1, { id: "hasil Timbang", en: "Timbang outcome" });
    return {
      engine: root.at("engine").needed(),
      packs: root.at("packs").list(pack),
      asOf: root.at("as_of").needed(),
      results: root.at("results").entries(result),
      triggers: root.at("triggers").present ? triggers(root.at("triggers")) : undefined,
      issues: root.at("issues").list(issue),
    };
  });
}

function pack(from: Reader): Pack {
  return { id: from.at("id").needed(), version: from.at("version").needed(), digest: from.at("digest").needed() };
}

function result(from: Reader, name: string): Result {
  const within = (key: string) => from.at(key);
  return {
    name,
    label: within("label").bilingual(),
    ...item(from),
    items: within("items").present ? within("items").list(item) : undefined,
    promotion: within("promotion").present ? part.promotion(within("promotion"), causeText) : undefined,
    requirement: within("requirement").present ? part.requirement(within("requirement"), causeText) : undefined,
    unverified: within("unverified").list(part.figure),
  };
}

function item(from: Reader): Item {
  return {
    status: from.at("status").oneOf(part.STATUSES),
    ...part.valued(from),
    causes: from.at("causes").list(part.cause),
  };
}

function causeText(from: Reader): Text {
  return part.cause(from).text;
}

function triggers(from: Reader): Triggers {
  return {
    called: from.at("called").list(called),
    undetermined: from.at("undetermined").list((open) => ({
      label: open.at("label").bilingual(),
      causes: open.at("causes").list(part.cause),
    })),
  };
}

function called(from: Reader): Called {
  return {
    code: from.at("code").needed(),
    kind: from.at("kind").needed(),
    title: from.at("title").bilingual(),
    provider: from.at("provider").words(),
    hours: from.at("hours").words(),
    cost: from.at("cost").words(),
    prerequisite: from.at("prerequisite").list((code) => code.needed()),
    reasons: from.at("reasons").list((reason) => ({
      kind: reason.at("kind").words(),
      text: reason.at("text").text(),
    })),
  };
}

function issue(from: Reader): Issue {
  return { fact: from.at("fact").needed(), code: from.at("code").needed(), message: from.at("message").bilingual() };
}
