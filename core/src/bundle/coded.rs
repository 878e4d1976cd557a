//! How values are written into a bundle and read back: without names, each in the order of its fields.
//!
//! What occurs again is written once, before everything else, and named by its number: so each program can be read without
//! the others (`stored.rs`). Places in files are not written: of a side of a comparison, the number of its quote is.
//!
//! Bytes that are none make the reader fail once and for all: it goes on with nothing but zeros, and what came of it is
//! thrown away at the end. Looked at after each value, failures took almost half of the code.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::stored::Reader;
use crate::source::Span;
use crate::typing::program::Program;
use crate::value::Period;

/// What can be written into a bundle and read back.
pub(super) trait Coded: Sized {
    /// Writes the value.
    fn write(&self, to: &mut Writer);

    /// Reads a value; one of no meaning where the reader fails.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// What occurs so often that each one is written once, although it is none in memory.
pub(super) trait Repeated: Sized {
    /// Writes the value itself.
    fn write(&self, to: &mut Writer);

    /// Reads a value itself.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// What is being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    texts: Entries<Arc<str>>,
    /// Values that are named by their number, by their kind and their own bytes.
    shared: Entries<(TypeId, Vec<u8>)>,
    /// Nodes, by their own bytes: each program reads them anew.
    again: Entries<Vec<u8>>,
    programs: Entries<usize>,
    /// Rules that rhai runs, as they were compiled.
    interpreted: Entries<Vec<u8>>,
    /// The number of the quote of each place that has one.
    quotes: Arc<BTreeMap<Span, u32>>,
    /// Whether each value is written whole wherever it occurs, so that its bytes tell it apart.
    whole: bool,
    /// The names of the nodes of the program at hand, by their numbers.
    nodes: Arc<[Arc<str>]>,
    /// The days of the program at hand.
    period: Period,
}

/// What is written once: the bytes of each, and the number by which it is named.
struct Entries<K> {
    numbers: BTreeMap<K, usize>,
    bytes: Vec<Vec<u8>>,
}

impl<K> Default for Entries<K> {
    fn default() -> Entries<K> {
        Entries { numbers: BTreeMap::new(), bytes: Vec::new() }
    }
}

impl<K: Ord> Entries<K> {
    fn add(&mut self, key: K, bytes: Vec<u8>) -> usize {
        let number = self.bytes.len();
        self.numbers.insert(key, number);
        self.bytes.push(bytes);
        number
    }
}

impl Entries<Arc<str>> {
    fn number(&mut self, text: &str) -> usize {
        match self.numbers.get(text) {
            Some(known) => *known,
            None => self.add(Arc::from(text), text.as_bytes().to_vec()),
        }
    }
}

impl Writer {
    /// Nothing yet; places have these quotes.
    pub(super) fn new(quotes: BTreeMap<Span, u32>) -> Writer {
        Writer { quotes: Arc::new(quotes), ..Writer::default() }
    }

    /// The bytes of a value in which nothing is named by a number.
    pub(super) fn of_whole(value: &impl Coded) -> Vec<u8> {
        Writer::default().whole_bytes(|to| value.write(to))
    }

    /// The bytes: what was written once, and then the rest.
    pub(super) fn done(mut self) -> Vec<u8> {
        let mut all = Writer::default();
        for entries in [
            &self.texts.bytes,
            &self.shared.bytes,
            &self.again.bytes,
            &self.programs.bytes,
            &self.interpreted.bytes,
        ] {
            all.count(entries.len());
            entries.iter().for_each(|entry| all.count(entry.len()));
            entries.iter().for_each(|entry| all.bytes.extend_from_slice(entry));
        }
        all.bytes.append(&mut self.bytes);
        all.bytes
    }

    /// Writes a value once, and its number.
    pub(super) fn shared<T: Any>(&mut self, write: impl Fn(&mut Writer)) {
        if self.whole {
            return write(self);
        }
        let key = (TypeId::of::<T>(), self.whole_bytes(&write));
        let number = match self.shared.numbers.get(&key) {
            Some(known) => *known,
            None => {
                // What lies within has a lower number, so that no value can lie within itself.
                let bytes = self.apart(write);
                self.shared.add(key, bytes)
            }
        };
        self.count(number);
    }

    /// Writes a program apart from the rest.
    pub(super) fn program(&mut self, program: &Program) {
        let bytes = self.apart(|to| program.write(to));
        self.programs.add(self.programs.bytes.len(), bytes);
    }

