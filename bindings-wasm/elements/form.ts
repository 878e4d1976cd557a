import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { define, TimbangElement } from "./base.js";
import { typed } from "./form/answers.js";
import { asked, closed, type Asked } from "./form/asked.js";
import { idOf, type Desk } from "./form/field.js";
import { field } from "./form/rows.js";
import { leftWords, settled, standing } from "./form/standing.js";
import { Answers, type Path } from "./form/state.js";
import { readOutcome, type Outcome, type Result } from "./read/outcome.js";
import { jsonOf, Unreadable } from "./read/reader.js";
import { readSchema, type Schema } from "./read/schema.js";
import { formStyles } from "./styles/form.js";
import { text, type Lang } from "./words/lang.js";
import { said } from "./words/said.js";

/** What evaluates facts: a plan of the engine, or anything that answers as one. */
export interface EvaluatingPlan {
  /** The outcome of facts: JSON, as a text or parsed, or something with a `toJSON`; at once or later. */
  evaluate(facts: Record<string, unknown>): unknown;
}

/** What `timbang-outcome` carries: the outcome as the plan gave it, and the facts it rests on. */
export interface OutcomeDetail {
  readonly outcome: unknown;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * `<timbang-form>`: asks for those facts alone that still decide the result, one round after the other.
 *
 * It needs `schema` (`timbang schema --facts PACK`) and `plan`; `facts` is what the page knows already. After each
 * answer it has the plan evaluate anew and tells the page by the event `timbang-outcome`.
 */
export class TimbangForm extends TimbangElement {
  static override styles = [...TimbangElement.styles, formStyles];
  static override properties = {
    ...TimbangElement.properties,
    schema: { attribute: false },
    plan: { attribute: false },
    facts: { attribute: false },
    only: { type: String },
  };

  /** The JSON Schema of the facts, as a text or parsed. */
  declare schema: unknown;
  /** What evaluates. */
  declare plan: EvaluatingPlan | undefined;
  /** The facts that are known already; they are never asked, unless the engine cannot use them. */
  declare facts: Readonly<Record<string, unknown>> | undefined;
  /** The outputs that are asked for, parted by spaces or commas; all unless given. */
  declare only: string | undefined;

  #schema: Schema = new Map();
  #answers = new Answers(new Map(), {});
  #outcome: Outcome | undefined;
  #asked: Asked = new Map();
  /** The facts that were ever asked, in the order in which they were. */
  #questions: string[] = [];
  #problem: unknown;
  #round = 0;
  #busy = false;
  #news = "";
  #before: string | undefined;
  /** The question that has the focus: it does not vanish under the hands of whoever answers it. */
  #focused: string | undefined;
  /** The control that is to have the focus once it is there. */
  #next: string | undefined;

  protected override adopt(): void {
    this.schema ??= this.block("schema");
    const facts = this.block("facts");
    if (facts !== undefined && this.facts === undefined) {
      try {
        this.facts = JSON.parse(facts) as Record<string, unknown>;
      } catch {
        this.#problem = new Unreadable(
          text("Fakta di halaman ini bukan JSON yang utuh.", "The facts on this page are not whole JSON."),
        );
      }
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!(["schema", "plan", "facts", "only"] as const).some((name) => changed.has(name))) return;
    if (changed.has("schema") || changed.has("facts")) {
      this.#questions = [];
      this.#outcome = undefined;
      this.#before = undefined;
    }
    if (this.schema === undefined || this.schema === null) return;
    try {
      if (changed.has("schema")) this.#schema = readSchema(this.schema);
      if (changed.has("schema") || changed.has("facts")) this.#answers = new Answers(this.#schema, this.facts ?? {});
    } catch (problem) {
      this.#problem = problem;
      return;
    }
    void this.#evaluate();
  }

