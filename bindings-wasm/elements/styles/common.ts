import { css } from "lit";

/** What all elements share: headings, marks, cards, folds, notes. */
export const common = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  [hidden]:not([hidden="until-found"]) {
    display: none;
  }
  .heading {
    font-weight: 650;
    line-height: 1.35;
    text-wrap: balance;
  }
  .soft,
  .basis {
    color: var(--soft);
  }
  .basis,
  .small {
    font-size: 0.875em;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  /* For screen readers alone. */
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .met {
    --state: var(--met);
    --wash: var(--met-wash);
  }
  .unmet {
    --state: var(--unmet);
    --wash: var(--unmet-wash);
  }
  .unknown {
    --state: var(--unknown);
    --wash: var(--unknown-wash);
  }
  .none {
    --state: var(--none);
    --wash: var(--none-wash);
  }
  .mark {
    color: var(--state);
    font-weight: 600;
  }
  .symbol {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 1.5em;
    height: 1.5em;
    border-radius: 50%;
    background: var(--wash);
    color: var(--state);
    font-weight: 700;
    line-height: 1;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 1.25rem;
  }
  .note {
    border-inline-start: 0.3rem solid var(--state, var(--line));
    border-radius: calc(var(--radius) / 2);
    background: var(--wash, var(--none-wash));
    padding: 0.75rem 1rem;
  }
  .note > p + p {
    margin-top: 0.5rem;
  }
  .note > .heading {
    color: var(--state);
  }
  .bullets {
    list-style: disc;
    padding-inline-start: 1.2rem;
  }
  .bullets > li + li {
    margin-top: 0.2rem;
  }
  .verdict {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.1rem 0.6rem;
    padding: 0.6rem 0.9rem;
    border-inline-start: 0.3rem solid var(--state);
    border-radius: calc(var(--radius) / 2);
    background: var(--wash);
    color: var(--state);
    font-size: 1.1em;
  }
  .verdict strong {
    font-size: 1.1em;
    letter-spacing: 0.02em;
  }
  .gap {
    color: var(--unmet);
    font-weight: 700;
  }
  :focus-visible {
    outline: 0.15rem solid var(--accent);
    outline-offset: 0.15rem;
    border-radius: 0.2rem;
  }
  summary {
    cursor: pointer;
    color: var(--accent);
    font-weight: 600;
    padding-block: 0.25rem;
    width: fit-content;
    max-width: 100%;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .quiet {
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 1.5);
    background: var(--card);
    color: var(--accent);
    font-size: 0.9375em;
    font-weight: 600;
    padding: 0.35rem 0.8rem;
    min-height: 2.25rem;
  }
  .quiet:hover {
    border-color: var(--accent);
    background: var(--paper);
  }
  @container (max-width: 30rem) {
    .card {
      padding: 1rem 0.9rem;
    }
  }
  @media print {
    .heading,
    .verdict,
    summary {
      break-after: avoid;
    }
    .bullets > li,
    .verdict {
      break-inside: avoid;
    }
    /* Paper cannot be unfolded, and what was never opened was never made. */
    details::details-content {
      content-visibility: visible;
      block-size: auto;
      display: block;
    }
    summary {
      list-style: none;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    details.later:not([open]),
    button.quiet {
      display: none;
    }
  }
`;
