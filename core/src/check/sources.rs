//! `T1709`: one foreign field that fills a protected fact and another fact too.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::Linked;
use crate::pack::decl::{FieldDecl, SourceDecl, TypeDecl};
use crate::source::Span;
use crate::text;
use crate::typing::is_protected;

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
    for (name, path) in &source.facts {
        let fact = facts.iter().find(|f| f.name.value == name.value);
        add(path.value.clone(), path.span, name.value.to_string(), fact, false);
    }
    for list in &source.lists {
        let fact = facts.iter().find(|f| f.name.value == list.name.value);
        let within = fact.is_some_and(is_protected);
        add(list.from.value.clone(), list.from.span, list.name.value.to_string(), fact, false);
        let record = fact.and_then(|fact| match &fact.ty {
            TypeDecl::List(decl) => {
                linked.declarations.records.iter().find(|r| r.name.value == decl.record.value)
            }
            _ => None,
        });
        for (name, path) in &list.fields {
            let field = record.and_then(|r| r.fields.iter().find(|f| f.name.value == name.value));
            let inner = format!("{}.{}", list.from.value, path.value);
            add(inner, path.span, format!("{}.{}", list.name.value, name.value), field, within);
        }
    }
    found
}
