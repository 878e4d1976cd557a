"""What a check of a pack found."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from timbang import _timbang
    from timbang._pack import Pack

    _Files: TypeAlias = "str | os.PathLike[str] | Mapping[str, str | bytes]"


class Report:
    """What a check of a pack found, and the pack where it is sound."""

    __slots__ = ("_given", "_raw")

    def __init__(self, raw: _timbang.Report, given: Sequence[_Files] = ()) -> None:
        self._raw = raw
        self._given = tuple(given)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return self._raw.pack is not None

    @property
    def diagnostics(self) -> tuple[_timbang.Diagnostic, ...]:
        """Everything that was found, in the order of the places."""
        return self._raw.diagnostics

    @property
    def errors(self) -> tuple[_timbang.Diagnostic, ...]:
        """Those findings for which the pack is refused."""
        return tuple(found for found in self.diagnostics if found.severity == "error")

    @property
    def pack(self) -> Pack | None:
        """The pack, where there is no error."""
        from timbang._pack import Pack

        return None if self._raw.pack is None else Pack(self._raw.pack)

    @property
    def text(self) -> _timbang.Text:
        """Everything that was found, as plain text."""
        return self._raw.text

    @property
    def sources(self) -> dict[str, bytes]:
        """The files in which something was found, by path, as they are now; without those of which there are several.

        A base and an overlay may have files of the same path.
        """
        found: dict[str, list[bytes]] = {}
        for path in dict.fromkeys(place.file for one in self.diagnostics for place in one.places):
            for given in self._given:
                contents = _read(given, path)
                if contents is not None:
                    found.setdefault(path, []).append(contents)
        return {path: contents[0] for path, contents in found.items() if len(contents) == 1}

    def _repr_html_(self) -> str:
        from timbang.notebook import show

        return show(self)._repr_html_()

    def __str__(self) -> str:
        return str(self.text)

    def __repr__(self) -> str:
        return f"Report(ok={self.ok}, diagnostics={len(self.diagnostics)})"


def _read(given: _Files, path: str) -> bytes | None:
    """Gives the contents of a file of a pack, where it has it."""
    from collections.abc import Mapping
    from pathlib import Path

    if isinstance(given, Mapping):
        contents = given.get(path)
        return contents.encode() if isinstance(contents, str) else contents
    file = Path(given) / path
    return file.read_bytes() if file.is_file() else None
