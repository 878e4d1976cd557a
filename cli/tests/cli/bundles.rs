//! `timbang bundle`, run as people run it.

use timbang::{Bundle, Facts, Pack, date};

use crate::common::{national, new_pack, run};

#[test]
fn a_bundle_is_that_of_the_pack_and_the_same_each_time() {
    let (folder, pack) = new_pack();
    let file = folder.path().join("uji.timbang");
    let out = file.to_str().unwrap();
    for _ in 0..2 {
        let done = run(["bundle", &pack, "--out", out]);
        assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, "", ""));
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!(bytes, Pack::from_dir(&pack).unwrap().bundle().to_bytes());
        assert_eq!(Bundle::from_bytes(&bytes).unwrap().id(), "aturan_uji");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing stays beside it");
}

#[test]
fn the_bundle_of_an_overlay_holds_its_base() {
    let (folder, _) = new_pack();
    let (file, base) = (folder.path().join("kotabumi.timbang"), national());
    let region = base.join("../daerah/kotabumi");
    let (out, base, region) = (file.to_str().unwrap(), base.to_str().unwrap(), region.to_str().unwrap());
    let alone = run(["bundle", region, "--out", out]);
    assert_eq!((alone.code, file.exists()), (2, false), "by itself it lacks what it extends");
    assert_eq!(run(["bundle", region, "--base", base, "--out", out]).code, 0);
    let bundle = Bundle::from_bytes(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(bundle.layers().count(), 2);
    let plan = bundle.plan(date(2025, 12, 31), ["masa_kerja_pangkat_cukup"]).unwrap();
    let facts = Facts::from_json_text(r#"{"tmt_golongan": "2015-10-01"}"#).unwrap();
    assert!(plan.evaluate(&facts).unwrap().to_json_text().contains("\"value\":true"));
}

#[test]
fn a_pack_with_errors_gives_no_bundle_and_leaves_the_old_one() {
    let (folder, pack) = new_pack();
    let file = folder.path().join("uji.timbang");
    std::fs::write(&file, "lama").unwrap();
    std::fs::write(format!("{pack}/pelatihan/salah.rhai"), "/// Salah.\nfn salah(tidak_ada) { tidak_ada }\n")
        .unwrap();
    let out = file.to_str().unwrap();
    let indonesian = run(["bundle", &pack, "--out", out]);
    assert_eq!(indonesian.code, 2);
    assert!(
        indonesian.err.contains("T3006") && indonesian.err.contains("salah.rhai:2:"),
        "{}",
        indonesian.err
    );
    assert!(indonesian.err.contains("tidak dapat dipakai"), "{}", indonesian.err);
    let english = run(["--lang", "en", "bundle", &pack, "--out", out]);
    assert_eq!(english.code, 2);
    assert!(english.err.contains("cannot be used"), "{}", english.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "lama");
}

#[test]
fn what_cannot_be_written_or_is_not_said_is_told() {
    let (folder, pack) = new_pack();
    let absent = folder.path().join("tidak_ada/uji.timbang");
    for out in [absent.to_str().unwrap(), folder.path().to_str().unwrap()] {
        let refused = run(["--lang", "en", "bundle", &pack, "--out", out]);
        assert_eq!(refused.code, 2);
        assert!(refused.err.contains(&format!("`{out}` cannot be written")), "{}", refused.err);
    }
    let unsaid = run(["bundle", &pack]);
    assert_eq!(unsaid.code, 2);
    assert!(unsaid.err.contains("--out"), "{}", unsaid.err);
}
