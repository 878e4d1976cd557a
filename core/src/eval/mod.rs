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
pub mod reference;
mod unread;

pub(crate) use facts::read_one;
pub use facts::{FactIssue, Facts, Given, Judgement, Typed};
pub(crate) use unread::Unread;
