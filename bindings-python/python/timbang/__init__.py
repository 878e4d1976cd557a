"""Timbang weighs a civil servant's facts against the rules in force on a date, and says what follows and why.

A pack is loaded and checked once, compiled to a plan for a date and a choice of outputs, and the plan is used for as
many subjects as there are. Packs and plans are immutable and shared between threads.

    import timbang

    plan = timbang.bundled("nasional").plan("kenaikan_pangkat_reguler", as_of="2025-12-31")
    outcome = plan.evaluate({"golongan": "III/c", "tmt_golongan": "2022-10-01"})
    print(outcome.why("kenaikan_pangkat_reguler"))

    scored = plan.evaluate_frame(employees)        # pandas, Polars, pyarrow, DuckDB: the same kind comes back
    print(scored.frame, scored.issues)
"""

from timbang._errors import FactError, PackError, PlanError, TimbangError
from timbang._pack import Pack, bundled, bundled_names, check, load, sample
from timbang._plan import Plan
from timbang._report import Report
from timbang._scored import Scored
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
    Place,
    Promotion,
    Reason,
    Replay,
    Requirement,
    Result,
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

__all__ = [
    "Call",
    "CaseDifference",
    "CaseResult",
    "Cause",
    "Comparison",
    "Diagnostic",
    "Difference",
    "Explanation",
    "FactError",
    "Figure",
    "Issue",
    "Item",
    "Outcome",
    "Pack",
    "PackError",
    "Place",
    "Plan",
    "PlanError",
    "Promotion",
    "Reason",
    "Replay",
    "Report",
    "Requirement",
    "Result",
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
