//! The instructions of the columnar evaluator: each computes one register, once, from registers before it.

use std::num::NonZeroU32;
use std::sync::Arc;

use indexmap::IndexMap;

use super::lanes::Lane;
use crate::script::ast::BinaryOp;
use crate::typing::Ask;
use crate::typing::program::{NodeId, Shape};
use crate::value::{Cause, Causes, QuickState, Rounding, Scheme, Status, Value};

/// The number of a register, which is that of the instruction that computes it.
///
/// It is kept one higher, so that a register or none takes no more room than a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Reg(NonZeroU32);

impl Reg {
    /// The first register.
    pub(crate) const FIRST: Reg = Reg(NonZeroU32::MIN);

    /// The register of an instruction.
    pub(crate) fn of(number: usize) -> Reg {
        // INVARIANT: a plan with so many instructions fits into no memory.
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        Reg(NonZeroU32::MIN.saturating_add(number))
    }

    /// The number of its instruction.
    #[inline(always)]
    pub(crate) fn number(self) -> u32 {
        self.0.get().wrapping_sub(1)
    }

    /// Where it stands among all registers.
    #[inline(always)]
    pub(crate) fn at(self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }
}

/// The number of a set of rows: the subjects, or the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Domain(pub(crate) u32);

/// The subjects themselves.
pub(crate) const SUBJECTS: Domain = Domain(0);

/// The number of a set of causes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CauseSet(pub(crate) u32);

/// Sets of causes, each with its kinds, by number.
pub(crate) type CauseSets = IndexMap<Vec<Cause>, (Causes, u8), QuickState>;

/// A plan in instructions.
#[derive(Debug, Default)]
pub(crate) struct Code {
    /// The instructions in the order in which they run; a register has the number of its instruction.
    pub(crate) ops: Vec<Instr>,
    /// The sets of rows, each after the one that it lies within; the first are the subjects.
    pub(crate) domains: Vec<DomainSpec>,
    /// What is read of the subjects and of the rows of lists.
    pub(crate) inputs: Vec<InputSpec>,
    /// The values that a number chooses.
    pub(crate) luts: Vec<Lut>,
    /// The decision tables.
    pub(crate) tables: Vec<RowTable>,
    /// The results.
    pub(crate) outputs: Vec<OutputSpec>,
    /// The codes that the triggers among the outputs call for, where a rule gives them.
    pub(crate) items: Vec<OutputSpec>,
    /// The sets of causes that instructions name; the first is empty.
    pub(crate) causes: Vec<Causes>,
    /// The texts that instructions name: the first numbers of all texts.
    pub(crate) texts: Vec<Arc<str>>,
    /// The rules that the reference evaluator runs row by row.
    pub(crate) row_rules: Vec<RowRule>,
    /// The values that are put together from several registers.
    pub(crate) wholes: Vec<RowInput>,
    /// For each instruction the registers that nothing reads after it.
    pub(crate) ends: Vec<Vec<Reg>>,
}

/// An instruction, and what is known of its register.
#[derive(Clone, Debug)]
pub(crate) struct Instr {
    /// What it does.
    pub(crate) op: Op,
    /// The lane of its numbers.
    pub(crate) lane: Lane,
    /// The rows that it has numbers for.
    pub(crate) domain: Domain,
    /// The least number where there is a value.
    pub(crate) lo: i128,
    /// The greatest number where there is a value.
    pub(crate) hi: i128,
}

/// A set of rows.
#[derive(Clone, Debug)]
pub(crate) struct DomainSpec {
    /// The rows that these lie within.
    pub(crate) parent: Domain,
    /// What the rows are.
    pub(crate) kind: DomainKind,
    /// The name that people know it by.
    pub(crate) name: Arc<str>,
    /// Whether an output rests on its rows.
    pub(crate) used: bool,
}

/// What the rows of a domain are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DomainKind {
    /// The subjects.
    Subjects,
    /// The rows of a list that is given.
    List(ListSpec),
    /// For each row of the parent all rows of a list of the same subject.
    Cross(Domain),
    /// For each row of the parent the same number of rows: the items of a list that stands in the pack.
    Written(usize),
}

