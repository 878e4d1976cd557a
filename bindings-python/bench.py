"""What Timbang costs from Python: importing it, one subject, and a frame of workload W beside the crate's own time.

Run by `make bench-python`, which builds both in release: bench.py BINARY, the binary `workload` of the benches.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl
import timbang

ROOT = Path(__file__).parents[1]
ROWS = 1_000_000
PAIRS = 9


def milliseconds_of_import(times: int = 21) -> float:
    """The median of the CPU time of fresh processes, without what the interpreter costs by itself."""

    def run(code: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(run("import timbang"), run("pass")) for _ in range(times)]
    return statistics.median(with_it - without for with_it, without in pairs) * 1_000


def seconds(run: object, times: int) -> float:
    """The median of the CPU time of one call, after one that is not counted."""
    assert callable(run)
    run()
    found = []
    for _ in range(times):
        begin = time.process_time()
        run()
        found.append(time.process_time() - begin)
    return statistics.median(found)


def seconds_of_frame(binary: str, folder: str) -> tuple[list[float], list[float]]:
    """The CPU time of a frame and of the crate over the same rows: alternating, each run in a process of its own."""
    given = f"{folder}/w.parquet"
    peer = [sys.executable, str(ROOT / "benches/peers/w_timbang.py"), given, f"{folder}/answers.parquet", str(ROWS)]
    commands = [*peer, "frame"], [binary, "ours", "--from", given, "--mode", "whole"]
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(PAIRS):
        for command, times in zip(commands, found, strict=True):
            told = subprocess.run(command, check=True, capture_output=True, text=True)
            times.append(json.loads(told.stdout.splitlines()[-1])["cpu"])
    return found


def main() -> None:
    """Measures and prints."""
    print(f"{date.today()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"import timbang: {milliseconds_of_import():.1f} ms")
    plan = timbang.load(ROOT / "benches/workload").plan(as_of="2025-12-31")
    with tempfile.TemporaryDirectory() as folder:
        written = ["write", "--rows", str(ROWS), "--out", folder]
        subprocess.run([sys.argv[1], *written], check=True, capture_output=True)
        frames, crate = seconds_of_frame(sys.argv[1], folder)
        facts = pl.read_parquet(Path(folder) / "w.parquet", n_rows=1).row(0, named=True)
    few = 2_000
    one = seconds(lambda: [plan.evaluate(facts) for _ in range(few)], 9) / few
    read = seconds(lambda: [[r.value for r in plan.evaluate(facts).results.values()] for _ in range(few)], 9) / few
    print(f"one subject of W: {one * 1e6:.1f} µs; with its {len(plan.outputs)} values read: {read * 1e6:.1f} µs")
    ratio = statistics.median(frame / alone for frame, alone in zip(frames, crate, strict=True))
    print(
        f"{ROWS:,} rows of W as a Polars frame: {statistics.median(frames):.3f} s of CPU, {ratio:.2f} times the "
        f"crate's {statistics.median(crate):.3f} s (medians of {PAIRS} pairs)"
    )


if __name__ == "__main__":
    main()
