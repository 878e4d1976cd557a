"""A population: frames of each library in, frames of the same library out, all with the same results."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import timbang

if TYPE_CHECKING:
    from population import Facts


def tables(library: str) -> dict[str, Any]:
    """The tables of the sample, every cell as text."""
    found: dict[str, Any] = {}
    for name, contents in timbang.sample("nasional").items():
        frame = pl.read_csv(io.BytesIO(contents), infer_schema=False)
        found[name] = of(library, frame)
    return found


def of(library: str, frame: pl.DataFrame) -> Any:
    """The frame in another library's kind."""
    table = frame.to_arrow()
    match library:
        case "polars":
            return frame
        case "polars lazy":
            return frame.lazy()
        case "pandas":
            return table.to_pandas()
        case "pyarrow":
            return table
        case "duckdb":
            return duckdb.from_arrow(table)
        case _:
            return Stream(table)


class Stream:
    """A frame of a library that nobody knows: it has Arrow's stream protocol and nothing else."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


KINDS = {
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": pa.Table,
    "duckdb": duckdb.DuckDBPyRelation,
    "stream": timbang.Table,
}


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any library, as plain values."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.to_arrow_table()
    return pa.table(frame).to_pylist()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def expected(plan: timbang.Plan, people: list[Facts]) -> list[dict[str, Any]]:
    """What the plan says of each person of the sample, one at a time."""
    found = []
    for facts in people:
        outcome = plan.evaluate(facts)
        row: dict[str, Any] = {"nip": facts["nip"]}
        for name, result in outcome.results.items():
            row[name] = result.value
            if result.promotion is not None:
                row[f"{name}.status"] = result.promotion.decision
        assert outcome.triggers is not None
        row["triggers"] = [
            {"item": call.code, "priority": call.priority, "reasons": sorted({r.kind for r in call.reasons if r.kind})}
            for call in outcome.triggers.called
        ]
        found.append(row)
    return found


@pytest.mark.parametrize("library", KINDS)
def test_the_sample_comes_out_as_for_single_subjects(
    library: str, plan: timbang.Plan, expected: list[dict[str, Any]]
) -> None:
    lists = tables(library)
    scored = plan.evaluate_frame(lists.pop("pegawai"), lists=lists, key="nip")
    assert isinstance(scored.frame, KINDS[library])
    found = rows_of(scored.frame)
    assert len(found) == len(scored) == 400
    for row, wanted in zip(found, expected, strict=True):
        row["triggers"] = [call | {"reasons": sorted(set(call["reasons"]))} for call in row["triggers"]]
        for name, value in wanted.items():
            if not isinstance(value, dict | list) or name == "triggers":
                assert row[name] == value, (wanted["nip"], name)
    assert isinstance(scored.issues, KINDS[library])


@pytest.fixture(scope="module")
def causes(plan: timbang.Plan, people: list[Facts]) -> set[tuple[object, ...]]:
    """Why the plan has no value for each person of the sample, one at a time."""
    found: set[tuple[object, ...]] = set()
    for row, facts in enumerate(people):
        for name, result in plan.evaluate(facts).results.items():
            causes = [cause for cause in result.causes if cause.kind != "not_applicable"]
            found |= {(row, name, cause.kind, cause.name) for cause in causes}
    return found


@pytest.mark.parametrize("library", KINDS)
def test_issues_may_be_a_column(library: str, plan: timbang.Plan) -> None:
    lists = tables(library)
    frame = lists.pop("pegawai")
    apart = plan.evaluate_frame(frame, lists=lists, key="nip")
    scored = plan.evaluate_frame(frame, lists=lists, key="nip", issues="column")
    assert scored.issues is None
    told = [{"row": n} | issue for n, row in enumerate(rows_of(scored.frame)) for issue in row["issues"]]
    assert told == rows_of(apart.issues)


def test_strict_holds_with_issues_in_a_column_too(small: timbang.Pack) -> None:
    plan, frame = small.plan(as_of="2025-01-01"), pl.DataFrame({"nilai": ["60", "rahasia", None, "x"]})
    told = []
    for issues in (True, "column", False):
        with pytest.raises(timbang.FactError) as caught:
            plan.evaluate_frame(frame, issues=issues, strict=True)
        told.append(str(caught.value))
    assert told[0].startswith("T3017: ")
    assert "`nilai`" in told[0]
    assert told == [told[0]] * 3


@pytest.mark.parametrize("library", KINDS)
def test_issues_are_those_of_single_subjects(library: str, plan: timbang.Plan, causes: set[tuple[object, ...]]) -> None:
    lists = tables(library)
    scored = plan.evaluate_frame(lists.pop("pegawai"), lists=lists, key="nip")
    found = {(row["row"], row["output"], row["kind"], row["fact"]) for row in rows_of(scored.issues)}
    assert causes
    # Triggers tell their issues by their rules, which are no outputs of the plan.
    assert {issue for issue in found if issue[1] in plan.outputs} == causes


def test_numbers_are_decimals_and_rows_keep_their_order(small: timbang.Pack) -> None:
    plan = small.plan("dua_kali", as_of="2025-01-01")
    frame = pl.DataFrame({"nilai": [3, 1, None, 2]})
    scored = plan.evaluate_frame(frame).frame
    assert scored["dua_kali"].to_list() == [6, 2, None, 4]
    assert scored.schema["dua_kali"] == pl.Decimal(5, 2)
    indexed = pd.DataFrame({"nilai": [3.0, 1.0, None, 2.0]}, index=["d", "c", "b", "a"])
    found = plan.evaluate_frame(indexed).frame
    assert list(found.index) == ["d", "c", "b", "a"]
    assert list(found["dua_kali"].dropna()) == [Decimal(6), Decimal(2), Decimal(4)]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([60, None, 70]),
        pd.Series([60, None, 70], dtype="Int64"),
        pd.Series([Decimal(60), None, Decimal(70)], dtype="object"),
        pd.Series(["60", None, "70"]),
        pd.Series(["60", None, "70"], dtype="string"),
        pd.Series(["60", None, "70"], dtype="object"),
        pd.Series(["60", None, "70"], dtype="category"),
        pd.Series([60, None, 70], dtype=pd.ArrowDtype(pa.decimal128(9, 2))),
        pl.Series([60, None, 70]),
        pl.Series([60, None, 70], dtype=pl.Decimal(9, 2)),
        pl.Series([60.0, None, 70.0]),
        pl.Series(["60", None, "70"]),
        pl.Series(["60", None, "70"], dtype=pl.Categorical),
        pa.array(["60", None, "70"]),
        pa.array(["60", None, "70"], pa.large_string()),
        pa.array(["60", None, "70"], pa.string_view()),
        pa.array([60, None, 70], pa.uint8()),
    ],
    ids=lambda column: (
        f"{type(column).__module__.partition('.')[0]} {getattr(column, 'dtype', getattr(column, 'type', ''))}"
    ),
)
def test_a_number_in_each_type(small: timbang.Pack, column: Any) -> None:
    plan = small.plan("dua_kali", as_of="2025-01-01")
    match column:
        case pd.Series():
            frame: Any = pd.DataFrame({"nilai": column})
        case pl.Series():
            frame = pl.DataFrame({"nilai": column})
        case _:
            frame = pa.table({"nilai": column})
    assert [row["dua_kali"] for row in rows_of(plan.evaluate_frame(frame).frame)] == [120, None, 140]


def test_dates_in_each_type(small: timbang.Pack) -> None:
    plan = small.plan("hari_pertama", as_of="2025-01-01")
    days = ["2024-02-29", None]
    frames: list[Any] = [
        pd.DataFrame({"mulai": pd.to_datetime(pd.Series(days))}),
        pl.DataFrame({"mulai": days}).with_columns(pl.col("mulai").str.to_date()),
        pl.DataFrame({"mulai": days}).with_columns(pl.col("mulai").str.to_datetime()),
        pa.table({"mulai": days}),
    ]
    for frame in frames:
        found = [row["hari_pertama"] for row in rows_of(plan.evaluate_frame(frame).frame)]
        assert [str(day) if day else None for day in found] == days


def test_a_fraction_in_binary_is_invalid_and_told(small: timbang.Pack) -> None:
    plan = small.plan("dua_kali", as_of="2025-01-01")
    frame, issues = plan.evaluate_frame(pl.DataFrame({"nilai": [60.5, 60.0]}))
    assert frame is not None
    assert frame["dua_kali"].to_list() == [None, Decimal(120)]
    assert issues is not None
    assert issues.select("row", "kind", "code", "fact").rows() == [(0, "invalid", "T2001", "nilai")]


def test_lists_are_joined_in_any_order(plan: timbang.Plan) -> None:
    lists = tables("polars")
    people = lists.pop("pegawai")
    straight = plan.evaluate_frame(people, lists=lists, key="nip")
    # The rows of each subject keep their order, and those of several subjects lie among each other.
    mixed = {name: table.with_row_index("n").sort(pl.col("n") % 7, "n").drop("n") for name, table in lists.items()}
    reversed_people = people.reverse()
    again = plan.evaluate_frame(reversed_people, lists=mixed, key="nip")
    assert again.frame.reverse().equals(straight.frame)


def test_what_belongs_to_nobody_is_counted(plan: timbang.Plan) -> None:
    lists = tables("polars")
    people = lists.pop("pegawai")
    scored = plan.evaluate_frame(people.head(10), lists={"indikator": lists["indikator"]}, key="nip")
    of_ten = lists["indikator"].filter(pl.col("nip").is_in(people.head(10)["nip"].to_list())).height
    assert scored.orphans == {"indikator": lists["indikator"].height - of_ten}


def test_a_call_that_cannot_be_is_told_before_anything_is_run(plan: timbang.Plan) -> None:
    lists = tables("polars")
    people = lists.pop("pegawai")

    def code(**how: Any) -> str:
        with pytest.raises(timbang.FactError) as caught:
            plan.evaluate_frame(people, **how)
        return caught.value.code

    assert code(lists={"indikator": lists["indikator"]}, key="nipp") == "T3025"
    assert code(lists={"indikatr": lists["indikator"]}, key="nip") == "T3026"
    assert code(lists={"indikator": lists["indikator"].cast({"nip": pl.Int64})}, key="nip") == "T3027"
    assert code(keep=["nipp"]) == "T3024"
    with pytest.raises(timbang.FactError, match="T3015"):
        plan.evaluate_frame([{"nip": "1"}])
    with pytest.raises(timbang.FactError, match="T3015"):
        plan.evaluate_frame(pd.DataFrame({"nilai_potensi": [1, "x", object()]}))
    with pytest.raises(timbang.FactError, match="T3015"):
        plan.evaluate_frame(pd.DataFrame([[1, 2]], columns=["nilai_potensi", "nilai_potensi"]))
    with pytest.raises(timbang.FactError, match="T3015"):
        plan.evaluate_frame(pd.DataFrame([[1, 2]]))


def test_unused_columns_are_named_and_strictness_refuses_them(small: timbang.Pack) -> None:
    plan = small.plan("dua_kali", as_of="2025-01-01")
    frame = pl.DataFrame({"nilai": [1], "nilia": [2]})
    assert plan.evaluate_frame(frame).unused == ("nilia",)
    with pytest.raises(timbang.FactError, match="T3017"):
        plan.evaluate_frame(frame, strict=True)
    assert plan.evaluate_frame(frame, keep=["nilia"], strict=True).frame["nilia"].to_list() == [2]
    with pytest.raises(timbang.FactError) as caught:
        plan.evaluate_frame(pl.DataFrame({"nilai": [101]}), strict=True)
    assert isinstance(caught.value.issues, pl.DataFrame)


def test_batches_count_their_rows_on(small: timbang.Pack) -> None:
    plan = small.plan("dua_kali", as_of="2025-01-01")
    frame = pl.DataFrame({"nilai": [1, None, 3, None]})
    scored = list(plan.evaluate_batches(frame.iter_slices(2)))
    assert pl.concat([one.frame for one in scored])["dua_kali"].to_list() == [2, None, 6, None]
    issues = [one.issues for one in scored]
    assert [row for one in issues if one is not None for row in one["row"]] == [1, 3]


def test_no_rows_give_no_rows(plan: timbang.Plan) -> None:
    frame = plan.evaluate_frame(tables("polars")["pegawai"].clear()).frame
    assert frame.height == 0
    assert "triggers" in frame.columns


def test_progress_is_told_to_its_end(small: timbang.Pack) -> None:
    told: list[tuple[int, int]] = []
    plan = small.plan("dua_kali", as_of="2025-01-01")
    plan.evaluate_frame(pl.DataFrame({"nilai": [1] * 5000}), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (5000, 5000)
    plan.evaluate_frame(pl.DataFrame({"nilai": [1]}), progress=True)
