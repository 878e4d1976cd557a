"""A scored population: the first rows, and why values are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from timbang._columns import columns
from timbang.notebook._markup import card, esc, heading, table
from timbang.notebook._words import NONE, number, pick, shown

if TYPE_CHECKING:
    from timbang._scored import Scored
    from timbang.notebook._words import Lang

_ROWS = 10
_KINDS = 12
_COUNTED = 100_000
"""How many issues are counted; a population may have millions."""

_LETTERS = 40


def html(thing: Scored[Any], lang: Lang) -> str:
    """Gives the first rows, and of the issues which facts are behind most of them."""
    head = columns(thing.frame, most=_ROWS)
    names = list(head)
    rows = zip(*head.values(), strict=True)
    numbers = [at for at, cells in enumerate(head.values()) if any(isinstance(cell, Decimal) for cell in cells)]
    parts = [table(names, ([esc(_cut(cell, lang)) for cell in row] for row in rows), numbers, is_plain=True)]
    if len(thing) > _ROWS:
        rest = number(len(thing) - _ROWS, lang)
        parts.append(f'<p class="soft">… {esc(pick(lang, f"dan {rest} baris lagi", f"and {rest} more rows"))}</p>')
    counts = _issues(thing)
    if counts:
        parts.append(heading(pick(lang, "Mengapa ada nilai yang kosong", "Why values are missing")))
        titles = pick(lang, "Sebab|Fakta|Kali", "Kind|Fact|Times").split("|")
        kinds = (
            (esc(_kind(kind, lang)), f"<code>{esc(fact or NONE)}</code>", number(count, lang))
            for (kind, fact), count in counts.most_common(_KINDS)
        )
        if len(thing._raw.issues) > _COUNTED:
            first = number(_COUNTED, lang)
            note = pick(lang, f"Dihitung dari {first} sebab pertama.", f"Counted among the first {first} issues.")
            parts.append(f'<p class="soft">{esc(note)}</p>')
        parts.append(table(titles, kinds, right=(2,)))
    if thing.unused:
        words = pick(lang, "Kolom yang bukan fakta:", "Columns that are no facts:")
        parts.append(f'<p class="soft">{esc(words)} {esc(", ".join(thing.unused))}</p>')
    return card(*_title(thing, lang), *parts)


def text(thing: Scored[Any], lang: Lang) -> str:
    """Gives how many rows there are and which facts are behind most of the issues."""
    lines = [" · ".join(_title(thing, lang))]
    for (kind, fact), count in _issues(thing).most_common(_KINDS):
        lines.append(f"  {number(count, lang)} x {_kind(kind, lang)} {fact or ''}".rstrip())
    return "\n".join(lines)


_KIND_WORDS = {
    "missing": ("belum diisi", "missing"),
    "invalid": ("tidak sah", "invalid"),
    "failed": ("gagal dihitung", "failed"),
    "unregulated": ("tidak diatur", "not regulated"),
    "empty": ("daftar kosong", "empty list"),
    "not_applicable": ("tidak berlaku", "not applicable"),
}


def _kind(kind: str, lang: Lang) -> str:
    return pick(lang, *_KIND_WORDS.get(kind, (kind, kind)))


def _title(thing: Scored[Any], lang: Lang) -> tuple[str, str]:
    rows, issues = number(len(thing), lang), number(len(thing._raw.issues), lang)
    return pick(lang, "Hasil satu populasi", "A scored population"), pick(
        lang, f"{rows} baris, {issues} sebab nilai kosong", f"rows: {rows}, issues: {issues}"
    )


def _issues(thing: Scored[Any]) -> Counter[tuple[str, str | None]]:
    if thing.issues is None:
        return Counter()
    found = columns(thing.issues, ["kind", "fact"], _COUNTED)
    facts = (None if fact is None else str(fact) for fact in found["fact"])
    return Counter(zip(map(str, found["kind"]), facts, strict=True))


def _cut(cell: object, lang: Lang) -> str:
    if isinstance(cell, list):
        # Of what is called for the code says the most.
        cell = [one.get("item", one) if isinstance(one, Mapping) else one for one in cell]
    words = shown(cell, lang)
    return words if len(words) <= _LETTERS else f"{words[:_LETTERS]}…"
