"""Who moves between two plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timbang._compared import Compared
    from timbang.notebook._words import Lang


def movements(
    compared: Compared[Any],
    output: str | None = None,
    *,
    order: Sequence[str] | None = None,
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws how many subjects move from which value to which between two plans.

    Parameters
    ----------
    compared
        What ``Plan.compare`` gives.
    output
        Which of the outputs; the first one, unless told otherwise.
    order
        The values in their order, as ``compared.transitions`` has them; in that of the decisions or of the enum, unless
        told otherwise.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For an output that was not compared.
    """
    outputs = columns(compared.outputs, ["output", "label", "label_en"])
    name = str(outputs["output"][0]) if output is None else output
    labels = outputs[pick(lang, "label", "label_en")]
    label = str(dict(zip(outputs["output"], labels, strict=True))[name])
    sides = [pick(lang, f"{side}_label", f"{side}_label_en") for side in ("before", "after")]
    found = columns(compared.transitions, ["output", "before", "after", "count", *sides])
    said: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    for at, own in enumerate(found["output"]):
        if own == name:
            one, other = str(found["before"][at]), str(found["after"][at])
            said |= {one: _short(str(found[sides[0]][at])), other: _short(str(found[sides[1]][at]))}
            counts[said[one], said[other]] = int(str(found["count"][at]))
    known = [said[value] for value in order or () if value in said]
    # Both sides are in the order of the core; what is only there after stands behind.
    values = list(dict.fromkeys([*known, *(one for one, _ in counts), *(other for _, other in counts)]))
    moving = sum(count for (one, other), count in counts.items() if one != other)
    total = sum(counts.values())
    stays, moves = pick(lang, "tetap", "stays"), pick(lang, "berpindah", "moves")
    rows = [
        {
            "before": one,
            "after": other,
            "count": counts.get((one, other), 0),
            "words": number(counts[one, other], lang) if counts.get((one, other)) else "",
            "kind": stays if one == other else moves if counts.get((one, other)) else "",
        }
        for one in values
        for other in values
    ]
    look = theme(is_dark)
    base = alt.Chart(data(rows)).encode(
        alt.X(
            "after:N",
            sort=values,
            title=pick(lang, "Sesudah", "After"),
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        ),
        alt.Y(
            "before:N",
            sort=values,
            title=pick(lang, "Sebelum", "Before"),
            axis=alt.Axis(domain=False, ticks=False),
        ),
    )
    tiles = base.mark_rect(stroke=look.paper, strokeWidth=3, cornerRadius=4).encode(
        alt.Color(
            "kind:N",
            scale=alt.Scale(domain=[stays, moves, ""], range=[look.quiet, look.accent, look.line]),
            legend=alt.Legend(values=[stays, moves]),
        ),
        tooltip=[alt.Tooltip("before:N"), alt.Tooltip("after:N"), alt.Tooltip("count:Q")],
    )
    letters = base.mark_text(fontSize=14, fontWeight=600).encode(
        alt.Text("words:N"), color=alt.condition(f"datum.kind == '{moves}'", alt.value(look.paper), alt.value(look.ink))
    )
    part, whole = number(moving, lang), number(total, lang)
    sub = pick(lang, f"{part} dari {whole} berpindah", f"{part} of {whole} subjects move")
    title = pick(lang, "Perpindahan antara dua rencana", "Movements between two plans")
    side = max((26 + 7 * max(map(len, values), default=0)) * len(values), 260)
    drawing = alt.layer(tiles, letters).properties(width=side, height=max(52 * len(values), 120))
    made: alt.LayerChart = finished(drawing, f"{title}: {label}", sub, lang, is_dark)
    return made


def _short(words: str) -> str:
    """Gives a decision by its abbreviation, which the page says in full."""
    return words.partition(" (")[0]
