"""The notebooks run, as scripts: what they assert holds, and what they show can be shown."""

from __future__ import annotations

import ast
from pathlib import Path

import altair as alt
import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
SCRIPTS = sorted(path for path in NOTEBOOKS.glob("*.py") if path.name != "render.py")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_runs(script: Path) -> None:
    names: dict[str, object] = {}
    shown = 0
    for cell in script.read_text().split("\n# %%")[1:]:
        if cell.startswith(" [markdown]"):
            continue
        body = ast.parse(cell).body
        last = body[-1]
        rest = body[:-1] if isinstance(last, ast.Expr) else body
        exec(compile(ast.Module(rest, []), script.name, "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), script.name, "eval"), names)
            shown += bool(value.to_json() if isinstance(value, alt.TopLevelMixin) else value._repr_html_())
    assert shown > 5


def test_there_are_notebooks() -> None:
    assert SCRIPTS
