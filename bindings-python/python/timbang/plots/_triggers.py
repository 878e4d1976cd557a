"""What is called for, and what it costs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from timbang._pack import Pack
    from timbang.notebook._words import Lang


def catalogue(pack: Pack, *, lang: Lang = "id") -> dict[str, tuple[str, Decimal]]:
    """Gives the title and the cost in rupiah of each item of a pack's catalogue, by its code; an unknown cost is none.

    An item of an overlay stands for the item of its base with the same code.
    """
    found = {}
    for files in pack._raw.files():
        for row in csv.DictReader(io.StringIO(files.get("catalogue.csv", b"").decode())):
            title = row.get("title_en") if lang == "en" else None
            found[row["code"]] = (title or row["title"], Decimal(row.get("cost") or 0))
    return found


def triggers(
    frame: object,
    catalogue: Mapping[str, tuple[str, Decimal | int]],
    *,
    column: str = "triggers",
    most: int = 15,
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.HConcatChart:
    """Draws how often each item of the catalogue is called for, and beside it what that costs.

    Parameters
    ----------
    frame
        One row a subject, with the lists of what is called for.
    catalogue
        The title and the cost in rupiah of each item, by its code, as ``catalogue`` gives them.
    column
        The column of the lists.
    most
        How many items are drawn, the most costly and then the most frequent first; the rest is told.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column that the frame does not have, or an item that the catalogue does not have.
    """
    lists = columns(frame, [column])[column]
    counts: Counter[str] = Counter()
    for called in lists:
        counts.update(str(one["item"]) for one in called or () if isinstance(one, Mapping))  # type: ignore[attr-defined]
    costs = {code: count * Decimal(catalogue[code][1]) for code, count in counts.items()}
    order = sorted(counts, key=lambda code: (-costs[code], -counts[code], code))
    rows: list[dict[str, Any]] = [
        {
            "item": f"{catalogue[code][0]} ({code})",
            "count": counts[code],
            "cost": float(costs[code] / 1_000_000),
            "count_words": number(counts[code], lang),
            "cost_words": number((costs[code] / 1_000_000).quantize(Decimal("0.1")), lang),
        }
        for code in order[:most]
    ]
    look = theme(is_dark)
    y = alt.Y(
        "item:N",
        sort=[row["item"] for row in rows],
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelPadding=8),
    )
    bare = alt.Y("item:N", sort=[row["item"] for row in rows], axis=None)

    def panel(field: str, title: str, color: str, y: alt.Y) -> Any:
        base = alt.Chart(data(rows)).encode(y)
        bars = base.mark_bar(color=color, height=14).encode(
            alt.X(f"{field}:Q", title=title, axis=alt.Axis(tickCount=3, format=",d")),
            tooltip=[alt.Tooltip("item:N"), alt.Tooltip(f"{field}_words:N", title=title)],
        )
        ends = base.mark_text(align="left", dx=4, color=look.ink, fontSize=11).encode(
            alt.X(f"{field}:Q"), alt.Text(f"{field}_words:N")
        )
        return alt.layer(bars, ends).properties(width=200, height=alt.Step(24))

    drawing = alt.hconcat(
        panel("count", pick(lang, "Jumlah pegawai", "Subjects"), look.accent, y),
        panel("cost", pick(lang, "Biaya (juta rupiah)", "Cost (million rupiah)"), look.contrast, bare),
        spacing=28,
    )
    total = number((sum(costs.values(), Decimal(0)) / 1_000_000).quantize(Decimal("0.1")), lang)
    left = len(order) - len(rows)
    sub = pick(lang, f"Seluruhnya Rp{total} juta untuk", f"Rp{total} million in all for")
    sub += f" {number(len(lists), lang)} {pick(lang, 'pegawai', 'subjects')}"
    if left:
        sub += pick(lang, f"; {left} butir lain tidak digambar", f"; {left} more items are not drawn")
    made: alt.HConcatChart = finished(
        drawing, pick(lang, "Tindak lanjut dan biayanya", "What is called for"), sub, lang, is_dark
    )
    return made