    /// Writes a rule that rhai runs once, and its number.
    pub(super) fn interpreted(&mut self, rule: &[u8]) {
        if self.whole {
            return self.raw(rule);
        }
        let number = match self.interpreted.numbers.get(rule) {
            Some(known) => *known,
            None => self.interpreted.add(rule.to_vec(), rule.to_vec()),
        };
        self.count(number);
    }

    /// Begins a program with its days and the names of its nodes.
    pub(super) fn begin(&mut self, period: Period, nodes: Arc<[Arc<str>]>) {
        self.period = period;
        self.nodes = nodes;
    }

    /// Writes the days of something within the program, which mostly are the program's own.
    pub(super) fn days(&mut self, period: Period) {
        let other = (period != self.period).then_some(period);
        other.write(self);
    }

    /// Names a node: its number is another in each program.
    pub(super) fn node(&mut self, number: usize) {
        let name = self.nodes.get(number).map(Arc::clone).unwrap_or_default();
        self.text(&name);
    }

    /// Writes a value that names nodes once, and its number; each program reads it anew.
    pub(super) fn again(&mut self, write: impl Fn(&mut Writer)) {
        let key = self.whole_bytes(&write);
        let number = match self.again.numbers.get(&key) {
            Some(known) => *known,
            None => {
                let bytes = self.apart(write);
                self.again.add(key, bytes)
            }
        };
        self.count(number);
    }

    fn whole_bytes(&self, write: impl Fn(&mut Writer)) -> Vec<u8> {
        let (quotes, nodes) = (Arc::clone(&self.quotes), Arc::clone(&self.nodes));
        let mut own = Writer { quotes, nodes, period: self.period, whole: true, ..Writer::default() };
        write(&mut own);
        own.bytes
    }

    /// The bytes of what stands apart from the rest.
    fn apart(&mut self, write: impl FnOnce(&mut Writer)) -> Vec<u8> {
        let rest = std::mem::take(&mut self.bytes);
        write(self);
        std::mem::replace(&mut self.bytes, rest)
    }

    /// The numbers of all quotes.
    pub(super) fn quotes(&self) -> Arc<BTreeMap<Span, u32>> {
        Arc::clone(&self.quotes)
    }

    /// Writes the number of the quote of a place; zero where it has none.
    pub(super) fn place(&mut self, span: Span) {
        self.quotes.get(&span).copied().unwrap_or(0).write(self);
    }

    /// Writes a number that tells variants apart.
    pub(super) fn tag(&mut self, tag: u8) {
        self.bytes.push(tag);
    }

    /// Writes a whole number, seven bits a byte from the lowest.
    pub(super) fn digits(&mut self, mut number: u128) {
        loop {
            let low = number.to_le_bytes().first().copied().unwrap_or(0) & 0x7F;
            number >>= 7;
            if number == 0 {
                return self.bytes.push(low);
            }
            self.bytes.push(low | 0x80);
        }
    }

    pub(super) fn count(&mut self, count: usize) {
        count.write(self);
    }

    /// Writes bytes that others read.
    fn raw(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a text once, and its number.
    pub(super) fn text(&mut self, text: &str) {
        if self.whole {
            return self.raw(text.as_bytes());
        }
        let number = self.texts.number(text);
        self.count(number);
    }
}

/// Writes each of these types once.
macro_rules! repeated {
    ($($name:ident),*) => {$(
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                to.shared::<$name>(|to| Repeated::write(self, to));
            }

            fn read(from: &mut Reader<'_>) -> $name {
                std::sync::Arc::unwrap_or_clone(from.shared(<$name as Repeated>::read))
            }
        }
    )*};
}

/// A struct: its fields in order.
macro_rules! of_struct {
    ($name:ident { $($field:ident),* $(,)? }) => {
        of_struct!(Coded for $name { $($field),* });
    };
    ($how:ident for $name:ident { $($field:ident),* $(,)? }) => {
        impl $how for $name {
            fn write(&self, to: &mut Writer) {
                let $name { $($field),* } = self;
                $(Coded::write($field, to);)*
            }

            fn read(from: &mut Reader<'_>) -> $name {
                $(let $field = Coded::read(from);)*
                $name { $($field),* }
            }
        }
    };
}

