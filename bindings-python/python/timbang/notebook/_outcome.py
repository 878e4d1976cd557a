"""What a plan says of one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timbang.notebook import _promotion, _triggers
from timbang.notebook._explanation import framed
from timbang.notebook._markup import card, esc, fold, heading, state, table
from timbang.notebook._words import SYMBOLS, of_result, pick, words

if TYPE_CHECKING:
    from timbang._timbang import Outcome, Result
    from timbang.notebook._words import Lang


def html(thing: Outcome, lang: Lang) -> str:
    """Gives the promotions with every requirement, what is called for, every result, and folded how it came about."""
    parts: list[str] = []
    if thing.issues:
        issues = dict.fromkeys(esc(words(one.message, lang)) for one in thing.issues)
        parts.append(heading(pick(lang, "Ada fakta yang perlu diperbaiki", "Some facts need correcting")))
        parts += [f'<p><span class="not_met">!</span> {issue}</p>' for issue in issues]
    promotions = [one for one in thing.promotions if one.name in thing.results]
    if promotions:
        parts.append(heading(pick(lang, "Kenaikan pangkat dan jenjang", "Promotions")))
        for one in promotions:
            shown_state = state(_promotion.DECISIONS[one.decision], one.decision)
            line = f'{shown_state} {esc(words(one.label, lang))} <span class="soft">{esc(words(one.text, lang))}</span>'
            inner = _promotion.requirements(one, lang)
            parts.append(fold(line, inner, is_open=one.decision == "MS") if inner else f"<p>{line}</p>")
    if thing.triggers is not None:
        parts.append(heading(f"{_triggers.title(lang)}: {_triggers.summary(thing.triggers, lang)}"))
        parts.append(_triggers.body(thing.triggers, lang))
    results = _others(thing)
    if results:
        parts.append(heading(pick(lang, "Hasil perhitungan", "Results")))
        columns = pick(lang, "Hasil|Nilai", "Result|Value").split("|")
        parts.append(table(columns, ((esc(words(one.label, lang)), _cell(one, lang)) for one in results)))
    parts.append(fold(esc(pick(lang, "Bagaimana hasil ini diperoleh", "How this came about")), _how(thing, lang)))
    return card(*_title(thing, lang), *parts)


def text(thing: Outcome, lang: Lang) -> str:
    """Gives the same without how it came about, which ``Outcome.why`` tells."""
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


def _cell(one: Result, lang: Lang) -> str:
    if one.is_known:
        return esc(of_result(one, lang))
    return f'<span class="{one.status}">{SYMBOLS[one.status]}</span> {esc(of_result(one, lang)[2:])}'


def _how(thing: Outcome, lang: Lang) -> str:
    """Gives the explanations of the core on one page, in one style."""
    pages = [thing.why(name).to_html(lang) for name in thing.results]
    if not pages:
        return ""
    bodies = "".join(page.partition("<body>")[2].partition("</body>")[0] for page in pages)
    return framed(f"{pages[0].partition('<body>')[0]}<body>{bodies}</body>")
