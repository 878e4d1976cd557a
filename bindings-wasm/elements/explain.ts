import { html, nothing, type PropertyValues, type TemplateResult } from "lit";

import { define, TimbangElement } from "./base.js";
import { readExplanation, type Explanation } from "./read/explanation.js";
import { Unreadable } from "./read/reader.js";
import { unverified } from "./show/figures.js";
import { mark } from "./show/mark.js";
import { requirements, verdict } from "./show/requirement.js";
import { judgement, steps } from "./show/steps.js";
import { explainStyles } from "./styles/explain.js";
import { requirements as requirementStyles } from "./styles/requirements.js";
import { text, type Lang } from "./words/lang.js";
import { DECISION_MARKS, holdsMark, STATUS_MARKS, type Mark } from "./words/marks.js";
import { day, value } from "./words/values.js";

/**
 * `<timbang-explain>`: the derivation of one result as a tree that opens and closes. It needs no engine.
 *
 * The explanation comes by the property `explanation`, or stands in the page as a data block within the element. The
 * arrow keys go through the tree as they do through any other: up and down between entries, right opens, left closes.
 */
export class TimbangExplain extends TimbangElement {
  static override styles = [...TimbangElement.styles, requirementStyles, explainStyles];
  static override properties = {
    ...TimbangElement.properties,
    explanation: { attribute: false },
    bare: { type: Boolean },
  };

  /** The explanation: JSON, as a text or parsed. */
  declare explanation: unknown;
  /** Whether the result itself is left out, because it stands beside the element. */
  declare bare: boolean | undefined;

  #read: Explanation | Unreadable | undefined;
  /** The places of the entries that are open: the numbers of the inputs on the way to them. */
  #open = new Set<string>();

