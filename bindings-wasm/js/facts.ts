/** Facts on their way to the engine: values of JavaScript as exact JSON. */

import { slip } from "./errors.js";

/** A value of a fact: numbers may be texts or bigint, days may be `Date` at midnight. */
export type FactValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | readonly FactValue[]
  | { readonly [field: string]: FactValue };

/** Facts by name. */
export type FactsInput = { readonly [fact: string]: FactValue };

/** More than any fact or foreign record is nested; readers of JSON have a bound, too. */
const MAX_DEPTH = 100;

/** Writes facts as JSON. What has no one exact meaning is refused with its place. */
export function factsText(facts: object): string {
  return write(facts, "", 0) ?? "null";
}

function write(value: unknown, at: string, depth: number): string | undefined {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return `"${value}"`;
    case "undefined":
      return undefined;
    case "number":
      // A whole number above 2^53 may have lost its last digits before it came here.
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) throw slip("inexact", at);
      return String(value);
    case "object":
      return value === null ? "null" : writeObject(value, at, depth);
    default:
      throw slip("no_json", at);
  }
}

function writeObject(value: object, at: string, depth: number): string | undefined {
  if (value instanceof Date) return JSON.stringify(dayOf(value, at));
  // An object that holds itself ends here, too.
  if (depth >= MAX_DEPTH) throw slip("too_deep", short(at));
  if (Array.isArray(value)) {
    const items = Array.from(value, (item, index) => write(item, `${at}[${index}]`, depth + 1) ?? "null");
    return `[${items.join(",")}]`;
  }
  if (value instanceof Map) return writeFields(Array.from(value.keys()), (name) => value.get(name), at, depth);
  // Temporal.PlainDate, decimal.js and their like say themselves what they are in JSON.
  if ("toJSON" in value && typeof value.toJSON === "function") return write(value.toJSON(), at, depth + 1);
  return writeFields(Object.keys(value), (name) => (value as Record<string, unknown>)[name], at, depth);
}

function writeFields(names: readonly unknown[], of: (name: string) => unknown, at: string, depth: number): string {
  let text = "{";
  for (const name of names) {
    if (typeof name !== "string") throw slip("no_json", at);
    const written = write(of(name), at === "" ? name : `${at}.${name}`, depth + 1);
    if (written !== undefined) text += text.length > 1 ? `,${key(name)}${written}` : `${key(name)}${written}`;
  }
  return `${text}}`;
}

/** Names as they are written: the same few stand in the facts of every subject. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 1000;

function key(name: string): string {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  const written = `${quoted(name)}:`;
  if (KEYS.size < MOST_KEYS) KEYS.set(name, written);
  return written;
}

/** Letters, digits and signs of which none is written otherwise in JSON. */
const PLAIN = /^[\w .:/-]*$/;

function quoted(words: string): string {
  return PLAIN.test(words) ? `"${words}"` : JSON.stringify(words);
}

const DAY = 86_400_000;

/** The day of a `Date`: the one at whose midnight it stands, in UTC or else where the program runs. */
export function dayOf(date: Date, at: string): string {
  const time = date.getTime();
  if (Number.isNaN(time)) throw slip("no_date", at);
  if (time % DAY === 0) return date.toISOString().slice(0, 10);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (!isMidnight || date.getMilliseconds() !== 0) throw slip("moment", at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function short(at: string): string {
  return at.length > 60 ? `${at.slice(0, 60)}…` : at;
}
