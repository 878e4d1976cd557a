//! The cases of `suite/checks`: every code fails where it should, at the right place, and passes where it should.

use std::collections::BTreeSet;

use timbang::diagnostic::codes;
use timbang_tests::checks::{CheckFile, run};
use timbang_tests::suite;

/// Codes that no inline pack can show, and what holds them instead.
const HELD_ELSEWHERE: [(&str, &str); 2] = [
    ("T0001", "a text file cannot hold bytes that are not UTF-8: core/src/pack/tests.rs"),
    ("T0007", "the runner supplies a manifest where there is none: core/src/pack/tests.rs"),
];

/// Codes of facts, rules and calls at work (T2..., T3...) arise when a plan runs: `suite/eval` holds them;
/// those of files of people (T4...) when the command line reads them, or an editor asks: their own tests do.
fn arises_when_run(code: &str) -> bool {
    ["T2", "T3", "T4"].iter().any(|kind| code.starts_with(kind))
}

#[test]
fn every_case_finds_what_it_expects() -> Result<(), String> {
    let mut wrong = Vec::new();
    for (name, file) in suite::read::<CheckFile>(&suite::folder("checks"))? {
        for case in &file.case {
            if let Err(told) = run(case, &name) {
                wrong.push(format!("{name} / {}\n  {told}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases\n\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

#[test]
fn every_code_has_a_page_and_cases_that_fail_and_pass() -> Result<(), String> {
    let files = suite::read::<CheckFile>(&suite::folder("checks"))?;
    let registered: BTreeSet<&str> = codes().iter().map(|info| info.code).collect();
    let mut wrong = Vec::new();
    for (name, file) in &files {
        if !registered.contains(name.as_str()) {
            wrong.push(format!("{name}: no such code"));
        }
        for finding in file.case.iter().flat_map(|case| &case.expect) {
            if !registered.contains(finding.code.as_str()) {
                wrong.push(format!("{name}: expects {}, which has no page", finding.code));
            }
        }
    }
    for code in registered.iter().filter(|code| !arises_when_run(code)) {
        if let Some((_, reason)) = HELD_ELSEWHERE.iter().find(|(held, _)| held == code) {
            println!("{code} is held elsewhere: {reason}");
            continue;
        }
        let cases = files.iter().find(|(name, _)| name == code).map(|(_, file)| file.case.as_slice());
        let cases = cases.unwrap_or_default();
        if !cases.iter().any(|case| case.expect.iter().any(|finding| finding.code == *code)) {
            wrong.push(format!("{code}: no case in which it is found"));
        }
        if !cases.iter().any(|case| case.expect.is_empty()) {
            wrong.push(format!("{code}: no case that passes"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn every_page_is_in_both_languages() -> Result<(), String> {
    let mut wrong = Vec::new();
    for info in codes() {
        let title = info.page.lines().next().unwrap_or_default();
        let (indonesian, english) = info.page.split_once("\n## English\n").unwrap_or_default();
        if !title.starts_with(&format!("# {} · ", info.code)) || !title.contains(" / ") {
            wrong.push(format!("{}: the title is `{title}`", info.code));
        }
        if indonesian.lines().count() < 3 || english.trim().is_empty() {
            wrong.push(format!("{}: a language is missing", info.code));
        }
    }
    let sorted = codes().windows(2).all(|pair| pair.first().map(|c| c.code) < pair.last().map(|c| c.code));
    if !sorted {
        wrong.push("the codes do not ascend".to_owned());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