  protected override adopt(): void {
    this.explanation ??= this.block(undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("explanation")) return;
    this.#open = new Set();
    if (this.explanation === undefined || this.explanation === null) {
      this.#read = undefined;
      return;
    }
    try {
      this.#read = readExplanation(this.explanation);
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      this.#read = problem;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const lang = this.language;
    if (this.#read === undefined) return nothing;
    if (this.#read instanceof Unreadable) {
      return this.problem(text("Penjelasan ini tidak dapat ditampilkan.", "This explanation cannot be shown."), this.#read);
    }
    const root = this.#read;
    const inputs = root.inputs.map((input, at) => this.#entry(input, String(at), root, lang));
    return html`<article lang=${lang} part="explanation">
      <div class="root">
        ${this.bare === true ? nothing : this.#root(root, lang)}
        ${steps(root, root.steps.filter((one) => one.step !== "requirements"), lang)}
      </div>
      ${inputs.length === 0
        ? nothing
        : html`<div class="tools">
              <button class="quiet" type="button" part="button" @click=${() => this.#all(true)}>${text("Buka semua", "Open all")[lang]}</button>
              <button class="quiet" type="button" part="button" @click=${() => this.#all(false)}>${text("Tutup semua", "Close all")[lang]}</button>
            </div>
            <ul
              class="tree"
              part="tree"
              role="list"
              aria-label=${text(`Diperoleh dari: ${root.label.id}`, `Derived from: ${root.label.en}`)[lang]}
              @keydown=${this.#walk}
            >
              ${inputs}
            </ul>`}
    </article>`;
  }

  #root(root: Explanation, lang: Lang): TemplateResult {
    const told = root.steps.find((one) => one.step === "requirements");
    const row = root.row === undefined ? "" : ` (${root.row[lang]})`;
    return html`${this.heading(0, `${root.label[lang]}${row}`)}
    ${told === undefined ? html`<p class="value num" part="value">${this.#has(root, lang)}</p>` : verdict(told.promotion, lang)}
    ${this.#about(root, undefined, lang)}
    ${told === undefined ? nothing : requirements(told.promotion.requirements, lang, (content) => this.heading(1, content))}
    ${unverified(root.unverified, lang)}`;
  }

  // What an entry has: its value in words, or the mark that stands in its place.
  #has(one: Explanation, lang: Lang): TemplateResult {
    const of = markOf(one);
    if (of !== undefined) return mark(of, lang);
    return html`<span class="value num">${value(one, lang)}</span>`;
  }

  #entry(one: Explanation, place: string, parent: Explanation, lang: Lang): TemplateResult {
    const row = one.row === undefined ? nothing : html` <span class="soft">(${one.row[lang]})</span>`;
    const name = html`<span class="name">${one.label[lang]}</span>${row}`;
    const folds = one.inputs.length > 0 || one.steps.length > 0 || one.judgement !== undefined || one.more;
    const open = this.#open.has(place);
    const head = folds
      ? html`<button
          class="toggle"
          type="button"
          aria-expanded=${open ? "true" : "false"}
          @click=${() => this.#turn(place, !open)}
        ><span class="twist" aria-hidden="true">▸</span><span>${name}</span></button>`
      : html`<span>${name}</span>`;
    const tags = html`${one.repeated
      ? html`<span class="small soft">${text("(sudah dijelaskan di bagian lain)", "(explained elsewhere)")[lang]}</span>`
      : nothing}
    ${one.role === "parameter" && one.unverified.length > 0
      ? html`<span class="flag">${text("belum dicocokkan", "not yet checked")[lang]}</span>`
      : nothing}`;
    return html`<li part="entry">
      <div class="head">${head} ${this.#has(one, lang)} ${tags}</div>
      ${folds
        ? html`<div
            class="fold"
            .hidden=${open ? false : "until-found"}
            @beforematch=${() => this.#turn(place, true)}
          >
            <div class="body">
              ${this.#about(one, parent, lang)} ${one.judgement === undefined ? nothing : html`<p>${judgement(one.judgement, lang)}</p>`}
              ${steps(one, one.steps, lang)}
              ${one.more ? html`<p class="soft">${text("Yang lebih dalam tidak disertakan.", "What lies deeper was left out.")[lang]}</p>` : nothing}
            </div>
            ${one.inputs.length === 0
              ? nothing
              : html`<ul role="list">
                  ${one.inputs.map((input, at) => this.#entry(input, `${place}.${at}`, one, lang))}
                </ul>`}
          </div>`
        : html`<div class="body">${this.#about(one, parent, lang)}</div>`}
    </li>`;
  }

  // Citation, period, pack and source; what the entry above says too is not repeated.
  #about(one: Explanation, parent: Explanation | undefined, lang: Lang): TemplateResult | typeof nothing {
    const basis = one.basis === parent?.basis ? undefined : one.basis;
    const { from, until } = one.period ?? {};
    const period =
      from === undefined && until === undefined
        ? undefined
        : from === undefined
          ? text(`sampai ${day(until!, "id")}`, `until ${day(until!, "en")}`)
          : until === undefined
            ? text(`sejak ${day(from, "id")}`, `since ${day(from, "en")}`)
            : text(`${day(from, "id")} sampai ${day(until, "id")}`, `${day(from, "en")} to ${day(until, "en")}`);
    const pack = parent === undefined || one.pack === parent.pack || parent.pack === undefined ? undefined : one.pack;
    // Of a fact that was not given its mark says that; other causes say more.
    const causes = one.role === "fact" && one.causes.length === 1 && one.status === "undetermined" ? [] : one.causes;
    if (!basis && period === undefined && !one.source && !pack && causes.length === 0) return nothing;
    return html`<div class="about small soft">
        ${basis ? html`<span part="basis">${text("Dasar:", "Basis:")[lang]} <span lang="id">${basis}</span></span>` : nothing}
        ${period === undefined ? nothing : html`<span>${text("Berlaku", "In force")[lang]} ${period[lang]}</span>`}
        ${one.source ? html`<span>${text("Sumber:", "Source:")[lang]} <span lang="id">${one.source}</span></span>` : nothing}
        ${pack ? html`<span>${text("Aturan", "Rules")[lang]} ${pack}</span>` : nothing}
      </div>
      ${causes.map((cause) => html`<p class="small">${cause[lang]}</p>`)}`;
  }

  #turn(place: string, open: boolean): void {
    if (open) this.#open.add(place);
    else this.#open.delete(place);
    this.requestUpdate();
  }

  #all(open: boolean): void {
    this.#open = new Set();
    const add = (one: Explanation, place: string): void => {
      one.inputs.forEach((input, at) => {
        const inner = place === "" ? String(at) : `${place}.${at}`;
        this.#open.add(inner);
        add(input, inner);
      });
    };
    if (open && this.#read !== undefined && !(this.#read instanceof Unreadable)) add(this.#read, "");
    this.requestUpdate();
  }

  #walk(event: KeyboardEvent): void {
    const from = event.target;
    if (!(from instanceof HTMLElement) || !from.matches(".toggle")) return;
    const shown = [...this.renderRoot.querySelectorAll<HTMLElement>(".toggle")].filter((one) => one.closest(".fold[hidden]") === null);
    const at = shown.indexOf(from);
    const open = from.getAttribute("aria-expanded") === "true";
    const above = from.closest("li")?.parentElement?.closest("li")?.querySelector<HTMLElement>(".toggle");
    const to: Readonly<Record<string, () => HTMLElement | null | undefined>> = {
      ArrowDown: () => shown[at + 1],
      ArrowUp: () => shown[at - 1],
      Home: () => shown[0],
      End: () => shown.at(-1),
      ArrowRight: () => (open ? shown[at + 1] : (from.click(), from)),
      ArrowLeft: () => (open ? (from.click(), from) : above),
    };
    if (!Object.hasOwn(to, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    to[event.key]?.()?.focus();
  }
}

function markOf(one: Explanation): Mark | undefined {
  const told = one.steps.find((step) => step.step === "requirements");
  if (told !== undefined) return { ...DECISION_MARKS[told.promotion.decision], words: told.promotion.text };
  if (one.kind === "requirement" && typeof one.value === "boolean") return holdsMark(one.value);
  if (one.role === "fact" && one.status === "undetermined") {
    return { tone: "unknown", symbol: "?", words: text("belum diketahui", "not known") };
  }
  return one.status === "value" ? undefined : STATUS_MARKS[one.status];
}

define("timbang-explain", TimbangExplain);
