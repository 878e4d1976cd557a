"""The conformance suite through Python: the same files that every evaluator and every binding runs."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
import timbang
from suite import layers, pack, read

PACK_KEYS = {"name", "base", "files", "evaluate", "replay"}
EVALUATE_KEYS = {"name", "as_of", "outputs", "facts", "source", "expect", "error", "results"}
REPLAY_KEYS = {"name", "as_of", "outputs", "facts", "change", "differences"}
CHECK_KEYS = {"name", "base", "beside", "files", "expect"}


@pytest.mark.parametrize(("code", "case"), read("checks", "case"))
def test_checks(code: str, case: dict[str, Any]) -> None:
    """A check finds what it must, and where."""
    assert set(case) <= CHECK_KEYS
    base, overlays = layers(case)
    report = timbang.check(base, overlays)
    found: Counter[tuple[object, ...]] = Counter()
    must: Counter[tuple[object, ...]] = Counter()
    for one in report.diagnostics:
        place = one.places[0]
        finding = (one.code, place.file, place.line, place.column, place.length)
        found[finding] += 1
        if one.severity == "error" or one.code == code:
            must[finding] += 1
    wanted: Counter[tuple[object, ...]] = Counter(
        (e["code"], e["file"], e["line"], e["column"], e["length"]) for e in case["expect"]
    )
    assert not wanted - found, "not found"
    assert not must - wanted, "not expected"
    assert report.ok == (not report.errors)
    if report.errors:
        with pytest.raises(timbang.PackError) as caught:
            timbang.load(base, overlays)
        assert caught.value.diagnostics == report.diagnostics


@pytest.mark.parametrize(("file", "case"), read("eval", "pack"))
def test_evaluations(file: str, case: dict[str, Any]) -> None:
    """A pack's own cases pass, its subjects come out as expected, and its decisions replay."""
    assert set(case) <= PACK_KEYS
    loaded = timbang.load(*layers(case))
    for result in loaded.test():
        assert result.passed, (file, result.name, result.differences)
    for asked in case.get("evaluate", []):
        assert set(asked) <= EVALUATE_KEYS
        evaluate(loaded, asked)
    for asked in case.get("replay", []):
        assert set(asked) <= REPLAY_KEYS
        plan = loaded.plan(*asked.get("outputs", []), as_of=asked["as_of"])
        record = plan.evaluate(asked.get("facts", "{}")).record
        replayed = timbang.load(*layers(case, asked.get("change"))).replay(record)
        assert [found.name for found in replayed.differences] == asked.get("differences", []), asked["name"]
        assert replayed.same == (not replayed.differences)


def evaluate(loaded: timbang.Pack, asked: dict[str, Any]) -> None:
    """One subject of a pack, its facts as text and as Python's own values."""
    text = asked.get("facts", "{}")
    if "error" in asked:
        with pytest.raises(timbang.TimbangError) as caught:
            loaded.plan(*asked.get("outputs", []), as_of=asked["as_of"]).evaluate(text, source=asked.get("source"))
        assert caught.value.code == asked["error"], asked["name"]
        return
    plan = loaded.plan(*asked.get("outputs", []), as_of=asked["as_of"])
    outcome = plan.evaluate(text, source=asked.get("source"))
    wire = json.loads(outcome.to_json(), parse_float=str)
    if "expect" in asked:
        assert not lacking(json.loads(asked["expect"]), wire), asked["name"]
    if "results" in asked:
        assert list(wire["results"]) == asked["results"], asked["name"]
    # The same facts as values of Python come out the same.
    given = json.loads(text, parse_float=Decimal)
    again = plan.evaluate(given, source=asked.get("source"))
    assert json.loads(again.to_json()) == json.loads(outcome.to_json()), asked["name"]
    agrees(outcome, wire)


def agrees(outcome: timbang.Outcome, wire: dict[str, Any]) -> None:
    """What the objects say is what stands on the wire."""
    assert list(outcome.results) == list(wire["results"])
    for name, result in outcome.results.items():
        told = wire["results"][name]
        assert result.status == told["status"]
        assert [(c.kind, c.name, c.code) for c in result.causes] == [
            (c["kind"], c["name"], c.get("code")) for c in told.get("causes", [])
        ]
        if result.items is None and "value" in told:
            assert shown(result.value) == told["value"]
        if result.items is not None:
            assert [shown(item.value) for item in result.items] == [i.get("value") for i in told["items"]]
        assert (result.promotion is not None) == ("promotion" in told)
        assert (result.requirement is not None) == ("requirement" in told)
        assert len(result.unverified) == len(told.get("unverified", []))
    assert [issue.code for issue in outcome.issues] == [issue["code"] for issue in wire["issues"]]
    if outcome.triggers is not None:
        assert [c.code for c in outcome.triggers.called] == [c["code"] for c in wire["triggers"]["called"]]


def shown(value: object) -> object:
    """A value as it stands on the wire."""
    if isinstance(value, list):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {name: shown(item) for name, item in value.items()}
    return value if value is None or isinstance(value, bool | str) else str(value)


def lacking(expected: Any, found: Any, at: str = "") -> list[str]:
    """Each place at which `found` lacks what `expected` names; what it does not name, it does not ask."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [told for key, value in expected.items() for told in lacking(value, found.get(key), f"{at}/{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [told for n, (value, item) in pairs for told in lacking(value, item, f"{at}/{n}")]
    return [] if expected == found and type(expected) is type(found) else [f"{at}: expected {expected}, found {found}"]


@pytest.mark.parametrize(("file", "case"), read("defects", "pack"))
def test_defects(file: str, case: dict[str, Any]) -> None:
    """A slip that was published comes to light."""
    assert set(case) <= {"name", "files", "finds", "without", "fails", "proposes"}, file
    report = timbang.check(pack(case["files"]))
    for find in case.get("finds", []):
        told = [(d.code, d.places[0].line, d.message.id) for d in report.diagnostics]
        assert any(t[:2] == (find["code"], find["line"]) and find["says"] in t[2] for t in told), told
    assert not {d.code for d in report.diagnostics} & set(case.get("without", []))
    if report.pack is None:
        assert not case.get("fails")
        assert not case.get("proposes")
        return
    assert [result.name for result in report.pack.test() if not result.passed] == case.get("fails", [])
    proposed = report.pack.boundaries()
    assert all(words in proposed for words in case.get("proposes", []))


def test_the_comparison_can_fail() -> None:
    """An expectation that is not met is told."""
    assert lacking({"a": "1"}, {"a": "2"}) == ["/a: expected 1, found 2"]
    assert lacking({"a": True}, {"a": 1})
    assert lacking({"b": []}, {"b": [1]})
    assert not lacking({"z": None}, {})
