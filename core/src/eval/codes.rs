//! The codes of facts that cannot be one, and of rules that could not be worked out.

/// The value is of another kind than the fact.
pub const WRONG_TYPE: &str = "T2001";
/// The value lies outside the bounds of the fact.
pub const OUT_OF_BOUNDS: &str = "T2002";
/// The value has more decimals than the fact.
pub const TOO_MANY_DECIMALS: &str = "T2003";
/// The enum has no such value.
pub const UNKNOWN_VALUE: &str = "T2004";
/// The list has too few or too many rows.
pub const LIST_SIZE: &str = "T2005";
/// Two rows have one key.
pub const DUPLICATE_KEY: &str = "T2006";
/// The number has more digits than can be kept exactly.
pub const TOO_LONG: &str = "T2007";
/// The pack has no fact of that name; the value was not used.
pub const UNKNOWN_FACT: &str = "T2008";
/// A foreign field holds what cannot be read in the form that its source states.
pub const UNREADABLE: &str = "T2009";
/// Two foreign fields that fill one fact have different values.
pub const CONTRADICTORY: &str = "T2010";
/// A divisor is zero.
pub const ZERO_DIVISOR: &str = "T2101";
/// An exact result does not fit.
pub const DOES_NOT_FIT: &str = "T2102";
/// No row of a table holds.
pub const TABLE_GAP: &str = "T2103";
/// Two rows of a table hold.
pub const TABLE_OVERLAP: &str = "T2104";
/// A result lies outside the range that its rule states.
pub const OUT_OF_RANGE: &str = "T2105";
/// The weights of a mean sum to zero.
pub const ZERO_WEIGHTS: &str = "T2106";
/// An enum has no next or previous value.
pub const NO_NEIGHBOUR: &str = "T2107";
/// There is no such day.
pub const NO_SUCH_DAY: &str = "T2108";
/// A trigger calls for an item that the catalogue does not have.
pub const NO_SUCH_ITEM: &str = "T2109";
/// An interpreted rule gave something that its `@returns` and `@range` do not allow.
pub const BAD_RESULT: &str = "T2110";
/// An interpreted rule hit a limit of its sandbox.
pub const LIMIT: &str = "T2111";
/// An interpreted rule ran into an error of its own.
pub const INTERPRETED: &str = "T2112";
