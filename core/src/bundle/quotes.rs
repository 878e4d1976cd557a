//! The sides of comparisons as their author wrote them: what an explanation calls a side that has no name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::script::ast::BinaryOp;
use crate::source::{Files, Span};
use crate::typing::program::{Expr, ExprKind, Program};
use crate::typing::walk;

/// Every side of a comparison in these programs, by its place.
pub(super) fn of(programs: &[Arc<Program>], files: &Files) -> Vec<(Span, Arc<str>)> {
    let mut found = BTreeMap::new();
    for program in programs {
        for (_, _, rule) in program.rules() {
            for version in &rule.versions {
                for expr in version.applies.iter().chain([&version.body]) {
                    walk::each(expr, &mut |expr| sides(expr, files, &mut found));
                }
            }
        }
    }
    found.into_iter().collect()
}

fn sides(expr: &Expr, files: &Files, found: &mut BTreeMap<Span, Arc<str>>) {
    let ExprKind::Binary(op, left, right) = &expr.kind else { return };
    if matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge) {
        quote(left, files, found);
        quote(right, files, found);
    }
}

fn quote(side: &Expr, files: &Files, found: &mut BTreeMap<Span, Arc<str>>) {
    match &side.kind {
        // An entry is called by what it is an entry of.
        ExprKind::Entry { base, .. } => quote(base, files, found),
        // These have a label of their own.
        ExprKind::Node(_) | ExprKind::Parameter(..) | ExprKind::Const(_) | ExprKind::AsOf => {}
        _ => {
            found.entry(side.span).or_insert_with(|| Arc::from(files.slice(side.span)));
        }
    }
}
