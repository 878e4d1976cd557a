//! `T1311`: a number in a rule that equals a parameter.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Linked, Symbol};
use crate::pack::decl::{LiteralDecl, ParameterDecl};
use crate::script::ast::{BinaryOp, Expr, ExprKind, Function};
use crate::script::walk;
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// Numbers that calculate rather than decide: none, one, a half, months, percentages and thousands.
const PLAIN: [u32; 7] = [0, 1, 2, 10, 12, 100, 1000];

/// Whole numbers up to here meet by chance; without a unit in common they say nothing.
const SMALL: u32 = 12;

/// Builtins whose numbers are decimals or parts of a date.
const NOT_LAW: [&str; 5] = ["round_half_up", "round_half_even", "round_down", "round_up", "date"];

/// A number of a rule, and what stands on the other side of it.
struct Figure {
    number: Number,
    span: Span,
    beside: Option<Span>,
}

/// The parameters of which some value holds a number, in their order.
type Holders<'a> = BTreeMap<Number, Vec<&'a ParameterDecl>>;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    let mut holders = Holders::new();
    for parameter in &linked.declarations.parameters {
        for value in &parameter.values {
            hold(&value.value.value, parameter, &mut holders);
        }
    }
    for function in linked.scripts.iter().flat_map(|s| &s.functions) {
        let mut figures = Vec::new();
        let mut seen = BTreeSet::new();
        let mut look = |expr: &Expr| gather(expr, &mut figures, &mut seen);
        walk::each(&function.body, &mut look);
        function.doc.tags.applies.iter().for_each(|condition| walk::each_of(condition, &mut look));
        for figure in figures.iter().filter(|figure| subject.is_own(figure.span)) {
            if let Some(parameter) = equal(linked, &holders, function, figure) {
                report(parameter, figure, sink);
            }
        }
    }
}

/// Tells each number once; the outer expressions come first, so that what stands beside a number is known.
fn gather(expr: &Expr, figures: &mut Vec<Figure>, seen: &mut BTreeSet<Span>) {
    let mut add = |expr: &Expr, beside: Option<Span>| {
        let ExprKind::Number(number) = expr.kind else { return };
        let plain = PLAIN.iter().any(|plain| Number::from(*plain) == number);
        if !plain && seen.insert(expr.span) {
            figures.push(Figure { number, span: expr.span, beside });
        }
    };
    match &expr.kind {
        ExprKind::Binary { op, left, right, .. } if of_one_unit(*op) => {
            add(left, Some(right.span));
            add(right, Some(left.span));
        }
        ExprKind::Call { name, args, .. } if NOT_LAW.contains(&&*name.value) => {
            seen.extend(args.iter().map(|arg| arg.span));
        }
        ExprKind::Call { name, args, .. } if matches!(&*name.value, "min" | "max" | "clamp") => {
            let first = args.iter().find(|arg| !matches!(arg.kind, ExprKind::Number(_)));
            args.iter().for_each(|arg| add(arg, first.map(|f| f.span)));
        }
        _ => add(expr, None),
    }
}

fn of_one_unit(op: BinaryOp) -> bool {
    use BinaryOp::{Add, Eq, Ge, Gt, Le, Lt, Ne, Sub};
    matches!(op, Add | Sub | Eq | Ne | Lt | Le | Gt | Ge)
}

/// The parameter that a number equals, where it is not by chance.
fn equal<'a>(
    linked: &'a Linked,
    holders: &Holders<'a>,
    function: &Function,
    figure: &Figure,
) -> Option<&'a ParameterDecl> {
    let holders = holders.get(&figure.number)?;
    let beside = figure.beside.and_then(|span| unit_of(linked, function, linked.files.slice(span)));
    let small = figure.number.scale() == Some(0) && figure.number <= Number::from(SMALL);
    holders.iter().copied().find(|parameter| {
        let same_unit = match (&beside, parameter.unit.as_deref()) {
            (Some(unit), Some(own)) if *unit == own => true,
            (Some(_), Some(_)) => return false,
            _ => false,
        };
        // A parameter of an overlay accuses no rule of the base.
        linked.layers.of(parameter.name.span) <= linked.layers.of(figure.span) && (same_unit || !small)
    })
}

/// The unit of a name: of a field of the item, or of the subject.
fn unit_of<'a>(linked: &'a Linked, function: &Function, name: &str) -> Option<&'a str> {
    let list = function.doc.tags.per.as_ref().and_then(|per| linked.list_fact(&per.value));
    if let Some(list) = list {
        if let Some(field) = linked.list_fields(list).iter().find(|f| &*f.name.value == name) {
            return field.unit.as_deref();
        }
        if let Some(group) = linked.list_rule(list, name) {
            return unit_of_rule(linked, group);
        }
    }
    match linked.names.get(name)? {
        Symbol::Fact(number) => linked.fact(*number)?.unit.as_deref(),
        Symbol::Parameter(number) => linked.declarations.parameters.get(*number)?.unit.as_deref(),
        Symbol::Rule(group) => unit_of_rule(linked, *group),
    }
}

fn unit_of_rule(linked: &Linked, group: usize) -> Option<&str> {
    let version = linked.groups.get(group)?.versions.first()?;
    let of_function = linked.function(version.origin).and_then(|f| f.doc.tags.unit.as_ref());
    of_function.or(linked.table(version.origin).and_then(|t| t.unit.as_ref())).map(|u| u.value.as_str())
}

fn hold<'a>(value: &LiteralDecl, parameter: &'a ParameterDecl, holders: &mut Holders<'a>) {
    match value {
        LiteralDecl::Number(number) => {
            let known = holders.entry(*number).or_default();
            if !known.last().is_some_and(|last| std::ptr::eq(*last, parameter)) {
                known.push(parameter);
            }
        }
        LiteralDecl::List(items) => items.iter().for_each(|item| hold(&item.value, parameter, holders)),
        LiteralDecl::Record(entries) => {
            entries.iter().for_each(|(_, entry)| hold(&entry.value, parameter, holders));
        }
        _ => {}
    }
}

fn report(parameter: &ParameterDecl, figure: &Figure, sink: &mut Sink) {
    let (number, name) = (figure.number, &parameter.name.value);
    let basis = parameter.values.iter().find_map(|value| value.basis.as_ref());
    sink.push(
        Diagnostic::warning(
            "T1311",
            figure.span,
            text!(
                "Angka {number} tertulis dalam aturan, padahal sama dengan parameter `{name}`; bila peraturannya berubah, \
                 angka ini tertinggal.",
                "The number {number} is written in a rule, but it equals the parameter `{name}`; where the regulation \
                 changes, this number stays behind."
            ),
        )
        .with_place(parameter.name.span, text!("parameter itu", "that parameter"))
        .with_help(text!(
            "Jadikan `{name}` masukan aturan ini; bila memang angka lain, jadikan parameter tersendiri.",
            "Make `{name}` an input of this rule; where it is another figure, make it a parameter of its own."
        ))
        .with_basis(basis.map(|b| b.value.as_str())),
    );
}
