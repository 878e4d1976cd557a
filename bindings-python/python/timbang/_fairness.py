"""The rate of a result by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from timbang._told import Told

if TYPE_CHECKING:
    from timbang import _timbang
    from timbang._frames import Library

F = TypeVar("F")


class Fairness(Told, Generic[F]):
    """How a result falls on groups: rates, ratios to the best group, intervals, and what makes the gap.

    Counts below ``min_cell`` are hidden, and with them others from which they could be worked out; they are not in this
    object at all. Two reports on nearly the same data may open what each of them hides.
    """

    __slots__ = ("_given", "_groups", "_library", "_raw")
    _raw: _timbang.Fairness

    def __init__(self, raw: _timbang.Fairness, given: F, library: Library) -> None:
        self._raw = raw
        self._given = given
        self._library = library
        self._groups: F | None = None

    @property
    def rate(self) -> str:
        """The rate as it was asked for."""
        return self._raw.rate

    @property
    def label(self) -> _timbang.Text:
        """What people call its output."""
        return self._raw.label

    @property
    def condition(self) -> _timbang.Text:
        """What of the output is counted."""
        return self._raw.condition

    @property
    def min_cell(self) -> int:
        """The least count that is told."""
        return self._raw.min_cell

    @property
    def overall(self) -> _timbang.Overall:
        """All subjects together; what is hidden is ``None``."""
        return self._raw.overall

    @property
    def groups(self) -> F:
        """A row for each group of each column: counts, share, interval, ratio to the best group, and the gap to it.

        What is hidden, and what cannot be told without it, is null. ``share`` is of those for whom the result is
        determined, ``lower`` and ``upper`` are its 95% interval by Wilson. ``below_four_fifths`` says whether the ratio
        is, ``clear`` whether the intervals of both groups lie apart, ``gap`` names what differs most between them. A
        group without a name is of those of whom it is not given.
        """
        if self._groups is None:
            self._groups = self._library.back(self._raw.table(), self._given, is_aligned=False)
        return self._groups

    def __repr__(self) -> str:
        return f"Fairness({self.rate!r}, min_cell={self.min_cell})"
