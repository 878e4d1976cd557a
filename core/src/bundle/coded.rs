//! How values are written into a bundle and read back: without names, each in the order of its fields.
//!
//! What occurs again is written once and named by its number afterwards, and read again it is one thing in memory. Places in
//! files are not written: of a side of a comparison, the number of its quote is.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::script::interpreted::Refusal;
use crate::source::Span;
use crate::typing::program::NodeId;
use crate::value::{Names, Period};

/// What can be written into a bundle and read back.
pub(super) trait Coded: Sized {
    /// Writes the value.
    fn write(&self, to: &mut Writer);

    /// Reads a value; `None` where the bytes are none.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// What occurs so often that each one is written once, although it is none in memory.
pub(super) trait Repeated: Sized {
    /// Writes the value itself.
    fn write(&self, to: &mut Writer);

    /// Reads a value itself.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// What is being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// The number of each text that was written.
    texts: BTreeMap<Arc<str>, usize>,
    /// The number of each value that was written to be named again, by its kind and its own bytes.
    shared: BTreeMap<(TypeId, Vec<u8>), usize>,
    /// The number of the quote of each place that has one.
    quotes: Arc<BTreeMap<Span, u32>>,
    /// Whether each value is written whole wherever it occurs, so that its bytes tell it apart.
    whole: bool,
    /// The number of each value that was written to be read anew, by its own bytes.
    again: BTreeMap<Vec<u8>, usize>,
    /// The names of the nodes of the program at hand, by their numbers.
    nodes: Arc<[Arc<str>]>,
    /// The days of the program at hand.
    period: Period,
}

impl Writer {
    /// The bytes of a value whose places have these quotes.
    pub(super) fn of(value: &impl Coded, quotes: &Arc<BTreeMap<Span, u32>>) -> Vec<u8> {
        let mut writer = Writer { quotes: Arc::clone(quotes), ..Writer::default() };
        value.write(&mut writer);
        writer.bytes
    }

    /// Writes a value, or the number of the same one before it.
    pub(super) fn shared<T: Any>(&mut self, write: impl Fn(&mut Writer)) {
        if self.whole {
            return write(self);
        }
        let key = (TypeId::of::<T>(), self.whole_bytes(&write));
        if let Some(known) = self.shared.get(&key).copied() {
            return self.count(known.saturating_add(1));
        }
        self.count(0);
        write(self);
        // What lies within has its number before it, as it will when it is read.
        self.shared.insert(key, self.shared.len());
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

    /// Writes a value that names nodes, or the number of the same one before it, which each program reads anew.
    pub(super) fn again(&mut self, write: impl Fn(&mut Writer)) {
        let bytes = self.whole_bytes(&write);
        if let Some(known) = self.again.get(&bytes).copied() {
            return self.count(known.saturating_add(1));
        }
        self.again.insert(bytes, self.again.len());
        self.count(0);
        write(self);
    }

    fn whole_bytes(&self, write: impl Fn(&mut Writer)) -> Vec<u8> {
        let (quotes, nodes) = (Arc::clone(&self.quotes), Arc::clone(&self.nodes));
        let mut own = Writer { quotes, nodes, period: self.period, whole: true, ..Writer::default() };
        write(&mut own);
        own.bytes
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

    fn count(&mut self, count: usize) {
        count.write(self);
    }

    /// Writes bytes that others read.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a text, or the number of the same one before it.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(known) = self.texts.get(text).copied().filter(|_| !self.whole) {
            return self.count(known.saturating_add(1));
        }
        self.texts.insert(Arc::from(text), self.texts.len());
        self.count(0);
        self.raw(text.as_bytes());
    }
}

/// What is being read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    texts: Vec<Arc<str>>,
    shared: Vec<Arc<dyn Any + Send + Sync>>,
    depth: usize,
    /// Where each value begins that may be read anew.
    again: Vec<&'a [u8]>,
    /// Whether such a value is being read anew: what it was the first to have keeps its number.
    anew: bool,
    /// The numbers of the nodes of the program at hand.
    nodes: Names<NodeId>,
    /// The days of the program at hand.
    period: Period,
    /// Why a rule that is meant for rhai cannot be run.
    pub(super) refused: Option<Refusal>,
}

