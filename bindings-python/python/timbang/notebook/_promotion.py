"""A promotion: what it comes to, and every requirement, those that are not met first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timbang.notebook._markup import card, esc, state, table
from timbang.notebook._words import STATES, SYMBOLS, number, pick, told, words

if TYPE_CHECKING:
    from timbang._timbang import Promotion, Requirement
    from timbang.notebook._words import Lang

_ORDER = ("not_met", "undetermined", "met", "not_applicable")
DECISIONS = {"MS": "met", "TMS": "not_met", "BTL": "undetermined", "TB": "not_applicable"}
"""Which state has the colour of a decision."""


def html(thing: Promotion, lang: Lang) -> str:
    """Gives the decision and a table of the requirements."""
    return card(words(thing.label, lang), "", verdict(thing, lang), requirements(thing, lang))


def text(thing: Promotion, lang: Lang) -> str:
    """Gives the decision and a line for each requirement."""
    lines = [f"{words(thing.label, lang)}: {thing.decision}, {words(thing.text, lang)}"]
    for one in ordered(thing):
        lines.append(f"  {SYMBOLS[one.state]} {words(one.label, lang)}. {said(one, lang)}".rstrip())
    return "\n".join(lines)


def verdict(thing: Promotion, lang: Lang) -> str:
    """Gives the decision in a line."""
    return f"<p>{state(DECISIONS[thing.decision], thing.decision)} {esc(words(thing.text, lang))}</p>"


def requirements(thing: Promotion, lang: Lang) -> str:
    """Gives the table of the requirements."""
    if not thing.requirements:
        return ""
    columns = pick(lang, "Keadaan|Syarat|Keterangan|Dasar", "State|Requirement|What it says|Basis").split("|")
    rows = (
        (
            state(one.state, f"{SYMBOLS[one.state]} {pick(lang, *STATES[one.state])}"),
            esc(words(one.label, lang)),
            esc(said(one, lang)),
            f'<span class="soft">{esc(one.basis or "")}</span>',
        )
        for one in ordered(thing)
    )
    return table(columns, rows)


def ordered(thing: Promotion) -> list[Requirement]:
    """Gives the requirements, those that need something done first."""
    return sorted(thing.requirements, key=lambda one: _ORDER.index(one.state))


def said(one: Requirement, lang: Lang) -> str:
    """Gives what a requirement tells the employee: its words, what is missing, what to do, why it is not known."""
    parts = [words(one.text, lang)]
    if not parts[0]:
        parts += [_short(one, lang)]
    parts += [words(one.advice, lang), told(one.causes, lang)]
    return " ".join(part for part in parts if part)


def _short(one: Requirement, lang: Lang) -> str:
    gaps = (found.shortfall for found in one.comparisons if found.shortfall is not None)
    short = [f"{number(gap.amount, lang)} {words(gap.unit, lang)}".rstrip() for gap in gaps]
    return pick(lang, f"Kurang {', '.join(short)}.", f"{', '.join(short)} short.") if short else ""
