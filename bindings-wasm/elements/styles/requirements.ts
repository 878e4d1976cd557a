import { css } from "lit";

/** Requirements and comparisons. */
export const requirements = css`
  .requirements {
    margin-top: 1rem;
    border-top: 1px solid var(--line);
  }
  .requirement {
    display: grid;
    grid-template-columns: 1.5em minmax(0, 1fr);
    column-gap: 0.75rem;
    padding-block: 0.8rem;
    border-bottom: 1px solid var(--line);
  }
  .requirements:last-child > .requirement:last-child {
    border-bottom: 0;
    padding-bottom: 0;
  }
  .titled {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 1rem;
  }
  .requirement > div > * + * {
    margin-top: 0.35rem;
  }
  .gap.big {
    display: block;
    font-size: 1.15em;
  }
  .advice {
    border-inline-start: 0.2rem solid var(--line);
    padding-inline-start: 0.7rem;
  }
  .comparisons {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
  }
  .comparison {
    padding: 0.45rem 0.75rem 0.5rem;
    background: var(--paper);
    border-radius: calc(var(--radius) / 1.6);
    font-size: 0.9375em;
  }
  .comparison .what {
    color: var(--soft);
  }
  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr);
    gap: 0.1rem 1rem;
  }
  .sides dt {
    font-size: 0.875em;
    color: var(--soft);
  }
  .sides dd {
    font-weight: 600;
  }
  .sides .plain {
    font-weight: 400;
  }
  @container (max-width: 24rem) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
      row-gap: 0.3rem;
    }
    .requirement {
      column-gap: 0.6rem;
    }
  }
  @media print {
    .requirement,
    .comparison {
      break-inside: avoid;
    }
    .comparison {
      border: 1px solid var(--line);
    }
  }
`;
