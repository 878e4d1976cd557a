"""What the triggers call for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from timbang.notebook._markup import card, esc, fold, table
from timbang.notebook._words import number, pick, told, words

if TYPE_CHECKING:
    from timbang._timbang import Call, Triggers
    from timbang.notebook._words import Lang


def html(thing: Triggers, lang: Lang) -> str:
    """Gives a table of what is called for, and folded what is not known yet."""
    return card(title(lang), summary(thing, lang), body(thing, lang))


def text(thing: Triggers, lang: Lang) -> str:
    """Gives a line for each item."""
    lines = [f"{title(lang)}: {summary(thing, lang)}"]
    lines += [f"  {one.code} {words(one.title, lang)}: {_why(one, lang)}" for one in thing.called]
    lines += [f"  ? {words(one.label, lang)}: {told(one.causes, lang)}" for one in thing.undetermined]
    return "\n".join(lines)


def title(lang: Lang) -> str:
    """Names the view."""
    return pick(lang, "Tindak lanjut yang disarankan", "What is called for")


def summary(thing: Triggers, lang: Lang) -> str:
    """Counts the items, their hours and their cost."""
    hours = sum((one.hours or Decimal(0) for one in thing.called), Decimal(0))
    cost = sum((one.cost or Decimal(0) for one in thing.called), Decimal(0))
    count = len(thing.called)
    items = pick(lang, f"{count} butir", f"{count} item{'s' * (count != 1)}")
    return f"{items} · {number(hours, lang)} {pick(lang, 'JP', 'lesson hours')} · Rp{number(cost, lang)}"


def body(thing: Triggers, lang: Lang) -> str:
    """Gives the table and what is not known yet."""
    columns = pick(lang, "Butir|Alasan|JP|Biaya", "Item|Reasons|Lesson hours|Cost").split("|")
    rows = (
        (
            f'{esc(words(one.title, lang))} <span class="soft">{esc(one.code)}</span>',
            esc(_why(one, lang)),
            "" if one.hours is None else number(one.hours, lang),
            "" if one.cost is None else f"Rp{number(one.cost, lang)}",
        )
        for one in thing.called
    )
    called = table(columns, rows, right=(2, 3)) if thing.called else ""
    if not thing.undetermined:
        return called
    open_ones = table(
        pick(lang, "Aturan|Sebabnya", "Rule|Why").split("|"),
        ((esc(words(one.label, lang)), esc(told(one.causes, lang))) for one in thing.undetermined),
    )
    count = len(thing.undetermined)
    return called + fold(pick(lang, f"{count} belum dapat dipastikan", f"{count} undetermined"), open_ones)


def _why(one: Call, lang: Lang) -> str:
    return "; ".join(dict.fromkeys(words(reason.text, lang) for reason in one.reasons))
