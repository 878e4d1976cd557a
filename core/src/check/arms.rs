//! `T1805`: what is never run; `T1802` for enums: comparisons that always come out the same.

use super::Subject;
use super::possible::{Known, constant, follows, positions, possible, verdict};
use crate::diagnostic::{Diagnostic, Sink};
use crate::script::ast::{BinaryOp, UnaryOp};
use crate::source::Span;
use crate::text;
use crate::typing::program::{Arm, Expr, ExprKind, Pattern, Rule, Step};
use crate::typing::{NumberType, Type, figures, gives, place};
use crate::value::{Number, Value};

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (regime, program) in subject.programs.iter().enumerate() {
        for (id, _, rule) in program.rules() {
            subject.rules.look(regime, id, sink, |sink| look_at_rule(rule, sink));
        }
    }
}

fn look_at_rule(rule: &Rule, sink: &mut Sink) {
    for version in &rule.versions {
        let mut known = Known::new();
        if let Some(applies) = &version.applies {
            look(applies, &mut known, sink);
            known = follows(applies, true, &known);
        }
        look(&version.body, &mut known, sink);
    }
}

/// Looks where more is known; afterwards that is forgotten again.
fn with(known: &mut Known, more: Known, look: impl FnOnce(&mut Known)) {
    let depth = known.len();
    known.extend(more);
    look(known);
    known.truncate(depth);
}

fn look(expr: &Expr, known: &mut Known, sink: &mut Sink) {
    match &expr.kind {
        ExprKind::If(condition, then, otherwise) => {
            look(condition, known, sink);
            if let Some(verdict) = bare(condition, known) {
                report_way(verdict, condition.span, if verdict { otherwise.span } else { then.span }, sink);
            }
            with(known, follows(condition, true, known), |known| look(then, known, sink));
            with(known, follows(condition, false, known), |known| look(otherwise, known, sink));
        }
        ExprKind::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => {
            look(left, known, sink);
            with(known, follows(left, *op == BinaryOp::And, known), |known| look(right, known, sink));
        }
        ExprKind::Binary(op, left, right) => {
            if let Some(verdict) = verdict(*op, left, right, known) {
                report_decided(verdict, left, right, expr.span, known, sink);
            }
            look(left, known, sink);
            look(right, known, sink);
        }
        ExprKind::Switch(subject, arms) => {
            look(subject, known, sink);
            for (arm, more) in arms.iter().zip(taken(subject, arms, known, sink)) {
                with(known, more, |known| look(&arm.body, known, sink));
            }
        }
        ExprKind::Block(steps) => look_at_steps(steps, known, sink),
        // A helper is written for every call: what one call never needs is no mistake.
        ExprKind::Call { args, .. } => args.iter().for_each(|(_, arg)| look(arg, known, sink)),
        ExprKind::Field { base: inner, .. }
        | ExprKind::Unary(_, inner)
        | ExprKind::IsKnown(inner)
        | ExprKind::At(_, _, inner) => look(inner, known, sink),
        ExprKind::Entry { base: left, key: right } | ExprKind::Coalesce(left, right) => {
            look(left, known, sink);
            look(right, known, sink);
        }
        ExprKind::List(items)
        | ExprKind::Builtin(_, items)
        | ExprKind::Combine { operands: items, .. }
        | ExprKind::Interpreted { args: items, .. }
        | ExprKind::Table { inputs: items, .. } => items.iter().for_each(|item| look(item, known, sink)),
        ExprKind::ListOp(_, list, closures) => {
            look(list, known, sink);
            closures.iter().for_each(|closure| look(&closure.body, known, sink));
        }
        _ => {}
    }
}

/// What a truth value that is asked for by name must be; comparisons are told themselves.
fn bare(condition: &Expr, known: &Known) -> Option<bool> {
    if let ExprKind::Unary(UnaryOp::Not, inner) = &condition.kind {
        return bare(inner, known).map(|verdict| !verdict);
    }
    place(condition)?;
    match possible(condition, known)?.as_slice() {
        [true, false] => Some(false),
        [false, true] => Some(true),
        _ => None,
    }
}

