"""pyarrow: tables, record batches and readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from timbang._timbang import Table


def to_arrow(frame: object) -> object:
    """Gives the frame itself."""
    return frame


def back(table: Table, like: object, *, is_aligned: bool) -> pa.Table | pa.RecordBatch:  # noqa: ARG001
    """Makes a record batch where one was given, else a table."""
    made = pa.table(table)
    if not isinstance(like, pa.RecordBatch):
        return made
    batches = made.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=made.schema)
