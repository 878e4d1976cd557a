import { html, nothing, type TemplateResult } from "lit";

import { STATES, type Promotion, type Requirement } from "../read/parts.js";
import * as words from "../words/comparisons.js";
import { text, type Lang } from "../words/lang.js";
import { DECISION_MARKS, STATE_MARKS } from "../words/marks.js";
import { sentence } from "../words/values.js";
import { comparison } from "./comparison.js";
import { symbol } from "./mark.js";

/** A decision with how many requirements are met. */
export function verdict(promotion: Promotion, lang: Lang): TemplateResult {
  const of = DECISION_MARKS[promotion.decision];
  const applying = promotion.requirements.filter((one) => one.state !== "not_applicable");
  const met = applying.filter((one) => one.state === "met").length;
  return html`<p class="verdict ${of.tone}" part="verdict ${of.tone}">
      <span aria-hidden="true">${of.symbol}</span> <strong>${promotion.decision}</strong> <span>${promotion.text[lang]}</span>
    </p>
    ${applying.length === 0
      ? nothing
      : html`<p class="soft count num">
          ${text(`${met} dari ${applying.length} syarat terpenuhi`, `${met} of ${applying.length} requirements met`)[lang]}
        </p>`}`;
}

/** The requirements of a promotion: what stands in the way first. */
export function requirements(
  of: readonly Requirement[],
  lang: Lang,
  heading: (content: unknown) => TemplateResult,
): TemplateResult | typeof nothing {
  if (of.length === 0) return nothing;
  const sorted = STATES.flatMap((state) => of.filter((one) => one.state === state));
  return html`<ul class="requirements" part="requirements" role="list">
    ${sorted.map((one) => requirement(one, lang, heading))}
  </ul>`;
}

function requirement(
  r: Requirement,
  lang: Lang,
  heading: (content: unknown) => TemplateResult,
): TemplateResult {
  const of = STATE_MARKS[r.state];
  const gaps = r.state === "not_met" ? r.comparisons.flatMap((c) => words.gap(c, lang) ?? []) : [];
  const shown = r.state === "not_met" || (r.state === "met" && r.text === undefined);
  return html`<li class="requirement ${of.tone}" part="requirement ${of.tone}">
    ${symbol(of)}
    <div>
      <div class="titled">${heading(r.label[lang])}<span class="mark small">${of.words[lang]}</span></div>
      ${gaps.map((gap) => html`<strong class="gap big num" part="gap">${gap}</strong>`)}
      ${r.text === undefined ? nothing : html`<p>${sentence(r.text[lang])}</p>`}
      ${r.state === "undetermined" ? r.causes.map((cause) => html`<p part="cause">${cause[lang]}</p>`) : nothing}
      ${shown && r.comparisons.length > 0
        ? html`<div class="comparisons">
            ${r.comparisons.map((c) => comparison(c, lang, r.comparisons.length === 1 ? "alone" : "required"))}
          </div>`
        : nothing}
      ${r.advice === undefined
        ? nothing
        : html`<p class="advice" part="advice"><strong>${text("Saran:", "Advice:")[lang]}</strong> ${sentence(r.advice[lang])}</p>`}
      ${r.basis === undefined || r.basis === ""
        ? nothing
        : html`<p class="basis" part="basis">${text("Dasar:", "Basis:")[lang]} <span lang="id">${r.basis}</span></p>`}
    </div>
  </li>`;
}
