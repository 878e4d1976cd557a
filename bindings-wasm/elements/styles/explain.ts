import { css } from "lit";

/** The derivation as a tree. */
export const explainStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block: 0.75rem;
  }
  .h0 {
    font-size: 1.25em;
  }
  .root {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6rem;
  }
  .root > .value {
    font-size: 1.4em;
    font-weight: 650;
  }
  .tree {
    font-size: 0.9375em;
  }
  .tree ul {
    margin-inline-start: 0.7rem;
    padding-inline-start: 0.9rem;
    border-inline-start: 1px solid var(--line);
  }
  /* Below some levels the page has no width left to give. */
  .tree ul ul ul ul ul ul ul {
    margin-inline-start: 0;
    padding-inline-start: 0.35rem;
  }
  .tree ul ul ul ul ul ul ul ul ul ul ul {
    padding-inline-start: 0;
    border: 0;
  }
  .tree li {
    padding-block: 0.1rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.6rem;
    padding-inline-start: 1.6rem;
    padding-block: 0.2rem;
  }
  .toggle {
    display: inline-flex;
    align-items: baseline;
    margin: 0;
    padding: 0.2rem 0.3rem 0.2rem 0;
    margin-inline-start: -1.6rem;
    border: 0;
    border-radius: 0.2rem;
    background: none;
    text-align: start;
  }
  .toggle:hover .name {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .twist {
    flex: none;
    width: 1.6rem;
    text-align: center;
    color: var(--accent);
    transition: rotate 0.15s;
  }
  [aria-expanded="true"] > .twist {
    rotate: 90deg;
  }
  .head .value {
    font-weight: 650;
  }
  .body {
    padding-inline-start: 1.6rem;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.2rem;
  }
  .steps {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.4rem;
    margin-block: 0.25rem 0.5rem;
  }
  .formula {
    font-variant-numeric: tabular-nums;
    padding: 0.3rem 0.75rem;
    background: var(--paper);
    border-radius: calc(var(--radius) / 1.6);
    overflow-wrap: anywhere;
  }
  .rows {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    background: var(--paper);
    border-radius: calc(var(--radius) / 1.6);
  }
  caption {
    text-align: start;
    color: var(--soft);
    padding-block: 0.1rem 0.25rem;
  }
  th,
  td {
    text-align: start;
    vertical-align: baseline;
    padding: 0.25rem 0.75rem;
    font-weight: 400;
  }
  th {
    color: var(--soft);
    width: 55%;
  }
  tr + tr > * {
    border-top: 1px solid var(--line);
  }
  tr.result > * {
    font-weight: 650;
    color: var(--ink);
  }
  .flag {
    color: var(--unknown);
    font-weight: 600;
    font-size: 0.875em;
  }
  .condition > ul {
    border: 0;
    margin: 0.2rem 0 0;
    padding: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.4rem;
  }
  @media (prefers-reduced-motion: reduce) {
    .twist {
      transition: none;
    }
  }
  @container (max-width: 30rem) {
    .tree ul {
      margin-inline-start: 0.15rem;
      padding-inline-start: 0.5rem;
    }
    .tree ul ul ul ul {
      margin-inline-start: 0;
      padding-inline-start: 0.3rem;
    }
    .tree ul ul ul ul ul ul ul {
      padding-inline-start: 0;
      border: 0;
    }
    .head {
      padding-inline-start: 1.3rem;
    }
    .toggle {
      margin-inline-start: -1.3rem;
    }
    .twist {
      width: 1.3rem;
    }
    .body {
      padding-inline-start: 1.3rem;
    }
  }
  @media print {
    .tools,
    .twist {
      display: none;
    }
    /* Paper cannot be unfolded. */
    .fold[hidden] {
      display: block;
      content-visibility: visible;
    }
    .head {
      break-inside: avoid;
      break-after: avoid;
    }
    .head,
    .body {
      padding-inline-start: 0;
    }
    .toggle {
      margin-inline-start: 0;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
