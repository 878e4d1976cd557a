//! Expressions that give numbers.

use super::world::{Ty, decimal};
use super::writer::{Num, Writer};

/// Longer numbers are rounded and held within bounds.
const LONG: u32 = 24;

impl Writer<'_> {
    /// A number.
    pub(super) fn number(&mut self, depth: usize) -> Num {
        if depth == 0 {
            return self.number_leaf();
        }
        let d = depth - 1;
        match self.random.below(34) {
            0..=4 => self.number_leaf(),
            5..=8 => {
                let (a, b) = (self.short(d), self.short(d));
                let op = *self.random.of(&["+", "-"]);
                num(format!("({} {op} {})", a.text, b.text), a.whole.max(b.whole) + 1, a.scale.max(b.scale))
            }
            9 | 10 => {
                let (a, b) = (self.short(d), self.short(d));
                num(format!("({} * {})", a.text, b.text), a.whole + b.whole, a.scale + b.scale)
            }
            11..=14 => self.rounded(d),
            15 => {
                let (a, b) = (self.short(d), self.small());
                num(format!("({} % {})", a.text, b.text), b.whole, a.scale.max(b.scale))
            }
            16 => self.extreme(d),
            17 => {
                let a = self.number(d);
                num(format!("clamp({}, -5, 120.5)", a.text), 3, a.scale.max(1))
            }
            18 => {
                let a = self.number(d);
                let (op, k) = (self.rounding(), self.random.below(3));
                let scale = u32::try_from(k).unwrap_or(0).min(a.scale);
                num(format!("{op}({}, {k})", a.text), a.whole + 1, scale)
            }
            19 => {
                let a = self.number(d);
                let op = *self.random.of(&["floor", "ceil"]);
                num(format!("{op}({})", a.text), a.whole + 1, 0)
            }
            20 => {
                let a = self.number(d);
                num(format!("abs({})", a.text), a.whole, a.scale)
            }
            21 => {
                let a = self.number(d);
                num(format!("(-({}))", a.text), a.whole, a.scale)
            }
            22 | 23 => self.choice(d),
            24 | 25 => self.coalesced(d).unwrap_or_else(|| self.number_leaf()),
            26 => self.of_dates(d),
            27 => self.of_enums(d).unwrap_or_else(|| self.number_leaf()),
            28 => self.looked_up(d).unwrap_or_else(|| self.number_leaf()),
            29 => self.helped(d).unwrap_or_else(|| self.number_leaf()),
            _ => self.of_rows(d).unwrap_or_else(|| self.number_leaf()),
        }
    }

    fn number_leaf(&mut self) -> Num {
        if self.random.chance(80)
            && let Some(name) = self.read_like(&Ty::number())
            && let Ty::Number { whole, scale } = name.ty
        {
            return num(name.text, whole, scale);
        }
        self.small_literal()
    }

    fn small_literal(&mut self) -> Num {
        let scale = *self.random.of(&[0, 0, 0, 1, 2]);
        let n = self.random.within(-30, 250);
        let text = decimal(n, scale);
        num(if n < 0 { format!("({text})") } else { text }, 3, scale)
    }

    /// A number of few digits.
    pub(super) fn small(&mut self) -> Num {
        for _ in 0..3 {
            let found = self.number_leaf();
            if found.whole + found.scale <= 5 {
                return found;
            }
        }
        self.small_literal()
    }

    /// A number that leaves room for calculation.
    pub(super) fn short(&mut self, depth: usize) -> Num {
        let found = self.number(depth);
        if found.whole + found.scale <= LONG / 2 {
            return found;
        }
        let op = self.rounding();
        num(format!("clamp({op}({}, 2), -10000, 100000)", found.text), 6, found.scale.min(2))
    }

    pub(super) fn rounding(&mut self) -> &'static str {
        let names = ["round_half_up", "round_half_up", "round_half_even", "round_down", "round_up"];
        let name: &&str = self.random.of(&names);
        name
    }

    /// A quotient, rounded by name.
    fn rounded(&mut self, depth: usize) -> Num {
        let quotient = self.quotient(depth);
        let (op, k) = (self.rounding(), self.random.below(4));
        if self.random.chance(10) {
            return num(format!("floor({})", quotient.text), quotient.whole + 1, 0);
        }
        num(format!("{op}({}, {k})", quotient.text), quotient.whole + 1, u32::try_from(k).unwrap_or(0))
    }

    /// A quotient of which `whole` is known, and whose fraction stays short.
    pub(super) fn quotient(&mut self, depth: usize) -> Num {
        let mut a = self.short(depth);
        if a.whole + a.scale > 8 {
            a = self.small();
        }
        let b = if self.random.chance(50) {
            let n = *self.random.of(&[2, 3, 4, 7, 8, 9, 12, 30, 365, 1000]);
            num(n.to_string(), 4, 0)
        } else {
            self.small()
        };
        let whole = a.whole + b.scale + 1;
        let text = match self.random.below(6) {
            0 => {
                let c = self.small();
                return num(format!("({} / {} * {})", a.text, b.text, c.text), whole + c.whole, 0);
            }
            1 => {
                let c = self.small();
                return num(format!("({} / {} + {})", a.text, b.text, c.text), whole.max(c.whole) + 1, 0);
            }
            2 => {
                let (c, e) = (self.small(), *self.random.of(&["6", "12", "100"]));
                let whole = whole.max(c.whole) + 1;
                return num(format!("({} / {} - {} / {e})", a.text, b.text, c.text), whole, 0);
            }
            3 => {
                let (condition, c) = (self.truth(depth.min(1)), self.small());
                format!("(if {condition} {{ {} / {} }} else {{ {} / 3 }})", a.text, b.text, c.text)
            }
            4 => format!("max({} / {}, {} / 7)", a.text, b.text, a.text),
            _ => format!("({} / {})", a.text, b.text),
        };
        num(text, whole.max(6), 0)
    }

    fn extreme(&mut self, depth: usize) -> Num {
        let all: Vec<Num> = (0..2 + self.random.below(2)).map(|_| self.number(depth)).collect();
        let texts: Vec<&str> = all.iter().map(|n| n.text.as_str()).collect();
        let op = *self.random.of(&["min", "max"]);
        let text = format!("{op}({})", texts.join(", "));
        let (whole, scale) =
            all.iter().fold((0, 0), |(whole, scale), n| (n.whole.max(whole), n.scale.max(scale)));
        self.held(num(text, whole, scale))
    }

    /// A number that is not too long.
    fn held(&mut self, n: Num) -> Num {
        if n.whole + n.scale <= 36 {
            return n;
        }
        num(format!("clamp(round_down({}, 2), -10000, 100000)", n.text), 6, n.scale.min(2))
    }

    /// `if` and `switch`.
    fn choice(&mut self, depth: usize) -> Num {
        let (a, b) = (self.number(depth), self.number(depth));
        let (whole, scale) = (a.whole.max(b.whole), a.scale.max(b.scale));
        let text = if self.random.chance(50) {
            let condition = self.truth(depth);
            let none = if self.random.chance(10) { "not_regulated(\"celah\")" } else { &b.text };
            format!("(if {condition} {{ {} }} else {{ {none} }})", a.text)
        } else {
            self.switch(&[a.text, b.text], depth)
        };
        self.held(num(text, whole.max(3), scale))
    }

    fn coalesced(&mut self, depth: usize) -> Option<Num> {
        let name = self.read(|name| name.asked && name.ty.is_like(&Ty::number()))?;
        let Ty::Number { whole, scale } = name.ty else { return None };
        let other = self.number(depth);
        let found =
            num(format!("({} ?? {})", name.text, other.text), whole.max(other.whole), scale.max(other.scale));
        Some(self.held(found))
    }

    fn of_dates(&mut self, depth: usize) -> Num {
        let a = self.value(&Ty::Date, depth);
        if self.random.chance(50) {
            let part = *self.random.of(&["year", "month", "day", "quarter"]);
            return num(format!("{part}({a})"), 4, 0);
        }
        if self.random.chance(30) && !self.world.dated.is_empty() {
            let name = self.random.of(&self.world.dated).clone();
            if let (Some(root), Ty::Number { whole, scale }) = (name.root, name.ty) {
                self.used.insert(root);
                return num(format!("at({}, {a})", name.text), whole, scale);
            }
        }
        let b = self.value(&Ty::Date, depth);
        let unit = *self.random.of(&["days", "months", "years"]);
        num(format!("{unit}_between({a}, {b})"), 7, 0)
    }

    fn of_enums(&mut self, depth: usize) -> Option<Num> {
        let scheme = self.random.below(2);
        let a = self.read_like(&Ty::Enum(scheme))?.text;
        let b = self.value(&Ty::Enum(scheme), depth);
        Some(num(format!("steps_between({a}, {b})"), 5, 0))
    }

    /// An entry of a keyed parameter, or a line through points.
    fn looked_up(&mut self, depth: usize) -> Option<Num> {
        if self.random.chance(40) {
            let points = self.read_like(&Ty::Points)?.text;
            let x = self.small();
            let (op, k) = (self.rounding(), self.random.below(3));
            let scale = u32::try_from(k).unwrap_or(0);
            return Some(num(format!("{op}(interpolate({points}, {}), {k})", x.text), 4, scale));
        }
        let found = self.read(|name| matches!(&name.ty, Ty::Keyed(_, ty) if ty.is_like(&Ty::number())))?;
        let Ty::Keyed(scheme, ty) = found.ty else { return None };
        let Ty::Number { whole, scale } = *ty else { return None };
        let key = self.value(&Ty::Enum(scheme), depth);
        Some(num(format!("{}[{key}]", found.text), whole, scale))
    }

    fn helped(&mut self, depth: usize) -> Option<Num> {
        let fitting: Vec<_> =
            self.world.helpers.iter().filter(|(.., ty)| ty.is_like(&Ty::number())).collect();
        let (name, args, ty) = (*fitting.get(self.random.below(fitting.len()))?).clone();
        let Ty::Number { whole, scale } = ty else { return None };
        let args: Vec<String> = args
            .iter()
            .map(|ty| match ty {
                Ty::Number { .. } => self.clamped(depth),
                other => self.of(other, depth).0,
            })
            .collect();
        Some(num(format!("{name}({})", args.join(", ")), whole, scale))
    }

    /// A number that a helper takes.
    fn clamped(&mut self, depth: usize) -> String {
        let found = self.short(depth);
        format!("clamp(round_half_up({}, 2), -100, 1000)", found.text)
    }
}

pub(super) fn num(text: String, whole: u32, scale: u32) -> Num {
    Num { text, whole, scale }
}
