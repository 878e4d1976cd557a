"""What Spark costs on workload W: its rows through `mapInArrow` as they come, and through a plan.

Run by `make bench-spark`: spark.py ROWS, the Parquet file that `workload write` wrote. Each run makes all rows of the
results and keeps none; the median of several runs, by turns, after one that is not counted.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import timbang
import timbang.spark
from pyspark.sql import DataFrame, SparkSession, functions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[2]
RUNS = 5


def same(batches: Iterable[Any]) -> Iterable[Any]:
    """Gives what it is given: what Spark costs by itself."""
    return batches


def seconds_of_processor() -> float:
    """What this process and all that it started took of the processor, the JVM and its Python workers among them."""
    parents, times = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, fields = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        parents[number], times[number] = int(fields[1]), sum(map(int, fields[11:15]))
    own = {os.getpid()}
    while more := {number for number, parent in parents.items() if parent in own} - own:
        own |= more
    return sum(times.get(number, 0) for number in own) / os.sysconf("SC_CLK_TCK")


def medians(runs: list[Callable[[], object]]) -> list[tuple[float, float]]:
    """The seconds by the clock and of the processor of each, by turns, so that all meet the same machine."""
    found: list[list[tuple[float, float]]] = [[] for _ in runs]
    for number in range(RUNS + 1):
        for run, times in zip(runs, found, strict=True):
            clock, processor = time.perf_counter(), seconds_of_processor()
            run()
            if number > 0:
                times.append((time.perf_counter() - clock, seconds_of_processor() - processor))
    return [(statistics.median(c for c, _ in times), statistics.median(p for _, p in times)) for times in found]


def read(frame: DataFrame) -> Callable[[], object]:
    """Makes all rows and all columns and keeps none."""
    return lambda: frame.write.format("noop").mode("overwrite").save()


def main() -> None:
    """Measures and prints."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    rows = pq.read_metadata(sys.argv[1]).num_rows
    cores = os.cpu_count() or 1
    plan = timbang.load(ROOT / "benches/workload").plan(as_of="2025-12-31")
    print(f"{date.today()}, {cores} processors, load {os.getloadavg()[0]:.1f}, {rows:,} rows of W")
    table = pq.read_table(sys.argv[1])
    begin = time.process_time()
    plan.evaluate_frame(table, issues=False, threads=1)
    print(f"one machine, one thread, without Spark: {time.process_time() - begin:.2f} s of CPU")
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.memory", "2g")
    print("\n| rows a batch | what | s | CPU s | rows/s |\n|---:|---|---:|---:|---:|")
    for batch in (10_000, 100_000):
        spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(batch)).getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        frame = spark.read.parquet(f"file://{Path(sys.argv[1]).absolute()}").repartition(2 * cores).cache()
        assert frame.select(functions.count("*")).first()[0] == rows
        runs = {
            "as they come": frame.mapInArrow(same, frame.schema),
            "results": timbang.spark.evaluate(frame, plan, issues=False),
            "results and issues": timbang.spark.evaluate(frame, plan),
        }
        for what, (clock, processor) in zip(runs, medians([read(run) for run in runs.values()]), strict=True):
            print(f"| {batch:,} | {what} | {clock:.2f} | {processor:.2f} | {rows / clock:,.0f} |", flush=True)
        spark.stop()


if __name__ == "__main__":
    main()
