//! What a chunk reads of its subjects: columns in their lanes, and why a row has no value.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::calendar;
use super::code::{Code, Domain, DomainKind, InputSpec, SUBJECTS};
use super::lanes::Buf;
use super::run::Texts;
use crate::eval::{Typed, codes, read_one};
use crate::typing::program::NodeId;
use crate::value::{Cause, Causes, Node, Raw, Value};

/// Why a row of an input has no value: 0 for a value.
pub(crate) type Reason = u8;

/// It was not given.
pub(crate) const MISSING: Reason = 1;

/// The codes of facts that cannot be one, from the reason 2 on.
const INVALID: [&str; 9] = [
    codes::WRONG_TYPE,
    codes::OUT_OF_BOUNDS,
    codes::TOO_MANY_DECIMALS,
    codes::UNKNOWN_VALUE,
    codes::LIST_SIZE,
    codes::DUPLICATE_KEY,
    codes::TOO_LONG,
    codes::UNREADABLE,
    codes::CONTRADICTORY,
];

/// The reason of a code.
pub(crate) fn reason_of(code: &str) -> Reason {
    let at = INVALID.iter().position(|known| *known == code).unwrap_or(0);
    u8::try_from(at.saturating_add(2)).unwrap_or(2)
}

/// The cause of a reason.
pub(crate) fn cause(reason: Reason, path: &Arc<str>) -> Cause {
    let at = usize::from(reason).checked_sub(2);
    match at.and_then(|at| INVALID.get(at)) {
        Some(code) => Cause::Invalid(Arc::clone(path), code),
        None => Cause::Missing(Arc::clone(path)),
    }
}

/// The columns of a chunk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loaded {
    /// How many subjects there are.
    pub(crate) subjects: usize,
    /// The inputs by number.
    pub(crate) columns: Vec<LoadedColumn>,
    /// For each list by domain where the rows of each parent row begin, and where the last ends.
    pub(crate) offsets: Vec<Vec<u32>>,
    /// The texts of the chunk.
    pub(crate) texts: Texts,
}

/// A column that was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct LoadedColumn {
    /// The numbers in the lane of the input; a safe one where the row has no value. Beyond `len` stands what an
    /// earlier chunk left, so that nothing is cleared that is written over; who takes the buffer cuts it off.
    pub(crate) buf: Buf,
    /// How many rows there are.
    pub(crate) len: usize,
    /// Why a row has no value, where `lacking` is set.
    pub(crate) reasons: Vec<Reason>,
    /// Whether any row has none.
    pub(crate) lacking: bool,
}

impl LoadedColumn {
    /// Empties the column for the next chunk.
    pub(crate) fn restart(&mut self, spec: &InputSpec) {
        if self.buf.lane() != spec.lane {
            self.buf = Buf::new(spec.lane);
        }
        self.len = 0;
        self.reasons.clear();
        self.lacking = false;
    }

    fn put(&mut self, number: i128) {
        self.buf.truncate(self.len);
        self.buf.push(number);
        self.len = self.buf.len();
    }

    /// Adds a row with a value.
    pub(crate) fn push(&mut self, number: i128) {
        self.put(number);
        self.reasons.push(0);
    }

    /// Adds a row without.
    pub(crate) fn lack(&mut self, safe: i128, reason: Reason) {
        self.put(safe);
        self.reasons.push(reason);
        self.lacking = true;
    }

    /// Adds a row that was read.
    pub(crate) fn take(&mut self, found: Result<i128, Reason>, spec: &InputSpec) {
        match found {
            Ok(number) => self.push(number),
            Err(reason) => self.lack(spec.lo, reason),
        }
    }
}

/// The number of one given value in the lane of its input, or why there is none; that of a text is its chunk's.
pub(crate) fn number_of(raw: &Raw, spec: &InputSpec) -> Result<i128, Reason> {
    let value = read_one(raw, &spec.shape).map_err(reason_of)?;
    let code = if matches!(value, Value::Number(_)) { codes::TOO_LONG } else { codes::WRONG_TYPE };
    number_in(&value, spec.scale).ok_or(reason_of(code))
}

/// The number that stands for a value; none for what has none of its own, or where it does not fit at the scale.
pub(super) fn number_in(value: &Value, scale: u32) -> Option<i128> {
    match value {
        Value::Bool(value) => Some(i128::from(*value)),
        Value::Number(number) => number.to_scaled(scale),
        Value::Enum(value) => Some(i128::from(value.index())),
        Value::Date(date) => Some(i128::from(calendar::days_of(*date))),
        Value::Text(_) | Value::List(_) | Value::Record(_) => None,
    }
}

impl Loaded {
    /// Room for the columns of a plan.
    pub(crate) fn new(code: &Code) -> Loaded {
        Loaded {
            subjects: 0,
            columns: code.inputs.iter().map(|_| LoadedColumn::default()).collect(),
            offsets: code.domains.iter().map(|_| Vec::new()).collect(),
            texts: Texts::new(code),
        }
    }

    /// Empties everything for the next chunk.
    pub(crate) fn restart(&mut self, code: &Code) {
        self.subjects = 0;
        self.texts.clear();
        for (column, spec) in self.columns.iter_mut().zip(&code.inputs) {
            column.restart(spec);
        }
        for offsets in &mut self.offsets {
            offsets.clear();
            offsets.push(0);
        }
    }

