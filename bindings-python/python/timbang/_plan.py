"""Plans: a pack compiled for a date, evaluated for one subject or for a population."""

from __future__ import annotations

from timbang import _timbang

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Literal, TypeVar

    from timbang._compared import Compared
    from timbang._fairness import Fairness
    from timbang._pack import Pack
    from timbang._scored import Scored
    from timbang._timbang import Outcome

    _F = TypeVar("_F")


class Plan:
    """A pack compiled for a date and a choice of outputs: immutable, shared between threads, picklable."""

    __slots__ = ("_raw",)

    def __init__(self, raw: _timbang.Plan) -> None:
        self._raw = raw

    @property
    def as_of(self) -> datetime.date:
        """The date of the rules."""
        return self._raw.as_of

    @property
    def outputs(self) -> list[str]:
        """The names of the outputs, in order; ``triggers`` last, where they were asked for."""
        return self._raw.outputs

    @property
    def pack(self) -> Pack:
        """The pack that was compiled."""
        from timbang._pack import Pack

        return Pack(self._raw.pack)

    def evaluate(
        self, facts: Mapping[str, object] | str, *, source: str | None = None, strict: bool = False
    ) -> Outcome:
        """Works the plan out for one subject.

        Numbers are integers, ``Decimal`` or text: a float with a fraction is refused, because it is not exact. A text
        is read as a JSON object, whose numbers keep their digits. With ``source`` the facts are a record of another
        system, which that source of the pack maps.

        What is wrong with a fact is told in the outcome.

        Raises
        ------
        FactError
            For values that cannot be facts; with ``strict`` for any invalid fact.
        PlanError
            For a source that the pack does not have.
        """
        return self._raw.evaluate(facts, source, strict)

    def evaluate_frame(
        self,
        frame: _F,
        *,
        lists: Mapping[str, object] | None = None,
        key: str | None = None,
        keep: Iterable[str] | None = None,
        issues: bool | Literal["column"] = True,
        strict: bool = False,
        threads: int | None = None,
        progress: bool | Callable[[int, int], object] = False,
    ) -> Scored[_F]:
        """Works the plan out for a population: one row a subject, a column a fact, in the order of the rows.

        Takes pandas, Polars and pyarrow tables, DuckDB relations, and anything else with Arrow's stream protocol; the
        results are of the same kind. A list fact is a column of lists of records, or a table of its own in ``lists``,
        joined by the column ``key``, which then stands in every table.

        Parameters
        ----------
        frame
            The subjects.
        lists
            The tables of list facts, by their names.
        key
            The column that names the subject.
        keep
            Columns to copy before the results; the key, unless told otherwise.
        issues
            Whether to tell why values are missing, in a frame beside the results; quicker without, where many
            are. With ``"column"`` each row of the results has a list of its own, ``issues``.
        strict
            Whether to raise where a fact is invalid or a column is none.
        threads
            The most threads to work with; as many as the machine has, unless told otherwise.
        progress
            Whether to show progress, by tqdm where it is installed; or what to call with how many rows are
            done, of how many.

        Raises
        ------
        FactError
            For a column that cannot hold its fact, a key that is missing; with ``strict`` for invalid facts.
        """
        kept = [key] if keep is None and key is not None else list(keep or ())
        return self._evaluate(frame, self._lists(lists, key), kept, issues, strict, threads, progress, 0)

    def evaluate_batches(
        self,
        batches: Iterable[_F],
        *,
        lists: Mapping[str, object] | None = None,
        key: str | None = None,
        keep: Iterable[str] | None = None,
        issues: bool | Literal["column"] = True,
        strict: bool = False,
        threads: int | None = None,
    ) -> Iterator[Scored[_F]]:
        """Works the plan out batch by batch, in memory that does not grow; the rows of issues are counted on.

        Options are those of ``evaluate_frame``. The tables in ``lists`` are those of all batches, and brought into
        order once; ``orphans`` of a batch tells how many of their rows belonged to no subject so far.
        """
        kept = [key] if keep is None and key is not None else list(keep or ())
        tables = self._lists(lists, key)
        row = 0
        for batch in batches:
            scored = self._evaluate(batch, tables, kept, issues, strict, threads, False, row)
            row += len(scored)
            yield scored

    def explain_rows(
        self, frame: object, rows: Iterable[int], *, lists: Mapping[str, object] | None = None, key: str | None = None
    ) -> list[Outcome]:
        """Works some rows of a frame out as single subjects, so that each can tell why.

        Rows are counted from zero, as in the issues of ``evaluate_frame``; ``lists`` and ``key`` are as there.

        Raises
        ------
        FactError
            For a row that the frame does not have, and as ``evaluate_frame``.
        """
        return self._raw.explain_rows(_arrow(frame), self._lists(lists, key), list(rows))

    def compare(
        self,
        other: Plan,
        frame: _F,
        *,
        lists: Mapping[str, object] | None = None,
        key: str | None = None,
        by: str | Iterable[str] = (),
        explained: int | None = None,
        progress: bool | Callable[[int, int], object] = False,
    ) -> Compared[_F]:
        """Compares what this plan and another say of a population: who moves, from what to what, and why.

        >>> import polars as pl
        >>> from timbang import bundled
        >>> plan = bundled("nasional").plan("masa_kerja_pangkat_cukup", as_of="2025-12-31")
        >>> employees = pl.DataFrame({"nip": ["1", "2"], "tmt_golongan": ["2022-06-01", "2015-04-01"]})
        >>> proposed = plan.with_parameter("masa_kerja_pangkat_reguler", 3)
        >>> compared = plan.compare(proposed, employees, key="nip")
        >>> compared
        Compared(subjects=2, moved=1, changed=[masa_kerja_pangkat_reguler: 4 -> 3])
        >>> compared.movers.select("key", "before", "after").rows()
        [('1', 'false', 'true')]

        The outputs that both plans give are compared. The other plan may be of the same pack with other parameters, of
        another pack, or for another date. A frame that is made as it is read, such as a query of DuckDB, is never whole
        in memory.

        Parameters
        ----------
        other
            The plan after.
        frame
            The subjects, as ``evaluate_frame`` takes them.
        lists
            The tables of list facts, by their names.
        key
            The column that names the subject.
        by
            The columns by which moves are counted, each ``column``, or ``column:width`` for bands; of a date the years
            up to the date of the rules.
        explained
            Of how many of those who moved the reason is looked for; the first ten thousand, unless told otherwise.
        progress
            As in ``evaluate_frame``; of a frame that does not know how many rows it has, zero are said.

        Raises
        ------
        PlanError
            Where both plans have nothing in common.
        FactError
            As ``evaluate_frame``; and for a column of groups that cannot be one.
        """
        from timbang._compared import Compared
        from timbang._frames import library_of
        from timbang._progress import telling

        library = library_of(frame)
        tables, names = self._lists(lists, key, other), [by] if isinstance(by, str) else list(by)
        with telling(progress) as tell:
            given = library.to_arrow(frame)
            watched = _timbang.Watched(tell, _rows(given))
            raw = self._raw.compare(other._raw, given, tables, key, names, explained, watched)
        return Compared(raw, frame, library)

    def fairness(
        self,
        frame: _F,
        *,
        rate: str,
        by: str | Iterable[str],
        min_cell: int | None = None,
        lists: Mapping[str, object] | None = None,
        key: str | None = None,
        progress: bool | Callable[[int, int], object] = False,
    ) -> Fairness[_F]:
        """Counts how a result falls on groups, such as a promotion on women and men; small counts are hidden.

        >>> import polars as pl
        >>> from timbang import bundled
        >>> plan = bundled("nasional").plan(as_of="2025-12-31")
        >>> groups = {"jenis_kelamin": ["perempuan"] * 8 + ["laki_laki"] * 8}
        >>> since = ["2015-04-01"] * 11 + ["2025-04-01"] * 5
        >>> employees = pl.DataFrame({**groups, "tmt_golongan": since})
        >>> fairness = plan.fairness(employees, rate="masa_kerja_pangkat_cukup", by="jenis_kelamin", min_cell=1)
        >>> fairness.groups.select("group", "yes", "subjects", "below_four_fifths").rows()
        [('laki_laki', 3, 8, True), ('perempuan', 8, 8, False)]

        The columns in ``by`` are taken away before anything is worked out, and one that the result rests on is refused:
        no rule can see a group.

        Parameters
        ----------
        frame
            The subjects, as ``evaluate_frame`` takes them.
        rate
            The result that is counted, of any output of the pack: a promotion, a truth value, or a condition such as
            ``predikat_kinerja=baik|sangat_baik`` or ``jp_kurang>0``.
        by
            The columns that group subjects, each ``column``, or ``column:width`` for bands; of a date the years up to
            the date of the rules.
        min_cell
            Counts below this are hidden, and those from which they could be worked out; five, unless told otherwise.
        lists
            The tables of list facts, by their names.
        key
            The column that names the subject.
        progress
            As in ``compare``.

        Raises
        ------
        PlanError
            For a rate that the pack does not have.
        FactError
            For a column of groups that the result rests on, or that cannot be one; and as ``evaluate_frame``.
        """
        from timbang._fairness import Fairness
        from timbang._frames import library_of
        from timbang._progress import telling

        library = library_of(frame)
        tables, names = self._lists(lists, key), [by] if isinstance(by, str) else list(by)
        with telling(progress) as tell:
            given = library.to_arrow(frame)
            watched = _timbang.Watched(tell, _rows(given))
            raw = self._raw.fairness(given, tables, rate, names, min_cell, watched)
        return Fairness(raw, frame, library)

    def labels(self, column: str, *, lang: Literal["id", "en"] = "id") -> dict[str, str]:
        """Gives what people call the values of a column of results, or of a fact, by the values that frames hold.

        Of an enum these are its values, of ``<promotion>.status`` the decisions, of ``triggers`` the items of the
        catalogue; of any other column there are none. In Polars ``column.cast(str).replace(plan.labels(name))`` puts
        them in, in pandas ``column.map(plan.labels(name))``.

        >>> from timbang import bundled
        >>> bundled("nasional").plan("predikat_kinerja", as_of="2025-12-31").labels("predikat_kinerja")["baik"]
        'Baik'

        Raises
        ------
        PlanError
            For a name that the pack does not have.
        """
        return {value: text.en if lang == "en" else text.id for value, text in self._raw.labels(column)}

    def with_parameter(self, path: str, value: object) -> Plan:
        """Gives a plan in which a parameter in force on its date has another value, as if the law said so.

        >>> from timbang import bundled
        >>> plan = bundled("nasional").plan("kenaikan_pangkat_reguler", as_of="2025-12-31")
        >>> proposed = plan.with_parameter("masa_kerja_pangkat_reguler", 3)
        >>> [one.evaluate({"tmt_golongan": "2022-06-01"})["masa_kerja_pangkat_cukup"].value for one in (plan, proposed)]
        [False, True]

        ``path`` names a parameter, or an entry of one after a dot: ``jp_minimal``, ``bobot_nkp.nhk``. Numbers are
        integers, ``Decimal`` or text such as ``"75%"``. The plan's pack has a digest of its own, so that nobody takes
        its outcomes for decisions under the law as it is.

        Raises
        ------
        PlanError
            For a parameter that there is not, or a value that cannot be one.
        PackError
            Where the pack is not sound with the value; ``diagnostics`` has the reasons.
        """
        return Plan(self._raw.with_parameter(path, value))

    def with_outputs(self, *outputs: str) -> Plan:
        """Gives the same plan for other outputs.

        Raises
        ------
        PlanError
            For an output that does not exist or is not in force on the date.
        """
        return Plan(self._raw.with_outputs(list(outputs)))

    def _evaluate(
        self,
        frame: _F,
        lists: _timbang.Lists,
        kept: list[str],
        issues: bool | Literal["column"],
        strict: bool,
        threads: int | None,
        progress: bool | Callable[[int, int], object],
        first_row: int,
    ) -> Scored[_F]:
        from timbang._frames import library_of
        from timbang._progress import telling
        from timbang._scored import Scored

        library = library_of(frame)
        told, in_column = bool(issues) or strict, issues == "column"
        with telling(progress) as tell:
            how = _timbang.How(kept, told, in_column, threads, first_row, tell)
            raw = self._raw.evaluate_table(library.to_arrow(frame), lists, how)
        scored = Scored(raw, frame, library, told and not in_column)
        if strict:
            scored.check()
        return scored

    def _lists(self, lists: Mapping[str, object] | None, key: str | None, also: Plan | None = None) -> _timbang.Lists:
        tables = [(name, _arrow(table)) for name, table in (lists or {}).items()]
        return _timbang.Lists(self._raw, key, tables, None if also is None else also._raw)

    def _repr_html_(self) -> str:
        from timbang.notebook import show

        return show(self)._repr_html_()

    def __repr__(self) -> str:
        return f"Plan({', '.join(map(repr, self.outputs))}, as_of={str(self.as_of)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return restored, (self.pack, str(self.as_of), self.outputs)


def _arrow(frame: object) -> object:
    from timbang._frames import library_of

    return library_of(frame).to_arrow(frame)


def _rows(table: object) -> int | None:
    """Gives how many rows a table has, where it knows without reading them."""
    count = getattr(table, "num_rows", None)
    count = getattr(table, "height", None) if count is None else count
    return count if isinstance(count, int) else None


_RESTORED: dict[tuple[object, ...], Plan] = {}
_MOST_RESTORED = 32


def restored(pack: Pack, as_of: str, outputs: list[str]) -> Plan:
    """Compiles a plan again that was pickled, once in a process: each task of Spark or Dask brings its own copy."""
    key = (pack.digests, as_of, *outputs)
    plan = _RESTORED.get(key)
    if plan is None:
        plan = pack.plan(*outputs, as_of=as_of)
        if len(_RESTORED) >= _MOST_RESTORED:
            _RESTORED.clear()
        _RESTORED[key] = plan
    return plan
