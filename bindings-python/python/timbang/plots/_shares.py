"""How many of each group meet each requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from timbang.notebook._words import Lang


def shares(
    frame: object,
    *,
    label: str = "",
    fewest: int = 5,
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws a heat map: of each group the share that meets each requirement.

    Parameters
    ----------
    frame
        The columns ``requirement``, ``group``, ``met``, how many of the group meet it, and ``total``, of how many it is
        known; each pair of a requirement and a group once.
    label
        What the groups are.
    fewest
        A smaller group shows no share: a person in it might be known by it.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column that the frame does not have.
    """
    names = ["requirement", "group", "met", "total"]
    found = {name: frame[name] for name in names} if isinstance(frame, dict) else columns(frame, names)
    look = theme(is_dark)
    rows = []
    for requirement, group, met, total in zip(*(found[name] for name in names), strict=True):
        few = int(str(total)) < fewest
        share = None if few else int(str(met)) / int(str(total))
        percent = "" if share is None else f"{number(round(100 * share), lang)}%"
        rows.append(
            {
                "requirement": str(requirement),
                "group": str(group),
                "share": share,
                "words": f"< {fewest}" if few else percent,
                "strong": share is not None and share > look.turn,
            }
        )
    base = alt.Chart(data(rows)).encode(
        alt.X(
            "group:N",
            sort=None,
            title=label or pick(lang, "Kelompok", "Group"),
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        ),
        alt.Y("requirement:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=8)),
    )
    tiles = base.mark_rect(stroke=look.paper, strokeWidth=3, cornerRadius=4).encode(
        alt.Color(
            "share:Q",
            scale=alt.Scale(domain=[0, 1], range=[look.line, look.accent]),
            legend=None,
        ),
        tooltip=[alt.Tooltip("requirement:N"), alt.Tooltip("group:N"), alt.Tooltip("words:N")],
    )
    letters = base.mark_text(fontSize=13).encode(
        alt.Text("words:N"), color=alt.condition("datum.strong", alt.value(look.paper), alt.value(look.ink))
    )
    groups = len({row["group"] for row in rows})
    sub = pick(
        lang,
        f"Bagian yang memenuhi, dari yang diketahui; kelompok kurang dari {fewest} tidak ditunjukkan",
        f"Share that meets it, of those known; groups of fewer than {fewest} are not shown",
    )
    drawing = alt.layer(tiles, letters).properties(width=max(92 * groups, 300), height=alt.Step(36))
    title = pick(lang, "Syarat yang terpenuhi menurut kelompok", "Requirements met by group")
    made: alt.LayerChart = finished(drawing, title, sub, lang, is_dark)
    return made
