"""What a check of a pack found."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timbang import _timbang
    from timbang._pack import Pack


class Report:
    """What a check of a pack found, and the pack where it is sound."""

    __slots__ = ("_raw",)

    def __init__(self, raw: _timbang.Report) -> None:
        self._raw = raw

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

    def __str__(self) -> str:
        return str(self.text)

    def __repr__(self) -> str:
        return f"Report(ok={self.ok}, diagnostics={len(self.diagnostics)})"
