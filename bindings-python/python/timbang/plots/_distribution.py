"""How a score is distributed."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from timbang.notebook._words import Lang


def distribution(
    frame: object,
    score: str,
    *,
    label: str | None = None,
    unit: str | None = None,
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws how many subjects have which score, with the median.

    Parameters
    ----------
    frame
        One row a subject.
    score
        A column of numbers; rows without a value are told in the subtitle and drawn nowhere.
    label
        What people call the score; the name of the column, unless told otherwise.
    unit
        Its unit, for the axis.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column that the frame does not have.
    """
    cells = columns(frame, [score])[score]
    values = sorted(Decimal(str(cell)) for cell in cells if cell is not None)
    look = theme(is_dark)
    name = label or score
    axis = f"{name} ({unit})" if unit else name
    chart = (
        alt.Chart(data(_bins(values)))
        .mark_bar(color=look.accent, binSpacing=1)
        .encode(
            alt.X("from:Q", bin="binned", title=axis, axis=alt.Axis(grid=False)),
            alt.X2("to:Q"),
            alt.Y("count:Q", title=pick(lang, "Jumlah pegawai", "Subjects"), axis=alt.Axis(tickMinStep=1, format=",d")),
            tooltip=[alt.Tooltip("from:Q"), alt.Tooltip("to:Q"), alt.Tooltip("count:Q")],
        )
    )
    middle = [{"median": float(_median(values)), "words": _words(values, lang)}] if values else []
    rule = alt.Chart(data(middle)).mark_rule(color=look.contrast, strokeWidth=2).encode(alt.X("median:Q"))
    words = (
        alt.Chart(data(middle))
        .mark_text(color=look.ink, align="left", dx=6, baseline="top", y=2, fontSize=12, fontWeight=600)
        .encode(alt.X("median:Q"), alt.Text("words:N"))
    )
    known, missing = number(len(values), lang), number(len(cells) - len(values), lang)
    sub = pick(lang, f"{known} pegawai; {missing} tanpa nilai", f"{known} subjects; {missing} without a value")
    drawing = alt.layer(chart, rule, words).properties(width=520, height=260)
    made: alt.LayerChart = finished(
        drawing, pick(lang, f"Sebaran: {name}", f"Distribution: {name}"), sub, lang, is_dark
    )
    return made


def _median(values: list[Decimal]) -> Decimal:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _words(values: list[Decimal], lang: Lang) -> str:
    return f"{pick(lang, 'median', 'median')} {number(_median(values), lang)}"


def _bins(values: list[Decimal]) -> list[dict[str, Any]]:
    """Counts in some twenty steps of 1, 2 or 5 times a power of ten."""
    if not values:
        return []
    spread = values[-1] - values[0]
    rough = spread / 20 if spread else Decimal(1)
    power = Decimal(10) ** math.floor(rough.log10())
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.floor(values[0] / step)
    counts = [0] * (math.floor(values[-1] / step) - first + 1)
    for value in values:
        counts[math.floor(value / step) - first] += 1
    return [
        {"from": float((first + at) * step), "to": float((first + at + 1) * step), "count": count}
        for at, count in enumerate(counts)
    ]
