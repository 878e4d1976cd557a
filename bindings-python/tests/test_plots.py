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


def test_movements_count_pairs(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    before = what_came[1].select(f"{REGULAR}.status").with_columns(pl.col(f"{REGULAR}.status").cast(pl.String))
    after = before.with_columns(
        pl.when(pl.int_range(pl.len()) < 10)
        .then(None)
        .otherwise(pl.col(f"{REGULAR}.status"))
        .alias(f"{REGULAR}.status")
    )
    pairs = plots.moved(before, after, f"{REGULAR}.status")
    assert sum(int(str(count)) for count in pairs["count"]) == len(before)
    (cells,) = rows(plots.movements(pairs, order=["MS", "TMS", "BTL", "TB"]))
    moving = {(one["before"], one["after"]): one["count"] for one in cells if one["kind"] == "berpindah"}
    assert sum(moving.values()) == 10
    assert {other for _, other in moving} == {"tanpa nilai"}
    assert sum(one["count"] for one in cells) == len(before)
    assert rows(plots.movements(pl.DataFrame(pairs))) == rows(plots.movements(pairs))
    with pytest.raises(ValueError, match="shorter"):
        plots.moved(before, after.head(3), f"{REGULAR}.status")


def test_shares_hide_small_groups() -> None:
    frame = {"requirement": ["a", "a", "a"], "group": ["x", "y", "z"], "met": [3, 4, 0], "total": [6, 4, 0]}
    (cells,) = rows(plots.shares(frame))
    assert [(one["share"], one["words"]) for one in cells] == [(0.5, "50%"), (None, "< 5"), (None, "< 5")]
    assert rows(plots.shares(pl.DataFrame(frame))) == [cells]


def test_both_languages_and_both_pages(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    requirements, frame = what_came
    pairs = plots.moved(frame, frame, "kotak_talenta")
    cells = {"requirement": ["a"], "group": ["x"], "met": [6], "total": [8]}
    charts: list[Callable[[Literal["id", "en"], bool], Any]] = [
        lambda lang, dark: plots.distribution(frame, "ip_asn", lang=lang, is_dark=dark),
        lambda lang, dark: plots.nine_boxes(frame, lang=lang, is_dark=dark),
        lambda lang, dark: plots.blockers(frame, REGULAR, requirements, lang=lang, is_dark=dark),
        lambda lang, dark: plots.movements(pairs, lang=lang, is_dark=dark),
        lambda lang, dark: plots.shares(cells, lang=lang, is_dark=dark),
    ]
    for chart in charts:
        indonesian, english = chart("id", False).to_dict(), chart("en", True).to_dict()
        assert indonesian["title"]["subtitle"] != english["title"]["subtitle"]
        assert (indonesian["background"], english["background"]) == ("#ffffff", "#1a2029")


def test_a_column_that_there_is_not(what_came: tuple[dict[str, str], pl.DataFrame]) -> None:
    for library in ("polars", "pandas", "pyarrow", "duckdb", "stream"):
        with pytest.raises(KeyError, match="tidak_ada"):
            plots.distribution(of(library, what_came[1].select("ip_asn")), "tidak_ada")
