//! rhai as the third witness: rules without quotients, ordered enums and unknowns mean in rhai what they mean here.

use proptest::prelude::*;
use rhai::packages::{Package, StandardPackage};
use rhai::{Dynamic, Engine};
use timbang::source::Files;
use timbang::{Facts, Number, Value, date};

use crate::rules::{FACTS, NUMBERS, TRUTHS, body, decimal};

fn function(body: &str) -> String {
    format!("fn hasil(a, b, c, p, q, r) {{\n    {body}\n}}\n")
}

/// What Timbang says, as text.
fn by_timbang(body: &str, numbers: &[i32; 3], truths: &[bool; 3]) -> Result<String, TestCaseError> {
    let failed = |error: timbang::Error| TestCaseError::fail(error.to_string());
    let rule = format!("//! @basis contoh\n/// Hasil.\n{}", function(body));
    let files = Files::from_map([
        ("pack.toml", timbang_tests::suite::MANIFEST),
        ("facts.toml", FACTS),
        ("uji/a.rhai", &rule),
    ]);
    let pack = timbang::Pack::from_files(files).map_err(failed)?;
    let numbers = NUMBERS.iter().zip(numbers).map(|(name, n)| format!("\"{name}\": {}", decimal(*n)));
    let truths = TRUTHS.iter().zip(truths).map(|(name, b)| format!("\"{name}\": {b}"));
    let facts: Vec<String> = numbers.chain(truths).collect();
    let facts = Facts::from_json_text(&format!("{{ {} }}", facts.join(", "))).map_err(failed)?;
    let plan = pack.plan(date(2025, 1, 1), ["hasil"]).map_err(failed)?;
    match plan.evaluate(&facts).and_then(|outcome| outcome.get("hasil")).map_err(failed)? {
        Ok(Value::Number(n)) => Ok(n.to_string()),
        Ok(Value::Bool(b)) => Ok(b.to_string()),
        other => Err(TestCaseError::fail(format!("{body}: {other:?}"))),
    }
}

/// What rhai itself says, as text.
fn by_rhai(body: &str, numbers: &[i32; 3], truths: &[bool; 3]) -> Result<String, TestCaseError> {
    let mut engine = Engine::new_raw();
    StandardPackage::new().register_into_engine(&mut engine);
    engine.set_max_expr_depths(0, 0);
    let numbers = numbers.iter().map(|n| decimal(*n));
    let args: Vec<String> = numbers.chain(truths.iter().map(ToString::to_string)).collect();
    let script = format!("{}hasil({})", function(body), args.join(", "));
    let found = engine.eval::<Dynamic>(&script).map_err(|e| TestCaseError::fail(format!("{script}\n{e}")))?;
    let words = found.to_string();
    // rhai writes 2.50 where Timbang writes 2.5: the number is meant, not its digits.
    Ok(words.parse::<Number>().map_or(words, |n| n.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rhai_says_the_same(
        body in body(), numbers in [-2000i32..=2000, -2000i32..=2000, -2000i32..=2000], truths in any::<[bool; 3]>(),
    ) {
        prop_assert_eq!(by_timbang(&body, &numbers, &truths)?, by_rhai(&body, &numbers, &truths)?, "{}", body);
    }
}

#[test]
fn the_comparison_can_fail() -> Result<(), TestCaseError> {
    // Known differences, so that agreement above means something: rhai divides whole numbers without their rest.
    let (numbers, truths) = ([700, 200, 0], [true; 3]);
    assert_eq!(by_timbang("floor(7 / 2 * 2)", &numbers, &truths)?, "7");
    assert_eq!(by_rhai("7 / 2 * 2", &numbers, &truths)?, "6");
    Ok(())
}
