"""What goes wrong in Spark is told where it can be: at once, or in an error of the task that people can read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import timbang
import timbang.spark
from pyspark import cloudpickle
from pyspark.errors import PythonException
from timbang import _timbang
from timbang.spark._task import task

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@pytest.fixture
def frame(spark: SparkSession) -> DataFrame:
    """Three subjects, of whom one has a value that is none."""
    rows = [(1, "60"), (2, "rahasia-4711"), (3, None)]
    return spark.createDataFrame(rows, "nip int, nilai string")


@pytest.fixture
def plan(small: timbang.Pack) -> timbang.Plan:
    """Two rules of three facts."""
    return small.plan("dua_kali", "lulus", as_of="2025-01-01")


def test_wrong_columns_are_refused_at_once(frame: DataFrame, plan: timbang.Plan) -> None:
    with pytest.raises(timbang.FactError) as caught:
        timbang.spark.evaluate(frame, plan, keep=["nama"])
    assert caught.value.code == "T3024"
    with pytest.raises(timbang.FactError) as caught:
        timbang.spark.evaluate(frame, plan, lists={"indikatr": frame}, key="nip")
    assert caught.value.code == "T3026"
    with pytest.raises(timbang.FactError) as caught:
        timbang.spark.evaluate(frame, timbang.bundled("nasional").plan(as_of="2025-12-31"), lists={"indikator": frame})
    assert caught.value.code == "T3025"
    with pytest.raises(timbang.FactError) as caught:
        timbang.spark.evaluate(frame, plan, strict=True)
    assert caught.value.code == "T3017", "nip is no fact"


def test_a_failing_task_says_why_and_shows_no_value(frame: DataFrame, plan: timbang.Plan) -> None:
    told = {row["nip"]: row["issues"] for row in timbang.spark.evaluate(frame, plan, keep=["nip"]).collect()}
    assert [(issue["output"], issue["kind"], issue["code"]) for issue in told[2]] == [
        ("dua_kali", "invalid", "T2001"),
        ("lulus", "missing", None),
        ("lulus", "invalid", "T2001"),
    ]
    with pytest.raises(PythonException) as caught:
        timbang.spark.evaluate(frame, plan, keep=["nip"], strict=True).collect()
    text = str(caught.value)
    assert "FactError: T3017: " in text
    assert "`nilai`" in text
    assert "rahasia" not in text


def test_a_worker_with_another_version_refuses(
    frame: DataFrame, plan: timbang.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        # The workers are processes of their own and have the version that is installed.
        patched.setattr(_timbang, "__version__", "9.9.9")
        scored = timbang.spark.evaluate(frame, plan, keep=["nip"])
    with pytest.raises(PythonException) as caught:
        scored.collect()
    text = str(caught.value)
    assert (
        f"T3028: Pekerjaan ini dibuat dengan paket timbang 9.9.9, sedangkan proses ini memakai {timbang.__version__}"
        in text
    )
    assert f"This work was made with the package timbang 9.9.9, but this process has {timbang.__version__}." in text


ABSENT = """
import pickle, sys
sys.modules["timbang"] = None
work = pickle.load(sys.stdin.buffer)
list(work([]))
"""


def test_a_worker_without_the_package_says_so(plan: timbang.Plan) -> None:
    sent = cloudpickle.dumps(task(plan, [], [], issues=True, strict=False))
    done = subprocess.run([sys.executable, "-c", ABSENT], input=sent, capture_output=True, check=False)
    told = done.stderr.decode()
    assert "RuntimeError: T3028: " in told
    assert f"Install timbang {timbang.__version__} on every machine" in told
