"""Values of NumPy, pandas and others as facts of one subject."""

from __future__ import annotations

import enum
from collections import OrderedDict, UserDict, UserList, deque
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import timbang


class Predikat(enum.Enum):
    BAIK = "baik"


class Nilai(enum.IntEnum):
    ENAM_PULUH = 60


@pytest.fixture(scope="module")
def plan() -> timbang.Plan:
    from conftest import SMALL

    return timbang.load(SMALL).plan(as_of="2025-01-01")


@pytest.mark.parametrize(
    "given",
    [
        np.int8(60),
        np.uint64(60),
        np.float32(60),
        np.float64(60),
        np.str_("60"),
        np.array(60),
        Nilai.ENAM_PULUH,
        pa.scalar(60),
        pa.scalar(Decimal("60.00")),
        pd.Series([60]).iloc[0],
    ],
    ids=lambda given: f"{type(given).__module__.partition('.')[0]} {type(given).__name__}",
)
def test_numbers(plan: timbang.Plan, given: Any) -> None:
    assert plan.evaluate({"nilai": given})["dua_kali"].value == 120


@pytest.mark.parametrize("given", [pd.NA, pd.NaT, np.nan, np.datetime64("NaT"), pa.scalar(None)], ids=repr)
def test_nothing(plan: timbang.Plan, given: Any) -> None:
    outcome = plan.evaluate({"nilai": given, "mulai": given})
    assert (outcome["dua_kali"].status, outcome["hari_pertama"].status) == ("undetermined", "undetermined")
    assert outcome.issues == ()


@pytest.mark.parametrize(
    "given",
    [
        pd.Timestamp("2024-02-29"),
        np.datetime64("2024-02-29"),
        np.datetime64("2024-02-29T00:00:00.000000000"),
        pa.scalar(date(2024, 2, 29)),
        datetime(2024, 2, 29, tzinfo=timezone.utc),  # noqa: UP017
    ],
    ids=repr,
)
def test_days(plan: timbang.Plan, given: Any) -> None:
    assert plan.evaluate({"mulai": given})["hari_pertama"].value == date(2024, 2, 29)


@pytest.mark.parametrize(
    "given",
    [
        pd.Timestamp("2024-02-29T00:00:00.000000001"),
        np.datetime64("2024-02-29T01"),
        datetime(2024, 2, 29, tzinfo=timezone(timedelta(hours=7))),
    ],
    ids=repr,
)
def test_instants_that_are_no_days(plan: timbang.Plan, given: Any) -> None:
    outcome = plan.evaluate({"mulai": given})
    assert (outcome["hari_pertama"].status, [issue.code for issue in outcome.issues]) == ("error", ["T2001"])


def test_members_of_enums_are_their_values(plan: timbang.Plan) -> None:
    assert plan.evaluate({"nilai": 60, "predikat": Predikat.BAIK})["lulus"].value is True


def test_mappings_and_sequences(nasional: timbang.Pack, plan: timbang.Plan) -> None:
    for mapping in (OrderedDict(nilai=60), UserDict(nilai=60)):
        assert plan.evaluate(mapping)["dua_kali"].value == 120
    row = {"tahun": 2024, "predikat": "baik"}
    plan = nasional.plan("kenaikan_pangkat_reguler", as_of="2025-12-31")
    rows: list[Any] = [[row], (row,), UserList([row]), deque([row]), pl.Series([row]), np.array([row]), pa.array([row])]
    expected = plan.evaluate({"riwayat_kinerja": [row]}).to_json()
    for given in rows:
        assert plan.evaluate({"riwayat_kinerja": given}).to_json() == expected, type(given)
