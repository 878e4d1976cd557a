//! Random rules of the typed language, for properties that every rule must have.

use proptest::prelude::*;

/// The numbers that a random rule may read.
pub(crate) const NUMBERS: [&str; 3] = ["a", "b", "c"];
/// The truth values that a random rule may read.
pub(crate) const TRUTHS: [&str; 3] = ["p", "q", "r"];

/// The facts of random rules; `d` is read by none.
pub(crate) const FACTS: &str = r#"
[fact.a]
type = "number"
label = "A"
min = -20
max = 20
scale = 2
[fact.b]
type = "number"
label = "B"
min = -20
max = 20
scale = 2
[fact.c]
type = "number"
label = "C"
min = -20
max = 20
scale = 2
[fact.d]
type = "number"
label = "D"
min = -20
max = 20
[fact.p]
type = "boolean"
label = "P"
[fact.q]
type = "boolean"
label = "Q"
[fact.r]
type = "boolean"
label = "R"
"#;

/// An expression that gives a number, without quotients and without asking what is known.
pub(crate) fn number() -> BoxedStrategy<String> {
    expressions(4).0
}

/// An expression that gives a truth value.
pub(crate) fn truth() -> BoxedStrategy<String> {
    expressions(4).1
}

fn expressions(depth: u32) -> (BoxedStrategy<String>, BoxedStrategy<String>) {
    let constant = (-9i32..=9, 0u32..=1).prop_map(|(n, half)| match (n < 0, half) {
        (true, 0) => format!("({n})"),
        (true, _) => format!("({n}.5)"),
        (false, 0) => n.to_string(),
        (false, _) => format!("{n}.5"),
    });
    let number =
        prop_oneof![3 => prop::sample::select(&NUMBERS[..]).prop_map(str::to_owned), 1 => constant].boxed();
    let truth = prop_oneof![
        5 => prop::sample::select(&TRUTHS[..]).prop_map(str::to_owned),
        1 => any::<bool>().prop_map(|b| b.to_string()),
    ]
    .boxed();
    let Some(inner) = depth.checked_sub(1) else { return (number, truth) };
    let (n, t) = expressions(inner);
    let sign = prop::sample::select(&["+", "-", "*"][..]);
    let compare = prop::sample::select(&["<", "<=", ">", ">=", "==", "!="][..]);
    let number = prop_oneof![
        2 => number,
        3 => (n.clone(), sign, n.clone()).prop_map(|(x, op, y)| format!("({x} {op} {y})")),
        1 => (n.clone(), n.clone()).prop_map(|(x, y)| format!("max({x}, {y})")),
        1 => (n.clone(), n.clone()).prop_map(|(x, y)| format!("min({x}, {y})")),
        1 => n.clone().prop_map(|x| format!("abs({x})")),
        2 => (t.clone(), n.clone(), n.clone()).prop_map(|(c, x, y)| format!("(if {c} {{ {x} }} else {{ {y} }})")),
    ];
    let truth = prop_oneof![
        2 => truth,
        2 => (t.clone(), t.clone()).prop_map(|(x, y)| format!("({x} && {y})")),
        2 => (t.clone(), t.clone()).prop_map(|(x, y)| format!("({x} || {y})")),
        1 => t.clone().prop_map(|x| format!("!{x}")),
        2 => (n.clone(), compare, n).prop_map(|(x, op, y)| format!("({x} {op} {y})")),
        1 => (t.clone(), t.clone(), t).prop_map(|(c, x, y)| format!("(if {c} {{ {x} }} else {{ {y} }})")),
    ];
    (number.boxed(), truth.boxed())
}

/// Facts of a random subject, each perhaps not given: numbers in hundredths, and truth values.
pub(crate) fn subject() -> impl Strategy<Value = ([Option<i32>; 3], [Option<bool>; 3])> {
    let number = || prop::option::weighted(0.6, -2000i32..=2000);
    let truth = || prop::option::weighted(0.6, any::<bool>());
    ([number(), number(), number()], [truth(), truth(), truth()])
}

/// Hundredths as a decimal.
#[must_use]
pub(crate) fn decimal(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// The body of a rule, as an expression or with steps and an early return.
pub(crate) fn body() -> impl Strategy<Value = String> {
    let steps = (number(), truth(), number(), number()).prop_map(|(x, c, early, late)| {
        format!("let x = {x};\n    if {c} {{ return {early}; }}\n    x + {late}")
    });
    prop_oneof![number(), truth(), steps]
}