/// A list that is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListSpec {
    /// The fact.
    pub(crate) fact: NodeId,
    /// The position of the list within the rows of its parent; `None` for a fact.
    pub(crate) field: Option<usize>,
    /// The input that tells for each parent row whether there is a list at all.
    pub(crate) present: usize,
}

/// A column that is read.
#[derive(Clone, Debug)]
pub(crate) struct InputSpec {
    /// The fact.
    pub(crate) fact: NodeId,
    /// The position of the field where the fact is a list.
    pub(crate) field: Option<usize>,
    /// The name under which it is missing.
    pub(crate) path: Arc<str>,
    /// The rows that it has values for.
    pub(crate) domain: Domain,
    /// What a value must be to count.
    pub(crate) shape: Shape,
    /// The lane that it is kept in.
    pub(crate) lane: Lane,
    /// The least number that counts.
    pub(crate) lo: i128,
    /// The greatest number that counts.
    pub(crate) hi: i128,
    /// The decimals of its numbers.
    pub(crate) scale: u32,
    /// Whether an output rests on it.
    pub(crate) used: bool,
}

/// A result of the plan.
#[derive(Clone, Debug)]
pub(crate) struct OutputSpec {
    /// The node.
    pub(crate) node: NodeId,
    /// The name by which it was asked for.
    pub(crate) name: Arc<str>,
    /// The register with its numbers.
    pub(crate) reg: Reg,
    /// How its numbers are read.
    pub(crate) meaning: Meaning,
    /// The rows that it has values for.
    pub(crate) domain: Domain,
}

/// How the numbers of a register are read.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    /// 0 or 1.
    Bool,
    /// A decimal with so many decimals.
    Number(u32),
    /// A position in an enum.
    Enum(Arc<Scheme>),
    /// Days since 1970.
    Date,
    /// The number of a text.
    Text,
    /// A position among values of the pack.
    Among(Arc<[Value]>),
    /// The value itself.
    Any,
}

/// A value for each number from `lo` on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lut {
    /// The number of the first entry.
    pub(crate) lo: i128,
    /// The values, and the causes where there is none.
    pub(crate) entries: Vec<(i128, CauseSet)>,
}

/// A result of a decision table for each combination of classes of its inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowTable {
    /// For each input how many classes it has; one more stands for an input without value.
    pub(crate) sizes: Vec<u32>,
    /// What follows, by the classes in mixed radix, the first input the slowest.
    pub(crate) found: Vec<Found>,
    /// Whether there is a value exactly where every input has one.
    pub(crate) strict: bool,
}

/// What a table says of one combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A value.
    Value(i128),
    /// None, with these causes.
    Never(CauseSet),
    /// None, because of these inputs, a bit each.
    Unknown(u64),
}

/// A rule that the reference evaluator runs row by row.
#[derive(Clone, Debug)]
pub(crate) struct RowRule {
    /// The rule.
    pub(crate) node: NodeId,
    /// Its name.
    pub(crate) name: Arc<str>,
    /// What of it has no instruction.
    pub(crate) why: &'static str,
    /// What it rests on: nodes of the subject.
    pub(crate) inputs: Vec<(NodeId, RowInput)>,
    /// For a rule of a list the fields of its item by position.
    pub(crate) item: Option<Vec<Option<RowField>>>,
    /// How its result is kept.
    pub(crate) meaning: Meaning,
}

/// What a rule run row by row is given for a node, or what a value is put together from.
#[derive(Clone, Debug)]
pub(crate) enum RowInput {
    /// A value.
    Value(Reg, Meaning),
    /// A list of rows.
    List(RowList),
    /// A list of values: whether there is one, its rows, those that count, and the value of each.
    Values(Reg, Domain, Option<Reg>, Reg, Meaning),
}

