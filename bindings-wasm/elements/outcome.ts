import { html, nothing, type PropertyValues, type TemplateResult } from "lit";

import { define, TimbangElement } from "./base.js";
import type { Outcome, Result } from "./read/outcome.js";
import { readOutcome } from "./read/outcome.js";
import { Unreadable } from "./read/reader.js";
import { unverified } from "./show/figures.js";
import { mark } from "./show/mark.js";
import { requirements, verdict } from "./show/requirement.js";
import { triggers } from "./show/triggers.js";
import { outcomeStyles } from "./styles/outcome.js";
import { requirements as requirementStyles } from "./styles/requirements.js";
import { text, type Lang } from "./words/lang.js";
import { STATUS_MARKS } from "./words/marks.js";
import { said } from "./words/said.js";
import { day, value } from "./words/values.js";

import "./explain.js";

/**
 * `<timbang-outcome>`: what the rules say of one person, and why. It needs no engine.
 *
 * The outcome comes by the property `outcome`, or stands in the page as a data block within the element. With
 * `explanations`, by the names of the outputs, each result can be unfolded to its derivation.
 */
export class TimbangOutcome extends TimbangElement {
  static override styles = [...TimbangElement.styles, requirementStyles, outcomeStyles];
  static override properties = {
    ...TimbangElement.properties,
    outcome: { attribute: false },
    explanations: { attribute: false },
    only: { type: String },
    quiet: { type: Boolean },
  };

  /** The outcome: JSON, as a text or parsed, or something with a `toJSON`. */
  declare outcome: unknown;
  /** The explanations by the names of outputs: JSON, as a text or parsed. */
  declare explanations: unknown;
  /** The outputs that are shown, parted by spaces or commas; `triggers` is what is called for. All unless given. */
  declare only: string | undefined;
  /** Whether a changed result is not announced, because something else on the page does. */
  declare quiet: boolean | undefined;

  #read: Outcome | Unreadable | undefined;
  #derivations: Readonly<Record<string, unknown>> = {};
  #verdicts: ReadonlyMap<string, string> | undefined;
  #news = "";
  readonly #unfolded = new Set<string>();

  protected override adopt(): void {
    this.outcome ??= this.block(undefined);
    this.explanations ??= this.block("explanations");
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("outcome")) {
      this.#read = this.outcome === undefined || this.outcome === null ? undefined : attempt(() => readOutcome(this.outcome));
    }
    if (changed.has("explanations")) this.#derivations = byName(this.explanations);
    if (changed.has("outcome") && this.#read !== undefined && !(this.#read instanceof Unreadable)) this.#hear(this.#read);
  }

  // What has changed since the last outcome is announced; the first is read with the page.
  #hear(outcome: Outcome): void {
    const lang = this.language;
    const [before, chosen] = [this.#verdicts, this.#chosen(outcome)];
    this.#verdicts = new Map(chosen.map((one) => [one.name, said(one, "id")]));
    if (before === undefined || this.quiet === true) return;
    const fresh = chosen.filter((one) => before.get(one.name) !== this.#verdicts?.get(one.name));
    if (fresh.length === 0) return;
    const told = fresh.map((one) => `${one.label[lang]}: ${said(one, lang)}.`);
    this.#news = `${text("Hasil berubah.", "The result has changed.")[lang]} ${told.join(" ")}`;
  }

  #chosen(outcome: Outcome): readonly Result[] {
    const only = this.#only();
    return [...outcome.results.values()].filter((one) => only === undefined || only.has(one.name));
  }

