//! Why a result is what it is, as a tree, and the renderings of it.

mod formula;
mod tree;
mod used;

pub use tree::{Explanation, Role, Step};
