import { html, nothing, type TemplateResult } from "lit";

import type { Comparison } from "../read/parts.js";
import * as words from "../words/comparisons.js";
import { text, type Lang } from "../words/lang.js";
import { answerMark, holdsMark } from "../words/marks.js";
import { mark } from "./mark.js";

/**
 * How a comparison is read: as what a requirement asks; alone in one, whose own mark says it already; or as a question
 * of a calculation, which took the one arm or the other and fails nobody.
 */
export type Reading = "required" | "alone" | "question";

/** A comparison with both sides. */
export function comparison(c: Comparison, lang: Lang, reading: Reading): TemplateResult {
  const gap = reading === "required" ? words.gap(c, lang) : undefined;
  const of = reading === "question" ? answerMark(c.holds) : holdsMark(c.holds);
  const [has, asked] =
    reading === "question"
      ? [text("Nilainya", "It is"), text("Apakah", "Is it")]
      : [text("Dimiliki", "Has"), text("Syarat", "Required")];
  const limit = words.rightLabel(c, lang);
  return html`<div class="comparison" part="comparison">
    <p class="titled">
      <span class="what">${words.leftLabel(c, lang)}</span>
      ${reading === "alone"
        ? nothing
        : html`<span>${mark(of, lang)}${gap === undefined ? nothing : html`<span class="gap">: ${gap}</span>`}</span>`}
    </p>
    <dl class="sides num">
      <div>
        <dt>${has[lang]}</dt>
        <dd>${words.had(c, lang)}</dd>
      </div>
      <div>
        <dt>${asked[lang]}</dt>
        <dd>${words.asked(c, lang)}</dd>
        ${limit === undefined ? nothing : html`<dd class="small soft plain">${limit}</dd>`}
      </div>
    </dl>
  </div>`;
}
