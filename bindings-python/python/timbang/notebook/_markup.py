"""Markup: everything that comes from a pack or from facts is escaped here and nowhere else."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Doubled, a class is stronger than what the page of a notebook says of tables and lists.
STYLE = """
.timbang.timbang {
& { color-scheme: light dark; --card: #fff; --ink: #1b2430; --soft: #4c5867; --line: #d5dae1; --accent: #1c3f6e;
  --wash: #eef1f5; --met: #14633a; --not_met: #a11a1a; --undetermined: #7a4a00; background: var(--card);
  color: var(--ink); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; max-width: 60rem;
  font: .875rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: break-word; }
@media (prefers-color-scheme: dark) { & { --card: #1a2029; --ink: #e6eaf0; --soft: #a7b1bf; --line: #333d4a;
  --accent: #9dc1f2; --wash: #262e38; --met: #7fd6a3; --not_met: #ff9d96; --undetermined: #f1c26b; } }
.title { font-size: 1.1rem; font-weight: 650; margin: 0; }
.sub { color: var(--soft); margin: .1rem 0 .5rem; }
.head { font-weight: 650; color: var(--accent); margin: .9rem 0 .3rem; }
p { margin: .25rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; color: inherit; font-size: inherit; margin: .3rem 0; }
tr, tbody tr:nth-child(n), tbody tr:hover { background: none; }
th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; color: inherit;
  border-bottom: 1px solid var(--line); max-width: 34rem; white-space: normal; }
th { font-weight: 600; color: var(--soft); }
th.right, td.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { margin: .2rem 0; }
summary { cursor: pointer; }
details > :not(summary) { margin-left: 1rem; }
pre { background: var(--wash); color: inherit; border-radius: .3rem; padding: .5rem .7rem; overflow-x: auto;
  font: .8125rem/1.45 ui-monospace, Menlo, Consolas, monospace; margin: .3rem 0; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .92em; color: inherit;
  background: none; padding: 0; }
.soft { color: var(--soft); }
.met { color: var(--met); font-weight: 600; }
.not_met, .error { color: var(--not_met); font-weight: 600; }
.undetermined, .warning { color: var(--undetermined); font-weight: 600; }
.not_applicable, .note { color: var(--soft); font-weight: 600; }
td > .met, td > .not_met, td > .undetermined, td > .not_applicable {
  white-space: nowrap; }
mark { background: none; color: inherit; text-decoration: underline wavy var(--not_met); font-weight: 700; }
.plain td, .plain th { white-space: nowrap; }
}
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


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = (), *, is_plain: bool = False
) -> str:
    """Writes a table: columns are words, cells markup; ``right`` are columns of numbers; a plain one breaks no line."""

    def kind(at: int) -> str:
        return ' class="right"' if at in right else ""

    head = "".join(f'<th scope="col"{kind(at)}>{esc(words)}</th>' for at, words in enumerate(columns))
    lines = ("".join(f"<td{kind(at)}>{cell}</td>" for at, cell in enumerate(row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    kind_of = "scroll plain" if is_plain else "scroll"
    return f'<div class="{kind_of}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
