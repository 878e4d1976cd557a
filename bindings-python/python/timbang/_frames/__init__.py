"""Frames of each library as Arrow tables, and back: one file a library, imported when one of its frames is met."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

from timbang import _timbang


class Library(Protocol):
    """What the file of a library has."""

    def to_arrow(self, frame: Any) -> object:
        """Gives something with Arrow's stream or array protocol."""

    def back(self, table: _timbang.Table, like: Any, *, is_aligned: bool) -> Any:
        """Makes a frame of the kind of another; an aligned one has the same rows."""


FILES = {
    "polars": "_polars",
    "pandas": "_pandas",
    "pyarrow": "_pyarrow",
    "duckdb": "_duckdb",
    "_duckdb": "_duckdb",
}


def library_of(frame: object) -> Library:
    """Finds the library that a frame is of; of one that is not known Arrow's protocol is asked for.

    Raises
    ------
    FactError
        For what is no frame.
    """
    root = type(frame).__module__.partition(".")[0]
    name = FILES.get(root)
    if name is None:
        if not hasattr(frame, "__arrow_c_stream__") and not hasattr(frame, "__arrow_c_array__"):
            _timbang.refuse_table()
        name = "_arrow"
    library: Library = import_module(f"{__name__}.{name}")
    return library
