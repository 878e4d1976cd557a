//! Values of parameters: numbers, texts, dates, lists, records, keyed values and points.

use std::sync::Arc;

use super::decl::{Ident, LiteralDecl};
use super::names::{NameOf, name};
use super::percent::{Percent, percent};
use super::report::Report;
use super::toml::{Key, Node, Value, walk};
use crate::source::Spanned;
use crate::text;
use crate::value::Number;

/// Reads a value; `keyed` says that its keys are values of an enum and not names.
pub(super) fn literal(report: &mut Report<'_>, node: &Node, keyed: bool) -> Option<Spanned<LiteralDecl>> {
    let read = match &node.value {
        Value::Number { number, .. } => LiteralDecl::Number(*number),
        Value::Bool(b) => LiteralDecl::Bool(*b),
        Value::Date(date) => LiteralDecl::Date(*date),
        Value::Text(words) => match percent(words) {
            Percent::Is(number) => LiteralDecl::Number(number),
            Percent::Misspelt => {
                walk::bad_percent(report, node.span);
                return None;
            }
            Percent::Not => LiteralDecl::Text(Arc::from(walk::text(report, node)?.value)),
        },
        Value::List(items) => {
            let list: Vec<_> = items.iter().filter_map(|item| literal(report, item, false)).collect();
            points(report, &list);
            LiteralDecl::List(list)
        }
        Value::Table(table) => {
            let mut entries = Vec::with_capacity(table.entries.len());
            for (key, node) in &table.entries {
                let id = entry_name(report, key, keyed);
                entries.extend(literal(report, node, false).map(|value| (id, value)));
            }
            LiteralDecl::Record(entries)
        }
        Value::Broken => return None,
    };
    Some(Spanned::new(read, node.span))
}

fn entry_name(report: &mut Report<'_>, key: &Key, keyed: bool) -> Ident {
    if keyed {
        return Ident::new(Arc::from(key.name.as_str()), key.span);
    }
    name(report, &key.name, key.span, NameOf::Other)
}

// Points for `interpolate` are pairs of numbers: between two with the same first number lies no line.
fn points(report: &mut Report<'_>, list: &[Spanned<LiteralDecl>]) {
    let pairs: Option<Vec<_>> = list.iter().map(point).collect();
    let Some(pairs) = pairs else { return };
    for (one, next) in pairs.iter().zip(pairs.iter().skip(1)) {
        if next.value <= one.value {
            report.error(
                "T0033",
                next.span,
                text!(
                    "Titik ini tidak berada di sebelah kanan titik sebelumnya; angka pertama harus naik.",
                    "This point does not lie to the right of the one before; the first numbers must rise."
                ),
                text!("Urutkan titik menurut angka pertamanya.", "Order the points by their first number."),
            );
        }
    }
}

fn point(item: &Spanned<LiteralDecl>) -> Option<Spanned<Number>> {
    let LiteralDecl::List(pair) = &item.value else { return None };
    match pair.as_slice() {
        [Spanned { value: LiteralDecl::Number(x), .. }, Spanned { value: LiteralDecl::Number(_), .. }] => {
            Some(Spanned::new(*x, item.span))
        }
        _ => None,
    }
}
