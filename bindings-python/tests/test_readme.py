"""The example of the README, as a reader runs it: an environment with nothing in it, the wheel, five lines."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

WHEELS = os.environ.get("TIMBANG_WHEELS")


@pytest.mark.skipif(WHEELS is None, reason="TIMBANG_WHEELS names no folder; `make python` does")
def test_one_minute_in_python(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text()
    section = text.partition("## One minute in Python")[2].partition("\n## ")[0]
    shell, code = (re.findall(rf"```{kind}\n(.*?)```", section, re.DOTALL)[0] for kind in ("sh", "python"))
    assert shell == "pip install timbang polars\n"
    assert len(code.splitlines()) == 5
    (wheel,) = Path(WHEELS or "").glob("*.whl")
    pinned = (ROOT / "bindings-python/requirements.txt").read_text().split()
    polars = next(line for line in pinned if line.startswith("polars=="))
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv/bin/python"
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel), polars]
    subprocess.run([python, *install], check=True)
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert found.returncode == 0, found.stderr
    assert "shape: (400, 4)" in found.stdout
    assert re.search(r"┆ (MS|TMS|BTL|TB) ", found.stdout), found.stdout
    assert re.search(r"shape: \(\d+, 7\)", found.stdout), "the issues"
