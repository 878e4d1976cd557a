import { html, nothing, type TemplateResult } from "lit";

import type { Called, Triggers } from "../read/outcome.js";
import type { Text } from "../read/reader.js";
import { text, type Lang } from "../words/lang.js";
import { isNumber, number, rupiah, sentence } from "../words/values.js";

const KINDS: Readonly<Record<string, Text>> = {
  course: text("pelatihan", "course"),
  coaching: text("bimbingan", "coaching"),
  study: text("studi lanjut", "further study"),
  reward: text("penghargaan", "reward"),
  service: text("perbaikan layanan", "service improvement"),
};

const REASONS: Readonly<Record<string, Text>> = {
  gap: text("kesenjangan", "gap"),
  mandatory: text("wajib", "mandatory"),
  opportunity: text("kesempatan", "opportunity"),
  urgent: text("mendesak", "urgent"),
};

/** What an outcome calls for, most urgent first, and what is not known of it. */
export function triggers(of: Triggers, lang: Lang, heading: (content: unknown) => TemplateResult): TemplateResult {
  const open = of.undetermined.length > 0;
  const none = open
    ? text("Belum ada tindak lanjut yang pasti diperlukan.", "Nothing is known to be called for yet.")
    : text("Tidak ada tindak lanjut yang perlu dilakukan.", "Nothing is called for.");
  return html`<div class="card" part="card triggers">
    ${of.called.length === 0
      ? html`<p>${none[lang]}</p>`
      : html`<ol class="called" role="list">
          ${of.called.map((one) => called(one, of.called, lang, heading))}
        </ol>`}
    ${open
      ? html`<details>
          <summary>
            ${text(
              `Belum dapat dipastikan: ${of.undetermined.length} pemeriksaan lain`,
              `Not determined yet: ${of.undetermined.length} further checks`,
            )[lang]}
          </summary>
          <ul class="bullets">
            ${of.undetermined.map((one) => html`<li>${one.label[lang]}: ${one.causes.map((c) => c.text[lang]).join(" ")}</li>`)}
          </ul>
        </details>`
      : nothing}
  </div>`;
}

function called(one: Called, all: readonly Called[], lang: Lang, heading: (content: unknown) => TemplateResult): TemplateResult {
  const title = (code: string) => all.find((other) => other.code === code)?.title[lang] ?? code;
  const terms: readonly (readonly [Text, string | undefined])[] = [
    [text("Jenis", "Kind"), named(KINDS, one.kind, lang)],
    [text("Lama", "Length"), one.hours === undefined ? undefined : hours(one.hours, lang)],
    [text("Biaya", "Cost"), one.cost === undefined ? undefined : rupiah(one.cost, lang)],
    [text("Penyelenggara", "Provider"), one.provider],
    [text("Prasyarat", "Prerequisite"), one.prerequisite.map(title).join(text(" atau ", " or ")[lang]) || undefined],
  ];
  const reasons = new Map(one.reasons.map((reason) => [`${reason.kind}\n${reason.text?.[lang]}`, reason]));
  return html`<li class="item" part="item">
    <div class="titled">${heading(one.title[lang])}<span class="small soft">${one.code}</span></div>
    <dl class="terms num">
      ${terms.map(([label, said]) =>
        said === undefined ? nothing : html`<div><dt>${label[lang]}</dt><dd>${said}</dd></div>`,
      )}
    </dl>
    ${reasonsOf([...reasons.values()], lang)}
  </li>`;
}

/** How many reasons are told before the rest is folded. */
const MOST_REASONS = 5;

function reasonsOf(reasons: Called["reasons"], lang: Lang): TemplateResult {
  const list = (shown: Called["reasons"]) =>
    html`<ul class="reasons" role="list">
      ${shown.map(
        (reason) => html`<li>
          ${reason.kind === undefined
            ? nothing
            : html`<span class="tag ${reason.kind === "urgent" ? "urgent" : ""}">${named(REASONS, reason.kind, lang)}</span>`}
          ${reason.text === undefined ? nothing : sentence(reason.text[lang])}
        </li>`,
      )}
    </ul>`;
  if (reasons.length <= MOST_REASONS) return list(reasons);
  const rest = reasons.slice(MOST_REASONS - 1);
  return html`${list(reasons.slice(0, MOST_REASONS - 1))}
    <details>
      <summary>${text(`${rest.length} alasan lain`, `${rest.length} more reasons`)[lang]}</summary>
      ${list(rest)}
    </details>`;
}

function hours(words: string, lang: Lang): string {
  if (!isNumber(words)) return words;
  const [id, en] = [number(words, "JP", "id"), number(words, "JP", "en")];
  return text(`${id} JP`, `${en} lesson ${words === "1" ? "hour" : "hours"}`)[lang];
}

function named(words: Readonly<Record<string, Text>>, word: string, lang: Lang): string {
  return Object.hasOwn(words, word) ? (words[word]?.[lang] ?? word) : word;
}
