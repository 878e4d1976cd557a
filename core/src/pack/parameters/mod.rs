//! `parameters/*.toml`: legal values with their dates and their basis.

mod dated;

use super::decl::{DatedValueDecl, Declarations, Overridable, ParameterDecl};
use super::keys;
use super::names::{NameOf, name};
use super::report::Report;
use super::toml::{Fields, Key, Node, parse, walk};
use crate::diagnostic::Diagnostic;
use crate::text;
use dated::Stated;

/// Reads one file of parameters.
pub(super) fn read(report: &mut Report<'_>, out: &mut Declarations) {
    let document = parse(report);
    let mut defaults = Stated::default();
    for (key, node) in &document.entries {
        if key.name == "defaults"
            && let Some(table) = walk::table(report, node)
        {
            let fields = Fields::new(report, table, key.span, keys::DEFAULTS);
            defaults = Stated::read(report, &fields);
        }
    }
    for (key, node) in document.entries.iter().filter(|(key, _)| key.name != "defaults") {
        out.parameters.extend(parameter(report, key, node, &defaults));
    }
}

fn parameter(report: &mut Report<'_>, key: &Key, node: &Node, defaults: &Stated) -> Option<ParameterDecl> {
    let id = name(report, &key.name, key.span, NameOf::Input);
    let table = walk::table(report, node)?;
    let fields = Fields::new(report, table, key.span, keys::PARAMETER);
    let (label, label_en) = (fields.words(report, "label"), fields.words(report, "label_en"));
    let unit = fields.words(report, "unit");
    let (key_enum, scheme) = (fields.name(report, "key"), fields.name(report, "scheme"));
    let overridable = overridable(report, &fields);
    let values = values(report, &fields, defaults, key_enum.is_some());
    Some(ParameterDecl { name: id, label, label_en, unit, key: key_enum, scheme, overridable, values })
}

fn values(
    report: &mut Report<'_>,
    fields: &Fields<'_>,
    defaults: &Stated,
    keyed: bool,
) -> Vec<DatedValueDecl> {
    let Some((several_key, several)) = fields.entry("values") else {
        if fields.get("value").is_none() {
            if !report.is_broken() {
                no_value(report, fields);
            }
            return Vec::new();
        }
        let only = dated::one(report, fields, keyed);
        return dated::complete(report, only.into_iter().collect(), defaults);
    };
    for stray in ["value", "from", "until", "basis", "verified", "note"] {
        if let Some((key, _)) = fields.entry(stray) {
            let found = Diagnostic::error(
                "T0030",
                key.span,
                text!(
                    "`{stray}` dan `values` tidak dapat berdampingan: tidak jelas nilai mana yang dimaksud.",
                    "`{stray}` and `values` cannot stand side by side: it is not clear which value is meant."
                ),
            );
            report.push(
                found
                    .with_place(several_key.span, text!("`values` ada di sini.", "`values` is here."))
                    .with_help(text!(
                        "Pindahkan `{stray}` ke setiap nilai dalam `values`, atau ke `[defaults]`.",
                        "Move `{stray}` to each value in `values`, or to `[defaults]`."
                    )),
            );
        }
    }
    let mut read = Vec::new();
    for item in walk::list(report, several).unwrap_or(&[]) {
        if let Some(table) = walk::table(report, item) {
            let inner = Fields::new(report, table, item.span, keys::DATED_VALUE);
            let present = inner.required(report, "value").is_some();
            read.extend(dated::one(report, &inner, keyed).filter(|_| present));
        }
    }
    if read.is_empty() && !report.is_broken() && walk_is_empty(several) {
        no_value(report, fields);
    }
    dated::complete(report, read, defaults)
}

fn walk_is_empty(node: &Node) -> bool {
    matches!(&node.value, super::toml::Value::List(items) if items.is_empty())
}

fn no_value(report: &mut Report<'_>, fields: &Fields<'_>) {
    report.error(
        "T0030",
        fields.owner,
        text!("Parameter ini tidak mempunyai nilai.", "This parameter has no value."),
        text!(
            "Tambahkan `value = …`, atau `[[nama.values]]` untuk nilai yang berganti menurut waktu.",
            "Add `value = …`, or `[[name.values]]` for values that change over time."
        ),
    );
}

fn overridable(report: &mut Report<'_>, fields: &Fields<'_>) -> Option<Overridable> {
    let (key, node) = fields.entry("overridable")?;
    let table = walk::table(report, node)?;
    let inner = Fields::new(report, table, key.span, keys::OVERRIDABLE);
    let mut bound = |key: &str| {
        let node = inner.required(report, key)?;
        walk::number(report, node)
    };
    let (min, max) = (bound("min"), bound("max"));
    let (min, max) = (min?, max?);
    if min.value > max.value {
        let found = Diagnostic::error(
            "T0024",
            max.span,
            text!(
                "Batas atas lebih kecil dari batas bawah, sehingga pack daerah tidak dapat menetapkan apa pun.",
                "The upper bound lies below the lower one, so an overlay could set nothing."
            ),
        );
        report.push(
            found
                .with_place(min.span, text!("Batas bawahnya di sini.", "The lower bound is here."))
                .with_help(text!("Tukar atau perbaiki kedua batas.", "Swap or correct the two bounds.")),
        );
    }
    Some(Overridable { min: min.value, max: max.value, span: node.span })
}

#[cfg(test)]
mod tests;