  protected override updated(): void {
    if (this.#next === undefined) return;
    const control = this.renderRoot.querySelector<HTMLElement>(`[id="${CSS.escape(this.#next)}"], [name="${CSS.escape(this.#next)}"]`);
    this.#next = undefined;
    control?.focus();
  }

  async #evaluate(): Promise<void> {
    if (this.plan === undefined || this.plan === null) return;
    const round = (this.#round += 1);
    const facts = this.#answers.all();
    this.#busy = true;
    try {
      const found: unknown = await this.plan.evaluate(structuredClone(facts));
      // A later answer has overtaken this one.
      if (round !== this.#round) return;
      const outcome: unknown = jsonOf(found);
      this.#take(readOutcome(outcome));
      this.dispatchEvent(
        new CustomEvent<OutcomeDetail>("timbang-outcome", { detail: { outcome, facts }, bubbles: true, composed: true }),
      );
    } catch (problem) {
      if (round === this.#round) this.#problem = problem;
    } finally {
      if (round === this.#round) {
        this.#busy = false;
        this.requestUpdate();
      }
    }
  }

  #take(outcome: Outcome): void {
    this.#problem = undefined;
    this.#outcome = outcome;
    this.#asked = asked(outcome, this.#only());
    for (const name of this.#asked.keys()) {
      if (this.#schema.has(name) && !this.#questions.includes(name)) this.#questions.push(name);
    }
    const now = this.#summary(this.language);
    if (this.#before !== undefined && this.#before !== now) this.#news = now;
    this.#before = now;
  }

  #only(): ReadonlySet<string> | undefined {
    const names = this.only?.split(/[\s,]+/).filter((name) => name !== "") ?? [];
    return names.length === 0 ? undefined : new Set(names);
  }

  #results(): readonly Result[] {
    const only = this.#only();
    return [...(this.#outcome?.results.values() ?? [])].filter((one) => only === undefined || only.has(one.name));
  }

  #left(): readonly string[] {
    return this.#questions.filter((name) => this.#asked.has(name));
  }

  #summary(lang: Lang): string {
    const told = this.#results().map((one) => `${one.label[lang]}: ${said(one, lang)}.`);
    return `${told.join(" ")} ${leftWords(this.#left().length, lang)}`;
  }

  #answer(path: Path, change: Parameters<Answers["change"]>[2]): void {
    this.#answers.change(path, this.language, change);
    this.requestUpdate();
    void this.#evaluate();
  }

  #desk(lang: Lang): Desk {
    return {
      lang,
      type: (path, words) => this.#answer(path, (own, before) => typed(own, words, before, lang)),
      judge: (path, key, words) =>
        this.#answer(path, (_, before) =>
          before.kind === "one" ? { ...before, judged: { ...before.judged, [key]: words } } : before,
        ),
      addRow: (path) => {
        const row = this.#answers.row();
        this.#answer(path, (own, before) => {
          const first = own.shape.kind === "rows" ? own.shape.key[0] : undefined;
          if (first !== undefined) this.#next = idOf([...path, row.id, first]);
          return before.kind === "list" ? { ...before, none: false, rows: [...before.rows, row] } : before;
        });
      },
      removeRow: (path, id) => {
        this.#next = idOf(path, "-add");
        this.#answer(path, (_, before) =>
          before.kind === "list" ? { ...before, rows: before.rows.filter((row) => row.id !== id) } : before,
        );
      },
      noRows: (path, none) =>
        this.#answer(path, (_, before) => (before.kind === "list" ? { ...before, none, rows: [] } : before)),
      refused: (path) => (path.length > 1 ? [] : this.#refused(path[0])),
      wanted: (path) => (path.length > 1 ? new Set() : (this.#asked.get(path[0])?.fields ?? new Set())),
    };
  }

  #refused(name: string) {
    const issues = (this.#outcome?.issues ?? []).filter((one) => one.fact === name || one.fact.startsWith(`${name}.`));
    const said = [...issues.map((issue) => issue.message), ...(this.#asked.get(name)?.remarks ?? [])];
    return [...new Map(said.map((one) => [one.id, one])).values()];
  }

  protected override render(): TemplateResult {
    const lang = this.language;
    return html`<div class="unseen" role="status" aria-live="polite" lang=${lang}>${this.#news}</div>
      ${this.#problem === undefined
        ? nothing
        : this.problem(
            text("Hasilnya tidak dapat dihitung.", "The result could not be worked out."),
            this.#problem instanceof Unreadable ? this.#problem : new Unreadable(wordsOf(this.#problem)),
          )}
      ${this.#outcome === undefined ? nothing : this.#form(lang)}`;
  }

  #form(lang: Lang): TemplateResult {
    const left = this.#left();
    const shown = this.#questions.filter(
      (name) => this.#asked.has(name) || this.#answers.touched(name) || name === this.#focused,
    );
    const desk = this.#desk(lang);
    return html`<form
      class="form"
      lang=${lang}
      part="form"
      novalidate
      aria-busy=${this.#busy ? "true" : "false"}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <div class="note none so-far" part="so-far">
        ${this.heading(0, text("Hasil sejauh ini", "The result so far")[lang])}
        <ul role="list">
          ${this.#results().map((one) => html`<li>
              <span>${one.label[lang]}</span>${standing(one, lang)} ${one.status === "not_applicable"
                ? nothing
                : closed(one.causes).map((cause) => html`<p class="small soft">${cause[lang]}</p>`)}
            </li>`)}
        </ul>
        <p>${leftWords(left.length, lang)}</p>
      </div>
      <ol class="questions" role="list" aria-label=${text("Isian yang menentukan hasil", "What decides the result")[lang]}>
        ${repeat(
          shown,
          (name) => name,
          (name) => {
            const own = this.#schema.get(name);
            if (own === undefined) return nothing;
            const open = this.#asked.has(name);
            return html`<li
              class="card field ${open ? "open" : "done"}"
              part="question ${open ? "open" : "done"}"
              @focusin=${() => this.#focus(name)}
              @focusout=${(event: FocusEvent) => this.#leave(event)}
            >
              ${field(own, this.#answers.of(own, lang), [name], desk)} ${open ? nothing : settled(this.#answers.touched(name), lang)}
            </li>`;
          },
        )}
      </ol>
    </form>`;
  }

  #focus(name: string): void {
    this.#focused = name;
  }

  #leave(event: FocusEvent): void {
    const to = event.relatedTarget;
    const stays = to instanceof Node && (event.currentTarget as Element).contains(to);
    if (stays) return;
    this.#focused = undefined;
    this.requestUpdate();
  }
}

// The engine's errors speak the language that it was asked in; a code goes with them where there is one.
function wordsOf(problem: unknown): ReturnType<typeof text> {
  const said = problem instanceof Error ? problem.message : String(problem);
  const code = problem instanceof Error && "code" in problem && typeof problem.code === "string" ? ` (${problem.code})` : "";
  const words = `${said.slice(0, 500)}${code}`;
  return text(`Mesin aturan berkata: ${words}`, `The rules engine says: ${words}`);
}

define("timbang-form", TimbangForm);
