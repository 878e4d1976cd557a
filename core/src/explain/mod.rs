//! Why a result is what it is, as a tree, and the renderings of it.

mod builtin_words;
mod entry;
mod formula;
mod handbook;

mod html;
mod json;
mod parameters;
mod parts;
mod phrases;
#[cfg(test)]
mod samples;
mod templates;
mod text;
mod tree;
mod view;
mod worth;

pub use tree::{Explanation, Role, Step};
pub use worth::Worth;
