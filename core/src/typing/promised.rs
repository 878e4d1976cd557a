//! `T1804`: a `@range` that the result can never lie in; else the range that a rule's result has.

use super::fitting::{figures, not_proven};
use super::narrow::intersect;
use super::number_type::NumberType;
use super::types::Type;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// A `@range` with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Promise {
    /// The least.
    pub(super) lo: Number,
    /// The greatest.
    pub(super) hi: Number,
    /// Where it is written.
    pub(super) span: Span,
}

impl Promise {
    fn range(self, of: NumberType) -> NumberType {
        NumberType { lo: Some(self.lo), hi: Some(self.hi), ..of }
    }

    /// The type that a replacement of the rule is held to: the whole of the promised range.
    pub(super) fn widest(self, ty: &Type) -> Type {
        match ty {
            Type::Number(number) => Type::Number(self.range(*number)),
            other => other.clone(),
        }
    }
}

/// The type of a rule's result: what was derived and what is promised both hold of it.
///
/// `body` is the place of what gives the result, which must fit.
pub(super) fn result(ty: Type, promise: Option<Promise>, body: Span, sink: &mut Sink) -> Type {
    match ty {
        Type::Number(found) => {
            let kept = match promise {
                Some(promise) if is_disjoint(found, promise) => {
                    report_disjoint(found, promise, body, sink);
                    return Type::Broken;
                }
                Some(promise) => intersect(found, promise.range(found)),
                None => found,
            };
            fitting(Type::Number(kept), kept, body, sink)
        }
        Type::List(list) => {
            let item = list.item.as_number();
            match item {
                Some(item) => fitting(Type::List(list), item, body, sink),
                None => Type::List(list),
            }
        }
        other => other,
    }
}

fn fitting(ty: Type, number: NumberType, body: Span, sink: &mut Sink) -> Type {
    // A quotient that leaves a rule was refused already.
    if number.scale.is_none() || number.fits() {
        return ty;
    }
    sink.push(not_proven(number, &[], body));
    Type::Broken
}

fn is_disjoint(found: NumberType, promise: Promise) -> bool {
    found.hi.is_some_and(|hi| hi < promise.lo) || found.lo.is_some_and(|lo| promise.hi < lo)
}

fn report_disjoint(found: NumberType, promise: Promise, body: Span, sink: &mut Sink) {
    let (told, found) = (figures(promise.range(NumberType::of_scale(0))), figures(found));
    sink.push(
        Diagnostic::error(
            "T1804",
            promise.span,
            text!(
                "Hasil aturan ini tidak pernah dalam {told}: rentangnya {found}, jadi setiap hasil galat.",
                "The result of this rule never lies within {told}: its range is {found}, so every result is an error."
            ),
        )
        .with_place(body, text!("hasilnya dihitung di sini", "the result is worked out here"))
        .with_help(text!(
            "Perbaiki @range-nya, atau satuan hasilnya (75 atau 0,75).",
            "Mend the @range, or the unit of the result (75 or 0.75)."
        )),
    );
}
