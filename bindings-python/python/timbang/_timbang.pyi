"""The compiled part: what the engine says, in Python's own values. The package ``timbang`` is what to import."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Literal, NoReturn, TypeAlias, final

_Value: TypeAlias = bool | Decimal | str | date | list["_Value | None"] | dict[str, "_Value | None"]
"""A value: numbers are ``Decimal``, enums their text, records dictionaries."""

_Status: TypeAlias = Literal["value", "undetermined", "not_applicable", "error"]
"""Whether there is a value, and if not, why in short."""

_Files: TypeAlias = str | PathLike[str] | Mapping[str, str | bytes]

__version__: str

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
    "Fairness",
    "Figure",
    "How",
    "Issue",
    "Item",
    "Lists",
    "Outcome",
    "Overall",
    "Pack",
    "ParameterChange",
    "Place",
    "Plan",
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
    "Triggers",
    "UndeterminedCall",
    "Watched",
    "__version__",
    "bundled_files",
    "bundled_names",
    "check",
    "explain_code",
    "load",
    "refuse_column",
    "refuse_table",
    "restore",
    "run_command",
    "schema",
    "text_of_no_package",
]

@final
class Text:
    """A text in Indonesian and English; as a string it is the Indonesian one."""

    def __new__(cls, id: str, en: str) -> Text: ...
    @property
    def id(self) -> str:
        """The Indonesian text."""
    @property
    def en(self) -> str:
        """The English text."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Text], tuple[object, ...]]: ...

@final
class Cause:
    """Why there is no value."""

    def __new__(
        cls,
        kind: Literal["missing", "invalid", "failed", "unregulated", "empty", "not_applicable"],
        name: str,
        code: str | None,
        reason: str | None,
        source: str | None,
        text: Text,
    ) -> Cause: ...
    @property
    def kind(self) -> Literal["missing", "invalid", "failed", "unregulated", "empty", "not_applicable"]:
        """The kind: missing, invalid, failed, unregulated, empty, not_applicable."""
    @property
    def name(self) -> str:
        """The fact or rule."""
    @property
    def code(self) -> str | None:
        """The stable code of what is wrong, where something is."""
    @property
    def reason(self) -> str | None:
        """What is not regulated."""
    @property
    def source(self) -> str | None:
        """The office or record that fills the fact."""
    @property
    def text(self) -> Text:
        """What it means."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Cause], tuple[object, ...]]: ...

@final
class Place:
    """A place in a file of a pack."""

    def __new__(
        cls,
        file: str,
        line: int,
        column: int,
        end_line: int,
        end_column: int,
        length: int,
        text: Text,
    ) -> Place: ...
    @property
    def file(self) -> str:
        """The file, by its path in the pack."""
    @property
    def line(self) -> int:
        """The line, from 1."""
    @property
    def column(self) -> int:
        """The column in characters, from 1."""
    @property
    def end_line(self) -> int:
        """The line in which it ends."""
    @property
    def end_column(self) -> int:
        """The column before which it ends."""
    @property
    def length(self) -> int:
        """How many characters it has."""
    @property
    def text(self) -> Text:
        """What is to be seen there; empty where the message says it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Place], tuple[object, ...]]: ...

@final
class Diagnostic:
    """What a check found."""

    def __new__(
        cls,
        code: str,
        severity: Literal["error", "warning", "note"],
        message: Text,
        help: Text | None,
        basis: str | None,
        places: tuple[Place, ...],
    ) -> Diagnostic: ...
    @property
    def code(self) -> str:
        """The stable code."""
    @property
    def severity(self) -> Literal["error", "warning", "note"]:
        """The severity: error, warning, note."""
    @property
    def message(self) -> Text:
        """What is wrong and why."""
    @property
    def help(self) -> Text | None:
        """What to do about it."""
    @property
    def basis(self) -> str | None:
        """The regulation that it rests on."""
    @property
    def places(self) -> tuple[Place, ...]:
        """The places, the main one first."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Diagnostic], tuple[object, ...]]: ...

@final
class Item:
    """What a rule of a list has for one of its items."""

    def __new__(cls, status: _Status, value: _Value | None, causes: tuple[Cause, ...]) -> Item: ...
    @property
    def status(self) -> _Status:
        """The status: value, undetermined, not_applicable, error."""
    @property
    def value(self) -> _Value | None:
        """The value; `None` where there is none."""
    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why there is none."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Item], tuple[object, ...]]: ...

@final
class Figure:
    """A figure whose source nobody has seen, and on which a result rests."""

    def __new__(cls, label: Text, basis: str | None, note: str | None) -> Figure: ...
    @property
    def label(self) -> Text:
        """What it is."""
    @property
    def basis(self) -> str | None:
        """Where it is said to come from."""
    @property
    def note(self) -> str | None:
        """What is unsure about it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Figure], tuple[object, ...]]: ...

