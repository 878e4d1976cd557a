//! Why values are missing: one row for each output without value and each cause.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, ListArray, PrimitiveArray, RecordBatch, StringArray, StructArray,
    UInt32Array, UInt64Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use indexmap::{IndexMap, IndexSet};

use super::triggers::{Call, Triggers};
use super::write::present_of;
use crate::eval::codes;
use crate::eval::columnar::Columnar;
use crate::eval::columnar::code::{Code, OutputSpec, SUBJECTS, kinds};
use crate::eval::columnar::load::{Loaded, cause};
use crate::eval::columnar::run::{Frame, Mark, wide};
use crate::typing::program::Program;
use crate::value::{Cause, Causes, QuickState, Status};

/// What an issue says, without the row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Told {
    output: Arc<str>,
    status: &'static str,
    kind: &'static str,
    code: Option<&'static str>,
    fact: Arc<str>,
}

/// The issues of a chunk: the row of the batch, what is told, and the row of the list.
#[derive(Debug, Default)]
pub(super) struct Issues {
    told: IndexSet<Told>,
    entries: Vec<(usize, usize, Option<u32>)>,
}

/// What finding issues needs; kept between chunks.
pub(super) struct Finder {
    caused: Frame<u32>,
    lacking: Loaded,
    rows: Vec<u32>,
    /// Whether each subject lacks a value.
    lacks: Vec<bool>,
    clean: Vec<u8>,
    /// The marks of each output, one a row.
    marks: Vec<Vec<u32>>,
    /// For each row a bit for each output that has to be looked at, in words.
    open: Vec<Vec<u32>>,
}

/// The outputs whose bits fit one word.
const OUTPUTS: usize = 32;

/// The outputs that have to be looked at in a row, with their numbers and marks.
fn open_of<'a>(
    open: &'a [Vec<u32>],
    at: usize,
    code: &'a Code,
    marks: &'a [Vec<u32>],
) -> impl Iterator<Item = (usize, &'a OutputSpec, &'a [u32])> {
    open.iter().enumerate().flat_map(move |(block, open)| {
        let mut bits = open.get(at).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let bit = usize::try_from(bits.trailing_zeros()).ok().filter(|bit| *bit < OUTPUTS)?;
            bits &= bits.wrapping_sub(1);
            let number = block.saturating_mul(OUTPUTS).saturating_add(bit);
            Some((number, code.outputs.get(number)?, marks.get(number)?.as_slice()))
        })
    })
}

/// What is told of an output with a mark, by its numbers among all that is told.
type Known = IndexMap<(usize, u32), Vec<usize>, QuickState>;

