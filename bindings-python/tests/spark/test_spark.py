"""A population in Spark comes out as on one machine."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import timbang
import timbang.spark
from pyspark.sql import functions
from test_frames import tables

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Row = dict[str, Any]


def by_key(table: pa.Table, key: str = "nip") -> dict[str, Row]:
    """The rows of a table by their key."""
    found = {row[key]: row for row in table.to_pylist()}
    assert len(found) == len(table)
    return found


@pytest.fixture(scope="module")
def sample(spark: SparkSession) -> dict[str, DataFrame]:
    """The tables of the sample population as frames of Spark."""
    return {name: spark.createDataFrame(table) for name, table in tables("pyarrow").items()}


@pytest.fixture(scope="module")
def expected(plan: timbang.Plan) -> dict[str, Row]:
    """What the sample comes to on one machine; lists in the order of their columns, as Spark nests them."""
    lists = tables("polars")
    people = lists.pop("pegawai")
    lists = {name: table.sort(table.columns, nulls_last=False) for name, table in lists.items()}
    scored = plan.evaluate_frame(people, lists=lists, key="nip", issues="column")
    assert scored.issues is None
    return by_key(scored.frame.to_arrow())


def test_the_sample_comes_out_as_on_one_machine(
    plan: timbang.Plan, sample: dict[str, DataFrame], expected: dict[str, Row]
) -> None:
    people = sample["pegawai"].repartition(3)
    lists = {name: table for name, table in sample.items() if name != "pegawai"}
    scored = timbang.spark.evaluate(people, plan, lists=lists, key="nip")
    found = by_key(scored.toArrow())
    assert found.keys() == expected.keys()
    for nip, row in expected.items():
        assert found[nip] == row
    assert sum(len(row["issues"]) for row in found.values()) > 100
    assert sum(len(row["triggers"]) for row in found.values()) > 100


def test_lists_may_be_nested_before(plan: timbang.Plan, sample: dict[str, DataFrame], expected: dict[str, Row]) -> None:
    lists = {name: table for name, table in sample.items() if name != "pegawai"}
    nested = timbang.spark.nest(sample["pegawai"], lists, "nip")
    assert nested.columns == [*sample["pegawai"].columns, *lists]
    few = nested.where(functions.col("nip").substr(-2, 2) == "07")
    found = by_key(timbang.spark.evaluate(few, plan, keep=["nip"]).toArrow())
    assert found == {nip: row for nip, row in expected.items() if nip.endswith("07")}


def test_issues_are_left_out_where_nobody_asks(plan: timbang.Plan, sample: dict[str, DataFrame]) -> None:
    scored = timbang.spark.evaluate(sample["pegawai"], plan, keep=["nip"], issues=False)
    assert "issues" not in scored.columns
    assert scored.columns[0] == "nip"


HOURS = datetime.timezone(datetime.timedelta(hours=7))
GIVEN: dict[str, tuple[str, list[Any]]] = {
    "decimal": ("nilai decimal(5,2)", [Decimal("60.50"), None, Decimal("0.00")]),
    "string": ("nilai string", ["60.50", None, "0"]),
    "whole double": ("nilai double", [60.0, None, 0.0]),
    "int": ("nilai int", [60, None, 0]),
    "bigint": ("nilai bigint", [60, None, 0]),
    "date": ("mulai date", [datetime.date(2024, 2, 29), None, datetime.date(1960, 1, 1)]),
    "timestamp": ("mulai timestamp", [datetime.datetime(2024, 2, 29, tzinfo=HOURS), None, None]),
    "timestamp_ntz": ("mulai timestamp_ntz", [datetime.datetime(2024, 2, 29), None, datetime.datetime(1960, 1, 1)]),
    "enum as string": ("predikat string", ["baik", None, "kurang"]),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_types_of_spark_are_taken_as_they_come(kind: str, spark: SparkSession, small: timbang.Pack) -> None:
    plan = small.plan(as_of="2025-01-01")
    column, values = GIVEN[kind]
    frame = spark.createDataFrame([(n, value) for n, value in enumerate(values)], f"n int, {column}")
    scored = timbang.spark.evaluate(frame, plan, keep=["n"])
    found = {row["n"]: row for row in scored.toArrow().to_pylist()}
    name = column.split()[0]
    for n, value in enumerate(values):
        if isinstance(value, float):
            value = int(value)
        elif isinstance(value, datetime.datetime):
            value = value.date()
        outcome = plan.evaluate({name: value})
        for output in plan.outputs:
            assert found[n][output] == outcome[output].value, (output, value)


def test_the_columns_are_known_before_anything_runs(spark: SparkSession, small: timbang.Pack) -> None:
    plan = small.plan("dua_kali", "lulus", "hari_pertama", as_of="2025-01-01")
    fails = functions.raise_error(functions.lit("it ran"))
    frame = spark.range(3).select("id", fails.cast("decimal(5,2)").alias("nilai"))
    scored = timbang.spark.evaluate(frame, plan, keep=["id"])
    told = {field.name: field.dataType.simpleString() for field in scored.schema}
    issue = "struct<output:string,status:string,kind:string,code:string,fact:string,row_of_list:bigint>"
    assert told == {
        "id": "bigint",
        "dua_kali": "decimal(5,2)",
        "lulus": "boolean",
        "hari_pertama": "date",
        "issues": f"array<{issue}>",
    }
    with pytest.raises(Exception, match="it ran"):
        scored.collect()


def test_what_is_no_fact_and_not_kept_is_never_sent(spark: SparkSession, small: timbang.Pack) -> None:
    fails = functions.raise_error(functions.lit("it was read"))
    frame = spark.range(3).select("id", fails.alias("foto"), functions.lit("60").alias("nilai"))
    scored = timbang.spark.evaluate(frame, small.plan("lulus", as_of="2025-01-01"), keep=["id"])
    assert scored.count() == 3
    assert sorted(row["id"] for row in scored.collect()) == [0, 1, 2]


def test_kept_columns_come_back_as_they_were(spark: SparkSession, small: timbang.Pack) -> None:
    columns = "`nomor urut.lama` int, dicatat timestamp, mulai timestamp, peta map<string,int>, kosong string"
    instant = datetime.datetime(2024, 5, 1, 8, 30, tzinfo=HOURS)
    rows = [(n, instant, datetime.datetime(2024, 2, 1 + n, tzinfo=HOURS), {"a": n}, None) for n in range(5)]
    frame = spark.createDataFrame(rows, columns)
    plan = small.plan("hari_pertama", as_of="2025-01-01")
    scored = timbang.spark.evaluate(frame, plan, keep=frame.columns)
    assert [(f.name, f.dataType) for f in scored.schema][:5] == [(f.name, f.dataType) for f in frame.schema]
    found = sorted(tuple(row)[:6] for row in scored.collect())
    assert found == sorted((*row, datetime.date(2024, 2, 1 + row[0])) for row in frame.collect())


def test_partitions_without_rows(spark: SparkSession, small: timbang.Pack) -> None:
    plan = small.plan("lulus", as_of="2025-01-01")
    nobody = spark.createDataFrame([], "id int, nilai string")
    assert timbang.spark.evaluate(nobody, plan, keep=["id"]).collect() == []
    one = spark.createDataFrame([(1, "60")], "id int, nilai string").repartition(3)
    assert [row["id"] for row in timbang.spark.evaluate(one, plan, keep=["id"]).collect()] == [1]
