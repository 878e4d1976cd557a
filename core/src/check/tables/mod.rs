//! `T1405` to `T1408`: gaps, overlaps and rows of decision tables that can never decide, each with an example.

mod gaps;
mod marks;
mod outside;
mod pieces;
mod sweep;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::Origin;
use crate::source::Span;
use crate::text;
use crate::typing::program::{Expr, ExprKind, NodeId, Program, Table, Version};
use crate::typing::{Type, walk};

use gaps::Gaps;
use pieces::{Cut, Domain, pieces};
use sweep::{Finding, sweep};

/// The most combinations of inputs that are looked at in one table.
///
/// A table of twelve inputs with two values each has 4,096; one that goes past this bound is said to.
const MAX_COMBINATIONS: usize = 200_000;

/// A table as it was looked at, and the types of its inputs.
type Seen = (Arc<Table>, Vec<Type>);

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // Beside an error a row may be missing only because it could not be read, and its gap would be no gap.
    let tell_gaps = !sink.has_errors();
    // A table that gives several results, or holds in several regimes, is the same table, unless a parameter in its
    // cells has another value there. What is found of both is told once.
    let mut seen: BTreeMap<Span, Vec<Seen>> = BTreeMap::new();
    let mut told: BTreeSet<(&'static str, Vec<Span>)> = BTreeSet::new();
    let mut look = |(regime, rule): (usize, NodeId), program: &Program, version: &Version, expr: &Expr| {
        let ExprKind::Table { table, inputs, .. } = &expr.kind else { return };
        let known = seen.entry(first_span(table)).or_default();
        let is_quiet = subject.rules.is_quiet(regime, rule);
        let is_known = |(other, types): &Seen| {
            types.iter().eq(inputs.iter().map(|input| &input.ty)) && same_cells(other, table)
        };
        if known.iter().any(is_known) {
            // Another rule was looked at in its stead, and it may be another one the next time.
            if !is_quiet {
                subject.rules.is_loud(regime, rule);
            }
            return;
        }
        let types: Vec<Type> = inputs.iter().map(|input| input.ty.clone()).collect();
        subject.rules.look(regime, rule, sink, |sink| {
            let mut own = Sink::default();
            outside::check(table, &types, program, &mut own);
            // A gap that is not told beside an error is one nonetheless, and so is what was told of another regime.
            if check_table(table, &types, version.basis.as_deref(), expr, tell_gaps, &mut own) {
                subject.rules.is_loud(regime, rule);
            }
            for found in own.into_sorted() {
                let places = found.labels.iter().map(|label| label.span).collect();
                subject.rules.is_loud(regime, rule);
                if told.insert((found.code, places)) {
                    sink.push(found);
                }
            }
        });
        known.push((Arc::clone(table), types));
    };
    let calls = !subject.linked.helper_tables.is_empty();
    for (regime, program) in subject.programs.iter().enumerate() {
        for (id, _, rule) in program.rules() {
            for version in &rule.versions {
                match version.origin {
                    Origin::Table(..) => look((regime, id), program, version, &version.body),
                    Origin::Function(..) if calls => {
                        walk::each(&version.body, &mut |e| look((regime, id), program, version, e))
                    }
                    Origin::Function(..) => {}
                }
            }
        }
    }
}

/// Whether two tables of one file ask for the same in each cell: parameters in them may differ between regimes.
fn same_cells(one: &Arc<Table>, other: &Arc<Table>) -> bool {
    Arc::ptr_eq(one, other)
        || one.rows.iter().map(|row| &row.tests).eq(other.rows.iter().map(|row| &row.tests))
}

fn first_span(table: &Table) -> Span {
    table.rows.first().map(|row| row.span).unwrap_or_default()
}

/// Tells the findings of a table; whether there are some, told or not.
fn check_table(
    table: &Arc<Table>,
    types: &[Type],
    basis: Option<&str>,
    expr: &Expr,
    tell_gaps: bool,
    sink: &mut Sink,
) -> bool {
    let mut dimensions: Vec<Domain> = Vec::new();
    let mut too_large = false;
    for (at, ty) in types.iter().enumerate() {
        match pieces(ty, table, at) {
            Cut::Pieces(domain) => dimensions.push(domain),
            Cut::None => return false,
            Cut::TooLarge => too_large = true,
        }
    }
    let found = match too_large {
        true => vec![Finding::TooLarge],
        false => sweep(table, &dimensions, MAX_COMBINATIONS),
    };
    let example = |point: &[usize]| {
        let places: Vec<usize> = point
            .iter()
            .zip(&dimensions)
            .map(|(piece, domain)| {
                domain.pieces.get(*piece).and_then(|p| p.values.first()).copied().unwrap_or(0)
            })
            .collect();
        gaps::example(table, &dimensions, &places)
    };
    let place = |row: usize| table.rows.get(row).map_or(expr.span, |row| row.span);
    let line = |row: usize| table.rows.get(row).map_or(0, |row| row.line);
    let any = !found.is_empty();
    for finding in found.into_iter().filter(|f| tell_gaps || !matches!(f, Finding::Gaps(_))) {
        let report = match finding {
            Finding::Gaps(boxes) => {
                let found = Gaps::of(&boxes, &dimensions);
                let told = found.told(table, &dimensions);
                Diagnostic::warning("T1405", place(table.rows.len().saturating_sub(1)), told)
                .with_help(text!(
                    "Tambahkan barisnya, dengan hasil `?` bila peraturan memang diam.",
                    "Add the row, with the result `?` where the regulation is silent."
                ))
            }
            Finding::Overlap(first, second, point) => {
                let (example, line) = (example(&point), line(first));
                Diagnostic::error(
                    "T1406",
                    place(second),
                    text!(
                        "Baris ini dan baris {line} sama-sama cocok untuk {example}, sehingga hasilnya tidak tentu.",
                        "This row and line {line} both hold for {example}, so that the result is not certain."
                    ),
                )
                .with_place(place(first), text!("baris yang lain", "the other row"))
                .with_help(text!(
                    "Persempit salah satunya, atau tulis `# hit: first` bila baris pertama yang menentukan.",
                    "Narrow one of them, or write `# hit: first` where the first row decides."
                ))
            }
            Finding::Unreachable(row, hidden_by) => {
                let report = Diagnostic::warning(
                    "T1407",
                    place(row),
                    text!(
                        "Baris ini tidak pernah menentukan hasil.",
                        "This row never decides."
                    ),
                )
                .with_help(text!(
                    "Periksa batasnya: mungkin tertukar, di luar rentang masukan, atau tertutup baris sebelumnya.",
                    "Check its bounds: they may be swapped, outside the input's range, or hidden by an earlier row."
                ));
                match hidden_by {
                    Some(other) => report.with_place(place(other), text!("tertutup baris ini", "hidden by this row")),
                    None => report,
                }
            }
            Finding::TooLarge => Diagnostic::warning(
                "T1408",
                place(0),
                text!(
                    "Tabel ini terlalu besar untuk diperiksa celahnya: lebih dari {MAX_COMBINATIONS} gabungan masukan.",
                    "This table is too large to be checked for gaps: more than {MAX_COMBINATIONS} combinations of inputs."
                ),
            )
            .with_help(text!("Pecah menjadi beberapa tabel.", "Split it into several tables.")),
        };
        sink.push(report.with_basis(basis));
    }
    any
}
