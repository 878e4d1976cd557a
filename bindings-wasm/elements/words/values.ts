import type { Unit, Valued } from "../read/parts.js";
import type { Plain } from "../read/reader.js";
import { text, type Lang } from "./lang.js";

const LOCALES: Readonly<Record<Lang, string>> = { id: "id-ID", en: "en-GB" };
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

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

/** An amount with its unit: `4 tahun`. */
export function amount(words: string, unit: Unit | undefined, lang: Lang): string {
  const shown = number(words, unit?.id, lang);
  if (unit === undefined || unit.id === "%") return shown;
  return `${shown} ${lang === "en" && words === "1" ? unit.enOne : unit[lang]}`;
}

/** Rupiah as people write them. */
export function rupiah(words: string, lang: Lang): string {
  return isNumber(words) ? `Rp${number(words, "rupiah", lang)}` : words;
}

/** A value of the wire as people write it, with its unit. */
export function value(of: Valued, lang: Lang, unit: Unit | undefined = of.unit): string {
  return of.text?.[lang] ?? plain(of.value, unit, lang);
}

// What the wire has no words for, because it needs none, or because it was stored before the engine gave any.
function plain(shown: Plain, unit: Unit | undefined, lang: Lang): string {
  if (shown === null) return text("belum diketahui", "not known")[lang];
  if (typeof shown === "boolean") return (shown ? text("ya", "yes") : text("tidak", "no"))[lang];
  if (typeof shown === "string") {
    if (isNumber(shown)) return amount(shown, unit, lang);
    if (isDay(shown)) return day(shown, lang);
    // An enum's own spelling with its words apart.
    return /^[a-z][a-z0-9_]*$/.test(shown) ? shown.replaceAll("_", " ") : shown;
  }
  const inner = [...shown.values()];
  if (inner.length === 0) return text("tidak ada", "none")[lang];
  if (inner.some((one) => typeof one === "object" && one !== null)) {
    return lang === "id" ? `${inner.length} baris` : `${inner.length} rows`;
  }
  return inner.map((one) => plain(one, unit, lang)).join(", ");
}

/** Words that end as a sentence does. */
export function sentence(words: string): string {
  const trimmed = words.trim();
  return trimmed === "" || /[.?!…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
