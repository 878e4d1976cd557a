import { css } from "lit";

/** The outcome: cards of promotions, what is called for, the other results. */
export const outcomeStyles = css`
  .outcome {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.75rem;
  }
  .outcome > section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .h0 {
    font-size: 1.35em;
  }
  .h1 {
    font-size: 1.1em;
    color: var(--accent);
  }
  .card > .h2 {
    font-size: 1.15em;
  }
  .card > * + * {
    margin-top: 0.6rem;
  }
  .card > .count {
    margin-top: 0.35rem;
  }
  .item {
    border-top: 1px solid var(--line);
    padding-block: 0.9rem;
  }
  .item:first-child {
    border-top: 0;
    padding-top: 0;
  }
  .item:last-child {
    padding-bottom: 0;
  }
  .item > * + * {
    margin-top: 0.35rem;
  }
  .terms {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.6rem;
  }
  .terms div {
    display: flex;
    gap: 0.4rem;
  }
  .terms dt {
    color: var(--soft);
  }
  .terms dd {
    font-weight: 600;
  }
  .tag {
    color: var(--soft);
    font-weight: 600;
  }
  .tag::after {
    content: ":";
  }
  .tag.urgent {
    color: var(--unmet);
  }
  .results > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 18rem);
    gap: 0.1rem 1.5rem;
    align-items: baseline;
    border-top: 1px solid var(--line);
    padding-block: 0.6rem;
  }
  .results > div + div {
    margin-top: 0;
  }
  .results > div:first-child {
    border-top: 0;
    padding-top: 0;
  }
  .results > div:last-child {
    padding-bottom: 0;
  }
  .results .value {
    font-weight: 650;
  }
  .results dd.wide {
    grid-column: 1 / -1;
  }
  .foot {
    border-top: 1px solid var(--line);
    padding-top: 0.75rem;
  }
  .foot code {
    overflow-wrap: anywhere;
  }
  @container (max-width: 34rem) {
    .results > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    .item,
    .results > div {
      break-inside: avoid;
    }
  }
`;
