import { css } from "lit";

/** The form: what the result is so far, and what is asked. */
export const formStyles = css`
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  .h0 {
    font-size: 1.15em;
  }
  .so-far {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
  }
  .so-far li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
  }
  .so-far li > p {
    width: 100%;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 0.25rem;
  }
  .questions {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .questions > li {
    border-inline-start: 0.3rem solid var(--edge);
  }
  .questions > li.open {
    border-inline-start-color: var(--unknown);
  }
  .questions > li.done {
    border-inline-start-color: var(--met);
  }
  .state {
    font-size: 0.875em;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
    width: 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: 0.35rem;
  }
  legend,
  label {
    font-weight: 600;
    padding: 0;
  }
  .hint {
    font-size: 0.875em;
    color: var(--soft);
  }
  .problems p {
    color: var(--unmet);
    font-weight: 600;
    font-size: 0.9375em;
  }
  input:not([type="radio"]),
  select {
    font: inherit;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 1.6);
    padding: 0.4rem 0.6rem;
    min-height: 2.5rem;
    width: 22rem;
    max-width: 100%;
  }
  input.num,
  input[type="date"] {
    width: 12rem;
  }
  [aria-invalid="true"] {
    border-color: var(--unmet);
    border-width: 2px;
  }
  .measured {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.6rem;
    max-width: 100%;
  }
  .radios {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
  }
  .radio {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    font-weight: 400;
    min-height: 2.5rem;
    padding: 0.25rem 0.85rem 0.25rem 0.6rem;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) / 1.6);
    cursor: pointer;
  }
  .radio:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .radio:focus-within {
    outline: 0.15rem solid var(--accent);
    outline-offset: 0.15rem;
  }
  .radio input {
    flex: none;
    margin: 0;
    width: 1.1rem;
    height: 1.1rem;
    accent-color: var(--accent);
  }
  .radio input:focus-visible {
    outline: 0;
  }
  .row {
    background: var(--paper);
    border-radius: calc(var(--radius) / 1.6);
    padding: 0.75rem 0.9rem;
    gap: 0.75rem;
  }
  .row > legend {
    float: left;
    width: 100%;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .judged .inner {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
    padding-block: 0.4rem;
  }
  .quiet:disabled {
    color: var(--soft);
    cursor: not-allowed;
  }
  @container (max-width: 30rem) {
    .row {
      padding-inline: 0.6rem;
    }
  }
  @media print {
    .questions > li {
      break-inside: avoid;
    }
  }
`;
