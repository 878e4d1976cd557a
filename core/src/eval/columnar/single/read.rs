//! Facts as they are mostly written, brought to the numbers of instructions.
//!
//! What is accepted here means the same to the reader of facts (`eval/reader.rs`), which a test holds it equal to; that
//! one accepts more, and tells what is wrong.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::super::build::bounds;
use super::super::calendar;
use super::{Registers, Single};
use crate::eval::reader::is_plain_integer;
use crate::eval::seen::{Seen, trimmed};
use crate::typing::program::{NodeId, Shape};
use crate::value::{Date, DateOrder, Scheme, pow10};

/// What a fact turned out to be.
pub(super) enum Read {
    /// As it is mostly written, or nothing.
    Plain,
    /// A list.
    List,
    /// Something else.
    Odd,
}

/// How a fact is read.
pub(super) struct Taken {
    form: Form,
    lo: i128,
    hi: i128,
    /// Where its number goes, if the plan rests on it.
    pub(super) register: Option<usize>,
}

enum Form {
    Bool,
    Number(u32),
    Enum(Arc<Scheme>),
    Date,
    Text,
    List,
    /// What is left to the reader of facts.
    Other,
}

impl Taken {
    pub(super) fn new(shape: &Shape) -> Taken {
        let (lo, hi, scale) = bounds(shape);
        let form = match shape {
            Shape::Bool => Form::Bool,
            Shape::Number { scale: Some(_), .. } => Form::Number(scale),
            Shape::Number { scale: None, .. } => Form::Other,
            Shape::Enum(scheme) => Form::Enum(Arc::clone(scheme)),
            Shape::Date { .. } => Form::Date,
            Shape::Text => Form::Text,
            Shape::List(_) => Form::List,
        };
        Taken { form, lo, hi, register: None }
    }

    /// Whether its value is a number.
    pub(super) fn is_kept(&self) -> bool {
        !matches!(self.form, Form::Text | Form::List | Form::Other)
    }

    /// The number of a value that is as it is mostly written, within its bounds.
    fn number(&self, seen: Seen<'_>) -> Option<i128> {
        let number = match (&self.form, seen) {
            (Form::Bool, Seen::Bool(value)) => i128::from(value),
            (Form::Number(scale), Seen::Number(digits)) => scaled(digits, *scale)?,
            (Form::Number(scale), Seen::Text(words)) => scaled(trimmed(words), *scale)?,
            (Form::Enum(scheme), Seen::Text(words)) => i128::from(scheme.position_of_input(trimmed(words))?),
            (Form::Enum(scheme), Seen::Number(digits)) if is_plain_integer(digits) => {
                i128::from(scheme.position_of_input(digits)?)
            }
            (Form::Date, Seen::Text(words)) => {
                i128::from(calendar::days_of(Date::from_text(trimmed(words), DateOrder::YearFirst).ok()?))
            }
            (Form::Text, Seen::Text(_) | Seen::Number(_)) => 0,
            _ => return None,
        };
        (self.lo <= number && number <= self.hi).then_some(number)
    }
}

impl Single {
    /// Reads one fact.
    pub(super) fn read(&self, place: usize, name: &str, seen: Seen<'_>, to: &mut Registers) -> Read {
        let Some(taken) = self.fact(place, name) else { return Read::Odd };
        if matches!(taken.form, Form::List) {
            return Read::List;
        }
        if seen.is_nothing() {
            return Read::Plain;
        }
        let Some(number) = taken.number(seen) else { return Read::Odd };
        if let Some(at) = taken.register
            && let (Some(slot), Some(mark)) = (to.numbers.get_mut(at), to.marks.get_mut(at))
        {
            (*slot, *mark) = (number, 0);
        }
        Read::Plain
    }

    /// The fact of a name: mostly the one that stood at the same place in the subject before.
    fn fact(&self, place: usize, name: &str) -> Option<&Taken> {
        let before = self.places.get(place)?;
        let guess = usize::try_from(before.load(Ordering::Relaxed)).ok()?;
        if self.program.node(NodeId(guess)).is_some_and(|node| *node.path == *name)
            && let Some(found) = self.facts.get(guess).and_then(Option::as_ref)
        {
            return Some(found);
        }
        let (id, _) = self.program.find(name)?;
        before.store(u32::try_from(id.0).ok()?, Ordering::Relaxed);
        self.facts.get(id.0)?.as_ref()
    }
}

