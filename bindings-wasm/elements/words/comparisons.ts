import type { Comparison, Side } from "../read/parts.js";
import type { Lang } from "./lang.js";
import { text } from "./lang.js";
import * as values from "./values.js";

/** What the left side of a comparison has. */
export function had(c: Comparison, lang: Lang): string {
  return side(c.left, c.right, lang);
}

/** What is asked of the left side: `paling sedikit 4 tahun`. */
export function asked(c: Comparison, lang: Lang): string {
  const limit = side(c.right, c.left, lang);
  const sample = c.left.value ?? c.right.value;
  const words = typeof sample === "string" ? sample : "";
  const kind = values.isNumber(words) ? 0 : values.isDay(words) ? 1 : 2;
  const said = OPERATORS[c.op]?.[kind];
  return said === undefined ? limit : `${said[lang]} ${limit}`;
}

// Numbers, dates, ranks of an ordered enum.
const OPERATORS: Readonly<Record<string, readonly ReturnType<typeof text>[]>> = {
  "!=": Array(3).fill(text("selain", "anything but")),
  ">=": [text("paling sedikit", "at least"), text("paling awal", "no earlier than"), text("paling rendah", "at least")],
  ">": [text("lebih dari", "more than"), text("sesudah", "after"), text("di atas", "above")],
  "<=": [text("paling banyak", "at most"), text("paling lambat", "no later than"), text("paling tinggi", "at most")],
  "<": [text("kurang dari", "less than"), text("sebelum", "before"), text("di bawah", "below")],
};

// A bare figure beside one with a unit is of that unit.
function side(one: Side, other: Side, lang: Lang): string {
  return values.value(one, lang, one.unit ?? other.unit);
}

/** What the left side is called. */
export function leftLabel(c: Comparison, lang: Lang): string {
  const label = c.left.label[lang];
  return label === "" || isCode(label) ? text("Yang dihitung", "What is worked out")[lang] : label;
}

/** What the limit is called, where that says more than the limit itself. */
export function rightLabel(c: Comparison, lang: Lang): string | undefined {
  const label = c.right.label[lang];
  const bare = [c.right.value, side(c.right, c.left, lang), values.value(c.right, lang), values.value({ ...c.right, unit: undefined }, lang)];
  return label === "" || isCode(label) || bare.includes(label) ? undefined : label;
}

// A label that is the text of a rule, and no words for people.
function isCode(label: string): boolean {
  return /[_"`{[]|[a-z0-9]\(/i.test(label);
}

/** How much is missing: `kurang 1 tahun`; beyond an upper limit, how much is too much. */
export function gap(c: Comparison, lang: Lang): string | undefined {
  if (c.shortfall === undefined) return undefined;
  const { amount, unit } = c.shortfall;
  const upper = c.op === "<" || c.op === "<=";
  if (amount === "0") {
    return (upper
      ? text("sudah mencapai batas", "the limit is reached")
      : text("tepat pada batas, harus melewatinya", "exactly at the limit, must be past it"))[lang];
  }
  const bare = values.isNumber(amount) ? values.number(amount, unit?.id, lang) : amount;
  const much = unit === undefined || unit.id === "%" ? bare : `${bare} ${unit[lang]}`;
  return (upper ? text(`melampaui batas ${much}`, `${much} over the limit`) : text(`kurang ${much}`, `${much} short`))[lang];
}
