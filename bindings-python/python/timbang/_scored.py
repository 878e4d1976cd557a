"""What came of a population."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from timbang._errors import FactError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timbang import _timbang
    from timbang._frames import Library

F = TypeVar("F")


class Scored(Generic[F]):
    """The results of a population and its issues, as frames of the caller's kind.

    ``frame, issues = plan.evaluate_frame(employees)`` takes both at once.
    """

    __slots__ = ("_frame", "_given", "_has_issues", "_issues", "_library", "_raw")

    def __init__(self, raw: _timbang.Scored, given: F, library: Library, has_issues: bool) -> None:
        self._raw = raw
        self._given = given
        self._library = library
        self._has_issues = has_issues
        self._frame: F | None = None
        self._issues: F | None = None

    @property
    def frame(self) -> F:
        """The columns that were kept, then one for each output; null where there is no value.

        Numbers are decimals of 128 bits, enums dictionaries of their values. A promotion has a column of its decision
        beside it, ``<name>.status``: MS, TMS, BTL, TB. ``triggers`` has a list of what is called for.
        """
        if self._frame is None:
            self._frame = self._library.back(self._raw.table, self._given, is_aligned=True)
        return self._frame

    @property
    def issues(self) -> F | None:
        """Why values are missing: row, output, status, kind, code, fact, row of the list.

        Rows are counted from zero. Nothing, where issues were not asked for or are a column
        of the results.
        """
        if self._issues is None and self._has_issues:
            self._issues = self._library.back(self._raw.issues, self._given, is_aligned=False)
        return self._issues

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns of the frame that are no facts and were not kept."""
        return self._raw.unused

    @property
    def orphans(self) -> dict[str, int]:
        """How many rows of each table of lists belong to no subject."""
        return self._raw.orphans

    def check(self) -> None:
        """Raises where a fact is invalid or a column is none.

        Raises
        ------
        FactError
            With the first problem; ``issues`` has the frame of all.
        """
        try:
            self._raw.check()
        except FactError as error:
            error.issues = self.issues
            raise

    def __len__(self) -> int:
        return len(self._raw.table)

    def __iter__(self) -> Iterator[F | None]:
        return iter((self.frame, self.issues))

    def _repr_html_(self) -> str:
        from timbang.notebook import show

        return show(self)._repr_html_()

    def __repr__(self) -> str:
        return f"Scored(rows={len(self)}, issues={len(self._raw.issues)}, columns={self._raw.table.column_names})"
