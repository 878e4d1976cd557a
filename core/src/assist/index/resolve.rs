//! What a name stands for where it is written, and what values it takes.

use std::sync::Arc;

use super::{Builder, Symbol};
use crate::link::Linked;
use crate::pack::decl::{FieldDecl, TypeDecl};
use crate::typing::Type;

/// What the values of something look like.
#[derive(Clone, Debug)]
pub(in crate::assist) enum Shape {
    /// A value of this enum, or a list of such.
    Enum(Arc<str>),
    /// Rows of this record; with the list, where they are a list fact's.
    Rows(Arc<str>, Option<Arc<str>>),
    /// Anything else.
    Other,
}

impl Builder<'_> {
    /// What a name stands for in a rule or table, of a list or of the subject.
    pub(in crate::assist) fn resolve(&self, name: &str, list: Option<usize>) -> Option<Symbol> {
        resolve(self.linked, name, list)
    }

    /// What stands behind a point after a list: a field of its rows, or one of its rules.
    pub(in crate::assist) fn member(&self, record: &str, list: Option<&str>, name: &str) -> Option<Symbol> {
        let own: Arc<str> = Arc::from(name);
        if has_field(self.linked, record, name) {
            return Some(Symbol::Field(Arc::from(record), own));
        }
        let list = list?;
        let number = self.linked.list_fact(list)?;
        self.linked.list_rule(number, name)?;
        Some(Symbol::ListRule(Arc::from(list), own))
    }

    /// What the values of a symbol look like.
    pub(in crate::assist) fn shape(&self, symbol: &Symbol) -> Shape {
        match symbol {
            Symbol::Name(name) => {
                if let Some(fact) = self.linked.declarations.facts.iter().find(|f| f.name.value == *name) {
                    return shape_of(fact, true);
                }
                self.shape_of_node(name)
            }
            Symbol::ListRule(list, name) => self.shape_of_node(&format!("{list}.{name}")),
            Symbol::Field(record, field) => {
                let records = &self.linked.declarations.records;
                let decl = records.iter().find(|r| r.name.value == *record);
                let field = decl.and_then(|r| r.fields.iter().find(|f| f.name.value == *field));
                field.map_or(Shape::Other, |f| shape_of(f, false))
            }
            _ => Shape::Other,
        }
    }

    fn shape_of_node(&self, path: &str) -> Shape {
        for program in &self.programs {
            let node = program.find(path).map(|(_, node)| &node.ty);
            let shape = shape_of_type(node.or(program.parameters.get(path).map(|p| &p.ty)));
            if !matches!(shape, Shape::Other) {
                return shape;
            }
        }
        Shape::Other
    }
}

/// What a name stands for in a rule or table, of a list or of the subject.
fn resolve(linked: &Linked, name: &str, list: Option<usize>) -> Option<Symbol> {
    let own: Arc<str> = Arc::from(name);
    if let Some(list) = list {
        if linked.list_fields(list).iter().any(|f| &*f.name.value == name) {
            return Some(Symbol::Field(record_of(linked, list)?, own));
        }
        if linked.list_rule(list, name).is_some() {
            return Some(Symbol::ListRule(Arc::clone(&linked.fact(list)?.name.value), own));
        }
    }
    if linked.names.contains_key(name) || linked.helper_tables.contains_key(name) {
        return Some(Symbol::Name(own));
    }
    ["as_of", "catalogue"].contains(&name).then_some(Symbol::Builtin(own))
}

/// The record of the rows of a list fact.
fn record_of(linked: &Linked, list: usize) -> Option<Arc<str>> {
    match &linked.fact(list)?.ty {
        TypeDecl::List(decl) => Some(Arc::clone(&decl.record.value)),
        _ => None,
    }
}

fn has_field(linked: &Linked, record: &str, field: &str) -> bool {
    let decl = linked.declarations.records.iter().find(|r| &*r.name.value == record);
    decl.is_some_and(|r| r.fields.iter().any(|f| &*f.name.value == field))
}

fn shape_of(field: &FieldDecl, fact: bool) -> Shape {
    match &field.ty {
        TypeDecl::Enum(name) => Shape::Enum(Arc::clone(&name.value)),
        TypeDecl::List(list) => {
            Shape::Rows(Arc::clone(&list.record.value), fact.then(|| Arc::clone(&field.name.value)))
        }
        _ => Shape::Other,
    }
}

fn shape_of_type(ty: Option<&Type>) -> Shape {
    match ty {
        Some(Type::Enum(scheme)) => Shape::Enum(Arc::clone(&scheme.id)),
        Some(Type::List(list)) => match &list.item {
            Type::Enum(scheme) => Shape::Enum(Arc::clone(&scheme.id)),
            _ => Shape::Other,
        },
        _ => Shape::Other,
    }
}
