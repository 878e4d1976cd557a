import { html, nothing, type TemplateResult } from "lit";

import type { Comparison } from "../read/parts.js";
import * as words from "../words/comparisons.js";
import { text, type Lang } from "../words/lang.js";
import { holdsMark } from "../words/marks.js";
import type { Names } from "../words/values.js";
import { mark } from "./mark.js";

/** A comparison with both sides; alone it needs no mark, for what it stands in has one. */
export function comparison(c: Comparison, lang: Lang, names: Names | undefined, alone: boolean): TemplateResult {
  const gap = alone ? undefined : words.gap(c, lang);
  const limit = words.rightLabel(c, lang, names);
  return html`<div class="comparison" part="comparison">
    <p class="titled">
      <span class="what">${words.leftLabel(c, lang)}</span>
      ${alone
        ? nothing
        : html`<span>${mark(holdsMark(c.holds), lang)}${gap === undefined ? nothing : html`<span class="gap">: ${gap}</span>`}</span>`}
    </p>
    <dl class="sides num">
      <div>
        <dt>${text("Dimiliki", "Has")[lang]}</dt>
        <dd>${words.had(c, lang, names)}</dd>
      </div>
      <div>
        <dt>${text("Syarat", "Required")[lang]}</dt>
        <dd>${words.asked(c, lang, names)}</dd>
        ${limit === undefined ? nothing : html`<dd class="small soft plain">${limit}</dd>`}
      </div>
    </dl>
  </div>`;
}
