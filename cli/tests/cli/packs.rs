//! The commands about packs, run as people run them.

use crate::common::{national, new_pack, run};

#[test]
fn a_new_pack_passes_its_own_check_and_test_and_is_not_written_over() {
    let (_folder, pack) = new_pack();
    let checked = run(["check", &pack]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (0, "aturan_uji 0.1.0: tidak ada galat, 0 peringatan\n")
    );
    let tested = run(["--lang", "en", "test", &pack]);
    assert_eq!((tested.code, tested.out.as_str()), (0, "6 passed, 0 failed\n"));
    let again = run(["new", &pack]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("sudah berisi"), "{}", again.err);
}

#[test]
fn a_pack_with_errors_is_told_with_its_lines_and_cannot_be_used() {
    let (_folder, pack) = new_pack();
    std::fs::write(
        format!("{pack}/pelatihan/salah.rhai"),
        "/// Salah.\n/// @basis contoh\nfn salah(jp_tahun_inii) { jp_tahun_inii + 1 }\n",
    )
    .unwrap();
    let checked = run(["check", &pack]);
    assert_eq!(checked.code, 1);
    for part in ["galat[T", "pelatihan/salah.rhai:3:", "fn salah(jp_tahun_inii)", "jp_tahun_ini`", "1 galat"]
    {
        assert!(checked.out.contains(part), "{part} is not in:\n{}", checked.out);
    }
    let json: serde_json::Value =
        serde_json::from_str(&run(["check", &pack, "--format", "json"]).out).unwrap();
    assert_eq!(json["ok"], false);
    assert_eq!(json["diagnostics"][0]["labels"][0]["line"], 3);
    let used = run(["test", &pack]);
    assert_eq!(used.code, 2);
    assert!(used.err.contains("T3006") && used.err.contains("salah.rhai:3:"), "{}", used.err);
}

#[test]
fn a_failing_case_is_told_with_its_place_and_what_was_found() {
    let (_folder, pack) = new_pack();
    std::fs::write(
        format!("{pack}/cases/salah.toml"),
        "as_of = 2026-01-01\n[[case]]\nname = \"Keliru\"\ngiven = { jp_tahun_ini = 15 }\nexpect.jp_kurang = 4\n",
    )
    .unwrap();
    let tested = run(["test", &pack]);
    assert_eq!(tested.code, 1);
    for part in ["GAGAL  Keliru", "cases/salah.toml:5:", "jp_kurang", "6 lulus, 1 gagal"] {
        assert!(tested.out.contains(part), "{part} is not in:\n{}", tested.out);
    }
    let json: serde_json::Value =
        serde_json::from_str(&run(["test", &pack, "--format", "json"]).out).unwrap();
    assert_eq!((json["passed"].as_u64(), json["failed"].as_u64()), (Some(6), Some(1)));
}

#[test]
fn the_national_pack_is_sound() {
    let pack = national();
    let pack = pack.to_str().unwrap();
    assert_eq!(run(["check", pack]).code, 0);
    let tested = run(["test", pack]);
    assert_eq!(tested.code, 0, "{}", tested.out);
    assert!(tested.out.ends_with(" lulus, 0 gagal\n"), "{}", tested.out);
}

#[test]
fn the_graph_is_drawn_and_listed() {
    let pack = national();
    let pack = pack.to_str().unwrap();
    let graph = |more: &[&str]| run([&["graph", pack, "--as-of", "2026-01-01"], more].concat());
    assert!(graph(&["--focus", "jp_kurang"]).out.starts_with("flowchart LR\n"));
    assert!(graph(&["--upstream", "jp_kurang"]).out.contains("riwayat_diklat"));
    assert!(graph(&["--downstream", "riwayat_diklat"]).out.contains("pelatihan_jp"));
    let path = graph(&["--path", "riwayat_diklat", "pelatihan_jp"]).out;
    let names: Vec<&str> = path.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["riwayat_diklat", "jp_tahun_ini", "jp_kurang", "pelatihan_jp"]);
    let none = graph(&["--path", "pelatihan_jp", "riwayat_diklat"]);
    assert_eq!(none.code, 1);
    let wrong = graph(&["--focus", "jp_kuran"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("`jp_kurang`"), "{}", wrong.err);
}

