//! `if`, `switch` and blocks: every arm is worked out, and the condition chooses.

use super::super::code::Reg;
use super::numbers::Num;
use super::values::{Kept, ListVal, Quotient, Val};
use super::{Builder, Built, unsupported};
use crate::eval::codes;
use crate::script::ast::BinaryOp;
use crate::typing::program::{Arm, Expr, Pattern, Step};
use crate::value::Value;

impl Builder<'_> {
    /// The first value where the condition is true, else the second; none where the condition is.
    pub(super) fn choose(&mut self, condition: Reg, then: &Val, otherwise: &Val) -> Built {
        match self.constant(condition) {
            Some(0) => return Ok(otherwise.clone()),
            Some(_) => return Ok(then.clone()),
            None => {}
        }
        if self.is_written(then) || self.is_written(otherwise) {
            return self.choose_lists(condition, then, otherwise);
        }
        match (then, otherwise) {
            (Val::Const(a), Val::Const(b)) if a == b => {
                return self.given(then.clone(), vec![condition]);
            }
            (Val::Quotient(_), _) | (_, Val::Quotient(_)) => {
                let (a, b) = (self.quotient(then)?, self.quotient(otherwise)?);
                return self.select_quotient(condition, a, b);
            }
            (Val::List(a), Val::List(b)) => return self.choose_list(condition, a, b),
            (Val::List(a), Val::Never(none)) => {
                let present = self.select(condition, a.present, *none)?;
                return Ok(Val::List(Box::new(ListVal { present, ..(**a).clone() })));
            }
            (Val::Never(none), Val::List(b)) => {
                let present = self.select(condition, *none, b.present)?;
                return Ok(Val::List(Box::new(ListVal { present, ..(**b).clone() })));
            }
            _ => {}
        }
        let (a, b, kind) = self.alike(then, otherwise)?;
        let reg = self.select(condition, a, b)?;
        Ok(kind.with(reg))
    }

    pub(super) fn quotient(&mut self, val: &Val) -> Built<Quotient> {
        let den = self.number(1);
        Ok(match self.num(val)? {
            Num::Quotient(q) => q,
            Num::Decimal(num, scale) => {
                Quotient { num, den, exp: i32::try_from(scale).unwrap_or(0).saturating_neg() }
            }
        })
    }

    /// Two lists of the same rows: the condition chooses which of them count.
    fn choose_list(&mut self, condition: Reg, a: &ListVal, b: &ListVal) -> Built {
        let same_item = match (&a.item, &b.item) {
            (Val::Item(d, l, f), Val::Item(e, m, g)) => (d, l, f) == (e, m, g),
            // Lists of the pack that are as long as each other share their places.
            (Val::Chosen(x, a), Val::Chosen(y, b)) => x == y && a == b,
            (x, y) => x.reg().is_some() && x.reg() == y.reg(),
        };
        if a.domain != b.domain || !same_item {
            return Err(unsupported("a choice between two lists"));
        }
        let present = self.select(condition, a.present, b.present)?;
        let one = self.number(1);
        let mask = self.select(condition, a.mask.unwrap_or(one), b.mask.unwrap_or(one))?;
        Ok(Val::List(Box::new(ListVal { present, mask: Some(mask), ..a.clone() })))
    }

    fn is_written(&self, val: &Val) -> bool {
        matches!(val, Val::Items(_) | Val::Kept(_) | Val::Const(Value::List(_)))
    }

    /// Two lists of which one at least was written out.
    fn choose_lists(&mut self, condition: Reg, a: &Val, b: &Val) -> Built {
        let is_empty = |list: &Kept| list.items.is_empty();
        let (rows, taken) = match (self.written(a)?, self.written(b)?, a, b) {
            (Some(a), Some(b), ..) => {
                let kept = self.choose_written(condition, &a, &b)?;
                return Ok(Val::Kept(Box::new(kept)));
            }
            // What is never there has no items.
            (Some(list), None, _, Val::Never(none)) => {
                let nothing = Kept { items: Vec::new(), present: *none };
                return Ok(Val::Kept(Box::new(self.choose_written(condition, &list, &nothing)?)));
            }
            (None, Some(list), Val::Never(none), _) => {
                let nothing = Kept { items: Vec::new(), present: *none };
                return Ok(Val::Kept(Box::new(self.choose_written(condition, &nothing, &list)?)));
            }
            (Some(list), None, _, Val::List(rows)) if is_empty(&list) => (rows, false),
            (None, Some(list), Val::List(rows), _) if is_empty(&list) => (rows, true),
            (Some(list), None, ..) => {
                let list = Val::List(Box::new(self.rows_of_kept(&list)?));
                return self.choose(condition, &list, b);
            }
            (_, Some(list), ..) => {
                let list = Val::List(Box::new(self.rows_of_kept(&list)?));
                return self.choose(condition, a, &list);
            }
            (None, None, ..) => return Err(unsupported("a list")),
        };
        // Where the empty list is taken none of the rows counts.
        let (one, zero) = (self.number(1), self.number(0));
        let mask = rows.mask.unwrap_or(one);
        let (present, mask) = if taken {
            (self.select(condition, rows.present, one)?, self.select(condition, mask, zero)?)
        } else {
            (self.select(condition, one, rows.present)?, self.select(condition, zero, mask)?)
        };
        Ok(Val::List(Box::new(ListVal { present, mask: Some(mask), ..(**rows).clone() })))
    }

    /// Two values of one type in registers whose numbers mean the same.
    pub(super) fn alike(&mut self, a: &Val, b: &Val) -> Built<(Reg, Reg, Val)> {
        if let (Some(a), Some(b)) = (self.record(a), self.record(b)) {
            return self.alike_records(a, b);
        }
        let (a, b) = (self.scalar(a)?, self.scalar(b)?);
        match (&a, &b) {
            (Val::Picked(d, list, field, x), Val::Picked(e, other, second, y))
                if (d, list, field) == (e, other, second) =>
            {
                Ok((*x, *y, a))
            }
            (Val::Number(x, sx), Val::Number(y, sy)) => {
                let scale = (*sx).max(*sy);
                let (x, y) = (self.at_scale(*x, *sx, scale)?, self.at_scale(*y, *sy, scale)?);
                Ok((x, y, Val::Number(x, scale)))
            }
            (Val::Never(x), other) | (other, Val::Never(x)) => {
                let y = other.reg().ok_or(unsupported("a choice of values of another kind"))?;
                let kind = other.clone();
                Ok(if matches!(a, Val::Never(_)) { (*x, y, kind) } else { (y, *x, kind) })
            }
            (Val::Any(_), _) | (_, Val::Any(_)) => Err(unsupported("a choice of values of another kind")),
            _ => match (a.column(), b.column()) {
                (Some((x, _)), Some((y, _))) => Ok((x, y, a)),
                _ => Err(unsupported("a choice of values of another kind")),
            },
        }
    }

    /// A value that fails where nothing else was chosen.
    pub(super) fn nothing(&mut self) -> Val {
        let causes = self.failed(codes::TABLE_GAP);
        Val::Never(self.never(causes))
    }

    pub(super) fn switch(&mut self, subject: &Expr, arms: &[Arm<Expr>]) -> Built {
        let subject = self.expr(subject)?;
        let mut result = self.nothing();
        for arm in arms.iter().rev() {
            let body = self.expr(&arm.body)?;
            let holds = self.arm_holds(&subject, arm)?;
            result = self.choose(holds, &body, &result)?;
        }
        self.with_subject(&subject, arms, result)
    }

    /// A switch has no value where what it looks at has none, even where an arm takes anything.
    fn with_subject<B>(&mut self, subject: &Val, arms: &[Arm<B>], result: Val) -> Built {
        if arms.first().is_some_and(|arm| !arm.patterns.is_empty()) {
            // The first comparison has no value where the subject has none.
            return Ok(result);
        }
        let present = self.presence(subject)?;
        self.given(result, vec![present])
    }

    fn arm_holds<B>(&mut self, subject: &Val, arm: &Arm<B>) -> Built<Reg> {
        let mut fits = self.number(i128::from(arm.patterns.is_empty()));
        for pattern in &arm.patterns {
            let holds = match pattern {
                Pattern::Value(value) => {
                    let value = self.expr(value)?;
                    self.compared(BinaryOp::Eq, subject, &value)?
                }
                Pattern::Range { lo, hi, inclusive } => {
                    let bound = |n| Val::Const(Value::Number(n));
                    let above = self.compared(BinaryOp::Ge, subject, &bound(*lo))?;
                    let op = if *inclusive { BinaryOp::Le } else { BinaryOp::Lt };
                    let below = self.compared(op, subject, &bound(*hi))?;
                    self.both(above, below)?
                }
            };
            fits = self.kleene(fits, holds, true)?;
        }
        let Some(guard) = &arm.guard else { return Ok(fits) };
        // The guard is looked at only where a pattern fits.
        let guard = self.truth(guard)?;
        let zero = self.number(0);
        self.select(fits, guard, zero)
    }

    pub(super) fn block(&mut self, steps: &[Step]) -> Built {
        let before = self.locals.len();
        let result = self.steps(steps, None);
        self.locals.truncate(before);
        result?.ok_or(unsupported("a block without value"))
    }

    /// What steps give; where they give nothing, what comes after them does.
    fn steps(&mut self, steps: &[Step], after: Option<&Val>) -> Built<Option<Val>> {
        let Some((step, rest)) = steps.split_first() else { return Ok(after.cloned()) };
        match step {
            Step::Let(id, value) => {
                let val = self.expr(value)?;
                self.locals.push((*id, val));
                self.steps(rest, after)
            }
            Step::Give(value) => self.expr(value).map(Some),
            Step::Branch(condition, then, otherwise) => {
                let condition = self.truth(condition)?;
                let rest = self.scoped(rest, after)?;
                let then = self.scoped(then, rest.as_ref())?;
                let otherwise = self.scoped(otherwise, rest.as_ref())?;
                let (then, otherwise) = (self.or_nothing(then), self.or_nothing(otherwise));
                self.choose(condition, &then, &otherwise).map(Some)
            }
            Step::Choose(subject, arms) => {
                let subject = self.expr(subject)?;
                let rest = self.scoped(rest, after)?;
                let mut result = self.or_nothing(rest.clone());
                for arm in arms.iter().rev() {
                    let body = self.scoped(&arm.body, rest.as_ref())?;
                    let body = self.or_nothing(body);
                    let holds = self.arm_holds(&subject, arm)?;
                    result = self.choose(holds, &body, &result)?;
                }
                self.with_subject(&subject, arms, result).map(Some)
            }
        }
    }

    fn scoped(&mut self, steps: &[Step], after: Option<&Val>) -> Built<Option<Val>> {
        let before = self.locals.len();
        let result = self.steps(steps, after);
        self.locals.truncate(before);
        result
    }

    fn or_nothing(&mut self, val: Option<Val>) -> Val {
        val.unwrap_or_else(|| self.nothing())
    }
}