impl Finder {
    /// Room for a plan.
    pub(super) fn new(code: &Code) -> Finder {
        Finder {
            caused: Frame::new(code),
            lacking: Loaded::new(code),
            rows: Vec::new(),
            lacks: Vec::new(),
            clean: Vec::new(),
            marks: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Runs the subjects again that lack a value for another reason than that it does not apply.
    pub(super) fn find(
        &mut self,
        (columnar, program, triggers): (&Columnar, &Program, Option<&Triggers>),
        clean: &Frame<u8>,
        loaded: &Loaded,
        first: usize,
    ) -> Issues {
        let code = &columnar.code;
        let calls_for_none = |number: usize, subject: usize, row: usize| {
            let call = triggers.map(|all| all.call(number, (program, code), clean, loaded, (subject, row)));
            matches!(call, Some(Call::NoSuchItem | Call::Unknown(_)))
        };
        self.rows.clear();
        self.lacks.clear();
        self.lacks.resize(loaded.subjects, false);
        for (number, output) in code.outputs.iter().enumerate() {
            if output.domain == SUBJECTS && triggers.is_none_or(|all| !all.has(number)) {
                clean.copy_marks(code, output.reg, loaded.subjects, &mut self.clean);
                for (lacks, mark) in self.lacks.iter_mut().zip(&self.clean) {
                    *lacks |= (*mark != 0) & (*mark != kinds::NOT_APPLICABLE);
                }
                continue;
            }
            for (subject, lacks) in self.lacks.iter_mut().enumerate() {
                *lacks = *lacks
                    || is_list_lacking(code, output, subject, loaded)
                    || clean.rows_of(output.domain, subject).any(|row| {
                        let mark = clean.mark(code, output.reg, row);
                        mark != 0 && mark != kinds::NOT_APPLICABLE || calls_for_none(number, subject, row)
                    });
            }
        }
        let lacking = (0u32..).zip(&self.lacks).filter(|(_, lacks)| **lacks);
        self.rows.extend(lacking.map(|(subject, _)| subject));
        let mut found = Issues::default();
        if self.rows.is_empty() {
            return found;
        }
        loaded.gather(code, &self.rows, &mut self.lacking);
        self.caused.run(code, &mut self.lacking, &columnar.host);
        self.marks.resize_with(code.outputs.len(), Vec::new);
        for (output, marks) in code.outputs.iter().zip(&mut self.marks) {
            let rows = usize::try_from(output.domain.0).ok().and_then(|n| self.caused.rows.get(n));
            self.caused.copy_marks(code, output.reg, rows.map_or(0, |rows| rows.len), marks);
        }
        self.find_open(code, triggers);
        let mut known: Known = Known::default();
        let mut last: Vec<(u32, usize)> = vec![(0, 0); code.outputs.len()];
        for (at, subject) in self.rows.iter().enumerate() {
            let row = first.saturating_add(usize::try_from(*subject).unwrap_or(0));
            for (number, output, marks) in open_of(&self.open, at, code, &self.marks) {
                if is_list_lacking(code, output, at, &self.lacking) {
                    for told in self.list_causes(code, output, at) {
                        let told = found.told.insert_full(told).0;
                        found.entries.push((row, told, None));
                    }
                    continue;
                }
                for (item, of_list) in self.caused.rows_of(output.domain, at).enumerate() {
                    let mut mark = marks.get(of_list).copied().unwrap_or_default();
                    if let (0, Some(all)) = (mark, triggers) {
                        let at = (at, of_list);
                        match all.call(number, (program, code), &self.caused, &self.lacking, at) {
                            Call::Unknown(causes) => mark = causes,
                            Call::NoSuchItem => {
                                let cause = Cause::Failed(Arc::clone(&output.name), codes::NO_SUCH_ITEM);
                                mark = u32::found(&Causes::one(cause), &mut self.caused.sets);
                            }
                            Call::Item(..) | Call::Nothing => {}
                        }
                    }
                    if mark == 0 {
                        continue;
                    }
                    // Rows one after the other mostly lack an output for the same causes.
                    let at_hand = last.get(number).filter(|(of, _)| *of == mark).map(|(_, at)| *at);
                    let place = at_hand.unwrap_or_else(|| {
                        let entry = known.entry((number, mark));
                        let place = entry.index();
                        entry.or_insert_with(|| {
                            if mark.kinds(&self.caused.sets) == kinds::NOT_APPLICABLE {
                                return Vec::new();
                            }
                            let causes = mark.causes(&output.name, &self.caused.sets);
                            told(&output.name, &causes).map(|told| found.told.insert_full(told).0).collect()
                        });
                        place
                    });
                    if let Some(slot) = last.get_mut(number) {
                        *slot = (mark, place);
                    }
                    let item = (output.domain != SUBJECTS).then(|| u32::try_from(item).unwrap_or(u32::MAX));
                    for told in known.get_index(place).iter().flat_map(|(_, told)| *told) {
                        found.entries.push((row, *told, item));
                    }
                }
            }
        }
        self.caused.give_back(code, &mut self.lacking);
        found
    }

    /// Finds for each row the outputs that have to be looked at: those without value, and all that a row alone tells of.
    fn find_open(&mut self, code: &Code, triggers: Option<&Triggers>) {
        self.open.resize_with(code.outputs.len().div_ceil(OUTPUTS), Vec::new);
        let blocks = code.outputs.chunks(OUTPUTS).zip(self.marks.chunks(OUTPUTS));
        for (block, ((outputs, marks), open)) in blocks.zip(&mut self.open).enumerate() {
            open.clear();
            open.resize(self.rows.len(), 0);
            for (at, (output, marks)) in outputs.iter().zip(marks).enumerate() {
                let bit = 1u32.wrapping_shl(u32::try_from(at).unwrap_or(0));
                let number = block.saturating_mul(OUTPUTS).saturating_add(at);
                if output.domain != SUBJECTS || triggers.is_some_and(|all| all.has(number)) {
                    open.iter_mut().for_each(|open| *open |= bit);
                } else {
                    wide(|| {
                        for (open, mark) in open.iter_mut().zip(marks) {
                            *open |= if *mark == 0 { 0 } else { bit };
                        }
                    });
                }
            }
        }
    }

    fn list_causes(&self, code: &Code, output: &OutputSpec, at: usize) -> Vec<Told> {
        let found = present_of(code, output.domain).and_then(|input| {
            let reason = self.lacking.columns.get(input)?.reasons.get(at)?;
            Some(Causes::one(cause(*reason, &code.inputs.get(input)?.path)))
        });
        found.map(|causes| told(&output.name, &causes).collect()).unwrap_or_default()
    }
}

fn told<'a>(output: &'a Arc<str>, causes: &'a Causes) -> impl Iterator<Item = Told> + 'a {
    let status: Status = causes.status();
    // What does not apply is no reason why the rest is not known.
    causes.iter().filter(|cause| !matches!(cause, Cause::NotApplicable(_))).map(move |cause| Told {
        output: Arc::clone(output),
        status: status.word(),
        kind: cause.kind(),
        code: cause.code(),
        fact: Arc::clone(cause.name()),
    })
}

fn is_list_lacking(code: &Code, output: &OutputSpec, subject: usize, loaded: &Loaded) -> bool {
    output.domain != SUBJECTS
        && present_of(code, output.domain)
            .and_then(|input| loaded.columns.get(input))
            .is_some_and(|column| column.lacking && column.reasons.get(subject).is_some_and(|r| *r != 0))
}

fn words(key: DataType) -> DataType {
    DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8))
}

