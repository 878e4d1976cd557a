"""The examples in docstrings are run, and what is public and can fail says so."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
import timbang

FOUND = (found.name for found in pkgutil.walk_packages(timbang.__path__, "timbang."))
# What lies in the folder of Spark imports Spark, which this environment does not have.
MODULES = ["timbang", *(name for name in FOUND if not name.startswith("timbang.spark."))]
WITH_EXAMPLES = {"timbang", "timbang._pack", "timbang._plan", "timbang.notebook", "timbang.plots"}


@pytest.mark.parametrize("name", [name for name in MODULES if name != "timbang._timbang"])
def test_examples_of_docstrings_run(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name), report=True)
    assert found.failed == 0
    assert (found.attempted > 0) == (name in WITH_EXAMPLES)
