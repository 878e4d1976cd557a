"""What stands between subjects and a promotion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt

from timbang._columns import columns
from timbang.notebook._words import number, pick, words
from timbang.plots._theme import data, finished, theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timbang._plan import Plan
    from timbang.notebook._words import Lang


def requirements(plan: Plan, promotion: str, *, lang: Lang = "id") -> dict[str, str]:
    """Names the requirements of a promotion and what people call them, in the order of the law.

    Raises
    ------
    PlanError
        For a name that the plan does not work out.
    """
    found = plan.evaluate({})[promotion].promotion
    return {} if found is None else {one.name: words(one.label, lang) for one in found.requirements}


def blockers(
    frame: object,
    promotion: str,
    requirements: Mapping[str, str],
    *,
    label: str | None = None,
    lang: Lang = "id",
    is_dark: bool = False,
) -> alt.LayerChart:
    """Draws which requirements those fail who do not qualify, and how often a requirement alone stands in the way.

    Parameters
    ----------
    frame
        One row a subject, with ``<promotion>.status`` and a column of booleans for each requirement, as
        ``plan.with_outputs(promotion, *requirements)`` gives them.
    promotion
        The promotion; subjects with the status ``TMS`` are counted.
    requirements
        The columns of the requirements and what people call them, as ``requirements`` gives them.
    label
        What people call the promotion.
    lang
        ``id`` or ``en``.
    is_dark
        Whether the page is dark.

    Raises
    ------
    KeyError
        For a column that the frame does not have.
    """
    status = f"{promotion}.status"
    found = columns(frame, [status, *requirements])
    alone: Counter[str] = Counter()
    among: Counter[str] = Counter()
    refused = 0
    for at, decision in enumerate(found[status]):
        if decision is None or str(decision) != "TMS":
            continue
        refused += 1
        failed = [name for name in requirements if found[name][at] is not None and not found[name][at]]
        (alone if len(failed) == 1 else among).update(failed)
    kinds = (pick(lang, "satu-satunya penghalang", "the only blocker"), pick(lang, "bersama yang lain", "with others"))
    order = sorted(requirements, key=lambda name: -(alone[name] + among[name]))
    rows = [
        {"requirement": requirements[name], "kind": kind, "count": counts[name], "at": at}
        for name in order
        for at, (kind, counts) in enumerate(zip(kinds, (alone, among), strict=True))
    ]
    totals = [{"requirement": requirements[name], "total": alone[name] + among[name]} for name in order]
    look = theme(is_dark)
    y = alt.Y(
        "requirement:N",
        sort=[requirements[name] for name in order],
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelPadding=8),
    )
    bars = (
        alt.Chart(data(rows))
        .mark_bar(height=18)
        .encode(
            alt.X("count:Q", title=pick(lang, "Jumlah pegawai", "Subjects"), axis=alt.Axis(tickMinStep=1, format=",d")),
            y,
            alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=[look.contrast, look.quiet])),
            alt.Order("at:Q"),
            tooltip=[alt.Tooltip("requirement:N"), alt.Tooltip("kind:N"), alt.Tooltip("count:Q")],
        )
    )
    ends = (
        alt.Chart(data(totals))
        .mark_text(align="left", dx=5, color=look.ink, fontSize=12)
        .encode(alt.X("total:Q"), y, alt.Text("total:Q", format=",d"))
    )
    name = label or promotion
    count = number(refused, lang)
    sub = pick(
        lang,
        f"{count} pegawai tidak memenuhi syarat; seorang dapat terhalang beberapa syarat",
        f"{count} subjects do not qualify; several requirements may stand in one's way",
    )
    drawing = alt.layer(bars, ends).properties(width=380, height=alt.Step(30))
    made: alt.LayerChart = finished(
        drawing, pick(lang, f"Penghalang: {name}", f"What blocks: {name}"), sub, lang, is_dark
    )
    return made
