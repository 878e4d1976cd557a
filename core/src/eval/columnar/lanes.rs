//! The widths in which whole numbers are kept, and buffers of them.
//!
//! With the feature `compact` there are only two, so that loops over rows are compiled twice rather than five times:
//! results are the same, and a browser has less to load.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a lane is chosen from proven bounds, and what a discarded arm computes may wrap"
)]

#[cfg(feature = "arrow")]
use std::borrow::Cow;

use crate::value::Value;

/// The width of the whole numbers of a register. Truth values are 0 and 1, enum values their position, dates days
/// since 1970, texts the number of the text, and decimals their digits at the register's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Lane {
    /// 8 bits.
    #[cfg(not(feature = "compact"))]
    I8,
    /// 16 bits.
    #[cfg(not(feature = "compact"))]
    I16,
    /// 32 bits.
    #[cfg(not(feature = "compact"))]
    I32,
    /// 64 bits.
    I64,
    /// 128 bits.
    I128,
    /// Values that are no numbers, as interpreted rules may give.
    Any,
}

impl Lane {
    /// The lane of truth values.
    #[cfg(not(feature = "compact"))]
    pub(crate) const TRUTH: Lane = Lane::I8;
    /// The lane of truth values.
    #[cfg(feature = "compact")]
    pub(crate) const TRUTH: Lane = Lane::I64;
    /// The lane of days, of the numbers of texts and of those of rows.
    #[cfg(not(feature = "compact"))]
    pub(crate) const ORDINAL: Lane = Lane::I32;
    /// The lane of days, of the numbers of texts and of those of rows.
    #[cfg(feature = "compact")]
    pub(crate) const ORDINAL: Lane = Lane::I64;

    /// The narrowest lane for these bounds.
    pub(crate) fn of(lo: i128, hi: i128) -> Lane {
        let fits = |least: i128, most: i128| lo >= least && hi <= most;
        #[cfg(not(feature = "compact"))]
        if fits(i8::MIN.into(), i8::MAX.into()) {
            return Lane::I8;
        } else if fits(i16::MIN.into(), i16::MAX.into()) {
            return Lane::I16;
        } else if fits(i32::MIN.into(), i32::MAX.into()) {
            return Lane::I32;
        }
        if fits(i64::MIN.into(), i64::MAX.into()) { Lane::I64 } else { Lane::I128 }
    }
}

/// A truth value in its lane.
#[cfg(not(feature = "compact"))]
pub(crate) type Truth = i8;
/// A truth value in its lane.
#[cfg(feature = "compact")]
pub(crate) type Truth = i64;
/// A day, or the number of a text or of a row, in its lane.
#[cfg(not(feature = "compact"))]
pub(crate) type Ordinal = i32;
/// A day, or the number of a text or of a row, in its lane.
#[cfg(feature = "compact")]
pub(crate) type Ordinal = i64;

/// A whole number of some width; arithmetic wraps, because what wraps is never looked at.
pub(crate) trait Int: Copy + Ord + Default + Send + Sync + 'static {
    /// The number in this width.
    fn of(wide: i128) -> Self;
    /// The number in the widest lane.
    fn wide(self) -> i128;
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The difference.
    fn minus(self, other: Self) -> Self;
    /// The product.
    fn times(self, other: Self) -> Self;
    /// The quotient towards zero and what is left; of zero where the divisor is zero.
    fn parts(self, other: Self) -> (Self, Self);
    /// The lowest 32 bits.
    fn low_u32(self) -> u32;
    /// The lowest 64 bits.
    fn low_u64(self) -> u64;
    /// The number of these bits.
    fn of_u32(bits: u32) -> Self;
    /// The number of these bits.
    fn of_u64(bits: u64) -> Self;
    /// One byte of the number, the lowest first.
    #[cfg(not(feature = "compact"))]
    fn byte(self, at: usize) -> u8;
    /// Puts numbers together from their bytes, each byte in a row of its own.
    #[cfg(not(feature = "compact"))]
    fn join(to: &mut [Self], planes: &[[u8; 256]; 8]);
    /// The buffer's numbers, where they have this width.
    fn slice(buf: &Buf) -> &[Self];
    /// The buffer's numbers to write, brought to this width and length.
    fn slots(buf: &mut Buf, len: usize) -> &mut [Self];
    /// The buffer's numbers to write, of this width and at least so many; what stands in them is written over.
    fn room(buf: &mut Buf, len: usize) -> &mut [Self];
}

/// The numbers of a register, one a row.
#[derive(Clone, Debug)]
pub(crate) enum Buf {
    /// 8 bits.
    #[cfg(not(feature = "compact"))]
    I8(Vec<i8>),
    /// 16 bits.
    #[cfg(not(feature = "compact"))]
    I16(Vec<i16>),
    /// 32 bits.
    #[cfg(not(feature = "compact"))]
    I32(Vec<i32>),
    /// 64 bits.
    I64(Vec<i64>),
    /// 128 bits.
    I128(Vec<i128>),
    /// Values.
    Any(Vec<Option<Value>>),
}

