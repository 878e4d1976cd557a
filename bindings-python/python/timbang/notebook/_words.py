"""Words in a language, and values as people write them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from timbang._timbang import Cause, Result, Text

Lang: TypeAlias = Literal["id"] | Literal["en"]

NONE = "\N{EN DASH}"
"""What stands where there is nothing."""

SYMBOLS = {"met": "✓", "not_met": "✗", "undetermined": "?", "not_applicable": NONE, "error": "!"}
"""A state is a symbol and a word, never a colour alone."""

STATES = {
    "met": ("terpenuhi", "met"),
    "not_met": ("tidak terpenuhi", "not met"),
    "undetermined": ("belum dapat dipastikan", "undetermined"),
    "not_applicable": ("tidak berlaku", "not applicable"),
    "error": ("galat", "error"),
}
"""What the states of requirements and results are called."""


def pick(lang: Lang, indonesian: str, english: str) -> str:
    """Gives the words of a language."""
    return indonesian if lang == "id" else english


def words(text: Text | None, lang: Lang) -> str:
    """Gives a text in a language; nothing of no text."""
    return "" if text is None else pick(lang, text.id, text.en)


def number(value: Decimal | int, lang: Lang) -> str:
    """Writes a number with the separators of a language and no needless zeros."""
    written = f"{Decimal(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(str.maketrans(",.", ".,")) if lang == "id" else written


def shown(value: object, lang: Lang) -> str:
    """Writes a value as people do."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return pick(lang, "ya", "yes") if value else pick(lang, "tidak", "no")
    if isinstance(value, (Decimal, int)):
        return number(value, lang)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(one, lang) for one in value) or NONE
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {shown(one, lang)}" for name, one in value.items())
    return str(value)


def told(causes: tuple[Cause, ...], lang: Lang) -> str:
    """Tells once each why there is no value."""
    return " ".join(dict.fromkeys(words(cause.text, lang) for cause in causes))


def of_result(result: Result, lang: Lang) -> str:
    """Writes the value of a result, or why there is none."""
    if result.is_known:
        return words(result.text, lang) or NONE
    state = f"{SYMBOLS[result.status]} {pick(lang, *STATES[result.status])}"
    why = told(result.causes, lang)
    return f"{state}: {why}" if why else state
