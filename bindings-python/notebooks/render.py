"""Runs a notebook that is written as a script and writes it as a page that needs no network.

python render.py sehari_analis.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

# Charts of a page without scripts are drawings.
FIRST = "import altair\n\naltair.renderers.enable('svg')"


def rendered(script: Path) -> str:
    """Gives the page of a notebook; where a cell fails, its error is raised."""
    notebook = jupytext.read(script)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FIRST))
    NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    del notebook.cells[0]
    exporter = HTMLExporter(exclude_input_prompt=True, exclude_output_prompt=True)
    exporter.mathjax_url = exporter.require_js_url = exporter.jquery_url = exporter.mermaid_js_url = ""
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": script.stem.replace("_", " ")}})
    return str(page)


if __name__ == "__main__":
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{source.stem}.html").write_text(rendered(source))
