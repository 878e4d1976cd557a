"""How all charts look: one ink, one accent, Okabe and Ito's colours, numbers as the language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

try:
    import altair as alt
except ImportError as _error:  # pragma: no cover
    raise ImportError(
        "timbang.plots membutuhkan altair: pip install timbang[plots]; timbang.plots needs altair"
    ) from _error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timbang.notebook._words import Lang

FONT = "system-ui, Segoe UI, Noto Sans, sans-serif"


@dataclass(frozen=True)
class Theme:
    """The colours of a page."""

    paper: str
    ink: str
    soft: str
    line: str
    accent: str
    contrast: str
    quiet: str
    deep: str
    """Where a ramp from the colour of lines ends: letters in ink are read on all of it, at 4.5 to 1 or better."""


LIGHT = Theme("#ffffff", "#1b2430", "#4c5867", "#e3e7ec", "#0072b2", "#d55e00", "#c3cad3", "#4aa3dc")
DARK = Theme("#1a2029", "#e6eaf0", "#a7b1bf", "#333d4a", "#56b4e9", "#e69f00", "#4a5664", "#0f6cae")


def theme(is_dark: bool) -> Theme:
    """Gives the colours of a light or a dark page."""
    return DARK if is_dark else LIGHT


def data(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Gives rows as the data of a chart."""
    return alt.InlineData(values=list(rows))


def finished(chart: Any, title: str, sub: str, lang: Lang, is_dark: bool) -> Any:
    """Gives the chart its title and looks."""
    look = theme(is_dark)
    decimal, thousands = (",", ".") if lang == "id" else (".", ",")
    locale = {"number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["Rp", ""]}}
    return (
        chart.properties(title=alt.TitleParams(title, subtitle=sub), background=look.paper, padding=14)
        .configure(font=FONT, locale=locale)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start", color=look.ink, subtitleColor=look.soft, fontSize=15, subtitleFontSize=12, offset=14
        )
        .configure_axis(
            labelColor=look.ink,
            titleColor=look.soft,
            gridColor=look.line,
            domainColor=look.soft,
            tickColor=look.soft,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelLimit=460,
        )
        .configure_legend(
            labelColor=look.ink, titleColor=look.soft, labelFontSize=12, orient="top", title=None, labelLimit=400
        )
    )
