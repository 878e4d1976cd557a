"""Plain values of what other libraries hand over as facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def plain(value: object) -> object:
    """Gives the plain value of an instant, of a value of NumPy or pandas, of a mapping, sequence or member of an enum.

    What has none comes back as it is.
    """
    import datetime
    import enum

    if isinstance(value, datetime.datetime):
        return _day(value)
    if isinstance(value, datetime.date):
        return datetime.date(value.year, value.month, value.day)
    if isinstance(value, enum.Enum):
        return value.value
    name = type(value).__name__
    if name in ("NAType", "NaTType"):
        return None
    if name == "datetime64":
        # The plain value of nanoseconds would be their count.
        return value.astype("datetime64[us]").item()  # type: ignore[attr-defined]
    if isinstance(value, Mapping):
        return dict(value)
    for method in ("as_py", "to_list", "tolist", "item"):
        taken = _called(value, method)
        if taken is not value:
            return taken
    # Bytes are no list of numbers, whatever Python says.
    is_list = isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview))
    return list(value) if is_list else value  # type: ignore[call-overload]


def _day(instant: object) -> object:
    """Gives the day of a midnight, as frames have it; any other instant as its text, which is no day."""
    import datetime

    if type(instant).__name__ == "NaTType":
        return None
    assert isinstance(instant, datetime.datetime)
    offset = instant.utcoffset()
    is_midnight = instant.time() == datetime.time() and getattr(instant, "nanosecond", 0) == 0
    return instant.date() if is_midnight and not offset else instant.isoformat()


def _called(value: object, method: str) -> object:
    """Gives what a method without arguments gives; the value itself where there is none or it does not apply."""
    call = getattr(value, method, None)
    if call is None or isinstance(value, type):
        return value
    try:
        return call()
    except (TypeError, ValueError):
        return value
