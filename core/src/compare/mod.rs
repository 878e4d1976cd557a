//! What differs between two packs, in sentences.

mod packs;
mod show;

pub use packs::{Change, ChangeKind, Matter, packs};
pub use show::{changes_html, changes_json, changes_text};