@final
class Promotion:
    """What a promotion comes to."""

    def __new__(
        cls,
        name: str,
        label: Text,
        decision: Literal["MS", "TMS", "BTL", "TB"],
        text: Text,
        requirements: tuple[Requirement, ...],
    ) -> Promotion: ...
    @property
    def name(self) -> str:
        """The name."""
    @property
    def label(self) -> Text:
        """What people call it."""
    @property
    def decision(self) -> Literal["MS", "TMS", "BTL", "TB"]:
        """The decision: MS, TMS, BTL, TB."""
    @property
    def text(self) -> Text:
        """The decision in words."""
    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Promotion], tuple[object, ...]]: ...

@final
class Requirement:
    """One condition of a promotion."""

    def __new__(
        cls,
        name: str,
        label: Text,
        state: Literal["met", "not_met", "undetermined", "not_applicable"],
        text: Text | None,
        advice: Text | None,
        basis: str | None,
        causes: tuple[Cause, ...],
        comparisons: tuple[Comparison, ...],
    ) -> Requirement: ...
    @property
    def name(self) -> str:
        """The name."""
    @property
    def label(self) -> Text:
        """What people call it."""
    @property
    def state(self) -> Literal["met", "not_met", "undetermined", "not_applicable"]:
        """The state: met, not_met, undetermined, not_applicable."""
    @property
    def text(self) -> Text | None:
        """What it says to the employee."""
    @property
    def advice(self) -> Text | None:
        """What the employee can do."""
    @property
    def basis(self) -> str | None:
        """The regulation."""
    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why it is not known."""
    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What it compares."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Requirement], tuple[object, ...]]: ...

@final
class Comparison:
    """Two sides that a requirement compares."""

    def __new__(
        cls,
        left: Side,
        op: str,
        right: Side,
        holds: bool | None,
        shortfall: Shortfall | None,
    ) -> Comparison: ...
    @property
    def left(self) -> Side:
        """The left side."""
    @property
    def op(self) -> str:
        """The sign between them."""
    @property
    def right(self) -> Side:
        """The right side."""
    @property
    def holds(self) -> bool | None:
        """Whether it holds, where that is known."""
    @property
    def shortfall(self) -> Shortfall | None:
        """How much is missing."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Comparison], tuple[object, ...]]: ...

@final
class Side:
    """One side of a comparison."""

    def __new__(cls, label: Text, value: _Value | None, text: Text | None, unit: str | None) -> Side: ...
    @property
    def label(self) -> Text:
        """What people call it."""
    @property
    def value(self) -> _Value | None:
        """Its value; `None` where it has none."""
    @property
    def text(self) -> Text | None:
        """The value as people read it, with its unit; `None` where it has none."""
    @property
    def unit(self) -> str | None:
        """The unit of its number."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Side], tuple[object, ...]]: ...

@final
class Shortfall:
    """How much is missing."""

    def __new__(cls, amount: Decimal, unit: Text | None) -> Shortfall: ...
    @property
    def amount(self) -> Decimal:
        """How much."""
    @property
    def unit(self) -> Text | None:
        """Of what."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Shortfall], tuple[object, ...]]: ...

