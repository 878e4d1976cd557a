"""How a result, or each requirement, falls on groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from timbang._columns import columns
from timbang._fairness import Fairness
from timbang.notebook._words import NONE, number, pick, words
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timbang.notebook._words import Lang


def shares(
    fairness: Fairness[Any] | Iterable[Fairness[Any]],
    column: str | None = None,
    *,
    label: str = "",
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws a heat map: of each group the share that has each result, such as each requirement of a promotion.

    Parameters
    ----------
    fairness
        What ``Plan.fairness`` gives of one or more results, over the same subjects. What is hidden there stays hidden.
    column
        The column of the groups; needed where there are several.
    label
        What the groups are.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column by which nothing was grouped, and where there are several and none is named.
    """
    several = [fairness] if isinstance(fairness, Fairness) else list(fairness)
    look = theme(is_dark)
    hidden = pick(lang, "tertutup", "hidden")
    named = pick(lang, "label", "label_en")
    rows = []
    for one in several:
        found = columns(one.groups, ["column", named, "yes", "no", "share"])
        known = dict.fromkeys(map(str, found["column"]))
        if (column is None and len(known) > 1) or column not in (None, *known):
            raise KeyError(f"{column}: {', '.join(known)}")
        for own, group, yes, no, share in zip(*found.values(), strict=True):
            if column is not None and own != column:
                continue
            part = None if share is None else float(str(share))
            rows.append(
                {
                    "requirement": _name(one, several, lang),
                    "group": str(group),
                    "share": part,
                    "words": _cell(part, None in (yes, no), hidden, lang),
                    "empty": part is None,
                }
            )
    groups = list(dict.fromkeys(str(row["group"]) for row in rows))
    base = alt.Chart(data(rows)).encode(
        alt.X(
            "group:N",
            sort=groups,
            title=label or column or pick(lang, "Kelompok", "Group"),
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        ),
        alt.Y(
            "requirement:N",
            sort=list(dict.fromkeys(str(row["requirement"]) for row in rows)),
            title=None,
            axis=alt.Axis(domain=False, ticks=False, labelPadding=8),
        ),
        tooltip=[alt.Tooltip("requirement:N"), alt.Tooltip("group:N"), alt.Tooltip("words:N")],
    )
    tiles = base.mark_rect(stroke=look.paper, strokeWidth=3, cornerRadius=4).encode(
        alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=[look.line, look.deep]), legend=None),
    )
    holes = base.transform_filter("datum.empty").mark_rect(
        fillOpacity=0, stroke=look.line, strokeDash=[4, 3], strokeWidth=1.5, cornerRadius=4
    )
    letters = base.mark_text(fontSize=13).encode(
        alt.Text("words:N"), color=alt.condition("datum.empty", alt.value(look.soft), alt.value(look.ink))
    )
    least = max((one.min_cell for one in several), default=1)
    sub = pick(lang, "Bagian yang memenuhi, dari yang dapat dipastikan", "Share that has it, of those determined")
    if least > 1:
        sub += pick(lang, f"; hitungan di bawah {least} tertutup", f"; counts below {least} are hidden")
    width = max(30 + 7 * max(map(len, groups), default=0), 92)
    drawing = alt.layer(tiles, holes, letters).properties(width=max(width * len(groups), 300), height=alt.Step(36))
    title = pick(lang, "Hasil menurut kelompok", "Results by group")
    made: alt.LayerChart = finished(drawing, title, sub, lang, is_dark)
    return made


def _name(one: Fairness[Any], among: list[Fairness[Any]], lang: Lang) -> str:
    """Names a result; with what of it is counted, where that alone tells it from another."""
    label = words(one.label, lang)
    alike = [other for other in among if other.label == one.label]
    return label if len(alike) == 1 else f"{label}: {words(one.condition, lang)}"


def _cell(share: float | None, is_hidden: bool, hidden: str, lang: Lang) -> str:
    if share is not None:
        return f"{number(round(100 * share), lang)}%"
    return hidden if is_hidden else NONE
