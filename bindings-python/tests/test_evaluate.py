"""One subject: facts in, outcome out."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
import timbang


@pytest.fixture
def plan(small: timbang.Pack) -> timbang.Plan:
    return small.plan("dua_kali", "lulus", "hari_pertama", as_of="2025-01-01")


def test_values_are_those_of_python(plan: timbang.Plan) -> None:
    outcome = plan.evaluate({"nilai": Decimal("60.25"), "predikat": "baik", "mulai": date(2024, 2, 29)})
    values = {name: result.value for name, result in outcome.results.items()}
    assert values == {"dua_kali": Decimal("120.50"), "lulus": True, "hari_pertama": date(2024, 2, 29)}
    assert isinstance(outcome["dua_kali"].value, Decimal)
    assert outcome.as_of == date(2025, 1, 1)
    assert outcome.issues == ()


def test_values_are_told_in_words_of_both_languages(plan: timbang.Plan, nasional: timbang.Pack) -> None:
    outcome = plan.evaluate({"nilai": Decimal("60.25"), "mulai": date(2024, 2, 29)})
    told = {name: (text.id, text.en) for name, result in outcome.results.items() if (text := result.text)}
    assert told["dua_kali"] == ("120,5", "120.5")
    assert told["hari_pertama"] == ("29 Februari 2024", "29 February 2024")
    assert plan.evaluate({})["dua_kali"].text is None
    ranks = nasional.plan("predikat_kinerja", as_of="2025-12-31")
    found = ranks.evaluate({"rating_hasil_kerja": "sesuai", "rating_perilaku_kerja": "sesuai"})["predikat_kinerja"]
    assert found.value == "baik"
    assert found.text == timbang.Text("Baik", "Good")


def test_a_missing_fact_is_never_zero(plan: timbang.Plan) -> None:
    result = plan.evaluate({})["dua_kali"]
    assert (result.status, result.value, result.is_known) == ("undetermined", None, False)
    (cause,) = result.causes
    assert (cause.kind, cause.name) == ("missing", "nilai")
    assert "Nilai" in cause.text.id


@pytest.mark.parametrize(
    "given",
    [60, 60.0, "60", "60.00", Decimal(60), Decimal("6E+1")],
    ids=["int", "whole float", "text", "text with decimals", "decimal", "decimal with exponent"],
)
def test_a_number_in_each_form(plan: timbang.Plan, given: object) -> None:
    assert plan.evaluate({"nilai": given})["dua_kali"].value == 120


@pytest.mark.parametrize("given", [None, "", float("nan"), Decimal("NaN")])
def test_nothing_in_each_form(plan: timbang.Plan, given: object) -> None:
    outcome = plan.evaluate({"nilai": given})
    assert (outcome["dua_kali"].status, outcome.issues) == ("undetermined", ())


@pytest.mark.parametrize("given", ["2024-02-29", "29-02-2024", date(2024, 2, 29), datetime(2024, 2, 29)])
def test_a_date_in_each_form(plan: timbang.Plan, given: object) -> None:
    assert plan.evaluate({"mulai": given})["hari_pertama"].value == date(2024, 2, 29)


def test_an_instant_that_is_no_day_is_invalid(plan: timbang.Plan) -> None:
    outcome = plan.evaluate({"mulai": datetime(2024, 2, 29, 8)})
    assert [issue.code for issue in outcome.issues] == ["T2001"]
    assert outcome["hari_pertama"].status == "error"


def test_numbers_of_a_text_keep_their_digits(plan: timbang.Plan) -> None:
    assert plan.evaluate('{"nilai": 0.29}')["dua_kali"].value == Decimal("0.58")


@pytest.mark.parametrize("given", [0.29, float("inf"), Decimal("Infinity"), object(), {1: 2}, b"60", 1j])
def test_what_is_no_exact_value_is_refused(plan: timbang.Plan, given: object) -> None:
    with pytest.raises(timbang.FactError) as caught:
        plan.evaluate({"nilai": given})
    assert caught.value.code == "T3015"
    assert "0.29" not in str(caught.value), "a message holds no value"


def test_facts_that_lie_too_deep_are_refused(plan: timbang.Plan) -> None:
    deep: list[object] = []
    deep.append(deep)
    with pytest.raises(timbang.FactError, match="T3015"):
        plan.evaluate({"nilai": deep})


def test_problems_are_told_and_raise_only_where_asked(plan: timbang.Plan) -> None:
    facts = {"nilai": 101, "nilia": 1, "predikat": "baik"}
    outcome = plan.evaluate(facts)
    assert {issue.code for issue in outcome.issues} == {"T2002", "T2008"}
    assert outcome["dua_kali"].status == "error"
    assert any("`nilai`?" in issue.message.id for issue in outcome.issues), "did you mean"
    with pytest.raises(timbang.FactError) as caught:
        plan.evaluate(facts, strict=True)
    assert caught.value.code == "T3017"
    assert caught.value.issues == outcome.issues
    assert plan.evaluate({}, strict=True)["dua_kali"].status == "undetermined", "what is not known is no mistake"


def test_an_outcome_tells_why_and_replays(small: timbang.Pack, plan: timbang.Plan) -> None:
    outcome = plan.evaluate({"nilai": 50, "predikat": "baik"})
    why = outcome.why("lulus")
    assert "60" in str(why)
    assert why.to_text("en") != why.to_text("id")
    assert why.to_html().startswith("<")
    assert json.loads(why.to_json())
    wire = json.loads(outcome.to_json())
    assert wire["results"]["dua_kali"]["value"] == "100"
    assert small.replay(outcome.record).same


def test_a_promotion_tells_each_requirement(plan_of_promotion: timbang.Plan) -> None:
    outcome = plan_of_promotion.evaluate(
        {
            "status_pegawai": "pns",
            "jenis_jabatan": "pelaksana",
            "golongan": "III/c",
            "tmt_golongan": "2022-10-01",
            "tingkat_pendidikan": "s1",
            "hukuman_disiplin_berjalan": "tidak_ada",
            "riwayat_kinerja": [{"tahun": 2024, "predikat": "baik"}, {"tahun": 2023, "predikat": "baik"}],
        }
    )
    (promotion,) = outcome.promotions
    assert promotion.decision == "TMS"
    assert outcome["kenaikan_pangkat_reguler"].promotion == promotion
    states = {requirement.name: requirement for requirement in promotion.requirements}
    short = states["masa_kerja_pangkat_cukup"]
    assert short.state == "not_met"
    (comparison,) = short.comparisons
    assert (comparison.left.value, comparison.op, comparison.right.value) == (3, ">=", 4)
    assert comparison.shortfall is not None
    assert comparison.shortfall.amount == Decimal(1)
    assert outcome.triggers is None, "they were not asked for"


@pytest.fixture(scope="session")
def plan_of_promotion(nasional: timbang.Pack) -> timbang.Plan:
    return nasional.plan("kenaikan_pangkat_reguler", as_of=date(2025, 12, 31))


def test_triggers_name_items_of_the_catalogue(plan: timbang.Plan, nasional: timbang.Pack) -> None:
    from population import people

    default = nasional.plan(as_of="2025-12-31")
    found = [default.evaluate(facts).triggers for facts in people()[:20]]
    called = [call for triggers in found if triggers for call in triggers.called]
    assert called
    assert all(call.priority > 0 and call.reasons and call.title.id for call in called)
    assert all(isinstance(call.priority, Decimal) for call in called)
    with pytest.raises(timbang.PlanError):
        plan.evaluate({})["triggers"]