@final
class Triggers:
    """What the triggers of a pack call for."""

    def __new__(cls, called: tuple[Call, ...], undetermined: tuple[UndeterminedCall, ...]) -> Triggers: ...
    @property
    def called(self) -> tuple[Call, ...]:
        """What is called for, the most urgent first."""
    @property
    def undetermined(self) -> tuple[UndeterminedCall, ...]:
        """What is not known."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Triggers], tuple[object, ...]]: ...

@final
class Call:
    """An item of the catalogue that is called for."""

    def __new__(
        cls,
        code: str,
        kind: str,
        title: Text,
        provider: str | None,
        hours: Decimal | None,
        cost: Decimal | None,
        prerequisite: tuple[str, ...],
        priority: Decimal,
        reasons: tuple[Reason, ...],
    ) -> Call: ...
    @property
    def code(self) -> str:
        """The code of the item."""
    @property
    def kind(self) -> str:
        """The kind of the item."""
    @property
    def title(self) -> Text:
        """Its title."""
    @property
    def provider(self) -> str | None:
        """Who offers it."""
    @property
    def hours(self) -> Decimal | None:
        """Its lesson hours."""
    @property
    def cost(self) -> Decimal | None:
        """Its cost."""
    @property
    def prerequisite(self) -> tuple[str, ...]:
        """The codes of what must be done before."""
    @property
    def priority(self) -> Decimal:
        """The highest priority of its reasons."""
    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Call], tuple[object, ...]]: ...

@final
class Reason:
    """Why an item is called for."""

    def __new__(
        cls,
        rule: str,
        row: int | None,
        priority: Decimal,
        kind: Literal["gap", "mandatory", "opportunity", "urgent"] | None,
        text: Text,
    ) -> Reason: ...
    @property
    def rule(self) -> str:
        """The rule."""
    @property
    def row(self) -> int | None:
        """The row of its list, from 0."""
    @property
    def priority(self) -> Decimal:
        """The priority."""
    @property
    def kind(self) -> Literal["gap", "mandatory", "opportunity", "urgent"] | None:
        """The kind: gap, mandatory, opportunity, urgent."""
    @property
    def text(self) -> Text:
        """The reason in words."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Reason], tuple[object, ...]]: ...

@final
class UndeterminedCall:
    """A trigger of which it is not known whether it calls for something."""

    def __new__(cls, rule: str, row: int | None, label: Text, causes: tuple[Cause, ...]) -> UndeterminedCall: ...
    @property
    def rule(self) -> str:
        """The rule."""
    @property
    def row(self) -> int | None:
        """The row of its list, from 0."""
    @property
    def label(self) -> Text:
        """What people call it."""
    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why it is not known."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[UndeterminedCall], tuple[object, ...]]: ...

@final
class Issue:
    """A problem of a given fact."""

    def __new__(cls, fact: str, row: int | None, code: str, message: Text) -> Issue: ...
    @property
    def fact(self) -> str:
        """The fact, or `list.field`."""
    @property
    def row(self) -> int | None:
        """The row of a list, from 0."""
    @property
    def code(self) -> str:
        """The stable code."""
    @property
    def message(self) -> Text:
        """What is wrong and what to do."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Issue], tuple[object, ...]]: ...

@final
class CaseResult:
    """What became of one case of a pack."""

    def __new__(cls, name: str, passed: bool, differences: tuple[CaseDifference, ...]) -> CaseResult: ...
    @property
    def name(self) -> str:
        """The name of the case."""
    @property
    def passed(self) -> bool:
        """Whether everything is as expected."""
    @property
    def differences(self) -> tuple[CaseDifference, ...]:
        """What is not as expected."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[CaseResult], tuple[object, ...]]: ...

@final
class CaseDifference:
    """Something that is not as a case expects it."""

    def __new__(cls, name: str, text: Text) -> CaseDifference: ...
    @property
    def name(self) -> str:
        """What it is about; empty for the case as a whole."""
    @property
    def text(self) -> Text:
        """What was expected and what was found."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[CaseDifference], tuple[object, ...]]: ...

@final
class Replay:
    """Whether a recorded decision comes out the same."""

    def __new__(cls, same: bool, differences: tuple[Difference, ...]) -> Replay: ...
    @property
    def same(self) -> bool:
        """Whether it does."""
    @property
    def differences(self) -> tuple[Difference, ...]:
        """What does not."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Replay], tuple[object, ...]]: ...

