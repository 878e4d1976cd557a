import { html, type TemplateResult } from "lit";

import type { Lang } from "../words/lang.js";
import type { Mark } from "../words/marks.js";

/** A mark in a line: symbol and word. */
export function mark(of: Mark, lang: Lang): TemplateResult {
  return html`<span class="mark ${of.tone}" part="mark ${of.tone}"><span aria-hidden="true">${of.symbol}</span> ${of.words[lang]}</span>`;
}

/** The symbol of a mark in its circle; its word must stand beside it. */
export function symbol(of: Pick<Mark, "tone" | "symbol">): TemplateResult {
  return html`<span class="symbol ${of.tone}" aria-hidden="true">${of.symbol}</span>`;
}
