"""Writes the reference of the package into a folder, from its docstrings."""

from __future__ import annotations

import sys
from pathlib import Path

import pdoc
import timbang

# It is imported when it is asked for, and the reference asks for nothing.
vars(timbang)["Scored"] = timbang.Scored

pdoc.render.configure(docformat="numpy")
pdoc.pdoc("timbang", "timbang.notebook", "timbang.plots", output_directory=Path(sys.argv[1]))
