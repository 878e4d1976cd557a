//! What the checker accepts never overflows and lies within the range that it derived; what is too long it refuses.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "integers of unbounded size do not overflow, and a position out of bounds is a failed test"
)]

mod expressions;
mod judge;

use std::fmt::Write as _;

use expressions::{Calc, FACTS, FIELDS, KEYED, POINTS, ROUNDINGS, calculation, chain};
use judge::{Exact, Subject, decimal, exact, rounded};
use num_bigint::BigInt;
use proptest::prelude::*;
use timbang::source::Files;
use timbang::typing::program::{Body, ExprKind};
use timbang::typing::{NumberType, Type};
use timbang::{Cause, Facts, Number, Pack, Value, date};

fn declared() -> String {
    let bounds = |(name, lo, hi, scale): &(&'static str, i128, i128, u32)| {
        let end = |n: i128| Number::from_scaled(n, *scale).map(|n| n.to_string()).unwrap_or_default();
        let (lo, hi) = (end(*lo), end(*hi));
        (*name, format!("type = \"number\"\nlabel = \"{name}\"\nmin = {lo}\nmax = {hi}\nscale = {scale}\n"))
    };
    let mut text = String::from(
        "[enum.kunci]\nvalues = [\"satu\", \"dua\", \"tiga\"]\n[fact.k]\ntype = \"kunci\"\nlabel = \"K\"\n",
    );
    for fact in &FACTS {
        let (name, keys) = bounds(fact);
        let _ = write!(text, "[fact.{name}]\n{keys}");
    }
    text.push_str("[record.butir]\nkode = { type = \"text\", code = true }\n");
    for field in &FIELDS {
        let (name, keys) = bounds(field);
        let _ = write!(text, "[record.butir.{name}]\n{keys}");
    }
    text.push_str("[fact.daftar]\ntype = \"list\"\nlabel = \"Daftar\"\nrecord = \"butir\"\nkey = \"kode\"\nmax_items = 3\n");
    text
}

fn parameters() -> String {
    let points: Vec<String> = POINTS.iter().map(|(x, y)| format!("[{x}, {y}]")).collect();
    let keyed: Vec<String> = ["satu", "dua", "tiga"]
        .iter()
        .zip(KEYED)
        .map(|(key, n)| {
            format!("{key} = {}", Number::from_scaled(n, 2).map(|n| n.to_string()).unwrap_or_default())
        })
        .collect();
    format!(
        "[titik]\nlabel = \"Titik\"\nbasis = \"contoh\"\nvalue = [{}]\n[nilai_kunci]\nlabel = \"Nilai\"\nbasis = \"contoh\"\nkey = \"kunci\"\nvalue = {{ {} }}\n",
        points.join(", "),
        keyed.join(", ")
    )
}

/// The codes of the errors, and the pack where there are none.
fn check(body: &str) -> (Vec<&'static str>, Option<Pack>) {
    let rule = format!(
        "//! @basis contoh\n/// Bantu.\nprivate fn bantu(x, y) {{ if x > 10 {{ x * x + y }} else {{ x - y / 3 }} }}\n\
         /// Hasil.\nfn hasil(a, b, c, g, h, n, k, daftar, nilai_kunci, titik) {{ {body} }}\n"
    );
    let (facts, parameters) = (declared(), parameters());
    let files = Files::from_map([
        ("pack.toml", timbang_tests::suite::MANIFEST),
        ("facts.toml", facts.as_str()),
        ("parameters/a.toml", parameters.as_str()),
        ("uji/a.rhai", rule.as_str()),
    ]);
    let report = timbang::check(files);
    let errors = report.diagnostics.iter().filter(|d| d.severity == timbang::diagnostic::Severity::Error);
    (errors.map(|d| d.code).collect(), report.pack)
}

fn units(lo: i128, hi: i128) -> impl Strategy<Value = i128> {
    prop_oneof![3 => Just(lo), 3 => Just(hi), 1 => Just(0i128.clamp(lo, hi)), 1 => Just(1i128.clamp(lo, hi)), 3 => lo..=hi]
}

fn subject() -> impl Strategy<Value = Subject> {
    let facts: Vec<_> = FACTS.iter().map(|(_, lo, hi, _)| units(*lo, *hi)).collect();
    let item = FIELDS.map(|(_, lo, hi, _)| units(lo, hi));
    (facts, prop::collection::vec(item, 0..=3), 0usize..3).prop_map(|(facts, items, key)| Subject {
        facts,
        items,
        key,
    })
}

fn json(subject: &Subject) -> String {
    let number =
        |n: i128, scale: u32| Number::from_scaled(n, scale).map(|n| n.to_string()).unwrap_or_default();
    let mut fields: Vec<String> = FACTS
        .iter()
        .zip(&subject.facts)
        .map(|((name, .., scale), n)| format!("\"{name}\": {}", number(*n, *scale)))
        .collect();
    let items: Vec<String> = subject
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let fields = FIELDS.iter().zip(item);
            let fields = fields.map(|((name, .., scale), n)| format!("\"{name}\": {}", number(*n, *scale)));
            format!("{{\"kode\": \"{at}\", {}}}", fields.collect::<Vec<_>>().join(", "))
        })
        .collect();
    fields.push(format!("\"k\": \"{}\"", ["satu", "dua", "tiga"][subject.key]));
    fields.push(format!("\"daftar\": [{}]", items.join(", ")));
    format!("{{ {} }}", fields.join(", "))
}

