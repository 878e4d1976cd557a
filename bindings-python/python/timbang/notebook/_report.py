"""What a check of a pack found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from timbang.notebook._diagnostic import SEVERITIES, finding
from timbang.notebook._diagnostic import text as told
from timbang.notebook._markup import card
from timbang.notebook._words import pick

if TYPE_CHECKING:
    from timbang._report import Report
    from timbang.notebook._words import Lang


def html(thing: Report, lang: Lang) -> str:
    """Gives each finding with the marked line of its file."""
    sources = {path: contents.decode(errors="replace").splitlines() for path, contents in thing.sources.items()}
    return card(_title(thing, lang), _counts(thing, lang), *(finding(one, lang, sources) for one in thing.diagnostics))


def text(thing: Report, lang: Lang) -> str:
    """Gives each finding in lines."""
    return "\n".join([f"{_title(thing, lang)} {_counts(thing, lang)}", *(told(one, lang) for one in thing.diagnostics)])


def _title(thing: Report, lang: Lang) -> str:
    if thing.ok:
        return pick(lang, "Pack dapat dipakai.", "The pack is sound.")
    return pick(lang, "Pack belum dapat dipakai.", "The pack is not sound.")


def _counts(thing: Report, lang: Lang) -> str:
    counts: Counter[str] = Counter(one.severity for one in thing.diagnostics)
    told_counts = [f"{counts[kind]} {pick(lang, *words)}" for kind, words in SEVERITIES.items() if counts[kind]]
    return ", ".join(told_counts) or pick(lang, "tanpa temuan", "nothing found")