    /// Adds subjects whose facts are brought to their types already.
    pub(crate) fn add_typed(&mut self, code: &Code, subjects: &[Typed]) {
        for typed in subjects {
            for (number, input) in code.inputs.iter().enumerate() {
                if input.domain == SUBJECTS && input.used {
                    self.add_node(number, input, typed.values.get(input.fact));
                }
            }
            for (number, spec) in code.domains.iter().enumerate() {
                let DomainKind::List(list) = &spec.kind else { continue };
                if spec.parent != SUBJECTS || !spec.used {
                    continue;
                }
                let rows = match typed.values.get(list.fact) {
                    Some(Ok(Value::List(rows))) => Arc::clone(rows),
                    _ => Arc::from([]),
                };
                self.add_rows(code, Domain(u32::try_from(number).unwrap_or(0)), list.fact, None, &rows);
            }
        }
        self.subjects = self.subjects.saturating_add(subjects.len());
    }

    fn add_rows(&mut self, code: &Code, domain: Domain, fact: NodeId, nested: Option<usize>, rows: &[Value]) {
        for row in rows {
            let Value::Record(fields) = row else { continue };
            for (number, input) in code.inputs.iter().enumerate() {
                if input.domain == domain && input.fact == fact && input.used {
                    let field = input.field.and_then(|slot| fields.get(slot));
                    self.add_node(number, input, field);
                }
            }
            for (number, spec) in code.domains.iter().enumerate() {
                let DomainKind::List(list) = &spec.kind else { continue };
                let (Some(slot), None) = (list.field, nested) else { continue };
                if spec.parent != domain || !spec.used {
                    continue;
                }
                let inner = match fields.get(slot) {
                    Some(Ok(Value::List(rows))) => Arc::clone(rows),
                    _ => Arc::from([]),
                };
                self.add_rows(code, Domain(u32::try_from(number).unwrap_or(0)), fact, Some(slot), &inner);
            }
        }
        let at = usize::try_from(domain.0).unwrap_or(usize::MAX);
        if let Some(offsets) = self.offsets.get_mut(at) {
            let before = offsets.last().copied().unwrap_or(0);
            offsets.push(before.saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX)));
        }
    }

    fn add_node(&mut self, number: usize, input: &InputSpec, node: Option<&Node>) {
        let texts = &mut self.texts;
        let Some(column) = self.columns.get_mut(number) else { return };
        match node {
            Some(Ok(value)) => {
                let number = match value {
                    Value::Text(words) => i128::from(texts.number(words)),
                    Value::List(_) | Value::Record(_) => 1,
                    other => number_in(other, input.scale).unwrap_or(0),
                };
                column.push(number);
            }
            Some(Err(causes)) => column.lack(input.lo, reason(causes)),
            None => column.lack(input.lo, MISSING),
        }
    }

    /// The subjects with these numbers, and their rows, of these inputs.
    pub(crate) fn gather(
        &self,
        code: &Code,
        subjects: &[u32],
        inputs: impl Iterator<Item = usize>,
        to: &mut Loaded,
    ) {
        to.restart(code);
        to.subjects = subjects.len();
        to.texts = self.texts.clone();
        let mut chosen: BTreeMap<Domain, Vec<u32>> = BTreeMap::from([(SUBJECTS, subjects.to_vec())]);
        for (number, spec) in code.domains.iter().enumerate() {
            let (DomainKind::List(_), true) = (&spec.kind, spec.used) else { continue };
            let (Some(from), Some(own)) = (self.offsets.get(number), to.offsets.get_mut(number)) else {
                continue;
            };
            let Some(parents) = chosen.get(&spec.parent) else { continue };
            let mut rows = Vec::new();
            for parent in parents {
                let at = usize::try_from(*parent).unwrap_or(usize::MAX);
                let first = from.get(at).copied().unwrap_or(0);
                let end = from.get(at.saturating_add(1)).copied().unwrap_or(first);
                rows.extend(first..end);
                own.push(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            }
            chosen.insert(Domain(u32::try_from(number).unwrap_or(0)), rows);
        }
        for input in inputs {
            let (Some(spec), Some(from)) = (code.inputs.get(input), self.columns.get(input)) else {
                continue;
            };
            let (Some(rows), Some(own)) = (chosen.get(&spec.domain), to.columns.get_mut(input)) else {
                continue;
            };
            if rows.len() == from.len {
                // Rows are named in their order, so that as many as there are are all of them.
                own.buf.clone_from(&from.buf);
            } else {
                own.buf.gather(&from.buf, rows);
            }
            own.len = rows.len();
            own.lacking = from.lacking;
            if from.lacking {
                let reason =
                    |row: &u32| from.reasons.get(usize::try_from(*row).unwrap_or(usize::MAX)).copied();
                own.reasons.extend(rows.iter().map(|row| reason(row).unwrap_or(0)));
            }
        }
    }
}

fn reason(causes: &Causes) -> Reason {
    match causes.iter().next() {
        Some(Cause::Invalid(_, code)) => reason_of(code),
        _ => MISSING,
    }
}
