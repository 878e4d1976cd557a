"""pandas, by pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from timbang import _timbang

if TYPE_CHECKING:
    from timbang._timbang import Table


def to_arrow(frame: pd.DataFrame) -> pa.Table:
    """Makes a table of the columns; the index is no fact."""
    columns = {}
    for name, column in frame.items():
        if not isinstance(name, str) or name in columns:
            # One name means one fact; a number names none.
            _timbang.refuse_column(str(name))
        try:
            columns[name] = pa.Array.from_pandas(column)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
            _timbang.refuse_column(name)
    return pa.table(columns)


def back(table: Table, like: pd.DataFrame, *, is_aligned: bool) -> pd.DataFrame:
    """Makes a frame of exact columns: Arrow's own types, and categories for dictionaries.

    Rows that are those of the caller's frame have its index.
    """
    made: pd.DataFrame = pa.table(table).to_pandas(types_mapper=_type_of)
    return made.set_axis(like.index) if is_aligned else made


def _type_of(given: pa.DataType) -> pd.ArrowDtype | None:
    return None if pa.types.is_dictionary(given) else pd.ArrowDtype(given)