fn told_fields() -> Vec<Field> {
    vec![
        Field::new("output", words(DataType::Int32), false),
        Field::new("status", words(DataType::Int8), false),
        Field::new("kind", words(DataType::Int8), false),
        Field::new("code", words(DataType::Int32), true),
        Field::new("fact", words(DataType::Int32), false),
        Field::new("row_of_list", DataType::UInt32, true),
    ]
}

/// The columns of the table of issues; rows are counted from zero.
pub(super) fn table_schema(made_by: Vec<(String, String)>) -> SchemaRef {
    let mut fields = vec![Field::new("row", DataType::UInt64, false)];
    fields.extend(told_fields());
    Arc::new(Schema::new_with_metadata(fields, made_by.into_iter().collect()))
}

/// The field of a column of issues.
pub(super) fn column_field() -> Field {
    let item = Field::new("item", DataType::Struct(Fields::from(told_fields())), false);
    Field::new("issues", DataType::List(Arc::new(item)), false)
}

/// The issues of all chunks as a table.
pub(super) fn table(chunks: &[Issues], first: u64, schema: SchemaRef) -> Result<RecordBatch, ArrowError> {
    let entries = chunks.iter().flat_map(|chunk| &chunk.entries);
    let rows = entries.map(|(row, ..)| first.saturating_add(u64::try_from(*row).unwrap_or(u64::MAX)));
    let rows: Vec<u64> = rows.collect();
    let mut columns: Vec<ArrayRef> = vec![Arc::new(UInt64Array::from(rows))];
    columns.extend(told_columns(chunks)?);
    RecordBatch::try_new(schema, columns)
}

