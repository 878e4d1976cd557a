"""What a notebook shows: whole, escaped, without scripts, and the same as plain text."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import polars as pl
import pytest
import timbang
from conftest import SMALL
from test_frames import tables
from timbang.notebook import show
from timbang.notebook._drawing import drawn
from timbang.notebook._graph import Graph, Node, read

if TYPE_CHECKING:
    from pathlib import Path

    from population import Facts

HOSTILE = "<img src=x onerror=alert(1)> \"'&</pre></style><script>alert(2)</script>"
VOID = {"br", "hr", "img", "path", "rect", "meta"}


class _Tags(HTMLParser):
    """Holds that every tag is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, self.getpos()


def held(thing: object) -> tuple[str, str]:
    """The HTML and the text of a thing in Indonesian, after what must hold of them in either language was held."""
    for lang in ("id", "en"):
        shown = show(thing, lang=lang)
        html = shown._repr_html_()
        tags = _Tags()
        tags.feed(html)
        assert tags.open == []
        assert not tags.seen & {"script", "iframe", "img", "link", "object"}
        assert not re.search(r"url\(|@import|\bsrc=(?!x)|https?:(?!//www\.w3\.org/2000/svg)", html)
        assert "prefers-color-scheme: dark" in html or "light-dark(" in html
        assert str(shown).strip()
    assert show(thing)._repr_html_() == thing._repr_html_()  # type: ignore[attr-defined]
    return show(thing)._repr_html_(), str(show(thing))


@pytest.fixture
def hostile() -> timbang.Pack:
    quoted = "'''" + HOSTILE.replace("'", "") + "'''"
    facts = SMALL["facts.toml"].replace('"Nilai"', quoted)
    title = SMALL["pack.toml"].replace('"Uji"', quoted)
    rules = SMALL["uji/a.rhai"].replace("Dua kali.", HOSTILE)
    return timbang.load({**SMALL, "facts.toml": facts, "pack.toml": title, "uji/a.rhai": rules})


def test_nothing_from_a_pack_or_from_facts_is_markup(hostile: timbang.Pack) -> None:
    plan = hostile.plan("dua_kali", as_of="2025-01-01")
    outcome = plan.evaluate({HOSTILE: HOSTILE, "predikat": HOSTILE})
    scored = plan.evaluate_frame(pl.DataFrame({HOSTILE: [HOSTILE], "nilai": [1]}), keep=[HOSTILE])
    report = timbang.check({"pack.toml": f"{HOSTILE} = 1"})
    things = [hostile, plan, outcome, outcome.why("dua_kali"), scored, report, *report.diagnostics]
    escaped = 0
    for thing in things:
        html, _ = held(thing)
        assert "<img" not in html
        escaped += "&lt;img" in html
    assert escaped >= len(things) - len(report.diagnostics)


def test_a_pack_shows_its_handbook(nasional: timbang.Pack) -> None:
    html, text = held(nasional)
    assert "Buku aturan" in html
    assert "resize: vertical" in html, "a box that scrolls"
    assert "Angka kredit" in html
    assert "kenaikan_pangkat/reguler.rhai" in text


def test_a_comparison_and_rates_show_the_pages_of_the_core(small: timbang.Pack) -> None:
    plan = small.plan("lulus", as_of="2025-01-01")
    groups = {HOSTILE: ["a", HOSTILE] * 10, "predikat": ["baik"] * 20, "nilai": [60] * 14 + [10] * 6}
    frame = pl.DataFrame(groups)
    stricter = SMALL["uji/a.rhai"].replace("nilai >= 60", "nilai >= 61")
    proposed = timbang.load({**SMALL, "uji/a.rhai": stricter}).plan("lulus", as_of="2025-01-01")
    compared = plan.compare(proposed, frame, by=HOSTILE)
    fairness = plan.fairness(frame, rate="lulus", by=HOSTILE)
    for thing in (compared, fairness):
        html, text = held(thing)
        assert "<img" not in html
        assert "&lt;img" in html
        assert text == thing.to_text()
        assert "resize: vertical" not in html


def test_a_drawing_is_in_the_language_asked_for(nasional: timbang.Pack) -> None:
    plan = nasional.plan("predikat_kinerja", as_of="2025-12-31")
    indonesian, english = (show(plan, lang=lang)._repr_html_() for lang in ("id", "en"))
    assert "Predikat kinerja" in indonesian
    assert "Performance" in english


