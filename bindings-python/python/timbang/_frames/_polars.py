"""Polars, eager and lazy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from timbang._timbang import Table


def to_arrow(frame: pl.DataFrame | pl.LazyFrame) -> object:
    """Gives the frame; a lazy one is collected."""
    return frame.collect() if isinstance(frame, pl.LazyFrame) else frame


def back(
    table: Table,
    like: pl.DataFrame | pl.LazyFrame,
    *,
    is_aligned: bool,  # noqa: ARG001
) -> pl.DataFrame | pl.LazyFrame:
    """Makes a frame without copying; a lazy one where a lazy one was given."""
    frame = pl.DataFrame(table)
    return frame.lazy() if isinstance(like, pl.LazyFrame) else frame
