import { html, nothing, type TemplateResult } from "lit";

import type { Explanation, Judgement, Step } from "../read/explanation.js";
import { text, type Lang } from "../words/lang.js";
import { STATE_MARKS } from "../words/marks.js";
import { day, sentence } from "../words/values.js";
import { comparison } from "./comparison.js";
import { mark } from "./mark.js";

/** What a rule did, step by step. */
export function steps(of: Explanation, shown: readonly Step[], lang: Lang): TemplateResult | typeof nothing {
  if (shown.length === 0) return nothing;
  return html`<div class="steps">${shown.map((one) => step(one, of, lang))}</div>`;
}

function step(one: Step, of: Explanation, lang: Lang): TemplateResult | typeof nothing {
  switch (one.step) {
    case "applies":
      return html`<div class="condition">
        <p>${APPLIES[one.holds === undefined ? "open" : one.holds ? "holds" : "fails"][lang]}</p>
        ${one.comparisons.length === 0
          ? nothing
          : html`<ul role="list">
              ${one.comparisons.map((c) => html`<li>${comparison(c, lang, "required")}</li>`)}
            </ul>`}
      </div>`;
    case "row":
      return row(one, lang);
    case "compared":
      if (of.kind !== "requirement") return comparison(one.comparison, lang, "question");
      // Of a requirement that is met, what failed was only one way of meeting it.
      if (of.value === true && one.comparison.holds !== true) return nothing;
      return comparison(one.comparison, lang, "required");
    case "formula": {
      // A sum tells its value first: it need not be told again.
      const value = of.text?.[lang];
      const told = value === undefined || one.text[lang].startsWith(`${value.split(" ")[0]} (`);
      return html`<p class="formula">
        ${text("Dihitung:", "Worked out:")[lang]} ${one.text[lang]}${told ? nothing : html` = <strong>${value}</strong>`}
      </p>`;
    }
    case "advises":
      return html`<p>${text("Saran:", "Advice:")[lang]} ${sentence(one.text[lang])}</p>`;
    case "says":
    case "excepted":
      return html`<p>${sentence(one.text[lang])}</p>`;
    case "requirements":
      return html`<ul class="bullets">
        ${one.promotion.requirements.map((r) => html`<li>${r.label[lang]}: ${mark(STATE_MARKS[r.state], lang)}</li>`)}
      </ul>`;
    case "given":
      return html`<p>${text("Nilai ini diberikan, tidak dihitung.", "This value was given, not worked out.")[lang]}</p>`;
  }
}

const APPLIES = {
  holds: text("Berlaku karena syarat berlakunya terpenuhi:", "Applies, because its condition holds:"),
  fails: text("Tidak berlaku, karena syarat berlakunya tidak terpenuhi:", "Does not apply, because its condition does not hold:"),
  open: text("Belum diketahui apakah berlaku:", "Not known whether it applies:"),
} as const;

// A row of a decision table, as the policy officer who wrote it reads it: what was asked, and what follows.
function row(one: Extract<Step, { step: "row" }>, lang: Lang): TemplateResult {
  const line = one.line === undefined ? text("", "") : text(`, baris ${one.line}`, `, line ${one.line}`);
  return html`<div class="rows">
    <table part="row">
      <caption>
        ${text("Tabel", "Table")[lang]} ${one.table[lang].replaceAll("_", " ")}${line[lang]}
        ${one.basis === undefined || one.basis === "" ? nothing : html`<span class="basis" lang="id">[${one.basis}]</span>`}
      </caption>
      <tbody>
        ${one.cells.map((cell) => html`<tr><th scope="row">${cell.label[lang]}</th><td>${cell.asked[lang]}</td></tr>`)}
        ${one.result === undefined
          ? nothing
          : html`<tr class="result"><th scope="row">${text("maka", "so")[lang]}</th><td>${one.result[lang]}</td></tr>`}
      </tbody>
    </table>
    ${one.note === undefined || one.note === ""
      ? nothing
      : html`<p class="small">${text("Catatan:", "Note:")[lang]} <span lang="id">${sentence(one.note)}</span></p>`}
  </div>`;
}

/** Who assessed a fact, when, and on what evidence. */
export function judgement(of: Judgement, lang: Lang): string {
  if (of.by === undefined && of.on === undefined && of.evidence === undefined) {
    return text(
      "Ini penilaian seseorang; penilainya tidak disebutkan.",
      "This is a person's assessment; who made it is not told.",
    )[lang];
  }
  const by =
    of.by === undefined
      ? text("Dinilai seseorang yang tidak disebutkan", "Assessed by someone who is not named")
      : text(`Dinilai oleh ${of.by}`, `Assessed by ${of.by}`);
  const on = of.on === undefined ? text("", "") : text(` pada ${day(of.on, "id")}`, ` on ${day(of.on, "en")}`);
  const evidence =
    of.evidence === undefined ? text("", "") : text(`, berdasarkan ${of.evidence}`, `, on the evidence of ${of.evidence}`);
  return sentence(`${by[lang]}${on[lang]}${evidence[lang]}`);
}
