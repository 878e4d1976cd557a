//! Look-ups by the names of a pack.

use std::sync::Arc;

use indexmap::IndexMap;

/// A hash that is quick where keys are short and many are looked up.
pub type QuickState = foldhash::fast::RandomState;

/// What a pack says of its own names, in its order.
pub type Names<V> = IndexMap<Arc<str>, V, QuickState>;
