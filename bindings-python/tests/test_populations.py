"""Two plans over a population, and rates by group: what the command line tells, as frames of the caller's kind."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest
import timbang
from conftest import AS_OF, ROOT
from test_frames import KINDS, rows_of, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

REGULAR = "kenaikan_pangkat_reguler"
YEARS = "masa_kerja_pangkat_reguler"
PACK = ROOT / "rules/nasional"
SAMPLE = PACK / "sample"
BY = ["jenis_kelamin", "tanggal_lahir:10"]


def command(name: str, *arguments: str) -> Any:
    """What the command line tells of the sample, as JSON."""
    binary = Path(sys.executable).parent / "timbang"
    lists = [f"--list={path.stem}={path}" for path in sorted(SAMPLE.glob("*.csv")) if path.stem != "pegawai"]
    given = [
        str(binary),
        name,
        str(PACK),
        str(SAMPLE / "pegawai.csv"),
        "--as-of",
        AS_OF,
        "--key",
        "nip",
        "--format",
        "json",
        *lists,
    ]
    grouped = [word for column in BY for word in ("--by", column)]
    run = subprocess.run([*given, *grouped, *arguments], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def given(library: str = "polars") -> tuple[Any, dict[str, Any]]:
    """The employees of the sample, and how their lists are joined."""
    lists = tables(library)
    return lists.pop("pegawai"), {"lists": lists, "key": "nip"}


@pytest.fixture(scope="module")
def plans(nasional: timbang.Pack) -> tuple[timbang.Plan, timbang.Plan]:
    """The rules as they are, and with three years in rank instead of four."""
    plan = nasional.plan(REGULAR, "predikat_kinerja", "ip_asn", as_of=AS_OF)
    return plan, plan.with_parameter(YEARS, 3)


@pytest.fixture(scope="module")
def compared(plans: tuple[timbang.Plan, timbang.Plan]) -> timbang.Compared[pl.DataFrame]:
    """Both over the sample."""
    employees, how = given()
    found: timbang.Compared[pl.DataFrame] = plans[0].compare(plans[1], employees, by=BY, **how)
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[dict[str, str]]]:
    """What the command line tells of the same, and its list of those who moved."""
    movers = tmp_path_factory.mktemp("banding") / "pindah.csv"
    outputs = [word for name in (REGULAR, "predikat_kinerja", "ip_asn") for word in ("--output", name)]
    found = command("compare", f"--set={YEARS}=3", f"--movers={movers}", *outputs)
    return found, list(csv.DictReader(io.StringIO(movers.read_text(), newline="")))


def test_a_comparison_is_that_of_the_command_line(compared: timbang.Compared[pl.DataFrame], told: Any) -> None:
    wanted, movers = told
    assert json.loads(compared.to_json()) == wanted
    assert compared.moved == wanted["moved"] > 0
    (change,) = compared.changed
    assert (change.path, change.before, change.after) == (YEARS, "4", "3")
    assert compared.before.digest != compared.after.digest == wanted["after"]["digest"]
    found = compared.movers.fill_null("").drop("row", "because_en").cast(pl.String)
    assert found.to_dicts() == movers
    employees = given()[0]
    assert [employees["nip"][row] for row in compared.movers["row"]] == compared.movers["key"].to_list()
    for words in (compared.to_text("en"), compared.to_html("en"), str(compared)):
        assert YEARS in words
    assert compared.to_csv().startswith("v,output,section,")


@pytest.mark.parametrize("library", KINDS)
def test_frames_have_the_figures_of_the_json(library: str, plans: tuple[timbang.Plan, timbang.Plan], told: Any) -> None:
    employees, how = given(library)
    found = plans[0].compare(plans[1], employees, by=BY, **how)
    assert isinstance(found.movers, KINDS[library])
    outputs = {row["output"]: row for row in rows_of(found.outputs)}
    assert list(outputs) == [own["name"] for own in told[0]["outputs"]]
    for own in told[0]["outputs"]:
        name, row = own["name"], outputs[own["name"]]
        for figure in ("moved", "up", "down", "other", "explained", "kind", "unit"):
            assert row[figure] == own[figure]
        assert (row["label"], row["label_en"]) == (own["label"]["id"], own["label"]["en"])
        assert row["share"] == Decimal(own["share"])
        pairs = [(r["before"], r["after"], r["count"]) for r in rows_of(found.transitions) if r["output"] == name]
        assert pairs == [(one["from"], one["to"], one["count"]) for one in own["transitions"]]
        causes = [
            (r["kind"], r["name"], r["through"], {"id": r["text"], "en": r["text_en"]}, r["count"])
            for r in rows_of(found.causes)
            if r["output"] == name
        ]
        assert causes == [tuple(one[k] for k in ("kind", "name", "through", "text", "count")) for one in own["causes"]]
        groups = [
            (r["column"], r["group"] or "", r["subjects"], r["moved"])
            for r in rows_of(found.groups)
            if r["output"] == name
        ]
        assert groups == [
            (by["column"], one["group"], one["subjects"], one["moved"]) for by in own["groups"] for one in by["rows"]
        ]
        sums = {r["side"]: r for r in rows_of(found.numbers) if r["output"] == name}
        for side in ("before", "after", "difference") if own["numbers"] else ():
            assert sums[side]["sum"] == Decimal(own["numbers"][side]["sum"])
            assert sums[side]["mean"] == Decimal(own["numbers"][side]["mean_rounded"])
        bins = [(r["from"], r["to"], r["count"]) for r in rows_of(found.spread) if r["output"] == name]
        wanted = own["numbers"]["spread"] if own["numbers"] else []
        assert bins == [(_number(one["from"]), _number(one["to"]), one["count"]) for one in wanted]


def _number(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)


def test_a_stream_is_read_as_it_is_made(plans: tuple[timbang.Plan, timbang.Plan], told: Any) -> None:
    employees, how = given("pyarrow")
    made: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in employees.to_batches(max_chunksize=7):
            made.append(batch.num_rows)
            yield batch

    progress: list[tuple[int, int]] = []
    reader = pa.RecordBatchReader.from_batches(employees.schema, batches())
    found = plans[0].compare(plans[1], reader, by=BY, progress=lambda *rows: progress.append(rows), **how)
    assert json.loads(found.to_json()) == told[0]
    assert sum(made) == 400
    assert progress[-1] == (400, 400)

    def broken() -> Iterator[pa.RecordBatch]:
        yield from employees.to_batches(max_chunksize=7)[:2]
        raise OSError("the disk is gone")

    with pytest.raises(Exception, match="the disk is gone"):
        plans[0].compare(plans[1], pa.RecordBatchReader.from_batches(employees.schema, broken()), **how)


def test_comparisons_that_cannot_be(plans: tuple[timbang.Plan, timbang.Plan], small: timbang.Pack) -> None:
    employees, how = given()
    plan = plans[0]
    with pytest.raises(timbang.PlanError, match="T3038"):
        plan.compare(timbang.bundled("unit").plan(as_of=AS_OF), employees, **how)
    with pytest.raises(timbang.FactError, match="T3036"):
        plan.compare(plans[1], employees, by="tanggal_lahir:0", **how)
    with pytest.raises(timbang.FactError, match="T3031"):
        plan.compare(plans[1], employees, by="tidak_ada", **how)
    with pytest.raises(timbang.FactError, match="T3033"):
        plan.compare(plans[1], employees.clear(), **how)
    with pytest.raises(timbang.FactError, match="T3025"):
        plan.compare(plans[1], employees, lists=how["lists"], key="nipp")
    alike = small.plan("dua_kali", as_of="2025-01-01")
    same = alike.compare(alike, pl.DataFrame({"nilai": [1, 2]}))
    assert (same.moved, len(same.movers), same.changed) == (0, 0, ())


def test_rates_are_those_of_the_command_line(plans: tuple[timbang.Plan, timbang.Plan]) -> None:
    employees, how = given()
    found = plans[0].fairness(employees, rate="predikat_kinerja=baik|sangat_baik", by=BY, **how)
    wanted = command("fairness", "--rate", "predikat_kinerja=baik|sangat_baik")
    assert json.loads(found.to_json()) == wanted
    assert (found.rate, found.min_cell) == (wanted["rate"], 5)
    assert found.overall.subjects == wanted["subjects"] == 400
    for words in (found.to_text(), found.to_html(), str(found)):
        assert "Baik atau Sangat baik" in words
    assert found.rate in found.to_csv()
    rows = found.groups.to_dicts()
    groups = [(own["column"], group) for own in wanted["groupings"] for group in own["groups"]]
    assert len(rows) == len(groups) > 4
    for row, (column, group) in zip(rows, groups, strict=True):
        assert (row["column"], row["group"] or "") == (column, group["group"])
        for figure in ("subjects", "yes", "no", "undetermined", "not_applicable", "below_four_fifths", "clear"):
            assert row[figure] == group[figure]
        assert row["share"] == (group["rate"] and Decimal(group["rate"]["share"]))
        assert row["ratio"] == (group["ratio"] and Decimal(group["ratio"]))
        ends = [row["lower"], row["upper"]]
        assert ends == ([Decimal(end) for end in group["interval"]] if group["interval"] else [None, None])
        assert row["gap"] == (group["gap"] and group["gap"]["name"])


@pytest.mark.parametrize("library", KINDS)
def test_rates_are_of_the_callers_kind(library: str, plans: tuple[timbang.Plan, timbang.Plan]) -> None:
    employees, how = given(library)
    found = plans[0].fairness(employees, rate=REGULAR, by="jenis_kelamin", **how)
    assert isinstance(found.groups, KINDS[library])
    assert {row["column"] for row in rows_of(found.groups)} == {"jenis_kelamin"}


def test_what_is_hidden_is_not_there(small: timbang.Pack) -> None:
    # Of c three do not pass; hiding them hides what they could be worked out from.
    passes = {"a": [20, 10], "b": [12, 18], "c": [20, 3]}
    cells = [(group, nilai) for group, (yes, no) in passes.items() for nilai in [60] * yes + [10] * no]
    frame = pl.DataFrame(cells, schema=["kelompok", "nilai"], orient="row").with_columns(predikat=pl.lit("baik"))
    plan = small.plan("lulus", as_of="2025-01-01")
    found = plan.fairness(frame, rate="lulus", by="kelompok")
    hidden = {row["group"]: row for row in found.groups.to_dicts()}["c"]
    assert hidden["no"] is hidden["share"] is hidden["lower"] is hidden["ratio"] is None
    column = found.groups["no"].to_list()
    assert column.count(None) >= 2, "one alone could be worked out from the sum"
    assert found.overall.no == 31
    open_ones = plan.fairness(frame, rate="lulus", by="kelompok", min_cell=1).groups
    assert open_ones["no"].to_list() == [10, 18, 3]
    assert open_ones["share"].to_list() == [Decimal("0.6667"), Decimal("0.4000"), Decimal("0.8696")]
    for words in (found.to_json(), found.to_html(), found.to_text(), found.to_csv()):
        assert "0.8696" not in words
        assert "87,0" not in words


def test_rates_that_cannot_be(plans: tuple[timbang.Plan, timbang.Plan]) -> None:
    employees, how = given()

    def code(kind: type[timbang.TimbangError], **call: Any) -> str:
        with pytest.raises(kind) as caught:
            plans[0].fairness(employees, **how, **call)
        return caught.value.code

    assert code(timbang.FactError, rate=REGULAR, by="golongan") == "T3032", "the result rests on it"
    assert code(timbang.FactError, rate=REGULAR, by=[]) == "T3036"
    assert code(timbang.PlanError, rate="ip_asn", by="jenis_kelamin") == "T3030"
    assert code(timbang.PlanError, rate="tidak_ada", by="jenis_kelamin") == "T3003"


def test_values_have_labels(plans: tuple[timbang.Plan, timbang.Plan]) -> None:
    plan = plans[0]
    assert list(plan.labels(f"{REGULAR}.status")) == ["MS", "TMS", "BTL", "TB"]
    assert plan.labels(f"{REGULAR}.status", lang="en")["MS"] == "qualifies"
    assert plan.labels("triggers")["DIG-3"] == "Literasi digital menengah"
    assert plan.labels("ip_asn") == plan.labels(REGULAR) == {}
    assert plan.labels("jenis_jabatan")
    employees, how = given()
    scored = plan.evaluate_frame(employees, **how).frame
    labels = plan.labels("predikat_kinerja")
    shown = scored["predikat_kinerja"].cast(pl.String).replace(labels).drop_nulls()
    assert set(shown) <= set(labels.values())
    with pytest.raises(timbang.PlanError, match="T3003"):
        plan.labels("tidak_ada")


def test_batches_share_their_lists(plan: timbang.Plan) -> None:
    employees, how = given()
    whole = plan.evaluate_frame(employees, **how)
    parts = list(plan.evaluate_batches(employees.iter_slices(150), **how))
    assert pl.concat([part.frame for part in parts]).equals(whole.frame)
    assert pl.concat([part.issues for part in parts if part.issues is not None]).equals(whole.issues)
    assert parts[-1].orphans == whole.orphans
    assert sum(parts[0].orphans.values()) > sum(whole.orphans.values()), "those of later batches belong to nobody yet"


def test_a_handbook_is_that_of_the_command_line(nasional: timbang.Pack) -> None:
    binary = Path(sys.executable).parent / "timbang"
    arguments = ["describe", str(PACK), "--as-of", AS_OF, "--format", "markdown"]
    found = subprocess.run([binary, *arguments], capture_output=True, text=True, check=True).stdout
    assert nasional.describe(as_of=AS_OF, markdown=True).strip() == found.strip()
    assert nasional.describe(as_of=AS_OF, lang="en").startswith("<!DOCTYPE html>")
    with pytest.raises(timbang.PlanError, match="T3008"):
        nasional.describe(as_of="besok")
    assert io.StringIO(found).readline().startswith("# ")