/// A list that is put together again from its columns.
#[derive(Clone, Debug)]
pub(crate) struct RowList {
    /// The register that tells whether there is a list.
    pub(crate) present: Reg,
    /// Its rows.
    pub(crate) domain: Domain,
    /// The fields by position; those that nothing reads are absent.
    pub(crate) fields: Vec<Option<RowField>>,
}

/// A field of such a list.
#[derive(Clone, Debug)]
pub(crate) enum RowField {
    /// A value.
    Value(Reg, Meaning),
    /// A list within the row.
    List(RowList),
}

/// Arithmetic of two numbers of one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arith {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// The smaller.
    Min,
    /// The larger.
    Max,
    /// What is left of a division towards zero.
    Rem,
}

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Days.
    Day,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// How a key compares in a pick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The first in order.
    First,
    /// The last in order.
    Last,
    /// The one with the least key.
    Least,
    /// The one with the greatest key.
    Greatest,
    /// The only one.
    Only,
}

/// What a list is summed up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// The sum.
    Sum,
    /// How many rows there are.
    Count,
    /// Whether one is true.
    Any,
    /// Whether all are true.
    All,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// What an instruction does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// A column that is read.
    Input(usize),
    /// The same number in every row.
    Const(i128),
    /// No value in any row.
    Never(CauseSet),
    /// The same numbers in another lane.
    Cast(Reg),
    /// Arithmetic.
    Arith(Arith, Reg, Reg),
    /// The number without its sign.
    Abs(Reg),
    /// A comparison; the operands have one lane.
    Compare(BinaryOp, Reg, Reg),
    /// `!`
    Not(Reg),
    /// `&&`, three-valued.
    And(Reg, Reg),
    /// `||`, three-valued.
    Or(Reg, Reg),
    /// The second where the first is true, else the third.
    Select(Reg, Reg, Reg),
    /// The entry that a number chooses.
    Lookup(Reg, usize),
    /// The first divided by the second, rounded; no value where the second is zero.
    Divide(Reg, Reg, Rounding),
    /// How many of the thresholds, which rise, are at most the number.
    Classes(Reg, Arc<[i128]>),
    /// The result of a table.
    Row(usize, Vec<Reg>),
    /// `??`: the first, or the second where the first is none in a way that may be caught.
    Coalesce(Reg, Reg, Catch),
    /// `is_known`.
    IsKnown(Reg, Catch),
    /// The number, where it lies within the bounds.
    Within(Reg, i128, i128, CauseSet),
    /// The first, unless the second is true.
    FailIf(Reg, Reg, CauseSet),
    /// The first, where each of the others has a value.
    Needs(Reg, Vec<Reg>),
    /// 1 where the register has a value that is false, else 0; it always has a value.
    IsFalse(Reg),
    /// For each row the number of its parent row, or where set that of its row of the crossed list.
    Spread(Reg, bool),
    /// The number of the row that an index names.
    Gather(Reg, Reg),
    /// For each parent row: whether there is a list, none where a row that counts has none.
    Present(Reg, Vec<Reg>, Option<Reg>),
    /// The rows of each list summed up: present, rows, mask.
    Fold(Fold, Reg, Option<Reg>, Option<Reg>),
    /// The row of a list: present, mask, keys, order, and the causes where there is none.
    Pick(Pick, Reg, Option<Reg>, Vec<Reg>, Vec<Reg>, CauseSet),
    /// The rank of each text among the texts of the column.
    Rank(Reg),
    /// For each row of a written list its place in it.
    Place,
    /// For each row of a written list the number of the register at its place.
    Weave(Vec<Reg>),
    /// A part of a date.
    Part(Unit, Reg),
    /// A date some steps later; no value outside the calendar.
    Move(Unit, Reg, Reg, CauseSet),
    /// Whole steps between two dates.
    Between(Unit, Reg, Reg),
    /// The date with a year, month and day.
    DateOf(Reg, Reg, Reg, CauseSet),
    /// A value that is put together from several registers.
    Collect(usize),
    /// A rule that the reference evaluator runs row by row.
    ByRow(usize),
}

