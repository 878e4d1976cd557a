//! Decision tables: the classes of each input, and the result for each combination of classes.

use std::sync::Arc;

use super::super::calendar;
use super::super::code::{CauseSet, Found, Lut, Op, Reg, RowTable};
use super::super::lanes::Lane;
use super::values::Val;
use super::{Builder, Built, unsupported};
use crate::eval::codes;
use crate::eval::reference::{RowFound, find_row};
use crate::script::ast::BinaryOp;
use crate::typing::Type;
use crate::typing::program::{Expr, RowResult, Table, Test};
use crate::value::{Cause, Causes, Node, Number, Value};

/// More combinations than this are left to the reference evaluator.
const MOST: u64 = 1 << 15;

/// The classes of an input: the register that tells the class, and a value of each.
struct Classes {
    reg: Reg,
    values: Vec<Value>,
}

impl Builder<'_> {
    pub(super) fn table(
        &mut self,
        table: &Table,
        result: usize,
        inputs: &[Expr],
        called: bool,
        ty: &Type,
    ) -> Built {
        let mut vals = Vec::new();
        for input in inputs {
            vals.push(self.expr(input)?);
        }
        let mut classes = Vec::new();
        for (column, val) in vals.iter().enumerate() {
            classes.push(self.classes(table, column, val)?);
        }
        let sizes: Option<Vec<u32>> = classes.iter().map(|c| u32::try_from(c.values.len()).ok()).collect();
        let sizes = sizes.ok_or(unsupported("a large table"))?;
        let combinations = sizes.iter().try_fold(1u64, |n, s| n.checked_mul(u64::from(*s).checked_add(1)?));
        if combinations.is_none_or(|n| n > MOST) || classes.len() > 60 {
            return Err(unsupported("a large table"));
        }
        let (kind, results) = self.row_results(table, result, ty)?;
        let found = self.combinations(table, &classes, &results, called)?;
        let values = || {
            found.iter().filter_map(|f| match f {
                Found::Value(n) => Some(*n),
                _ => None,
            })
        };
        let (lo, hi) = (values().min().unwrap_or(0), values().max().unwrap_or(0));
        let regs: Vec<Reg> = classes.iter().map(|c| c.reg).collect();
        let domain = self.common(&regs)?;
        let mut lifted = Vec::new();
        for reg in regs {
            lifted.push(self.lift(reg, domain)?);
        }
        let strict = is_strict(&sizes, &found);
        let classified = RowTable { sizes, found, strict };
        let number = match self.code.tables.iter().position(|known| *known == classified) {
            Some(number) => number,
            None => {
                self.code.tables.push(classified);
                self.code.tables.len().saturating_sub(1)
            }
        };
        let reg = self.emit(Op::Row(number, lifted), Lane::of(lo, hi), domain, lo, hi);
        if matches!(kind, Val::Items(_)) {
            // A list has no number of its own, but its row has.
            let lists = table.rows.iter().map(|row| match row.results.get(result) {
                Some(RowResult::Value(value)) => Ok(value.clone()),
                _ => Err(Causes::default()),
            });
            return self.chosen(reg, &lists.collect::<Vec<Node>>());
        }
        Ok(kind.with(reg))
    }

    /// What each combination of classes gives, an input without value being a class of its own.
    fn combinations(
        &mut self,
        table: &Table,
        classes: &[Classes],
        results: &[Found],
        called: bool,
    ) -> Built<Vec<Found>> {
        let gap = self.failed(codes::TABLE_GAP);
        let overlap = self.failed(codes::TABLE_OVERLAP);
        // Each input without value has a cause that says which one it is.
        let unknown: Vec<Causes> =
            (0..classes.len()).map(|n| Causes::one(Cause::Missing(Arc::from(n.to_string())))).collect();
        let bits = |causes: &Causes| {
            let named = causes.iter().filter_map(|cause| cause.name().parse::<u32>().ok());
            named.fold(0u64, |bits, n| bits | 1u64.checked_shl(n).unwrap_or(0))
        };
        let mut at = vec![0usize; classes.len()];
        let mut found = Vec::new();
        loop {
            let nodes: Vec<Node> = at
                .iter()
                .zip(classes)
                .zip(&unknown)
                .map(|((class, own), causes)| own.values.get(*class).cloned().ok_or_else(|| causes.clone()))
                .collect();
            let all = nodes.iter().filter_map(|n| n.as_ref().err()).fold(0, |all, c| all | bits(c));
            found.push(match find_row(table, &nodes) {
                _ if called && all != 0 => Found::Unknown(all),
                RowFound::Row(row) => results.get(row).copied().unwrap_or(Found::Never(gap)),
                RowFound::Unknown(causes) => Found::Unknown(bits(&causes)),
                RowFound::Overlap(..) => Found::Never(overlap),
                RowFound::Gap => Found::Never(gap),
            });
            // The next combination, the last input the fastest.
            let mut moved = false;
            for (class, own) in at.iter_mut().zip(classes).rev() {
                if *class < own.values.len() {
                    *class = class.saturating_add(1);
                    moved = true;
                    break;
                }
                *class = 0;
            }
            if !moved {
                return Ok(found);
            }
        }
    }

    fn row_results(&mut self, table: &Table, result: usize, ty: &Type) -> Built<(Val, Vec<Found>)> {
        let scale = match ty {
            Type::Number(number) => number.scale.ok_or(unsupported("a quotient in a table"))?,
            _ => 0,
        };
        let mut kind = Val::Never(Reg::FIRST);
        let mut found = Vec::new();
        for (number, row) in table.rows.iter().enumerate() {
            found.push(match row.results.get(result) {
                Some(RowResult::Value(Value::List(_))) => {
                    kind = Val::Items(Vec::new());
                    Found::Value(i128::try_from(number).unwrap_or(0))
                }
                Some(RowResult::Value(value)) => {
                    let val = self.scalar(&Val::Const(value.clone()))?;
                    let val = match val {
                        Val::Number(reg, own) => {
                            Val::Number(self.at_scale(reg, own, scale.max(own))?, scale.max(own))
                        }
                        other => other,
                    };
                    let (reg, _) = val.column().ok_or(unsupported("a result"))?;
                    kind = val;
                    Found::Value(self.constant(reg).ok_or(unsupported("a result"))?)
                }
                Some(RowResult::NotApplicable) => {
                    let path = Arc::clone(&self.path);
                    Found::Never(self.cause(Cause::NotApplicable(path)))
                }
                Some(RowResult::NotRegulated) => {
                    let path = Arc::clone(&self.path);
                    Found::Never(self.cause(Cause::Unregulated(path, row.note.clone())))
                }
                None => Found::Never(self.failed(codes::TABLE_GAP)),
            });
        }
        if let Val::Number(_, own) = kind
            && own != scale
        {
            return Err(unsupported("results of several scales"));
        }
        Ok((kind, found))
    }

    /// The classes of values that no cell of a column tells apart.
    fn classes(&mut self, table: &Table, column: usize, val: &Val) -> Built<Classes> {
        let tests = || table.rows.iter().filter_map(move |row| row.tests.get(column)).flatten().flatten();
        let val = self.scalar(val)?;
        if tests().next().is_none() {
            // Nothing is tested, so that there is one class; a call still needs the value.
            let present = self.presence(&val)?;
            let reg = self.marker_of(present)?;
            return Ok(Classes { reg, values: vec![Value::Bool(true)] });
        }
        match &val {
            Val::Bool(reg) => Ok(Classes { reg: *reg, values: vec![Value::Bool(false), Value::Bool(true)] }),
            Val::Enum(reg, scheme) => {
                let last = u16::try_from(scheme.values.len()).unwrap_or(u16::MAX);
                let values = (0..last).filter_map(|n| scheme.value(n)).map(Value::Enum).collect();
                Ok(Classes { reg: *reg, values })
            }
            Val::Number(reg, scale) => self.number_classes(*reg, *scale, tests()),
            Val::Date(reg) => self.date_classes(*reg, tests()),
            Val::Text(reg) => self.text_classes(*reg, tests()),
            Val::Never(reg) => Ok(Classes { reg: *reg, values: vec![Value::Bool(true)] }),
            _ => Err(unsupported("an input of a table")),
        }
    }

    /// A register that is zero wherever the other has a value.
    fn marker_of(&mut self, present: Reg) -> Built<Reg> {
        let zero = self.number(0);
        if self.placed(present).is_none() {
            return Ok(zero);
        }
        let domain = self.domain(present);
        let lane = Lane::TRUTH;
        Ok(self.emit(Op::Needs(zero, vec![present]), lane, domain, 0, 0))
    }

    fn number_classes<'t>(
        &mut self,
        reg: Reg,
        scale: u32,
        tests: impl Iterator<Item = &'t Test> + Clone,
    ) -> Built<Classes> {
        let numbers = |test: &Test| -> Vec<Number> {
            values_of(test)
                .into_iter()
                .filter_map(|v| if let Value::Number(n) = v { Some(n) } else { None })
                .collect()
        };
        let wide = unsupported("numbers of more than 128 bits");
        let mut finest = scale;
        for test in tests.clone() {
            for number in numbers(test) {
                finest = finest.max(number.scale().ok_or(unsupported("a quotient in a table"))?);
            }
        }
        let mut steps = Vec::new();
        for test in tests {
            for number in numbers(test) {
                let digits = number.to_scaled(finest).ok_or(wide)?;
                steps.extend([digits, digits.checked_add(1).ok_or(wide)?]);
            }
        }
        let reg = self.at_scale(reg, scale, finest)?;
        let (reg, firsts) = self.thresholds(reg, steps)?;
        let values: Option<Vec<Value>> =
            firsts.into_iter().map(|n| Number::from_scaled(n, finest).map(Value::Number)).collect();
        Ok(Classes { reg, values: values.ok_or(wide)? })
    }

    fn date_classes<'t>(&mut self, reg: Reg, tests: impl Iterator<Item = &'t Test>) -> Built<Classes> {
        let mut steps = Vec::new();
        for test in tests {
            for value in values_of(test) {
                let Value::Date(date) = value else { return Err(unsupported("a date")) };
                let day = i128::from(calendar::days_of(date));
                steps.extend([day, day.saturating_add(1)]);
            }
        }
        let (reg, firsts) = self.thresholds(reg, steps)?;
        let date = |n: i128| calendar::date_of(i64::try_from(n).ok()?).map(Value::Date);
        let values: Option<Vec<Value>> = firsts.into_iter().map(date).collect();
        Ok(Classes { reg, values: values.ok_or(unsupported("a date"))? })
    }

    /// The class by how many thresholds a number has reached, and the first number of each class.
    fn thresholds(&mut self, reg: Reg, mut steps: Vec<i128>) -> Built<(Reg, Vec<i128>)> {
        steps.sort_unstable();
        steps.dedup();
        let (lo, hi) = self.bounds(reg);
        // What no number reaches, and what every number has reached, tells nothing apart.
        steps.retain(|step| *step > lo && *step <= hi);
        let mut firsts = vec![lo];
        firsts.extend(&steps);
        if steps.is_empty() {
            let reg = self.marker_of(reg)?;
            return Ok((reg, firsts));
        }
        if let Some(number) = self.constant(reg) {
            let class = steps.iter().filter(|step| **step <= number).count();
            let class = self.number(i128::try_from(class).unwrap_or(0));
            return Ok((class, firsts));
        }
        let most = i128::try_from(steps.len()).unwrap_or(i128::MAX);
        let domain = self.domain(reg);
        let class = self.emit(Op::Classes(reg, steps.into()), Lane::of(0, most), domain, 0, most);
        Ok((class, firsts))
    }

    fn text_classes<'t>(&mut self, reg: Reg, tests: impl Iterator<Item = &'t Test>) -> Built<Classes> {
        let mut values = vec![Value::Text(Arc::from("\u{0}"))];
        for test in tests {
            for value in values_of(test) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        if values.len() > 64 {
            return Err(unsupported("a table of many texts"));
        }
        let mut class = self.number(0);
        for (number, value) in values.iter().enumerate().skip(1) {
            let Value::Text(words) = value else { return Err(unsupported("a text")) };
            let (words, own) = (self.text(words), self.number(i128::try_from(number).unwrap_or(0)));
            let same = self.compare(BinaryOp::Eq, reg, words)?;
            class = self.select(same, own, class)?;
        }
        Ok(Classes { reg: class, values })
    }

    /// The entries of a look-up for each value of an enum.
    pub(super) fn enum_lut(size: usize, entry: impl Fn(i128) -> (i128, CauseSet)) -> Lut {
        let entries = (0..size).map(|n| entry(i128::try_from(n).unwrap_or(0))).collect();
        Lut { lo: 0, entries }
    }
}

/// Whether every combination of known classes has a value, and every other one the causes of all that is not known.
fn is_strict(sizes: &[u32], found: &[Found]) -> bool {
    found.iter().enumerate().all(|(place, found)| {
        let (mut rest, mut unknown) = (u64::try_from(place).unwrap_or(u64::MAX), 0u64);
        for (number, size) in sizes.iter().enumerate().rev() {
            let classes = u64::from(*size).saturating_add(1);
            if rest.checked_rem(classes) == Some(u64::from(*size)) {
                unknown |= 1u64.checked_shl(u32::try_from(number).unwrap_or(64)).unwrap_or(0);
            }
            rest = rest.checked_div(classes).unwrap_or(0);
        }
        match found {
            Found::Value(_) => unknown == 0,
            Found::Unknown(bits) => unknown == *bits && unknown != 0,
            Found::Never(_) => false,
        }
    })
}

fn values_of(test: &Test) -> Vec<Value> {
    match test {
        Test::Equal(value) | Test::Compare(_, value) => vec![value.clone()],
        Test::Range { lo, hi, .. } => vec![lo.clone(), hi.clone()],
    }
}
