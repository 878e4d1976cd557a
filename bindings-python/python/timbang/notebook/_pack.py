"""A pack: its contents first, topic by topic, and its files folded behind them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from timbang.notebook._markup import card, esc, fold, heading, table
from timbang.notebook._words import number, pick

if TYPE_CHECKING:
    from timbang._pack import Pack
    from timbang.notebook._words import Lang

_MOST = 20_000
"""How many characters of a file are shown; a notebook keeps what it has shown."""

_LISTED = ("cases", "sources")
"""Folders of which the files are only named: they are long, and no rule stands in them."""


def html(thing: Pack, lang: Lang) -> str:
    """Gives the outputs, the facts and the topics with their files, all of them folded."""
    digest = pick(lang, "Sidik jari", "Digest")
    parts = [f'<p class="soft">{esc(digest)} <code>{esc(one)}</code></p>' for one in thing.digests]
    parts.append(heading(pick(lang, "Isi", "Contents")))
    outputs = "".join(f"<p><code>{esc(name)}</code></p>" for name in thing.outputs)
    parts.append(fold(_count(pick(lang, "Keluaran baku", "Default outputs"), len(thing.outputs), lang), outputs))
    facts = _facts(thing)
    columns = pick(lang, "Fakta|Nama|Sumber", "Fact|Name|Source").split("|")
    rows = [(esc(label), f"<code>{esc(name)}</code>", esc(source)) for name, label, source in facts]
    parts.append(fold(_count(pick(lang, "Fakta", "Facts"), len(facts), lang), table(columns, rows)))
    for topic, files in _topics(thing, lang).items():
        inner: list[str] = []
        for path, contents in files:
            if topic in _LISTED:
                inner.append(f"<p><code>{esc(path)}</code></p>")
                continue
            more = max(len(contents) - _MOST, 0)
            note = pick(lang, f"… dan {number(more, lang)} huruf lagi", f"… and {number(more, lang)} more characters")
            inner.append(
                fold(f"<code>{esc(path)}</code>", f"<pre>{esc(contents[:_MOST])}{esc(note) if more else ''}</pre>")
            )
        parts.append(fold(_count(topic, len(files), lang), "".join(inner)))
    return card(thing.title, f"{thing.id} {thing.version} · {thing.subject}", *parts)


def text(thing: Pack, lang: Lang) -> str:
    """Gives the same without the text of the files."""
    lines = [f"{thing.title} ({thing.id} {thing.version})"]
    lines.append(f"{pick(lang, 'Keluaran baku', 'Default outputs')}: {', '.join(thing.outputs)}")
    lines.append(f"{pick(lang, 'Fakta', 'Facts')}: {len(_facts(thing))}")
    topics = _topics(thing, lang).items()
    return "\n".join(lines + [f"{topic}: {', '.join(path for path, _ in files)}" for topic, files in topics])


def _count(what: str, count: int, lang: Lang) -> str:
    return f'{esc(what)} <span class="soft">({number(count, lang)})</span>'


def _facts(thing: Pack) -> list[tuple[str, str, str]]:
    """Gives the name, the label and the source of each fact."""
    properties = json.loads(thing.facts_schema()).get("properties", {})
    return [
        (name, str(fact.get("title", name)), str(fact.get("x-timbang-source", ""))) for name, fact in properties.items()
    ]


def _topics(thing: Pack, lang: Lang) -> dict[str, list[tuple[str, str]]]:
    """Gives the files of each folder, layer by layer; those of a base and an overlay stand side by side."""
    topics: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for files in thing._raw.files():
        for path, contents in files.items():
            folder = path.rpartition("/")[0] or pick(lang, "berkas pokok", "main files")
            topics[folder.replace("_", " ")].append((path, contents.decode(errors="replace")))
    return topics
