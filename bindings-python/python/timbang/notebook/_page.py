"""What has a page of its own in the core: that page within the page of the notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

if TYPE_CHECKING:
    from timbang._compared import Compared
    from timbang._fairness import Fairness
    from timbang._timbang import Explanation
    from timbang.notebook._words import Lang

    Told: TypeAlias = Explanation | Compared[Any] | Fairness[Any]

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_PAGE = re.compile(r"(?m)(^|[\s,{}])(?::root|html|body)(?=\s*[{,])")
_PAPER = re.compile(r"@page\s*{[^}]*}")

# What the page of the notebook says of lists, tables and headings does not hold here.
_RESET = ":where(:not(svg, svg *)) { all: revert; }"
_LONG = "@media screen { & { max-height: 40rem; overflow: auto; resize: vertical; } }"


def html(thing: Told, lang: Lang) -> str:
    """Gives the page, whose style holds within it alone."""
    return framed(thing.to_html(lang))


def text(thing: Told, lang: Lang) -> str:
    """Gives the same as plain text."""
    return thing.to_text(lang)


def framed(page: str, *, is_long: bool = False) -> str:
    """Takes the style and the body of a page of the core; the style's page becomes the frame.

    A long one scrolls by itself, except on paper. Pages of one style share a class, and those of another have another.
    """
    style = _PAPER.sub("", "".join(_STYLE.findall(page)))
    scoped = _PAGE.sub(r"\1&", style)
    inside = f"{_RESET} {scoped} {_LONG if is_long else ''}"
    body = _BODY.search(page)
    inner = body.group(1) if body else ""
    kind = f"timbang-{crc32(inside.encode()):08x}"
    # Thrice, a class is stronger than what the page of the notebook says.
    return f'<div class="{kind}"><style>.{kind}.{kind}.{kind} {{ {inside} }}</style>{inner}</div>'
