//! The table and the column of issues.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, ListArray, PrimitiveArray, RecordBatch, StringArray, StructArray,
    UInt32Array, UInt64Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use indexmap::{IndexMap, IndexSet};

use crate::outcome;
use crate::typing::program::Program;
use crate::value::{Cause, Causes, Lang, QuickState, Status};

/// What an issue says, without the row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Told {
    output: Arc<str>,
    status: &'static str,
    cause: Cause,
}

/// The issues of a chunk, one after the other in columns.
#[derive(Debug, Default)]
pub(super) struct Issues {
    told: IndexSet<Told, QuickState>,
    /// The row of the batch at which the chunk begins.
    first: usize,
    /// The subjects, counted from the first of the chunk, and the numbers of what is told.
    entries: Vec<(u32, u32)>,
    /// The rows of lists; none as long as no issue is of one.
    items: Vec<Option<u32>>,
}

impl Issues {
    /// None yet, of a chunk that begins at a row.
    pub(super) fn new(first: usize) -> Issues {
        Issues { first, ..Issues::default() }
    }

    /// The numbers of what is told of an output without value for these causes.
    pub(super) fn numbers<'a>(
        &'a mut self,
        output: &'a Arc<str>,
        causes: &'a Causes,
    ) -> impl Iterator<Item = u32> + 'a {
        let status: Status = causes.status();
        // What does not apply is no reason why the rest is not known.
        let causes = causes.iter().filter(|cause| !matches!(cause, Cause::NotApplicable(_)));
        causes.map(move |cause| {
            let told = Told { output: Arc::clone(output), status: status.word(), cause: cause.clone() };
            u32::try_from(self.told.insert_full(told).0).unwrap_or(u32::MAX)
        })
    }

    /// Adds what is told of a subject, or of a row of its list.
    #[inline]
    pub(super) fn add(&mut self, subject: u32, numbers: &[u32], item: Option<u32>) {
        for number in numbers {
            self.entries.push((subject, *number));
        }
        if item.is_some() || !self.items.is_empty() {
            self.items.resize(self.entries.len().saturating_sub(numbers.len()), None);
            self.items.resize(self.entries.len(), item);
        }
    }

    /// Adds what is told of a subject, or of a row of its list, without value for these causes.
    pub(super) fn add_causes(&mut self, subject: u32, output: &Arc<str>, causes: &Causes, item: Option<u32>) {
        let numbers: Vec<u32> = self.numbers(output, causes).collect();
        self.add(subject, &numbers, item);
    }

    fn rows_of_batch(&self) -> impl Iterator<Item = u64> + '_ {
        let first = u64::try_from(self.first).unwrap_or(u64::MAX);
        self.entries.iter().map(move |(row, _)| first.wrapping_add(u64::from(*row)))
    }
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
pub(super) fn table_schema(made_by: Vec<(String, String)>, messages: Option<Lang>) -> SchemaRef {
    let mut fields = vec![Field::new("row", DataType::UInt64, false)];
    fields.extend(told_fields());
    fields.extend(messages.map(|_| Field::new("message", words(DataType::Int32), false)));
    Arc::new(Schema::new_with_metadata(fields, made_by.into_iter().collect()))
}

/// The field of a column of issues.
pub(super) fn column_field() -> Field {
    let item = Field::new("item", DataType::Struct(Fields::from(told_fields())), false);
    Field::new("issues", DataType::List(Arc::new(item)), false)
}

/// The issues of all chunks as a table.
pub(super) fn table(
    chunks: &[Issues],
    (first, program, messages): (u64, &Program, Option<Lang>),
    schema: SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let mut rows: Vec<u64> = Vec::with_capacity(count(chunks));
    for chunk in chunks {
        rows.extend(chunk.rows_of_batch().map(|row| first.saturating_add(row)));
    }
    let mut columns: Vec<ArrayRef> = vec![Arc::new(UInt64Array::from(rows))];
    columns.extend(told_columns(chunks)?);
    if let Some(lang) = messages {
        let mut known: IndexMap<&Cause, Box<str>, QuickState> = IndexMap::default();
        for told in chunks.iter().flat_map(|chunk| &chunk.told) {
            let message = || Box::from(outcome::words::cause(program, &told.cause).get(lang));
            known.entry(&told.cause).or_insert_with(message);
        }
        columns.push(words_of::<Int32Type>(chunks, |told| known.get(&told.cause).map(|words| &**words))?);
    }
    RecordBatch::try_new(schema, columns)
}

