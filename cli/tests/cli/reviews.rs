//! The commands by which a change of rules is reviewed: coverage, proposals, the calendar, differences, protection.

use std::path::Path;

use crate::common::{national, new_pack, run};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn coverage_is_told_as_text_json_and_a_page() {
    let pack = national();
    let shown = run(["--lang", "en", "test", pack.to_str().unwrap(), "--coverage"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    for part in ["rules: ", "table rows: ", "states of requirements: "] {
        assert!(shown.out.contains(part), "{part} is not in:\n{}", shown.out);
    }
    let json = run(["test", pack.to_str().unwrap(), "--coverage", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let (hit, all) = (json["totals"]["rules"]["hit"].as_u64(), json["totals"]["rules"]["all"].as_u64());
    assert!(hit > Some(0) && hit <= all, "{hit:?} of {all:?}");
    let page = run(["test", pack.to_str().unwrap(), "--coverage", "--format", "html"]).out;
    assert!(page.starts_with("<!doctype html>") && page.contains("<span class=\"y\">✓"), "{page}");
    let refused = run(["test", pack.to_str().unwrap(), "--format", "html"]);
    assert!(refused.code == 2 && refused.err.contains("T4003"), "{}", refused.err);
}

#[test]
fn the_proposals_for_the_national_pack_are_cases_that_pass() {
    let folder = tempfile::tempdir().unwrap();
    copy(&national(), folder.path());
    let pack = folder.path().to_str().unwrap();
    std::fs::remove_file(folder.path().join("cases/batas.toml")).unwrap();
    let proposed = run(["cases", pack, "--boundaries"]);
    assert_eq!(proposed.code, 0, "{}", proposed.err);
    assert!(proposed.out.contains("masa_kerja_jabatan_struktural_cukup: tmt_jabatan"), "{}", proposed.out);
    // Its other sides are held by cases that stay.
    assert!(!proposed.out.contains("tmt_jabatan 2025-01-01"), "{}", proposed.out);
    std::fs::write(folder.path().join("cases/batas.toml"), &proposed.out).unwrap();
    let tested = run(["test", pack]);
    assert_eq!(tested.code, 0, "{}\n{}\n{}", tested.out, tested.err, proposed.out);
    let again = run(["cases", pack, "--boundaries"]);
    assert!(!again.out.contains("[[case]]"), "what was proposed is held now\n{}", again.out);
}

#[test]
fn the_calendar_tells_what_begins_and_ends() {
    let pack = national();
    let shown = run(["regimes", pack.to_str().unwrap()]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("20 Mei 2025"), "{}", shown.out);
    assert!(shown.out.contains("Aturan `kenaikan_pangkat_reguler` "), "{}", shown.out);
    let json = run(["regimes", pack.to_str().unwrap(), "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let regimes = json["regimes"].as_array().unwrap();
    assert!(regimes.len() > 1 && regimes[0]["from"].is_null(), "{json}");
    assert!(regimes.iter().any(|r| r["from"] == "2025-05-20" && !r["turns"].as_array().unwrap().is_empty()));
}

#[test]
fn the_calendar_shows_a_gap_between_two_versions() {
    let (_folder, pack) = new_pack();
    let values = "[batas]\n[[batas.values]]\nfrom = 2020-01-01\nuntil = 2024-12-30\nbasis = \"contoh\"\nvalue = 3\n\
                  [[batas.values]]\nfrom = 2025-01-01\nbasis = \"contoh\"\nvalue = 4\n";
    std::fs::write(format!("{pack}/parameters/batas.toml"), values).unwrap();
    let rule = "/// Batas kali dua.\n/// @basis contoh\nfn dua_batas(batas) { batas * 2 }\n";
    std::fs::write(format!("{pack}/pelatihan/batas.rhai"), rule).unwrap();
    let checked = run(["check", &pack]);
    assert!(checked.code == 0 && checked.out.contains("T1506"), "{}", checked.out);
    let shown = run(["regimes", &pack]).out;
    assert!(
        shown
            .contains("Parameter `batas` tidak berlaku sampai versi berikutnya pada 1 Januari 2025 (celah).")
    );
    assert!(shown.contains("Aturan `dua_batas` tidak berlaku sampai versi berikutnya"), "{shown}");
}

#[test]
fn two_packs_are_compared() {
    let (_old, old) = new_pack();
    let (_new, new) = new_pack();
    let same = run(["diff", &old, &new]);
    assert_eq!((same.code, same.out.as_str()), (0, "Tidak ada perbedaan.\n"));
    let manifest = std::fs::read_to_string(format!("{new}/pack.toml")).unwrap();
    std::fs::write(format!("{new}/pack.toml"), manifest.replace("0.1.0", "0.2.0")).unwrap();
    let differs = run(["--lang", "en", "diff", &old, &new]);
    assert_eq!(differs.code, 1);
    assert!(differs.out.contains("version 0.1.0 becomes 0.2.0"), "{}", differs.out);
    let json = run(["diff", &old, &new, "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["changes"][0]["matter"], "pack");
    assert!(run(["diff", &old, &new, "--format", "html"]).out.contains("0.2.0"));
}

#[test]
fn what_is_protected_is_told_with_the_claim() {
    let pack = national();
    let shown = run(["--lang", "en", "guard", pack.to_str().unwrap()]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    for part in ["agama", "Religion", "Exceptions:", "found no path"] {
        assert!(shown.out.contains(part), "{part} is not in:\n{}", shown.out);
    }
    let json = run(["guard", pack.to_str().unwrap(), "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let names: Vec<&str> =
        json["protected"].as_array().unwrap().iter().filter_map(|f| f["name"].as_str()).collect();
    assert!(names.contains(&"nip") && names.contains(&"tanggal_lahir"), "{names:?}");
}
