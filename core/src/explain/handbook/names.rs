//! What the handbook calls things, and where in it they stand.

use std::sync::Arc;

use crate::link::{Linked, RuleVersion};
use crate::outcome::words;
use crate::pack::decl::{EnumDecl, FieldDecl, TypeDecl};
use crate::source::Span;
use crate::typing::Type;
use crate::typing::program::Program;
use crate::value::{Lang, Scheme};

/// A name with its label, and the place of the handbook where it is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ref {
    pub(super) name: String,
    pub(super) label: String,
    /// Absent for what has no place of its own.
    pub(super) anchor: Option<String>,
}

/// A pack on a day and in a language.
pub(super) struct Names<'a> {
    pub(super) linked: &'a Linked,
    pub(super) program: &'a Program,
    pub(super) regime: Option<usize>,
    pub(super) lang: Lang,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        linked: &'a Linked,
        program: &'a Program,
        regime: Option<usize>,
        lang: Lang,
    ) -> Names<'a> {
        Names { linked, program, regime, lang }
    }

    /// A label of the language: the English one where there is one, else the Indonesian, else the name.
    pub(super) fn label(&self, id: Option<&str>, en: Option<&str>, name: &str) -> String {
        let own = id.unwrap_or(name);
        if self.lang == Lang::En { en.unwrap_or(own) } else { own }.to_owned()
    }

    /// A fact, parameter or rule, with a link where the handbook explains it.
    pub(super) fn refer(&self, name: &str) -> Ref {
        let label = match name {
            "as_of" => {
                crate::text!("Tanggal yang ditanyakan", "The date asked for").get(self.lang).to_owned()
            }
            "catalogue" => crate::text!("Katalog", "The catalogue").get(self.lang).to_owned(),
            _ => self.label_of(name),
        };
        let known = self.program.by_name.contains_key(name) || self.program.parameters.contains_key(name);
        let anchor = match name {
            "catalogue" => Some("katalog".to_owned()),
            _ => known.then(|| anchor(name)),
        };
        Ref { name: name.to_owned(), label, anchor }
    }

    fn label_of(&self, name: &str) -> String {
        words::label_of(self.program, name).get(self.lang).to_owned()
    }

    /// The enum with this name.
    pub(super) fn enum_decl(&self, name: &str) -> Option<&'a EnumDecl> {
        self.linked.declarations.enums.iter().find(|e| &*e.name.value == name)
    }

    /// The label of an enum value; the value itself where it has none.
    pub(super) fn enum_value(&self, scheme: &str, value: &str) -> String {
        let decl = self.enum_decl(scheme).and_then(|e| e.values.iter().find(|v| &*v.id.value == value));
        match decl {
            Some(decl) => self.label(decl.label.as_deref(), decl.label_en.as_deref(), value),
            None => value.to_owned(),
        }
    }

    /// The enum that a name of the subject, or of the items of a list, takes its values from.
    pub(super) fn scheme_of(&self, name: &str, list: Option<&str>) -> Option<Arc<Scheme>> {
        let of_item = list.and_then(|list| {
            let (id, _) = self.program.find(list)?;
            let field = self.program.list_fields.get(&id)?.iter().find(|field| &*field.name == name)?;
            Some(&field.ty)
        });
        let ty = of_item.or_else(|| self.program.find(name).map(|(_, node)| &node.ty))?;
        match ty {
            Type::Enum(scheme) => Some(Arc::clone(scheme)),
            Type::List(list) => match &list.item {
                Type::Enum(scheme) => Some(Arc::clone(scheme)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The version of a group of rules that is in force.
    pub(super) fn in_force(&self, group: usize) -> Option<&'a RuleVersion> {
        let regime = self.linked.regimes.get(self.regime?)?;
        let version = regime.rules.get(group).copied().flatten()?;
        self.linked.groups.get(group)?.versions.get(version)
    }

    /// The name by which a rule is asked for: `list.rule` for a rule of a list.
    pub(super) fn path(&self, group: usize) -> Arc<str> {
        match self.linked.groups.get(group) {
            Some(found) => crate::graph::rule_name(self.linked, group, &found.name),
            None => Arc::from(""),
        }
    }

    /// A field of the items of a list, with a link where the handbook explains it.
    pub(super) fn field_of(&self, list: &str, name: &str) -> Option<Ref> {
        let declared = &self.linked.declarations;
        let fact = declared.facts.iter().find(|fact| &*fact.name.value == list)?;
        let TypeDecl::List(of) = &fact.ty else { return None };
        let record = declared.records.iter().find(|record| record.name.value == of.record.value)?;
        let field = record.fields.iter().find(|field| &*field.name.value == name)?;
        Some(Ref {
            name: name.to_owned(),
            label: self.field_label(field),
            anchor: Some(anchor(&format!("{list}.{name}"))),
        })
    }

    /// The label of a fact or a field.
    pub(super) fn field_label(&self, field: &FieldDecl) -> String {
        self.label(field.label.as_deref(), field.label_en.as_deref(), &field.name.value)
    }

    /// The file and the line of a place.
    pub(super) fn place(&self, span: Span) -> String {
        self.linked
            .files
            .get(span.file)
            .map_or_else(String::new, |file| format!("{}:{}", file.path, file.place(span.start).line))
    }
}

/// The place of a name in the handbook.
pub(super) fn anchor(name: &str) -> String {
    format!("n-{}", name.replace('.', "-"))
}
