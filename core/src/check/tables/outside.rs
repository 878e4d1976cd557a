//! `T1410`: a bound outside the input's own range, by which a cell always holds or a part of it never does.

use crate::diagnostic::{Diagnostic, Sink};
use crate::text;
use crate::typing::program::{Program, Row, Table, Test};
use crate::typing::{NumberType, Type, figures};
use crate::value::{Number, Value};

/// Tells the bounds of a table; a row that can never hold at all is told as such and not again here.
pub(super) fn check(table: &Table, types: &[Type], program: &Program, sink: &mut Sink) {
    for row in &table.rows {
        for ((tests, ty), input) in row.tests.iter().zip(types).zip(&table.inputs) {
            let (Some(tests), Type::Number(number)) = (tests, ty) else { continue };
            let verdicts: Vec<(Option<bool>, &Test)> =
                tests.iter().map(|test| (decided(test, *number), test)).collect();
            let never = verdicts.iter().all(|(verdict, _)| *verdict == Some(false));
            if let Some((Some(verdict), test)) =
                verdicts.into_iter().find(|(verdict, _)| verdict.is_some()).filter(|_| !never)
            {
                report(row, input, *number, test, verdict, program, sink);
            }
        }
    }
}

/// Whether a test holds for every number of the input, or for none, by a bound outside its range.
fn decided(test: &Test, number: NumberType) -> Option<bool> {
    let (lo, hi) = (number.lo?, number.hi?);
    let bounds = bounds(test);
    if bounds.iter().all(|bound| lo <= *bound && *bound <= hi) {
        return None;
    }
    let within = |n: Number| test.holds(&Value::Number(n));
    // Every test holds on one stretch of numbers, so that the ends and what lies between them tell all.
    if within(lo) && within(hi) {
        return Some(true);
    }
    let inner = bounds.iter().any(|bound| lo <= *bound && *bound <= hi);
    (!within(lo) && !within(hi) && !inner).then_some(false)
}

fn bounds(test: &Test) -> Vec<Number> {
    let values = match test {
        Test::Equal(value) | Test::Compare(_, value) => vec![value],
        Test::Range { lo, hi, .. } => vec![lo, hi],
    };
    values
        .into_iter()
        .filter_map(|value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
        .collect()
}

fn report(
    row: &Row,
    input: &str,
    number: NumberType,
    test: &Test,
    verdict: bool,
    program: &Program,
    sink: &mut Sink,
) {
    let (can, words) =
        (figures(number), bounds(test).iter().map(Number::to_string).collect::<Vec<_>>().join(".."));
    let (id, en) = if verdict { ("selalu", "always") } else { ("tidak pernah", "never") };
    let mut report = Diagnostic::warning(
        "T1410",
        row.span,
        text!(
            "Batas {words} di luar rentang `{input}`, yaitu {can}: uji ini {id} benar.",
            "The bound {words} lies outside the range of `{input}`, {can}: this test {en} holds."
        ),
    )
    .with_help(text!(
        "Perbaiki batasnya (satuan, salah ketik), atau tulis `-` untuk sembarang nilai.",
        "Mend the bound (its unit, a slip), or write `-` for any value."
    ));
    for name in &row.parameters {
        if let Some(parameter) = program.parameters.get(name) {
            let place = text!("nilai parameter `{name}`", "the value of the parameter `{name}`");
            report = report.with_place(parameter.span, place);
        }
    }
    sink.push(report);
}
