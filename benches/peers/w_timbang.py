"""Timbang from Python: one dictionary a call with the values of its results, or (`frame`) a whole Polars frame."""

import os
import sys
from pathlib import Path

import polars as pl
import timbang

from common import by_row, measure
from spec import OUTPUTS

PLAN = timbang.load(Path(__file__).parents[1] / "workload").plan(*OUTPUTS, as_of="2025-12-31")
THREADS = int(os.environ.get("THREADS", "1"))


def evaluate(row):
    return {name: result.value for name, result in PLAN.evaluate(row).results.items()}


def whole(frame):
    return PLAN.evaluate_frame(frame, issues=False, threads=THREADS).frame


def found(frame):
    done = whole(frame)
    return {name: done[name].to_arrow() for name in OUTPUTS}


if "frame" in sys.argv:
    measure(lambda table: pl.from_arrow(table).rechunk(), whole, found)
else:
    by_row(dict, evaluate)
