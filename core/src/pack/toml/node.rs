//! A TOML document with the place of everything, in the order of the file.

use crate::source::Span;
use crate::value::{Date, Number};

/// A value and its place.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Node {
    /// What it is.
    pub(in crate::pack) value: Value,
    /// Where it stands.
    pub(in crate::pack) span: Span,
}

/// A TOML value; numbers keep their digits.
#[derive(Clone, Debug)]
pub(in crate::pack) enum Value {
    /// A text in quotes.
    Text(String),
    /// A number that can be kept exactly, and its plain digits as written.
    Number {
        /// The number.
        number: Number,
        /// The digits without `_` and without `+`; decimal also where the file has another base.
        digits: String,
    },
    /// A truth value.
    Bool(bool),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
    /// Something that has been reported already.
    Broken,
}

/// How a table was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pack) enum TableStyle {
    /// `{ … }`, `[name]`, or the document itself.
    Whole,
    /// It came about by a dotted key, or by the header of a table within it.
    Implied,
}

/// A table in the order of the file.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Table {
    /// Keys and values.
    pub(in crate::pack) entries: Vec<(Key, Node)>,
    /// How it was written.
    pub(in crate::pack) style: TableStyle,
}

/// A key and its place.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Key {
    /// The key without quotes.
    pub(in crate::pack) name: String,
    /// Where it stands, with its quotes.
    pub(in crate::pack) span: Span,
}
