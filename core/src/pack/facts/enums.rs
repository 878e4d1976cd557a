//! `[enum.NAME]`: a set of values that belong together.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::pack::decl::{EnumDecl, EnumValueDecl};
use crate::pack::keys;
use crate::pack::names::{NameOf, name, value_refusal};
use crate::pack::report::Report;
use crate::pack::toml::{Fields, Key, Node, Value, walk};
use crate::source::{Span, Spanned};
use crate::text;

/// The most values of one enum: their positions are kept in 16 bits.
const MAX_VALUES: usize = 65_000;

/// Reads one enum.
pub(super) fn read(report: &mut Report<'_>, key: &Key, node: &Node) -> Option<EnumDecl> {
    let id = name(report, &key.name, key.span, NameOf::Enum);
    let table = walk::table(report, node)?;
    let fields = Fields::new(report, table, key.span, keys::ENUM);
    let (ordered, open) = (fields.switch(report, "ordered"), fields.switch(report, "open"));
    if ordered && open {
        let at = fields.get("open").map_or(key.span, |node| node.span);
        report.error(
            "T0022",
            at,
            text!(
                "Enum yang berurutan tidak dapat terbuka: nilai tambahan tidak mempunyai tempat dalam urutan.",
                "An ordered enum cannot be open: an added value would have no place in the order."
            ),
            text!("Hapus `open`, atau hapus `ordered`.", "Remove `open`, or remove `ordered`."),
        );
    }
    let mut values = Vec::new();
    if let Some(node) = fields.required(report, "values")
        && let Some(items) = walk::list(report, node)
    {
        if items.is_empty() || items.len() > MAX_VALUES {
            report.error(
                "T0022",
                node.span,
                text!(
                    "Sebuah enum mempunyai 1 sampai {MAX_VALUES} nilai.",
                    "An enum has 1 to {MAX_VALUES} values."
                ),
                text!(
                    "Tulis nilai-nilainya; kode bebas yang tidak terhitung adalah `text` dengan `code = true`.",
                    "Write its values; codes without number are `text` with `code = true`."
                ),
            );
        }
        values = items.iter().take(MAX_VALUES).filter_map(|item| value(report, item)).collect();
    }
    values = without_doubles(report, values);
    let (label, label_en) = (fields.words(report, "label"), fields.words(report, "label_en"));
    Some(EnumDecl { name: id, label, label_en, ordered, open, values })
}

fn value(report: &mut Report<'_>, node: &Node) -> Option<EnumValueDecl> {
    if let Value::Table(table) = &node.value {
        let fields = Fields::new(report, table, node.span, keys::ENUM_VALUE);
        let id = fields.required(report, "id").and_then(|node| value_id(report, node));
        let (label, label_en) = (fields.words(report, "label"), fields.words(report, "label_en"));
        let mut aliases = Vec::new();
        if let Some(node) = fields.get("aliases")
            && let Some(items) = walk::list(report, node)
        {
            for item in items {
                let alias = walk::text(report, item);
                aliases.extend(alias.map(|a| Spanned::new(Arc::from(a.value), a.span)));
            }
        }
        return Some(EnumValueDecl { id: id?, label, label_en, aliases });
    }
    let id = value_id(report, node)?;
    Some(EnumValueDecl { id, label: None, label_en: None, aliases: Vec::new() })
}

fn value_id(report: &mut Report<'_>, node: &Node) -> Option<Spanned<Arc<str>>> {
    let Value::Text(id) = &node.value else {
        walk::wrong_kind(
            report,
            node,
            &text!("nilai enum dalam tanda kutip", "a value of the enum in quotes"),
            text!(
                "Tulis \"baik\", atau {{ id = \"baik\", label = \"Baik\" }}.",
                "Write \"baik\", or {{ id = \"baik\", label = \"Baik\" }}."
            ),
        );
        return None;
    };
    if let Some(why) = value_refusal(id) {
        report.error(
            "T0020",
            node.span,
            why,
            text!(
                "Pilih tulisan lain sebagai `id`; yang dibaca orang boleh bebas, pada `label`.",
                "Choose another spelling as `id`; what people read may be anything, in `label`."
            ),
        );
    }
    Some(Spanned::new(Arc::from(id.as_str()), node.span))
}

// Every spelling must lead to one value; of two that are alike the first stays.
fn without_doubles(report: &mut Report<'_>, values: Vec<EnumValueDecl>) -> Vec<EnumValueDecl> {
    let mut seen: BTreeMap<Arc<str>, Span> = BTreeMap::new();
    let mut out: Vec<EnumValueDecl> = Vec::with_capacity(values.len());
    for value in values {
        match seen.get(&value.id.value) {
            Some(first) => double(report, value.id.span, *first),
            None => {
                seen.insert(Arc::clone(&value.id.value), value.id.span);
                out.push(value);
            }
        }
    }
    for value in &mut out {
        let aliases = std::mem::take(&mut value.aliases);
        for alias in aliases {
            match seen.get(&alias.value) {
                Some(first) => double(report, alias.span, *first),
                None => {
                    seen.insert(Arc::clone(&alias.value), alias.span);
                    value.aliases.push(alias);
                }
            }
        }
    }
    out
}

fn double(report: &mut Report<'_>, span: Span, first: Span) {
    let found = Diagnostic::error(
        "T0021",
        span,
        text!(
            "Tulisan ini sudah dipakai oleh sebuah nilai enum ini, sehingga artinya tidak tunggal.",
            "This spelling is already used by a value of this enum, so it would mean two things."
        ),
    );
    report.push(
        found
            .with_place(first, text!("Sudah ditulis di sini.", "Already written here."))
            .with_help(text!("Hapus atau ganti salah satunya.", "Remove or change one of the two.")),
    );
}