/// An enum: the number of the variant, then its parts in order. The variant 0 holds no value of the enum itself: it is what
/// a reader makes that failed.
macro_rules! of_enum {
    ($name:ident { $($variants:tt)* }) => {
        of_enum!(Coded for $name { $($variants)* });
    };
    ($how:ident for $name:ident {
        $($tag:literal => $variant:ident $(($($part:ident),*))? $({$($field:ident),*})?),* $(,)?
    }) => {
        impl $how for $name {
            fn write(&self, to: &mut Writer) {
                match self {
                    $($name::$variant $(($($part),*))? $({$($field),*})? => {
                        to.tag($tag);
                        $($(Coded::write($part, to);)*)?
                        $($(Coded::write($field, to);)*)?
                    })*
                }
            }

            fn read(from: &mut Reader<'_>) -> Self {
                match from.tag() {
                    $($tag => {
                        $($(let $part = Coded::read(from);)*)?
                        $($(let $field = Coded::read(from);)*)?
                        $name::$variant $(($($part),*))? $({$($field),*})?
                    })*
                    _ => {
                        from.fail();
                        <$name as $how>::read(from)
                    }
                }
            }
        }
    };
}

pub(super) use {of_enum, of_struct, repeated};

impl Coded for bool {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> bool {
        let tag = from.tag();
        if tag > 1 {
            from.fail();
        }
        tag == 1
    }
}

macro_rules! of_whole {
    ($($whole:ty),*) => {$(
        impl Coded for $whole {
            fn write(&self, to: &mut Writer) {
                // INVARIANT: no whole number of a pack is wider.
                to.digits(u128::try_from(*self).unwrap_or(0));
            }

            fn read(from: &mut Reader<'_>) -> $whole {
                let whole = from.digits().try_into().ok();
                from.some(whole, 0)
            }
        }
    )*};
}

of_whole!(u16, u32);

impl Coded for usize {
    fn write(&self, to: &mut Writer) {
        // INVARIANT: no number is wider.
        to.digits(u128::try_from(*self).unwrap_or(0));
    }

    fn read(from: &mut Reader<'_>) -> usize {
        from.whole()
    }
}

impl Coded for i128 {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(self.is_negative()));
        to.digits(self.unsigned_abs());
    }

    fn read(from: &mut Reader<'_>) -> i128 {
        let negative = bool::read(from);
        let number = i128::try_from(from.digits()).ok();
        let number = if negative { number.and_then(i128::checked_neg) } else { number };
        from.some(number, 0)
    }
}

impl Coded for Arc<str> {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Arc<str> {
        from.text()
    }
}

impl Coded for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> String {
        from.text().as_ref().to_owned()
    }
}

impl<T: Coded> Coded for Box<T> {
    fn write(&self, to: &mut Writer) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Box<T> {
        Box::new(T::read(from))
    }
}

impl<T: Coded + Any + Send + Sync> Coded for Arc<T> {
    fn write(&self, to: &mut Writer) {
        to.shared::<T>(|to| T::write(self, to));
    }

    fn read(from: &mut Reader<'_>) -> Arc<T> {
        from.shared(T::read)
    }
}

impl<T: Coded> Coded for Option<T> {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(self.is_some()));
        if let Some(value) = self {
            Coded::write(value, to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<T> {
        if bool::read(from) { Some(T::read(from)) } else { None }
    }
}

impl<T: Coded, E: Coded> Coded for Result<T, E> {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(self.is_ok()));
        match self {
            Ok(value) => Coded::write(value, to),
            Err(error) => Coded::write(error, to),
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<T, E> {
        if bool::read(from) { Ok(T::read(from)) } else { Err(E::read(from)) }
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.count(self.len());
        self.iter().for_each(|item| Coded::write(item, to));
    }

    fn read(from: &mut Reader<'_>) -> Vec<T> {
        let mut left = from.count();
        let mut items = Vec::new();
        from.enter();
        while left > 0 && !from.failed() {
            items.push(T::read(from));
            left = left.saturating_sub(1);
        }
        from.leave();
        items
    }
}

impl<T: Coded> Coded for Arc<[T]> {
    fn write(&self, to: &mut Writer) {
        to.count(self.len());
        self.iter().for_each(|item| Coded::write(item, to));
    }

    fn read(from: &mut Reader<'_>) -> Arc<[T]> {
        Arc::from(Vec::read(from))
    }
}

impl<A: Coded, B: Coded> Coded for (A, B) {
    fn write(&self, to: &mut Writer) {
        Coded::write(&self.0, to);
        Coded::write(&self.1, to);
    }

    fn read(from: &mut Reader<'_>) -> (A, B) {
        (A::read(from), B::read(from))
    }
}
