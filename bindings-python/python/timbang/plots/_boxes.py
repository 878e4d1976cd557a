"""The nine boxes of the talent map."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from timbang.notebook._words import Lang

_PERFORMANCE = {
    "di_bawah": ("di bawah ekspektasi", "below expectation"),
    "sesuai": ("sesuai ekspektasi", "meets expectation"),
    "di_atas": ("di atas ekspektasi", "above expectation"),
}
_POTENTIAL = {"rendah": ("rendah", "low"), "menengah": ("menengah", "middle"), "tinggi": ("tinggi", "high")}


def nine_boxes(
    frame: object,
    *,
    performance: str = "sumbu_kinerja_talenta",
    potential: str = "sumbu_potensi_talenta",
    box: str | None = "kotak_talenta",
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws how many subjects stand in each box of the talent map (PermenPANRB 3/2020).

    Parameters
    ----------
    frame
        One row a subject, with both axes and the box as outputs of the plan.
    performance
        The column of the performance: ``di_bawah``, ``sesuai``, ``di_atas``.
    potential
        The column of the potential: ``rendah``, ``menengah``, ``tinggi``.
    box
        The column of the number of the box; none, where it is not to be shown.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column that the frame does not have.
    """
    found = columns(frame, [performance, potential] + ([box] if box else []))
    across, up = ([None if cell is None else str(cell) for cell in found[name]] for name in (performance, potential))
    counts = Counter(zip(across, up, strict=True))
    boxes = dict(zip(zip(across, up, strict=True), found[box], strict=True)) if box else {}
    total = sum(counts[x, y] for x in _PERFORMANCE for y in _POTENTIAL)
    look = theme(is_dark)
    rows = [
        {
            "performance": pick(lang, *_PERFORMANCE[x]),
            "potential": pick(lang, *_POTENTIAL[y]),
            "count": counts[x, y],
            "box": f"{pick(lang, 'kotak', 'box')} {number(int(str(boxes[x, y])), lang)}" if (x, y) in boxes else "",
            "share": f"{number(round(100 * counts[x, y] / total), lang)}%" if total else "",
        }
        for x in _PERFORMANCE
        for y in _POTENTIAL
    ]
    base = alt.Chart(data(rows)).encode(
        alt.X(
            "performance:N",
            sort=[pick(lang, *words) for words in _PERFORMANCE.values()],
            title=pick(lang, "Kinerja", "Performance"),
            axis=alt.Axis(labelAngle=0, domain=False, ticks=False, titlePadding=10),
        ),
        alt.Y(
            "potential:N",
            sort=[pick(lang, *words) for words in reversed(_POTENTIAL.values())],
            title=pick(lang, "Potensi", "Potential"),
            axis=alt.Axis(domain=False, ticks=False, titlePadding=10),
        ),
    )
    tiles = base.mark_rect(stroke=look.paper, strokeWidth=4, cornerRadius=6).encode(
        alt.Color("count:Q", scale=alt.Scale(range=[look.line, look.deep], domainMin=0), legend=None),
        tooltip=[alt.Tooltip("box:N"), alt.Tooltip("count:Q"), alt.Tooltip("share:N")],
    )
    big = base.mark_text(color=look.ink, fontSize=22, fontWeight=600, dy=-4).encode(alt.Text("count:Q", format=",d"))
    small = base.mark_text(color=look.ink, fontSize=11, dy=18).encode(alt.Text("share:N"))
    names = base.mark_text(color=look.ink, fontSize=11, dy=-26).encode(alt.Text("box:N"))
    placed, missing = number(total, lang), number(len(across) - total, lang)
    sub = pick(
        lang,
        f"{placed} pegawai pada peta; {missing} belum dapat ditempatkan",
        f"{placed} subjects on the map; {missing} cannot be placed yet",
    )
    drawing = alt.layer(tiles, big, small, names).properties(width=480, height=300)
    made: alt.LayerChart = finished(
        drawing, pick(lang, "Peta talenta sembilan kotak", "Nine boxes of talent"), sub, lang, is_dark
    )
    return made
