//! `T1806`: a figure of law outside what it is used for, such as 0..1 points for a fact of 0..100.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::pack::decl::LiteralDecl;
use crate::source::Spanned;
use crate::text;
use crate::typing::builtins::Builtin;
use crate::typing::program::{Expr, ExprKind, Program, Rule};
use crate::typing::{figures, walk};
use crate::value::{Number, Value};

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    overridable(subject, sink);
    for (regime, program) in subject.programs.iter().enumerate() {
        for (id, _, rule) in program.rules() {
            subject.rules.look(regime, id, sink, |sink| look_at_rule(program, rule, sink));
        }
    }
}

fn look_at_rule(program: &Program, rule: &Rule, sink: &mut Sink) {
    for version in &rule.versions {
        walk::each(&version.body, &mut |expr| match &expr.kind {
            ExprKind::Builtin(Builtin::Clamp, args) => clamp(program, expr, args, sink),
            ExprKind::Builtin(Builtin::Interpolate, args) => line(program, expr, args, sink),
            _ => {}
        });
    }
}

fn clamp(program: &Program, expr: &Expr, args: &[Expr], sink: &mut Sink) {
    let [_, lo, hi] = args else { return };
    let (Some(low), Some(high)) = (lo.ty.as_number(), hi.ty.as_number()) else { return };
    if !matches!((low.lo, high.hi), (Some(low), Some(high)) if high < low) {
        return;
    }
    let (low, high) = (figures(low), figures(high));
    let report = Diagnostic::warning(
        "T1806",
        expr.span,
        text!(
            "Batas bawah `clamp` ({low}) lebih besar daripada batas atasnya ({high}), jadi hasilnya selalu batas atas.",
            "The lower bound of this `clamp` ({low}) is above its upper bound ({high}), so the upper one always results."
        ),
    )
    .with_help(text!(
        "Tukar batasnya, atau perbaiki nilai parameternya.",
        "Swap the bounds, or mend the value of the parameter."
    ));
    sink.push(with_parameters(report, program, &[lo, hi]));
}

fn line(program: &Program, expr: &Expr, args: &[Expr], sink: &mut Sink) {
    let [points, x] = args else { return };
    let ExprKind::Parameter(_, Value::List(values)) = &points.kind else { return };
    let Some(number) = x.ty.as_number() else { return };
    let at = |value: Option<&Value>| match value {
        Some(Value::List(pair)) => match pair.first() {
            Some(Value::Number(x)) => Some(*x),
            _ => None,
        },
        _ => None,
    };
    let (Some(first), Some(last)) = (at(values.first()), at(values.last())) else { return };
    let outside = number.hi.is_some_and(|hi| hi <= first) || number.lo.is_some_and(|lo| last <= lo);
    if !outside || number.constant().is_some() {
        return;
    }
    let can = figures(number);
    let report = Diagnostic::warning(
        "T1806",
        expr.span,
        text!(
            "Titik-titiknya ada di {first}..{last}, sedangkan angkanya {can}: hasilnya selalu nilai titik ujung.",
            "The points lie in {first}..{last}, but the number is {can}: the value of an end always results."
        ),
    )
    .with_help(text!(
        "Samakan satuannya, misalnya 75 dengan 0,75.",
        "Use one unit for both, for example 75 and 0.75."
    ));
    sink.push(with_parameters(report, program, &[points]));
}

/// The places of the parameters that the parts read.
fn with_parameters(mut report: Diagnostic, program: &Program, parts: &[&Expr]) -> Diagnostic {
    for part in parts {
        let mut places = Vec::new();
        walk::each(part, &mut |inner| {
            if let ExprKind::Parameter(name, _) = &inner.kind {
                places.extend(program.parameters.get(name).map(|parameter| parameter.span));
            }
        });
        for place in places {
            report = report.with_place(place, text!("nilai parameternya", "the value of the parameter"));
        }
    }
    report
}

/// The value that the base itself gives, held to the bounds that it sets for overlays.
fn overridable(subject: &Subject<'_>, sink: &mut Sink) {
    let layers = &subject.linked.layers;
    for parameter in &subject.linked.declarations.parameters {
        let Some(bounds) = &parameter.overridable else { continue };
        let own =
            parameter.values.iter().filter(|v| layers.of(v.value.span) == layers.of(parameter.name.span));
        for dated in own {
            outside(&dated.value, bounds.min, bounds.max, &mut |found| {
                let (number, min, max) = (found.1, bounds.min, bounds.max);
                sink.push(
                    Diagnostic::warning(
                        "T1806",
                        found.0,
                        text!(
                            "Nilai {number} di luar batas `overridable` parameter ini sendiri, {min}..{max}.",
                            "The value {number} lies outside this parameter's own `overridable` bounds, {min}..{max}."
                        ),
                    )
                    .with_place(parameter.name.span, text!("parameternya", "the parameter"))
                    .with_help(text!("Perbaiki nilainya atau batasnya.", "Mend the value or the bounds.")),
                );
            });
        }
    }
}

fn outside(
    value: &Spanned<LiteralDecl>,
    min: Number,
    max: Number,
    tell: &mut dyn FnMut((crate::source::Span, Number)),
) {
    match &value.value {
        LiteralDecl::Number(number) if *number < min || max < *number => tell((value.span, *number)),
        LiteralDecl::List(items) => items.iter().for_each(|item| outside(item, min, max, tell)),
        LiteralDecl::Record(entries) => entries.iter().for_each(|(_, entry)| outside(entry, min, max, tell)),
        _ => {}
    }
}