impl Default for Buf {
    fn default() -> Buf {
        Buf::new(Lane::TRUTH)
    }
}

macro_rules! lanes {
    ($($int:ident $lane:ident),*) => {$(
        impl Int for $int {
            #[inline(always)]
            fn of(wide: i128) -> $int {
                wide as $int
            }
            #[inline(always)]
            fn wide(self) -> i128 {
                i128::from(self)
            }
            #[inline(always)]
            fn plus(self, other: $int) -> $int {
                self.wrapping_add(other)
            }
            #[inline(always)]
            fn minus(self, other: $int) -> $int {
                self.wrapping_sub(other)
            }
            #[inline(always)]
            fn times(self, other: $int) -> $int {
                self.wrapping_mul(other)
            }
            #[inline(always)]
            fn parts(self, other: $int) -> ($int, $int) {
                (self.checked_div(other).unwrap_or(0), self.checked_rem(other).unwrap_or(0))
            }
            #[inline(always)]
            fn low_u32(self) -> u32 {
                self as u32
            }
            #[inline(always)]
            fn low_u64(self) -> u64 {
                self as u64
            }
            #[inline(always)]
            fn of_u32(bits: u32) -> $int {
                bits as $int
            }
            #[inline(always)]
            fn of_u64(bits: u64) -> $int {
                bits as $int
            }
            #[cfg(not(feature = "compact"))]
            #[inline(always)]
            fn byte(self, at: usize) -> u8 {
                self.to_le_bytes().get(at).copied().unwrap_or_default()
            }
            #[cfg(not(feature = "compact"))]
            #[inline(always)]
            fn join(to: &mut [$int], planes: &[[u8; 256]; 8]) {
                const BYTES: usize = if size_of::<$int>() > 8 { 8 } else { size_of::<$int>() };
                to.iter_mut().for_each(|to| *to = 0);
                for (at, plane) in planes.iter().enumerate().take(BYTES) {
                    let shift = u32::try_from(at).unwrap_or(0).wrapping_mul(8);
                    for (to, byte) in to.iter_mut().zip(plane) {
                        *to |= (*byte as $int).wrapping_shl(shift);
                    }
                }
            }
            #[inline(always)]
            fn slice(buf: &Buf) -> &[$int] {
                match buf {
                    Buf::$lane(numbers) => numbers,
                    // INVARIANT: an instruction names registers of its own lane.
                    _ => &[],
                }
            }
            #[inline]
            fn slots(buf: &mut Buf, len: usize) -> &mut [$int] {
                if !matches!(buf, Buf::$lane(_)) {
                    *buf = Buf::$lane(Vec::new());
                }
                match buf {
                    Buf::$lane(numbers) => {
                        numbers.resize(len, 0);
                        numbers
                    }
                    _ => &mut [],
                }
            }
            #[inline]
            fn room(buf: &mut Buf, len: usize) -> &mut [$int] {
                let longer = len.max(buf.len());
                Self::slots(buf, longer).get_mut(..len).unwrap_or_default()
            }
        }
    )*};
}
#[cfg(not(feature = "compact"))]
lanes!(i8 I8, i16 I16, i32 I32);
lanes!(i64 I64, i128 I128);

/// Lets truth values be written as bytes.
#[cfg(all(feature = "arrow", not(feature = "compact")))]
pub(crate) fn write_bytes(to: &mut [Truth], write: impl FnOnce(&mut [i8])) {
    write(to);
}

/// Lets truth values be written as bytes.
#[cfg(all(feature = "arrow", feature = "compact"))]
pub(crate) fn write_bytes(to: &mut [Truth], write: impl FnOnce(&mut [i8])) {
    let mut bytes = vec![0; to.len()];
    write(&mut bytes);
    to.iter_mut().zip(bytes).for_each(|(to, byte)| *to = byte.into());
}

/// Truth values as bytes.
#[cfg(all(feature = "arrow", not(feature = "compact")))]
pub(crate) fn bytes_of(truths: &[Truth]) -> Cow<'_, [i8]> {
    Cow::Borrowed(truths)
}

/// Truth values as bytes.
#[cfg(all(feature = "arrow", feature = "compact"))]
pub(crate) fn bytes_of(truths: &[Truth]) -> Cow<'_, [i8]> {
    truths.iter().map(|truth| i8::from(*truth != 0)).collect()
}

