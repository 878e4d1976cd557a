//! What the tags of a rule ask of it: a result of its kind, a date field, one type for all its versions.

use super::environment::Environment;
use super::types::Type;
use crate::diagnostic::{Diagnostic, Sink};
use crate::script::ast::{Kind, Tags};
use crate::source::Span;
use crate::text;

/// The date field of a list's items that `@dated_by` names.
pub(super) fn date_field(
    env: &Environment<'_>,
    list: usize,
    field: &crate::script::ast::Ident,
    sink: &mut Sink,
) -> Option<usize> {
    match env.slot(list, &field.value) {
        Some((slot, found)) if matches!(found.ty, Type::Date) => Some(slot),
        _ => {
            report_not_dated(field, sink);
            None
        }
    }
}

/// Versions that are chosen by the item's date stand in one column, so they are of one type.
pub(super) fn report_other_type(first: &Type, other: &Type, span: Span, sink: &mut Sink) {
    let (a, b) = (first.describe(), other.describe());
    sink.push(
        Diagnostic::error(
            "T1201",
            span,
            crate::Text {
                id: format!("Versi lain aturan ini memberi {}, tetapi versi ini {}.", a.id, b.id),
                en: format!("Other versions of this rule give {}, but this one {}.", a.en, b.en),
            },
        )
        .with_help(text!("Samakan jenis hasil semua versinya.", "Make all versions give one type.")),
    );
}

/// Reports a `@dated_by` that names no date field.
pub(super) fn report_not_dated(field: &crate::script::ast::Ident, sink: &mut Sink) {
    let name = &field.value;
    sink.push(
        Diagnostic::error(
            "T1503",
            field.span,
            text!(
                "`{name}` bukan kolom tanggal dari butir daftarnya.",
                "`{name}` is no date field of the list's items."
            ),
        )
        .with_help(text!(
            "@dated_by menyebut kolom bertipe date, pada aturan dengan @per.",
            "@dated_by names a field of type date, in a rule with @per."
        )),
    );
}

/// Asks what the kind of a rule asks of its result.
pub(super) fn check_kind(
    kind: Kind,
    tags: Option<&Tags>,
    ty: &Type,
    span: Span,
    sink: &mut Sink,
) -> Option<()> {
    let wanted = match kind {
        Kind::Score => return Some(()),
        Kind::Requirement | Kind::Promotion => Type::Bool,
        Kind::Trigger => {
            if tags.is_some_and(|t| t.item.is_none() && t.item_from.is_none()) {
                sink.push(
                    Diagnostic::error(
                        "T1305",
                        span,
                        text!(
                            "Pemicu ini tidak menyebut butir katalog yang dipanggilnya.",
                            "This trigger does not name the item of the catalogue that it calls for."
                        ),
                    )
                    .with_help(text!(
                        "Tambahkan `@item KODE`, atau `@item_from aturan` bila kodenya dihitung.",
                        "Add `@item CODE`, or `@item_from rule` where the code is worked out."
                    )),
                );
                return None;
            }
            Type::number(0)
        }
    };
    let fits = matches!(
        (&wanted, ty),
        (Type::Bool, Type::Bool) | (Type::Number(_), Type::Number(_)) | (_, Type::Never)
    );
    if fits {
        return Some(());
    }
    let (w, f) = (wanted.describe(), ty.describe());
    sink.push(
        Diagnostic::error(
            "T1225",
            span,
            crate::Text {
                id: format!("Menurut @kind, hasil aturan ini harus {}, tetapi hasilnya {}.", w.id, f.id),
                en: format!("By its @kind this rule must give {}, but it gives {}.", w.en, f.en),
            },
        )
        .with_help(text!("Perbaiki hasilnya atau @kind-nya.", "Mend its result or its @kind.")),
    );
    None
}
