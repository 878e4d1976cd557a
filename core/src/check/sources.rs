//! `T1103`, `T1105`, `T1106`, `T1111`: what a source names and says fits the facts; `T1709`: one foreign field that fills
//! a protected fact and another fact too.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink, did_you_mean, nearest};
use crate::link::Linked;
use crate::pack::decl::{FieldDecl, SourceDecl, SourceFieldDecl, SourceListDecl, TypeDecl};
use crate::source::Span;
use crate::text;
use crate::typing::is_protected;
use crate::value::{Raw, Text};

/// A path of a foreign record, and the fact or field that it fills.
struct Mapped<'a> {
    source: &'a str,
    path: String,
    place: Span,
    name: String,
    protected: bool,
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    for source in linked.declarations.sources.iter().filter(|source| subject.is_own(source.id.span)) {
        fits(linked, source, sink);
    }
    let mapped: Vec<Mapped<'_>> =
        linked.declarations.sources.iter().flat_map(|s| mapped_by(linked, s)).collect();
    let hidden = mapped.iter().filter(|m| m.protected);
    let hidden: BTreeMap<(&str, &str), &Mapped<'_>> = hidden.map(|m| ((m.source, &*m.path), m)).collect();
    for open in mapped.iter().filter(|m| !m.protected) {
        if let Some(hidden) = hidden.get(&(open.source, &*open.path)) {
            let (path, fact, other) = (&open.path, &open.name, &hidden.name);
            sink.push(
                Diagnostic::error(
                    "T1709",
                    open.place,
                    text!(
                        "Kolom `{path}` mengisi fakta `{other}` yang dilindungi, dan juga `{fact}` yang tidak dilindungi.",
                        "The field `{path}` fills the protected fact `{other}`, and also `{fact}`, which is not protected."
                    ),
                )
                .with_place(hidden.place, text!("fakta yang dilindungi", "the protected fact"))
                .with_help(text!(
                    "Isi `{fact}` dari kolom lain, atau tandai faktanya `protected = true`.",
                    "Fill `{fact}` from another field, or mark the fact `protected = true`."
                )),
            );
        }
    }
}

/// The fields of the list fact that a source fills; `None` where there is no such list.
pub(super) fn fields<'a>(linked: &'a Linked, list: &SourceListDecl) -> Option<&'a [FieldDecl]> {
    linked.list_fact(&list.name.value).map(|number| linked.list_fields(number))
}

fn fits(linked: &Linked, source: &SourceDecl, sink: &mut Sink) {
    let facts = &linked.declarations.facts;
    for mapping in &source.facts {
        let name = &mapping.name.value;
        match facts.iter().find(|f| f.name.value == *name) {
            None => unknown(&mapping.name, facts.iter().map(|f| &*f.name.value), sink),
            Some(FieldDecl { ty: TypeDecl::List(_), .. }) => sink.push(unfit(
                mapping.name.span,
                text!("`{name}` adalah fakta daftar.", "`{name}` is a list fact."),
                text!("Petakan barisnya dengan [list.{name}].", "Map its rows with [list.{name}]."),
            )),
            Some(fact) => field_fits(linked, mapping, fact, sink),
        }
    }
    for list in &source.lists {
        let name = &list.name.value;
        let Some(fields) = fields(linked, list) else {
            if facts.iter().any(|f| f.name.value == *name) {
                sink.push(unfit(
                    list.name.span,
                    text!("`{name}` bukan fakta daftar.", "`{name}` is no list fact."),
                    text!("Petakan di bawah [fact].", "Map it below [fact]."),
                ));
            } else {
                let lists = facts.iter().filter(|f| matches!(f.ty, TypeDecl::List(_)));
                unknown(&list.name, lists.map(|f| &*f.name.value), sink);
            }
            continue;
        };
        for mapping in &list.fields {
            match fields.iter().find(|f| f.name.value == mapping.name.value) {
                Some(field) => field_fits(linked, mapping, field, sink),
                None => {
                    let own = &mapping.name.value;
                    let near = nearest(own, fields.iter().map(|f| &*f.name.value));
                    let message =
                        text!("`{name}` tidak mempunyai kolom `{own}`.", "`{name}` has no field `{own}`.");
                    sink.push(Diagnostic::error("T1105", mapping.name.span, message).with_help(
                        did_you_mean(
                            near,
                            text!(
                                "Lihat rekaman daftar itu di facts/.",
                                "See the record of that list in facts/."
                            ),
                        ),
                    ));
                }
            }
        }
    }
}

fn unknown<'a>(name: &crate::pack::decl::Ident, known: impl Iterator<Item = &'a str>, sink: &mut Sink) {
    let word = &name.value;
    let near = nearest(word, known);
    sink.push(
        Diagnostic::error(
            "T1103",
            name.span,
            text!("Tidak ada fakta bernama `{word}`.", "There is no fact named `{word}`."),
        )
        .with_help(did_you_mean(
            near,
            text!(
                "Nyatakan faktanya di facts/, atau hapus pemetaan ini.",
                "Declare the fact in facts/, or take this mapping out."
            ),
        )),
    );
}

