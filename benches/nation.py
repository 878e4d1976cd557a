"""The national pack over a population in files: employees a second, CPU time and peak memory, each beside the same
files read, joined and checked with next to nothing to work out, and beside the reference evaluator on the first rows."""

import argparse
import os
import subprocess
import sys
import time

AS_OF = "2025-12-31"
PACK = "rules/nasional"
# Rows of which all columns are read and checked, and one fact is handed on.
NEXT_TO_NOTHING = ["--output", "golongan"]


def run(command):
    """Seconds on the wall, seconds of CPU, and MiB at the peak, of a command that must succeed."""
    start = time.perf_counter()
    with open(os.devnull, "w") as nothing:
        child = subprocess.Popen(command, stdout=nothing, stderr=subprocess.PIPE, text=True)
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(command)}\n{said}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def files(folder, ending):
    """The arguments that name the main file and the files of lists."""
    lists = sorted(name for name in os.listdir(folder) if name.endswith(ending) and name != "pegawai" + ending)
    lists = [argument for name in lists if not name.startswith("hasil")
             for argument in ("--list", f"{name[:-len(ending)]}={folder}/{name}")]
    return [f"{folder}/pegawai{ending}", "--as-of", AS_OF, "--key", "nip", *lists]


def evaluate(timbang, folder, ending, out, more=()):
    return [timbang, "evaluate", PACK, *files(folder, ending), "--out", f"{folder}/hasil{out}", *more]


def drawn(population, folder, rows, form):
    """The population, drawn where it is not there yet."""
    if not os.path.exists(f"{folder}/pegawai.{form}"):
        subprocess.run([population, "rules/nasional", "--rows", str(rows), "--seed", "1", "--format", form, "--out", folder], check=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binaries", default="target/release")
    options.add_argument("--folder", default="target/nation")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--csv-rows", type=int, default=50_000)
    options.add_argument("--few", type=int, default=1_000)
    options = options.parse_args()
    timbang, population = (f"{options.binaries}/{name}" for name in ("timbang", "population"))
    sizes = {"parquet": options.rows, "csv": options.csv_rows, "few": options.few}
    folders = {name: f"{options.folder}/{name}-{rows}" for name, rows in sizes.items()}
    for name, folder in folders.items():
        drawn(population, folder, sizes[name], "parquet" if name == "parquet" else "csv")
    table, rows, few = folders["parquet"], folders["csv"], folders["few"]
    runs = [
        ("Parquet to Parquet, one thread", options.rows, evaluate(timbang, table, ".parquet", ".parquet", ["--threads", "1"])),
        ("Parquet to Parquet", options.rows, evaluate(timbang, table, ".parquet", ".parquet")),
        ("read, joined and checked, one thread", options.rows,
         evaluate(timbang, table, ".parquet", ".parquet", [*NEXT_TO_NOTHING, "--threads", "1"])),
        ("read, joined and checked", options.rows, evaluate(timbang, table, ".parquet", ".parquet", NEXT_TO_NOTHING)),
        ("CSV to CSV, one thread", options.csv_rows, evaluate(timbang, rows, ".csv", ".csv", ["--threads", "1"])),
        ("CSV to CSV", options.csv_rows, evaluate(timbang, rows, ".csv", ".csv")),
        ("row by row, with decision records", options.few,
         evaluate(timbang, few, ".csv", ".csv", ["--record", f"{few}/catatan.ndjson"])),
        ("row by row, counted only", options.few, [timbang, "quality", *files(few, ".csv"), "--pack", PACK]),
    ]
    print("| | employees | employees/s | CPU s per million | peak MiB |\n|---|---:|---:|---:|---:|")
    for name, count, command in runs:
        wall, cpu, peak = run(command)
        print(f"| {name} | {count:,} | {count / wall:,.0f} | {cpu / count * 1e6:,.1f} | {peak:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