/// The issues of all chunks as a column of lists, one a subject.
pub(super) fn column(chunks: &[Issues], rows: usize) -> Result<ArrayRef, ArrowError> {
    let items = StructArray::try_new(Fields::from(told_fields()), told_columns(chunks)?, None)?;
    let mut offsets = vec![0i32];
    let mut entries = chunks.iter().flat_map(Issues::rows_of_batch).peekable();
    let mut end = 0i32;
    for subject in (0u64..).take(rows) {
        while entries.next_if(|row| *row <= subject).is_some() {
            end = end.checked_add(1).ok_or(ArrowError::OffsetOverflowError(0))?;
        }
        offsets.push(end);
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    let item = Arc::new(Field::new("item", items.data_type().clone(), false));
    Ok(Arc::new(ListArray::try_new(item, offsets, Arc::new(items), None)?))
}

fn count(chunks: &[Issues]) -> usize {
    chunks.iter().map(|chunk| chunk.entries.len()).fold(0, usize::saturating_add)
}

fn told_columns(chunks: &[Issues]) -> Result<Vec<ArrayRef>, ArrowError> {
    Ok(vec![
        words_of::<Int32Type>(chunks, |told| Some(&told.output))?,
        words_of::<Int8Type>(chunks, |told| Some(told.status))?,
        words_of::<Int8Type>(chunks, |told| Some(told.cause.kind()))?,
        words_of::<Int32Type>(chunks, |told| told.cause.code())?,
        words_of::<Int32Type>(chunks, |told| Some(told.cause.name()))?,
        Arc::new(items(chunks)?),
    ])
}

/// The rows of lists; null where an issue is of none.
fn items(chunks: &[Issues]) -> Result<UInt32Array, ArrowError> {
    let count = count(chunks);
    if chunks.iter().all(|chunk| chunk.items.is_empty()) {
        return UInt32Array::try_new(ScalarBuffer::from(vec![0; count]), Some(NullBuffer::new_null(count)));
    }
    let mut items: Vec<Option<u32>> = Vec::with_capacity(count);
    for chunk in chunks {
        let end = items.len().saturating_add(chunk.entries.len());
        items.extend_from_slice(&chunk.items);
        items.resize(end, None);
    }
    Ok(UInt32Array::from(items))
}

/// A column of words, of which many are the same: each is looked up once a chunk.
fn words_of<'a, K: ArrowDictionaryKeyType>(
    chunks: &'a [Issues],
    word: impl Fn(&'a Told) -> Option<&'a str>,
) -> Result<ArrayRef, ArrowError>
where
    K::Native: TryFrom<usize>,
{
    let mut words: IndexSet<Box<str>, QuickState> = IndexSet::default();
    let mut keys: Vec<K::Native> = Vec::with_capacity(count(chunks));
    let mut valid: Vec<bool> = Vec::new();
    let (mut own, mut known): (Vec<K::Native>, Vec<bool>) = (Vec::new(), Vec::new());
    for chunk in chunks {
        own.clear();
        known.clear();
        for told in &chunk.told {
            let number = word(told).map(|word| match words.get_index_of(word) {
                Some(number) => number,
                None => words.insert_full(Box::from(word)).0,
            });
            let key = K::Native::try_from(number.unwrap_or(0));
            own.push(key.map_err(|_| ArrowError::DictionaryKeyOverflowError)?);
            known.push(number.is_some());
        }
        let at = |number: &u32| usize::try_from(*number).unwrap_or(usize::MAX);
        keys.extend(chunk.entries.iter().map(|(_, number)| own.get(at(number)).copied().unwrap_or_default()));
        if known.contains(&false) || !valid.is_empty() {
            valid.resize(keys.len().saturating_sub(chunk.entries.len()), true);
            valid.extend(
                chunk.entries.iter().map(|(_, number)| known.get(at(number)).copied().unwrap_or_default()),
            );
        }
    }
    let nulls = (!valid.is_empty()).then(|| NullBuffer::from(valid)).filter(|nulls| nulls.null_count() > 0);
    let keys = PrimitiveArray::<K>::try_new(ScalarBuffer::from(keys), nulls)?;
    let words: StringArray = words.iter().map(Some).collect();
    Ok(Arc::new(DictionaryArray::try_new(keys, Arc::new(words))?))
}
