//! What triggers call for: a column of lists, in the order of an outcome's triggers.

use std::sync::Arc;

use arrow_array::types::{Decimal128Type, Int8Type, Int32Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, ListArray, PrimitiveArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};

use super::shape::status_type;
use crate::eval::columnar::code::{Code, Meaning, OutputSpec, SUBJECTS};
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::run::{First, Frame};
use crate::plan::Plan;
use crate::script::ast::{Kind, ReasonKind};
use crate::typing::program::Program;

/// The kinds of reasons in the order of their numbers.
const REASONS: [ReasonKind; 4] =
    [ReasonKind::Gap, ReasonKind::Mandatory, ReasonKind::Opportunity, ReasonKind::Urgent];

/// The triggers of a plan.
#[derive(Clone, Debug)]
pub(super) struct Triggers {
    all: Vec<Trigger>,
    precision: u8,
    scale: u32,
}

#[derive(Clone, Debug)]
struct Trigger {
    /// The number of its output.
    output: usize,
    /// The position in the catalogue of what it calls for; `None` where a rule says.
    fixed: Option<usize>,
    /// The number among the outputs for items of what a rule says.
    from: Option<usize>,
    /// The number of its kind of reason.
    reason: Option<i8>,
    /// What its digits are multiplied with to have the decimals of all.
    factor: i128,
}

/// What one row of a trigger says.
pub(super) enum Call<'a> {
    /// Nothing, or nothing that is known.
    Nothing,
    /// An item of the catalogue, by position, with its priority.
    Item(usize, i128),
    /// An item that is not known, of this register.
    Unknown(&'a OutputSpec),
    /// An item that the catalogue does not have.
    NoSuchItem,
}

/// What the triggers of a chunk call for.
#[derive(Debug, Default)]
pub(super) struct Called {
    lens: Vec<u32>,
    items: Vec<i32>,
    priorities: Vec<i128>,
    reason_lens: Vec<u32>,
    reasons: Vec<Option<i8>>,
}

impl Triggers {
    /// The triggers of a plan that was asked for them.
    pub(super) fn new(plan: &Plan, code: &Code) -> Option<Triggers> {
        if !plan.gives_triggers() {
            return None;
        }
        let (program, mut found, mut scale, mut whole) = (plan.program(), Vec::new(), 0, 1);
        for (number, output) in code.outputs.iter().enumerate() {
            let Some(rule) = program.node(output.node).and_then(|node| node.rule()) else { continue };
            let (Kind::Trigger, Meaning::Number(own)) = (rule.kind, &output.meaning) else { continue };
            let fixed = rule.item.as_ref().and_then(|code| program.catalogue.items.get_index_of(code));
            let kind = rule.reason.as_ref().map(|(reason, _)| reason.kind);
            let reason = kind.and_then(|kind| REASONS.iter().position(|known| *known == kind));
            let instr = code.ops.get(output.reg.at());
            let digits = instr.map_or(1, |i| i.hi.checked_ilog10().unwrap_or(0).saturating_add(1));
            scale = scale.max(*own);
            whole = whole.max(digits.saturating_sub(*own));
            found.push((
                output.node,
                *own,
                Trigger {
                    output: number,
                    fixed,
                    from: code.items.iter().position(|item| item.node == output.node),
                    reason: reason.and_then(|at| i8::try_from(at).ok()),
                    factor: 1,
                },
            ));
        }
        found.sort_by_key(|(node, ..)| *node);
        let rescaled = found.into_iter().map(|(_, own, trigger)| {
            let factor = 10i128.checked_pow(scale.saturating_sub(own)).unwrap_or(1);
            Trigger { factor, ..trigger }
        });
        let precision = u8::try_from(whole.saturating_add(scale)).unwrap_or(38).clamp(1, 38);
        Some(Triggers { all: rescaled.collect(), precision, scale })
    }

    /// The field of the column.
    pub(super) fn field(&self) -> Field {
        let item = Field::new("item", DataType::Struct(self.fields()), false);
        Field::new("triggers", DataType::List(Arc::new(item)), false)
    }

    fn fields(&self) -> Fields {
        let scale = i8::try_from(self.scale).unwrap_or(i8::MAX);
        let codes = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let reasons = DataType::List(Arc::new(Field::new("item", status_type(), true)));
        Fields::from(vec![
            Field::new("item", codes, false),
            Field::new("priority", DataType::Decimal128(self.precision, scale), false),
            Field::new("reasons", reasons, false),
        ])
    }

    /// What the triggers of a chunk call for, subject by subject.
    pub(super) fn collect(
        &self,
        program: &Program,
        code: &Code,
        frame: &Frame<First>,
        loaded: &Loaded,
    ) -> Called {
        let mut called = Called::default();
        let mut own: Vec<(usize, i128, Option<i8>)> = Vec::new();
        for subject in 0..loaded.subjects {
            own.clear();
            for trigger in &self.all {
                let Some(output) = code.outputs.get(trigger.output) else { continue };
                for row in frame.rows_of(output.domain, subject) {
                    if let Call::Item(item, priority) =
                        trigger.call(program, code, frame, loaded, (subject, row))
                    {
                        own.push((item, priority.saturating_mul(trigger.factor), trigger.reason));
                    }
                }
            }
            called.add(program, &mut own);
        }
        called
    }

    /// Whether an output is a trigger.
    pub(super) fn has(&self, number: usize) -> bool {
        self.all.iter().any(|trigger| trigger.output == number)
    }

