"""The columns of a frame of any library as lists of Python's values, for what is shown and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence


def columns(frame: Any, names: Sequence[str] | None = None, most: int | None = None) -> dict[str, list[object]]:
    """Gives columns by name, all of them unless some are named, and as many rows as asked for; no value is ``None``.

    A relation of DuckDB and a lazy frame are worked out. A bare Arrow table is read by pyarrow or else by Polars.

    Raises
    ------
    KeyError
        For a column that the frame does not have.
    ImportError
        For a bare Arrow table where neither library is installed.
    """
    root = type(frame).__module__.partition(".")[0]
    reads = {"polars": _polars, "pandas": _pandas, "pyarrow": _pyarrow, "duckdb": _duckdb, "_duckdb": _duckdb}
    found = reads.get(root, _arrow)(frame, None if names is None else list(names), most)
    for name in names or ():
        if name not in found:
            raise KeyError(name)
    return found


def _polars(frame: Any, names: list[str] | None, most: int | None) -> dict[str, list[object]]:
    there = frame.collect_schema().names()
    some = frame.select([name for name in there if names is None or name in names])
    some = some if most is None else some.head(most)
    some = some.collect() if hasattr(some, "collect") else some
    return cast("dict[str, list[object]]", some.to_dict(as_series=False))


def _pandas(frame: Any, names: list[str] | None, most: int | None) -> dict[str, list[object]]:
    some = frame if most is None else frame.head(most)
    found = {}
    for name in some.columns:
        if names is None or name in names:
            column = some[name].astype(object)
            found[str(name)] = column.where(some[name].notna(), None).tolist()
    return found


def _pyarrow(frame: Any, names: list[str] | None, most: int | None) -> dict[str, list[object]]:
    some = frame.select([name for name in frame.schema.names if names is None or name in names])
    some = some if most is None else some.slice(0, most)
    return cast("dict[str, list[object]]", some.to_pydict())


def _duckdb(frame: Any, names: list[str] | None, most: int | None) -> dict[str, list[object]]:
    some = frame if most is None else frame.limit(most)
    rows = some.fetchall()
    found = {name: [row[at] for row in rows] for at, name in enumerate(frame.columns)}
    return {name: cells for name, cells in found.items() if names is None or name in names}


def _arrow(frame: Any, names: list[str] | None, most: int | None) -> dict[str, list[object]]:
    try:
        import pyarrow as pa
    except ImportError:
        import polars as pl

        return _polars(pl.DataFrame(frame), names, most)
    return _pyarrow(pa.table(frame), names, most)
