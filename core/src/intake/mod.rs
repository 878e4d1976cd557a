//! What comes in: the records of another system become facts, and what a pack takes as facts is told.

mod content;
mod propose;
mod schema;
mod source;

pub use propose::{Columns, propose};
pub use schema::facts_schema;
pub use source::Source;
