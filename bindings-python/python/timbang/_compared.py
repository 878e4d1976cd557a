"""Two plans over a population: who moves, between which values, and what it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from timbang._told import Told

if TYPE_CHECKING:
    from timbang import _timbang
    from timbang._frames import Library

F = TypeVar("F")


class Compared(Told, Generic[F]):
    """What a comparison of two plans came to: counts, reasons, and those who moved, as frames of the caller's kind.

    In frames, texts of people have a column for each language: ``label`` and ``label_en``. Shares and means have four
    decimals, rounded half up; sums are exact.
    """

    __slots__ = ("_frames", "_given", "_library", "_raw")
    _raw: _timbang.Compared

    def __init__(self, raw: _timbang.Compared, given: F, library: Library) -> None:
        self._raw = raw
        self._given = given
        self._library = library
        self._frames: dict[str, F] = {}

    @property
    def before(self) -> _timbang.Rules:
        """The rules before: pack, version, digest, title, date."""
        return self._raw.before

    @property
    def after(self) -> _timbang.Rules:
        """The rules after."""
        return self._raw.after

    @property
    def changed(self) -> tuple[_timbang.ParameterChange, ...]:
        """The parameters, or entries of them, that have other values after."""
        return self._raw.changed

    @property
    def subjects(self) -> int:
        """How many subjects there are."""
        return self._raw.subjects

    @property
    def moved(self) -> int:
        """How many of them moved in any output."""
        return self._raw.moved

    @property
    def explained(self) -> int:
        """How many of these were looked at for the reason: the first ones."""
        return self._raw.explained

    @property
    def left_out(self) -> list[str]:
        """Outputs that only one plan gives, and ``triggers``, which are compared by the names of their rules."""
        return self._raw.left_out

    @property
    def outputs(self) -> F:
        """A row for each output: how many moved, up and down, and its label, unit and kind."""
        return self._frame("outputs")

    @property
    def transitions(self) -> F:
        """How many had what ``before`` and have what ``after``, also of those who stayed.

        Of promotions these are decisions, of truth values ``true`` and ``false``, of enums their values; any other
        value is ``value``, and what has none its status.
        """
        return self._frame("transitions")

    @property
    def numbers(self) -> F:
        """Of numbers the count, sum and mean before and after and of the differences."""
        return self._frame("numbers")

    @property
    def spread(self) -> F:
        """How many differences of numbers lie in each span."""
        return self._frame("spread")

    @property
    def causes(self) -> F:
        """What differs first on the way to an output, and for how many of those looked at."""
        return self._frame("causes")

    @property
    def groups(self) -> F:
        """The moves of each group of each column that was named by ``by``."""
        return self._frame("groups")

    @property
    def movers(self) -> F:
        """Those who moved, a row for each output that did: who, from what, to what, and why.

        ``row`` counts the subjects from zero, ``key`` is what the column of the key has. These are data of persons.
        """
        return self._frame("movers")

    def _frame(self, name: str) -> F:
        if name not in self._frames:
            # The counts are small and come together.
            tables = {name: self._raw.movers} if name == "movers" else dict(self._raw.tables())
            for one, table in tables.items():
                self._frames[one] = self._library.back(table, self._given, is_aligned=False)
        return self._frames[name]

    def __repr__(self) -> str:
        changed = ", ".join(f"{one.path}: {one.before} -> {one.after}" for one in self.changed)
        return f"Compared(subjects={self.subjects}, moved={self.moved}, changed=[{changed}])"
