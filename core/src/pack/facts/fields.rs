//! A fact, or a field of a record: type, bounds and what else there is to say of it.

use crate::diagnostic::Diagnostic;
use crate::pack::decl::{FieldDecl, Ident, ListDecl, TypeDecl};
use crate::pack::keys;
use crate::pack::names::{NameOf, did_you_mean, name};
use crate::pack::report::Report;
use crate::pack::toml::{Fields, Key, Node, Value, walk};
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{MAX_SCALE, date};

/// The most rows that a list may declare.
const MAX_ITEMS: u32 = 1_000_000;

/// The keys that belong to a type, and the types that they belong to.
const KEYS_OF_TYPES: &[(&str, &[&str])] = &[
    ("min", &["number", "date"]),
    ("max", &["number", "date"]),
    ("scale", &["number"]),
    ("code", &["text"]),
    ("record", &["list"]),
    ("key", &["list"]),
    ("order", &["list"]),
    ("min_items", &["list"]),
    ("max_items", &["list"]),
    ("absent", &["list"]),
];

/// Reads a fact or a field; a field may be the name of its type alone.
pub(super) fn read(report: &mut Report<'_>, key: &Key, node: &Node, is_field: bool) -> Option<FieldDecl> {
    let id = name(report, &key.name, key.span, NameOf::Input);
    if is_field && let Value::Text(_) = &node.value {
        let ty = type_name(report, node)?;
        let none =
            crate::pack::toml::Table { entries: Vec::new(), style: crate::pack::toml::TableStyle::Whole };
        let bare = Fields::new(report, &none, key.span, keys::FACT);
        return field(report, id, &ty, &bare);
    }
    let Value::Table(table) = &node.value else {
        walk::wrong_kind(
            report,
            node,
            &text!("tabel kunci dan nilai", "a table of keys and values"),
            text!(
                "Tulis {{ type = \"number\", min = 0, max = 100 }}; kolom sebuah `record` boleh hanya nama tipenya.",
                "Write {{ type = \"number\", min = 0, max = 100 }}; a field of a `record` may be its type's name alone."
            ),
        );
        return None;
    };
    let fields = Fields::new(report, table, key.span, keys::FACT);
    let ty = fields.required(report, "type").and_then(|node| type_name(report, node))?;
    strangers(report, &fields, &ty);
    field(report, id, &ty, &fields)
}

fn type_name(report: &mut Report<'_>, node: &Node) -> Option<Ident> {
    if let Value::Text(_) = &node.value {
        return walk::ident(report, node);
    }
    walk::wrong_kind(
        report,
        node,
        &text!("nama tipe dalam tanda kutip", "the name of a type in quotes"),
        text!(
            "Tulis \"number\", \"boolean\", \"text\", \"date\", \"list\" atau nama sebuah enum.",
            "Write \"number\", \"boolean\", \"text\", \"date\", \"list\" or the name of an enum."
        ),
    );
    None
}

// A bound that its type does not know would be passed over in silence.
fn strangers(report: &mut Report<'_>, fields: &Fields<'_>, ty: &Ident) {
    for (key, types) in KEYS_OF_TYPES {
        if types.contains(&&*ty.value) {
            continue;
        }
        if let Some((at, _)) = fields.entry(key) {
            let (key, list) = (*key, types.join("`, `"));
            let found = Diagnostic::error(
                "T0023",
                at.span,
                text!(
                    "Kunci `{key}` tidak berlaku untuk tipe ini; ia milik `{list}`.",
                    "The key `{key}` does not apply to this type; it belongs to `{list}`."
                ),
            );
            report.push(
                found
                    .with_place(ty.span, text!("Tipenya ditulis di sini.", "The type is written here."))
                    .with_help(text!(
                        "Hapus kuncinya, atau ganti tipenya.",
                        "Remove the key, or change the type."
                    )),
            );
        }
    }
}