/// Runs a body with the numbers of a buffer; values have a body of their own.
macro_rules! with_buf {
    ($buf:expr, $numbers:ident => $body:expr, $values:ident => $any:expr) => {
        match $buf {
            #[cfg(not(feature = "compact"))]
            Buf::I8($numbers) => $body,
            #[cfg(not(feature = "compact"))]
            Buf::I16($numbers) => $body,
            #[cfg(not(feature = "compact"))]
            Buf::I32($numbers) => $body,
            Buf::I64($numbers) => $body,
            Buf::I128($numbers) => $body,
            Buf::Any($values) => $any,
        }
    };
}

impl Buf {
    /// The number of a row in the widest lane; zero where there is none.
    pub(crate) fn wide(&self, row: usize) -> i128 {
        fn at<T: Int>(numbers: &[T], row: usize) -> i128 {
            numbers.get(row).copied().unwrap_or_default().wide()
        }
        with_buf!(self, numbers => at(numbers, row), _values => 0)
    }

    /// The value of a row of a register of values.
    pub(crate) fn any(&self, row: usize) -> Option<&Value> {
        match self {
            Buf::Any(values) => values.get(row).and_then(Option::as_ref),
            _ => None,
        }
    }

    /// An empty buffer of a lane.
    pub(crate) fn new(lane: Lane) -> Buf {
        match lane {
            #[cfg(not(feature = "compact"))]
            Lane::I8 => Buf::I8(Vec::new()),
            #[cfg(not(feature = "compact"))]
            Lane::I16 => Buf::I16(Vec::new()),
            #[cfg(not(feature = "compact"))]
            Lane::I32 => Buf::I32(Vec::new()),
            Lane::I64 => Buf::I64(Vec::new()),
            Lane::I128 => Buf::I128(Vec::new()),
            Lane::Any => Buf::Any(Vec::new()),
        }
    }

    /// Leaves so many rows at most.
    pub(crate) fn truncate(&mut self, len: usize) {
        with_buf!(self, numbers => numbers.truncate(len), values => values.truncate(len));
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        with_buf!(self, numbers => numbers.len(), values => values.len())
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, wide: i128) {
        with_buf!(self, numbers => numbers.push(Int::of(wide)), values => values.push(None));
    }

    /// Takes over the rows with these numbers from another buffer.
    pub(crate) fn gather(&mut self, from: &Buf, rows: &[u32]) {
        fn take<T: Clone + Default>(to: &mut Vec<T>, from: &[T], rows: &[u32]) {
            to.clear();
            to.extend(rows.iter().map(|row| from.get(*row as usize).cloned().unwrap_or_default()));
        }
        if self.lane() != from.lane() {
            *self = Buf::new(from.lane());
        }
        match (self, from) {
            #[cfg(not(feature = "compact"))]
            (Buf::I8(to), Buf::I8(from)) => take(to, from, rows),
            #[cfg(not(feature = "compact"))]
            (Buf::I16(to), Buf::I16(from)) => take(to, from, rows),
            #[cfg(not(feature = "compact"))]
            (Buf::I32(to), Buf::I32(from)) => take(to, from, rows),
            (Buf::I64(to), Buf::I64(from)) => take(to, from, rows),
            (Buf::I128(to), Buf::I128(from)) => take(to, from, rows),
            (Buf::Any(to), Buf::Any(from)) => take(to, from, rows),
            // INVARIANT: both have one lane.
            _ => {}
        }
    }

    /// The lane of the buffer.
    pub(crate) fn lane(&self) -> Lane {
        match self {
            #[cfg(not(feature = "compact"))]
            Buf::I8(_) => Lane::I8,
            #[cfg(not(feature = "compact"))]
            Buf::I16(_) => Lane::I16,
            #[cfg(not(feature = "compact"))]
            Buf::I32(_) => Lane::I32,
            Buf::I64(_) => Lane::I64,
            Buf::I128(_) => Lane::I128,
            Buf::Any(_) => Lane::Any,
        }
    }
}

/// Runs a body with `$T` as the integer of a lane; registers of values have a body of their own.
macro_rules! with_lane {
    ($lane:expr, $T:ident => $body:expr, any => $any:expr) => {
        match $lane {
            #[cfg(not(feature = "compact"))]
            $crate::eval::columnar::lanes::Lane::I8 => {
                type $T = i8;
                $body
            }
            #[cfg(not(feature = "compact"))]
            $crate::eval::columnar::lanes::Lane::I16 => {
                type $T = i16;
                $body
            }
            #[cfg(not(feature = "compact"))]
            $crate::eval::columnar::lanes::Lane::I32 => {
                type $T = i32;
                $body
            }
            $crate::eval::columnar::lanes::Lane::I64 => {
                type $T = i64;
                $body
            }
            $crate::eval::columnar::lanes::Lane::I128 => {
                type $T = i128;
                $body
            }
            $crate::eval::columnar::lanes::Lane::Any => $any,
        }
    };
}
pub(crate) use with_lane;
