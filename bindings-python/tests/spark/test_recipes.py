"""The recipes of the documentation, run as they stand over the sample population."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dask
import pyarrow as pa
import pyarrow.parquet as pq
import timbang
import timbang.spark
from test_frames import tables

if TYPE_CHECKING:
    import pytest
    from pyspark.sql import SparkSession

DOCS = Path(__file__).parents[2] / "docs"


def run(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Runs all Python of a page in a folder with the sample population, and gives its names."""
    for name, contents in timbang.sample().items():
        (folder / f"{name}.csv").write_bytes(contents)
    monkeypatch.chdir(folder)
    # Dask sends functions of `__main__` to its workers as they are.
    names: dict[str, Any] = {"__name__": "__main__"}
    for code in re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(), re.DOTALL):
        exec(compile(code, page, "exec"), names)
    return names


def rows(table: Any) -> list[dict[str, Any]]:
    """The rows of an Arrow table."""
    return pa.table(table).to_pylist()  # type: ignore[no-any-return]


def test_duckdb(tmp_path: Path, plan: timbang.Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    names = run("duckdb.md", tmp_path, monkeypatch)
    given = tables("pyarrow")
    lists = {"riwayat_kinerja": given["riwayat_kinerja"]}
    wanted = plan.evaluate_frame(given["pegawai"], lists=lists, key="nip")
    found = names["scored"]
    assert rows(found.frame) == rows(wanted.frame)
    assert rows(found.issues) == rows(wanted.issues)
    due = [row["nip"] for row in rows(wanted.frame) if row["kenaikan_pangkat_reguler.status"] == "MS"]
    assert [nip for (nip,) in names["due"].fetchall()] == due
    short = (
        given["riwayat_kinerja"]
        .select(["nip", "tahun", "predikat"])
        .sort_by([("nip", "ascending"), ("tahun", "ascending")])
    )
    wanted = plan.evaluate_frame(given["pegawai"], lists={"riwayat_kinerja": short}, key="nip", issues="column")
    by_nip = {row["nip"]: row for row in rows(wanted.frame)}
    assert {row["nip"]: row for row in rows(pq.read_table("scored.parquet"))} == by_nip


def test_dask(tmp_path: Path, plan: timbang.Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = rows(plan.evaluate_frame(tables("pyarrow")["pegawai"], keep=["nip"], issues="column").frame)
    results = run("dask.md", tmp_path, monkeypatch)["results"].repartition(npartitions=3)
    for scheduler in ("threads", "processes"):
        with dask.config.set(scheduler=scheduler, num_workers=2):
            found = results.compute()
        assert list(found.columns) == list(wanted[0])
        assert rows(pa.Table.from_pandas(found, preserve_index=False)) == wanted


def test_spark(tmp_path: Path, plan: timbang.Plan, spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where Java is does not change with where Python is.
    hadoop = spark._jvm.org.apache.hadoop.fs
    files = hadoop.FileSystem.get(spark._jsc.hadoopConfiguration())
    before = files.getWorkingDirectory()
    files.setWorkingDirectory(hadoop.Path(str(tmp_path)))
    try:
        names = run("spark.md", tmp_path, monkeypatch)
        found = {row["nip"]: row for row in names["scored"].toArrow().to_pylist()}
        written = spark.read.parquet("pegawai_lengkap")
        nested = timbang.spark.evaluate(written, plan, keep=["nip"]).toArrow().to_pylist()
    finally:
        files.setWorkingDirectory(before)

    lists = tables("polars")
    people = lists.pop("pegawai")
    lists = {name: table.sort(table.columns, nulls_last=False) for name, table in lists.items()}

    def on_one_machine(keep: list[str], *names: str) -> dict[str, dict[str, Any]]:
        given = {name: lists[name] for name in names}
        scored = plan.evaluate_frame(people, lists=given, key="nip", keep=keep, issues="column")
        return {row["nip"]: row for row in rows(scored.frame)}

    assert found == on_one_machine(["nip", "unor_id"], "indikator", "riwayat_kinerja")
    assert {row["nip"]: row for row in nested} == on_one_machine(["nip"], "indikator")


def test_each_page_is_run() -> None:
    assert {page.stem for page in DOCS.glob("*.md")} == {"dask", "duckdb", "spark"}
