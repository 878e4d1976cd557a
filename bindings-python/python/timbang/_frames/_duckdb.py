"""DuckDB relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from timbang._timbang import Table


def to_arrow(frame: duckdb.DuckDBPyRelation) -> object:
    """Gives the relation itself, which is run when it is read."""
    return frame


def back(
    table: Table,
    like: duckdb.DuckDBPyRelation,
    *,
    is_aligned: bool,  # noqa: ARG001
) -> duckdb.DuckDBPyRelation:
    """Makes a relation on the connection of another."""
    # DuckDB finds the variable by its name, which no table of the caller has.
    __timbang_scored = table
    made = like.query("__timbang_given", "select * from __timbang_scored")
    assert made is not None, "a select is a relation"
    return made