fn field(report: &mut Report<'_>, id: Ident, ty: &Ident, fields: &Fields<'_>) -> Option<FieldDecl> {
    let decl = match &*ty.value {
        "number" => number(report, fields),
        "boolean" => TypeDecl::Boolean,
        "text" => TypeDecl::Text,
        "date" => dates(report, fields),
        "list" => TypeDecl::List(list(report, fields)?),
        _ => TypeDecl::Enum(ty.clone()),
    };
    let protected = fields.get("protected").and_then(|node| walk::boolean(report, node));
    Some(FieldDecl {
        name: id,
        ty: decl,
        ty_span: ty.span,
        label: fields.words(report, "label"),
        label_en: fields.words(report, "label_en"),
        unit: fields.words(report, "unit"),
        source: fields.words(report, "source"),
        optional: fields.switch(report, "optional"),
        protected,
        code: fields.switch(report, "code"),
        judgement: fields.switch(report, "judgement"),
        open: fields.switch(report, "open"),
    })
}

fn number(report: &mut Report<'_>, fields: &Fields<'_>) -> TypeDecl {
    let bound = |report: &mut Report<'_>, key: &str| {
        let node = fields.required(report, key)?;
        walk::number(report, node)
    };
    let (min, max) = (bound(report, "min"), bound(report, "max"));
    let scale = fields.count(report, "scale", MAX_SCALE).unwrap_or(0);
    if let (Some(min), Some(max)) = (&min, &max)
        && min.value > max.value
    {
        reversed(report, max.span, min.span);
    }
    TypeDecl::Number { min, max, scale }
}

fn dates(report: &mut Report<'_>, fields: &Fields<'_>) -> TypeDecl {
    let (min, max) = (fields.date(report, "min"), fields.date(report, "max"));
    let at = max.as_ref().or(min.as_ref()).map(|d| d.span);
    let other = min.as_ref().or(max.as_ref()).map(|d| d.span);
    let (min, max) = (
        min.map_or_else(|| date(1900, 1, 1), |d: Spanned<_>| d.value),
        max.map_or_else(|| date(2199, 12, 31), |d: Spanned<_>| d.value),
    );
    if let (Some(at), Some(other)) = (at, other)
        && min > max
    {
        reversed(report, at, other);
    }
    TypeDecl::Date { min, max }
}

fn list(report: &mut Report<'_>, fields: &Fields<'_>) -> Option<ListDecl> {
    let record = fields.required(report, "record").and_then(|node| walk::ident(report, node));
    let key = fields.names(report, "key");
    let order = fields.names(report, "order");
    let min_items = fields.count(report, "min_items", MAX_ITEMS).unwrap_or(0);
    let max_items = match fields.required(report, "max_items") {
        Some(_) => fields.count(report, "max_items", MAX_ITEMS),
        None => None,
    };
    if let Some(most) = max_items
        && most < min_items
        && let (Some(at), Some(other)) = (fields.get("max_items"), fields.get("min_items"))
    {
        reversed(report, at.span, other.span);
    }
    let absent_is_empty = fields.get("absent").is_some_and(|node| absent(report, node));
    Some(ListDecl {
        record: record?,
        key,
        order,
        min_items,
        max_items: max_items.unwrap_or(min_items.max(1)),
        absent_is_empty,
    })
}

fn absent(report: &mut Report<'_>, node: &Node) -> bool {
    let Value::Text(word) = &node.value else {
        walk::wrong_kind(
            report,
            node,
            &text!("\"empty\" atau \"unknown\"", "\"empty\" or \"unknown\""),
            text!(
                "Tulis \"empty\" bila daftar yang tidak diberikan berarti tidak ada barisnya.",
                "Write \"empty\" where a list that was not given means that it has no rows."
            ),
        );
        return false;
    };
    if word != "empty" && word != "unknown" {
        report.error(
            "T0017",
            node.span,
            text!(
                "Nilai `absent` adalah \"empty\" (tidak ada baris) atau \"unknown\" (tidak ada yang tahu).",
                "The value of `absent` is \"empty\" (there are no rows) or \"unknown\" (nobody knows)."
            ),
            did_you_mean(word, &["empty", "unknown"]),
        );
    }
    word == "empty"
}

/// Reports an upper bound below the lower one.
fn reversed(report: &mut Report<'_>, at: Span, other: Span) {
    let found = Diagnostic::error(
        "T0024",
        at,
        text!(
            "Batas atas lebih kecil dari batas bawah, sehingga tidak ada nilai yang sah.",
            "The upper bound lies below the lower one, so no value would be valid."
        ),
    );
    report.push(
        found
            .with_place(other, text!("Batas bawahnya di sini.", "The lower bound is here."))
            .with_help(text!("Tukar atau perbaiki kedua batas.", "Swap or correct the two bounds.")),
    );
}
