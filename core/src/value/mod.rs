//! Numbers, dates, enums, lists, none and its causes, texts and the one opaque error.

mod cause;
mod date;
mod error;
mod few;
mod names;
mod node;
mod number;
mod order;
mod raw;
mod raw_json;
mod scheme;
mod text;
mod tree;
mod units;
mod wide;

pub use cause::Cause;
pub use date::{Date, DateError, DateOrder, Period, date};
pub use error::Error;
pub(crate) use few::Few;
pub use names::{Names, QuickState};
pub use node::{Causes, Node, Status, Value, all_values};
pub(crate) use number::pow10;
pub use number::{MAX_SCALE, Number, NumberError, Rounding};
pub(crate) use order::order;
pub use raw::Raw;
pub(crate) use raw::{json_number, tree_of};
pub use raw_json::RawError;
pub use scheme::{EnumValue, Scheme, SchemeValue};
pub use text::{Lang, Text};
pub(crate) use text::{said, words_in};
pub(crate) use tree::{json, object, tree};
pub use units::unit;
pub(crate) use units::unit_json;
