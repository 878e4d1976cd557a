"""Packs and plans are handed to threads and to other processes, and long work can be stopped."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import polars as pl
import pytest
import timbang

if TYPE_CHECKING:
    from population import Facts


def test_threads_share_a_plan(plan: timbang.Plan, people: list[Facts]) -> None:
    alone = [plan.evaluate(facts).to_json() for facts in people[:40]]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda facts: plan.evaluate(facts).to_json(), people[:40]))
    assert together == alone


def test_another_thread_runs_while_a_frame_is_evaluated(small: timbang.Pack) -> None:
    plan = small.plan(as_of="2025-01-01")
    frame = pl.DataFrame({"nilai": range(100)}).sample(2_000_000, with_replacement=True, seed=1)
    ticks, done = [], threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    before = time.monotonic()
    plan.evaluate_frame(frame)
    after = time.monotonic()
    done.set()
    ticker.join()
    assert sum(before < at < after for at in ticks) > 3, "the interpreter was not held"


def test_plans_and_packs_pickle(plan: timbang.Plan, people: list[Facts]) -> None:
    again = pickle.loads(pickle.dumps(plan))
    assert again.pack.digests == plan.pack.digests
    assert (again.outputs, again.as_of) == (plan.outputs, plan.as_of)
    assert again.evaluate(people[0]).to_json() == plan.evaluate(people[0]).to_json()
    region = timbang.bundled("kupang")
    assert pickle.loads(pickle.dumps(region)).digests == region.digests


def test_a_plan_that_arrives_twice_is_compiled_once(plan: timbang.Plan) -> None:
    sent = pickle.dumps(plan)
    assert pickle.loads(sent) is pickle.loads(sent)
    other = plan.with_parameter("jp_minimal", 24)
    assert pickle.loads(pickle.dumps(other)) is not pickle.loads(sent)
    assert pickle.loads(pickle.dumps(other)).pack.digests == other.pack.digests != plan.pack.digests


def test_another_version_or_another_pack_is_refused(nasional: timbang.Pack) -> None:
    restored, arguments = nasional.__reduce__()
    assert callable(restored)
    assert isinstance(arguments, tuple)
    layers, digests, version = arguments
    assert restored(layers, digests, version).digests == digests
    with pytest.raises(timbang.TimbangError, match=r"T3028: .* 9\.9\.9") as caught:
        restored(layers, digests, "9.9.9")
    assert caught.value.code == "T3028"
    with pytest.raises(timbang.TimbangError, match=r"T3028: .*`nasional`"):
        restored(layers, ("0" * 64,), version)


def nilai_of(plan: timbang.Plan, nilai: int) -> object:
    """What a worker does."""
    return plan.evaluate({"nilai": nilai})["dua_kali"].value


def test_processes_share_a_plan(small: timbang.Pack) -> None:
    plan = small.plan("dua_kali", as_of="2025-01-01")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(nilai_of, [plan] * 4, range(4))) == [0, 2, 4, 6]


def test_what_an_outcome_says_pickles(plan: timbang.Plan, people: list[Facts]) -> None:
    outcome = plan.evaluate(people[0])
    for said in (outcome.promotions, outcome.triggers, outcome.issues, [r.causes for r in outcome.results.values()]):
        again = pickle.loads(pickle.dumps(said))
        assert again == said
        assert repr(again) == repr(said)


def test_errors_pickle() -> None:
    with pytest.raises(timbang.PackError) as caught:
        timbang.load({"pack.toml": "format = 1"})
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.code, again.diagnostics, str(again)) == (
        caught.value.code,
        caught.value.diagnostics,
        str(caught.value),
    )


STOPPED = """
import polars as pl, timbang
from conftest import SMALL
rules = SMALL["uji/a.rhai"].replace("predikat) { nilai >= 60", "predikat, ambang) { nilai >= ambang")
parameters = '[ambang]\\nbasis = "contoh"\\nvalue = 60\\n'
plan = timbang.load({**SMALL, "uji/a.rhai": rules, "parameters/a.toml": parameters}).plan(as_of="2025-01-01")
frame = pl.DataFrame({"nilai": ["50.5", None, "x"] * 2_000_000, "kelompok": ["a", "b", "b"] * 2_000_000})
print("begins", flush=True)
try:
    while True:
        CALL
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize(
    "call",
    [
        "plan.evaluate_frame(frame)",
        'plan.compare(plan.with_parameter("ambang", 50), frame)',
        'plan.fairness(frame, rate="lulus", by="kelompok")',
    ],
)
def test_ctrl_c_stops_long_work(call: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED.replace("CALL", call)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=os.path.dirname(__file__),  # noqa: PTH120
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert (out, process.returncode) == ("stopped\n", 0)


def test_an_error_of_the_callers_own_stops_an_evaluation(small: timbang.Pack) -> None:
    def tell(done: int, total: int) -> None:
        raise RuntimeError(f"{done} of {total}")

    plan, frame = small.plan(as_of="2025-01-01"), pl.DataFrame({"nilai": [1, 2, 3], "kelompok": ["a", "b", "b"]})
    with pytest.raises(RuntimeError, match="of 3"):
        plan.evaluate_frame(frame, progress=tell)
    with pytest.raises(RuntimeError, match="of 3"):
        plan.compare(plan, frame, progress=tell)
    with pytest.raises(RuntimeError, match="of 3"):
        plan.fairness(frame, rate="lulus", by="kelompok", progress=tell)
