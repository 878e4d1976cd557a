"""Why a name has what it has: the page of the core within the page of the notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timbang._timbang import Explanation
    from timbang.notebook._words import Lang

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_PAGE = re.compile(r"(?m)(^|[\s,}])(?::root|html|body)(?=\s*[{,])")


def html(thing: Explanation, lang: Lang) -> str:
    """Gives the page, whose style holds within it alone."""
    return framed(thing.to_html(lang))


def text(thing: Explanation, lang: Lang) -> str:
    """Gives the explanation as plain text."""
    return thing.to_text(lang)


def framed(page: str) -> str:
    """Takes the style and the body of a page of the core; the style's page becomes the frame."""
    style = "".join(_STYLE.findall(page))
    body = _BODY.search(page)
    scoped = _PAGE.sub(r"\1&", style)
    inner = body.group(1) if body else ""
    return f'<div class="timbang-page"><style>.timbang-page.timbang-page {{ {scoped} }}</style>{inner}</div>'
