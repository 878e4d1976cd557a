//! Exact numbers: one type, a fraction of two 128-bit integers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::wide::{self, gcd, short_gcd};

/// An exact rational number in lowest terms.
///
/// Every finite decimal of up to 38 digits fits, and so does every quotient of two numbers whose
/// reduced numerator and denominator fit in 128 bits. Operations return `None` where the exact
/// result does not fit; no operation rounds.
///
/// # Example: a quotient that decimals get wrong
///
/// ```
/// use timbang::Number;
/// let months: Number = "4".parse()?;
/// let year: Number = "12".parse()?;
/// let exact = months
///     .checked_div(year)
///     .and_then(|x| x.checked_mul("0.50".parse().ok()?))
///     .and_then(|x| x.checked_mul("3.75".parse().ok()?))
///     .ok_or("does not fit")?;
/// assert_eq!(exact.to_string(), "0.625");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    // INVARIANT: den > 0, gcd(num, den) == 1, and num != i128::MIN.
    num: i128,
    den: i128,
}

/// How a number is brought to a given count of decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest; a tie goes away from zero.
    HalfUp,
    /// To the nearest; a tie goes to the even neighbour.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
    /// Towards negative infinity.
    Floor,
    /// Towards positive infinity.
    Ceil,
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// The text is no plain decimal number.
    #[error("not a number")]
    Syntax,
    /// The number has more digits than can be kept exactly.
    #[error("more digits than can be kept exactly")]
    TooLong,
}

/// The largest count of decimals that a rounding may ask for.
pub const MAX_SCALE: u32 = 37;

/// The powers of ten of 64 bits.
const POWERS: [u64; 20] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
    10_000_000_000_000_000_000,
];

/// A power of ten; `None` where it does not fit.
pub(crate) fn pow10(exponent: u32) -> Option<i128> {
    match usize::try_from(exponent).ok().and_then(|at| POWERS.get(at)) {
        Some(power) => Some(i128::from(*power)),
        None => 10i128.checked_pow(exponent),
    }
}

/// `n / 10^decimals` in lowest terms.
fn tenths(mut n: u64, decimals: u32) -> Option<(u64, u64)> {
    if n == 0 {
        return Some((0, 1));
    }
    // What the digits share with the power of ten are twos and fives.
    let twos = n.trailing_zeros().min(decimals);
    let mut fives = decimals;
    n = n.wrapping_shr(twos);
    while fives > 0 && n.is_multiple_of(5) {
        n /= 5;
        fives = fives.wrapping_sub(1);
    }
    Some((n, 5u64.checked_pow(fives)?.checked_shl(decimals.wrapping_sub(twos))?))
}

