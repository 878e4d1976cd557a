//! What a case expects of one name, in all its forms.

use std::sync::Arc;

use super::raw::raw;
use crate::diagnostic::nearest;
use crate::pack::decl::Expectation;
use crate::pack::keys;
use crate::pack::names::did_you_mean;
use crate::pack::report::Report;
use crate::pack::toml::{Node, Table, Value, walk};
use crate::source::Span;
use crate::text;
use crate::value::Text;

/// Reads what is expected of a name; `None` where it has been reported.
pub(super) fn expectation(report: &mut Report<'_>, name: &str, node: &Node) -> Option<Expectation> {
    // Each point in the name goes into the items of a list: so deep are lists one value an item.
    let depth = name.matches('.').count();
    match &node.value {
        Value::List(items) if depth > 0 || needs_items(items) => {
            Some(Expectation::Items(each(report, items, depth)))
        }
        Value::Table(_) | Value::List(_) => single(report, node),
        Value::Broken => None,
        _ if depth > 0 => {
            refuse(
                report,
                node.span,
                text!(
                    "Nama ini menunjuk kolom setiap baris, jadi yang diharapkan satu nilai untuk setiap baris.",
                    "This name points to a field of each row, so one value for each row is expected."
                ),
                text!("Tulis daftar, seperti [104, \"-\"].", "Write a list, such as [104, \"-\"]."),
            );
            None
        }
        _ => single(report, node),
    }
}

fn needs_items(items: &[Node]) -> bool {
    items.iter().any(|item| match &item.value {
        Value::Table(table) => {
            table.entries.iter().any(|(key, _)| keys::EXPECTED_FORMS.contains(&key.name.as_str()))
        }
        Value::Text(words) => words == "-",
        _ => false,
    })
}

fn each(report: &mut Report<'_>, items: &[Node], depth: usize) -> Vec<Option<Expectation>> {
    let below = depth.saturating_sub(1);
    items
        .iter()
        .map(|item| match &item.value {
            Value::Text(words) if words == "-" => None,
            Value::List(inner) if below > 0 => Some(Expectation::Items(each(report, inner, below))),
            _ => single(report, item),
        })
        .collect()
}

fn single(report: &mut Report<'_>, node: &Node) -> Option<Expectation> {
    match &node.value {
        Value::Table(table) => form(report, table, node),
        Value::Text(words) if words == "-" || words == "?" => {
            refuse(
                report,
                node.span,
                text!(
                    "`-` dan `?` milik sel tabel, bukan nilai yang dapat diharapkan.",
                    "`-` and `?` belong to cells of tables and are no values to expect."
                ),
                text!(
                    "Tulis {{ not_applicable = true }} atau {{ not_regulated = true }}; yang tidak dibandingkan tidak ditulis.",
                    "Write {{ not_applicable = true }} or {{ not_regulated = true }}; what is not compared is not written."
                ),
            );
            None
        }
        _ => raw(report, node).map(Expectation::Value),
    }
}

fn form(report: &mut Report<'_>, table: &Table, node: &Node) -> Option<Expectation> {
    let has = |key: &str| table.entries.iter().any(|(k, _)| k.name == key);
    let known: Vec<&str> = table
        .entries
        .iter()
        .map(|(k, _)| k.name.as_str())
        .filter(|key| keys::EXPECTED_FORMS.contains(key))
        .collect();
    if known.is_empty() {
        if let Some((slip, _)) = table
            .entries
            .iter()
            .find(|(k, _)| nearest(&k.name, keys::EXPECTED_FORMS.iter().copied()).is_some())
        {
            report.error(
                "T0070",
                slip.span,
                text!("Bentuk harapan ini tidak dikenal.", "This form of an expectation is not known."),
                did_you_mean(&slip.name, keys::EXPECTED_FORMS),
            );
            return None;
        }
        return raw(report, node).map(Expectation::Value);
    }
    let allowed: &[&str] = if has("rounded") {
        &["rounded"]
    } else if has("error") {
        &["error"]
    } else if has("not_regulated") {
        &["not_regulated"]
    } else if has("computed") || has("published") || has("erratum") {
        &["computed", "published", "erratum"]
    } else {
        &["result", "met", "not_met", "undetermined", "not_applicable"]
    };
    for (key, _) in &table.entries {
        if !allowed.contains(&key.name.as_str()) {
            report.error(
                "T0070",
                key.span,
                text!(
                    "Kunci ini tidak dapat digabung dengan yang lain di sini: keduanya harapan yang berbeda.",
                    "This key cannot be joined with the others here: they are different expectations."
                ),
                did_you_mean(&key.name, allowed),
            );
            return None;
        }
    }
    read_form(report, table, node, allowed)
}

