"""Runs each peer in a process of its own on the same population and prints one table."""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = [("Timbang from Python, a Polars frame, exact", "timbang", ["frame"], "rows"),
           ("NumPy, binary float", "numpy", [], "rows"), ("Polars, binary float", "polars", ["float"], "rows"),
           ("Polars, binary float, streamed, a query a batch", "polars", ["float", "streamed"], "rows"),
           ("Polars, binary float, streamed by its own engine", "polars", ["float", "streamed-own"], "rows"),
           ("Polars, decimal", "polars", ["decimal"], "rows"), ("DuckDB, binary float", "duckdb", ["float"], "rows"),
           ("DuckDB, decimal", "duckdb", ["decimal"], "rows"), ("OpenFisca, float32", "openfisca", [], "rows"),
           ("Timbang from Python, a dictionary a call, exact", "timbang", [], "few"),
           ("datalogic, row by row", "datalogic", [], "few"), ("ZEN, row by row", "zen", [], "few")]


def run(command, threads):
    one = {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads), "THREADS": str(threads)}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | one)
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def best(command, options):
    """The run that took the least processor time."""
    runs = [run(command, options.threads) for _ in range(options.runs)]
    return min(runs, key=lambda found: found.get("cpu", float("inf")))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--few", type=int, default=20_000, help="rows for peers that take one at a time")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    given, answers = f"{options.folder}/w.parquet", f"{options.folder}/answers.parquet"
    ours = [options.binary, "ours", "--from", given, "--threads", str(options.threads), "--mode"]
    rows = [("Timbang, streamed, exact", best([*ours, "streamed"], options)),
            ("Timbang, whole table, exact", best([*ours, "whole"], options))]
    for label, name, extra, size in COLUMNS:
        count = options.rows if size == "rows" else min(options.few, options.rows)
        rows.append((label, best([sys.executable, str(HERE / f"w_{name}.py"), given, answers, str(count), *extra], options)))
    load = os.getloadavg()[0]
    print(f"{date.today()}, {processor()}, {os.cpu_count()} processors, load {load:.1f}; threads: {options.threads}\n")
    print("| engine | rows | rows/s | CPU s per million rows | peak MiB | our CPU speed by its | rows that differ |")
    print("|---|---:|---:|---:|---:|---:|---|")
    streamed, whole = (found["cpu"] / found["rows"] for _, found in rows[:2])
    for label, found in rows:
        if "failed" in found:
            print(f"| {label} | failed: {found['failed']} | | | | | |")
            continue
        each = found["cpu"] / found["rows"]
        wrong = found.get("differ", 0)
        told = "none" if not wrong else f"{wrong:,} ({', '.join(f'{name} {n:,}' for name, n in found['outputs'].items())})"
        print(f"| {label} | {found['rows']:,} | {found['rows'] / found['wall']:,.0f} | {each * 1e6:.3f} "
              f"| {found['peak_kib'] / 1024:,.0f} | {each / (streamed if 'streamed' in label else whole):.2f} | {told} |")


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


main()
