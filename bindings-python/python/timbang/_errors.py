"""Why a call could not be carried out.

What is wrong with the data is no error: it is told in the outcome, or in the frame of issues, unless a call was asked
to be strict.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timbang._timbang import Diagnostic, Text


class TimbangError(Exception):
    """A call that could not be carried out, with a stable code and a message in both languages."""

    code: str
    """The stable code, such as ``T3003``; ``timbang.explain_code`` has its page."""
    message: Text
    """What is wrong and why."""
    help: Text | None
    """What to do about it."""
    diagnostics: tuple[Diagnostic, ...]
    """Of a pack everything that its check found; else empty."""

    def __init__(
        self,
        code: str,
        message: Text,
        help: Text | None = None,
        found: object = (),
    ) -> None:
        super().__init__(code, message, help, found)
        self.code = code
        self.message = message
        self.help = help
        self.diagnostics = ()

    def __str__(self) -> str:
        """Gives the message in Indonesian and, on a line of its own, in English."""
        lines = [
            (self.message.id, self.help.id if self.help else ""),
            (self.message.en, self.help.en if self.help else ""),
        ]
        return f"{self.code}: " + "\n".join(f"{message} {help}".rstrip() for message, help in lines)


class PackError(TimbangError):
    """A pack that cannot be read or is not sound."""

    def __init__(
        self,
        code: str,
        message: Text,
        help: Text | None = None,
        found: tuple[Diagnostic, ...] = (),
    ) -> None:
        super().__init__(code, message, help, found)
        self.diagnostics = found


class PlanError(TimbangError):
    """A date, output, source or parameter that a pack does not have."""


class FactError(TimbangError):
    """Facts that cannot be taken, or that are invalid where a call was asked to be strict."""

    issues: object
    """All problems: of one subject as a tuple of ``Issue``, of a frame as a frame."""

    def __init__(
        self,
        code: str,
        message: Text,
        help: Text | None = None,
        found: object = (),
    ) -> None:
        super().__init__(code, message, help, found)
        self.issues = found
