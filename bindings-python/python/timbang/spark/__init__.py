"""Populations in Spark: a plan over a frame of Spark, worked out on the machines that hold its rows.

    import timbang.spark

    plan = timbang.bundled("nasional").plan(as_of="2025-12-31")
    scored = timbang.spark.evaluate(employees, plan, lists={"indikator": indicators}, key="nip")

Spark 4 comes with ``pip install "timbang[spark]"``; it is imported when a frame of it is met. ``docs/spark.md`` tells
how a cluster gets the package, and what partitions, memory and time are to be reckoned with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyspark.sql import DataFrame

    from timbang._plan import Plan

__all__ = ["evaluate", "nest"]


def evaluate(
    frame: DataFrame,
    plan: Plan,
    *,
    lists: Mapping[str, DataFrame] | None = None,
    key: str | None = None,
    keep: Iterable[str] | None = None,
    issues: bool = True,
    strict: bool = False,
) -> DataFrame:
    """Works a plan out for a population: one row a subject, a column a fact; lazily, as Spark does.

    The columns of the results are known at once, and wrong columns are refused at once: names, types, lists. Rows come
    in whatever order Spark has them, so name in ``keep`` what tells them apart. Columns that are neither facts nor
    kept are never sent to the workers.

    A list fact is a column of lists of structs, or a frame of its own in ``lists``, nested as ``nest`` does. Points in
    time are days in the time zone of the session.

    Args:
        frame: The subjects.
        plan: The plan; it is sent to the workers with its pack and compiled once in each of their processes.
        lists: The frames of list facts, by their names.
        key: The column that names the subject.
        keep: Columns to copy before the results; the key, unless told otherwise.
        issues: Whether to tell why values are missing, in a column ``issues`` of lists of structs.
        strict: Whether a task fails where a fact is invalid, and this call where a column is none.

    Raises:
        FactError: as ``Plan.evaluate_frame``, for what the columns alone tell.
        TimbangError: in a task, where the worker has another version of this package, or none.
    """
    from timbang.spark._columns import checked, local
    from timbang.spark._task import task

    kept = [key] if keep is None and key is not None else list(keep or ())
    made = checked(frame, plan, lists or {}, key, kept, issues=issues, strict=strict)
    subjects = local(frame, made.sent)
    if lists:
        assert key is not None, "the engine refuses lists without a key"
        subjects = nest(subjects, {name: local(table, table.columns) for name, table in lists.items()}, key)
    work = task(plan, made.keep, made.results, issues=issues, strict=strict)
    return made.as_kept(made.to_workers(subjects).mapInArrow(work, made.given))


def nest(frame: DataFrame, lists: Mapping[str, DataFrame], key: str) -> DataFrame:
    """Gives the frame with a column more for each list: its rows of the subject, as structs of their other columns.

    A subject without rows in a list has null there: whether that means none or that nobody knows, the pack says. Rows
    of nobody are left out. The rows of a subject are sorted by their columns, because Spark has no order of its own.
    """
    from pyspark.sql import functions

    columns = [frame[_quoted(name)] for name in frame.columns]
    nested = frame
    for name, table in lists.items():
        record = functions.struct(*(_quoted(column) for column in table.columns if column != key))
        rows = functions.sort_array(functions.collect_list(record)).alias(name)
        nested = nested.join(table.groupBy(_quoted(key)).agg(rows), on=key, how="left")
    return nested.select(*columns, *(_quoted(name) for name in lists))


def _quoted(name: str) -> str:
    """Gives the name of a column as Spark reads it, whatever characters it has."""
    return "`" + name.replace("`", "``") + "`"
