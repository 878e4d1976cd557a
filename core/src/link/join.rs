//! What an overlay declares, joined to what stands below it; anything that the base does not leave open is refused.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Sink};
use crate::pack::decl::{DatedValueDecl, Declarations, EnumDecl, LiteralDecl, ParameterDecl};
use crate::script::ast::Ident;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Number, Period};

/// Joins an overlay; `set` remembers which overlay set which parameter.
pub(super) fn join(
    below: &mut Declarations,
    overlay: Declarations,
    set: &mut IndexMap<Arc<str>, Span>,
    sink: &mut Sink,
) {
    for decl in overlay.enums {
        match below.enums.iter_mut().find(|e| e.name.value == decl.name.value) {
            Some(base) => grow_enum(base, decl, sink),
            None => below.enums.push(decl),
        }
    }
    add_new("rekaman / record", &mut below.records, overlay.records, |r| &r.name, sink);
    add_new("fakta / fact", &mut below.facts, overlay.facts, |f| &f.name, sink);
    for decl in overlay.parameters {
        match below.parameters.iter_mut().find(|p| p.name.value == decl.name.value) {
            Some(base) => set_parameter(base, decl, set, sink),
            None => below.parameters.push(decl),
        }
    }
    below.tables.extend(overlay.tables);
    if let Some(more) = overlay.catalogue {
        match &mut below.catalogue {
            None => below.catalogue = Some(more),
            Some(base) => {
                // The columns of the two files may stand in another order, or be others.
                for column in &more.extra_columns {
                    if !base.extra_columns.iter().any(|c| c.value == column.value) {
                        base.extra_columns.push(column.clone());
                        base.items.iter_mut().for_each(|item| item.extra.push(None));
                    }
                }
                let order: Vec<Option<usize>> = base
                    .extra_columns
                    .iter()
                    .map(|c| more.extra_columns.iter().position(|m| m.value == c.value))
                    .collect();
                let aligned = more.items.into_iter().map(|mut item| {
                    item.extra = order
                        .iter()
                        .map(|at| at.and_then(|at| item.extra.get(at).cloned().flatten()))
                        .collect();
                    item
                });
                add_new(
                    "kode katalog / catalogue code",
                    &mut base.items,
                    aligned.collect(),
                    |i| &i.code,
                    sink,
                );
            }
        }
    }
    below.sources.extend(overlay.sources);
    // The cases of the base were written for the base alone.
    below.cases = overlay.cases;
    let outputs = below.manifest.as_ref().map(|m| m.outputs.clone()).unwrap_or_default();
    let exceptions = below.manifest.as_ref().map(|m| m.exceptions.clone()).unwrap_or_default();
    let revoked = below.manifest.as_ref().map(|m| m.revoked.clone()).unwrap_or_default();
    below.manifest = overlay.manifest.map(|mut manifest| {
        for exception in &manifest.exceptions {
            sink.push(
                Diagnostic::error(
                    "T1706",
                    exception.fact.span,
                    text!(
                        "Pengecualian atas fakta yang dilindungi hanya dapat dinyatakan pack dasar.",
                        "An exception for a protected fact can only be declared by the base."
                    ),
                )
                .with_help(text!("Hapus [[exception]] di sini.", "Take [[exception]] out here.")),
            );
        }
        manifest.exceptions = exceptions;
        manifest.revoked.extend(revoked);
        if manifest.outputs.is_empty() {
            manifest.outputs = outputs;
        }
        manifest
    });
}

fn add_new<T>(what: &str, below: &mut Vec<T>, more: Vec<T>, name: fn(&T) -> &Ident, sink: &mut Sink) {
    for one in more {
        match below.iter().find(|known| name(known).value == name(&one).value) {
            Some(known) => {
                let (own, first) = (name(&one), name(known).span);
                let word = &own.value;
                sink.push(
                    Diagnostic::error(
                        "T1605",
                        own.span,
                        text!(
                            "`{word}` ({what}) sudah dinyatakan pack dasar dan tidak dapat diubah di sini.",
                            "`{word}` ({what}) is declared by the base and cannot be changed here."
                        ),
                    )
                    .with_place(first, text!("dinyatakan di sini", "declared here"))
                    .with_help(text!("Pakai nama lain.", "Use another name.")),
                );
            }
            None => below.push(one),
        }
    }
}

fn grow_enum(base: &mut EnumDecl, more: EnumDecl, sink: &mut Sink) {
    let word = &more.name.value;
    if !base.open || base.ordered {
        sink.push(
            Diagnostic::error(
                "T1606",
                more.name.span,
                text!(
                    "Enum `{word}` tidak terbuka untuk ditambah oleh pack daerah.",
                    "The enum `{word}` is not open to more values from an overlay."
                ),
            )
            .with_place(base.name.span, text!("dinyatakan di sini", "declared here"))
            .with_help(text!(
                "Hanya enum dengan `open = true` yang tidak berurutan dapat ditambah.",
                "Only an enum with `open = true` that is not ordered can be added to."
            )),
        );
        return;
    }
    for value in more.values {
        if !base.values.iter().any(|known| known.id.value == value.id.value) {
            base.values.push(value);
        }
    }
}