/// What the checker derived for the calculation within the rounding that the rule is.
fn derived(pack: &Pack) -> NumberType {
    let program = pack.program(date(2025, 1, 1));
    let node = program.nodes().map(|(_, node)| node).find(|node| &*node.name == "hasil").expect("the rule");
    let Body::Rule(rule) = &node.body else { panic!("a rule") };
    let ExprKind::Builtin(_, args) = &rule.versions[0].body.kind else { panic!("a rounding") };
    let Type::Number(number) = args[0].ty else { panic!("a number") };
    number
}

fn within(of: NumberType, value: &Exact) -> bool {
    let above = of.lo.is_none_or(|lo| exact(lo) <= *value);
    let below = of.hi.is_none_or(|hi| *value <= exact(hi));
    let scale = of.scale.is_none_or(|scale| (value * BigInt::from(10).pow(scale)).is_integer());
    above && below && scale
}

/// Checks the calculation, works it out for each subject, and compares; whether it was accepted.
fn holds(calc: &Calc, scale: u32, subjects: &[Subject]) -> Result<bool, TestCaseError> {
    let (errors, pack) = check(&format!("round_half_even({}, {scale})", calc.text()));
    let Some(pack) = pack else {
        // A divisor that is always zero is refused for what it is; nothing else is wrong with these rules.
        let known = errors.iter().all(|code| matches!(*code, "T1803" | "T1220"));
        prop_assert!(known, "{}: {errors:?}", calc.text());
        return Ok(false);
    };
    let failed = |error: timbang::Error| TestCaseError::fail(error.to_string());
    let plan = pack.plan(date(2025, 1, 1), ["hasil"]).map_err(failed)?;
    let of = derived(&pack);
    for subject in subjects {
        let facts = Facts::from_json_text(&json(subject)).map_err(failed)?;
        let found = plan.evaluate(&facts).and_then(|outcome| outcome.get("hasil")).map_err(failed)?;
        let wanted = subject.value(calc);
        match (&found, &wanted) {
            (Ok(Value::Number(found)), Some(wanted)) => {
                prop_assert!(within(of, wanted), "{}: {wanted} not in {of:?}", calc.text());
                prop_assert_eq!(exact(*found), rounded(ROUNDINGS[1], wanted, scale), "{}", calc.text());
            }
            (Err(causes), None) => {
                let overflow =
                    causes.iter().any(|c| matches!(c, Cause::Failed(_, code) if &**code == "T2102"));
                prop_assert!(!overflow, "{}: {subject:?}", calc.text());
            }
            _ => prop_assert!(false, "{}: {found:?} but {wanted:?} of {subject:?}", calc.text()),
        }
    }
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_never_overflows(
        calc in calculation(), scale in 0u32..7, subjects in prop::collection::vec(subject(), 12),
    ) {
        holds(&calc, scale, &subjects)?;
    }

    #[test]
    fn a_long_chain_that_is_accepted_never_overflows(
        calc in chain(), scale in 0u32..3, subjects in prop::collection::vec(subject(), 12),
    ) {
        holds(&calc, scale, &subjects)?;
    }

    /// Of a product of facts that stand in it once the bounds are reached, so that the verdict can be foretold.
    #[test]
    fn a_product_is_refused_just_where_it_may_be_too_long(
        factors in prop::collection::vec(0usize..6, 1..5), power in 0u32..20,
    ) {
        let mut of: Vec<usize> = factors;
        of.sort_unstable();
        of.dedup();
        let mut text = format!("{}", Number::from_scaled(10i128.pow(power), 0).expect("fits"));
        let (mut most, mut scale) = (decimal(10i128.pow(power), 0), 0u32);
        for fact in &of {
            let (name, lo, hi, own) = FACTS[*fact];
            text = format!("({text} * {name})");
            most *= decimal(lo.abs().max(hi.abs()), own);
            scale += own;
        }
        let fits = scale <= 37 && most * BigInt::from(10).pow(scale) < decimal(10i128.pow(38), 0);
        let (errors, pack) = check(&text);
        prop_assert_eq!(pack.is_some(), fits, "{}: {:?}", text, errors);
        prop_assert!(fits || errors == ["T1803"], "{}: {:?}", text, errors);
    }
}

/// The property above would say nothing if nearly every calculation were refused.
#[test]
fn most_calculations_are_accepted() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut accepted = 0;
    for _ in 0..200 {
        let calc = calculation().new_tree(&mut runner).expect("a calculation").current();
        accepted += usize::from(holds(&calc, 2, &[]).expect("nothing to compare"));
    }
    assert!(accepted > 100, "only {accepted} of 200");
    assert!(accepted < 200, "none is refused, so that nothing is near the bounds");
}
