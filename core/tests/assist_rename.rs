//! Renaming and layout, tried on the national pack.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;

use timbang::assist::{Symbol, Workspace, apply, at, definition, format, outline, references, rename};
use timbang::source::{Files, read_folder};
use timbang::{Pack, cases};

fn national() -> Files {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional")).unwrap()
}

/// The byte of a word in a file, counted from the `nth` time that it stands there.
fn find(workspace: &Workspace, path: &str, word: &str, nth: usize) -> usize {
    let (_, source) = workspace.file(path).unwrap();
    source.text.match_indices(word).nth(nth).unwrap_or_else(|| panic!("{word} in {path}")).0
}

fn failing_cases(files: Files) -> usize {
    let pack = Pack::from_files(files).unwrap();
    let run = cases::run(&pack);
    assert!(run.results.len() > 100);
    run.failed()
}

#[test]
fn what_is_renamed_in_the_national_pack_checks_and_tests_as_before() {
    let workspace = Workspace::new(vec![national()]);
    for (path, word, new) in [
        ("angka_kredit/konversi.rhai", "bulan_penilaian", "lama_penilaian"),
        ("angka_kredit/konversi.rhai", "persentase_konversi", "persen_konversi"),
        ("angka_kredit/konversi.rhai", "angka_kredit_masa(", "kredit_masa"),
        ("angka_kredit/konversi.rhai", "riwayat_konversi", "sejarah_konversi"),
        ("kenaikan_pangkat/syarat_reguler.rhai", "masa_kerja_pangkat_cukup", "masa_pangkat_cukup"),
        ("facts/kinerja.toml", "realisasi", "capaian_nyata"),
        ("tables/kebutuhan_jenjang.csv", "ahli_muda", "muda ahli"),
        ("tables/usulan_rating_hasil_kerja.csv", "batas_sesuai_ekspektasi", "batas_sesuai"),
        ("facts/kinerja.toml", "arah_indikator", "arah"),
        ("parameters/pelatihan.toml", "per_level", "tiap_level"),
        ("facts/daftar_nilai.toml", "sltp_kejuruan", "smp kejuruan"),
    ] {
        let offset = find(&workspace, path, word, 0);
        let edits =
            rename(&workspace, path, offset, new).unwrap_or_else(|refused| panic!("{word}: {refused:?}"));
        println!("{word} -> {new}: {} places", edits.len());
        assert!(edits.len() > 1, "{word}");
        let renamed = apply(&workspace, &edits).remove(0);
        assert_eq!(failing_cases(renamed), 0, "{word}");
    }
}

#[test]
fn whatever_is_declared_can_be_renamed() {
    let workspace = Workspace::new(vec![national()]);
    let files: Vec<&str> = workspace.files().iter().map(|(_, source)| &*source.path).collect();
    let all = files.iter().flat_map(|path| outline(&workspace, path).into_iter().map(move |o| (*path, o)));
    let mut declared: Vec<_> = all.collect();
    declared.sort_by(|a, b| a.1.symbol.cmp(&b.1.symbol));
    declared.dedup_by(|a, b| a.1.symbol == b.1.symbol);
    assert!(declared.len() > 300);
    // Each takes a check and all cases: so one of nineteen here; all of them were tried when this was written.
    for (path, found) in declared.into_iter().step_by(19) {
        let new = match &found.symbol {
            Symbol::Code(code) => format!("{code}-B"),
            symbol => format!("{}_baru", symbol.name()),
        };
        let offset = found.span.range().start;
        let edits = rename(&workspace, path, offset, &new);
        let edits = edits.unwrap_or_else(|refused| panic!("{:?}: {refused:?}", found.symbol));
        assert_eq!(failing_cases(apply(&workspace, &edits).remove(0)), 0, "{:?}", found.symbol);
    }
}

#[test]
fn every_layout_of_the_national_pack_is_settled() {
    for (_, source) in national().iter().filter(|(_, s)| !s.path.starts_with("sample/")) {
        let once = format(&source.path, &source.text)
            .unwrap_or_else(|refused| panic!("{}: {refused:?}", source.path));
        assert_eq!(once, *source.text, "{}", source.path);
    }
}

#[test]
fn every_declared_name_leads_home() {
    let workspace = Workspace::new(vec![national()]);
    let offset = find(&workspace, "angka_kredit/konversi.rhai", "angka_kredit_masa)", 0);
    let found = at(&workspace, "angka_kredit/konversi.rhai", offset).unwrap();
    assert_eq!(found.symbol, Symbol::ListRule("riwayat_konversi".into(), "angka_kredit_masa".into()));
    assert_eq!(definition(&workspace, "angka_kredit/konversi.rhai", offset).len(), 1);
    let offset = find(&workspace, "tables/batas_golongan_pendidikan.csv", "batas_golongan_pendidikan", 0);
    assert_eq!(
        definition(&workspace, "tables/batas_golongan_pendidikan.csv", offset).len(),
        2,
        "both versions"
    );
    assert!(references(&workspace, "tables/batas_golongan_pendidikan.csv", offset, true).len() > 3);
}
