import { html, type TemplateResult } from "lit";

import type { Result } from "../read/outcome.js";
import { text, type Lang } from "../words/lang.js";
import { DECISION_MARKS, STATUS_MARKS, type Mark } from "../words/marks.js";
import { said } from "../words/said.js";

/** What became of a question that is not open any more. */
export function settled(answered: boolean, lang: Lang): TemplateResult {
  return html`<p class="state ${answered ? "met" : "none"}">
    <span class="mark"
      >${answered
        ? html`<span aria-hidden="true">✓</span> ${text("terjawab", "answered")[lang]}`
        : text("tidak lagi menentukan hasil", "no longer decides the result")[lang]}</span
    >
  </p>`;
}

/** How a result stands so far. */
export function standing(one: Result, lang: Lang): TemplateResult {
  const of: Pick<Mark, "tone" | "symbol"> | undefined =
    one.promotion !== undefined ? DECISION_MARKS[one.promotion.decision] : one.status === "value" ? undefined : STATUS_MARKS[one.status];
  if (of === undefined) return html`<strong class="num">${said(one, lang)}</strong>`;
  return html`<span class="mark ${of.tone}"><span aria-hidden="true">${of.symbol}</span> ${said(one, lang)}</span>`;
}

/** How much is left to be given. */
export function leftWords(left: number, lang: Lang): string {
  return left === 0
    ? text("Tidak ada lagi isian yang menentukan hasilnya.", "Nothing more that you could give decides the result.")[lang]
    : text(`Masih ${left} isian yang menentukan.`, `${left} more ${left === 1 ? "fact decides" : "facts decide"}.`)[lang];
}