/// The issues of all chunks as a column of lists, one a subject.
pub(super) fn column(chunks: &[Issues], rows: usize) -> Result<ArrayRef, ArrowError> {
    let items = StructArray::try_new(Fields::from(told_fields()), told_columns(chunks)?, None)?;
    let mut offsets = vec![0i32];
    let mut entries = chunks.iter().flat_map(|chunk| &chunk.entries).peekable();
    let mut end = 0i32;
    for subject in 0..rows {
        while entries.next_if(|(row, ..)| *row <= subject).is_some() {
            end = end.checked_add(1).ok_or(ArrowError::OffsetOverflowError(0))?;
        }
        offsets.push(end);
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    let item = Arc::new(Field::new("item", items.data_type().clone(), false));
    Ok(Arc::new(ListArray::try_new(item, offsets, Arc::new(items), None)?))
}

fn told_columns(chunks: &[Issues]) -> Result<Vec<ArrayRef>, ArrowError> {
    let entries = || chunks.iter().flat_map(|chunk| &chunk.entries);
    let items: Vec<u32> = entries().map(|(.., item)| item.unwrap_or(0)).collect();
    let of_lists = entries().any(|(.., item)| item.is_some());
    let nulls = of_lists.then(|| entries().map(|(.., item)| item.is_some()).collect::<NullBuffer>());
    let nulls = nulls.unwrap_or_else(|| NullBuffer::new_null(items.len()));
    Ok(vec![
        words_of::<Int32Type>(chunks, |told| Some(&told.output))?,
        words_of::<Int8Type>(chunks, |told| Some(told.status))?,
        words_of::<Int8Type>(chunks, |told| Some(told.kind))?,
        words_of::<Int32Type>(chunks, |told| told.code)?,
        words_of::<Int32Type>(chunks, |told| Some(&told.fact))?,
        Arc::new(UInt32Array::try_new(
            ScalarBuffer::from(items),
            Some(nulls).filter(|n| n.null_count() > 0),
        )?),
    ])
}

/// A column of words, of which many are the same: each is looked up once a chunk.
fn words_of<K: ArrowDictionaryKeyType>(
    chunks: &[Issues],
    word: impl Fn(&Told) -> Option<&str>,
) -> Result<ArrayRef, ArrowError>
where
    K::Native: TryFrom<usize>,
{
    let mut words: IndexSet<Box<str>> = IndexSet::new();
    let (mut keys, mut valid) = (Vec::new(), Vec::new());
    for chunk in chunks {
        let mut own: Vec<(K::Native, bool)> = Vec::new();
        for told in &chunk.told {
            let number = word(told).map(|word| match words.get_index_of(word) {
                Some(number) => number,
                None => words.insert_full(Box::from(word)).0,
            });
            let key = K::Native::try_from(number.unwrap_or(0));
            own.push((key.map_err(|_| ArrowError::DictionaryKeyOverflowError)?, number.is_some()));
        }
        let of = |at: &usize| own.get(*at).copied().unwrap_or_default();
        keys.extend(chunk.entries.iter().map(|(_, at, _)| of(at).0));
        if own.iter().any(|(_, valid)| !valid) || !valid.is_empty() {
            valid.resize(keys.len().saturating_sub(chunk.entries.len()), true);
            valid.extend(chunk.entries.iter().map(|(_, at, _)| of(at).1));
        }
    }
    let nulls = (!valid.is_empty()).then(|| NullBuffer::from(valid)).filter(|nulls| nulls.null_count() > 0);
    let keys = PrimitiveArray::<K>::try_new(ScalarBuffer::from(keys), nulls)?;
    let words: StringArray = words.iter().map(Some).collect();
    Ok(Arc::new(DictionaryArray::try_new(keys, Arc::new(words))?))
}
