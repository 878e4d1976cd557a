"""What the core tells of a population in all its forms: text, page, JSON, CSV."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class _Raw(Protocol):
        def shown(self, form: str, lang: str, /) -> str: ...


class Told:
    """What the core tells, in the forms and words of the command line."""

    __slots__ = ()
    _raw: _Raw

    def to_text(self, lang: str = "id") -> str:
        """Tells it as plain text, as the command line does, in ``id`` or ``en``."""
        return self._raw.shown("text", lang)

    def to_html(self, lang: str = "id") -> str:
        """Tells it as a page of its own, for screen and paper, in ``id`` or ``en``."""
        return self._raw.shown("html", lang)

    def to_json(self) -> str:
        """Gives the text of the JSON of the command line."""
        return self._raw.shown("json", "id")

    def to_csv(self) -> str:
        """Gives the CSV of the command line, one figure or group a line."""
        return self._raw.shown("csv", "id")

    def _repr_html_(self) -> str:
        from timbang.notebook import show

        return show(self)._repr_html_()

    def __str__(self) -> str:
        return self.to_text()
