"""What Spark costs on workload W: its rows through `mapInArrow` as they come, and through a plan.

Run by `make bench-spark`: spark.py ROWS, the Parquet file that `workload write` wrote. Each run makes all rows of the
results and keeps none; the median of several runs after one that is not counted.
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


def median(run: Callable[[], object]) -> float:
    """The seconds of a run."""
    run()
    found = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        run()
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


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
    print("\n| rows a batch | as they come, s | results, s | with issues, s | rows/s |\n|---:|---:|---:|---:|---:|")
    for batch in (10_000, 100_000):
        spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(batch)).getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        frame = spark.read.parquet(f"file://{Path(sys.argv[1]).absolute()}").repartition(2 * cores).cache()
        assert frame.select(functions.count("*")).first()[0] == rows
        alone = median(read(frame.mapInArrow(same, frame.schema)))
        results = median(read(timbang.spark.evaluate(frame, plan, issues=False)))
        issues = median(read(timbang.spark.evaluate(frame, plan)))
        print(f"| {batch:,} | {alone:.2f} | {results:.2f} | {issues:.2f} | {rows / results:,.0f} |", flush=True)
        spark.stop()


if __name__ == "__main__":
    main()
