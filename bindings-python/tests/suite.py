"""The files of the conformance suite, as `tests/README.md` describes them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

SUITE = Path(__file__).parents[2] / "tests" / "suite"
MANIFEST = 'format = 1\nid = "uji"\nversion = "0.1.0"\ntitle = "Uji"\nsubject = "pegawai"\noutputs = []\n'


def read_file(path: Path) -> dict[str, Any]:
    """A file of the suite."""
    with path.open("rb") as file:
        return tomllib.load(file)


def read(folder: str, key: str) -> list[Any]:
    """The cases of a folder of the suite, each with an id for pytest."""
    found = []
    for path in sorted((SUITE / folder).glob("*.toml")):
        cases = read_file(path)[key]
        found += [pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}") for case in cases]
    assert found
    return found


def pack(files: dict[str, str]) -> dict[str, str]:
    """The files of a pack of the suite; one without a manifest gets the plain one."""
    return {"pack.toml": MANIFEST, **files}


def layers(case: dict[str, Any], change: dict[str, str] | None = None) -> tuple[Any, list[Any]]:
    """The base and the overlays of a case."""
    own = pack(case["files"] | (change or {}))
    if not case.get("base"):
        return own, []
    beside = [pack(case["beside"])] if case.get("beside") else []
    return pack(case["base"]), [own, *beside]