@final
class Difference:
    """Something that comes out otherwise than it was recorded."""

    def __new__(cls, name: str, text: Text) -> Difference: ...
    @property
    def name(self) -> str:
        """What it is about."""
    @property
    def text(self) -> Text:
        """What it means."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Difference], tuple[object, ...]]: ...

@final
class Report:
    """What a check of a pack found."""

    def __new__(cls, diagnostics: tuple[Diagnostic, ...], pack: Pack | None, text: Text) -> Report: ...
    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, in the order of the places."""
    @property
    def pack(self) -> Pack | None:
        """The pack, where it is sound."""
    @property
    def text(self) -> Text:
        """Everything that was found, as plain text in Indonesian."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Report], tuple[object, ...]]: ...

@final
class Result:
    """What an outcome has for one name, worked out as it is asked for."""

    @property
    def name(self) -> str:
        """The name."""
    @property
    def status(self) -> _Status:
        """Whether there is a value, and if not, why in short."""
    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
    @property
    def value(self) -> _Value | None:
        """The value; ``None`` where there is none. Of a rule of a list the values of its items."""
    @property
    def text(self) -> Text | None:
        """The value as people read it, with its unit and enums by their labels; ``None`` where there is none.

        Of a rule of a list those of its items, and a dash for an item that has none.
        """
    @property
    def items(self) -> tuple[Item, ...] | None:
        """Of a rule of a list what each item has; ``None`` for any other."""
    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why there is no value."""
    @property
    def label(self) -> Text:
        """What people call it."""
    @property
    def unit(self) -> str | None:
        """The unit of its number."""
    @property
    def promotion(self) -> Promotion | None:
        """What a promotion comes to, with every requirement; ``None`` for any other kind."""
    @property
    def requirement(self) -> Requirement | None:
        """What a requirement compares; ``None`` for any other kind."""
    @property
    def unverified(self) -> tuple[Figure, ...]:
        """The figures that nobody has checked and that it rests on."""

@final
class Outcome:
    """What a plan says of one subject: results, promotions, triggers, and what was wrong with the facts."""

    @property
    def as_of(self) -> date:
        """The date of the rules."""
    @property
    def results(self) -> dict[str, Result]:
        """The results by name, in the order in which they were asked for."""
    def __getitem__(self, name: str, /) -> Result:
        """Gives the result of any name that the plan works out."""
    @property
    def promotions(self) -> tuple[Promotion, ...]:
        """The promotions among the results."""
    @property
    def triggers(self) -> Triggers | None:
        """What the triggers call for; ``None`` where the plan was not asked for them."""
    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong with the facts given."""
    @property
    def record(self) -> str:
        """The decision record, as the text of its JSON; ``Pack.replay`` works it out again."""
    def to_json(self) -> str:
        """Gives the outcome on the wire, as the text of its JSON."""
    def to_html(self, lang: str = "id") -> str:
        """Shows the whole outcome as a page of its own, for screen and paper, in ``id`` or ``en``."""
    def why(self, name: str) -> Explanation:
        """Tells why a name has what it has."""

@final
class Explanation:
    """Why a name has what it has; as a string the Indonesian text."""

    def to_text(self, lang: str = "id") -> str:
        """Shows it as plain text, in ``id`` or ``en``."""
    def to_html(self, lang: str = "id") -> str:
        """Shows it as HTML, in ``id`` or ``en``."""
    def to_json(self) -> str:
        """Gives the text of its JSON, in both languages."""

@final
class Table:
    """A table that any library with Arrow's stream protocol reads without a copy."""

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Rules:
    """The rules of one of the plans that were compared."""

    def __new__(cls, pack: str, version: str, digest: str, title: str, as_of: date) -> Rules: ...
    @property
    def pack(self) -> str:
        """The id of the pack."""
    @property
    def version(self) -> str:
        """Its version."""
    @property
    def digest(self) -> str:
        """Its digest."""
    @property
    def title(self) -> str:
        """Its title."""
    @property
    def as_of(self) -> date:
        """The day of the rules."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Rules], tuple[object, ...]]: ...

@final
class ParameterChange:
    """A parameter, or an entry of one, that has another value under the second plan."""

    def __new__(cls, path: str, before: str, after: str) -> ParameterChange: ...
    @property
    def path(self) -> str:
        """The parameter, or the parameter and its entry."""
    @property
    def before(self) -> str:
        """The value under the first plan, exactly, as an outcome has it: `0.75` where the unit is `%`."""
    @property
    def after(self) -> str:
        """The value under the second."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[ParameterChange], tuple[object, ...]]: ...

