//! `T1803`: a number that is not proven to fit.

use super::builtins::{self, Builtin};
use super::number_type::NumberType;
use super::typer::Typer;
use super::types::Type;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;
use crate::value::{Number, Text};

/// What a number is calculated from.
pub(super) struct From<'a> {
    /// The operands.
    pub(super) numbers: &'a [NumberType],
    /// Where the values of the parameters among them stand.
    pub(super) places: Vec<Span>,
}

impl<'a> From<'a> {
    pub(super) fn numbers(numbers: &'a [NumberType]) -> From<'a> {
        From { numbers, places: Vec::new() }
    }
}

impl Typer<'_> {
    /// The type of what is calculated, or an error where it or a step on the way to it may not fit.
    ///
    /// After an error nothing more is said of the number, so that one mistake gives one finding.
    pub(super) fn fitting(
        &mut self,
        found: NumberType,
        steps: &[NumberType],
        from: From<'_>,
        span: Span,
    ) -> Type {
        let Some(too_long) = steps.iter().chain([&found]).find(|number| !number.fits()) else {
            return Type::Number(found);
        };
        let report = from.places.iter().fold(not_proven(*too_long, from.numbers, span), |report, place| {
            report.with_place(*place, text!("nilai parameternya", "the value of the parameter"))
        });
        let report = match self.called_at {
            Some(call) => report.with_place(call, text!("dipanggil di sini", "called here")),
            None => report,
        };
        self.sink.push(report);
        Type::Broken
    }

    /// The type of what a builtin gives for these numbers, where that fits.
    pub(super) fn fitting_result(
        &mut self,
        builtin: Builtin,
        from: &[NumberType],
        decimals: u32,
        span: Span,
    ) -> Type {
        match builtins::number_result(builtin, from, decimals) {
            Type::Number(found) => self.fitting(found, &[], From::numbers(from), span),
            other => other,
        }
    }
}

/// The error for a number that is not proven to fit, with the figures that it is calculated from.
pub(super) fn not_proven(found: NumberType, from: &[NumberType], span: Span) -> Diagnostic {
    let what = figures(found);
    let Text { id: mut told_id, en: mut told_en } = match found.scale {
        Some(_) => text!(
            "Angka ini tidak terbukti muat dalam 38 digit: {what}.",
            "This number is not proven to fit in 38 digits: {what}."
        ),
        None => text!(
            "Hasil bagi ini tidak terbukti muat: pembilang atau penyebutnya dapat melampaui 128 bit.",
            "This quotient is not proven to fit: its numerator or denominator may pass 128 bits."
        ),
    };
    if !from.is_empty() {
        let operands: Vec<String> = from.iter().map(|number| figures(*number)).collect();
        let operands = operands.join("; ");
        told_id.push_str(&format!(" Dihitung dari: {operands}."));
        told_en.push_str(&format!(" It is calculated from: {operands}."));
    }
    Diagnostic::error("T1803", span, Text { id: told_id, en: told_en }).with_help(text!(
        "Persempit dengan clamp(x, lo, hi), @range pada aturan masukannya, min dan max pada fakta, atau max_items pada daftar; bulatkan hasil bagi lebih dahulu.",
        "Narrow it with clamp(x, lo, hi), @range on the rule that it comes from, min and max on the fact, or max_items on the list; round quotients first."
    ))
}

/// A range and a scale in figures, the same in both languages: `0..100 (0,01)` has steps of a hundredth.
pub(crate) fn figures(number: NumberType) -> String {
    // A bound that is not known is one that itself passed 38 digits.
    let end = |n: Option<Number>| n.map_or_else(|| ">10^38".to_owned(), |n| n.to_string());
    let range = match (number.constant(), number.magnitude()) {
        (Some(only), _) => return only.to_string(),
        (None, None) => end(None),
        (None, Some(_)) => format!("{}..{}", end(number.lo), end(number.hi)),
    };
    match number.scale {
        None => format!("{range} (a/b)"),
        Some(0) => range,
        Some(scale @ 1..=6) => {
            let zeros = "0".repeat(usize::try_from(scale.saturating_sub(1)).unwrap_or(0));
            format!("{range} (0.{zeros}1)")
        }
        Some(scale) => format!("{range} (10^-{scale})"),
    }
}
