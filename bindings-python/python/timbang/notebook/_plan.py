"""A plan: of each output what it rests on, drawn and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timbang._errors import PlanError
from timbang.notebook._drawing import drawn
from timbang.notebook._graph import Graph, read
from timbang.notebook._markup import card, esc, fold, table
from timbang.notebook._words import pick

if TYPE_CHECKING:
    from timbang._plan import Plan
    from timbang.notebook._words import Lang

_MOST = 60
"""A drawing of more is no picture any more: then the table alone."""

KINDS = {
    "fact": ("fakta", "fact"),
    "parameter": ("ketetapan", "parameter"),
    "rule": ("aturan", "rule"),
    "promotion": ("kenaikan", "promotion"),
    "trigger": ("tindak lanjut", "trigger"),
}
"""What the kinds of nodes are called."""


def html(thing: Plan, lang: Lang) -> str:
    """Gives of each output the drawing and the table, folded; of a single one, open."""
    graphs = _graphs(thing, lang)
    parts = [f'<p class="soft">{esc(_legend(lang))}</p>']
    for name, graph in graphs.items():
        label = next((node.label for node in graph.nodes.values() if node.name == name), name)
        steps = f'<span class="soft">{esc(_counts(graph, lang))}</span>'
        drawing = drawn(graph) if len(graph.nodes) <= _MOST else ""
        inner = drawing + fold(esc(pick(lang, "Sebagai tabel", "As a table")), _table(graph, lang), is_open=not drawing)
        parts.append(fold(f"{esc(label)} <code>{esc(name)}</code> {steps}", inner, is_open=len(graphs) == 1))
    return card(*_title(thing, lang), *parts)


def text(thing: Plan, lang: Lang) -> str:
    """Gives a line for each output: how much it rests on."""
    lines = [": ".join(_title(thing, lang))]
    return "\n".join(lines + [f"  {name}: {_counts(graph, lang)}" for name, graph in _graphs(thing, lang).items()])


def _title(thing: Plan, lang: Lang) -> tuple[str, str]:
    pack = thing.pack
    return pick(lang, "Rencana perhitungan", "Plan"), (
        f"{pack.title} · {pack.id} {pack.version} · {pick(lang, 'per', 'as of')} {thing.as_of}"
    )


def _legend(lang: Lang) -> str:
    return pick(
        lang,
        "Kiri ke kanan: fakta (bulat), ketetapan hukum (garis putus), aturan (kotak), kenaikan (garis tebal).",
        "Left to right: facts (round), figures that the law sets (dashed), rules (boxes), promotions (thick).",
    )


def _graphs(thing: Plan, lang: Lang) -> dict[str, Graph]:
    pack, found = thing.pack, {}
    for name in thing.outputs:
        try:
            found[name] = read(pack.graph(as_of=thing.as_of, focus=name, lang=lang))
        except PlanError:
            # The triggers are an output of many rules, none of which has that name.
            continue
    return found


def _counts(graph: Graph, lang: Lang) -> str:
    kinds = [node.kind for node in graph.nodes.values()]
    rules = sum(kind not in ("fact", "parameter") for kind in kinds)
    facts, figures = kinds.count("fact"), kinds.count("parameter")
    return pick(
        lang,
        f"{rules} aturan, {facts} fakta, {figures} ketetapan",
        f"rules: {rules}, facts: {facts}, parameters: {figures}",
    )


def _table(graph: Graph, lang: Lang) -> str:
    columns = pick(lang, "Jenis|Nama|Bertumpu pada", "Kind|Name|Rests on").split("|")
    rows = (
        (
            esc(pick(lang, *KINDS[node.kind])),
            f"{esc(node.label)} <code>{esc(node.name)}</code>",
            esc(", ".join(graph.nodes[one].name for one in graph.inputs[at])),
        )
        for layer in reversed(graph.layers())
        for at in layer
        for node in (graph.nodes[at],)
    )
    return table(columns, rows)
