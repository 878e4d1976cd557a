//! Values, and what their types are made of.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use super::coded::{Coded, Repeated, Writer, of_enum, of_struct, repeated};
use super::stored::Reader;
use crate::source::{FileId, Span, Spanned};
use crate::value::{
    Cause, Causes, Date, EnumValue, Number, Period, Raw, Rounding, Scheme, SchemeValue, Value,
};

of_struct!(Scheme { id, label, label_en, ordered, values });
of_struct!(SchemeValue { id, label, label_en, aliases });
of_struct!(Period { from, until });
of_enum!(Rounding { 0 => HalfUp, 1 => HalfEven, 2 => Down, 3 => Up, 4 => Floor, 5 => Ceil });
repeated!(Value);
of_enum!(Repeated for Value {
    0 => Bool(one),
    1 => Number(one),
    2 => Enum(one),
    3 => Text(one),
    4 => Date(one),
    5 => Record(fields),
    6 => List(items),
});
of_enum!(Raw {
    0 => Null,
    1 => Bool(one),
    2 => Number(digits),
    3 => Text(text),
    4 => List(items),
    5 => Map(entries),
});

/// A place is the number of its quote, which is where the quote is found again.
impl Coded for Span {
    fn write(&self, to: &mut Writer) {
        to.place(*self);
    }

    fn read(from: &mut Reader<'_>) -> Span {
        let quote = u32::read(from);
        Span { file: FileId(0), start: quote, end: quote }
    }
}

/// No file is there any more.
impl Coded for FileId {
    fn write(&self, _: &mut Writer) {}

    fn read(_: &mut Reader<'_>) -> FileId {
        FileId(0)
    }
}

impl<T: Coded> Coded for Spanned<T> {
    fn write(&self, to: &mut Writer) {
        self.value.write(to);
        self.span.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Spanned<T> {
        Spanned::new(T::read(from), Span::read(from))
    }
}

impl Coded for Number {
    fn write(&self, to: &mut Writer) {
        self.numerator().write(to);
        self.denominator().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Number {
        let number = Number::from_fraction(i128::read(from), i128::read(from));
        from.some(number, Number::ZERO)
    }
}

impl Coded for Date {
    fn write(&self, to: &mut Writer) {
        to.text(&self.to_string());
    }

    fn read(from: &mut Reader<'_>) -> Date {
        let date = from.text().parse().ok();
        from.some(date, crate::value::date(1, 1, 1))
    }
}

impl Coded for EnumValue {
    fn write(&self, to: &mut Writer) {
        self.scheme().write(to);
        self.index().write(to);
    }

    fn read(from: &mut Reader<'_>) -> EnumValue {
        let scheme = <std::sync::Arc<Scheme>>::read(from);
        scheme.value(u16::read(from)).unwrap_or_else(|| {
            from.fail();
            EnumValue::nothing()
        })
    }
}

/// Values of a pack have causes of three kinds: the others come about with a subject's facts.
impl Coded for Cause {
    fn write(&self, to: &mut Writer) {
        match self {
            Cause::Unregulated(name, reason) => {
                to.tag(1);
                name.write(to);
                reason.write(to);
            }
            Cause::NotApplicable(name) => {
                to.tag(2);
                name.write(to);
            }
            Cause::Missing(name) | Cause::Invalid(name, _) | Cause::Failed(name, _) | Cause::Empty(name) => {
                to.tag(0);
                name.write(to);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Cause {
        match from.tag() {
            0 => Cause::Missing(Coded::read(from)),
            1 => Cause::Unregulated(Coded::read(from), Coded::read(from)),
            tag => {
                if tag != 2 {
                    from.fail();
                }
                Cause::NotApplicable(Coded::read(from))
            }
        }
    }
}

impl Coded for Causes {
    fn write(&self, to: &mut Writer) {
        self.iter().cloned().collect::<Vec<Cause>>().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Causes {
        Vec::<Cause>::read(from).into_iter().collect()
    }
}

impl<K: Coded + Eq + Hash, V: Coded, S: BuildHasher + Default> Coded for IndexMap<K, V, S> {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        for (key, value) in self {
            key.write(to);
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> IndexMap<K, V, S> {
        let entries: Vec<(K, V)> = Coded::read(from);
        entries.into_iter().collect()
    }
}

impl<T: Coded + Ord> Coded for BTreeSet<T> {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        self.iter().for_each(|item| item.write(to));
    }

    fn read(from: &mut Reader<'_>) -> BTreeSet<T> {
        let items: Vec<T> = Coded::read(from);
        items.into_iter().collect()
    }
}