@final
class Overall:
    """The rate of all subjects together; what is hidden is `None`."""

    def __new__(
        cls,
        subjects: int | None,
        yes: int | None,
        no: int | None,
        undetermined: int | None,
        not_applicable: int | None,
        share: Decimal | None,
        lower: Decimal | None,
        upper: Decimal | None,
    ) -> Overall: ...
    @property
    def subjects(self) -> int | None:
        """How many subjects there are."""
    @property
    def yes(self) -> int | None:
        """How many have the result."""
    @property
    def no(self) -> int | None:
        """How many do not."""
    @property
    def undetermined(self) -> int | None:
        """For how many it is not determined."""
    @property
    def not_applicable(self) -> int | None:
        """To how many it does not apply."""
    @property
    def share(self) -> Decimal | None:
        """Those who have it, of those for whom it is determined."""
    @property
    def lower(self) -> Decimal | None:
        """The lower end of its interval."""
    @property
    def upper(self) -> Decimal | None:
        """The upper end of its interval."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Overall], tuple[object, ...]]: ...

@final
class Compared:
    """What a comparison of two plans over a population came to."""

    @property
    def before(self) -> Rules:
        """The rules before."""
    @property
    def after(self) -> Rules:
        """The rules after."""
    @property
    def changed(self) -> tuple[ParameterChange, ...]:
        """The parameters that have other values under the second plan."""
    @property
    def subjects(self) -> int:
        """How many subjects there are."""
    @property
    def moved(self) -> int:
        """How many of them moved in any output."""
    @property
    def explained(self) -> int:
        """How many of these were looked at for the reason."""
    @property
    def left_out(self) -> list[str]:
        """Outputs that were not compared."""
    @property
    def movers(self) -> Table:
        """Those who moved."""
    def tables(self) -> list[tuple[str, Table]]:
        """Gives the counts as tables by name."""
    def shown(self, format: str, lang: str) -> str:
        """Tells the comparison as ``text``, ``html``, ``json`` or ``csv``."""

@final
class Fairness:
    """Rates of a result by group, small counts hidden already."""

    @property
    def rate(self) -> str:
        """The rate as it was asked for."""
    @property
    def label(self) -> Text:
        """What people call its output."""
    @property
    def condition(self) -> Text:
        """What of the output is counted."""
    @property
    def min_cell(self) -> int:
        """The least count that is told."""
    @property
    def overall(self) -> Overall:
        """All subjects together."""
    def table(self) -> Table:
        """Gives the groups of all grouping columns."""
    def shown(self, format: str, lang: str) -> str:
        """Tells the rates as ``text``, ``html``, ``json`` or ``csv``."""

@final
class Lists:
    """The tables of lists, brought into order once however many batches of subjects there are."""

    def __new__(
        cls, plan: Plan, key: str | None, tables: Sequence[tuple[str, object]], also: Plan | None = None
    ) -> Lists: ...

@final
class Watched:
    """Who watches long work, and how many rows it has, where that is known."""

    def __new__(cls, progress: Callable[[int, int], object] | None, total: int | None) -> Watched: ...

@final
class How:
    """How a population is evaluated."""

    def __new__(
        cls,
        keep: Sequence[str],
        issues: bool,
        in_column: bool,
        threads: int | None,
        first_row: int,
        progress: Callable[[int, int], object] | None,
    ) -> How: ...

@final
class Scored:
    """What came of a population, as tables."""

    @property
    def table(self) -> Table:
        """The results, one row a subject in the order of the input."""
    @property
    def issues(self) -> Table:
        """Why values are missing; without rows where that was not asked for."""
    @property
    def unused(self) -> tuple[str, ...]:
        """Columns of the input that are no facts."""
    @property
    def orphans(self) -> dict[str, int]:
        """How many rows of each list belong to no subject."""
    def check(self) -> None:
        """Raises where a fact is invalid."""

@final
class Plan:
    """A pack compiled for a date and a choice of outputs."""

    @property
    def pack(self) -> Pack:
        """The pack."""
    @property
    def as_of(self) -> date:
        """The date of the rules."""
    @property
    def outputs(self) -> list[str]:
        """The names of the outputs, in order; the triggers last, where they were asked for."""
    def evaluate(self, given: object, source: str | None = None, strict: bool = False) -> Outcome:
        """Works the plan out for one subject."""
    def evaluate_table(self, table: object, lists: Lists, how: How) -> Scored:
        """Works the plan out for a table of subjects."""
    def explain_rows(self, table: object, lists: Lists, rows: Sequence[int]) -> list[Outcome]:
        """Gives the outcomes of some rows of a table, each as for one subject."""
    def compare(
        self,
        other: Plan,
        table: object,
        lists: Lists,
        key: str | None,
        by: Sequence[str],
        explained: int | None,
        watched: Watched,
    ) -> Compared:
        """Compares what this and another plan say of the subjects of a table."""
    def fairness(
        self,
        table: object,
        lists: Lists,
        rate: str,
        by: Sequence[str],
        min_cell: int | None,
        watched: Watched,
    ) -> Fairness:
        """Counts the rate of a result by group."""
    def labels(self, column: str) -> list[tuple[str, Text]]:
        """Gives what people read of the values of a column of results, or of a fact."""
    def with_parameter(self, path: str, value: object) -> Plan:
        """Gives the plan with another value for a parameter, or for an entry of one."""
    def with_outputs(self, outputs: Sequence[str]) -> Plan:
        """Gives the same plan for other outputs."""

@final
class Pack:
    """A pack that passed its checks."""

    @property
    def id(self) -> str:
        """Its id."""
    @property
    def version(self) -> str:
        """Its version."""
    @property
    def title(self) -> str:
        """Its title."""
    @property
    def subject(self) -> str:
        """What it weighs."""
    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of its layers, from the base up."""
    @property
    def outputs(self) -> list[str]:
        """The default outputs."""
    def files(self) -> list[dict[str, bytes]]:
        """Gives the files of each layer, from the base up."""
    def plan(self, as_of: str, outputs: Sequence[str]) -> Plan:
        """Compiles the pack for a day, written as text, and a choice of outputs."""
    def test(self) -> tuple[CaseResult, ...]:
        """Runs the cases of the pack."""
    def boundaries(self, lang: str) -> str:
        """Proposes cases at each side of each threshold, as the text of a file of cases."""
    def replay(self, record: str) -> Replay:
        """Works a recorded decision out again."""
    def facts_schema(self) -> str:
        """Gives the JSON Schema of its facts, as text."""
    def bundle(self) -> bytes:
        """Gives the bundle of the pack."""
    def graph(self, as_of: str, focus: str | None = None, lang: str = "id") -> str:
        """Draws the graph of a day as a Mermaid flowchart."""
    def describe(self, as_of: str, format: str, lang: str) -> str:
        """Gives the handbook of the pack for a day."""

