//! Why values are missing: one row for each output without value and each cause.

use std::hash::BuildHasherDefault;
use std::sync::Arc;

use arrow_array::builder::{UInt32Builder, UInt64Builder};
use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, ListArray, PrimitiveArray, RecordBatch, StringArray, StructArray,
};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use indexmap::{IndexMap, IndexSet};

use super::triggers::{Call, Triggers};
use super::write::present_of;
use crate::eval::codes;
use crate::eval::columnar::Columnar;
use crate::eval::columnar::code::{Code, OutputSpec, SUBJECTS, kinds};
use crate::eval::columnar::load::{Loaded, cause};
use crate::eval::columnar::run::{Frame, Mark};
use crate::typing::program::Program;
use crate::value::{Cause, Causes, QuickHasher, Status};

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
}

/// What is told of an output with a mark, by its numbers among all that is told.
type Known = IndexMap<(usize, u32), Vec<usize>, BuildHasherDefault<QuickHasher>>;

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
                    || rows_of(clean, output, subject).any(|row| {
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
        let mut known: Known = Known::default();
        for (at, subject) in self.rows.iter().enumerate() {
            let row = first.saturating_add(usize::try_from(*subject).unwrap_or(0));
            for ((number, output), marks) in code.outputs.iter().enumerate().zip(&self.marks) {
                if is_list_lacking(code, output, at, &self.lacking) {
                    for told in self.list_causes(code, output, at) {
                        let told = found.told.insert_full(told).0;
                        found.entries.push((row, told, None));
                    }
                    continue;
                }
                for (item, of_list) in rows_of(&self.caused, output, at).enumerate() {
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
                    if mark == 0 || mark.kinds(&self.caused.sets) == kinds::NOT_APPLICABLE {
                        continue;
                    }
                    let told = known.entry((number, mark)).or_insert_with(|| {
                        let causes = mark.causes(&output.name, &self.caused.sets);
                        told(&output.name, &causes).map(|told| found.told.insert_full(told).0).collect()
                    });
                    let item = (output.domain != SUBJECTS).then(|| u32::try_from(item).unwrap_or(u32::MAX));
                    found.entries.extend(told.iter().map(|told| (row, *told, item)));
                }
            }
        }
        self.caused.give_back(code, &mut self.lacking);
        found
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

/// The rows of an output that are of a subject.
pub(super) fn rows_of<M: Mark>(
    frame: &Frame<M>,
    output: &OutputSpec,
    subject: usize,
) -> std::ops::Range<usize> {
    if output.domain == SUBJECTS {
        return subject..subject.saturating_add(1);
    }
    let rows = usize::try_from(output.domain.0).ok().and_then(|n| frame.rows.get(n));
    let offset = |n: usize| {
        rows.and_then(|rows| rows.offsets.get(n)).and_then(|n| usize::try_from(*n).ok()).unwrap_or(0)
    };
    offset(subject)..offset(subject.saturating_add(1))
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
    let mut rows = UInt64Builder::new();
    for (row, ..) in chunks.iter().flat_map(|chunk| &chunk.entries) {
        rows.append_value(first.saturating_add(u64::try_from(*row).unwrap_or(u64::MAX)));
    }
    let mut columns: Vec<ArrayRef> = vec![Arc::new(rows.finish())];
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
    let count = chunks.iter().map(|chunk| chunk.entries.len()).sum();
    let (mut outputs, mut facts, mut codes) = (Words::new(count), Words::new(count), Words::new(count));
    let (mut statuses, mut kinds) = (Words::new(count), Words::new(count));
    let mut items = UInt32Builder::with_capacity(count);
    for chunk in chunks {
        // What is told many times is looked up once a chunk.
        let number = |told: &Told| {
            (
                outputs.number(&told.output),
                statuses.number(told.status),
                kinds.number(told.kind),
                told.code.map(|code| codes.number(code)),
                facts.number(&told.fact),
            )
        };
        let told: Vec<_> = chunk.told.iter().map(number).collect();
        for (_, at, item) in &chunk.entries {
            let Some((output, status, kind, code, fact)) = told.get(*at) else { continue };
            outputs.rows.push(Some(*output));
            statuses.rows.push(Some(*status));
            kinds.rows.push(Some(*kind));
            codes.rows.push(*code);
            facts.rows.push(Some(*fact));
            items.append_option(*item);
        }
    }
    Ok(vec![
        outputs.finish::<Int32Type>()?,
        statuses.finish::<Int8Type>()?,
        kinds.finish::<Int8Type>()?,
        codes.finish::<Int32Type>()?,
        facts.finish::<Int32Type>()?,
        Arc::new(items.finish()),
    ])
}

/// A column of words of which many are the same.
struct Words {
    words: IndexSet<Box<str>>,
    rows: Vec<Option<i32>>,
}

impl Words {
    fn new(rows: usize) -> Words {
        Words { words: IndexSet::new(), rows: Vec::with_capacity(rows) }
    }

    /// The number of a word.
    fn number(&mut self, word: &str) -> i32 {
        let number = match self.words.get_index_of(word) {
            Some(number) => number,
            None => self.words.insert_full(Box::from(word)).0,
        };
        // INVARIANT: the words are outputs, facts and codes of one pack, far fewer than that.
        i32::try_from(number).unwrap_or(i32::MAX)
    }

    fn finish<K: ArrowDictionaryKeyType>(self) -> Result<ArrayRef, ArrowError>
    where
        K::Native: TryFrom<i32>,
    {
        let key = |row: i32| K::Native::try_from(row).map_err(|_| ArrowError::DictionaryKeyOverflowError);
        let keys = self.rows.into_iter().map(|row| row.map(key).transpose());
        let keys = keys.collect::<Result<Vec<Option<K::Native>>, ArrowError>>()?;
        let keys: PrimitiveArray<K> = keys.into_iter().collect();
        let words: StringArray = self.words.iter().map(Some).collect();
        Ok(Arc::new(DictionaryArray::try_new(keys, Arc::new(words))?))
    }
}
