"""Types of Arrow that Spark reads: without dictionaries, unsigned numbers and large offsets."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

SIGNED = {pa.uint8(): pa.int16(), pa.uint16(): pa.int32(), pa.uint32(): pa.int64(), pa.uint64(): pa.int64()}


def plain(given: pa.DataType) -> Any:
    """Gives the type that Spark reads for a type of the engine's results."""
    if pa.types.is_dictionary(given):
        return plain(given.value_type)
    if pa.types.is_struct(given):
        return pa.struct([pa.field(field.name, plain(field.type)) for field in given])
    if pa.types.is_list(given) or pa.types.is_large_list(given):
        return pa.list_(plain(given.value_type))
    if pa.types.is_large_string(given) or pa.types.is_string_view(given):
        return pa.string()
    return SIGNED.get(given, given)
