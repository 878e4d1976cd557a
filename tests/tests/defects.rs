//! The packs of `suite/defects`: slips that were published, found by the check, by cases or by their boundaries.

use timbang_tests::defects::{DefectFile, run};
use timbang_tests::suite;

#[test]
fn every_published_defect_comes_to_light() -> Result<(), String> {
    let mut wrong = Vec::new();
    for (name, file) in suite::read::<DefectFile>(&suite::folder("defects"))? {
        assert!(
            !file.source.is_empty() && !file.defect.is_empty(),
            "{name} says what is wrong, and where it was seen"
        );
        for pack in &file.pack {
            if pack.finds.is_empty() && pack.fails.is_empty() && pack.without.is_empty() {
                wrong.push(format!("{name} / {}: nothing finds it", pack.name));
            }
            if let Err(told) = run(pack) {
                wrong.push(format!("{name} / {}\n  {told}", pack.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} packs\n\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}
