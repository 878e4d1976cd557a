//! `T1314`, `T1317` of tables: a column of an open enum without a row for other values.

use std::collections::BTreeSet;

use super::Subject;
use crate::diagnostic::Sink;
use crate::text;
use crate::typing::open_enums::{User, report_added, warn_closed};
use crate::typing::program::{ExprKind, Table};
use crate::typing::{Type, walk};
use crate::value::Value;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    if !subject.linked.declarations.enums.iter().any(|decl| decl.open) {
        return;
    }
    // A table that gives several results, or holds in several regimes, is the same table.
    let mut seen = BTreeSet::new();
    for program in subject.programs {
        for (.., rule) in program.rules() {
            for version in &rule.versions {
                walk::each(&version.body, &mut |expr| {
                    let ExprKind::Table { table, inputs, .. } = &expr.kind else { return };
                    let first = table.rows.first().map(|row| row.span);
                    for (column, input) in inputs.iter().enumerate() {
                        let scheme = match &input.ty {
                            Type::Enum(scheme) => Some(scheme.id.clone()),
                            _ => None,
                        };
                        if !seen.insert((first, column, scheme)) {
                            continue;
                        }
                        check_column(subject, table, column, &input.ty, sink);
                    }
                });
            }
        }
    }
}

fn check_column(subject: &Subject<'_>, table: &Table, column: usize, ty: &Type, sink: &mut Sink) {
    let linked = subject.linked;
    let Type::Enum(scheme) = ty else { return };
    let Some(first) = table.rows.first() else { return };
    let decl = linked.declarations.tables.iter().find(|decl| decl.file == first.span.file);
    let Some(heading) = decl.and_then(|decl| decl.inputs.get(column)) else { return };
    let tests = || table.rows.iter().map(|row| row.tests.get(column).and_then(Option::as_ref));
    if tests().any(|tests| tests.is_none()) {
        return;
    }
    let name = table.label.as_deref().unwrap_or(&table.file);
    let what = text!("tabel \"{name}\"", "the table \"{name}\"");
    let user = User { what: &what, place: heading.span };
    let mut added = false;
    for value in (0u16..).map_while(|at| scheme.value(at)) {
        let id = value.id().to_owned();
        let value = Value::Enum(value);
        if !tests().flatten().any(|tests| tests.iter().any(|test| test.holds(&value))) {
            added |= report_added(linked, scheme, &id, user, sink);
        }
    }
    if !added {
        let help = text!(
            "Tambahkan baris dengan `-` pada kolom ini untuk nilai lain, misalnya dengan hasil `?`.",
            "Add a row with `-` in this column for other values, for example with the result `?`."
        );
        warn_closed(linked, scheme, user, help, sink);
    }
}
