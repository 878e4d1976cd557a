//! The builtins of values: their names, and the type of each result.

use super::number_type::NumberType;
use super::types::Type;
use crate::value::Rounding;

/// A builtin that takes values and gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// The least of its arguments.
    Min,
    /// The greatest of its arguments.
    Max,
    /// A number held within bounds.
    Clamp,
    /// A number without its sign.
    Abs,
    /// A number brought to a count of decimals.
    Round(Rounding),
    /// The value of a line through points.
    Interpolate,
    /// How the first compares with the second: `less`, `equal` or `greater`.
    Comparison,
    /// The next higher value of an ordered enum.
    Next,
    /// The next lower value of an ordered enum.
    Previous,
    /// How many ranks lie between two values.
    StepsBetween,
    /// The date with a year, month and day.
    Date,
    /// The year of a date.
    Year,
    /// The month of a date.
    Month,
    /// The day of the month.
    Day,
    /// The quarter of the year.
    Quarter,
    /// A date some days later.
    AddDays,
    /// A date some months later.
    AddMonths,
    /// A date some years later.
    AddYears,
    /// Days from the first to the second date.
    DaysBetween,
    /// Whole months from the first to the second date.
    MonthsBetween,
    /// Whole years from the first to the second date.
    YearsBetween,
}

/// What a builtin asks of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signature {
    /// Two or more values of one type that has an order.
    Ordered,
    /// So many numbers.
    Numbers(usize),
    /// A number, and then optionally a constant count of decimals.
    Rounding,
    /// Points and a number, in either order.
    Points,
    /// Two values of one type that has an order.
    Pair,
    /// So many values of one ordered enum.
    Ranks(usize),
    /// So many dates.
    Dates(usize),
    /// A date and a whole number.
    DateAndCount,
}

const TABLE: &[(&str, Builtin, Signature)] = &[
    ("min", Builtin::Min, Signature::Ordered),
    ("max", Builtin::Max, Signature::Ordered),
    ("clamp", Builtin::Clamp, Signature::Numbers(3)),
    ("abs", Builtin::Abs, Signature::Numbers(1)),
    ("floor", Builtin::Round(Rounding::Floor), Signature::Rounding),
    ("ceil", Builtin::Round(Rounding::Ceil), Signature::Rounding),
    ("round_half_up", Builtin::Round(Rounding::HalfUp), Signature::Rounding),
    ("round_half_even", Builtin::Round(Rounding::HalfEven), Signature::Rounding),
    ("round_down", Builtin::Round(Rounding::Down), Signature::Rounding),
    ("round_up", Builtin::Round(Rounding::Up), Signature::Rounding),
    ("interpolate", Builtin::Interpolate, Signature::Points),
    ("comparison", Builtin::Comparison, Signature::Pair),
    ("next", Builtin::Next, Signature::Ranks(1)),
    ("previous", Builtin::Previous, Signature::Ranks(1)),
    ("steps_between", Builtin::StepsBetween, Signature::Ranks(2)),
    ("date", Builtin::Date, Signature::Numbers(3)),
    ("year", Builtin::Year, Signature::Dates(1)),
    ("month", Builtin::Month, Signature::Dates(1)),
    ("day", Builtin::Day, Signature::Dates(1)),
    ("quarter", Builtin::Quarter, Signature::Dates(1)),
    ("add_days", Builtin::AddDays, Signature::DateAndCount),
    ("add_months", Builtin::AddMonths, Signature::DateAndCount),
    ("add_years", Builtin::AddYears, Signature::DateAndCount),
    ("days_between", Builtin::DaysBetween, Signature::Dates(2)),
    ("months_between", Builtin::MonthsBetween, Signature::Dates(2)),
    ("years_between", Builtin::YearsBetween, Signature::Dates(2)),
];

/// The builtin with this name and what it asks for.
pub(super) fn find(name: &str) -> Option<(Builtin, Signature)> {
    TABLE.iter().find(|(known, ..)| *known == name).map(|(_, builtin, signature)| (*builtin, *signature))
}

/// The names of the builtins of values.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, ..)| *name)
}

impl Builtin {
    /// The name as rules write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(_, builtin, _)| *builtin == self).map_or("", |(name, ..)| *name)
    }
}

/// The type of a result whose arguments are numbers, or that does not depend on the arguments' ranges.
pub(super) fn number_result(builtin: Builtin, args: &[NumberType], decimals: u32) -> Type {
    let first = args.first().copied().unwrap_or(NumberType::of_nothing());
    let number = match builtin {
        Builtin::Min => args.iter().copied().reduce(NumberType::min).unwrap_or(first),
        Builtin::Max => args.iter().copied().reduce(NumberType::max).unwrap_or(first),
        Builtin::Clamp => match args {
            [x, lo, hi] => x.max(*lo).min(*hi),
            _ => first,
        },
        Builtin::Abs => first.abs(),
        Builtin::Round(_) => first.rounded(decimals),
        Builtin::Interpolate => NumberType::within(None, None, None),
        Builtin::Year => NumberType::whole(1, 9999),
        Builtin::Month => NumberType::whole(1, 12),
        Builtin::Day => NumberType::whole(1, 31),
        Builtin::Quarter => NumberType::whole(1, 4),
        Builtin::DaysBetween => NumberType::whole(-3_652_059, 3_652_059),
        Builtin::MonthsBetween => NumberType::whole(-119_988, 119_988),
        Builtin::YearsBetween => NumberType::whole(-9_999, 9_999),
        Builtin::StepsBetween => NumberType::whole(-65_535, 65_535),
        Builtin::Date | Builtin::AddDays | Builtin::AddMonths | Builtin::AddYears => return Type::Date,
        Builtin::Comparison | Builtin::Next | Builtin::Previous => return Type::Broken,
    };
    Type::Number(number)
}
