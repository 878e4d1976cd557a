"""Rows of a frame as single subjects, and what would be if the law said otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest
import timbang
from conftest import SMALL
from test_frames import tables

if TYPE_CHECKING:
    from population import Facts

PARAMETER = """
[ambang]
label = "Ambang"
unit = "poin"
basis = "contoh"
value = 60

[bobot]
label = "Bobot"
basis = "contoh"
value = { hasil = "70%", perilaku = 0.3 }

[sejak]
label = "Sejak"
[[sejak.values]]
from = 2020-01-01
until = 2024-12-31
basis = "contoh"
value = 1
"""
RULE = """//! @basis contoh

/// Lulus.
fn lulus(nilai, ambang) { nilai >= ambang }

/// Nilai berbobot.
fn berbobot(nilai, bobot) { nilai * bobot.hasil }
"""


@pytest.fixture
def what_if() -> timbang.Plan:
    files = {**SMALL, "parameters/a.toml": PARAMETER, "uji/a.rhai": RULE}
    return timbang.load(files).plan("lulus", "berbobot", as_of="2025-01-01")


def test_rows_of_a_frame_tell_why(plan: timbang.Plan, people: list[Facts]) -> None:
    lists = tables("polars")
    employees = lists.pop("pegawai")
    rows = [399, 0, 17]
    for row, outcome in zip(rows, plan.explain_rows(employees, rows, lists=lists, key="nip"), strict=True):
        assert outcome.to_json() == with_the_same_facts(plan, people[row], outcome).to_json()
        assert str(outcome.why("kenaikan_pangkat_reguler"))


def with_the_same_facts(plan: timbang.Plan, facts: Facts, like: timbang.Outcome) -> timbang.Outcome:
    """The outcome of a person; columns of the frame that are no facts are none of the person's."""
    assert not like.issues
    return plan.evaluate(facts)


def test_values_of_every_type_are_read_as_in_frames(small: timbang.Pack) -> None:
    plan = small.plan(as_of="2025-01-01")
    table = pa.table(
        {
            "nilai": pa.array([60.5, 61.0, None, 62.0]),
            "mulai": pa.array([0, 86_400, None, 3_600], pa.timestamp("s")),
            "predikat": pa.array(["baik", "x", None, ""]).dictionary_encode(),
        }
    )
    frame = plan.evaluate_frame(table).frame.to_pylist()
    for row, outcome in zip(frame, plan.explain_rows(table, range(4)), strict=True):
        assert row == {name: result.value for name, result in outcome.results.items()}
    codes = [[issue.code for issue in outcome.issues] for outcome in plan.explain_rows(table, range(4))]
    assert codes == [["T2001"], ["T2004"], [], ["T2001"]]


def test_a_row_that_there_is_not(small: timbang.Pack) -> None:
    plan = small.plan(as_of="2025-01-01")
    for row in (1, -1):
        with pytest.raises(timbang.FactError, match="T3019"):
            plan.explain_rows(pl.DataFrame({"nilai": [1]}), [row])


def test_a_parameter_has_another_value(what_if: timbang.Plan) -> None:
    facts = {"nilai": 50}
    other = what_if.with_parameter("ambang", 45).with_parameter("bobot.hasil", Decimal("0.5"))
    assert [what_if.evaluate(facts)["lulus"].value, other.evaluate(facts)["lulus"].value] == [False, True]
    assert other.evaluate(facts)["berbobot"].value == 25
    assert other.with_parameter("bobot.hasil", "80%").evaluate(facts)["berbobot"].value == 40
    assert other.with_parameter("bobot", {"hasil": 1, "perilaku": 0}).evaluate(facts)["berbobot"].value == 50
    assert what_if.evaluate(facts)["berbobot"].value == 35, "a plan is immutable"
    assert other.outputs == what_if.outputs
    assert other.pack.digests != what_if.pack.digests
    assert not what_if.pack.replay(other.evaluate(facts).record).same


@pytest.mark.parametrize("path", ["ambng", "bobot.hasl", "ambang.hasil", "sejak", "", "ambang."])
def test_a_parameter_that_there_is_not(what_if: timbang.Plan, path: str) -> None:
    with pytest.raises(timbang.PlanError) as caught:
        what_if.with_parameter(path, 1)
    assert caught.value.code == "T3018"


def test_a_value_that_cannot_be_one(what_if: timbang.Plan) -> None:
    with pytest.raises(timbang.PlanError, match="T3018"):
        what_if.with_parameter("ambang", None)
    with pytest.raises(timbang.FactError, match="T3015"):
        what_if.with_parameter("ambang", 0.1)
    with pytest.raises(timbang.PlanError, match="T3018"):
        what_if.with_parameter("ambang", 'enam" puluh')
    with pytest.raises(timbang.PackError) as caught:
        what_if.with_parameter("bobot.hasil", 10**37)
    assert caught.value.diagnostics


def test_a_national_value_under_a_region() -> None:
    plan = timbang.bundled("kupang").plan("jp_kurang", as_of="2025-12-31")
    facts = {"jp_tahun_ini": 0, "status_pegawai": "pns"}
    other = plan.with_parameter("jp_minimal", 33)
    assert [a != b for a, b in zip(plan.pack.digests, other.pack.digests, strict=True)] == [True, True]
    assert other.evaluate(facts)["jp_kurang"].requirement is None
