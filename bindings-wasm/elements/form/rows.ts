import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Field, Rows } from "../read/schema.js";
import { text } from "../words/lang.js";
import { empty, whole, type List, type Row } from "./answers.js";
import { amissIn, idOf, one, type Desk } from "./field.js";
import type { Path } from "./state.js";

/** A fact or field of any kind. */
export function field(of: Field, answer: ReturnType<typeof empty>, path: Path, desk: Desk): TemplateResult {
  return answer.kind === "list" && of.shape.kind === "rows"
    ? list(of, of.shape, answer, path, desk)
    : answer.kind === "one"
      ? one(of, answer, path, desk)
      : html``;
}

/** A list: its rows, or that there are none, which is not the same as not knowing. */
function list(of: Field, shape: Rows, answer: List, path: Path, desk: Desk): TemplateResult {
  const { lang } = desk;
  const refused = desk.refused(path);
  const full = answer.rows.length >= shape.most;
  const name = html`<span class="unseen">: ${of.title[lang]}</span>`;
  return html`<fieldset aria-describedby="${idOf(path, "-hint")}${refused.length === 0 ? "" : ` ${idOf(path, "-problem")}`}">
    <legend>${of.title[lang]}</legend>
    <p class="hint" id=${idOf(path, "-hint")}>
      ${of.source === undefined ? nothing : html`${text("Lihat:", "See:")[lang]} <span lang="id">${of.source}</span>. `}${text(
        "Isi semua barisnya; sebagian akan dianggap seluruhnya.",
        "Give all its rows; a part would be taken for all.",
      )[lang]}
    </p>
    ${repeat(
      answer.rows,
      (row) => row.id,
      (row, at) => rowOf(of, shape, row, at, path, desk),
    )}
    ${amissIn(refused, lang, idOf(path, "-problem"))}
    ${answer.none && answer.rows.length === 0
      ? html`<p>${text("Dinyatakan tidak ada.", "Said to be none.")[lang]}</p>`
      : nothing}
    <div class="tools">
      <button class="quiet" type="button" part="button" id=${idOf(path, "-add")} ?disabled=${full} @click=${() => desk.addRow(path)}>
        ${text("Tambah baris", "Add a row")[lang]}${name}
      </button>
      ${answer.rows.length > 0
        ? nothing
        : html`<button class="quiet" type="button" part="button" @click=${() => desk.noRows(path, !answer.none)}>
            ${(answer.none ? text("Belum tahu", "Not known") : text("Tidak ada", "There are none"))[lang]}${name}
          </button>`}
    </div>
  </fieldset>`;
}

function rowOf(of: Field, shape: Rows, row: Row, at: number, path: Path, desk: Desk): TemplateResult {
  const { lang } = desk;
  const wanted = desk.wanted(path);
  // The key first, then what the result waits for, then what was given besides.
  const names = new Set([...shape.key, ...[...wanted].filter((name) => shape.fields.has(name)), ...row.answers.keys()]);
  const title = text(`Baris ${at + 1}`, `Row ${at + 1}`)[lang];
  return html`<fieldset class="row" part="row">
    <legend>${title}<span class="unseen">: ${of.title[lang]}</span></legend>
    ${[...names].map((name) => {
      const own = shape.fields.get(name);
      if (own === undefined) return nothing;
      return html`<div class="field">${field(own, row.answers.get(name) ?? empty(own), [...path, row.id, name], desk)}</div>`;
    })}
    ${whole(shape, row)
      ? nothing
      : html`<p class="hint">
          ${text("Baris ini dihitung setelah isian di atas lengkap.", "This row counts once what is above is complete.")[lang]}
        </p>`}
    <button class="quiet" type="button" part="button" @click=${() => desk.removeRow(path, row.id)}>
      ${text("Hapus", "Remove")[lang]} ${title.toLowerCase()}<span class="unseen">: ${of.title[lang]}</span>
    </button>
  </fieldset>`;
}
