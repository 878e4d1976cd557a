//! Expressions over lists.

use super::numbers::num;
use super::world::{Name, Ty};
use super::writer::{Num, Writer};

impl Writer<'_> {
    /// Some list of rows, and which it is.
    fn rows(&mut self, depth: usize) -> Option<(String, usize)> {
        let name = self.read(|name| matches!(name.ty, Ty::Rows(_)))?;
        let Ty::Rows(list) = name.ty else { return None };
        Some((self.filtered(name.text, list, depth), list))
    }

    /// A list of these rows.
    pub(super) fn rows_of(&mut self, list: usize, depth: usize) -> String {
        match self.read(|name| name.ty == Ty::Rows(list)) {
            Some(name) => {
                let item = self.fresh();
                let condition = self.with_item(list, &item, |w| w.truth(depth.min(2)));
                format!("{}.filter(|{item}| {condition})", name.text)
            }
            None => "[]".to_owned(),
        }
    }

    fn filtered(&mut self, text: String, list: usize, depth: usize) -> String {
        if !self.random.chance(35) {
            return text;
        }
        let item = self.fresh();
        let condition = self.with_item(list, &item, |w| w.truth(depth.min(2)));
        format!("{text}.filter(|{item}| {condition})")
    }

    fn condition(&mut self, list: usize, depth: usize) -> String {
        if self.random.chance(30) {
            return String::new();
        }
        let item = self.fresh();
        let condition = self.with_item(list, &item, |w| w.truth(depth.min(2)));
        format!("|{item}| {condition}")
    }

    fn of_each(&mut self, list: usize, depth: usize) -> (String, Num) {
        let item = self.fresh();
        let each = self.with_item(list, &item, |w| {
            let found = w.short(depth);
            if found.whole + found.scale <= 8 { found } else { w.small() }
        });
        (format!("|{item}| {}", each.text), each)
    }

    /// A list of what each row comes to.
    pub(super) fn mapped(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let (rows, list) = self.rows(depth)?;
        let item = self.fresh();
        let each = self.with_item(list, &item, |w| match ty {
            Ty::Number { .. } => Some(w.short(depth.min(1)).text),
            Ty::Truth => Some(w.truth(depth.min(1))),
            other => w.read_like(other).map(|name| name.text),
        })?;
        Some(format!("{rows}.map(|{item}| {each})"))
    }

    /// The items of a list of numbers that a condition keeps; it may be written out or stand in the pack.
    fn kept_numbers(&mut self, list: &str, depth: usize) -> String {
        let item = self.fresh();
        let before = self.names.len();
        let ty = Ty::Number { whole: 6, scale: 2 };
        self.names.push(Name { text: item.clone(), root: None, ty, asked: false });
        let condition = self.truth(depth.min(1));
        self.names.truncate(before);
        format!("{list}.filter(|{item}| {condition})")
    }

    /// A number that a list written out comes to.
    fn of_written(&mut self, depth: usize) -> Num {
        let items: Vec<Num> = (0..2 + self.random.below(3)).map(|_| self.small()).collect();
        let (whole, scale) = items.iter().fold((1, 0), |(w, s), n| (n.whole.max(w), n.scale.max(s)));
        let texts: Vec<String> = items.into_iter().map(|item| item.text).collect();
        let kept = self.kept_numbers(&format!("[{}]", texts.join(", ")), depth);
        let op = *self.random.of(&["sum", "max", "min", "first", "last", "only"]);
        let asked = if op != "sum" && self.random.chance(40) { " ?? -1" } else { "" };
        num(format!("({kept}.{op}(){asked})"), whole + 1, scale)
    }

    /// A number that a list comes to.
    pub(super) fn of_rows(&mut self, depth: usize) -> Option<Num> {
        if self.random.chance(8) {
            return Some(self.of_written(depth));
        }
        if self.random.chance(12)
            && let Some(list) =
                self.read(|name| matches!(&name.ty, Ty::Values(of) if of.is_like(&Ty::number())))
        {
            let text = if self.random.chance(40) { self.kept_numbers(&list.text, depth) } else { list.text };
            let op = *self.random.of(&["sum", "max", "min", "count"]);
            return Some(num(format!("{text}.{op}()"), 6, 2));
        }
        if self.random.chance(20) {
            return self.picked_number(depth);
        }
        let (rows, list) = self.rows(depth)?;
        Some(match self.random.below(8) {
            0 | 1 => {
                let (closure, each) = self.of_each(list, depth);
                num(format!("{rows}.sum({closure})"), each.whole + 1, each.scale)
            }
            2 => {
                let condition = self.condition(list, depth);
                num(format!("{rows}.count({condition})"), 1, 0)
            }
            3 => {
                let (closure, each) = self.of_each(list, depth);
                let (op, k) = (self.rounding(), self.random.below(3));
                let asked = if self.random.chance(30) { " ?? -1" } else { "" };
                let scale = u32::try_from(k).unwrap_or(0);
                num(format!("{op}({rows}.mean({closure}){asked}, {k})"), each.whole + 1, scale)
            }
            4 => {
                let item = self.fresh();
                let (a, b) = self.with_item(list, &item, |w| (w.small(), w.small()));
                let (op, k) = (self.rounding(), self.random.below(3));
                let scale = u32::try_from(k).unwrap_or(0);
                let means = format!("{rows}.weighted_mean(|{item}| {}, |{item}| abs({}))", a.text, b.text);
                num(format!("clamp({op}({means}, {k}), -1000, 1000)"), 4, scale)
            }
            5 => {
                let (closure, each) = self.of_each(list, depth);
                let op = *self.random.of(&["sum", "min", "max"]);
                num(format!("{rows}.map({closure}).{op}()"), each.whole + 1, each.scale)
            }
            _ => {
                let (closure, each) = self.of_each(list, depth);
                let op = *self.random.of(&["min", "max"]);
                let text = format!("{rows}.{op}({closure})");
                let text = if self.random.chance(30) { format!("({text} ?? -1)") } else { text };
                num(text, each.whole.max(1), each.scale)
            }
        })
    }

    /// A row of a list.
    fn one_row(&mut self, depth: usize) -> Option<(String, usize)> {
        let (rows, list) = self.rows(depth)?;
        let by = match self.random.below(5) {
            0 => format!("first({})", self.condition(list, depth)),
            1 => format!("last({})", self.condition(list, depth)),
            2 => format!("only({})", self.condition(list, depth)),
            _ => {
                let item = self.fresh();
                let op = *self.random.of(&["min_by", "max_by"]);
                let keys = self.with_item(list, &item, |w| {
                    let mut keys = vec![w.short(depth.min(1)).text];
                    if w.random.chance(40) {
                        keys.extend(w.read(|n| matches!(n.ty, Ty::Date | Ty::Enum(0 | 1))).map(|n| n.text));
                        keys.swap_remove(0);
                        keys.push(w.small().text);
                    }
                    keys
                });
                match keys.as_slice() {
                    [one] => format!("{op}(|{item}| {one})"),
                    all => format!("{op}(|{item}| [{}])", all.join(", ")),
                }
            }
        };
        Some((format!("{rows}.{by}"), list))
    }

    /// A field of a row that was picked.
    pub(super) fn picked(&mut self, ty: &Ty, depth: usize) -> Option<String> {
        let (row, list) = self.one_row(depth)?;
        let fields = &self.world.lists[list];
        let fields = fields.fields.iter().map(|f| (&f.name, &f.ty));
        let rules = self.world.lists[list].rules.iter().map(|r| (&r.text, &r.ty));
        let fitting: Vec<_> = fields.chain(rules).filter(|(_, own)| *own == ty).collect();
        let (field, _) = fitting.get(self.random.below(fitting.len()))?;
        if self.random.chance(40) {
            let other = self.value(ty, 0);
            return Some(format!("({row}?.{field} ?? {other})"));
        }
        Some(format!("{row}.{field}"))
    }

    fn picked_number(&mut self, depth: usize) -> Option<Num> {
        let (row, list) = self.one_row(depth)?;
        let fields = self.world.lists[list].fields.iter().map(|f| (&f.name, &f.ty));
        let rules = self.world.lists[list].rules.iter().map(|r| (&r.text, &r.ty));
        let fitting: Vec<_> = fields.chain(rules).filter(|(_, own)| own.is_like(&Ty::number())).collect();
        let (field, ty) = fitting.get(self.random.below(fitting.len()))?;
        let Ty::Number { whole, scale } = ty else { return None };
        Some(if self.random.chance(40) {
            num(format!("({row}?.{field} ?? 0)"), *whole, *scale)
        } else {
            num(format!("{row}.{field}"), *whole, *scale)
        })
    }

    /// A truth value that a list comes to.
    pub(super) fn of_any_rows(&mut self, depth: usize) -> Option<String> {
        if self.random.chance(15) {
            let (row, _) = self.one_row(depth)?;
            return Some(format!("is_known({row})"));
        }
        let (rows, list) = self.rows(depth)?;
        let item = self.fresh();
        Some(match self.random.below(5) {
            0 => format!("{rows}.is_empty()"),
            1 => {
                // The same list twice: all pairs of rows.
                let other = self.fresh();
                let name = self.read(|name| name.ty == Ty::Rows(list))?;
                let condition =
                    self.with_item(list, &item, |w| w.with_item(list, &other, |w| w.truth(depth.min(2))));
                format!("{rows}.any(|{item}| {}.any(|{other}| {condition}))", name.text)
            }
            _ => {
                let condition = self.with_item(list, &item, |w| w.truth(depth.min(2)));
                let op = *self.random.of(&["any", "all"]);
                format!("{rows}.{op}(|{item}| {condition})")
            }
        })
    }
}
