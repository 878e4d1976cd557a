//! Help for editors, tried on every pack of the suite: the broken ones must break nothing, and a layout changes nothing.

use timbang::assist::{Workspace, complete, definition, format, hover, outline, references, rename};
use timbang::date;
use timbang_tests::checks::CheckFile;
use timbang_tests::evaluations::{EvalFile, run};
use timbang_tests::suite;

#[test]
fn what_packs_mean_stays_the_same_in_the_usual_layout() -> Result<(), String> {
    let (mut wrong, mut changed) = (Vec::new(), 0usize);
    for (name, file) in suite::read::<EvalFile>(&suite::folder("eval"))? {
        for mut pack in file.pack {
            for text in [&mut pack.files, &mut pack.base].into_iter().flatten() {
                let (path, content) = text;
                // Blanks at the edges of lines say nothing in rules.
                let disturbed = if path.ends_with(".rhai") {
                    content.lines().map(|line| format!("\t {} \r\n", line.trim())).collect()
                } else {
                    content.clone()
                };
                let once = format(path, &disturbed).map_err(|found| format!("{path}: {found:?}"))?;
                let twice = format(path, &once).map_err(|found| format!("{path}: {found:?}"))?;
                if once != twice {
                    wrong.push(format!(
                        "{name} / {} / {path} is not settled\n{once}\n---\n{twice}",
                        pack.name
                    ));
                }
                changed = changed.saturating_add(usize::from(once != disturbed));
                *content = once;
            }
            if let Err(told) = run(&pack) {
                wrong.push(format!("{name} / {}\n  {told}", pack.name));
            }
        }
    }
    println!("{changed} files were laid out anew");
    assert!(changed > 20, "some were written otherwise");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn broken_packs_break_nothing() -> Result<(), String> {
    let mut asked = 0usize;
    for (_, file) in suite::read::<CheckFile>(&suite::folder("checks"))? {
        for case in &file.case {
            let own = suite::pack(&case.files);
            let layers = if case.base.is_empty() { vec![own] } else { vec![suite::pack(&case.base), own] };
            let workspace = Workspace::new(layers);
            for (_, source) in workspace.files().iter() {
                let path = &*source.path;
                if let Ok(once) = format(path, &source.text) {
                    assert_eq!(format(path, &once).as_ref(), Ok(&once), "{path} is settled");
                }
                for found in outline(&workspace, path) {
                    assert_eq!(source.text.get(found.span.range()), Some(&**found.symbol.name()), "{path}");
                }
                for offset in (0..=source.text.len()).step_by(5) {
                    asked = asked.saturating_add(1);
                    for found in complete(&workspace, path, offset) {
                        let range = found.replaces.range();
                        assert!(range.end == offset && source.text.get(range).is_some(), "{path}:{offset}");
                    }
                    if let Some(found) = hover(&workspace, path, offset, date(2025, 1, 1)) {
                        let range = found.span.range();
                        assert!(range.start <= offset && offset <= range.end, "{path}:{offset}");
                    }
                    for span in definition(&workspace, path, offset) {
                        assert!(references(&workspace, path, offset, true).contains(&span));
                    }
                }
                let _ = rename(&workspace, path, source.text.len() / 2, "nama_lain");
            }
        }
    }
    println!("{asked} places were asked about");
    assert!(asked > 10_000, "the suite was found");
    Ok(())
}