/// How deep values may lie within each other: no pack that the parser takes comes near, and a hand-made bundle that goes
/// beyond must not run off the stack of a browser.
const MAX_DEPTH: usize = 800;

impl<'a> Reader<'a> {
    /// Begins to read.
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader {
            rest: bytes,
            texts: Vec::new(),
            shared: Vec::new(),
            depth: 0,
            again: Vec::new(),
            anew: false,
            nodes: Names::default(),
            period: Period::ALWAYS,
            refused: None,
        }
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Reads a number that tells variants apart.
    pub(super) fn tag(&mut self) -> Option<u8> {
        let (tag, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*tag)
    }

    /// Reads a whole number.
    pub(super) fn digits(&mut self) -> Option<u128> {
        let mut number = 0u128;
        let mut shift = 0u32;
        loop {
            let byte = self.tag()?;
            let low = u128::from(byte & 0x7F);
            let placed = low.checked_shl(shift)?;
            // Bits that fall off at the top would make another number of it.
            if placed >> shift != low {
                return None;
            }
            number |= placed;
            if byte < 0x80 {
                return Some(number);
            }
            shift = shift.checked_add(7)?;
        }
    }

    /// Reads how many values follow; each takes a byte at least, so that no count makes the reader wait.
    pub(super) fn count(&mut self) -> Option<usize> {
        usize::read(self).filter(|count| *count <= self.rest.len())
    }

    /// Reads bytes that others wrote.
    pub(super) fn raw(&mut self) -> Option<&'a [u8]> {
        let count = self.count()?;
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// Reads a text.
    pub(super) fn text(&mut self) -> Option<Arc<str>> {
        if let Some(known) = usize::read(self)?.checked_sub(1) {
            return self.texts.get(known).map(Arc::clone);
        }
        let text: Arc<str> = Arc::from(std::str::from_utf8(self.raw()?).ok()?);
        if !self.anew {
            self.texts.push(Arc::clone(&text));
        }
        Some(text)
    }

    /// Begins a program with its days.
    pub(super) fn begin(&mut self, period: Period) {
        self.period = period;
    }

    /// Reads the days of something within the program.
    pub(super) fn days(&mut self) -> Option<Period> {
        Option::read(self).map(|other| other.unwrap_or(self.period))
    }

    /// Tells the number of a node of the program at hand.
    pub(super) fn number(&mut self, name: &Arc<str>, number: NodeId) {
        self.nodes.insert(Arc::clone(name), number);
    }

    /// Ends the program at hand, and gives the numbers of its nodes.
    pub(super) fn end(&mut self) -> Names<NodeId> {
        std::mem::take(&mut self.nodes)
    }

    /// Reads the name of a node that stands before; gives its number.
    pub(super) fn node(&mut self) -> Option<NodeId> {
        let name = self.text()?;
        self.nodes.get(&name).copied()
    }

    /// Reads a value that names nodes.
    pub(super) fn again<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let Some(known) = usize::read(self)?.checked_sub(1) else {
            self.again.push(self.rest);
            return read(self);
        };
        let rest = std::mem::replace(&mut self.rest, self.again.get(known)?);
        self.anew = true;
        let value = read(self);
        self.anew = false;
        self.rest = rest;
        value
    }

    /// Reads a value, or the same one again.
    pub(super) fn shared<T: Any + Send + Sync>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Arc<T>> {
        if let Some(known) = usize::read(self)?.checked_sub(1) {
            return Arc::clone(self.shared.get(known)?).downcast().ok();
        }
        let value = Arc::new(self.within(read)?);
        if !self.anew {
            self.shared.push(Arc::<T>::clone(&value));
        }
        Some(value)
    }

    /// Reads what lies within another value.
    pub(super) fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= MAX_DEPTH)?;
        let value = read(self);
        self.depth = self.depth.saturating_sub(1);
        value
    }
}

