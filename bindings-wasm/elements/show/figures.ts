import { html, nothing, type TemplateResult } from "lit";

import type { Figure } from "../read/parts.js";
import { text, type Lang } from "../words/lang.js";

/** Figures that nobody has seen in their sources, each once, folded where there are many. */
export function unverified(figures: readonly Figure[], lang: Lang): TemplateResult | typeof nothing {
  const once = new Map(figures.map((one) => [`${one.label.id}\n${one.basis}\n${one.note}`, one]));
  if (once.size === 0) return nothing;
  const words = text(
    `Memakai ${once.size} angka yang belum dicocokkan dengan sumbernya`,
    `Rests on ${once.size} ${once.size === 1 ? "figure" : "figures"} not yet checked against the source`,
  );
  const list = html`<ul class="bullets small">
    ${[...once.values()].map(
      (one) => html`<li>
        ${one.label[lang]}${one.basis === undefined || one.basis === ""
          ? nothing
          : html` <span class="basis" lang="id">[${one.basis}]</span>`}${one.note === undefined || one.note === ""
          ? nothing
          : html`: <span lang="id">${one.note}</span>`}
      </li>`,
    )}
  </ul>`;
  return html`<div class="note unknown" part="unverified">
    <details ?open=${once.size <= 3}>
      <summary>${words[lang]}</summary>
      ${list}
    </details>
  </div>`;
}
