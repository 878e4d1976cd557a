import type { Text } from "../read/reader.js";
import type { Field, Rows } from "../read/schema.js";
import { text, type Lang } from "../words/lang.js";
import { typedNumber } from "./number.js";

/** A value that is handed to the engine: numbers as text. */
export type Json = null | boolean | string | readonly Json[] | { readonly [name: string]: Json };

/** What was given for a fact or a field. */
export type Answer = One | List;

/** What was given for a fact that is no list. */
export interface One {
  readonly kind: "one";
  /** What stands in the control. */
  readonly typed: string;
  /** The value, where one was given that can be read. */
  readonly value: Json | undefined;
  readonly problem: Text | undefined;
  /** Who assessed it, when, on what evidence. */
  readonly judged: Readonly<Record<string, string>>;
}

/** The rows that were given for a list; without rows it was said that there are none, or nothing yet. */
export interface List {
  readonly kind: "list";
  readonly none: boolean;
  readonly rows: readonly Row[];
}

/** A row of a list: an identity that lasts while others come and go, and its answers by field. */
export interface Row {
  readonly id: number;
  readonly answers: ReadonlyMap<string, Answer>;
}

/** Nothing given yet. */
export function empty(field: Field): Answer {
  return field.shape.kind === "rows"
    ? { kind: "list", none: false, rows: [] }
    : { kind: "one", typed: "", value: undefined, problem: undefined, judged: {} };
}

/** What was typed or chosen in a control. */
export function typed(field: Field, words: string, before: Answer, lang: Lang): One {
  const judged = before.kind === "one" ? before.judged : {};
  const answer = (value: Json | undefined, problem?: Text): One => ({ kind: "one", typed: words, value, problem, judged });
  if (words.trim() === "") return answer(undefined);
  switch (field.shape.kind) {
    case "truth":
      return answer(words === "true");
    case "number": {
      const read = typedNumber(words, field.shape.scale, lang);
      return "value" in read ? answer(read.value, beyond(read.value, field.shape, lang)) : answer(undefined, read.problem);
    }
    default:
      return answer(words.trim());
  }
}

// The engine judges bounds exactly; this spares a round for what is plainly beyond them.
function beyond(value: string, shape: { min: string | undefined; max: string | undefined }, lang: Lang): Text | undefined {
  const { min, max } = shape;
  const low = min !== undefined && Number(value) < Number(min);
  const high = max !== undefined && Number(value) > Number(max);
  if (!low && !high) return undefined;
  const shown = (bound: string | undefined) => (lang === "id" ? bound?.replace(".", ",") : bound) ?? "";
  return low
    ? text(`Paling sedikit ${shown(min)}.`, `At least ${shown(min)}.`)
    : text(`Paling banyak ${shown(max)}.`, `At most ${shown(max)}.`);
}

/** An answer as the engine takes it; nothing while it cannot be given. */
export function given(field: Field, answer: Answer): Json | undefined {
  if (answer.kind === "one") {
    if (answer.problem !== undefined || answer.value === undefined) return undefined;
    const judged = Object.entries(answer.judged).filter(([, words]) => words.trim() !== "");
    return judged.length === 0 ? answer.value : { value: answer.value, ...Object.fromEntries(judged) };
  }
  if (field.shape.kind !== "rows") return undefined;
  if (answer.rows.length === 0) return answer.none ? [] : undefined;
  // A part of a list would be taken for all of it: while a row cannot be told apart, the list is not given.
  const shape = field.shape;
  if (!answer.rows.every((row) => whole(shape, row))) return undefined;
  return answer.rows.map((row) => rowGiven(shape, row));
}

/** Whether a row can be told apart from others: all fields of its key are given. */
export function whole(shape: Rows, row: Row): boolean {
  return shape.key.every((name) => {
    const [field, answer] = [shape.fields.get(name), row.answers.get(name)];
    return field === undefined || (answer !== undefined && given(field, answer) !== undefined);
  });
}

function rowGiven(shape: Rows, row: Row): Json {
  const values: Record<string, Json> = {};
  for (const [name, answer] of row.answers) {
    const field = shape.fields.get(name);
    const value = field === undefined ? undefined : given(field, answer);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** The answer that stands for a value which the page handed over, so that it can be corrected. */
export function from(field: Field, value: unknown, lang: Lang, nextId: () => number): Answer {
  const start = empty(field);
  if (value === null || value === undefined) return start;
  const shape = field.shape;
  if (shape.kind === "rows") {
    if (!Array.isArray(value)) return start;
    const rows = value.map((row: unknown): Row => {
      const entries = typeof row === "object" && row !== null ? Object.entries(row) : [];
      const known = entries.flatMap(([name, inner]) => {
        const own = shape.fields.get(name);
        return own === undefined ? [] : [[name, from(own, inner, lang, nextId)] as const];
      });
      return { id: nextId(), answers: new Map(known) };
    });
    return { kind: "list", none: rows.length === 0, rows };
  }
  if (typeof value === "object") {
    const inner = value as Readonly<Record<string, unknown>>;
    const judged = ["by", "on", "evidence"].flatMap((key) => (typeof inner[key] === "string" ? [[key, inner[key]]] : []));
    return { ...(from(field, inner["value"], lang, nextId) as One), judged: Object.fromEntries(judged) };
  }
  const words = String(value);
  const choice = shape.kind === "enum" ? shape.values.find((one) => one.value === words || one.aliases.includes(words)) : undefined;
  const shown = shape.kind === "number" && lang === "id" ? words.replace(".", ",") : (choice?.value ?? words);
  return typed(field, shown, start, lang);
}