  #only(): ReadonlySet<string> | undefined {
    const names = this.only?.split(/[\s,]+/).filter((name) => name !== "") ?? [];
    return names.length === 0 ? undefined : new Set(names);
  }

  protected override render(): TemplateResult {
    const lang = this.language;
    return html`<div class="unseen" role="status" aria-live="polite" lang=${lang}>${this.#news}</div>
      ${this.#read instanceof Unreadable
        ? this.problem(text("Hasil ini tidak dapat ditampilkan.", "This outcome cannot be shown."), this.#read)
        : this.#read === undefined
          ? html`<p class="soft" lang=${lang}>${text("Belum ada hasil.", "There is no outcome yet.")[lang]}</p>`
          : this.#page(this.#read, lang)}`;
  }

  #page(outcome: Outcome, lang: Lang): TemplateResult {
    const chosen = this.#chosen(outcome);
    const apart = (one: Result) => one.status === "not_applicable";
    const promotions = chosen.filter((one) => one.promotion !== undefined && !apart(one));
    const results = chosen.filter((one) => one.promotion === undefined && !apart(one));
    const called = this.#only()?.has("triggers") === false ? undefined : outcome.triggers;
    return html`<article class="outcome" lang=${lang} part="outcome">
      <header>
        ${this.heading(0, text(`Hasil per ${day(outcome.asOf, "id")}`, `Results as of ${day(outcome.asOf, "en")}`)[lang])}
        <slot></slot>
      </header>
      ${this.#issues(outcome, lang)}
      ${this.#section(
        text("Kenaikan pangkat dan jenjang", "Promotions"),
        promotions.map((one) => this.#promotion(one, lang)),
        lang,
      )}
      ${called === undefined
        ? nothing
        : this.#section(
            text("Tindak lanjut yang disarankan", "What is called for"),
            [triggers(called, lang, (content) => this.heading(2, content))],
            lang,
          )}
      ${this.#section(
        text("Hasil lain", "Other results"),
        results.length === 0
          ? []
          : [html`<dl class="card results" part="card results">${results.map((one) => this.#result(one, lang))}</dl>`],
        lang,
      )}
      ${this.#apart(chosen.filter(apart), lang)} ${unverified(chosen.flatMap((one) => one.unverified), lang)}
      <footer class="foot small soft" part="foot">
        ${outcome.packs.map(
          (pack) => html`<p>${text("Aturan", "Rules")[lang]} ${pack.id} ${pack.version} · <code>${pack.digest}</code></p>`,
        )}
        <p>Timbang ${outcome.engine}</p>
      </footer>
    </article>`;
  }

  #section(title: ReturnType<typeof text>, content: readonly TemplateResult[], lang: Lang): TemplateResult | typeof nothing {
    return content.length === 0 ? nothing : html`<section>${this.heading(1, title[lang])} ${content}</section>`;
  }

  #issues(outcome: Outcome, lang: Lang): TemplateResult | typeof nothing {
    const messages = new Set(outcome.issues.map((issue) => issue.message[lang]));
    if (messages.size === 0) return nothing;
    return html`<section class="note unmet" part="issues">
      ${this.heading(1, text("Ada fakta yang perlu diperbaiki", "Some facts need correcting")[lang])}
      <ul class="bullets">
        ${[...messages].map((message) => html`<li>${message}</li>`)}
      </ul>
    </section>`;
  }

  #promotion(one: Result, lang: Lang): TemplateResult {
    const promotion = one.promotion!;
    const own = promotion.requirements.flatMap((r) => r.causes.map((cause) => cause.id));
    // Why it is not known whether the promotion is open to this person at all; the requirements tell the rest.
    const causes = one.causes.filter((cause) => !own.includes(cause.text.id));
    return html`<div class="card" part="card promotion">
      ${this.heading(2, one.label[lang])} ${verdict(promotion, lang)} ${causes.map((cause) => html`<p part="cause">${cause.text[lang]}</p>`)}
      ${requirements(promotion.requirements, lang, (content) => this.heading(3, content))} ${this.#how(one, lang)}
    </div>`;
  }

  #result(one: Result, lang: Lang): TemplateResult {
    const shown =
      one.status === "value"
        ? html`<span class="value num">${one.items === undefined ? said(one, lang) : nothing}</span>`
        : mark(STATUS_MARKS[one.status], lang);
    const how = this.#how(one, lang);
    return html`<div part="result">
      <dt>${one.label[lang]}</dt>
      <dd>${shown}</dd>
      ${one.items === undefined
        ? nothing
        : html`<dd class="wide">
            <ol class="items num">
              ${one.items.map(
                (item) => html`<li>
                  ${item.status === "value" ? value(item, lang, one.unit) : mark(STATUS_MARKS[item.status], lang)}
                </li>`,
              )}
            </ol>
          </dd>`}
      ${one.causes.length === 0
        ? nothing
        : html`<dd class="wide small">
            <ul class="bullets soft">
              ${one.causes.map((cause) => html`<li part="cause">${cause.text[lang]}</li>`)}
            </ul>
          </dd>`}
      ${one.requirement === undefined
        ? nothing
        : html`<dd class="wide">${requirements([one.requirement], lang, (content) => this.heading(2, content))}</dd>`}
      ${how === nothing ? nothing : html`<dd class="wide">${how}</dd>`}
    </div>`;
  }

  #apart(results: readonly Result[], lang: Lang): TemplateResult | typeof nothing {
    if (results.length === 0) return nothing;
    return html`<details part="not-applicable">
      <summary>${text(`Tidak berlaku bagi pegawai ini (${results.length})`, `Not applicable to this person (${results.length})`)[lang]}</summary>
      <ul class="bullets">
        ${results.map((one) => html`<li>${one.label[lang]}</li>`)}
      </ul>
    </details>`;
  }

  // A derivation is made when it is first unfolded: an outcome may have twenty, and few are read.
  #how(one: Result, lang: Lang): TemplateResult | typeof nothing {
    if (!Object.hasOwn(this.#derivations, one.name)) return nothing;
    const unfold = (event: Event) => {
      if ((event.currentTarget as HTMLDetailsElement).open) this.#unfolded.add(one.name);
      this.requestUpdate();
    };
    return html`<details class="later" part="how" @toggle=${unfold}>
      <summary>
        ${text("Bagaimana hasil ini diperoleh", "How this came about")[lang]}<span class="unseen">: ${one.label[lang]}</span>
      </summary>
      ${this.#unfolded.has(one.name)
        ? html`<timbang-explain
            bare
            exportparts="tree, entry, row, comparison, basis, mark, button, problem"
            lang=${lang}
            .level=${(this.level ?? 2) + 2}
            .explanation=${this.#derivations[one.name]}
          ></timbang-explain>`
        : nothing}
    </details>`;
  }
}

function attempt<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof Unreadable) return problem;
    throw problem;
  }
}

// What is not whole is shown where its derivation is asked for; the outcome is shown all the same.
function byName(given: unknown): Readonly<Record<string, unknown>> {
  let found = given;
  if (typeof found === "string") {
    try {
      found = JSON.parse(found);
    } catch {
      return {};
    }
  }
  return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
}

define("timbang-outcome", TimbangOutcome);
