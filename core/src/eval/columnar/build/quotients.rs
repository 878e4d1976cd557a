//! Exact quotients, kept as a numerator, a denominator of at least one and a power of ten.

use super::super::code::{Arith, Reg};
use super::numbers::power;
use super::values::{Quotient, Val};
use super::{Builder, Built, unsupported};
use crate::script::ast::BinaryOp;

impl Builder<'_> {
    /// A quotient whose denominator is the same in every row: small ones are brought to their least common multiple.
    pub(super) fn over_common_multiple(&mut self, q: Quotient) -> Built<Quotient> {
        /// The largest denominator that is brought to a common one: each costs a choice.
        const LARGEST: i128 = 12;
        if self.constant(q.den).is_some() {
            return Ok(q);
        }
        let (lo, hi) = self.bounds(q.den);
        if lo < 1 || hi > LARGEST {
            return Err(unsupported("a sum of quotients with large denominators"));
        }
        let whole = (lo..=hi).fold(1i128, |whole, den| {
            let twice = (1..=den).find(|n| whole.wrapping_mul(*n).checked_rem(den) == Some(0));
            whole.wrapping_mul(twice.unwrap_or(1))
        });
        let mut factor = self.number(whole.checked_div(hi).unwrap_or(1));
        for den in lo..hi {
            let (own, times) = (self.number(den), self.number(whole.checked_div(den).unwrap_or(1)));
            let is = self.compare(BinaryOp::Eq, q.den, own)?;
            factor = self.select(is, times, factor)?;
        }
        let num = self.arith(Arith::Mul, q.num, factor)?;
        Ok(Quotient { num, den: self.number(whole), exp: q.exp })
    }

    /// Sum, difference or product.
    pub(super) fn quotients(&mut self, op: BinaryOp, a: Quotient, b: Quotient) -> Built<Quotient> {
        match op {
            BinaryOp::Mul => Ok(Quotient {
                num: self.arith(Arith::Mul, a.num, b.num)?,
                den: self.arith(Arith::Mul, a.den, b.den)?,
                exp: a.exp.checked_add(b.exp).ok_or(unsupported("scale"))?,
            }),
            BinaryOp::Add | BinaryOp::Sub => {
                let (x, y, q) = self.over_one_denominator(a, b)?;
                let arith = if op == BinaryOp::Add { Arith::Add } else { Arith::Sub };
                Ok(Quotient { num: self.arith(arith, x, y)?, ..q })
            }
            _ => Err(unsupported("the rest of a division of quotients")),
        }
    }

    /// Both numerators over one denominator, and a quotient with that denominator.
    pub(super) fn over_one_denominator(&mut self, a: Quotient, b: Quotient) -> Built<(Reg, Reg, Quotient)> {
        let exp = a.exp.min(b.exp);
        let (mut x, mut y) = (self.shifted(a, exp)?, self.shifted(b, exp)?);
        let mut den = a.den;
        if a.den != b.den {
            x = self.arith(Arith::Mul, x, b.den)?;
            y = self.arith(Arith::Mul, y, a.den)?;
            den = self.arith(Arith::Mul, a.den, b.den)?;
        }
        Ok((x, y, Quotient { num: x, den, exp }))
    }

    /// The numerator where the power of ten is a lower one.
    fn shifted(&mut self, q: Quotient, exp: i32) -> Built<Reg> {
        let more = q.exp.checked_sub(exp).and_then(|n| u32::try_from(n).ok()).ok_or(unsupported("scale"))?;
        let factor = self.number(power(more)?);
        self.arith(Arith::Mul, q.num, factor)
    }

    /// Both with the lower of their powers of ten.
    pub(super) fn of_one_power(&mut self, a: Quotient, b: Quotient) -> Built<(Quotient, Quotient)> {
        let exp = a.exp.min(b.exp);
        let (x, y) = (self.shifted(a, exp)?, self.shifted(b, exp)?);
        Ok((Quotient { num: x, exp, ..a }, Quotient { num: y, exp, ..b }))
    }

    /// The second quotient where the condition is true, else the third.
    pub(super) fn select_quotient(&mut self, condition: Reg, a: Quotient, b: Quotient) -> Built<Val> {
        let (a, b) = self.of_one_power(a, b)?;
        let num = self.select(condition, a.num, b.num)?;
        let den = if a.den == b.den { a.den } else { self.select(condition, a.den, b.den)? };
        Ok(Val::Quotient(Quotient { num, den, ..a }))
    }
}