fn unfit(place: Span, message: Text, help: Text) -> Diagnostic {
    Diagnostic::error("T1111", place, message).with_help(help)
}

/// Whether what a mapping says of a field can be said of a fact of this type.
fn field_fits(linked: &Linked, mapping: &SourceFieldDecl, field: &FieldDecl, sink: &mut Sink) {
    let name = &mapping.name.value;
    let only_for = |place: Span, key: &str, kind: Text| {
        let Text { id, en } = kind;
        unfit(
            place,
            text!(
                "`{key}` hanya untuk {id}, sedangkan `{name}` bukan.",
                "`{key}` is only for {en}, but `{name}` is none."
            ),
            text!("Hapus `{key}` di sini.", "Take `{key}` out here."),
        )
    };
    if let Some(form) = mapping.form.as_ref().filter(|_| !matches!(field.ty, TypeDecl::Number { .. })) {
        sink.push(only_for(form.span, "form", text!("angka", "numbers")));
    }
    if let Some(comma) = mapping.decimal_comma.as_ref()
        && !matches!(field.ty, TypeDecl::Number { .. })
    {
        sink.push(only_for(comma.span, "decimal_comma", text!("angka", "numbers")));
    }
    if let Some(dates) = mapping.dates.as_ref().filter(|_| !matches!(field.ty, TypeDecl::Date { .. })) {
        sink.push(only_for(dates.span, "dates", text!("tanggal", "dates")));
    }
    let scheme = match &field.ty {
        TypeDecl::Enum(scheme) => linked.declarations.enums.iter().find(|e| e.name.value == scheme.value),
        _ => None,
    };
    for (_, given) in &mapping.values {
        match (&field.ty, &given.value) {
            (TypeDecl::Enum(_), Raw::Text(words)) => {
                let Some(scheme) = scheme else { continue };
                let known = || scheme.values.iter().map(|v| &*v.id.value);
                if known().any(|id| id == words) {
                    continue;
                }
                let of = &scheme.name.value;
                let message = text!(
                    "Enum `{of}` tidak punya nilai \"{words}\".",
                    "The enum `{of}` has no value \"{words}\"."
                );
                let all = known().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
                let help = did_you_mean(
                    nearest(words, known()),
                    text!("Nilainya: {all}.", "Its values: {all}."),
                );
                sink.push(Diagnostic::error("T1106", given.span, message).with_help(help));
            }
            (TypeDecl::Boolean, Raw::Bool(_))
            | (TypeDecl::Number { .. }, Raw::Number(_))
            | (TypeDecl::Text | TypeDecl::Date { .. }, Raw::Text(_)) => {}
            (TypeDecl::Boolean, Raw::Text(words)) if matches!(words.as_str(), "ya" | "tidak") => {}
            _ => sink.push(unfit(
                given.span,
                text!("Ini bukan nilai yang dapat dimiliki `{name}`.", "This is no value that `{name}` can have."),
                text!(
                    "Tulis nilai sejenis faktanya: angka, tanggal, ya atau tidak, atau nilai enumnya.",
                    "Write a value of the kind of the fact: a number, a date, ya or tidak, or a value of its enum."
                ),
            )),
        }
    }
}

fn mapped_by<'a>(linked: &'a Linked, source: &'a SourceDecl) -> Vec<Mapped<'a>> {
    let mut found = Vec::new();
    let mut add = |path: String, place: Span, name: String, field: Option<&FieldDecl>, within: bool| {
        // A name that there is none of is reported where names are looked at.
        let Some(field) = field else { return };
        found.push(Mapped {
            source: &source.id.value,
            path,
            place,
            name,
            protected: within || is_protected(field),
        });
    };
    let facts = &linked.declarations.facts;
    for mapping in &source.facts {
        let fact = facts.iter().find(|f| f.name.value == mapping.name.value);
        for path in &mapping.from {
            add(path.plain(), path.span, mapping.name.value.to_string(), fact, false);
        }
    }
    for list in &source.lists {
        let fact = facts.iter().find(|f| f.name.value == list.name.value);
        let within = fact.is_some_and(is_protected);
        let fields = fields(linked, list);
        for from in &list.from {
            add(from.plain(), from.span, list.name.value.to_string(), fact, false);
            for mapping in &list.fields {
                let field = fields.and_then(|fs| fs.iter().find(|f| f.name.value == mapping.name.value));
                for path in &mapping.from {
                    let inner = format!("{}.{}", from.plain(), path.plain());
                    add(
                        inner,
                        path.span,
                        format!("{}.{}", list.name.value, mapping.name.value),
                        field,
                        within,
                    );
                }
            }
        }
    }
    found
}
