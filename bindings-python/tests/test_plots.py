"""Charts: what they draw is what the frames have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import polars as pl
import pytest
import timbang
from conftest import SMALL
from test_frames import of, tables
from timbang import plots

if TYPE_CHECKING:
    from collections.abc import Callable

REGULAR = "kenaikan_pangkat_reguler"


@pytest.fixture(scope="module")
def what_came(nasional: timbang.Pack) -> tuple[dict[str, str], pl.DataFrame]:
    """The requirements of the regular promotion, and a frame with all that is drawn."""
    names = ["ip_asn", "kotak_talenta", "sumbu_kinerja_talenta", "sumbu_potensi_talenta", "triggers", REGULAR]
    requirements = plots.requirements(nasional.plan(REGULAR, as_of="2025-12-31"), REGULAR)
    lists = tables("polars")
    employees = lists.pop("pegawai")
    plan = nasional.plan(*names, *requirements, as_of="2025-12-31")
    return requirements, plan.evaluate_frame(employees, lists=lists, key="nip").frame


def rows(chart: Any) -> list[list[dict[str, Any]]]:
    """The rows of each part of a chart, once for every data set; the chart keeps Vega-Lite's schema."""
    spec = chart.to_dict()
    assert spec["title"]["text"]
    assert spec["title"]["subtitle"]
    names = dict.fromkeys(part["data"]["name"] for part in parts(spec) if "data" in part)
    return [spec["datasets"][name] for name in names]


