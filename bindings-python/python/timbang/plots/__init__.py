"""Charts of what came of a population, by Altair: ``pip install timbang[plots]``.

A chart takes a frame of any library that ``Plan.evaluate_frame`` takes, or what ``Plan.compare`` and ``Plan.fairness``
give, counts in exact numbers, and gives an Altair chart whose data are those counts, never the subjects. Colours are
told apart without red and green; what a colour says also stands there in words. ``lang`` is ``id`` or ``en``;
``is_dark`` is for a dark page.

    >>> import polars as pl
    >>> from timbang import plots
    >>> chart = plots.distribution(pl.DataFrame({"ip_asn": [55, 61, None]}), "ip_asn", unit="poin", lang="en")
    >>> chart.to_dict()["title"]["subtitle"]
    '2 subjects; 1 without a value'
"""

from timbang.plots._blockers import blockers, requirements
from timbang.plots._boxes import nine_boxes
from timbang.plots._distribution import distribution
from timbang.plots._movements import movements
from timbang.plots._shares import shares
from timbang.plots._triggers import catalogue, triggers

__all__ = [
    "blockers",
    "catalogue",
    "distribution",
    "movements",
    "nine_boxes",
    "requirements",
    "shares",
    "triggers",
]
