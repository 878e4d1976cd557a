import type { Field, Schema } from "../read/schema.js";
import type { Lang } from "../words/lang.js";
import * as answers from "./answers.js";
import type { Answer, Json, List, Row } from "./answers.js";

/** Where an answer stands: a fact, or by turns the identity of a row and the name of its field. */
export type Path = readonly [fact: string, ...rest: (string | number)[]];

/** The answers of a form, on top of the facts that the page handed over. */
export class Answers {
  #answers = new Map<string, Answer>();
  #last = 0;

  constructor(
    private readonly schema: Schema,
    private readonly facts: Readonly<Record<string, unknown>>,
  ) {}

  /** The facts as the engine takes them. */
  all(): Record<string, unknown> {
    const facts: Record<string, unknown> = { ...this.facts };
    for (const [name, answer] of this.#answers) {
      const field = this.schema.get(name);
      const value: Json | undefined = field === undefined ? undefined : answers.given(field, answer);
      // What was handed over does not come back when its correction is unfinished.
      if (value === undefined) delete facts[name];
      else facts[name] = value;
    }
    return facts;
  }

  /** The answer of a fact; where the page handed one over, that. */
  of(field: Field, lang: Lang): Answer {
    const own = this.#answers.get(field.name);
    if (own !== undefined) return own;
    const given = Object.hasOwn(this.facts, field.name) ? this.facts[field.name] : undefined;
    const start = answers.from(field, given, lang, () => (this.#last += 1));
    // Rows keep their identity from the first time they are shown.
    if (start.kind === "list" && start.rows.length > 0) this.#answers.set(field.name, start);
    return start;
  }

  /** Whether something was answered here, be it unfinished. */
  touched(name: string): boolean {
    const answer = this.#answers.get(name);
    if (answer === undefined) return false;
    return answer.kind === "one" ? answer.typed !== "" : answer.none || answer.rows.length > 0;
  }

  /** Changes the answer at a place. */
  change(path: Path, lang: Lang, change: (field: Field, before: Answer) => Answer): void {
    const [name, ...rest] = path;
    const field = this.schema.get(name);
    if (field !== undefined) this.#answers.set(name, within(field, this.of(field, lang), rest, change));
  }

  /** A new row with nothing in it. */
  row(): Row {
    this.#last += 1;
    return { id: this.#last, answers: new Map() };
  }
}

function within(
  field: Field,
  before: Answer,
  rest: readonly (string | number)[],
  change: (field: Field, before: Answer) => Answer,
): Answer {
  const [id, name, ...deeper] = rest;
  if (id === undefined) return change(field, before);
  if (field.shape.kind !== "rows" || before.kind !== "list") return before;
  const own = field.shape.fields.get(String(name));
  if (own === undefined) return before;
  const rows = before.rows.map((row): Row => {
    if (row.id !== id) return row;
    const answer = within(own, row.answers.get(own.name) ?? answers.empty(own), deeper, change);
    return { id: row.id, answers: new Map([...row.answers, [own.name, answer]]) };
  });
  return { ...before, rows } satisfies List;
}
