"""What comes with the package: packs, the sample, the command line, types."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, files, version
from pathlib import Path

import pytest
import timbang
from conftest import ROOT


def test_the_packs_are_those_of_the_repository(nasional: timbang.Pack) -> None:
    with (ROOT / "rules/nasional/pack.toml").open("rb") as file:
        assert nasional.version == tomllib.load(file)["version"]
    assert nasional.digests == timbang.load(ROOT / "rules/nasional").digests
    regions = sorted(path.name for path in (ROOT / "rules/daerah").iterdir())
    assert timbang.bundled_names() == ["nasional", "unit", *regions]
    for region in regions:
        by_folder = timbang.load(ROOT / "rules/nasional", overlays=[ROOT / "rules/daerah" / region])
        assert timbang.bundled(region).digests == by_folder.digests
    with pytest.raises(timbang.PackError, match="`nasional`"):
        timbang.bundled("nasonal")


def test_the_sample_is_that_of_the_repository() -> None:
    found = {path.stem: path.read_bytes() for path in (ROOT / "rules/nasional/sample").iterdir()}
    assert timbang.sample() == found


def test_the_command_line_is_whole(tmp_path: Path) -> None:
    (script,) = entry_points(group="console_scripts", name="timbang")
    assert script.value == "timbang._cli:main"
    binary = Path(sys.executable).parent / "timbang"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([binary, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False)

    assert run("new", "contoh").returncode == 0
    checked = run("check", "contoh")
    assert checked.returncode == 0, checked.stderr
    assert run("test", "contoh").returncode == 0
    (tmp_path / "contoh/pack.toml").write_text("format = 1")
    assert run("check", "contoh").returncode == 1
    assert run("nothing").returncode == 2


def test_types_come_along() -> None:
    names = {path.name for path in files("timbang") or []}
    assert {"py.typed", "_timbang.pyi"} <= names
    assert timbang.__version__ == version("timbang")


def test_everything_public_is_documented() -> None:
    for name in timbang.__all__:
        thing = getattr(timbang, name)
        assert getattr(thing, "__doc__", None), name
    assert timbang.explain_code("T3003").startswith("# T3003")
    assert timbang.schema("facts").startswith("{")


def test_importing_brings_nothing_that_is_not_asked_for() -> None:
    few = "{'polars', 'pandas', 'pyarrow', 'numpy', 'duckdb', 'tqdm', 'typing', 'decimal', 're'}"
    code = f"import sys; known = set(sys.modules); import timbang; print({few} & (set(sys.modules) - known))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"


def test_errors_are_told_in_both_languages(nasional: timbang.Pack) -> None:
    with pytest.raises(timbang.PlanError) as caught:
        nasional.plan("nilai_hasil_kerj", as_of="2025-12-31")
    error = caught.value
    assert isinstance(error, timbang.TimbangError)
    assert (error.code, error.diagnostics) == ("T3003", ())
    assert error.help is not None
    assert "`nilai_hasil_kerja`" in error.help.id
    indonesian, english = str(error).splitlines()
    assert "Mungkin maksudnya" in indonesian
    assert "Did you mean" in english
    for as_of in ("2025-02-29", "kemarin"):
        with pytest.raises(timbang.PlanError, match="T3008"):
            nasional.plan(as_of=as_of)
    with pytest.raises(timbang.PlanError, match="T3013"):
        nasional.plan(as_of="2025-12-31").evaluate({}, source="siasm")
    with pytest.raises(timbang.PackError, match="T3001"):
        timbang.load("no/such/folder")
    with pytest.raises(timbang.TimbangError, match="T3007"):
        nasional.plan(as_of="2025-12-31").evaluate({}).why("jpm").to_text("jv")


def test_a_bundle_is_bytes_that_begin_with_its_mark(nasional: timbang.Pack) -> None:
    assert nasional.bundle().startswith(b"timbang bundle\n")
    assert nasional.bundle() == timbang.load(ROOT / "rules/nasional").bundle()
    rule = """//! @basis contoh
/// Kelipatan tujuh.
/// @interpreted
/// @returns number, scale 0
/// @range 0..200
fn kelipatan(jp) { let n = 0; while n < jp { n += 7; } n }
"""
    pack = timbang.load(
        {
            "pack.toml": 'format = 1\nid = "kecil"\nversion = "1.0.0"\ntitle = "Kecil"\nsubject = "pegawai"\n'
            'outputs = ["kelipatan"]\n',
            "facts.toml": '[fact.jp]\ntype = "number"\nlabel = "JP"\nmin = 0\nmax = 100\n',
            "uji/a.rhai": rule,
        }
    )
    bundle = pack.bundle()
    assert rule.splitlines()[-1].encode() not in bundle, "the rule is in it as rhai compiled it"
    assert b"kelipatan" in bundle
    plan = pack.plan(as_of="2025-01-01")
    assert plan.pack.bundle() == pack.bundle()
    assert plan.evaluate({"jp": 15})["kelipatan"].value == 21
