import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import type { Text } from "../read/reader.js";
import type { Choice, Field } from "../read/schema.js";
import { text, type Lang } from "../words/lang.js";
import { day } from "../words/values.js";
import type { Answer, One } from "./answers.js";
import type { Path } from "./state.js";

/** What a field needs of the form that it stands in. */
export interface Desk {
  readonly lang: Lang;
  /** Something was typed or chosen. */
  type(path: Path, words: string): void;
  /** Who made an assessment, when, on what evidence. */
  judge(path: Path, key: string, words: string): void;
  addRow(path: Path): void;
  removeRow(path: Path, id: number): void;
  noRows(path: Path, none: boolean): void;
  /** What the engine says of a fact that it cannot use. */
  refused(path: Path): readonly Text[];
  /** The fields of a list's rows that the result waits for. */
  wanted(path: Path): ReadonlySet<string>;
}

/** The identity of a control; names come from a pack and may hold anything. */
export function idOf(path: Path, part = ""): string {
  return `f-${path.map((one) => encodeURIComponent(String(one))).join("-")}${part}`;
}

/** The most values that are laid out side by side; more go into a list that drops down. */
const MOST_RADIOS = 4;

/** A fact or field that is no list: its label, where it comes from, its control, what is amiss. */
export function one(field: Field, answer: One, path: Path, desk: Desk): TemplateResult {
  const { lang } = desk;
  const problems = [...(answer.problem === undefined ? [] : [answer.problem]), ...desk.refused(path)];
  const hint = hintOf(field, lang);
  const described = [hint === undefined ? "" : idOf(path, "-hint"), problems.length === 0 ? "" : idOf(path, "-problem")]
    .filter((id) => id !== "")
    .join(" ");
  const about = html`${hint === undefined ? nothing : html`<p class="hint" id=${idOf(path, "-hint")}>${hint}</p>`}`;
  const amiss = amissIn(problems, lang, idOf(path, "-problem"));
  const choices = choicesOf(field);
  const judged = field.judgement && answer.value !== undefined ? judgedBy(answer, path, desk) : nothing;
  if (choices !== undefined && choices.length <= MOST_RADIOS) {
    return html`<fieldset aria-describedby=${described || nothing}>
      <legend>${field.title[lang]}</legend>
      ${about}
      <div class="radios">${[...choices, UNKNOWN].map((choice) => radio(choice, answer, path, desk))}</div>
      ${amiss} ${judged}
    </fieldset>`;
  }
  return html`<label for=${idOf(path)}>${field.title[lang]}</label>
    ${about} ${control(field, answer, path, desk, described, problems.length > 0, choices)} ${amiss} ${judged}`;
}

/** What is amiss in what was given. */
export function amissIn(problems: readonly Text[], lang: Lang, id: string): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="problems" id=${id}>
    ${problems.map((problem) => html`<p><span aria-hidden="true">!</span> ${problem[lang]}</p>`)}
  </div>`;
}

const UNKNOWN: Choice = { value: "", title: text("Belum tahu", "Not known"), aliases: [] };

function choicesOf(field: Field): readonly Choice[] | undefined {
  if (field.shape.kind === "enum") return field.shape.values;
  if (field.shape.kind !== "truth") return undefined;
  return [
    { value: "true", title: text("Ya", "Yes"), aliases: [] },
    { value: "false", title: text("Tidak", "No"), aliases: [] },
  ];
}

function hintOf(field: Field, lang: Lang): TemplateResult | undefined {
  const shape = field.shape;
  const bounds =
    shape.kind === "number" && shape.min !== undefined && shape.max !== undefined
      ? text(`${shape.min.replace(".", ",")} sampai ${shape.max.replace(".", ",")}`, `${shape.min} to ${shape.max}`)[lang]
      : shape.kind === "date" && shape.min !== undefined && shape.max !== undefined
        ? text(`${day(shape.min, "id")} sampai ${day(shape.max, "id")}`, `${day(shape.min, "en")} to ${day(shape.max, "en")}`)[lang]
        : undefined;
  if (bounds === undefined && field.source === undefined) return undefined;
  const source =
    field.source === undefined
      ? nothing
      : html`${text("Lihat:", "See:")[lang]} <span lang="id">${field.source}</span>${bounds === undefined ? nothing : "; "}`;
  return html`${source}${bounds}`;
}

function radio(choice: Choice, answer: One, path: Path, desk: Desk): TemplateResult {
  return html`<label class="radio">
    <input
      type="radio"
      name=${idOf(path)}
      .value=${choice.value}
      .checked=${live(answer.typed === choice.value)}
      @change=${() => desk.type(path, choice.value)}
    />
    <span>${choice.title[desk.lang]}</span>
  </label>`;
}

function control(
  field: Field,
  answer: One,
  path: Path,
  desk: Desk,
  described: string,
  invalid: boolean,
  choices: readonly Choice[] | undefined,
): TemplateResult {
  const { lang } = desk;
  const change = (event: Event) => desk.type(path, (event.currentTarget as HTMLInputElement | HTMLSelectElement).value);
  if (choices !== undefined) {
    return html`<select
      id=${idOf(path)}
      part="control"
      aria-describedby=${described || nothing}
      aria-invalid=${invalid ? "true" : nothing}
      @change=${change}
    >
      <option value="" .selected=${live(answer.typed === "")}>${UNKNOWN.title[lang]}</option>
      ${choices.map(
        (choice) => html`<option .value=${choice.value} .selected=${live(answer.typed === choice.value)}>${choice.title[lang]}</option>`,
      )}
    </select>`;
  }
  const shape = field.shape;
  const number = shape.kind === "number";
  const input = html`<input
    id=${idOf(path)}
    part="control"
    class=${number ? "num" : ""}
    type=${shape.kind === "date" ? "date" : "text"}
    inputmode=${number ? (shape.scale > 0 ? "decimal" : "numeric") : nothing}
    min=${shape.kind === "date" && shape.min !== undefined ? shape.min : nothing}
    max=${shape.kind === "date" && shape.max !== undefined ? shape.max : nothing}
    autocomplete="off"
    aria-describedby=${described || nothing}
    aria-invalid=${invalid ? "true" : nothing}
    .value=${live(answer.typed)}
    @change=${change}
  />`;
  if (field.unit === undefined) return input;
  return html`<div class="measured">${input}<span class="soft">${field.unit[lang]}</span></div>`;
}

function judgedBy(answer: Answer, path: Path, desk: Desk): TemplateResult {
  const judged = answer.kind === "one" ? answer.judged : {};
  const parts: readonly (readonly [string, Text, string])[] = [
    ["by", text("Siapa yang menilai", "Who assessed it"), "text"],
    ["on", text("Tanggal penilaian", "Date of the assessment"), "date"],
    ["evidence", text("Buktinya", "On what evidence"), "text"],
  ];
  return html`<details class="judged">
    <summary>${text("Penilainya (boleh dikosongkan)", "Who judged (may be left empty)")[desk.lang]}</summary>
    <div class="inner">
      ${parts.map(
        ([key, label, type]) => html`<div class="field">
          <label for=${idOf(path, `-${key}`)}>${label[desk.lang]}</label>
          <input
            id=${idOf(path, `-${key}`)}
            part="control"
            type=${type}
            autocomplete="off"
            .value=${live(judged[key] ?? "")}
            @change=${(event: Event) => desk.judge(path, key, (event.currentTarget as HTMLInputElement).value)}
          />
        </div>`,
      )}
    </div>
  </details>`;
}
