//! The sides of comparisons as their author wrote them: what an explanation calls a side that has no name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::coded::{Coded, Writer};
use super::stored::Reader;
use crate::script::ast::BinaryOp;
use crate::source::{Files, Span};
use crate::typing::program::{Expr, ExprKind, Program};
use crate::typing::walk;

/// Where what an author wrote is found.
pub(super) enum Quotes {
    /// In the files of the pack: it is looked for only where it is asked for.
    In(Arc<Files>),
    /// In the bundle that was read, by the numbers that stand for places there.
    Read(BTreeMap<Span, Arc<str>>),
}

impl Quotes {
    /// What is written at a place.
    pub(super) fn at(&self, span: Span) -> &str {
        match self {
            Quotes::In(files) => files.slice(span),
            Quotes::Read(texts) => texts.get(&span).map_or("", |text| text),
        }
    }

    /// The places of what these programs can be asked for, each with its number from one.
    pub(super) fn numbers<'p>(
        &self,
        programs: impl Iterator<Item = &'p Arc<Program>>,
    ) -> BTreeMap<Span, u32> {
        let mut places = BTreeSet::new();
        for program in programs {
            for (_, _, rule) in program.rules() {
                for version in &rule.versions {
                    for expr in version.applies.iter().chain([&version.body]) {
                        walk::each(expr, &mut |expr| sides(expr, &mut places));
                    }
                }
            }
        }
        places.into_iter().zip(1..).collect()
    }
}

/// The places that are written are numbered already.
impl Coded for Quotes {
    fn write(&self, to: &mut Writer) {
        let numbers = to.quotes();
        numbers.len().write(to);
        for span in numbers.keys() {
            span.write(to);
            to.text(self.at(*span));
        }
    }

    fn read(from: &mut Reader<'_>) -> Quotes {
        let texts: Vec<(Span, Arc<str>)> = Coded::read(from);
        Quotes::Read(texts.into_iter().collect())
    }
}

fn sides(expr: &Expr, places: &mut BTreeSet<Span>) {
    let ExprKind::Binary(op, left, right) = &expr.kind else { return };
    if matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge) {
        quote(left, places);
        quote(right, places);
    }
}

fn quote(side: &Expr, places: &mut BTreeSet<Span>) {
    match &side.kind {
        // An entry is called by what it is an entry of.
        ExprKind::Entry { base, .. } => quote(base, places),
        // These have a label of their own.
        ExprKind::Node(_) | ExprKind::Parameter(..) | ExprKind::Const(_) | ExprKind::AsOf => {}
        _ => {
            places.insert(side.span);
        }
    }
}
