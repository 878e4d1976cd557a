//! Works out a plan for a subject.

pub mod codes;
#[cfg_attr(
    not(feature = "arrow"),
    expect(
        dead_code,
        unused_imports,
        reason = "a part is read only where record batches are bound and written"
    )
)]
pub(crate) mod columnar;
mod facts;
mod facts_writer;
mod flat;
mod given;
mod reader;
pub mod reference;
mod seen;
mod typed;
mod unread;

pub use facts::Facts;
pub use facts_writer::FactsWriter;
pub use given::Given;
pub(crate) use reader::{is_nothing, read_one};
pub use typed::{FactIssue, Judgement, Typed};
pub(crate) use unread::Unread;
