"""What several tests need: the national pack, its plan, and the sample population."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import population
import pytest
import timbang

ROOT = Path(__file__).parents[2]
AS_OF = "2025-12-31"


@pytest.fixture(scope="session")
def nasional() -> timbang.Pack:
    """The national pack, as the package brings it along."""
    return timbang.bundled("nasional")


@pytest.fixture(scope="session")
def plan(nasional: timbang.Pack) -> timbang.Plan:
    """Its default outputs at the end of the year of the sample."""
    return nasional.plan(as_of=AS_OF)


@pytest.fixture(scope="session")
def people() -> list[population.Facts]:
    """The facts of each employee of the sample, lists included."""
    return population.people()


@pytest.fixture
def small() -> timbang.Pack:
    """A pack of three facts and two rules."""
    return timbang.load(SMALL)


def pytest_unconfigure() -> None:
    """Closes the ear to what DuckDB says of its own leaks when the interpreter ends, after all has been told."""
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


SMALL = {
    "pack.toml": 'format = 1\nid = "uji"\nversion = "0.1.0"\ntitle = "Uji"\nsubject = "pegawai"\noutputs = []\n',
    "facts.toml": """
[enum.predikat]
values = ["kurang", "baik"]
ordered = true
[fact.nilai]
type = "number"
label = "Nilai"
min = 0
max = 100
scale = 2
[fact.mulai]
type = "date"
label = "Mulai"
[fact.predikat]
type = "predikat"
label = "Predikat"
""",
    "uji/a.rhai": """//! @basis contoh

/// Dua kali.
fn dua_kali(nilai) { nilai * 2 }

/// Lulus.
fn lulus(nilai, predikat) { nilai >= 60 && predikat >= "baik" }

/// Hari pertama.
fn hari_pertama(mulai) { mulai }
""",
}