/// The count of decimals that a denominator of 64 bits needs; `None` where they never end.
fn short_scale(den: u64) -> Option<u32> {
    let twos = den.trailing_zeros();
    let (mut fives, mut rest) = (0u32, den.checked_shr(twos).unwrap_or(1));
    while rest.is_multiple_of(5) && rest > 0 {
        rest /= 5;
        fives = fives.wrapping_add(1);
    }
    (rest == 1).then_some(twos.max(fives))
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number { num: 0, den: 1 };
    /// One.
    pub const ONE: Number = Number { num: 1, den: 1 };

    /// Builds the fraction `num / den` in lowest terms, or `None` where `den` is zero or it does not fit.
    #[must_use]
    pub fn from_fraction(num: i128, den: i128) -> Option<Number> {
        if den == 0 {
            return None;
        }
        if den == 1 && num != i128::MIN {
            return Some(Number { num, den });
        }
        let negative = (num < 0) != (den < 0);
        let (n, d) = (num.unsigned_abs(), den.unsigned_abs());
        let g = gcd(n, d);
        let (n, d) = (n.checked_div(g)?, d.checked_div(g)?);
        let (n, d) = (i128::try_from(n).ok()?, i128::try_from(d).ok()?);
        Some(Number { num: if negative { n.checked_neg()? } else { n }, den: d })
    }

    /// Builds `digits / 10^scale`.
    #[must_use]
    pub fn from_scaled(digits: i128, scale: u32) -> Option<Number> {
        match u64::try_from(digits.unsigned_abs()) {
            // Then the denominator has 64 bits, too.
            Ok(short) if scale <= 18 => {
                let (num, den) = tenths(short, scale)?;
                let num = i128::from(num);
                Some(Number { num: if digits < 0 { num.wrapping_neg() } else { num }, den: i128::from(den) })
            }
            _ => Number::from_fraction(digits, pow10(scale)?),
        }
    }

    /// Reads a number of at most 18 digits without an exponent, as nearly all are; `None` for any other text.
    fn from_few_digits(text: &str) -> Option<Number> {
        let (negative, digits) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        if digits.len() > 18 {
            return None;
        }
        let (mut n, mut decimals, mut whole) = (0u64, 0u32, None);
        for (at, byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => n = n.wrapping_mul(10).wrapping_add(u64::from(byte.wrapping_sub(b'0'))),
                b'.' if whole.is_none() => whole = Some(at),
                _ => return None,
            }
            decimals = decimals.wrapping_add(u32::from(whole.is_some()));
        }
        // The point itself was counted too.
        decimals = decimals.saturating_sub(1);
        let has_digits = match whole {
            Some(at) => at > 0 && decimals > 0,
            None => !digits.is_empty(),
        };
        if !has_digits {
            return None;
        }
        let (n, den) = tenths(n, decimals)?;
        let num = i128::from(n);
        Some(Number { num: if negative { num.checked_neg()? } else { num }, den: i128::from(den) })
    }

    /// The numerator of the fraction in lowest terms; it carries the sign.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.num
    }

    /// The denominator of the fraction in lowest terms; always positive.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.den
    }

    /// The count of decimals that writes the number exactly, or `None` for a quotient that never ends.
    #[must_use]
    pub fn scale(self) -> Option<u32> {
        if self.den == 1 {
            return Some(0);
        }
        if let Ok(den) = u64::try_from(self.den) {
            return short_scale(den);
        }
        let (twos, mut fives) = (self.den.trailing_zeros(), 0u32);
        let mut rest = self.den.checked_shr(twos).unwrap_or(1);
        while rest % 5 == 0 {
            rest /= 5;
            fives = fives.saturating_add(1);
        }
        (rest == 1).then_some(twos.max(fives))
    }

    /// The integer `self * 10^scale`, or `None` where that is no integer or does not fit.
    #[must_use]
    pub fn to_scaled(self, scale: u32) -> Option<i128> {
        let factor = pow10(scale)?;
        if factor.checked_rem(self.den)? != 0 {
            return None;
        }
        self.num.checked_mul(factor.checked_div(self.den)?)
    }

    /// The number as an integer, or `None` where it has decimals.
    #[must_use]
    pub fn to_integer(self) -> Option<i128> {
        (self.den == 1).then_some(self.num)
    }

    /// Whether the number is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.num < 0
    }

    /// The exact sum.
    #[must_use]
    pub fn checked_add(self, other: Number) -> Option<Number> {
        if let Some(sum) = self.short_sum(other) {
            return Some(sum);
        }
        if self.den == other.den
            && let Some(sum) = self.num.checked_add(other.num)
        {
            return Number::from_fraction(sum, self.den);
        }
        let (a, b) = (self.den.unsigned_abs(), other.den.unsigned_abs());
        let g = gcd(a, b);
        let (left_factor, right_factor) = (b.checked_div(g)?, a.checked_div(g)?);
        let left = wide::mul(self.num.unsigned_abs(), left_factor);
        let right = wide::mul(other.num.unsigned_abs(), right_factor);
        // The sum before it is reduced may take 255 bits although the reduced one fits.
        let (negative, sum) = match (self.num < 0, other.num < 0) {
            (x, y) if x == y => (x, wide::add(left, right)),
            (x, _) if left >= right => (x, wide::sub(left, right)),
            (_, y) => (y, wide::sub(right, left)),
        };
        // Only factors that both denominators share can be shared by the sum and the common denominator.
        let shared = gcd(wide::rem(sum, g)?, g);
        let (num, _) = wide::div(sum, shared)?;
        let den = right_factor.checked_mul(b.checked_div(shared)?)?;
        let (num, den) = (i128::try_from(num).ok()?, i128::try_from(den).ok()?);
        // A sum of zero shares everything, so that its denominator is brought to one here.
        Number::from_fraction(if negative { num.checked_neg()? } else { num }, den)
    }

    /// The exact sum of numbers of 64 bits, as nearly all are; `None` where it takes the long way.
    fn short_sum(self, other: Number) -> Option<Number> {
        let ((a, b), (c, d)) = (self.short()?, other.short()?);
        if b == 1 && d == 1 {
            let num = i128::from(a).checked_add(i128::from(c))?;
            return Some(Number { num, den: 1 });
        }
        let g = short_gcd(b, d);
        let (left_factor, right_factor) = (d.checked_div(g)?, b.checked_div(g)?);
        let left = i128::from(a).checked_mul(i128::from(left_factor))?;
        let sum = left.checked_add(i128::from(c).checked_mul(i128::from(right_factor))?)?;
        if sum == 0 {
            return Some(Number::ZERO);
        }
        let sum = i64::try_from(sum).ok()?;
        // Only factors that both denominators share can be shared by the sum and the common denominator.
        let shared = short_gcd(sum.unsigned_abs().checked_rem(g)?, g);
        let den = i128::from(right_factor).checked_mul(i128::from(d.checked_div(shared)?))?;
        Some(Number { num: i128::from(sum.checked_div(i64::try_from(shared).ok()?)?), den })
    }

    /// Numerator and denominator in 64 bits.
    fn short(self) -> Option<(i64, u64)> {
        Some((i64::try_from(self.num).ok()?, u64::try_from(self.den).ok()?))
    }

    /// The exact product of numbers of 64 bits, as nearly all are; `None` where it takes the long way.
    fn short_product(self, other: Number) -> Option<Number> {
        let ((a, b), (c, d)) = (self.short()?, other.short()?);
        if a == 0 || c == 0 {
            return Some(Number::ZERO);
        }
        if b == 1 && d == 1 {
            return Some(Number { num: i128::from(a).checked_mul(i128::from(c))?, den: 1 });
        }
        let (ad, cb) = (short_gcd(a.unsigned_abs(), d), short_gcd(c.unsigned_abs(), b));
        let a = a.checked_div(i64::try_from(ad).ok()?)?;
        let c = c.checked_div(i64::try_from(cb).ok()?)?;
        let (b, d) = (b.checked_div(cb)?, d.checked_div(ad)?);
        let num = i128::from(a).checked_mul(i128::from(c))?;
        Some(Number { num, den: i128::from(b).checked_mul(i128::from(d))? })
    }

    /// The exact difference.
    #[must_use]
    pub fn checked_sub(self, other: Number) -> Option<Number> {
        self.checked_add(other.checked_neg()?)
    }

    /// The exact product.
    #[must_use]
    pub fn checked_mul(self, other: Number) -> Option<Number> {
        if let Some(product) = self.short_product(other) {
            return Some(product);
        }
        if self.den == 1
            && other.den == 1
            && let Some(product) = self.num.checked_mul(other.num)
        {
            return Number::from_fraction(product, 1);
        }
        let a = i128::try_from(gcd(self.num.unsigned_abs(), other.den.unsigned_abs())).ok()?.max(1);
        let b = i128::try_from(gcd(other.num.unsigned_abs(), self.den.unsigned_abs())).ok()?.max(1);
        Number::from_fraction(
            self.num.checked_div(a)?.checked_mul(other.num.checked_div(b)?)?,
            self.den.checked_div(b)?.checked_mul(other.den.checked_div(a)?)?,
        )
    }

    /// The exact quotient, or `None` where the divisor is zero or the result does not fit.
    #[must_use]
    pub fn checked_div(self, other: Number) -> Option<Number> {
        let inverse = if other.num < 0 {
            Number { num: other.den.checked_neg()?, den: other.num.checked_neg()? }
        } else {
            Number { num: other.den, den: other.num }
        };
        if inverse.den == 0 { None } else { self.checked_mul(inverse) }
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn checked_neg(self) -> Option<Number> {
        Some(Number { num: self.num.checked_neg()?, den: self.den })
    }

    /// The number without its sign.
    #[must_use]
    pub fn checked_abs(self) -> Option<Number> {
        if self.num < 0 { self.checked_neg() } else { Some(self) }
    }

    /// The number brought to `scale` decimals, or `None` where the result does not fit.
    #[must_use]
    pub fn round(self, scale: u32, rounding: Rounding) -> Option<Number> {
        if self.scale().is_some_and(|own| own <= scale) {
            return Some(self);
        }
        let factor = pow10(scale)?;
        let den = self.den.unsigned_abs();
        let (whole, part) = (self.num.checked_div(self.den)?, self.num.checked_rem(self.den)?);
        // INVARIANT: the part is below one, so that its digits are fewer than the factor and always fit.
        let (digits, rest) = wide::div(wide::mul(part.unsigned_abs(), factor.unsigned_abs()), den)?;
        let half = rest.cmp(&den.checked_sub(rest)?);
        let even = if scale == 0 { whole % 2 == 0 } else { digits % 2 == 0 };
        let away = match rounding {
            _ if rest == 0 => false,
            Rounding::Down => false,
            Rounding::Up => true,
            Rounding::Floor => self.num < 0,
            Rounding::Ceil => self.num > 0,
            Rounding::HalfUp => half != Ordering::Less,
            Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && !even),
        };
        let digits = i128::try_from(digits.checked_add(u128::from(away))?).ok()?;
        let digits = if self.num < 0 { digits.checked_neg()? } else { digits };
        Number { num: whole, den: 1 }.checked_add(Number::from_fraction(digits, factor)?)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        if let (Some((a, b)), Some((c, d))) = (self.short(), other.short()) {
            // INVARIANT: the product of 64 bits with and 64 without a sign fits in 128 with one.
            return i128::from(a).wrapping_mul(i128::from(d)).cmp(&i128::from(c).wrapping_mul(i128::from(b)));
        }
        match (self.num < 0, other.num < 0) {
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            _ => {}
        }
        let left = wide::mul(self.num.unsigned_abs(), other.den.unsigned_abs());
        let right = wide::mul(other.num.unsigned_abs(), self.den.unsigned_abs());
        if self.num < 0 { right.cmp(&left) } else { left.cmp(&right) }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number { num: i128::from(value), den: 1 }
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number { num: i128::from(value), den: 1 }
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Number {
        Number { num: i128::try_from(value).unwrap_or(i128::MAX), den: 1 }
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads `-12.50`, `+3` or `1.5e2`; anything else, spaces and `_` too, is no number.
    fn from_str(text: &str) -> Result<Number, NumberError> {
        if let Some(number) = Number::from_few_digits(text) {
            return Ok(number);
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((m, e)) => (m, e.parse::<i32>().map_err(|_| NumberError::Syntax)?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(part) {
            return Err(NumberError::Syntax);
        }
        let part = part.trim_end_matches('0');
        let mut num: i128 = 0;
        for digit in whole.bytes().chain(part.bytes()) {
            num = num
                .checked_mul(10)
                .and_then(|n| n.checked_add(i128::from(digit.saturating_sub(b'0'))))
                .ok_or(NumberError::TooLong)?;
        }
        if negative {
            num = num.checked_neg().ok_or(NumberError::TooLong)?;
        }
        if num == 0 {
            return Ok(Number::ZERO);
        }
        let decimals = i64::try_from(part.len()).map_err(|_| NumberError::TooLong)?;
        let shift = i64::from(exponent).checked_sub(decimals).ok_or(NumberError::TooLong)?;
        let power = u32::try_from(shift.unsigned_abs()).ok().and_then(pow10).ok_or(NumberError::TooLong)?;
        let exact = if shift < 0 {
            Number::from_fraction(num, power)
        } else {
            num.checked_mul(power).and_then(|n| Number::from_fraction(n, 1))
        };
        exact.ok_or(NumberError::TooLong)
    }
}

/// The digits of a number that is no longer than most.
struct Digits {
    /// ASCII, written from the end.
    room: [u8; 24],
    from: usize,
}

impl Digits {
    /// The digits of a number with at most 18 digits; `None` for any other.
    fn of(number: Number) -> Option<Digits> {
        const MOST: u64 = 999_999_999_999_999_999;
        let (num, den) = number.short()?;
        let scale = if den == 1 { 0 } else { short_scale(den).filter(|scale| *scale <= 18)? };
        let factor = 10u64.checked_pow(scale)?.checked_div(den)?;
        let mut left = num.unsigned_abs().checked_mul(factor).filter(|scaled| *scaled <= MOST)?;
        let mut digits = Digits { room: [0; 24], from: 24 };
        let mut written = 0u32;
        while left > 0 || written <= scale {
            if written == scale && scale > 0 {
                digits.push(b'.');
            }
            digits.push(u8::try_from(left % 10).unwrap_or(0).wrapping_add(b'0'));
            left /= 10;
            written = written.wrapping_add(1);
        }
        if num < 0 {
            digits.push(b'-');
        }
        Some(digits)
    }

    fn push(&mut self, byte: u8) {
        self.from = self.from.saturating_sub(1);
        if let Some(slot) = self.room.get_mut(self.from) {
            *slot = byte;
        }
    }

    fn as_str(&self) -> &str {
        // INVARIANT: nothing but ASCII is written.
        self.room.get(self.from..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or("")
    }
}

impl Number {
    /// Tells the number as [`fmt::Display`] writes it.
    pub(crate) fn with_digits<T>(self, tell: impl FnOnce(&str) -> T) -> T {
        match Digits::of(self) {
            Some(digits) => tell(digits.as_str()),
            None => tell(&self.to_string()),
        }
    }
}

impl fmt::Display for Number {
    /// Writes plain digits without exponent or trailing zeros; a quotient that never ends as `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(digits) = Digits::of(*self) {
            return f.write_str(digits.as_str());
        }
        let Some(scale) = self.scale() else { return write!(f, "{}/{}", self.num, self.den) };
        let Some(scaled) = self.to_scaled(scale) else { return write!(f, "{}/{}", self.num, self.den) };
        if scale == 0 {
            return write!(f, "{scaled}");
        }
        let sign = if scaled < 0 { "-" } else { "" };
        let width = usize::try_from(scale).unwrap_or(0).saturating_add(1);
        let digits = format!("{:0>width$}", scaled.unsigned_abs());
        let split = digits.len().saturating_sub(width.saturating_sub(1));
        let (whole, part) = digits.split_at_checked(split).unwrap_or((&digits, ""));
        write!(f, "{sign}{whole}.{part}")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
