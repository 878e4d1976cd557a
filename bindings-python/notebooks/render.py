"""Runs a notebook that is written as a script and writes it as a page that needs no network.

python render.py sehari_analis.py FOLDER
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

# Charts of a page without scripts are drawings.
FIRST = "import altair\n\naltair.renderers.enable('svg')"

# What the template brings along draws nothing that is in a notebook here, and fetches it from elsewhere.
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
FETCHED = re.compile(r"""(?:<link\b[^>]*|\bsrc=["']?|\burl\(["']?|@import\s*["']?)(?:https?:)?//[^"')\s>]*""")


def rendered(script: Path) -> str:
    """Gives the page of a notebook; where a cell fails, its error is raised."""
    notebook = jupytext.read(script)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FIRST))
    NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    del notebook.cells[0]
    exporter = HTMLExporter(exclude_input_prompt=True, exclude_output_prompt=True)
    found, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": script.stem.replace("_", " ")}})
    page = SCRIPT.sub("", str(found))
    # The template and the drawings are light whatever the reader prefers, and so is all the rest.
    page = page.replace("@media (prefers-color-scheme: dark)", "@media not all")
    page = re.sub(r"color-scheme: ?light dark", "color-scheme: light", page)
    fetched = FETCHED.search(page)
    if fetched is not None:
        raise ValueError(f"halaman ini mengambil dari luar; the page fetches {fetched.group(0)}")
    return page


if __name__ == "__main__":
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{source.stem}.html").write_text(rendered(source))
