//! What a calculation comes to, by fractions of unbounded integers.

use num_bigint::BigInt;
use num_rational::Ratio;
use timbang::Number;

use crate::expressions::{Calc, FACTS, FIELDS, Item, KEYED, POINTS, ROUNDINGS};

/// A fraction without bounds.
pub(crate) type Exact = Ratio<BigInt>;

/// A subject: facts and list items in units of their last decimal, and the position of the enum value.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub(crate) facts: Vec<i128>,
    pub(crate) items: Vec<[i128; 3]>,
    pub(crate) key: usize,
}

pub(crate) fn decimal(units: i128, scale: u32) -> Exact {
    Exact::new(BigInt::from(units), BigInt::from(10).pow(scale))
}

pub(crate) fn exact(n: Number) -> Exact {
    Exact::new(BigInt::from(n.numerator()), BigInt::from(n.denominator()))
}

fn whole(n: i128) -> Exact {
    decimal(n, 0)
}

fn is_zero(n: &Exact) -> bool {
    *n == whole(0)
}

/// The rounding by its definition.
pub(crate) fn rounded(how: &str, n: &Exact, scale: u32) -> Exact {
    let factor = BigInt::from(10).pow(scale);
    let scaled = n * &factor;
    let (floor, ceil) = (scaled.floor(), scaled.ceil());
    let negative = scaled < whole(0);
    let (toward, away) = if negative { (ceil.clone(), floor.clone()) } else { (floor.clone(), ceil.clone()) };
    let (to_floor, to_ceil) = (&scaled - &floor, &ceil - &scaled);
    let even = |x: &Exact| (x / BigInt::from(2)).is_integer();
    let kept = match how {
        "floor" => floor,
        "ceil" => ceil,
        "round_down" => toward,
        "round_up" => away,
        _ if to_floor < to_ceil => floor,
        _ if to_ceil < to_floor => ceil,
        "round_half_up" => away,
        _ if even(&floor) => floor,
        _ => ceil,
    };
    kept / factor
}

impl Item {
    fn value(&self, item: [i128; 3]) -> Option<Exact> {
        let [u, w, v] = [0, 1, 2].map(|at| decimal(item[at], FIELDS[at].3));
        match self {
            Item::U => Some(u),
            Item::W => Some(w),
            Item::V => Some(v),
            Item::Product(by) => Some(u * w * whole(*by)),
            Item::Share(more) => {
                let by = w + whole(*more);
                if is_zero(&by) { None } else { Some(u / by) }
            }
        }
    }
}

impl Subject {
    fn each(&self, item: &Item) -> Option<Vec<Exact>> {
        self.items.iter().map(|i| item.value(*i)).collect()
    }

    /// The value; `None` where there is none, as after a division by zero or of an empty list.
    pub(crate) fn value(&self, calc: &Calc) -> Option<Exact> {
        Some(match calc {
            Calc::Constant(units, scale) => decimal(*units, *scale),
            Calc::Fact(fact) => decimal(self.facts[*fact], FACTS[*fact].3),
            Calc::Keyed => decimal(KEYED[self.key], 2),
            Calc::Binary(op, a, b) => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                match op {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    _ if is_zero(&b) => return None,
                    '/' => a / b,
                    _ => &a - (&a / &b).trunc() * &b,
                }
            }
            Calc::Negative(a) => -self.value(a)?,
            Calc::Absolute(a) => {
                let a = self.value(a)?;
                if a < whole(0) { -a } else { a }
            }
            Calc::Least(a, b) => self.value(a)?.min(self.value(b)?),
            Calc::Most(a, b) => self.value(a)?.max(self.value(b)?),
            Calc::Clamp(a, lo, hi) => self.value(a)?.max(whole(*lo)).min(whole(*hi)),
            Calc::Round(how, a, scale) => rounded(ROUNDINGS[*how], &self.value(a)?, *scale),
            Calc::Compare(op, a, b, then, otherwise) => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                let holds = match *op {
                    "<" => a < b,
                    "<=" => a <= b,
                    ">" => a > b,
                    ">=" => a >= b,
                    "==" => a == b,
                    _ => a != b,
                };
                self.value(if holds { then } else { otherwise })?
            }
            Calc::Choose(arms) => self.value(&arms[self.key])?,
            // As the helper of the pack is written.
            Calc::Helper(a, b) => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                if a > whole(10) { &a * &a + b } else { a - b / whole(3) }
            }
            Calc::Line(a) => line(&self.value(a)?),
            Calc::Sum(item) => self.each(item)?.into_iter().fold(whole(0), |a, b| a + b),
            Calc::Mean(item) => {
                let all = self.each(item)?;
                if all.is_empty() {
                    return None;
                }
                let count = whole(i128::try_from(all.len()).ok()?);
                all.into_iter().fold(whole(0), |a, b| a + b) / count
            }
            Calc::Weighted(item, weight) => {
                let (all, weights) = (self.each(item)?, self.each(weight)?);
                let total = weights.iter().fold(whole(0), |a, b| a + b);
                if is_zero(&total) {
                    return None;
                }
                all.iter().zip(&weights).fold(whole(0), |sum, (a, b)| sum + a * b) / total
            }
            Calc::Count(than) => {
                let count = self.items.iter().filter(|i| decimal(i[0], FIELDS[0].3) > whole(*than)).count();
                whole(i128::try_from(count).ok()?)
            }
            Calc::Greatest(item) => self.each(item)?.into_iter().max()?,
        })
    }
}

fn line(x: &Exact) -> Exact {
    let points: Vec<(Exact, Exact)> = POINTS.iter().map(|(x, y)| (whole(*x), whole(*y))).collect();
    for pair in points.windows(2) {
        let (from, to) = (&pair[0], &pair[1]);
        if *x <= from.0 {
            return from.1.clone();
        }
        if *x <= to.0 {
            return &from.1 + (x - &from.0) / (&to.0 - &from.0) * (&to.1 - &from.1);
        }
    }
    points[points.len() - 1].1.clone()
}