fn set_parameter(
    base: &mut ParameterDecl,
    own: ParameterDecl,
    set: &mut IndexMap<Arc<str>, Span>,
    sink: &mut Sink,
) {
    let word = &own.name.value;
    if let Some(other) = set.get(word) {
        sink.push(
            Diagnostic::error(
                "T1607",
                own.name.span,
                text!(
                    "Dua pack daerah menetapkan `{word}`, sehingga tidak jelas mana yang berlaku.",
                    "Two overlays set `{word}`, so that it is not clear which holds."
                ),
            )
            .with_place(*other, text!("yang lain di sini", "the other is here"))
            .with_help(text!("Satukan dalam satu pack.", "Bring them together in one pack.")),
        );
        return;
    }
    set.insert(Arc::clone(word), own.name.span);
    let same =
        |a: &Option<Ident>, b: &Option<Ident>| a.as_ref().map(|x| &x.value) == b.as_ref().map(|x| &x.value);
    let keeps_key = own.key.is_none() || same(&own.key, &base.key);
    let keeps_unit = own.unit.is_none() || own.unit == base.unit;
    if !keeps_key || !keeps_unit {
        sink.push(
            Diagnostic::error(
                "T1608",
                own.name.span,
                text!(
                    "Pack daerah harus mempertahankan `key` dan `unit` parameter `{word}`, supaya aturan yang membacanya tetap berarti sama.",
                    "An overlay must keep the `key` and `unit` of the parameter `{word}`, so that the rules which read it mean the same."
                ),
            )
            .with_place(base.name.span, text!("dinyatakan di sini", "declared here"))
            .with_help(text!("Hapus `key` dan `unit` di sini.", "Take `key` and `unit` out here.")),
        );
        return;
    }
    for value in &own.values {
        if value.basis.is_none() {
            sink.push(
                Diagnostic::error(
                    "T1301",
                    value.value.span,
                    text!(
                        "Nilai daerah untuk `{word}` harus menyebut dasarnya sendiri.",
                        "A regional value of `{word}` must name its own basis."
                    ),
                )
                .with_help(text!("Tambahkan `basis`.", "Add `basis`.")),
            );
        }
        let touched: Vec<&DatedValueDecl> =
            base.values.iter().filter(|b| b.period.overlaps(&value.period)).collect();
        // A figure whose source nobody had seen may be confirmed or corrected.
        let all_unverified = !touched.is_empty() && touched.iter().all(|b| !b.verified);
        if all_unverified {
            continue;
        }
        match &base.overridable {
            Some(bounds) => check_bounds(&value.value, bounds.min, bounds.max, bounds.span, sink),
            None => {
                let basis = touched.iter().find_map(|b| b.basis.as_ref()).map(|b| b.value.clone());
                sink.push(
                    Diagnostic::error(
                        "T1609",
                        own.name.span,
                        text!(
                            "Parameter `{word}` ditetapkan secara nasional dan tidak boleh diubah daerah.",
                            "The parameter `{word}` is set nationally and may not be changed by a region."
                        ),
                    )
                    .with_place(base.name.span, text!("ditetapkan di sini", "set here"))
                    .with_help(text!(
                        "Hanya parameter dengan `overridable` yang boleh diubah.",
                        "Only a parameter with `overridable` may be changed."
                    ))
                    .with_basis(basis.as_deref()),
                );
                return;
            }
        }
    }
    for value in own.values {
        let mut kept = Vec::new();
        for old in std::mem::take(&mut base.values) {
            kept.extend(
                outside(&old.period, &value.period)
                    .into_iter()
                    .map(|period| DatedValueDecl { period, ..old.clone() }),
            );
        }
        base.values = kept;
        base.values.push(value);
    }
    base.values.sort_by_key(|v| v.period.from);
}

/// Every number that an overlay sets lies within the bounds.
fn check_bounds(value: &Spanned<LiteralDecl>, min: Number, max: Number, bounds: Span, sink: &mut Sink) {
    match &value.value {
        LiteralDecl::Number(number) if (*number < min || *number > max) => {
            sink.push(
                Diagnostic::error(
                    "T1610",
                    value.span,
                    text!(
                        "Nilai daerah harus antara {min} dan {max}.",
                        "A regional value must lie between {min} and {max}."
                    ),
                )
                .with_place(bounds, text!("batasnya di sini", "the bounds are here"))
                .with_help(text!("Pilih nilai dalam batas itu.", "Choose a value within the bounds.")),
            );
        }
        LiteralDecl::List(items) => items.iter().for_each(|item| check_bounds(item, min, max, bounds, sink)),
        LiteralDecl::Record(entries) => {
            entries.iter().for_each(|(_, entry)| check_bounds(entry, min, max, bounds, sink));
        }
        _ => {}
    }
}

/// The parts of a period that lie outside another.
fn outside(old: &Period, new: &Period) -> Vec<Period> {
    if !old.overlaps(new) {
        return vec![*old];
    }
    let before = new.from.map(|from| Period { from: old.from, until: Some(from.previous_day()) });
    let after = new.until.map(|until| Period { from: Some(until.next_day()), until: old.until });
    [before, after].into_iter().flatten().filter(|part| !part.is_empty()).collect()
}
