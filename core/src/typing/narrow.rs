//! What a condition says of the numbers in it: after `target > 0` the target is not zero.
//!
//! Narrowing only ever tightens a range, and only where the condition is known to hold; so a range that it
//! gives is still one that the number lies within.

use super::number_type::NumberType;
use super::program::{Expr, ExprKind, LocalId, NodeId};
use super::typer::Typer;
use super::types::Type;
use crate::diagnostic::Diagnostic;
use crate::link::Symbol;
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// Something whose range a condition can tighten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Node(NodeId),
    Field(usize),
    Local(LocalId),
}

/// What is known of a place.
pub(super) type Fact = (Place, NumberType);

/// The place that an expression reads, where it is one.
pub(crate) fn place(expr: &Expr) -> Option<Place> {
    match &expr.kind {
        ExprKind::Node(id) => Some(Place::Node(*id)),
        ExprKind::ItemField(slot, _) => Some(Place::Field(*slot)),
        ExprKind::Local(id, ..) => Some(Place::Local(*id)),
        _ => None,
    }
}

/// What follows where a condition is true, or where it is false.
pub(super) fn follows(condition: &Expr, holds: bool) -> Vec<Fact> {
    match &condition.kind {
        ExprKind::Unary(UnaryOp::Not, inner) => follows(inner, !holds),
        ExprKind::Binary(BinaryOp::And, left, right) if holds => both(left, right, true),
        ExprKind::Binary(BinaryOp::Or, left, right) if !holds => both(left, right, false),
        ExprKind::Binary(op, left, right) => {
            let op = if holds { Some(*op) } else { opposite(*op) };
            let Some(op) = op else { return Vec::new() };
            let (Some(a), Some(b)) = (left.ty.as_number(), right.ty.as_number()) else { return Vec::new() };
            let mut found = Vec::new();
            found.extend(place(left).map(|place| (place, tighten(a, op, b))));
            if let Some(op) = mirrored(op) {
                found.extend(place(right).map(|place| (place, tighten(b, op, a))));
            }
            found
        }
        _ => Vec::new(),
    }
}

fn both(left: &Expr, right: &Expr, holds: bool) -> Vec<Fact> {
    let mut found = follows(left, holds);
    found.extend(follows(right, holds));
    found
}

fn opposite(op: BinaryOp) -> Option<BinaryOp> {
    Some(match op {
        BinaryOp::Lt => BinaryOp::Ge,
        BinaryOp::Le => BinaryOp::Gt,
        BinaryOp::Gt => BinaryOp::Le,
        BinaryOp::Ge => BinaryOp::Lt,
        BinaryOp::Eq => BinaryOp::Ne,
        BinaryOp::Ne => BinaryOp::Eq,
        _ => return None,
    })
}

fn mirrored(op: BinaryOp) -> Option<BinaryOp> {
    Some(match op {
        BinaryOp::Lt => BinaryOp::Gt,
        BinaryOp::Le => BinaryOp::Ge,
        BinaryOp::Gt => BinaryOp::Lt,
        BinaryOp::Ge => BinaryOp::Le,
        BinaryOp::Eq | BinaryOp::Ne => op,
        _ => return None,
    })
}

/// The range of `a` where `a op b` holds.
fn tighten(a: NumberType, op: BinaryOp, b: NumberType) -> NumberType {
    let step = a.scale.zip(b.scale).and_then(|(x, y)| Number::from_scaled(1, x.max(y)));
    // Of a quotient there is no next number, so a strict bound is kept as it is.
    let above = |n: Option<Number>| n.map(|n| step.and_then(|s| n.checked_add(s)).unwrap_or(n));
    let below = |n: Option<Number>| n.map(|n| step.and_then(|s| n.checked_sub(s)).unwrap_or(n));
    let (lo, hi) = match op {
        BinaryOp::Lt => (None, below(b.hi)),
        BinaryOp::Le => (None, b.hi),
        BinaryOp::Gt => (above(b.lo), None),
        BinaryOp::Ge => (b.lo, None),
        BinaryOp::Eq => (b.lo, b.hi),
        // A range has no hole, but an end of it can be left out.
        BinaryOp::Ne => match b.constant() {
            Some(n) => {
                (above(Some(n).filter(|n| a.lo == Some(*n))), below(Some(n).filter(|n| a.hi == Some(*n))))
            }
            None => (None, None),
        },
        _ => (None, None),
    };
    intersect(a, NumberType { lo, hi, ..a })
}

/// A range that lies within both.
pub(super) fn intersect(a: NumberType, b: NumberType) -> NumberType {
    let lo = match (a.lo, b.lo) {
        (Some(x), Some(y)) => Some(x.max(y)),
        (x, y) => x.or(y),
    };
    let hi = match (a.hi, b.hi) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    };
    // Where nothing is left the branch is never taken, and what is said of it does not matter.
    if matches!((lo, hi), (Some(lo), Some(hi)) if lo > hi) {
        return a;
    }
    NumberType { lo, hi, ..a }
}

