"""What a plan says of one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timbang.notebook import _promotion, _triggers
from timbang.notebook._page import framed
from timbang.notebook._words import of_result, pick, words

if TYPE_CHECKING:
    from timbang._timbang import Outcome, Result
    from timbang.notebook._words import Lang


def html(thing: Outcome, lang: Lang) -> str:
    """Gives the page of the core: promotions with every requirement, what is called for, and how each came about."""
    return framed(thing.to_html(lang))


def text(thing: Outcome, lang: Lang) -> str:
    """Gives the results in lines; ``Outcome.why`` tells how they came about."""
    lines = [" ".join(_title(thing, lang))]
    lines += dict.fromkeys(f"! {words(one.message, lang)}" for one in thing.issues)
    lines += [_promotion.text(one, lang) for one in thing.promotions if one.name in thing.results]
    if thing.triggers is not None:
        lines.append(_triggers.text(thing.triggers, lang))
    lines += [f"{words(one.label, lang)}: {of_result(one, lang)}" for one in _others(thing)]
    return "\n".join(lines)


def _title(thing: Outcome, lang: Lang) -> tuple[str, str]:
    return pick(lang, "Hasil penerapan aturan", "What follows from the rules"), pick(
        lang, f"per {thing.as_of}", f"as of {thing.as_of}"
    )


def _others(thing: Outcome) -> list[Result]:
    """Gives the results that are no promotions."""
    promotions = {one.name for one in thing.promotions}
    return [one for one in thing.results.values() if one.name not in promotions]
