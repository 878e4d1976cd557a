import { html, LitElement, type PropertyDeclarations, type TemplateResult } from "lit";

import { Unreadable, type Text } from "./read/reader.js";
import { common } from "./styles/common.js";
import { tokens } from "./styles/tokens.js";
import { langAt, langOf, text, type Lang } from "./words/lang.js";

/** What the elements share: language, heading level, data that stands in the page, problems that are shown. */
export abstract class TimbangElement extends LitElement {
  static override styles = [tokens, common];
  static override properties: PropertyDeclarations = {
    lang: { type: String, reflect: true },
    level: { type: Number },
  };

  /** The level of the element's first heading; 2 unless given. */
  declare level: number | undefined;

  #languages: MutationObserver | undefined;

  /** The language of the place at which the element stands. */
  protected get language(): Lang {
    // The attribute follows the property only after it is shown.
    return this.lang ? langOf(this.lang) : langAt(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#languages = new MutationObserver(() => this.requestUpdate());
    this.#languages.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    // A script in the head may define the element before the parser has reached what stands in it.
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", () => this.adopt(), { once: true });
    } else {
      this.adopt();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#languages?.disconnect();
  }

  /** Takes over what stands in the page as data blocks; what was set by a script goes before it. */
  protected adopt(): void {}

  /**
   * The text of a data block: `<script type="application/json">` within the element. Nothing in it runs, so a strict
   * content security policy lets it stand.
   */
  protected block(name: string | undefined): string | undefined {
    const blocks = [...this.querySelectorAll<HTMLScriptElement>(':scope > script[type="application/json"]')];
    return blocks.find((block) => block.dataset["timbang"] === name)?.text;
  }

  /** A heading, so many levels below the first. */
  protected heading(below: number, content: unknown): TemplateResult {
    const first = this.level ?? 2;
    const level = Math.min(Math.max(Number.isFinite(first) ? first : 2, 1) + below, 6);
    return html`<div class="heading h${below}" part="heading" role="heading" aria-level=${level}>${content}</div>`;
  }

  /** What cannot be shown and why, in both languages, for nobody knows who reads it. */
  protected problem(what: Text, problem: unknown): TemplateResult {
    const why = problem instanceof Unreadable ? problem.texts : UNKNOWN;
    const order: readonly Lang[] = this.language === "id" ? ["id", "en"] : ["en", "id"];
    return html`<div class="note unmet" part="problem" role="alert">
      ${order.map((lang) => html`<p lang=${lang}><strong>${what[lang]}</strong> ${why[lang]}</p>`)}
    </div>`;
  }
}

const UNKNOWN = text(
  "Terjadi kesalahan yang tidak dikenal saat membacanya. Muat ulang halaman; bila berulang, laporkan kepada pengelola portal.",
  "An unknown error occurred while reading it. Reload the page; if it happens again, tell the portal's keepers.",
);

/** Defines an element once, so that a page may load two scripts that both carry it. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
