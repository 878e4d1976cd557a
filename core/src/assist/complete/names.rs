//! The names of a pack: facts, parameters, rules, tables; enums and their values; codes.

use super::{CompletionKind, Here, nothing};
use crate::assist::hover;
use crate::link::Symbol as Linked;
use crate::pack::decl::{FieldDecl, TypeDecl};
use crate::script::ast::Kind;
use crate::text;
use crate::value::Text;

impl Here<'_> {
    /// Facts, parameters and rules of the subject; for a rule of a list first the fields and rules of that list.
    pub(super) fn offer_names(&mut self, list: Option<usize>) {
        let linked = self.workspace.linked();
        if let Some(list) = list {
            self.offer_members(list);
        }
        let names: Vec<_> = linked.names.iter().map(|(name, symbol)| (name.to_string(), *symbol)).collect();
        for (name, symbol) in names {
            let (kind, label) = match symbol {
                Linked::Fact(fact) => (CompletionKind::Fact, linked.fact(fact).map(field_label)),
                Linked::Parameter(number) => {
                    let decl = linked.declarations.parameters.get(number);
                    let told = decl.map(|p| hover::label(p.label.as_deref(), p.label_en.as_deref(), &name));
                    (CompletionKind::Parameter, told)
                }
                Linked::Rule(group) => (CompletionKind::Rule, self.rule_label(group)),
            };
            self.offer(name, kind, label.unwrap_or_else(nothing));
        }
        self.offer("as_of", CompletionKind::Builtin, text!("Tanggal yang ditanyakan", "The date asked for"));
        self.offer("catalogue", CompletionKind::Builtin, text!("Katalog", "The catalogue"));
    }

    /// The fields and rules of the rows of a list fact.
    pub(super) fn offer_members(&mut self, list: usize) {
        let linked = self.workspace.linked();
        for field in linked.list_fields(list) {
            self.offer(&*field.name.value, CompletionKind::Field, field_label(field));
        }
        let rules = linked.list_rules.get(&list);
        for (name, group) in rules.into_iter().flatten() {
            let label = self.rule_label(*group).unwrap_or_else(nothing);
            self.offer(&**name, CompletionKind::Rule, label);
        }
    }

    fn rule_label(&self, group: usize) -> Option<Text> {
        let linked = self.workspace.linked();
        let version = linked.groups.get(group)?.versions.last()?;
        if let Some(function) = linked.function(version.origin) {
            let id = function.doc.label.as_ref().map(|l| l.value.as_str());
            let en = function.doc.tags.label_en.as_ref().map(|l| l.value.as_str());
            return Some(hover::label(id, en, &function.name.value));
        }
        let table = linked.table(version.origin)?;
        let id = table.label.as_ref().map(|l| l.value.as_str());
        let en = table.label_en.as_ref().map(|l| l.value.as_str());
        Some(hover::label(id, en, ""))
    }

    /// The rules of these kinds; any kind where none is given.
    pub(super) fn offer_rules(&mut self, kinds: &[Kind]) {
        let linked = self.workspace.linked();
        for (number, group) in linked.groups.iter().enumerate().filter(|(_, g)| g.list.is_none()) {
            let is_of_kind = group.versions.iter().any(|version| {
                let function = linked.function(version.origin);
                let kind = function.and_then(|f| f.doc.tags.kind.as_ref()).map_or(Kind::Score, |k| k.value);
                kinds.is_empty() || kinds.contains(&kind)
            });
            if is_of_kind {
                let label = self.rule_label(number).unwrap_or_else(nothing);
                self.offer(&*group.name, CompletionKind::Rule, label);
            }
        }
    }

    /// The list facts.
    pub(super) fn offer_lists(&mut self) {
        for fact in &self.workspace.linked().declarations.facts {
            if matches!(fact.ty, TypeDecl::List(_)) {
                self.offer(&*fact.name.value, CompletionKind::Fact, field_label(fact));
            }
        }
    }

    /// The values of an enum.
    pub(super) fn offer_values(&mut self, scheme: &str) {
        let enums = &self.workspace.linked().declarations.enums;
        if scheme == "comparison" {
            self.offer_all(&["less", "equal", "greater"], CompletionKind::Value);
        }
        for value in enums.iter().filter(|e| &*e.name.value == scheme).flat_map(|e| &e.values) {
            let label = hover::label(value.label.as_deref(), value.label_en.as_deref(), &value.id.value);
            self.offer(&*value.id.value, CompletionKind::Value, label);
        }
    }

    /// The enums, and where it is wanted the records and the types that need no declaration.
    pub(super) fn offer_types(&mut self, built_in: &[&str], records: bool) {
        self.offer_all(built_in, CompletionKind::Type);
        let declared = &self.workspace.linked().declarations;
        for decl in &declared.enums {
            let label = hover::label(decl.label.as_deref(), decl.label_en.as_deref(), &decl.name.value);
            self.offer(&*decl.name.value, CompletionKind::Type, label);
        }
        for record in declared.records.iter().filter(|_| records) {
            self.offer(&*record.name.value, CompletionKind::Type, text!("rekaman", "record"));
        }
    }

    /// The records.
    pub(super) fn offer_records(&mut self) {
        for record in &self.workspace.linked().declarations.records {
            self.offer(&*record.name.value, CompletionKind::Type, text!("rekaman", "record"));
        }
    }

    /// The fields of a record.
    pub(super) fn offer_fields(&mut self, record: &str) {
        let records = &self.workspace.linked().declarations.records;
        for field in records.iter().filter(|r| &*r.name.value == record).flat_map(|r| &r.fields) {
            self.offer(&*field.name.value, CompletionKind::Field, field_label(field));
        }
    }

    /// The codes of the catalogue.
    pub(super) fn offer_codes(&mut self) {
        let catalogue = self.workspace.linked().declarations.catalogue.as_ref();
        for item in catalogue.into_iter().flat_map(|c| &c.items) {
            let label = hover::label(Some(&item.title), item.title_en.as_deref(), &item.code.value);
            self.offer(&*item.code.value, CompletionKind::Code, label);
        }
    }

    /// The parameters; cells of tables name them as bounds.
    pub(super) fn offer_parameters(&mut self) {
        for parameter in &self.workspace.linked().declarations.parameters {
            let label = hover::label(
                parameter.label.as_deref(),
                parameter.label_en.as_deref(),
                &parameter.name.value,
            );
            self.offer(&*parameter.name.value, CompletionKind::Parameter, label);
        }
    }
}

pub(super) fn field_label(field: &FieldDecl) -> Text {
    let name = hover::label(field.label.as_deref(), field.label_en.as_deref(), &field.name.value);
    let ty = hover::type_words(field);
    Text { id: format!("{} ({})", name.id, ty.id), en: format!("{} ({})", name.en, ty.en) }
}
