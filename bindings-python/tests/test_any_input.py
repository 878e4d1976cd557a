"""Whatever is handed over, there is an outcome or an error of the package, and frames say what single subjects say."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import timbang
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from decimal import Decimal

PLAN = timbang.load(SMALL).plan(as_of="2025-01-01")

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.binary()
)
anything = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner))
names = st.sampled_from(["nilai", "mulai", "predikat", "nilia", ""]) | st.text()


@given(st.dictionaries(names, anything) | anything)
@settings(max_examples=300, deadline=None)
def test_one_subject_of_anything(facts: Any) -> None:
    outcome = refused_or_worked_out(facts)
    if outcome is None:
        return
    assert set(outcome.results) == set(PLAN.outputs)
    for result in outcome.results.values():
        assert result.is_known == (not result.causes)
    assert PLAN.pack.replay(outcome.record).same


def refused_or_worked_out(facts: Any) -> timbang.Outcome | None:
    """The outcome, or nothing where the facts are refused, which is for no other reason than what they are."""
    try:
        return PLAN.evaluate(facts)
    except timbang.FactError as error:
        if error.code not in ("T3005", "T3015"):
            raise
        return None


numbers = st.none() | st.integers(-5, 105).map(str) | st.decimals(-5, 105, places=3).map(str) | st.text(max_size=3)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str) | st.sampled_from(["29-02-2024", "2023-02-29"])
words = st.none() | st.sampled_from(["baik", "kurang", "Baik", " baik ", "", "x"])
columns = st.lists(st.tuples(numbers, days, words), min_size=1, max_size=20)


@given(columns, st.sampled_from([pa.string(), pa.large_string(), pa.string_view(), "dictionary"]))
@settings(max_examples=150, deadline=None)
def test_a_frame_says_what_single_subjects_say(rows: list[tuple[Any, ...]], kind: Any) -> None:
    table = pa.table(dict(zip(("nilai", "mulai", "predikat"), map(list, zip(*rows, strict=True)), strict=True)))
    for at, name in enumerate(table.column_names):
        column = table[name].cast(pa.string())
        column = column.dictionary_encode() if kind == "dictionary" else column.cast(kind)
        table = table.set_column(at, name, column)
    scored = PLAN.evaluate_frame(table)
    frame, issues = scored.frame, scored.issues
    assert issues is not None
    found = {
        (issue["row"], issue["output"], issue["kind"], issue["fact"], issue["code"]) for issue in issues.to_pylist()
    }
    wanted = set()
    for row, (got, facts) in enumerate(zip(frame.to_pylist(), table.to_pylist(), strict=True)):
        outcome = PLAN.evaluate(facts)
        assert got == {name: result.value for name, result in outcome.results.items()}
        for name, result in outcome.results.items():
            wanted |= {(row, name, cause.kind, cause.name, cause.code) for cause in result.causes}
    assert found == wanted


@given(st.lists(st.none() | st.decimals(-5, 105, places=2), min_size=1, max_size=20))
@settings(max_examples=100, deadline=None)
def test_decimals_say_what_texts_say(numbers: list[Decimal | None]) -> None:
    exact = pl.DataFrame({"nilai": pl.Series(numbers, dtype=pl.Decimal(9, 2))})
    texts = pl.DataFrame({"nilai": [None if number is None else str(number) for number in numbers]})
    texts = texts.cast({"nilai": pl.String})
    assert PLAN.evaluate_frame(exact).frame.equals(PLAN.evaluate_frame(texts).frame)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)))
@settings(max_examples=50, deadline=None)
def test_instants_say_the_same_alone_and_in_frames(instant: datetime) -> None:
    midnight = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    for at in (instant, midnight):
        frame = PLAN.evaluate_frame(pl.DataFrame({"mulai": [at]})).frame
        assert frame["hari_pertama"][0] == PLAN.evaluate({"mulai": at})["hari_pertama"].value