#[test]
fn an_overlay_is_used_with_the_pack_that_it_extends() {
    let (folder, base) = new_pack();
    let overlay = folder.path().join("daerah");
    std::fs::create_dir(&overlay).unwrap();
    let manifest = "format = 1\nid = \"daerah\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\n\
        outputs = [\"setengah_jp\"]\n[extends]\nid = \"aturan_uji\"\nversion = \"0.1.0\"\n";
    let rule = "/// Separuh jam pelajaran yang kurang.\n/// @basis Perda contoh\n/// @unit JP\n\
        fn setengah_jp(jp_kurang) { jp_kurang / 2 }\n";
    std::fs::write(overlay.join("pack.toml"), manifest).unwrap();
    std::fs::write(overlay.join("a.rhai"), rule).unwrap();
    let overlay = overlay.to_str().unwrap();
    let checked = run(["check", overlay, "--base", &base]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert_eq!(run(["check", overlay]).code, 1, "by itself it lacks what it extends");
    assert!(checked.out.contains("T1604"), "{}", checked.out);
    for _ in 0..2 {
        assert_eq!(run(["lock", overlay, "--base", &base]).code, 0);
        let locked = run(["check", overlay, "--base", &base]);
        assert_eq!((locked.code, locked.out.as_str()), (0, "daerah 0.1.0: tidak ada galat, 0 peringatan\n"));
    }
    assert_eq!(run(["lock", &base]).code, 2);
    let input = format!("{base}/sample/pegawai.csv");
    let found = run(["evaluate", overlay, &input, "--base", &base, "--as-of", "2026-01-01"]);
    assert!(
        found.out.starts_with("row,setengah_jp,setengah_jp_status\n2,0,value\n3,4,value\n"),
        "{}",
        found.out
    );
}

#[test]
fn files_are_laid_out_and_what_cannot_be_read_stays() {
    let (folder, pack) = new_pack();
    assert_eq!(run(["format", &pack, "--check"]).code, 0);
    let rules = folder.path().join("aturan_uji");
    let (ragged, broken) = (rules.join("rapi.rhai"), rules.join("rusak.rhai"));
    std::fs::write(&ragged, "/// Rapi.\n/// @basis contoh\nfn rapi(jp_minimal){\njp_minimal+1\n}\n").unwrap();
    std::fs::write(&broken, "fn rusak(jp_minimal) { jp_minimal +").unwrap();
    let asked = run(["format", &pack, "--check"]);
    assert_eq!((asked.code, asked.out.as_str()), (1, "rapi.rhai\n"), "{}", asked.err);
    assert!(std::fs::read_to_string(&ragged).unwrap().contains("jp_minimal+1"));
    let done = run(["format", &pack]);
    assert_eq!((done.code, done.out.as_str()), (1, "rapi.rhai\n"), "{}", done.err);
    assert!(done.err.contains("rusak.rhai"), "{}", done.err);
    let laid_out = std::fs::read_to_string(&ragged).unwrap();
    assert!(laid_out.contains("fn rapi(jp_minimal) {\n    jp_minimal + 1\n}"), "{laid_out}");
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "fn rusak(jp_minimal) { jp_minimal +");
    std::fs::remove_file(&broken).unwrap();
    assert_eq!(run(["format", &pack, "--check"]).code, 0);
}

#[test]
fn schemas_and_codes_are_written() {
    let schema: serde_json::Value = serde_json::from_str(&run(["schema", "facts"]).out).unwrap();
    assert_eq!(schema["type"], "object");
    assert!(run(["schema", "facs"]).err.contains("facts"));
    let all = run(["explain-code"]).out;
    assert!(all.lines().any(|line| line.starts_with("T1001 ")), "{all}");
    let page = run(["--lang", "en", "explain-code", "t1001"]);
    assert_eq!(page.code, 0);
    assert!(page.out.starts_with("# T1001") && !page.out.contains("Salah:"), "{}", page.out);
    assert_eq!(run(["explain-code", "T9999"]).code, 2);
}

#[test]
fn wrong_arguments_are_told_in_the_language_asked_for() {
    let wrong = run(["--lang", "en", "evaluat"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `evaluate`?") || wrong.err.contains("Did you mean `evaluate`?"));
    assert!(run(["check", "/tidak/ada"]).err.contains("`/tidak/ada` tidak dapat dibaca: tidak ada."));
    let date = run(["graph", national().to_str().unwrap(), "--as-of", "2026-02-30"]);
    assert!(date.err.contains("`2026-02-30` bukan tanggal"), "{}", date.err);
    let none = run(["graph", national().to_str().unwrap()]);
    assert!(none.err.contains("--as-of YYYY-MM-DD"), "{}", none.err);
}

#[test]
fn every_code_that_the_command_line_tells_has_a_page() {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/failure.rs")).unwrap();
    let codes: Vec<&str> = source.split('"').filter(|word| word.starts_with("T4")).collect();
    assert!(codes.len() >= 13, "{codes:?}");
    for code in codes {
        assert_eq!(run(["explain-code", code]).code, 0, "{code}");
    }
}

#[test]
fn help_stands_in_both_languages_for_each_command() {
    let whole = run(["help"]);
    assert_eq!(whole.out, run(["--help"]).out);
    for part in ["Perintah / Commands", "Pilihan / Options", "Periksa pack", "Check a pack"] {
        assert!(whole.out.contains(part), "{part} is not in:\n{}", whole.out);
    }
    assert_eq!(run(["help", "evaluate"]).out, run(["evaluate", "--help"]).out);
    assert!(run(["help", "evaluat"]).err.contains("`evaluate`"));
}

#[test]
fn the_handbook_is_written() {
    let (_folder, pack) = new_pack();
    let markdown = run(["describe", &pack, "--as-of", "2026-01-01"]);
    assert_eq!(markdown.code, 0);
    assert!(markdown.out.contains("Jam pelajaran tahun ini yang masih kurang"), "{}", markdown.out);
    let page = format!("{pack}.html");
    let written = run(["describe", &pack, "--as-of", "2026-01-01", "--format", "html", "--out", &page]);
    assert_eq!(written.code, 0);
    assert!(std::fs::read_to_string(&page).unwrap().contains("<html"));
}

/// The guide shows what the checker says of ten mistakes; what it shows is what is said.
#[test]
fn the_guide_shows_what_the_checker_says_of_ten_mistakes() {
    let root = national().join("../..");
    let pack = root.join("tests/suite/sepuluh_salah");
    let said = run(["check", pack.to_str().unwrap()]);
    assert_eq!(said.code, 1);
    assert!(said.out.ends_with("10 galat, 0 peringatan\n"), "{}", said.out);
    let guide = std::fs::read_to_string(root.join("rules/README.md")).unwrap();
    assert!(
        guide.contains(&format!("```text\n{}```", said.out)),
        "the guide shows something else than:\n{}",
        said.out
    );
}
