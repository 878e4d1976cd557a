//! The types of the language.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::number_type::NumberType;
use crate::text;
use crate::value::{Scheme, Text};

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A truth value.
    Bool,
    /// A number.
    Number(NumberType),
    /// A value of an enum.
    Enum(Arc<Scheme>),
    /// An opaque text.
    Text,
    /// A date.
    Date,
    /// A record.
    Record(Arc<RecordType>),
    /// A list.
    List(Arc<ListType>),
    /// A value for each value of an enum.
    Keyed(Arc<KeyedType>),
    /// A text in quotes that has not met a scheme yet: the number of the literal.
    Literal(usize),
    /// No value at all, as `not_regulated(...)` has: it goes with every type.
    Never,
    /// What could not be typed; it was reported, and nothing more is said of it.
    Broken,
}

/// The type of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordType {
    /// Its name.
    pub name: Arc<str>,
    /// Its fields; of the rows of a list fact first the declared ones, then the rules of the list.
    pub fields: Vec<FieldType>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldType {
    /// Its name.
    pub name: Arc<str>,
    /// The name under which it is missing, such as `indikator.capaian`.
    pub path: Arc<str>,
    /// Its type.
    pub ty: Type,
    /// Whether it may be asked if it is known: an optional field or a rule of the list.
    pub may_ask: bool,
    /// What people read.
    pub label: Option<Arc<str>>,
    /// Its unit.
    pub unit: Option<Arc<str>>,
}

/// The type of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListType {
    /// The type of an item.
    pub item: Type,
    /// The list facts that its items come from; empty for a list written in a rule.
    pub sources: BTreeSet<Arc<str>>,
    /// The least count of items.
    pub min_items: u32,
    /// The greatest count of items.
    pub max_items: u32,
    /// The fields of an item by which `first`, `last` and ties go; `None` where items have no order of their own.
    pub order: Option<Vec<usize>>,
}

/// The type of a value keyed by an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedType {
    /// The enum.
    pub scheme: Arc<Scheme>,
    /// The type of an entry.
    pub entry: Type,
}

impl RecordType {
    /// The position and the type of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, &FieldType)> {
        self.fields.iter().enumerate().find(|(_, f)| &*f.name == name)
    }
}

impl Type {
    /// A number of which nothing is known but its scale.
    #[must_use]
    pub fn number(scale: u32) -> Type {
        Type::Number(NumberType::of_scale(scale))
    }

    /// A list written in a rule.
    #[must_use]
    pub fn list_of(item: Type, items: usize) -> Type {
        let count = u32::try_from(items).unwrap_or(u32::MAX);
        Type::List(Arc::new(ListType {
            item,
            sources: BTreeSet::new(),
            min_items: count,
            max_items: count,
            order: None,
        }))
    }

    /// Whether this is no type because of an error that was reported.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        matches!(self, Type::Broken)
    }

    /// The type of a number, where it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<NumberType> {
        match self {
            Type::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The type in the words of a pack's author.
    #[must_use]
    pub fn describe(&self) -> Text {
        match self {
            Type::Bool => text!("nilai benar/salah", "a truth value"),
            Type::Number(NumberType { scale: None, .. }) => {
                text!("angka hasil bagi yang belum dibulatkan", "an unrounded quotient")
            }
            Type::Number(_) => text!("angka", "a number"),
            Type::Enum(scheme) => {
                let name = &scheme.id;
                text!("nilai enum `{name}`", "a value of the enum `{name}`")
            }
            Type::Text | Type::Literal(_) => text!("teks", "a text"),
            Type::Date => text!("tanggal", "a date"),
            Type::Record(record) => {
                let name = &record.name;
                text!("rekaman `{name}`", "a record `{name}`")
            }
            Type::List(list) => {
                let item = list.item.describe();
                Text { id: format!("daftar {}", item.id), en: format!("a list of {}", item.en) }
            }
            Type::Keyed(keyed) => {
                let name = &keyed.scheme.id;
                text!("nilai untuk tiap `{name}`", "a value for each `{name}`")
            }
            Type::Never => text!("tanpa nilai", "without value"),
            Type::Broken => text!("tak dikenal", "unknown"),
        }
    }
}
