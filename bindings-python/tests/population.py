"""The sample population of the national pack: as facts of each person, and as tables."""

from __future__ import annotations

import csv
import io

import timbang

Facts = dict[str, object]


def rows(contents: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file without the cells that are empty."""
    read = csv.DictReader(io.StringIO(contents.decode()))
    return [{name: cell for name, cell in row.items() if cell} for row in read]


def people() -> list[Facts]:
    """The facts of each person, in the order of the main file; rows of nobody are left out."""
    files = timbang.sample("nasional")
    found: dict[str, Facts] = {row["nip"]: dict(row) for row in rows(files.pop("pegawai"))}
    for name, contents in files.items():
        for row in rows(contents):
            person = found.get(row.pop("nip"))
            if person is not None:
                items = person.setdefault(name, [])
                assert isinstance(items, list)
                items.append(row)
    return list(found.values())
