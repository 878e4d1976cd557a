"""Markup: everything that comes from a pack or from facts is escaped here and nowhere else."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STYLE = """
.timbang { color-scheme: light dark; --card: #fff; --ink: #1b2430; --soft: #4c5867; --line: #d5dae1; --accent: #1c3f6e;
  --wash: #eef1f5; --met: #14633a; --not_met: #a11a1a; --undetermined: #7a4a00; background: var(--card);
  color: var(--ink); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; max-width: 60rem;
  font: .875rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: break-word; }
@media (prefers-color-scheme: dark) { .timbang { --card: #1a2029; --ink: #e6eaf0; --soft: #a7b1bf; --line: #333d4a;
  --accent: #9dc1f2; --wash: #262e38; --met: #7fd6a3; --not_met: #ff9d96; --undetermined: #f1c26b; } }
.timbang .title { font-size: 1.1rem; font-weight: 650; margin: 0; }
.timbang .sub { color: var(--soft); margin: .1rem 0 .5rem; }
.timbang .head { font-weight: 650; color: var(--accent); margin: .9rem 0 .3rem; }
.timbang p { margin: .25rem 0; }
.timbang .scroll { overflow-x: auto; }
.timbang table { border-collapse: collapse; color: inherit; font-size: inherit; margin: .3rem 0; }
.timbang tr, .timbang tbody tr:nth-child(n), .timbang tbody tr:hover { background: none; }
.timbang th, .timbang td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; color: inherit;
  border-bottom: 1px solid var(--line); max-width: 34rem; white-space: normal; }
.timbang th { font-weight: 600; color: var(--soft); }
.timbang th.right, .timbang td.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.timbang details { margin: .2rem 0; }
.timbang summary { cursor: pointer; }
.timbang details > :not(summary) { margin-left: 1rem; }
.timbang pre { background: var(--wash); color: inherit; border-radius: .3rem; padding: .5rem .7rem; overflow-x: auto;
  font: .8125rem/1.45 ui-monospace, Menlo, Consolas, monospace; margin: .3rem 0; }
.timbang code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .92em; color: inherit;
  background: none; padding: 0; }
.timbang .soft { color: var(--soft); }
.timbang .met { color: var(--met); font-weight: 600; }
.timbang .not_met, .timbang .error { color: var(--not_met); font-weight: 600; }
.timbang .undetermined, .timbang .warning { color: var(--undetermined); font-weight: 600; }
.timbang .not_applicable, .timbang .note { color: var(--soft); font-weight: 600; }
.timbang td > .met, .timbang td > .not_met, .timbang td > .undetermined, .timbang td > .not_applicable {
  white-space: nowrap; }
.timbang mark { background: none; color: inherit; text-decoration: underline wavy var(--not_met); font-weight: 700; }
"""


def esc(words: object) -> str:
    """Writes words so that nothing in them is markup."""
    return html.escape(str(words))


def card(title: str, sub: str, *parts: str) -> str:
    """Puts parts into the frame that all views have."""
    head = f'<p class="title">{esc(title)}</p><p class="sub">{esc(sub)}</p>'
    return f'<div class="timbang"><style>{STYLE}</style>{head}{"".join(parts)}</div>'


def heading(words: str) -> str:
    """Writes a heading."""
    return f'<p class="head">{esc(words)}</p>'


def state(kind: str, words: str) -> str:
    """Writes words in the colour of a state."""
    return f'<span class="{esc(kind)}">{esc(words)}</span>'


def fold(summary: str, inner: str, *, is_open: bool = False) -> str:
    """Folds markup away behind a line of markup."""
    return f"<details{' open' if is_open else ''}><summary>{summary}</summary>{inner}</details>"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Writes a table: columns are words, cells markup; ``right`` are the columns of numbers."""

    def kind(at: int) -> str:
        return ' class="right"' if at in right else ""

    head = "".join(f'<th scope="col"{kind(at)}>{esc(words)}</th>' for at, words in enumerate(columns))
    lines = ("".join(f"<td{kind(at)}>{cell}</td>" for at, cell in enumerate(row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
