"""What a check found, with the line of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timbang.notebook._markup import card, esc, state
from timbang.notebook._words import pick, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timbang._timbang import Diagnostic, Place
    from timbang.notebook._words import Lang

SEVERITIES = {"error": ("galat", "error"), "warning": ("peringatan", "warning"), "note": ("catatan", "note")}
"""What the severities are called."""


def html(thing: Diagnostic, lang: Lang) -> str:
    """Gives the finding without its file, which only its report has."""
    return card(pick(lang, "Temuan", "Finding"), "", finding(thing, lang, {}))


def text(thing: Diagnostic, lang: Lang) -> str:
    """Gives the finding in lines."""
    lines = [f"{pick(lang, *SEVERITIES[thing.severity])}[{thing.code}]: {words(thing.message, lang)}"]
    lines += [
        f"  {place.file}:{place.line}:{place.column} {words(place.text, lang)}".rstrip() for place in thing.places
    ]
    if thing.help is not None:
        lines.append(f"  = {words(thing.help, lang)}")
    return "\n".join(lines)


def finding(thing: Diagnostic, lang: Lang, sources: Mapping[str, list[str]]) -> str:
    """Gives a finding with the lines of its places, where their files are known."""
    title = state(thing.severity, f"{pick(lang, *SEVERITIES[thing.severity])}[{thing.code}]")
    parts = [f"<p>{title} {esc(words(thing.message, lang))}</p>"]
    parts += [_place(place, lang, sources.get(place.file, [])) for place in thing.places]
    if thing.help is not None:
        parts.append(f'<p class="soft">= {esc(words(thing.help, lang))}</p>')
    return "".join(parts)


def _place(place: Place, lang: Lang, lines: list[str]) -> str:
    at = f"{place.file}:{place.line}:{place.column}"
    note = words(place.text, lang)
    label = f"<p><code>{esc(at)}</code> {esc(note)}</p>"
    if not 1 <= place.line <= len(lines):
        return label
    line = lines[place.line - 1]
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    end = max(end, start + 1)
    marked = f"{esc(line[:start])}<mark>{esc(line[start:end])}</mark>{esc(line[end:])}"
    return f"{label}<pre>{place.line:>4} | {marked}</pre>"
