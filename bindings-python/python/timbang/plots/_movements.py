"""Who moves between two plans."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick, shown
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timbang.notebook._words import Lang


def moved(before: object, after: object, column: str) -> dict[str, list[object]]:
    """Counts how many subjects had what before and have what after; both frames have the same rows.

    Returns
    -------
    dict
        The columns ``before``, ``after`` and ``count``, which ``movements`` draws; ``None`` is no value.

    Raises
    ------
    KeyError
        For a column that a frame does not have.
    ValueError
        For frames of which one has more rows.
    """
    one, other = columns(before, [column])[column], columns(after, [column])[column]
    counts = Counter(zip(map(_plain, one), map(_plain, other), strict=True))
    pairs = sorted(counts, key=str)
    return {
        "before": [pair[0] for pair in pairs],
        "after": [pair[1] for pair in pairs],
        "count": [counts[pair] for pair in pairs],
    }


def movements(
    frame: object,
    *,
    order: Sequence[str] | None = None,
    label: str = "",
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws how many subjects move from which value to which between two plans.

    Parameters
    ----------
    frame
        The columns ``before`` and ``after``, values or none, and ``count``, how many subjects; each pair once.
    order
        The values in their order; in the order of the alphabet, unless told otherwise.
    label
        What the values are of.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column that the frame does not have.
    """
    found = columns(frame, ["before", "after", "count"]) if not isinstance(frame, dict) else frame
    none = pick(lang, "tanpa nilai", "no value")
    triples = [
        (none if one is None else _said(one, lang), none if other is None else _said(other, lang), int(str(count)))
        for one, other, count in zip(found["before"], found["after"], found["count"], strict=True)
    ]
    there = {value for one, other, _ in triples for value in (one, other)}
    known = [value for value in (order or sorted(there - {none})) if value in there]
    values = known + sorted(there - {none} - set(known)) + ([none] if none in there else [])
    moving = sum(count for one, other, count in triples if one != other)
    total = sum(count for _, _, count in triples)
    counts = {(one, other): count for one, other, count in triples}
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
    sub = pick(lang, f"{part} dari {whole} pegawai berpindah", f"{part} of {whole} subjects move")
    title = pick(lang, "Perpindahan antara dua rencana", "Movements between two plans")
    side = max(84 * len(values), 260)
    drawing = alt.layer(tiles, letters).properties(width=side, height=max(52 * len(values), 120))
    made: alt.LayerChart = finished(drawing, f"{title}: {label}" if label else title, sub, lang, is_dark)
    return made


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool) else str(value)


def _said(value: object, lang: Lang) -> str:
    return shown(value, lang) if isinstance(value, bool) else str(value)
