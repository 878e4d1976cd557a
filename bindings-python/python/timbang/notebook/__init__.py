"""How packs, plans, outcomes and findings look in a notebook: HTML without scripts, and the same as plain text.

A notebook shows them by itself, in Indonesian. ``show`` gives either language:

    >>> import timbang
    >>> from timbang.notebook import show
    >>> plan = timbang.bundled("nasional").plan("predikat_kinerja", as_of="2025-12-31")
    >>> print(show(plan, lang="en"))
    Plan: Aturan nasional kinerja, angka kredit, kenaikan pangkat dan pelatihan ASN · nasional 0.1.0 · as of 2025-12-31
      predikat_kinerja: rules: 1, facts: 2, parameters: 0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from timbang import _timbang
from timbang._compared import Compared
from timbang._fairness import Fairness
from timbang._pack import Pack
from timbang._plan import Plan
from timbang._report import Report
from timbang._scored import Scored

if TYPE_CHECKING:
    from timbang.notebook._words import Lang

__all__ = ["Shown", "show"]


class _View(Protocol):
    """What the file of a view has."""

    def html(self, thing: object, lang: Lang) -> str:
        """Gives the HTML of a thing."""

    def text(self, thing: object, lang: Lang) -> str:
        """Gives the same as plain text."""


_VIEWS: dict[type, str] = {
    Compared: "_page",
    Fairness: "_page",
    Pack: "_pack",
    Plan: "_plan",
    Report: "_report",
    Scored: "_scored",
    _timbang.Diagnostic: "_diagnostic",
    _timbang.Explanation: "_page",
    _timbang.Outcome: "_outcome",
    _timbang.Promotion: "_promotion",
    _timbang.Triggers: "_triggers",
}


class Shown:
    """A thing in one of the languages: in a notebook as HTML, as a string as plain text."""

    __slots__ = ("_lang", "_thing")

    def __init__(self, thing: object, lang: Lang) -> None:
        self._thing = thing
        self._lang = lang

    def _repr_html_(self) -> str:
        return _view(self._thing).html(self._thing, self._lang)

    def __str__(self) -> str:
        return _view(self._thing).text(self._thing, self._lang)

    __repr__ = __str__


def show(thing: object, *, lang: str = "id") -> Shown:
    """Shows anything of this package: packs, plans, outcomes and their parts, findings, and what came of populations.

    Parameters
    ----------
    thing
        What to show.
    lang
        ``id`` or ``en``.

    Raises
    ------
    TypeError
        For what has no view.
    ValueError
        For another language.
    """
    if type(thing) not in _VIEWS:
        raise TypeError(f"tidak ada tampilan untuk {type(thing).__name__}; no view for {type(thing).__name__}")
    if lang not in ("id", "en"):
        raise ValueError("bahasa hanya `id` atau `en`; the language is `id` or `en`")
    return Shown(thing, cast("Lang", lang))


def _view(thing: object) -> _View:
    # A notebook is not everywhere: the views are read when the first of them is asked for.
    return cast("_View", import_module(f"{__name__}.{_VIEWS[type(thing)]}"))
