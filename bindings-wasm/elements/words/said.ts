import type { Result } from "../read/outcome.js";
import type { Lang } from "./lang.js";
import { STATUS_MARKS } from "./marks.js";
import { value } from "./values.js";

/** What a result comes to, in words. */
export function said(result: Result, lang: Lang): string {
  if (result.promotion !== undefined) return result.promotion.text[lang];
  if (result.status !== "value") return STATUS_MARKS[result.status].words[lang];
  return value(result, lang);
}