/// Writes each of these types once.
macro_rules! repeated {
    ($($name:ident),*) => {$(
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                to.shared::<$name>(|to| Repeated::write(self, to));
            }

            fn read(from: &mut Reader<'_>) -> Option<$name> {
                from.shared(<$name as Repeated>::read).map(std::sync::Arc::unwrap_or_clone)
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

            fn read(from: &mut Reader<'_>) -> Option<$name> {
                $(let $field = Coded::read(from)?;)*
                Some($name { $($field),* })
            }
        }
    };
}

/// An enum: the number of the variant, then its parts in order.
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

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                match from.tag()? {
                    $($tag => {
                        $($(let $part = Coded::read(from)?;)*)?
                        $($(let $field = Coded::read(from)?;)*)?
                        Some($name::$variant $(($($part),*))? $({$($field),*})?)
                    })*
                    _ => None,
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

    fn read(from: &mut Reader<'_>) -> Option<bool> {
        match from.tag()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

macro_rules! of_whole {
    ($($whole:ty),*) => {$(
        impl Coded for $whole {
            fn write(&self, to: &mut Writer) {
                // INVARIANT: no whole number of a pack is wider.
                to.digits(u128::try_from(*self).unwrap_or(0));
            }

            fn read(from: &mut Reader<'_>) -> Option<$whole> {
                from.digits()?.try_into().ok()
            }
        }
    )*};
}

of_whole!(u16, u32, usize);

impl Coded for i128 {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(self.is_negative()));
        to.digits(self.unsigned_abs());
    }

    fn read(from: &mut Reader<'_>) -> Option<i128> {
        let negative = bool::read(from)?;
        let number = i128::try_from(from.digits()?).ok()?;
        if negative { number.checked_neg() } else { Some(number) }
    }
}

impl Coded for Arc<str> {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Arc<str>> {
        from.text()
    }
}

impl Coded for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<String> {
        from.text().map(|text| text.as_ref().to_owned())
    }
}

impl<T: Coded> Coded for Box<T> {
    fn write(&self, to: &mut Writer) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Box<T>> {
        T::read(from).map(Box::new)
    }
}

impl<T: Coded + Any + Send + Sync> Coded for Arc<T> {
    fn write(&self, to: &mut Writer) {
        to.shared::<T>(|to| T::write(self, to));
    }

    fn read(from: &mut Reader<'_>) -> Option<Arc<T>> {
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

    fn read(from: &mut Reader<'_>) -> Option<Option<T>> {
        if bool::read(from)? { T::read(from).map(Some) } else { Some(None) }
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

    fn read(from: &mut Reader<'_>) -> Option<Result<T, E>> {
        if bool::read(from)? { T::read(from).map(Ok) } else { E::read(from).map(Err) }
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.count(self.len());
        self.iter().for_each(|item| Coded::write(item, to));
    }

    fn read(from: &mut Reader<'_>) -> Option<Vec<T>> {
        let count = from.count()?;
        from.within(|from| (0..count).map(|_| T::read(from)).collect())
    }
}

impl<T: Coded> Coded for Arc<[T]> {
    fn write(&self, to: &mut Writer) {
        to.count(self.len());
        self.iter().for_each(|item| Coded::write(item, to));
    }

    fn read(from: &mut Reader<'_>) -> Option<Arc<[T]>> {
        Vec::read(from).map(Arc::from)
    }
}

impl<A: Coded, B: Coded> Coded for (A, B) {
    fn write(&self, to: &mut Writer) {
        Coded::write(&self.0, to);
        Coded::write(&self.1, to);
    }

    fn read(from: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::read(from)?, B::read(from)?))
    }
}
