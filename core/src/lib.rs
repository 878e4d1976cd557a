//! Timbang weighs a civil servant's facts against the rules in force on a date, and says what follows and why.

pub mod cases;
mod check;
pub mod diagnostic;
pub mod eval;
pub mod explain;
pub mod graph;
pub mod host;
pub mod link;
pub mod outcome;
pub mod pack;
pub mod plan;
pub mod script;
pub mod source;
pub mod typing;
mod value;

pub use eval::Facts;
pub use outcome::{Outcome, Record, Replay, replay};
pub use plan::{Pack, Plan, Report, check, check_layers};

pub use value::{
    Cause, Causes, Date, DateError, DateOrder, EnumValue, Error, Lang, MAX_SCALE, Node, Number, NumberError,
    Period, Raw, Rounding, Scheme, SchemeValue, Status, Text, Value, all_values, date,
};
