import { css } from "lit";

/**
 * Colours and measures, each open to the page by a custom property of the same name with `--timbang-`.
 *
 * Dark follows the page's own `color-scheme`, not the system's: a page that is light stays light all through.
 */
export const tokens = css`
  :host {
    display: block;
    container-type: inline-size;
    --paper: var(--timbang-paper, #f4f5f7);
    --card: var(--timbang-card, #ffffff);
    --ink: var(--timbang-ink, #1b2430);
    --soft: var(--timbang-soft, #4c5867);
    --line: var(--timbang-line, #d5dae1);
    --edge: var(--timbang-edge, #7a8594);
    --accent: var(--timbang-accent, #1c3f6e);
    --met: var(--timbang-met, #14633a);
    --met-wash: var(--timbang-met-wash, #e5f3ea);
    --unmet: var(--timbang-unmet, #a11a1a);
    --unmet-wash: var(--timbang-unmet-wash, #fbe9e8);
    --unknown: var(--timbang-unknown, #7a4a00);
    --unknown-wash: var(--timbang-unknown-wash, #fcf0da);
    --none: var(--timbang-none, #4c5867);
    --none-wash: var(--timbang-none-wash, #eceff3);
    --radius: var(--timbang-radius, 0.5rem);
    color: var(--ink);
    font: var(
      --timbang-font,
      1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif
    );
    overflow-wrap: break-word;
  }
  :host([hidden]) {
    display: none;
  }
  @supports (color: light-dark(white, black)) {
    :host {
      --paper: var(--timbang-paper, light-dark(#f4f5f7, #12161c));
      --card: var(--timbang-card, light-dark(#ffffff, #1a2029));
      --ink: var(--timbang-ink, light-dark(#1b2430, #e6eaf0));
      --soft: var(--timbang-soft, light-dark(#4c5867, #a7b1bf));
      --line: var(--timbang-line, light-dark(#d5dae1, #333d4a));
      --edge: var(--timbang-edge, light-dark(#7a8594, #76828f));
      --accent: var(--timbang-accent, light-dark(#1c3f6e, #9dc1f2));
      --met: var(--timbang-met, light-dark(#14633a, #7fd6a3));
      --met-wash: var(--timbang-met-wash, light-dark(#e5f3ea, #16322a));
      --unmet: var(--timbang-unmet, light-dark(#a11a1a, #ff9d96));
      --unmet-wash: var(--timbang-unmet-wash, light-dark(#fbe9e8, #3b1d20));
      --unknown: var(--timbang-unknown, light-dark(#7a4a00, #f1c26b));
      --unknown-wash: var(--timbang-unknown-wash, light-dark(#fcf0da, #38290f));
      --none: var(--timbang-none, light-dark(#4c5867, #a7b1bf));
      --none-wash: var(--timbang-none-wash, light-dark(#eceff3, #262e38));
    }
  }
  @media print {
    :host {
      container-type: normal;
      color-scheme: light;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
      font-size: 9.5pt;
      --soft: #3a3f45;
      --line: #b5bbc3;
      --paper: #ffffff;
      --ink: #000000;
    }
  }
`;
