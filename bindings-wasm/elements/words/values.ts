import type { Plain, Text } from "../read/reader.js";
import { text, type Lang } from "./lang.js";

const LOCALES: Readonly<Record<Lang, string>> = { id: "id-ID", en: "en-GB" };
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

// The wire carries units as the pack writes them, in Indonesian; these are the engine's own English words.
const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  tahun: ["year", "years"],
  bulan: ["month", "months"],
  minggu: ["week", "weeks"],
  hari: ["day", "days"],
  jam: ["hour", "hours"],
  kali: ["time", "times"],
  orang: ["person", "people"],
  poin: ["point", "points"],
  tingkat: ["step", "steps"],
  JP: ["lesson hour", "lesson hours"],
  "angka kredit": ["credit point", "credit points"],
};

/** Whether a text on the wire is a number as the engine writes it. */
export function isNumber(words: string): boolean {
  return words.length <= 40 && NUMBER.test(words);
}

/** Whether a text on the wire is a date. */
export function isDay(words: string): boolean {
  return DAY.test(words) && !Number.isNaN(Date.parse(`${words}T00:00:00Z`));
}

/** A number as people write it, with every digit: `1.800.000,5`; a share of 100 with `%`. */
export function number(words: string, unit: string | undefined, lang: Lang): string {
  // A whole number of four digits without a unit may be a year, and a longer one with a nought in front is no number.
  const parted = unit !== undefined || words.includes(".") || words.replace("-", "").length > 4;
  const options: Intl.NumberFormatOptions = {
    maximumFractionDigits: 100,
    useGrouping: parted ? "always" : false,
    style: unit === "%" ? "percent" : "decimal",
  } as Intl.NumberFormatOptions;
  // As the text it is, whatever the older types say: a number would be rounded to the digits of a float.
  return new Intl.NumberFormat(LOCALES[lang], options).format(words as unknown as number);
}

/** A date as people write it: `20 Mei 2025`. */
export function day(words: string, lang: Lang): string {
  if (!isDay(words)) return words;
  const format = new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${words}T00:00:00Z`));
}

/** A unit in a language. */
export function unitWord(unit: string, one: boolean, lang: Lang): string {
  const known = lang === "en" && Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return known === undefined ? unit : known[one ? 0 : 1];
}

/** An amount with its unit: `4 tahun`. */
export function amount(words: string, unit: string | undefined, lang: Lang): string {
  const shown = number(words, unit, lang);
  return unit === undefined || unit === "%" ? shown : `${shown} ${unitWord(unit, words === "1", lang)}`;
}

/** Rupiah as people write them. */
export function rupiah(words: string, lang: Lang): string {
  return isNumber(words) ? `Rp${number(words, "rupiah", lang)}` : words;
}

/** What names a value in words, where that is known: an enum's label, by the label of what has the value. */
export type Names = (label: Text | undefined, value: string) => Text | undefined;

/** A value of the wire as people write it, with its unit. */
export function value(
  shown: Plain,
  unit: string | undefined,
  lang: Lang,
  names: Names = () => undefined,
  label?: Text,
): string {
  if (shown === null) return text("belum diketahui", "not known")[lang];
  if (typeof shown === "boolean") return (shown ? text("ya", "yes") : text("tidak", "no"))[lang];
  if (typeof shown === "string") {
    if (isNumber(shown)) return amount(shown, unit, lang);
    if (isDay(shown)) return day(shown, lang);
    // Where nobody names it, an enum's own spelling with its words apart.
    return names(label, shown)?.[lang] ?? (/^[a-z][a-z0-9_]*$/.test(shown) ? shown.replaceAll("_", " ") : shown);
  }
  const inner = [...shown.values()];
  if (inner.length === 0) return text("tidak ada", "none")[lang];
  if (inner.some((one) => typeof one === "object" && one !== null)) {
    return lang === "id" ? `${inner.length} baris` : `${inner.length} rows`;
  }
  return inner.map((one) => value(one, unit, lang, names, label)).join(", ");
}

/** Words that end as a sentence does. */
export function sentence(words: string): string {
  const trimmed = words.trim();
  return trimmed === "" || /[.?!…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