    /// What a row of an output says, where that is a trigger.
    pub(super) fn call<'a>(
        &self,
        number: usize,
        (program, code): (&Program, &'a Code),
        frame: &Frame<First>,
        loaded: &Loaded,
        at: (usize, usize),
    ) -> Call<'a> {
        match self.all.iter().find(|trigger| trigger.output == number) {
            Some(trigger) => trigger.call(program, code, frame, loaded, at),
            None => Call::Nothing,
        }
    }
}

impl Trigger {
    fn call<'a>(
        &self,
        program: &Program,
        code: &'a Code,
        frame: &Frame<First>,
        loaded: &Loaded,
        (subject, row): (usize, usize),
    ) -> Call<'a> {
        let Some(output) = code.outputs.get(self.output) else { return Call::Nothing };
        if frame.kinds(code, output.reg, row) != 0 {
            return Call::Nothing;
        }
        let priority = frame.number(code, output.reg, row);
        if priority <= 0 {
            return Call::Nothing;
        }
        if let Some(item) = self.fixed {
            return Call::Item(item, priority);
        }
        let Some(from) = self.from.and_then(|at| code.items.get(at)) else { return Call::NoSuchItem };
        let at = if of_subjects(from) { subject } else { row };
        if frame.kinds(code, from.reg, at) != 0 {
            return Call::Unknown(from);
        }
        let number = i32::try_from(frame.number(code, from.reg, at)).unwrap_or(-1);
        match program.catalogue.items.get_index_of(loaded.texts.text(number)) {
            Some(item) => Call::Item(item, priority),
            None => Call::NoSuchItem,
        }
    }
}

/// Whether the code that a trigger calls for is that of a subject, not of a row of a list.
pub(super) fn of_subjects(spec: &OutputSpec) -> bool {
    spec.domain == SUBJECTS
}

impl Called {
    /// Adds a subject: each item once, at its highest priority, most urgent first, ties by code.
    fn add(&mut self, program: &Program, own: &mut [(usize, i128, Option<i8>)]) {
        let code = |item: usize| program.catalogue.items.get_index(item).map(|(code, _)| code);
        let highest = |item: usize, own: &[(usize, i128, Option<i8>)]| {
            own.iter().filter(|(other, ..)| *other == item).map(|(_, priority, _)| *priority).max()
        };
        let mut ranked: Vec<(i128, usize)> =
            own.iter().filter_map(|(item, ..)| Some((highest(*item, own)?, *item))).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| code(a.1).cmp(&code(b.1))));
        ranked.dedup();
        own.sort_by_key(|(_, priority, _)| std::cmp::Reverse(*priority));
        for (priority, item) in &ranked {
            self.items.push(i32::try_from(*item).unwrap_or(i32::MAX));
            self.priorities.push(*priority);
            let before = self.reasons.len();
            self.reasons.extend(own.iter().filter(|(other, ..)| other == item).map(|(.., reason)| *reason));
            let count = self.reasons.len().saturating_sub(before);
            self.reason_lens.push(u32::try_from(count).unwrap_or(u32::MAX));
        }
        self.lens.push(u32::try_from(ranked.len()).unwrap_or(u32::MAX));
    }
}

/// The column of what is called for.
pub(super) fn array(
    triggers: &Triggers,
    program: &Program,
    chunks: Vec<Called>,
) -> Result<ArrayRef, ArrowError> {
    let offsets = offsets(chunks.iter().flat_map(|chunk| &chunk.lens))?;
    let reason_offsets = self::offsets(chunks.iter().flat_map(|chunk| &chunk.reason_lens))?;
    let (mut items, mut priorities, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for chunk in chunks {
        items.extend(chunk.items);
        priorities.extend(chunk.priorities);
        reasons.extend(chunk.reasons);
    }
    let codes: StringArray = program.catalogue.items.keys().map(|code| Some(&**code)).collect();
    let items = PrimitiveArray::<Int32Type>::new(ScalarBuffer::from(items), None);
    let items = DictionaryArray::try_new(items, Arc::new(codes))?;
    let scale = i8::try_from(triggers.scale).unwrap_or(i8::MAX);
    let priorities = PrimitiveArray::<Decimal128Type>::new(ScalarBuffer::from(priorities), None)
        .with_precision_and_scale(triggers.precision, scale)?;
    let words: StringArray = REASONS.iter().map(|kind| Some(kind.word())).collect();
    let known: Vec<bool> = reasons.iter().map(Option::is_some).collect();
    let keys: Vec<i8> = reasons.into_iter().map(|reason| reason.unwrap_or(0)).collect();
    let nulls = Some(NullBuffer::from(known)).filter(|nulls| nulls.null_count() > 0);
    let reasons = PrimitiveArray::<Int8Type>::try_new(ScalarBuffer::from(keys), nulls)?;
    let reasons = DictionaryArray::try_new(reasons, Arc::new(words))?;
    let item = Arc::new(Field::new("item", status_type(), true));
    let reasons = ListArray::try_new(item, reason_offsets, Arc::new(reasons), None)?;
    let records = StructArray::try_new(
        triggers.fields(),
        vec![Arc::new(items), Arc::new(priorities), Arc::new(reasons)],
        None,
    )?;
    let item = Arc::new(Field::new("item", records.data_type().clone(), false));
    Ok(Arc::new(ListArray::try_new(item, offsets, Arc::new(records), None)?))
}

fn offsets<'a>(lens: impl Iterator<Item = &'a u32>) -> Result<OffsetBuffer<i32>, ArrowError> {
    let (mut offsets, mut end) = (vec![0i32], 0i32);
    for len in lens {
        end = i32::try_from(*len)
            .ok()
            .and_then(|len| end.checked_add(len))
            .ok_or(ArrowError::OffsetOverflowError(0))?;
        offsets.push(end);
    }
    Ok(OffsetBuffer::new(ScalarBuffer::from(offsets)))
}
