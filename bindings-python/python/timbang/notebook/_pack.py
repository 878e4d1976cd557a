"""A pack: its handbook as of today, in a box with a scroll bar of its own."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from timbang.notebook._page import framed
from timbang.notebook._words import pick

if TYPE_CHECKING:
    from timbang._pack import Pack
    from timbang.notebook._words import Lang


def html(thing: Pack, lang: Lang) -> str:
    """Gives the page of the core; ``Pack.describe`` gives that of another date."""
    return framed(thing.describe(as_of=datetime.date.today(), lang=lang), is_long=True)


def text(thing: Pack, lang: Lang) -> str:
    """Gives what there is: the outputs, how many facts, and the files of each layer."""
    facts = json.loads(thing.facts_schema()).get("properties", {})
    lines = [f"{thing.title} ({thing.id} {thing.version})"]
    lines.append(f"{pick(lang, 'Keluaran baku', 'Default outputs')}: {', '.join(thing.outputs)}")
    lines.append(f"{pick(lang, 'Fakta', 'Facts')}: {len(facts)}")
    lines += [f"{pick(lang, 'Berkas', 'Files')}: {', '.join(files)}" for files in thing._raw.files()]
    return "\n".join(lines)