def check(base: _Files, overlays: Sequence[_Files]) -> Report:
    """Checks a base with the overlays laid over it; each is a folder or a dictionary of files."""

def load(base: _Files, overlays: Sequence[_Files]) -> Pack:
    """Loads a base with the overlays laid over it; each is a folder or a dictionary of files."""

def restore(layers: Sequence[Mapping[str, bytes]], digests: Sequence[str], version: str) -> Pack:
    """Loads a pack from the files of its layers; digests and version are those where it was pickled."""

def schema(kind: str) -> str:
    """Gives the JSON Schema of a kind of file of a pack, as text."""

def explain_code(code: str) -> str:
    """Gives the page of a code, in Markdown."""

def bundled_names() -> list[str]:
    """Names the packs that the package brings along."""

def bundled_files(name: str) -> tuple[dict[str, bytes], str | None]:
    """Gives the files of a pack, and the name of the pack that it extends."""

def run_command(arguments: Sequence[str]) -> int:
    """Runs the command line and gives its exit code."""

def refuse_table() -> NoReturn:
    """Raises for something that is no table."""

def refuse_column(name: str) -> NoReturn:
    """Raises for a column that is none of Arrow's."""

def text_of_no_package() -> str:
    """Gives the text of the error of a process without the package, to be raised there."""
