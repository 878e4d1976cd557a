//! Expressions that give enums, texts and dates.

use super::world::{TEXTS, Ty};
use super::writer::Writer;

impl Writer<'_> {
    /// A value of an enum, a text or a date.
    pub(super) fn value(&mut self, ty: &Ty, depth: usize) -> String {
        if depth == 0 || self.random.chance(30) {
            return self.value_leaf(ty);
        }
        let d = depth - 1;
        match self.random.below(9) {
            0 | 1 => {
                let (condition, a, b) = (self.truth(d), self.named(ty, d), self.value(ty, d));
                match a {
                    Some(a) => format!("(if {condition} {{ {a} }} else {{ {b} }})"),
                    None => self.value_leaf(ty),
                }
            }
            2 => match (self.named(ty, d), self.value(ty, d)) {
                (Some(a), b) => self.switch(&[a, b], d),
                _ => self.value_leaf(ty),
            },
            3 => {
                let own = self.read(|name| name.asked && name.ty == *ty);
                match own {
                    Some(name) => format!("({} ?? {})", name.text, self.value(ty, d)),
                    None => self.value_leaf(ty),
                }
            }
            4 | 5 => self.picked(ty, d).unwrap_or_else(|| self.value_leaf(ty)),
            _ => match ty {
                Ty::Date => self.date(d),
                Ty::Enum(scheme) => self.enumerated(*scheme, d),
                _ => self.value_leaf(ty),
            },
        }
    }

    /// A value whose type is known without what it meets.
    fn named(&mut self, ty: &Ty, _depth: usize) -> Option<String> {
        match ty {
            Ty::Date => Some(self.value_leaf(ty)),
            _ => self.read_like(ty).map(|name| name.text),
        }
    }

    fn value_leaf(&mut self, ty: &Ty) -> String {
        if self.random.chance(75)
            && let Some(name) = self.read_like(ty)
        {
            return name.text;
        }
        match ty {
            Ty::Enum(scheme) => format!("{:?}", self.random.of(&self.world.schemes[*scheme].values)),
            Ty::Date => {
                if self.random.chance(40) {
                    self.used.insert("as_of".to_owned());
                    return "as_of".to_owned();
                }
                let year = self.random.within(1990, 2030);
                let (month, day) = *self.random.of(&[(1, 1), (2, 28), (2, 28), (12, 31), (7, 15), (4, 30)]);
                format!("date({year}, {month}, {day})")
            }
            _ => format!("{:?}", self.random.of(&TEXTS)),
        }
    }

    fn date(&mut self, depth: usize) -> String {
        let a = self.value(&Ty::Date, depth);
        match self.random.below(4) {
            0 => {
                let b = self.value(&Ty::Date, depth);
                let op = *self.random.of(&["min", "max"]);
                format!("{op}({a}, {b})")
            }
            1 if self.random.chance(50) => {
                let (month, day) = (self.short(depth.min(1)), self.random.within(28, 31));
                format!("date(year({a}), clamp(floor({}), 1, 12), {day})", month.text)
            }
            1 => {
                let (month, day) = (self.random.within(1, 12), self.random.within(1, 31));
                format!("date(year({a}), {month}, {day})")
            }
            _ => {
                let unit = *self.random.of(&["days", "months", "years"]);
                let count = self.short(depth);
                format!("add_{unit}({a}, floor({}))", count.text)
            }
        }
    }

    fn enumerated(&mut self, scheme: usize, depth: usize) -> String {
        let ty = Ty::Enum(scheme);
        let keyed = self.read(|name| matches!(&name.ty, Ty::Keyed(_, own) if **own == ty));
        if let Some(name) = keyed
            && let Ty::Keyed(key, _) = name.ty
        {
            let key = self.value(&Ty::Enum(key), depth);
            return format!("{}[{key}]", name.text);
        }
        let Some(a) = self.read_like(&ty) else { return self.value_leaf(&ty) };
        if !self.world.schemes[scheme].ordered {
            return a.text;
        }
        match self.random.below(3) {
            0 => {
                let b = self.value(&ty, depth);
                let op = *self.random.of(&["min", "max"]);
                format!("{op}({}, {b})", a.text)
            }
            1 => format!("next({})", a.text),
            _ => format!("previous({})", a.text),
        }
    }
}
