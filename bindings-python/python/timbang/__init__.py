"""Timbang weighs a civil servant's facts against the rules in force on a date, and says what follows and why.

A pack is loaded and checked once, compiled to a plan for a date and a choice of outputs, and the plan is used for as
many subjects as there are. Packs and plans are immutable and shared between threads.

    >>> import timbang
    >>> plan = timbang.bundled("nasional").plan("kenaikan_pangkat_reguler", as_of="2025-12-31")
    >>> outcome = plan.evaluate({"status_pegawai": "pns", "golongan": "III/c", "tmt_golongan": "2022-10-01"})
    >>> outcome["kenaikan_pangkat_reguler"].promotion.decision
    'TMS'

A population is a frame of pandas, Polars, pyarrow or DuckDB, and the same kind comes back:

    >>> import polars as pl
    >>> ratings = {"rating_hasil_kerja": ["sesuai", None], "rating_perilaku_kerja": ["sesuai", "sesuai"]}
    >>> employees = pl.DataFrame(ratings)
    >>> frame, issues = plan.with_outputs("predikat_kinerja").evaluate_frame(employees)
    >>> frame["predikat_kinerja"].to_list()
    ['baik', None]
    >>> issues["fact"].to_list()
    ['rating_hasil_kerja']
"""

from timbang._errors import FactError, PackError, PlanError, TimbangError
from timbang._pack import Pack, bundled, bundled_names, check, load, sample
from timbang._plan import Plan
from timbang._report import Report
from timbang._timbang import (
    Call,
    CaseDifference,
    CaseResult,
    Cause,
    Comparison,
    Diagnostic,
    Difference,
    Explanation,
    Figure,
    Issue,
    Item,
    Outcome,
    Overall,
    ParameterChange,
    Place,
    Promotion,
    Reason,
    Replay,
    Requirement,
    Result,
    Rules,
    Shortfall,
    Side,
    Table,
    Text,
    Triggers,
    UndeterminedCall,
    __version__,
    explain_code,
    schema,
)

# Importing `typing`, which frames are generic by, costs more than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from timbang._compared import Compared
    from timbang._fairness import Fairness
    from timbang._scored import Scored

__all__ = [
    "Call",
    "CaseDifference",
    "CaseResult",
    "Cause",
    "Compared",
    "Comparison",
    "Diagnostic",
    "Difference",
    "Explanation",
    "FactError",
    "Fairness",
    "Figure",
    "Issue",
    "Item",
    "Outcome",
    "Overall",
    "Pack",
    "PackError",
    "ParameterChange",
    "Place",
    "Plan",
    "PlanError",
    "Promotion",
    "Reason",
    "Replay",
    "Report",
    "Requirement",
    "Result",
    "Rules",
    "Scored",
    "Shortfall",
    "Side",
    "Table",
    "Text",
    "TimbangError",
    "Triggers",
    "UndeterminedCall",
    "__version__",
    "bundled",
    "bundled_names",
    "check",
    "explain_code",
    "load",
    "sample",
    "schema",
]


def __getattr__(name: str) -> object:
    """Imports what only frames need when it is asked for."""
    if name in ("Compared", "Fairness", "Scored"):
        from importlib import import_module

        return getattr(import_module(f"timbang._{name.lower()}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _in_notebooks(thing: object) -> str:
    from timbang.notebook import show

    return show(thing)._repr_html_()


# What the compiled part makes is shown by Python, which is where notebooks are.
for _shown in (Diagnostic, Explanation, Outcome, Promotion, Triggers):
    setattr(_shown, "_repr_html_", _in_notebooks)  # noqa: B010