/// How a register without value may be caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Catch {
    /// By its own causes.
    pub(crate) own: Caught,
    /// By those of the record that it is a field of.
    pub(crate) base: Option<(Reg, Caught)>,
}

/// Which causes are caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caught {
    /// None.
    No,
    /// `missing`, `unregulated`, `not_applicable`.
    Known,
    /// `empty`.
    Pick,
}

impl From<Ask> for Caught {
    fn from(ask: Ask) -> Caught {
        match ask {
            Ask::No => Caught::No,
            Ask::Known => Caught::Known,
            Ask::Pick => Caught::Pick,
        }
    }
}

/// The kinds of causes as bits.
pub(crate) mod kinds {
    /// `missing`
    pub(crate) const MISSING: u8 = 1;
    /// `unregulated`
    pub(crate) const UNREGULATED: u8 = 2;
    /// `not_applicable`
    pub(crate) const NOT_APPLICABLE: u8 = 4;
    /// `empty`
    pub(crate) const EMPTY: u8 = 8;
    /// `invalid`
    pub(crate) const INVALID: u8 = 16;
    /// `failed`
    pub(crate) const FAILED: u8 = 32;
}

/// The bit of a cause.
pub(crate) fn kind_of(cause: &Cause) -> u8 {
    match cause {
        Cause::Missing(_) => kinds::MISSING,
        Cause::Unregulated(..) => kinds::UNREGULATED,
        Cause::NotApplicable(_) => kinds::NOT_APPLICABLE,
        Cause::Empty(_) => kinds::EMPTY,
        Cause::Invalid(..) => kinds::INVALID,
        Cause::Failed(..) => kinds::FAILED,
    }
}

/// The bits of a set of causes.
pub(crate) fn kinds_of(causes: &Causes) -> u8 {
    causes.iter().fold(0, |bits, cause| bits | kind_of(cause))
}

/// The status of a row that has causes of these kinds.
pub(crate) fn status_of_kinds(bits: u8) -> Status {
    if bits & (kinds::INVALID | kinds::FAILED) != 0 {
        Status::Error
    } else if bits == kinds::NOT_APPLICABLE {
        Status::NotApplicable
    } else {
        Status::Undetermined
    }
}

impl Caught {
    /// Whether causes of these kinds are caught.
    #[inline(always)]
    pub(crate) fn catches(self, bits: u8) -> bool {
        match self {
            Caught::No => false,
            Caught::Known => {
                bits != 0 && bits & !(kinds::MISSING | kinds::UNREGULATED | kinds::NOT_APPLICABLE) == 0
            }
            Caught::Pick => bits == kinds::EMPTY,
        }
    }
}

impl Code {
    /// The outputs, and the codes that triggers call for.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &OutputSpec> {
        self.outputs.iter().chain(&self.items)
    }

    /// The rules that the reference evaluator runs row by row.
    pub(crate) fn by_row(&self) -> impl Iterator<Item = &RowRule> {
        let rule = |instr: &Instr| if let Op::ByRow(rule) = instr.op { Some(rule) } else { None };
        self.ops.iter().filter_map(rule).filter_map(|rule| self.row_rules.get(rule))
    }
}

impl Op {
    /// The registers that it reads.
    pub(crate) fn reads(&self, code: &Code) -> Vec<Reg> {
        let mut found = Vec::new();
        let mut add = |reg: &mut Reg| found.push(*reg);
        self.clone().each_read(&mut add);
        match self {
            Op::ByRow(rule) => {
                code.row_rules.get(*rule).cloned().iter_mut().for_each(|r| r.each_read(&mut add))
            }
            Op::Collect(whole) => {
                code.wholes.get(*whole).cloned().iter_mut().for_each(|w| w.each_read(&mut add))
            }
            _ => {}
        }
        found
    }

