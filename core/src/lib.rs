//! Timbang weighs a civil servant's facts against the rules in force on a date, and says what follows and why.

pub mod diagnostic;
pub mod pack;
pub mod script;
pub mod source;
mod value;

pub use value::{
    Cause, Causes, Date, DateError, DateOrder, EnumValue, Error, Lang, MAX_SCALE, Node, Number, NumberError,
    Period, Raw, Rounding, Scheme, SchemeValue, Status, Text, Value, all_values, date,
};
