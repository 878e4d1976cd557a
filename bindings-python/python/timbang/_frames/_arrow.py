"""Anything with Arrow's protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timbang._timbang import Table


def to_arrow(frame: object) -> object:
    """Gives the frame itself."""
    return frame


def back(table: Table, like: object, *, is_aligned: bool) -> Table:  # noqa: ARG001
    """Gives the table itself, which any library with Arrow's stream protocol reads."""
    return table