def test_a_distribution_counts_every_value(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    frame = what_came[1]
    bins, (middle,) = rows(plots.distribution(frame, "ip_asn", unit="poin"))
    values = frame["ip_asn"].drop_nulls()
    assert sum(one["count"] for one in bins) == len(values)
    for one in bins:
        inside = (values >= Decimal(str(one["from"]))) & (values < Decimal(str(one["to"])))
        assert one["count"] == inside.sum()
    assert middle["median"] == values.median()


@pytest.mark.parametrize(
    "values", [[], [None], [Decimal("3.5")], [Decimal(1), Decimal(1)], [Decimal("-0.25"), Decimal(10**9)]]
)
def test_a_distribution_of_few(values: list[Decimal | None]) -> None:
    chart = plots.distribution(pl.DataFrame({"n": values}, schema={"n": pl.Decimal(20, 2)}), "n")
    assert sum(one["count"] for one in rows(chart)[0]) == len([one for one in values if one is not None])


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow", "duckdb", "stream"])
def test_boxes_count_everybody_who_has_both(library: str, what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    axes = what_came[1].select("sumbu_kinerja_talenta", "sumbu_potensi_talenta", "kotak_talenta")
    (boxes,) = rows(plots.nine_boxes(of(library, axes)))
    assert len(boxes) == 9
    there = axes.drop_nulls()
    for one in boxes:
        number = one["box"].removeprefix("kotak ")
        assert one["count"] == (there["kotak_talenta"].cast(pl.String) == number).sum()
    assert sum(one["count"] for one in boxes) == len(there) > 0


def test_blockers_tell_who_fails_one_alone(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    requirements, frame = what_came
    bars, totals = rows(plots.blockers(frame, REGULAR, requirements))
    refused = frame.filter(pl.col(f"{REGULAR}.status").cast(pl.String) == "TMS")
    for name, label in requirements.items():
        (total,) = [one["total"] for one in totals if one["requirement"] == label]
        assert total == (~refused[name]).sum()
        alone = refused.filter(~pl.col(name)).select(
            pl.sum_horizontal((~pl.col(other)).fill_null(False) for other in requirements)
        )
        assert bars[0]["kind"] == "satu-satunya penghalang"
        found = [one["count"] for one in bars if (one["requirement"], one["kind"]) == (label, bars[0]["kind"])]
        assert found == [(alone.to_series() == 1).sum()]
    assert totals == sorted(totals, key=lambda one: -one["total"])


def test_triggers_count_items_and_add_up_costs(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    frame = what_came[1]
    called = frame["triggers"].explode().drop_nulls().struct.field("item").cast(pl.String)
    costs = dict.fromkeys(called.unique().to_list(), ("Judul", 250000))
    (bars,) = rows(plots.triggers(frame, costs, most=100))
    assert {one["item"] for one in bars} == {f"Judul ({code})" for code in costs}
    for one in bars:
        count = (called == one["item"].removeprefix("Judul (").removesuffix(")")).sum()
        assert (one["count"], one["cost"]) == (count, count * 0.25)
    (few,) = rows(plots.triggers(frame, costs, most=3))
    assert few == bars[:3]
    with pytest.raises(KeyError):
        plots.triggers(frame, {})


def test_a_catalogue_has_titles_and_costs(nasional: timbang.Pack) -> None:
    assert plots.catalogue(nasional)["DIG-3"] == ("Literasi digital menengah", Decimal(1_800_000))
    assert plots.catalogue(nasional, lang="en")["DIG-3"] == ("Intermediate digital literacy", Decimal(1_800_000))
    assert plots.catalogue(timbang.load(SMALL)) == {}
    assert set(plots.catalogue(timbang.bundled("kupang"))) >= set(plots.catalogue(nasional))


def parts(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """A chart and the charts in it."""
    inner = [part for name in ("layer", "hconcat") for part in spec.get(name, ())]
    return [spec, *(found for part in inner for found in parts(part))]


@pytest.fixture(scope="module")
def compared(nasional: timbang.Pack) -> timbang.Compared[pl.DataFrame]:
    """The sample under the rules as they are, and with three years in rank instead of four."""
    lists = tables("polars")
    employees = lists.pop("pegawai")
    plan = nasional.plan("ip_asn", REGULAR, as_of="2025-12-31")
    proposed = plan.with_parameter("masa_kerja_pangkat_reguler", 3)
    return plan.compare(proposed, employees, lists=lists, key="nip")


def test_movements_are_those_of_the_comparison(compared: timbang.Compared[pl.DataFrame]) -> None:
    (cells,) = rows(plots.movements(compared, REGULAR))
    moving = {(one["before"], one["after"]): one["count"] for one in cells if one["kind"] == "berpindah"}
    movers = compared.movers.filter(output=REGULAR)
    assert moving == {("TMS", "MS"): len(movers)}
    assert sum(one["count"] for one in cells) == compared.subjects
    assert [one["before"] for one in cells[:1]] == ["MS"], "in the order of the decisions"
    (other,) = rows(plots.movements(compared, REGULAR, order=["undetermined", "TMS"], lang="en"))
    assert other[0]["before"] == "TMS", "what there is not is no row"
    assert rows(plots.movements(compared)) == rows(plots.movements(compared, "ip_asn"))
    with pytest.raises(KeyError, match="tidak_ada"):
        plots.movements(compared, "tidak_ada")


@pytest.fixture(scope="module")
def fairness() -> list[timbang.Fairness[pl.DataFrame]]:
    """Two results of a small pack by two columns, of which a few cells are hidden."""
    passes = {"a": [20, 10], "b": [12, 18], "c": [20, 3]}
    cells = [(group, nilai) for group, (yes, no) in passes.items() for nilai in [60] * yes + [10] * no]
    frame = pl.DataFrame(cells, schema=["kelompok", "nilai"], orient="row")
    frame = frame.with_columns(predikat=pl.lit("baik"), ganjil=(pl.int_range(pl.len()) % 2).cast(pl.String))
    plan = timbang.load(SMALL).plan(as_of="2025-01-01")
    return [plan.fairness(frame, rate=rate, by=["kelompok", "ganjil"]) for rate in ("lulus", "dua_kali>=20")]


def test_shares_are_those_of_the_groups(fairness: list[timbang.Fairness[pl.DataFrame]]) -> None:
    (cells,) = rows(plots.shares(fairness, "kelompok"))
    groups = fairness[0].groups.filter(column="kelompok")
    wanted = [None if share is None else float(share) for share in groups["share"]]
    assert [one["share"] for one in cells[:3]] == wanted
    assert None in wanted
    assert [one["words"] for one in cells if one["share"] is None] == ["tertutup"] * wanted.count(None)
    assert [(one["share"], one["words"]) for one in cells[3:]] == [(1.0, "100%")] * 3
    assert [one["requirement"] for one in cells] == ["Lulus"] * 3 + ["Dua kali"] * 3
    with pytest.raises(KeyError, match="ganjil"):
        plots.shares(fairness)
    with pytest.raises(KeyError, match="tidak_ada"):
        plots.shares(fairness[0], "tidak_ada")
    alike, other = rows(plots.shares([fairness[0], fairness[0]], "ganjil"))[0][::2]
    assert alike["requirement"] == other["requirement"] == "Lulus: ya"


def test_both_languages_and_both_pages(
    what_came: tuple[dict[str, str], pl.DataFrame],
    compared: timbang.Compared[pl.DataFrame],
    fairness: list[timbang.Fairness[pl.DataFrame]],
) -> None:
    requirements, frame = what_came
    charts: list[Callable[[Literal["id", "en"], bool], Any]] = [
        lambda lang, dark: plots.distribution(frame, "ip_asn", lang=lang, is_dark=dark),
        lambda lang, dark: plots.nine_boxes(frame, lang=lang, is_dark=dark),
        lambda lang, dark: plots.blockers(frame, REGULAR, requirements, lang=lang, is_dark=dark),
        lambda lang, dark: plots.movements(compared, lang=lang, is_dark=dark),
        lambda lang, dark: plots.shares(fairness, "ganjil", lang=lang, is_dark=dark),
    ]
    for chart in charts:
        indonesian, english = chart("id", False).to_dict(), chart("en", True).to_dict()
        assert indonesian["title"]["subtitle"] != english["title"]["subtitle"]
        assert (indonesian["background"], english["background"]) == ("#ffffff", "#1a2029")


def test_a_column_that_there_is_not(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    for library in ("polars", "pandas", "pyarrow", "duckdb", "stream"):
        with pytest.raises(KeyError, match="tidak_ada"):
            plots.distribution(of(library, what_came[1].select("ip_asn")), "tidak_ada")
