"""What the columns of frames of Spark tell before anything runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import functions
from pyspark.sql import types as st
from pyspark.sql.pandas.types import from_arrow_type, to_arrow_type

from timbang.spark import _quoted
from timbang.spark._plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyspark.sql import DataFrame

    from timbang._plan import Plan


@dataclass(frozen=True)
class Columns:
    """The columns that go to the workers and those that come back."""

    sent: list[str]
    """The columns of the subjects that are facts, kept, or the key."""
    results: list[pa.Field]
    """The results without what was kept, as the workers give them back."""
    given: st.StructType
    """What was kept and the results, as Spark reads them from the workers."""
    kept: list[st.StructField]
    """What was kept, as the caller has it."""

    @property
    def keep(self) -> list[str]:
        """The names by which the workers know what is kept: `mapInArrow` takes a dot for a field of a struct."""
        names = enumerate(field.name for field in self.kept)
        return [f"kept#{at}" if "." in name or "`" in name else name for at, name in names]

    def to_workers(self, subjects: DataFrame) -> DataFrame:
        """Gives the columns the names by which the workers know them."""
        for field, name in zip(self.kept, self.keep, strict=True):
            subjects = subjects.withColumnRenamed(field.name, name)
        return subjects

    def as_kept(self, scored: DataFrame) -> DataFrame:
        """Gives points in time that were kept their own type again."""
        for field in self.kept:
            if local_type(field.dataType) != field.dataType:
                scored = scored.withColumn(field.name, functions.col(_quoted(field.name)).cast(field.dataType))
        return scored


def checked(
    frame: DataFrame,
    plan: Plan,
    lists: Mapping[str, DataFrame],
    key: str | None,
    kept: list[str],
    *,
    issues: bool,
    strict: bool,
) -> Columns:
    """Lets the engine evaluate tables without rows: what it would refuse, and what it would give back.

    Raises:
        FactError: as ``Plan.evaluate_frame``.
    """
    given = _empty(frame)
    tables = {name: _empty(table) for name, table in lists.items()}
    scored = plan.evaluate_frame(
        given, lists=tables, key=key, keep=kept, issues="column" if issues else False, strict=strict
    )
    results = [pa.field(field.name, plain(field.type)) for field in list(scored.frame.schema)[len(kept) :]]
    own = {field.name: field for field in frame.schema}
    as_sent = [st.StructField(name, local_type(own[name].dataType)) for name in kept]
    as_given = [st.StructField(field.name, from_arrow_type(field.type)) for field in results]
    return Columns(
        sent=[name for name in frame.columns if name not in scored.unused],
        results=results,
        given=st.StructType([*as_sent, *as_given]),
        kept=[own[name] for name in kept],
    )


def local(frame: DataFrame, columns: Iterable[str]) -> DataFrame:
    """Gives some columns, points in time as the clock of the session's zone shows them: a day is a day there."""
    found = []
    for name in columns:
        column, given = functions.col(_quoted(name)), frame.schema[name].dataType
        wanted = local_type(given)
        found.append(column if wanted == given else column.cast(wanted).alias(name))
    return frame.select(*found)


def local_type(given: st.DataType) -> st.DataType:
    """Gives the type with points in time without zone, in lists and structs too."""
    match given:
        case st.TimestampType():
            return st.TimestampNTZType()
        case st.ArrayType():
            return st.ArrayType(local_type(given.elementType), given.containsNull)
        case st.StructType():
            fields = [st.StructField(f.name, local_type(f.dataType), f.nullable) for f in given.fields]
            return st.StructType(fields)
        case _:
            return given


def _empty(frame: DataFrame) -> pa.Table:
    """Gives a table of the same columns without rows."""
    fields = [pa.field(field.name, _arrow_type(field.dataType)) for field in frame.schema]
    return pa.Table.from_batches([], pa.schema(fields))


def _arrow_type(given: st.DataType) -> Any:
    try:
        return to_arrow_type(local_type(given))
    except PySparkException:
        # Arrow has no such type, so it is no fact: an interval, a variant. Spark tells it, where it is to be sent.
        return pa.null()