/// The digits of a plain decimal number at a scale; none where it has more decimals, or is written in another way.
fn scaled(text: &str, scale: u32) -> Option<i128> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    // Eighteen digits fit in 64 bits, whatever their scale.
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (mut number, mut decimals) = (0i64, None);
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                number = number.wrapping_mul(10).wrapping_add(i64::from(byte.wrapping_sub(b'0')));
                decimals = decimals.map(|count: u32| count.wrapping_add(1));
            }
            b'.' if decimals.is_none() && at > 0 => decimals = Some(0),
            _ => return None,
        }
    }
    let decimals = match decimals {
        Some(0) => return None,
        found => found.unwrap_or(0),
    };
    let number = i128::from(if negative { number.wrapping_neg() } else { number });
    match scale.checked_sub(decimals) {
        Some(0) => Some(number),
        Some(more) => number.checked_mul(pow10(more)?),
        None => {
            let by = pow10(decimals.checked_sub(scale)?)?;
            (number.checked_rem(by)? == 0).then(|| number.checked_div(by))?
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::load::number_in;
    use super::*;
    use crate::eval::read_one;
    use crate::value::{Raw, SchemeValue, Value, date};

    fn shapes() -> Vec<Shape> {
        let number = |text: &str| text.parse().ok();
        let value = |id: &str, alias: &str| SchemeValue {
            id: Arc::from(id),
            label: None,
            label_en: None,
            aliases: vec![Arc::from(alias)],
        };
        let scheme = Scheme {
            id: Arc::from("e"),
            label: None,
            label_en: None,
            ordered: true,
            values: vec![value("kurang", "1"), value("baik", "2024-02-29")],
        };
        vec![
            Shape::Bool,
            Shape::Number { min: number("0"), max: number("130"), scale: Some(2) },
            Shape::Number { min: number("-12.5"), max: number("0.05"), scale: Some(1) },
            Shape::Number { min: None, max: None, scale: Some(0) },
            Shape::Number { min: None, max: None, scale: None },
            Shape::Enum(Arc::new(scheme)),
            Shape::Text,
            Shape::Date { min: date(1945, 8, 17), max: date(2050, 12, 31) },
        ]
    }

    /// What the reader of facts says, as a number.
    fn long_way(raw: &Raw, shape: &Shape) -> Option<i128> {
        match read_one(raw, shape).ok()? {
            Value::Text(_) => Some(0),
            value => number_in(&value, bounds(shape).2),
        }
    }

    fn holds(raw: &Raw) {
        for shape in shapes() {
            if let Some(found) = Taken::new(&shape).number(Seen::from(raw)) {
                assert_eq!(long_way(raw, &shape), Some(found), "{raw:?} {shape:?}");
            }
        }
    }

    #[test]
    fn what_is_mostly_written_is_read_here() {
        let read = |raw: Raw, shape: usize| {
            shapes().get(shape).and_then(|shape| Taken::new(shape).number(Seen::from(&raw)))
        };
        assert_eq!(read(Raw::Bool(true), 0), Some(1));
        assert_eq!(read(Raw::Number("87.5".into()), 1), Some(8_750));
        assert_eq!(read(Raw::Text(" 87.500 ".into()), 1), Some(8_750));
        assert_eq!(read(Raw::Number("-12.5".into()), 2), Some(-125));
        assert_eq!(read(Raw::Number("-12.6".into()), 2), None);
        assert_eq!(read(Raw::Number("130.01".into()), 1), None);
        assert_eq!(read(Raw::Number("1.005".into()), 1), None);
        assert_eq!(read(Raw::Text("baik".into()), 5), Some(1));
        assert_eq!(read(Raw::Number("1".into()), 5), Some(0));
        assert_eq!(read(Raw::Number("01".into()), 5), None);
        assert_eq!(read(Raw::Text("1970-01-02".into()), 7), Some(1));
        assert_eq!(read(Raw::Text("1900-01-01".into()), 7), None);
        for odd in ["", "-", ".", "1.", ".5", "1.2.3", "1e3", "+1", "1 2", "0x1", "1234567890123456789"] {
            assert_eq!(read(Raw::Number(odd.into()), 1), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_here_is_what_the_reader_of_facts_reads(
            text in prop_oneof![
                "-?[0-9]{0,3}(\\.[0-9]{0,4})?",
                "[0-9]{15,20}",
                "(19|20)[0-9]{2}-[0-1][0-9]-[0-3][0-9]",
                prop::sample::select(vec!["kurang", "baik", " baik", "1", "01", "1.0", "Baik", "true", "ya"])
                    .prop_map(str::to_owned),
                "[-+.0-9e ]{0,6}",
            ],
        ) {
            holds(&Raw::Number(text.clone()));
            holds(&Raw::Text(text));
        }
    }
}
