"""Inputs that no author means, through Python: each is answered, and none ends the process.

The large ones are left to Rust's own run of them in release, `make hostile`: they are many mebibytes each.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import timbang
from suite import MANIFEST, SUITE, read_file

MOST = 4096


def contents(source: Any, round_: tuple[int, int] | None = None, most: int | None = None) -> bytes:
    """A file that is described: a text, parts, something many times over, or hexadecimal digits.

    One of more than `most` bytes need not be made whole.
    """
    if isinstance(source, str):
        return with_round(source, round_).encode()
    if isinstance(source, list):
        return b"".join(contents(part, round_, most) for part in source)
    if "hex" in source:
        return bytes.fromhex(source["hex"])
    times = source["times"]
    parts, size = [], 0
    for n in range(times):
        parts.append(contents(source["repeat"], (n, times), most))
        size += len(parts[-1])
        if most is not None and size > most:
            break
    return b"".join(parts)


def with_round(text: str, round_: tuple[int, int] | None) -> str:
    """Puts the number of the round in its place."""
    if round_ is None:
        return text
    number, of = round_
    return text.replace("<i>", str(number)).replace("<next>", str((number + 1) % of))


def cases() -> list[Any]:
    """All hostile cases, with what their file gives to each."""
    found = []
    for path in sorted((SUITE / "hostile").glob("*.toml")):
        file = read_file(path)
        for case in file["case"]:
            found.append(pytest.param(file, case, id=f"{path.stem}: {case['name']}"))
    return found


@pytest.mark.parametrize(("file", "case"), cases())
def test_hostile(file: dict[str, Any], case: dict[str, Any]) -> None:
    files = {"pack.toml": MANIFEST.encode()}
    described = {**file.get("files", {}), **case.get("files", {})}
    files |= {path: contents(source, most=MOST) for path, source in described.items()}
    if many := case.get("many"):
        of = many["times"]
        if of > MOST:
            pytest.skip(f"{of} files: run by `make hostile`")
        rounds = [(with_round(many["path"], (n, of)), with_round(many["text"], (n, of))) for n in range(of)]
        files |= {path: text.encode() for path, text in rounds}
    overlay = {path: contents(source, most=MOST) for path, source in case.get("overlay", {}).items()}
    given = case.get("facts", file.get("facts") if "record" in case else None)
    facts = None if given is None else contents(given, most=MOST).decode(errors="replace")
    size = sum(map(len, [*files.values(), *overlay.values(), facts or ""]))
    if size > MOST:
        pytest.skip("more than four kilobytes: run by `make hostile`")
    found = of_check(files, overlay) if facts is None else of_subject(files, case, facts)
    assert set(case["expect"]) <= found, found
    if not case["expect"]:
        assert "galat" not in found, found


def of_check(files: dict[str, bytes], overlay: dict[str, bytes]) -> set[str]:
    """The codes that a check finds, and `galat` where one of them is an error."""
    report = timbang.check(files, [overlay] if overlay else [])
    assert report.ok == (not report.errors)
    assert report.text.id or not report.diagnostics
    return {found.code for found in report.diagnostics} | ({"galat"} if report.errors else set())


def of_subject(files: dict[str, bytes], case: dict[str, Any], facts: str) -> set[str]:
    """The codes that stand in what a subject is answered with."""
    pack = timbang.load(files)
    plan = pack.plan(*case.get("outputs", []), as_of=case.get("as_of", "2025-12-31"))
    found: set[str] = set()
    try:
        outcome = plan.evaluate(facts)
    except timbang.FactError as error:
        return {"galat", error.code}
    codes(json.loads(outcome.to_json()), found)
    for name in outcome.results:
        assert str(outcome.why(name))
    assert pack.replay(outcome.record).same
    if (mutation := case.get("record")) is not None:
        try:
            found |= {one.name for one in pack.replay(mutated(outcome.record, mutation)).differences}
        except timbang.TimbangError as error:
            found |= {"galat", error.code}
    return found


def codes(tree: Any, found: set[str]) -> None:
    """Every text under a key `code`, wherever it stands."""
    if isinstance(tree, list):
        for item in tree:
            codes(item, found)
    elif isinstance(tree, dict):
        if isinstance(tree.get("code"), str):
            found |= {"galat", tree["code"]}
        for item in tree.values():
            codes(item, found)


def kept(digits: str) -> str:
    """The digits of a number, marked as such."""
    return f"<<{digits}>>"


def mutated(record: str, mutation: dict[str, Any]) -> str:
    """A record in which some places hold something else."""
    # Numbers keep their digits, which a float would not; 1e999999999 is one of them.
    tree = json.loads(record, parse_float=kept)
    for pointer, source in mutation.get("set", {}).items():
        *way, last = pointer.removeprefix("/").split("/")
        place = tree
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = json.loads(contents(source), parse_float=kept)
    for key in mutation.get("remove", []):
        del tree[key]
    text = contents(mutation["text"]).decode(errors="replace") if "text" in mutation else json.dumps(tree)
    text = re.sub(r'"<<([^">]*)>>"', r"\1", text)
    return text[: mutation.get("cut", len(text))]
