"""Packs: loaded, checked, and compiled to plans."""

from __future__ import annotations

from timbang import _timbang
from timbang._plan import Plan
from timbang._report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from timbang._timbang import CaseResult, Replay

    _Files: TypeAlias = "str | os.PathLike[str] | Mapping[str, str | bytes]"
    """A pack's folder, or the contents of its files by path."""


class Pack:
    """A pack that passed its checks: immutable, shared between threads."""

    __slots__ = ("_raw",)

    def __init__(self, raw: _timbang.Pack) -> None:
        self._raw = raw

    @property
    def id(self) -> str:
        """Its id."""
        return self._raw.id

    @property
    def version(self) -> str:
        """Its version."""
        return self._raw.version

    @property
    def title(self) -> str:
        """Its title."""
        return self._raw.title

    @property
    def subject(self) -> str:
        """What it weighs: ``pegawai``, ``unit``."""
        return self._raw.subject

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of the base and of each overlay, from the base up."""
        return self._raw.digests

    @property
    def outputs(self) -> list[str]:
        """The default outputs."""
        return self._raw.outputs

    def plan(self, *outputs: str, as_of: str | datetime.date) -> Plan:
        """Compiles the pack for a date and a choice of outputs; without any, for the pack's default outputs.

        Costly beside evaluating: build a plan once and use it for many subjects.

        Raises
        ------
        PlanError
            For a date that is none, and for an output that does not exist or is not in force on the date.
        """
        return Plan(self._raw.plan(day(as_of), list(outputs)))

    def test(self) -> tuple[CaseResult, ...]:
        """Runs the cases of the pack, as ``timbang test`` does."""
        return self._raw.test()

    def boundaries(self, lang: str = "id") -> str:
        """Proposes cases at each side of each threshold, as ``timbang cases --boundaries`` does, in TOML."""
        return self._raw.boundaries(lang)

    def replay(self, record: str) -> Replay:
        """Works a recorded decision (``Outcome.record``) out again, and tells whether it comes out the same.

        Raises
        ------
        TimbangError
            Where the text is no record.
        """
        return self._raw.replay(record)

    def facts_schema(self) -> str:
        """Gives the JSON Schema of the facts, as text."""
        return self._raw.facts_schema()

    def bundle(self) -> bytes:
        """Gives the checked pack as one file, as ``timbang bundle`` does, for the small engine of browsers.

        An engine of the same version reads it; make it again from the pack whenever the package is updated.

        >>> from timbang import bundled
        >>> bundled("unit").bundle()[:14]
        b'timbang bundle'
        """
        return self._raw.bundle()

    def graph(self, *, as_of: str | datetime.date, focus: str | None = None, lang: str = "id") -> str:
        """Draws what depends on what as a Mermaid flowchart, whole or only what one name rests on."""
        return self._raw.graph(day(as_of), focus, lang)

    def describe(self, *, as_of: str | datetime.date, lang: str = "id", markdown: bool = False) -> str:
        """Gives the handbook of the pack for people, as ``timbang describe`` does: what is in force on a date.

        A page of its own without scripts; or Markdown, where that is asked for.

        Raises
        ------
        PlanError
            For a date that is none.
        """
        return self._raw.describe(day(as_of), "markdown" if markdown else "html", lang)

    def _repr_html_(self) -> str:
        from timbang.notebook import show

        return show(self)._repr_html_()

    def __repr__(self) -> str:
        return f"Pack({self.id!r}, version={self.version!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return restored, (self._raw.files(), self.digests, _timbang.__version__)


def load(pack: _Files, overlays: Sequence[_Files] = ()) -> Pack:
    """Loads a pack from its folder or from a dictionary of its files, with overlays laid over it in their order.

    Raises
    ------
    PackError
        Where the pack cannot be read or is not sound; ``diagnostics`` has everything that is wrong with it.
    """
    return Pack(_timbang.load(pack, list(overlays)))


def check(pack: _Files, overlays: Sequence[_Files] = ()) -> Report:
    """Checks a pack and tells every problem of every file at once, without raising.

    >>> report = check({"pack.toml": "format = 1"})
    >>> report.ok, report.errors[0].message.en
    (False, 'The key `id` is required here but not written.')

    Raises
    ------
    PackError
        Where the files cannot be read.
    """
    return Report(_timbang.check(pack, list(overlays)), [pack, *overlays])


def bundled_names() -> list[str]:
    """Names the packs that come with the package: the national one, that of units, and the example regions."""
    return _timbang.bundled_names()


def bundled(name: str) -> Pack:
    """Loads a pack that comes with the package; a region is laid over the national pack.

    Raises
    ------
    PackError
        Where there is none of that name.
    """
    files, base = _timbang.bundled_files(name)
    own = _rules(files)
    return load(own) if base is None else load(_rules(_timbang.bundled_files(base)[0]), [own])


def sample(name: str = "nasional") -> dict[str, bytes]:
    """Gives the sample population of a bundled pack: CSV files by name, one of them for each list of the subjects.

    Every person in it is invented.

    Raises
    ------
    PackError
        Where there is no pack of that name.
    """
    files, _ = _timbang.bundled_files(name)
    found = {path: contents for path, contents in files.items() if path.startswith("sample/")}
    return {path.removeprefix("sample/").removesuffix(".csv"): contents for path, contents in found.items()}


def _rules(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: contents for path, contents in files.items() if not path.startswith("sample/")}


def restored(layers: list[dict[str, bytes]], digests: tuple[str, ...], version: str) -> Pack:
    """Loads a pack again that was pickled by a version of this package.

    Raises:
        TimbangError: where this process has another version, or the pack has other digests here.
    """
    return Pack(_timbang.restore(layers, digests, version))


def day(given: str | datetime.date) -> str:
    """Writes a date as the engine reads it."""
    return given if isinstance(given, str) else f"{given:%Y-%m-%d}"