fn look_at_steps(steps: &[Step], known: &mut Known, sink: &mut Sink) {
    let depth = known.len();
    for (at, step) in steps.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| steps.get(before));
        if before.is_some_and(|step| gives(std::slice::from_ref(step))) {
            report_after(step, sink);
            break;
        }
        match step {
            Step::Let(_, value) | Step::Give(value) => look(value, known, sink),
            Step::Branch(condition, then, otherwise) => {
                look(condition, known, sink);
                with(known, follows(condition, true, known), |known| look_at_steps(then, known, sink));
                with(known, follows(condition, false, known), |known| look_at_steps(otherwise, known, sink));
                // After `if p == "a" { return ... }` it is not "a".
                if gives(then) && otherwise.is_empty() {
                    known.extend(follows(condition, false, known));
                }
            }
            Step::Choose(subject, arms) => {
                look(subject, known, sink);
                for (arm, more) in arms.iter().zip(taken(subject, arms, known, sink)) {
                    with(known, more, |known| look_at_steps(&arm.body, known, sink));
                }
            }
        }
    }
    known.truncate(depth);
}

/// What is known besides in each arm of a switch; tells the arms that are never taken.
fn taken<B>(subject: &Expr, arms: &[Arm<B>], known: &Known, sink: &mut Sink) -> Vec<Known> {
    let whole = possible(subject, known);
    let mut left = whole.clone();
    let mut known_in = Vec::new();
    let mut covered: Vec<(Number, Number, bool)> = Vec::new();
    for arm in arms {
        let mut inside = Known::new();
        match (&mut left, subject.ty.as_number()) {
            (Some(left), _) => {
                let named: Vec<usize> = arm.patterns.iter().filter_map(named).collect();
                let kept: Vec<bool> = left
                    .iter()
                    .enumerate()
                    .map(|(at, possible)| *possible && (arm.patterns.is_empty() || named.contains(&at)))
                    .collect();
                if positions(&kept).next().is_none() {
                    report_arm(subject, whole.as_deref(), arm.span, sink);
                }
                if arm.guard.is_none() {
                    named.iter().for_each(|at| left.get_mut(*at).into_iter().for_each(|slot| *slot = false));
                }
                inside.extend(place(subject).map(|at| (at, kept)));
            }
            (None, Some(number)) => {
                let ranges: Vec<_> = arm.patterns.iter().filter_map(range).collect();
                let meets = |(lo, hi, with_hi): &(Number, Number, bool)| {
                    let exact = lo == hi && *with_hi;
                    let below = number.hi.is_some_and(|most| most < *lo);
                    let above =
                        number.lo.is_some_and(|least| if *with_hi { *hi < least } else { *hi <= least });
                    !(below || above || (exact && !number.holds(*lo)))
                };
                let never = match arm.patterns.is_empty() {
                    true => covers(&covered, number),
                    false => ranges.len() == arm.patterns.len() && !ranges.iter().any(meets),
                };
                if never {
                    report_arm(subject, None, arm.span, sink);
                }
                if arm.guard.is_none() {
                    covered.extend(ranges);
                }
            }
            _ => {}
        }
        known_in.push(inside);
    }
    known_in
}

fn named(pattern: &Pattern) -> Option<usize> {
    match pattern {
        Pattern::Value(value) => constant(value),
        Pattern::Range { .. } => None,
    }
}

fn range(pattern: &Pattern) -> Option<(Number, Number, bool)> {
    match pattern {
        Pattern::Range { lo, hi, inclusive } => Some((*lo, *hi, *inclusive)),
        Pattern::Value(Expr { kind: ExprKind::Const(Value::Number(n)), .. }) => Some((*n, *n, true)),
        Pattern::Value(_) => None,
    }
}

