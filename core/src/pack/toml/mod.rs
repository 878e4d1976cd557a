//! TOML text becomes a tree of values with exact places.

mod node;
mod parse;
pub(super) mod walk;

pub(super) use node::{Key, Node, Table, TableStyle, Value};
pub(super) use parse::parse;
pub(super) use walk::Fields;