    /// Visits the registers that it reads itself.
    pub(crate) fn each_read(&mut self, to: &mut dyn FnMut(&mut Reg)) {
        match self {
            Op::Input(_) | Op::Const(_) | Op::Never(_) | Op::ByRow(_) | Op::Collect(_) | Op::Place => {}
            Op::Cast(a)
            | Op::Abs(a)
            | Op::Not(a)
            | Op::Lookup(a, _)
            | Op::Classes(a, _)
            | Op::Within(a, ..)
            | Op::IsFalse(a)
            | Op::Spread(a, _)
            | Op::Rank(a)
            | Op::Part(_, a) => to(a),
            Op::Arith(_, a, b)
            | Op::Compare(_, a, b)
            | Op::And(a, b)
            | Op::Or(a, b)
            | Op::Divide(a, b, _)
            | Op::FailIf(a, b, _)
            | Op::Gather(a, b)
            | Op::Move(_, a, b, _)
            | Op::Between(_, a, b) => [a, b].into_iter().for_each(to),
            Op::Select(a, b, c) | Op::DateOf(a, b, c, _) => [a, b, c].into_iter().for_each(to),
            Op::Row(_, regs) | Op::Weave(regs) => regs.iter_mut().for_each(to),
            Op::Coalesce(a, b, catch) => {
                [a, b].into_iter().for_each(&mut *to);
                catch.base.iter_mut().for_each(|(reg, _)| to(reg));
            }
            Op::IsKnown(a, catch) => {
                to(a);
                catch.base.iter_mut().for_each(|(reg, _)| to(reg));
            }
            Op::Needs(a, more) => {
                to(a);
                more.iter_mut().for_each(to);
            }
            Op::Present(a, more, mask) => {
                to(a);
                more.iter_mut().chain(mask).for_each(to);
            }
            Op::Fold(_, a, b, mask) => {
                to(a);
                b.iter_mut().chain(mask).for_each(to);
            }
            Op::Pick(_, a, mask, keys, order, _) => {
                to(a);
                mask.iter_mut().chain(keys).chain(order).for_each(to);
            }
        }
    }
}

impl RowRule {
    /// Visits the registers that the rule is given.
    pub(crate) fn each_read(&mut self, to: &mut dyn FnMut(&mut Reg)) {
        for field in self.item.iter_mut().flatten().flatten() {
            field.each_read(to);
        }
        for (_, input) in &mut self.inputs {
            input.each_read(to);
        }
    }
}

impl RowInput {
    /// Visits the registers that it is put together from.
    pub(crate) fn each_read(&mut self, to: &mut dyn FnMut(&mut Reg)) {
        match self {
            RowInput::Value(reg, _) => to(reg),
            RowInput::List(list) => list.each_read(to),
            RowInput::Values(present, _, mask, reg, _) => {
                [present, reg].into_iter().chain(mask).for_each(&mut *to);
            }
        }
    }
}

impl RowList {
    fn each_read(&mut self, to: &mut dyn FnMut(&mut Reg)) {
        to(&mut self.present);
        for field in self.fields.iter_mut().flatten() {
            field.each_read(to);
        }
    }
}

impl RowField {
    fn each_read(&mut self, to: &mut dyn FnMut(&mut Reg)) {
        match self {
            RowField::Value(reg, _) => to(reg),
            RowField::List(list) => list.each_read(to),
        }
    }
}

impl Meaning {
    /// The value of a number, as the reference evaluator has it.
    pub(crate) fn value(&self, number: i128, texts: &dyn Fn(i128) -> Arc<str>) -> Option<Value> {
        Some(match self {
            Meaning::Bool => Value::Bool(number != 0),
            Meaning::Number(scale) => Value::Number(crate::value::Number::from_scaled(number, *scale)?),
            Meaning::Enum(scheme) => Value::Enum(scheme.value(u16::try_from(number).ok()?)?),
            Meaning::Date => Value::Date(super::calendar::date_of(i64::try_from(number).ok()?)?),
            Meaning::Text => Value::Text(texts(number)),
            Meaning::Among(values) => values.get(usize::try_from(number).ok()?)?.clone(),
            Meaning::Any => return None,
        })
    }
}