/// Whether the ranges leave no number of the type out.
fn covers(ranges: &[(Number, Number, bool)], number: NumberType) -> bool {
    let (Some(mut next), Some(most)) = (number.lo, number.hi) else { return false };
    let step = number.scale.and_then(|scale| Number::from_scaled(1, scale));
    for _ in 0..=ranges.len() {
        if next > most {
            return true;
        }
        let here = ranges.iter().find(|(lo, hi, with)| *lo <= next && (next < *hi || (*with && next == *hi)));
        let Some((_, hi, with)) = here else { return false };
        // Of a quotient there is no next number after a bound that is included.
        next = match (*with, step) {
            (false, _) => *hi,
            (true, _) if *hi >= most => return true,
            (true, Some(step)) => match hi.checked_add(step) {
                Some(next) => next,
                None => return false,
            },
            (true, None) => return false,
        };
    }
    next > most
}

/// What something can be, in figures or as the values of its enum.
fn told(expr: &Expr, set: Option<&[bool]>) -> String {
    match (&expr.ty, set) {
        (Type::Number(number), _) => figures(*number),
        (Type::Enum(scheme), Some(set)) => {
            let names: Vec<String> = positions(set)
                .filter_map(|at| scheme.values.get(at))
                .map(|value| format!("\"{}\"", value.id))
                .take(12)
                .collect();
            names.join(", ")
        }
        (_, Some(set)) => positions(set).map(|at| (at == 1).to_string()).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

fn report_arm(subject: &Expr, set: Option<&[bool]>, span: Span, sink: &mut Sink) {
    let can = told(subject, set);
    sink.push(
        Diagnostic::warning(
            "T1805",
            span,
            text!(
                "Cabang ini tidak pernah diambil: di sini nilainya hanya {can}, dan sisanya ditangani cabang sebelumnya.",
                "This arm is never taken: here the value is only {can}, and earlier arms take the rest."
            ),
        )
        .with_place(subject.span, text!("nilai yang dipilah", "the value that is looked at"))
        .with_help(text!("Hapus cabangnya, atau perbaiki batasnya.", "Take the arm out, or mend its bounds.")),
    );
}

fn report_way(verdict: bool, condition: Span, never: Span, sink: &mut Sink) {
    let (id, en) = if verdict { ("benar", "true") } else { ("salah", "false") };
    sink.push(
        Diagnostic::warning(
            "T1805",
            never,
            text!(
                "Cabang ini tidak pernah diambil: di sini syaratnya selalu {id}.",
                "This arm is never taken: here its condition is always {en}."
            ),
        )
        .with_place(condition, text!("syaratnya", "the condition"))
        .with_help(text!(
            "Hapus cabangnya, atau perbaiki syaratnya.",
            "Take the arm out, or mend the condition."
        )),
    );
}

fn report_after(step: &Step, sink: &mut Sink) {
    let (Step::Let(_, at) | Step::Give(at) | Step::Branch(at, ..) | Step::Choose(at, _)) = step;
    sink.push(
        Diagnostic::warning(
            "T1805",
            at.span,
            text!(
                "Bagian ini tidak pernah dijalankan: semua jalan sebelumnya sudah memberi hasil.",
                "This part is never run: every way before it has given the result."
            ),
        )
        .with_help(text!(
            "Hapus, atau perbaiki `return` sebelumnya.",
            "Take it out, or mend the `return` before it."
        )),
    );
}

fn report_decided(verdict: bool, left: &Expr, right: &Expr, span: Span, known: &Known, sink: &mut Sink) {
    let (id, en) = if verdict { ("benar", "true") } else { ("salah", "false") };
    let side = if constant(left).is_some() { right } else { left };
    let can = told(side, possible(side, known).as_deref());
    sink.push(
        Diagnostic::warning(
            "T1802",
            span,
            text!(
                "Perbandingan ini selalu {id}: di sini nilainya hanya {can}.",
                "This comparison is always {en}: here the value is only {can}."
            ),
        )
        .with_help(text!(
            "Periksa syarat di sekitarnya dan urutan nilai enumnya.",
            "Check the conditions around it and the order of the enum's values."
        )),
    );
}
