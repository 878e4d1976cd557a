//! Expressions that give truth values, and `switch`.

use super::world::{Ty, decimal};
use super::writer::Writer;

const ORDER: [&str; 6] = ["<", "<=", ">", ">=", "==", "!="];

impl Writer<'_> {
    /// A truth value.
    pub(super) fn truth(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.truth_leaf();
        }
        let d = depth - 1;
        match self.random.below(23) {
            0 | 1 => self.truth_leaf(),
            2..=4 => {
                let (a, b) = (self.truth(d), self.truth(d));
                let op = *self.random.of(&["&&", "||"]);
                format!("({a} {op} {b})")
            }
            5 => format!("!({})", self.truth(d)),
            6..=8 => {
                let (a, b) = (self.short(d), self.short(d));
                let op = *self.random.of(&ORDER);
                format!("({} {op} {})", a.text, b.text)
            }
            9 => {
                let (a, b) = (self.quotient(d.min(1)), self.small());
                let op = *self.random.of(&ORDER);
                format!("({} {op} {})", a.text, b.text)
            }
            10 | 11 => self.same(d),
            12 => {
                let (c, a, b) = (self.truth(d), self.truth(d), self.truth(d));
                format!("(if {c} {{ {a} }} else {{ {b} }})")
            }
            13 => {
                let (a, b) = (self.truth(d), self.truth(d));
                self.switch(&[a, b], d)
            }
            14 => self.member(d),
            15 => {
                let name = self.read(|name| name.asked);
                name.map_or_else(|| self.truth_leaf(), |name| format!("is_known({})", name.text))
            }
            16 => {
                let name = self.read(|name| name.asked && name.ty == Ty::Truth);
                match name {
                    Some(name) => format!("({} ?? {})", name.text, self.truth(d)),
                    None => self.truth_leaf(),
                }
            }
            17 => {
                let all: Vec<String> = (0..2 + self.random.below(2)).map(|_| self.truth(d)).collect();
                let op = *self.random.of(&["all_of", "any_of"]);
                format!("{op}([{}])", all.join(", "))
            }
            _ => self.of_any_rows(d).unwrap_or_else(|| self.truth_leaf()),
        }
    }

    fn truth_leaf(&mut self) -> String {
        match self.read_like(&Ty::Truth) {
            Some(name) if self.random.chance(80) => name.text,
            _ => {
                let (a, b) = (self.small(), self.small());
                let op = *self.random.of(&ORDER);
                format!("({} {op} {})", a.text, b.text)
            }
        }
    }

    /// A comparison of enums, texts or dates.
    fn same(&mut self, depth: usize) -> String {
        let ty = match self.random.below(4) {
            0 => Ty::Text,
            1 => Ty::Date,
            _ => Ty::Enum(self.random.below(self.world.schemes.len())),
        };
        let ordered = match &ty {
            Ty::Text => false,
            Ty::Enum(scheme) => self.world.schemes[*scheme].ordered,
            _ => true,
        };
        let Some(a) = self.read_like(&ty) else { return self.truth_leaf() };
        let b = self.value(&ty, depth);
        let op = if ordered { *self.random.of(&ORDER) } else { *self.random.of(&["==", "!="]) };
        format!("({} {op} {b})", a.text)
    }

    /// `in`
    fn member(&mut self, depth: usize) -> String {
        let op = *self.random.of(&["in", "!in"]);
        let list = if self.random.chance(50) { self.read(|n| matches!(n.ty, Ty::Values(_))) } else { None };
        if let Some(list) = list
            && let Ty::Values(item) = &list.ty
        {
            let a = self.of(item, depth).0;
            return format!("({a} {op} {})", list.text);
        }
        let ty = self.any_type();
        if ty == Ty::Truth {
            return self.truth_leaf();
        }
        if self.random.chance(40)
            && let Some(mapped) = self.mapped(&ty, depth)
        {
            let a = self.of(&ty, depth.min(1)).0;
            return format!("({a} {op} {mapped})");
        }
        let Some(a) = self.read_like(&ty) else { return self.truth_leaf() };
        let all: Vec<String> = (0..2 + self.random.below(2)).map(|_| self.of(&ty, depth.min(1)).0).collect();
        format!("({} {op} [{}])", a.text, all.join(", "))
    }

    /// `switch` over what is at hand; the arms are taken in turn.
    pub(super) fn switch(&mut self, arms: &[String], depth: usize) -> String {
        let mut turn = (0..).map(|n: usize| arms[n % arms.len()].clone());
        let mut next = || turn.next().unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        let subject = if self.random.chance(60) {
            let Some(name) = self.read(|name| matches!(name.ty, Ty::Enum(_))) else {
                return format!("(if {} {{ {} }} else {{ {} }})", self.truth_leaf(), next(), next());
            };
            let Ty::Enum(scheme) = name.ty else { return next() };
            let values = &self.world.schemes[scheme].values;
            let (listed, some) = (values.len(), 1 + self.random.below(values.len()));
            for value in values.iter().take(some) {
                lines.push(format!("{value:?} => {}", next()));
            }
            if some < listed {
                lines.push(format!("_ => {}", next()));
            }
            name.text
        } else {
            let n = self.small();
            let (a, b) = (self.random.within(-5, 5), self.random.within(6, 40));
            lines.push(format!("{} => {}", decimal(a - 1, 0), next()));
            if self.random.chance(50) {
                lines.push(format!("{a}..{b} => {}", next()));
                lines.push(format!("{b}..={} => {}", b + 5, next()));
            } else {
                let guard = self.truth(depth.min(1));
                lines.push(format!("{a}..={b} if {guard} => {}", next()));
            }
            lines.push(format!("_ => {}", next()));
            n.text
        };
        format!("switch {subject} {{ {} }}", lines.join(", "))
    }
}