def test_a_plan_shows_what_rests_on_what(nasional: timbang.Pack) -> None:
    plan = nasional.plan("kenaikan_pangkat_reguler", as_of="2025-12-31")
    html, text = held(plan)
    graph = read(nasional.graph(as_of="2025-12-31", focus="kenaikan_pangkat_reguler"))
    assert html.count("<rect") == len(graph.nodes)
    assert html.count('class="line"') == sum(map(len, graph.inputs.values()))
    assert "kenaikan_pangkat_reguler: 10 aturan" in text
    place = {at: number for number, layer in enumerate(graph.layers()) for at in layer}
    assert all(place[one] < place[at] for at, inputs in graph.inputs.items() for one in inputs)
    assert {node.kind for node in graph.nodes.values()} == {"fact", "parameter", "rule", "promotion"}
    held(nasional.plan(as_of="2025-12-31"))


def test_a_chain_of_thousands_is_drawn() -> None:
    graph = Graph()
    for at in range(3000):
        graph.nodes[f"n{at}"] = Node(f"n{at}", "langkah", "Langkah", "rule")
        graph.inputs[f"n{at}"] = [f"n{at - 1}"] if at else []
    assert len(graph.layers()) == 3000
    assert drawn(graph).count("<rect") == 3000


def test_an_outcome_shows_requirements_triggers_and_results(plan: timbang.Plan, people: list[Facts]) -> None:
    outcome = plan.evaluate(people[1])
    html, text = held(outcome)
    for promotion in outcome.promotions:
        assert promotion.text.id in html
        for requirement in promotion.requirements:
            assert requirement.label.id in text
            # What does not apply has no requirements that would tell anything.
            assert requirement.label.id in html or promotion.decision == "TB"
        held(promotion)
    assert outcome.triggers is not None
    for called in outcome.triggers.called:
        assert called.code in html
        assert called.code in text
    held(outcome.triggers)
    for result in outcome.results.values():
        assert result.label.id in text


def test_an_explanation_keeps_its_style_to_itself(plan: timbang.Plan, people: list[Facts]) -> None:
    html, text = held(plan.evaluate(people[1]).why("kenaikan_pangkat_fungsional"))
    style = html.partition("<style>")[2].partition("</style>")[0]
    (name,) = re.findall(r'^<div class="(timbang-[0-9a-f]{8})">', html)
    assert style.startswith(f".{name}.{name}.{name} {{")
    assert name in held(plan.evaluate(people[1]))[0], "a page of the same style"
    assert name not in plan.pack._repr_html_(), "a page of another style"
    assert not re.search(r"(?m)(^|[\s,}])(:root|html|body)\s*[,{]", style)
    assert "TMS" in html
    assert "TMS" in text


def test_a_finding_shows_its_line() -> None:
    files = {"pack.toml": 'format = 1\nid = 3\ntitle = "<b>"\n'}
    html, text = held(timbang.check(files))
    assert "<pre>   2 | id = <mark>3</mark></pre>" in html
    assert "pack.toml:2:6" in text
    assert "<mark>" not in held(timbang.check(files, overlays=[files]))[0], "whose line it is, is not known"
    assert "<pre>" not in show(timbang.check(files).diagnostics[0])._repr_html_()


def test_a_report_of_a_folder_reads_the_line(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("format = 1\nid = 3\n")
    assert "<mark>3</mark>" in held(timbang.check(tmp_path))[0]


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow", "duckdb"])
def test_a_scored_population_shows_rows_and_issues(kind: str, plan: timbang.Plan) -> None:
    lists = tables(kind)
    employees = lists.pop("pegawai")
    scored = plan.evaluate_frame(employees, lists=lists, key="nip")
    html, text = held(scored)
    assert html.count("<tr>") == 1 + 10 + 1 + 12
    assert "nilai_potensi" in text
    assert "390" in html


def test_what_has_no_view_or_no_language() -> None:
    with pytest.raises(TypeError):
        show(3)
    with pytest.raises(ValueError, match="id"):
        show(timbang.bundled("unit"), lang="jv")


def test_importing_reads_no_view() -> None:
    code = "import sys, timbang; print([name for name in sys.modules if name.startswith('timbang.notebook')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
