//! How values are written into a bundle and read back: without names, each in the order of its fields.
//!
//! What many hold in common is written once and named by its number afterwards, so that it is one thing in memory again.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::script::interpreted::Refusal;

/// What can be written into a bundle and read back.
pub(super) trait Coded: Sized {
    /// Writes the value.
    fn write(&self, to: &mut Writer);

    /// Reads a value; `None` where the bytes are none.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// What is being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// The number of each text that was written.
    texts: BTreeMap<Arc<str>, usize>,
    /// The number of each shared value that was written, by its place in memory.
    shared: BTreeMap<usize, usize>,
}

impl Writer {
    /// The bytes of a value.
    pub(super) fn of(value: &impl Coded) -> Vec<u8> {
        let mut writer = Writer::default();
        value.write(&mut writer);
        writer.bytes
    }

    /// Writes a number that tells variants apart.
    pub(super) fn tag(&mut self, tag: u8) {
        self.bytes.push(tag);
    }

    /// Writes a whole number, seven bits a byte from the lowest.
    pub(super) fn whole(&mut self, mut number: u128) {
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

    /// Writes a text, or the number of the same one before it.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(known) = self.texts.get(text).copied() {
            return self.count(known.saturating_add(1));
        }
        self.texts.insert(Arc::from(text), self.texts.len());
        self.count(0);
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// What is being read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    texts: Vec<Arc<str>>,
    shared: Vec<Arc<dyn Any + Send + Sync>>,
    depth: usize,
    /// Why a rule that is meant for rhai cannot be run.
    pub(super) refused: Option<Refusal>,
}

/// How deep values may lie within each other: no pack that the parser takes comes near, and a hand-made bundle that goes
/// beyond must not run off the stack of a browser.
const MAX_DEPTH: usize = 800;

impl<'a> Reader<'a> {
    /// Begins to read.
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes, texts: Vec::new(), shared: Vec::new(), depth: 0, refused: None }
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
    pub(super) fn whole(&mut self) -> Option<u128> {
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
    fn count(&mut self) -> Option<usize> {
        usize::read(self).filter(|count| *count <= self.rest.len())
    }

    /// Reads a text.
    pub(super) fn text(&mut self) -> Option<Arc<str>> {
        if let Some(known) = usize::read(self)?.checked_sub(1) {
            return self.texts.get(known).map(Arc::clone);
        }
        let count = self.count()?;
        let (text, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        let text: Arc<str> = Arc::from(std::str::from_utf8(text).ok()?);
        self.texts.push(Arc::clone(&text));
        Some(text)
    }

    /// Reads what lies within another value.
    pub(super) fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= MAX_DEPTH)?;
        let value = read(self);
        self.depth = self.depth.saturating_sub(1);
        value
    }
}

/// A struct: its fields in order.
macro_rules! of_struct {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                let $name { $($field),* } = self;
                $($field.write(to);)*
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
    ($name:ident $(<$of:ident>)? {
        $($tag:literal => $variant:ident $(($($part:ident),*))? $({$($field:ident),*})?),* $(,)?
    }) => {
        impl $(<$of: Coded>)? Coded for $name $(<$of>)? {
            fn write(&self, to: &mut Writer) {
                match self {
                    $($name::$variant $(($($part),*))? $({$($field),*})? => {
                        to.tag($tag);
                        $($($part.write(to);)*)?
                        $($($field.write(to);)*)?
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

pub(super) use {of_enum, of_struct};

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
                to.whole(u128::try_from(*self).unwrap_or(0));
            }

            fn read(from: &mut Reader<'_>) -> Option<$whole> {
                from.whole()?.try_into().ok()
            }
        }
    )*};
}

of_whole!(u16, u32, usize);

impl Coded for i128 {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(self.is_negative()));
        to.whole(self.unsigned_abs());
    }

    fn read(from: &mut Reader<'_>) -> Option<i128> {
        let negative = bool::read(from)?;
        let number = i128::try_from(from.whole()?).ok()?;
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
        let place = Arc::as_ptr(self).addr();
        if let Some(known) = to.shared.get(&place).copied() {
            return to.count(known.saturating_add(1));
        }
        to.count(0);
        T::write(self, to);
        // What lies within has its number before it, as it will when it is read.
        to.shared.insert(place, to.shared.len());
    }

    fn read(from: &mut Reader<'_>) -> Option<Arc<T>> {
        if let Some(known) = usize::read(from)?.checked_sub(1) {
            return Arc::clone(from.shared.get(known)?).downcast().ok();
        }
        let value = Arc::new(from.within(T::read)?);
        from.shared.push(Arc::<T>::clone(&value));
        Some(value)
    }
}

impl<T: Coded> Coded for Option<T> {
    fn write(&self, to: &mut Writer) {
        to.tag(u8::from(self.is_some()));
        if let Some(value) = self {
            value.write(to);
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
            Ok(value) => value.write(to),
            Err(error) => error.write(to),
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Result<T, E>> {
        if bool::read(from)? { T::read(from).map(Ok) } else { E::read(from).map(Err) }
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.count(self.len());
        self.iter().for_each(|item| item.write(to));
    }

    fn read(from: &mut Reader<'_>) -> Option<Vec<T>> {
        let count = from.count()?;
        from.within(|from| (0..count).map(|_| T::read(from)).collect())
    }
}

impl<T: Coded> Coded for Arc<[T]> {
    fn write(&self, to: &mut Writer) {
        to.count(self.len());
        self.iter().for_each(|item| item.write(to));
    }

    fn read(from: &mut Reader<'_>) -> Option<Arc<[T]>> {
        Vec::read(from).map(Arc::from)
    }
}

impl<A: Coded, B: Coded> Coded for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::read(from)?, B::read(from)?))
    }
}