impl Typer<'_> {
    /// Types something where a condition is known to hold, or not to.
    pub(super) fn where_holds<T>(
        &mut self,
        condition: &Expr,
        holds: bool,
        typed: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let depth = self.known.len();
        self.known.extend(follows(condition, holds));
        let done = typed(self);
        self.known.truncate(depth);
        done
    }

    /// The expression with the range that the conditions around it leave.
    pub(super) fn narrowed(&self, mut expr: Expr) -> Expr {
        if let (Some(own), Type::Number(number)) = (place(&expr), &expr.ty) {
            let known = self.known.iter().filter(|(place, _)| *place == own);
            expr.ty = Type::Number(known.fold(*number, |range, (_, more)| intersect(range, *more)));
        }
        expr
    }

    /// `T1801`: a divisor that may be zero.
    pub(super) fn check_divisor(&mut self, divisor: &Expr, range: NumberType) {
        if !range.may_be_zero() || range.constant().is_some() || !self.helpers.is_empty() {
            return;
        }
        self.sink.push(
            Diagnostic::warning(
                "T1801",
                divisor.span,
                text!(
                    "Pembagi ini dapat bernilai nol; bila terjadi, hasilnya galat.",
                    "This divisor may be zero; where it is, the result is an error."
                ),
            )
            .with_help(text!(
                "Periksa dahulu: if x == 0 {{ not_regulated(\"...\") }} else {{ ... / x }}; atau beri faktanya min di atas nol.",
                "Ask first: if x == 0 {{ not_regulated(\"...\") }} else {{ ... / x }}; or give the fact a min above zero."
            )),
        );
    }

    /// `T1802`: a comparison of numbers that comes out the same for every subject.
    pub(super) fn check_decided(&mut self, op: BinaryOp, left: &Expr, right: &Expr, span: Span) {
        let (Some(a), Some(b)) = (left.ty.as_number(), right.ty.as_number()) else { return };
        // Two constants compare two figures of law, which another year may set otherwise.
        if !self.helpers.is_empty() || (a.constant().is_some() && b.constant().is_some()) {
            return;
        }
        let under = |x: NumberType, y: NumberType| matches!((x.hi, y.lo), (Some(hi), Some(lo)) if hi < lo);
        let at_most = |x: NumberType, y: NumberType| matches!((x.hi, y.lo), (Some(hi), Some(lo)) if hi <= lo);
        let verdict = match op {
            BinaryOp::Lt if under(a, b) => Some(true),
            BinaryOp::Lt if at_most(b, a) => Some(false),
            BinaryOp::Le if at_most(a, b) => Some(true),
            BinaryOp::Le if under(b, a) => Some(false),
            BinaryOp::Gt if under(b, a) => Some(true),
            BinaryOp::Gt if at_most(a, b) => Some(false),
            BinaryOp::Ge if at_most(b, a) => Some(true),
            BinaryOp::Ge if under(a, b) => Some(false),
            BinaryOp::Eq if under(a, b) || under(b, a) => Some(false),
            BinaryOp::Ne if under(a, b) || under(b, a) => Some(true),
            _ => None,
        };
        let Some(verdict) = verdict else { return };
        let (id, en) = if verdict { ("benar", "true") } else { ("salah", "false") };
        let range = |n: NumberType| {
            let end = |n: Option<Number>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
            format!("{}..{}", end(n.lo), end(n.hi))
        };
        let (x, y) = (range(a), range(b));
        let places = self.parameter_places(&[left, right]);
        let report = Diagnostic::warning(
            "T1802",
            span,
            text!(
                "Perbandingan ini selalu {id}: sisi kirinya {x}, sisi kanannya {y}.",
                "This comparison is always {en}: its left side is {x}, its right side {y}."
            ),
        );
        let report = places.into_iter().fold(report, |report, place| {
            report.with_place(place, text!("nilai parameternya", "the value of the parameter"))
        });
        self.sink.push(report.with_help(text!(
            "Periksa batas faktanya (min, max) dan nilai parameternya.",
            "Check the bounds of the fact (min, max) and the value of the parameter."
        )));
    }

    /// Where the values of the parameters stand that these sides are.
    pub(super) fn parameter_places(&self, sides: &[&Expr]) -> Vec<Span> {
        sides.iter().filter_map(|side| self.parameter_place(side)).collect()
    }

    /// Where the value of the parameter stands that a side of a comparison is.
    fn parameter_place(&self, side: &Expr) -> Option<Span> {
        let name = match &side.kind {
            ExprKind::Parameter(name, _) => name,
            ExprKind::Field { base, .. } | ExprKind::Entry { base, .. } => return self.parameter_place(base),
            _ => return None,
        };
        let Some(Symbol::Parameter(number)) = self.symbol(name) else { return None };
        let version = self.env.regime.parameters.get(number).copied().flatten()?;
        let decl = self.linked.declarations.parameters.get(number)?;
        Some(decl.values.get(version)?.value.span)
    }
}
