//! What is not known: properties that every rule has which does not ask for it.

use proptest::prelude::*;
use timbang::source::Files;
use timbang::{Facts, Node, Pack, date};

use crate::rules::{FACTS, NUMBERS, TRUTHS, body, decimal, subject, truth};

type Subject = ([Option<i32>; 3], [Option<bool>; 3]);

/// A pack with one rule, `hasil`; none where the checker refuses it, as it does constant divisors and the like.
fn pack(body: &str) -> Result<Pack, TestCaseError> {
    let rule = format!("//! @basis contoh\n/// Hasil.\nfn hasil(a, b, c, p, q, r) {{\n    {body}\n}}\n");
    let files = Files::from_map([
        ("pack.toml", timbang_tests::suite::MANIFEST),
        ("facts.toml", FACTS),
        ("uji/a.rhai", &rule),
    ]);
    let report = timbang::check(files);
    let told = timbang::diagnostic::to_text(&report.diagnostics, &report.files, timbang::Lang::En);
    report.pack.ok_or_else(|| TestCaseError::fail(format!("{rule}\n{told}")))
}

fn evaluate(pack: &Pack, subject: &Subject, more: &str) -> Result<Node, TestCaseError> {
    let failed = |error: timbang::Error| TestCaseError::fail(error.to_string());
    let mut facts: Vec<String> = Vec::new();
    for (name, value) in NUMBERS.iter().zip(subject.0) {
        facts.extend(value.map(|v| format!("\"{name}\": {}", decimal(v))));
    }
    for (name, value) in TRUTHS.iter().zip(subject.1) {
        facts.extend(value.map(|v| format!("\"{name}\": {v}")));
    }
    facts.extend((!more.is_empty()).then(|| more.to_owned()));
    let facts = Facts::from_json_text(&format!("{{ {} }}", facts.join(", "))).map_err(failed)?;
    let plan = pack.plan(date(2025, 1, 1), ["hasil"]).map_err(failed)?;
    plan.evaluate(&facts).and_then(|outcome| outcome.get("hasil")).map_err(failed)
}

/// The subject with what is not known filled from another.
fn learned(known: &Subject, more: &Subject, which: &[bool; 6]) -> Subject {
    let mut learned = *known;
    for (at, slot) in learned.0.iter_mut().enumerate() {
        if which.get(at).copied().unwrap_or(false) {
            *slot = slot.or(more.0.get(at).copied().flatten());
        }
    }
    for (at, slot) in learned.1.iter_mut().enumerate() {
        if which.get(at.saturating_add(3)).copied().unwrap_or(false) {
            *slot = slot.or(more.1.get(at).copied().flatten());
        }
    }
    learned
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn learning_a_fact_changes_nothing_that_was_known(
        body in body(), known in subject(), more in subject(), which in any::<[bool; 6]>(),
    ) {
        let pack = pack(&body)?;
        let before = evaluate(&pack, &known, "")?;
        let after = evaluate(&pack, &learned(&known, &more, &which), "")?;
        match (before, after) {
            (Ok(before), after) => prop_assert_eq!(Ok(before), after, "{}", body),
            // What is missing can only become less, or become known.
            (Err(before), Err(after)) => {
                let new: Vec<_> = after.iter().filter(|cause| !before.iter().any(|old| old == *cause)).collect();
                let of_other_arm = body.contains("if ");
                prop_assert!(new.is_empty() || of_other_arm, "{body}: {new:?}");
            }
            (Err(_), Ok(_)) => {}
        }
    }

    #[test]
    fn no_order_of_operands_shows(
        operands in prop::collection::vec(truth(), 2..5), known in subject(), swap in any::<prop::sample::Index>(),
    ) {
        let mut turned = operands.clone();
        turned.reverse();
        let at = swap.index(turned.len());
        turned.rotate_left(at);
        for join in [" && ", " || "] {
            let (one, other) = (pack(&operands.join(join))?, pack(&turned.join(join))?);
            prop_assert_eq!(evaluate(&one, &known, "")?, evaluate(&other, &known, "")?);
        }
        for call in ["all_of", "any_of"] {
            let listed = |operands: &[String]| format!("{call}([{}])", operands.join(", "));
            let (one, other) = (pack(&listed(&operands))?, pack(&listed(&turned))?);
            prop_assert_eq!(evaluate(&one, &known, "")?, evaluate(&other, &known, "")?);
        }
    }

    #[test]
    fn all_of_is_and_and_any_of_is_or(operands in prop::collection::vec(truth(), 2..4), known in subject()) {
        for (call, join) in [("all_of", " && "), ("any_of", " || ")] {
            let listed = pack(&format!("{call}([{}])", operands.join(", ")))?;
            let joined = pack(&operands.join(join))?;
            prop_assert_eq!(evaluate(&listed, &known, "")?, evaluate(&joined, &known, "")?);
        }
    }

    #[test]
    fn a_fact_that_no_rule_reads_changes_nothing(body in body(), known in subject()) {
        let pack = pack(&body)?;
        let before = evaluate(&pack, &known, "")?;
        for more in ["\"d\": 5", "\"d\": null", "\"d\": 9999", "\"zzz\": 1"] {
            prop_assert_eq!(&evaluate(&pack, &known, more)?, &before, "{} and {}", &body, more);
        }
    }
}