fn read_form(report: &mut Report<'_>, table: &Table, node: &Node, allowed: &[&str]) -> Option<Expectation> {
    let get = |key: &str| table.entries.iter().find(|(k, _)| k.name == key).map(|(_, node)| node);
    match allowed.first().copied() {
        Some("rounded") => rounded(report, get("rounded")?),
        Some("error") => {
            let code = walk::text(report, get("error")?)?;
            Some(Expectation::Error(Arc::from(code.value)))
        }
        Some("not_regulated") => only_true(report, get("not_regulated")?, Expectation::NotRegulated),
        Some("computed") => {
            let (Some(computed), Some(published), Some(erratum)) =
                (get("computed"), get("published"), get("erratum"))
            else {
                refuse(
                    report,
                    node.span,
                    text!(
                        "Angka terbitan yang keliru memerlukan `computed`, `published` dan `erratum` bersama-sama.",
                        "A published figure that does not follow needs `computed`, `published` and `erratum` together."
                    ),
                    text!(
                        "Tulis {{ computed = 9.38, published = 9.37, erratum = \"sebabnya\" }}.",
                        "Write {{ computed = 9.38, published = 9.37, erratum = \"the cause\" }}."
                    ),
                );
                return None;
            };
            let (computed, published) = (single(report, computed), raw(report, published));
            let erratum = walk::text(report, erratum);
            Some(Expectation::Erratum {
                computed: Box::new(computed?),
                published: published?,
                erratum: erratum?.value,
            })
        }
        _ => undetermined_or_promotion(report, table, &get),
    }
}

fn undetermined_or_promotion<'t>(
    report: &mut Report<'_>,
    table: &'t Table,
    get: &impl Fn(&str) -> Option<&'t Node>,
) -> Option<Expectation> {
    let alone = table.entries.len() == 1;
    if alone && let Some(node) = get("undetermined") {
        if matches!(node.value, Value::Bool(_)) {
            return only_true(report, node, Expectation::Undetermined(None));
        }
        return names(report, node).map(|names| Expectation::Undetermined(Some(names)));
    }
    if alone
        && let Some(node) = get("not_applicable")
        && matches!(node.value, Value::Bool(_))
    {
        return only_true(report, node, Expectation::NotApplicable);
    }
    let result = match get("result") {
        Some(node) => Some(Box::new(single(report, node)?)),
        None => None,
    };
    let mut list = |key: &str| match get(key) {
        Some(node) => names(report, node).map(Some),
        None => Some(None),
    };
    let (met, not_met) = (list("met"), list("not_met"));
    let (undetermined, not_applicable) = (list("undetermined"), list("not_applicable"));
    Some(Expectation::Promotion {
        result,
        met: met?,
        not_met: not_met?,
        undetermined: undetermined?,
        not_applicable: not_applicable?,
    })
}

fn rounded(report: &mut Report<'_>, node: &Node) -> Option<Expectation> {
    if let Value::Number { number, digits } = &node.value {
        return match decimals(digits) {
            Some(scale) => Some(Expectation::Rounded { number: *number, scale }),
            None => {
                refuse(
                    report,
                    node.span,
                    text!(
                        "Dari tulisan ini tidak terlihat berapa desimal yang dimaksud.",
                        "This spelling does not show how many decimals are meant."
                    ),
                    text!(
                        "Tulis tanpa pangkat, seperti 105.17.",
                        "Write it without an exponent, such as 105.17."
                    ),
                );
                None
            }
        };
    }
    walk::wrong_kind(
        report,
        node,
        &text!("angka", "a number"),
        text!("Tulis {{ rounded = 105.17 }}.", "Write {{ rounded = 105.17 }}."),
    );
    None
}

/// The count of decimals as written; `None` where an exponent hides it.
pub(super) fn decimals(digits: &str) -> Option<u32> {
    if digits.contains(['e', 'E']) {
        return None;
    }
    let part = digits.split_once('.').map_or(0, |(_, part)| part.len());
    u32::try_from(part).ok()
}

fn only_true(report: &mut Report<'_>, node: &Node, meant: Expectation) -> Option<Expectation> {
    if matches!(node.value, Value::Bool(true)) {
        return Some(meant);
    }
    if walk::boolean(report, node).is_some() {
        refuse(
            report,
            node.span,
            text!(
                "Dengan `false` harapan ini tidak mengatakan nilai mana yang benar.",
                "With `false` this expectation does not say which value is right."
            ),
            text!("Tulis nilai yang diharapkan.", "Write the value that is expected."),
        );
    }
    None
}

fn names(report: &mut Report<'_>, node: &Node) -> Option<Vec<Arc<str>>> {
    let items = walk::list(report, node)?;
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let name = walk::text(report, item)?;
        out.push(super::path_name(report, &name.value, name.span).value);
    }
    Some(out)
}

fn refuse(report: &mut Report<'_>, span: Span, message: Text, help: Text) {
    report.error("T0070", span, message, help);
}
