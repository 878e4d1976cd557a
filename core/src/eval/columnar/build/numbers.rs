//! Decimals and quotients: arithmetic, comparison and rounding on their digits.

use super::super::calendar;
use super::super::code::{Arith, Op, Reg};
use super::super::lanes::Lane;
use super::values::{Quotient, Val};
use super::{Builder, Built, unsupported};
use crate::eval::codes;
use crate::script::ast::BinaryOp;
use crate::typing::Type;
use crate::value::{MAX_SCALE, Number, Rounding, Value};

/// A number as its digits, or as a quotient.
#[derive(Clone, Copy, Debug)]
pub(super) enum Num {
    /// A decimal: its digits, and how many of them are decimals.
    Decimal(Reg, u32),
    /// A quotient.
    Quotient(Quotient),
}

/// `10^exponent`.
pub(super) fn power(exponent: u32) -> Built<i128> {
    10i128.checked_pow(exponent).ok_or(unsupported("numbers of more than 128 bits"))
}

impl Builder<'_> {
    /// The number that a value is.
    pub(super) fn num(&mut self, val: &Val) -> Built<Num> {
        match val {
            Val::Number(reg, scale) => Ok(Num::Decimal(*reg, *scale)),
            Val::Quotient(q) => Ok(Num::Quotient(*q)),
            Val::Const(Value::Number(number)) => self.num_of(*number),
            Val::Never(reg) => Ok(Num::Decimal(*reg, 0)),
            _ => Err(unsupported("a value that is no number")),
        }
    }

    fn num_of(&mut self, number: Number) -> Built<Num> {
        match number.scale().and_then(|scale| Some((number.to_scaled(scale)?, scale))) {
            Some((digits, scale)) => Ok(Num::Decimal(self.number(digits), scale)),
            None => {
                let (num, den) = (self.number(number.numerator()), self.number(number.denominator()));
                Ok(Num::Quotient(Quotient { num, den, exp: 0 }))
            }
        }
    }

    pub(super) fn val_of(num: Num) -> Val {
        match num {
            Num::Decimal(reg, scale) => Val::Number(reg, scale),
            Num::Quotient(q) => Val::Quotient(q),
        }
    }

    /// The digits at a scale that is at least the number's own.
    pub(super) fn at_scale(&mut self, reg: Reg, own: u32, scale: u32) -> Built<Reg> {
        let Some(more) = scale.checked_sub(own).filter(|more| *more > 0) else { return Ok(reg) };
        let factor = power(more)?;
        let factor = self.number(factor);
        self.arith(Arith::Mul, reg, factor)
    }

    fn same_scale(&mut self, a: (Reg, u32), b: (Reg, u32)) -> Built<(Reg, Reg, u32)> {
        let scale = a.1.max(b.1);
        Ok((self.at_scale(a.0, a.1, scale)?, self.at_scale(b.0, b.1, scale)?, scale))
    }

    fn as_quotient(&mut self, num: Num) -> Quotient {
        match num {
            Num::Quotient(q) => q,
            Num::Decimal(reg, scale) => {
                let den = self.number(1);
                Quotient { num: reg, den, exp: i32::try_from(scale).unwrap_or(0).saturating_neg() }
            }
        }
    }

    /// Arithmetic of two numbers.
    pub(super) fn calculate(&mut self, op: BinaryOp, a: Num, b: Num) -> Built<Num> {
        if op == BinaryOp::Div {
            return self.divide(a, b);
        }
        match (a, b) {
            (Num::Decimal(x, sx), Num::Decimal(y, sy)) => match op {
                BinaryOp::Mul => Ok(Num::Decimal(self.arith(Arith::Mul, x, y)?, sum_scale(sx, sy)?)),
                BinaryOp::Rem => {
                    let (x, y, scale) = self.same_scale((x, sx), (y, sy))?;
                    let rest = self.arith(Arith::Rem, x, y)?;
                    let rest = self.fail_if_zero(rest, y)?;
                    Ok(Num::Decimal(rest, scale))
                }
                _ => {
                    let (x, y, scale) = self.same_scale((x, sx), (y, sy))?;
                    let arith = if op == BinaryOp::Add { Arith::Add } else { Arith::Sub };
                    Ok(Num::Decimal(self.arith(arith, x, y)?, scale))
                }
            },
            _ => {
                let (a, b) = (self.as_quotient(a), self.as_quotient(b));
                self.quotients(op, a, b).map(Num::Quotient)
            }
        }
    }

    /// `-x`.
    pub(super) fn negate(&mut self, num: Num) -> Built<Num> {
        let zero = self.number(0);
        Ok(match num {
            Num::Decimal(reg, scale) => Num::Decimal(self.arith(Arith::Sub, zero, reg)?, scale),
            Num::Quotient(q) => Num::Quotient(Quotient { num: self.arith(Arith::Sub, zero, q.num)?, ..q }),
        })
    }

    /// `abs(x)`.
    pub(super) fn absolute(&mut self, num: Num) -> Built<Num> {
        Ok(match num {
            Num::Decimal(reg, scale) => Num::Decimal(self.abs(reg)?, scale),
            Num::Quotient(q) => Num::Quotient(Quotient { num: self.abs(q.num)?, ..q }),
        })
    }

    fn abs(&mut self, reg: Reg) -> Built<Reg> {
        let (lo, hi) = self.bounds(reg);
        if lo >= 0 {
            return Ok(reg);
        }
        let most = lo.checked_abs().zip(hi.checked_abs()).map(|(a, b)| a.max(b));
        let most = most.ok_or(unsupported("numbers of more than 128 bits"))?;
        let lane = Lane::of(lo, most);
        let (reg, domain) = (self.cast(reg, lane), self.domain(reg));
        Ok(self.emit(Op::Abs(reg), lane, domain, 0, most))
    }

    /// A comparison of two numbers.
    pub(super) fn compare_numbers(&mut self, op: BinaryOp, a: Num, b: Num) -> Built<Reg> {
        if let (Num::Decimal(x, sx), Num::Decimal(y, sy)) = (a, b) {
            let (x, y, _) = self.same_scale((x, sx), (y, sy))?;
            return self.compare(op, x, y);
        }
        let (a, b) = (self.as_quotient(a), self.as_quotient(b));
        let (x, y, _) = self.over_one_denominator(a, b)?;
        self.compare(op, x, y)
    }

    /// The smaller or the larger of two numbers.
    pub(super) fn smaller(&mut self, op: Arith, a: Num, b: Num) -> Built<Num> {
        if let (Num::Decimal(x, sx), Num::Decimal(y, sy)) = (a, b) {
            let (x, y, scale) = self.same_scale((x, sx), (y, sy))?;
            return Ok(Num::Decimal(self.arith(op, x, y)?, scale));
        }
        let (a, b) = (self.as_quotient(a), self.as_quotient(b));
        let (x, y, q) = self.over_one_denominator(a, b)?;
        Ok(Num::Quotient(Quotient { num: self.arith(op, x, y)?, ..q }))
    }

    /// A number brought to so many decimals.
    pub(super) fn round(&mut self, num: Num, decimals: u32, rounding: Rounding) -> Built<Num> {
        match num {
            Num::Decimal(reg, scale) if scale <= decimals => Ok(Num::Decimal(reg, scale)),
            Num::Decimal(reg, scale) => {
                let factor = self.number(power(scale.saturating_sub(decimals))?);
                Ok(Num::Decimal(self.divide_rounded(reg, factor, rounding)?, decimals))
            }
            Num::Quotient(q) => {
                // num / den * 10^exp, in steps of 10^-decimals.
                let shift = i32::try_from(decimals).ok().and_then(|d| q.exp.checked_add(d));
                let shift = shift.ok_or(unsupported("scale"))?;
                let factor = self.number(power(shift.unsigned_abs())?);
                let (num, den) = if shift >= 0 {
                    (self.arith(Arith::Mul, q.num, factor)?, q.den)
                } else {
                    (q.num, self.arith(Arith::Mul, q.den, factor)?)
                };
                Ok(Num::Decimal(self.divide_rounded(num, den, rounding)?, decimals))
            }
        }
    }

    fn divide_rounded(&mut self, num: Reg, den: Reg, rounding: Rounding) -> Built<Reg> {
        let (num, den, domain) = self.level(num, den)?;
        let ((nlo, nhi), (dlo, dhi)) = (self.bounds(num), self.bounds(den));
        // Twice the rest is compared with the divisor.
        let lane = Lane::of(nlo.min(dlo), nhi.max(dhi.saturating_mul(2)));
        // INVARIANT: the divisor is at least one, so that the quotient lies no further out than the number.
        let least = dlo.max(1);
        let steps =
            |n: i128| n.checked_abs().and_then(|n| n.checked_add(least)?.checked_sub(1)?.checked_div(least));
        let too_wide = unsupported("numbers of more than 128 bits");
        let lo = if nlo >= 0 { 0 } else { steps(nlo).ok_or(too_wide)?.saturating_neg() };
        let hi = if nhi <= 0 { 0 } else { steps(nhi).ok_or(too_wide)? };
        let (num, den) = (self.cast(num, lane), self.cast(den, lane));
        let reg = self.emit(Op::Divide(num, den, rounding), lane, domain, lo, hi);
        Ok(self.narrow_lane(reg))
    }

    /// The register in the narrowest lane of its bounds.
    pub(super) fn narrow_lane(&mut self, reg: Reg) -> Reg {
        let (lo, hi) = self.bounds(reg);
        let lane = Lane::of(lo, hi);
        if lane < self.lane(reg) { self.cast(reg, lane) } else { reg }
    }

    fn fail_if_zero(&mut self, value: Reg, divisor: Reg) -> Built<Reg> {
        let (lo, hi) = self.bounds(divisor);
        if lo > 0 || hi < 0 {
            return Ok(value);
        }
        let zero = self.number(0);
        let is_zero = self.compare(BinaryOp::Eq, divisor, zero)?;
        let failed = self.failed(codes::ZERO_DIVISOR);
        self.fail_if(value, is_zero, failed)
    }

    fn divide(&mut self, a: Num, b: Num) -> Built<Num> {
        self.quotient_of(a, b, true)
    }

    /// A quotient whose divisor is known not to be zero where the first has a value.
    pub(super) fn safe_divide(&mut self, a: Num, b: Num) -> Built<Num> {
        self.quotient_of(a, b, false)
    }

    fn quotient_of(&mut self, a: Num, b: Num, may_fail: bool) -> Built<Num> {
        let (a, b) = (self.as_quotient(a), self.as_quotient(b));
        // a / b = (a.num * b.den) / (a.den * b.num) * 10^(a.exp - b.exp)
        let num = self.arith(Arith::Mul, a.num, b.den)?;
        let num = if may_fail { self.fail_if_zero(num, b.num)? } else { num };
        let (num, divisor) = self.positive(num, b.num)?;
        let den = self.arith(Arith::Mul, a.den, divisor)?;
        let exp = a.exp.checked_sub(b.exp).ok_or(unsupported("scale"))?;
        Ok(Num::Quotient(Quotient { num, den, exp }))
    }

    /// The numerator and the divisor with the divisor at least one.
    fn positive(&mut self, num: Reg, divisor: Reg) -> Built<(Reg, Reg)> {
        let (lo, hi) = self.bounds(divisor);
        if lo > 0 {
            return Ok((num, divisor));
        }
        let (zero, one) = (self.number(0), self.number(1));
        let num = if hi <= 0 {
            self.arith(Arith::Sub, zero, num)?
        } else if lo < 0 {
            let negative = self.compare(BinaryOp::Lt, divisor, zero)?;
            let turned = self.arith(Arith::Sub, zero, num)?;
            let signed = self.select(negative, turned, num)?;
            // A choice has the causes of its condition alone, a quotient those of both.
            self.needs(signed, vec![divisor, num])?
        } else {
            num
        };
        let size = self.abs(divisor)?;
        Ok((num, self.arith(Arith::Max, size, one)?))
    }

    /// The bounds that the checker proved, in digits of a scale.
    pub(super) fn proven(ty: &Type, scale: u32) -> Option<(i128, i128)> {
        let number = ty.as_number()?;
        Some((
            number.lo?.round(scale, Rounding::Floor)?.to_scaled(scale)?,
            number.hi?.round(scale, Rounding::Ceil)?.to_scaled(scale)?,
        ))
    }

    /// A number within what the checker proved of its type.
    pub(super) fn proven_number(&mut self, num: Num, ty: &Type) -> Num {
        match num {
            Num::Decimal(reg, scale) if self.wanted.stand_ins.is_empty() => match Self::proven(ty, scale) {
                Some((lo, hi)) => Num::Decimal(self.narrow(reg, lo, hi), scale),
                None => num,
            },
            _ => num,
        }
    }

    /// A quotient that ends, as a decimal: its type says to how many decimals.
    pub(super) fn finite(&mut self, num: Num, ty: &Type) -> Built<Num> {
        let Num::Quotient(_) = num else { return Ok(num) };
        let Some(scale) = ty.as_number().and_then(|n| n.scale).filter(|s| *s <= MAX_SCALE) else {
            return Ok(num);
        };
        // The checker proved that nothing is left at this scale.
        self.round(num, scale, Rounding::Down)
    }

    /// The number of days of a date that is known.
    pub(super) fn day(&mut self, date: crate::value::Date) -> Reg {
        self.number(i128::from(calendar::days_of(date)))
    }
}

pub(super) fn sum_scale(a: u32, b: u32) -> Built<u32> {
    a.checked_add(b).filter(|s| *s <= MAX_SCALE).ok_or(unsupported("scale"))
}
