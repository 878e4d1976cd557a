//! Columns of results.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::eval::columnar::Columnar;
#[cfg(not(feature = "compact"))]
use crate::eval::columnar::Found;
use crate::eval::columnar::calendar::days_of;
use crate::eval::columnar::code::{Meaning, OutputSpec, SUBJECTS, status_of_kinds};
use crate::eval::columnar::lanes::Int as _;
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::read_out::{Source, each};
use crate::eval::columnar::run::{First, Frame};
use crate::outcome::value_json;
use crate::typing::Type;
use crate::typing::program::Node as ProgramNode;
use crate::value::{MAX_SCALE, Node, Number, Status, Value};

/// The results of one output for many subjects.
#[derive(Clone, Debug)]
pub struct ColumnResult {
    /// The output.
    pub name: Arc<str>,
    /// The unit.
    pub unit: Option<Arc<str>>,
    /// Of each cell 0 for a value, 1 for undetermined, 2 for not applicable, 3 for an error.
    pub status: Vec<u8>,
    /// Of a rule of a list where the rows of each subject begin, and where the last end.
    pub offsets: Option<Vec<u32>>,
    /// The cells; one without value holds a zero, the first text, or `null`.
    pub written: Written,
    ty: Type,
    numbers: IndexMap<String, u32>,
}

/// The cells of a result.
#[derive(Clone, Debug)]
pub enum Written {
    /// Whole numbers, the last `scale` digits of which are decimals.
    Numbers {
        /// The digits.
        values: Vec<i64>,
        /// How many of them are decimals.
        scale: u32,
    },
    /// Texts by number: enums with all their values, texts, and numbers too long for the former.
    Labels {
        /// The number of each cell's text.
        codes: Vec<u32>,
        /// The texts.
        labels: Vec<String>,
    },
    /// Days since 1970-01-01.
    Days(Vec<i32>),
    /// Truth values: one is true.
    Truths(Vec<u8>),
    /// Lists and records as JSON.
    Json(Vec<String>),
}

impl ColumnResult {
    pub(super) fn new(name: &Arc<str>, node: &ProgramNode, rows: usize) -> ColumnResult {
        let is_of_list = node.rule().is_some_and(|rule| rule.list.is_some());
        ColumnResult {
            name: Arc::clone(name),
            unit: node.unit.clone(),
            status: Vec::with_capacity(rows),
            offsets: is_of_list.then(|| vec![0]),
            written: empty(&node.ty, rows),
            ty: node.ty.clone(),
            numbers: IndexMap::new(),
        }
    }

    #[cfg(not(feature = "compact"))]
    pub(super) fn push(&mut self, found: &Found) {
        match found {
            Found::One(node) => self.push_node(node),
            Found::Rows(rows) => {
                rows.iter().for_each(|node| self.push_node(node));
                if let Some(offsets) = &mut self.offsets {
                    offsets.push(u32::try_from(self.status.len()).unwrap_or(u32::MAX));
                }
            }
        }
    }

    /// Adds the rows of a chunk that was run, of an output whose causes are told by their kind alone.
    pub(super) fn take(
        &mut self,
        columnar: &Columnar,
        output: &OutputSpec,
        frame: &Frame<First>,
        loaded: &Loaded,
    ) {
        let before = self.status.len();
        for subject in 0..loaded.subjects {
            let Some(offsets) = &mut self.offsets else { break };
            let end = before.saturating_add(frame.rows_of(output.domain, subject).end);
            offsets.push(u32::try_from(end).unwrap_or(u32::MAX));
        }
        let rows = match output.domain {
            SUBJECTS => loaded.subjects,
            domain => {
                usize::try_from(domain.0).ok().and_then(|n| frame.rows.get(n)).map_or(0, |rows| rows.len)
            }
        };
        let source = frame.source(&columnar.code, output.reg);
        match (&mut self.written, &output.meaning) {
            (Written::Numbers { values, scale }, Meaning::Number(own)) if own == scale => {
                lengthen(values, rows);
                each(&source, values.get_mut(before..).unwrap_or_default(), 0, |number| number);
            }
            (Written::Labels { codes, .. }, Meaning::Enum(_)) => {
                lengthen(codes, rows);
                let slots = codes.get_mut(before..).unwrap_or_default();
                each(&source, slots, 0, |number| number.low_u32());
            }
            (Written::Days(days), Meaning::Date) => {
                lengthen(days, rows);
                let slots = days.get_mut(before..).unwrap_or_default();
                each(&source, slots, 0, |number| number.low_u32().cast_signed());
            }
            (Written::Truths(truths), Meaning::Bool) => {
                lengthen(truths, rows);
                each(&source, truths.get_mut(before..).unwrap_or_default(), 0, |number| {
                    u8::from(number != 0)
                });
            }
            _ => {
                for row in 0..rows {
                    self.push_node(&columnar.node(frame, output, row, loaded));
                }
                return;
            }
        }
        lengthen(&mut self.status, rows);
        let slots = self.status.get_mut(before..).unwrap_or_default();
        match source {
            Source::One(_) | Source::Each(_, None) => {}
            Source::Never(kinds) => slots.fill(status_of(status_of_kinds(kinds))),
            Source::Each(_, Some(marks)) => {
                for (to, kinds) in slots.iter_mut().zip(&*marks).filter(|(_, kinds)| **kinds != 0) {
                    *to = status_of(status_of_kinds(*kinds));
                }
            }
        }
    }

    fn push_node(&mut self, node: &Node) {
        let value = node.as_ref().ok();
        let is_held = match &mut self.written {
            Written::Numbers { values, scale } => {
                let digits = value.and_then(|value| digits(value, *scale));
                values.push(digits.unwrap_or(0));
                digits.is_some()
            }
            Written::Days(days) => {
                let day = match value {
                    Some(Value::Date(date)) => i32::try_from(days_of(*date)).ok(),
                    _ => None,
                };
                days.push(day.unwrap_or(0));
                day.is_some()
            }
            Written::Truths(truths) => {
                truths.push(u8::from(matches!(value, Some(Value::Bool(true)))));
                true
            }
            Written::Labels { codes, labels } => {
                let code = value.map_or(0, |value| code(value, labels, &mut self.numbers));
                codes.push(code);
                true
            }
            Written::Json(texts) => {
                texts.push(
                    value.map_or_else(|| "null".to_owned(), |value| value_json(value, &self.ty).to_string()),
                );
                true
            }
        };
        self.status.push(match node {
            // INVARIANT: what the check proved fits its column; where it did not, nothing false is told.
            Ok(_) => {
                if is_held {
                    0
                } else {
                    3
                }
            }
            Err(causes) => status_of(causes.status()),
        });
    }
}

/// Adds zeros: they come from the allocator, which is quicker in browsers than one after the other.
fn lengthen<T: Copy + Default>(to: &mut Vec<T>, by: usize) {
    to.extend_from_slice(&vec![T::default(); by]);
}

fn status_of(status: Status) -> u8 {
    match status {
        Status::Value => 0,
        Status::Undetermined => 1,
        Status::NotApplicable => 2,
        Status::Error => 3,
    }
}

fn digits(value: &Value, scale: u32) -> Option<i64> {
    match value {
        Value::Number(number) => i64::try_from(number.to_scaled(scale)?).ok(),
        _ => None,
    }
}

/// The number of a text; a text that is new gets the next.
fn code(value: &Value, labels: &mut Vec<String>, numbers: &mut IndexMap<String, u32>) -> u32 {
    let text = match value {
        Value::Enum(value) => return u32::from(value.index()),
        Value::Text(words) => words.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let next = u32::try_from(labels.len()).unwrap_or(u32::MAX);
    let number = *numbers.entry(text.clone()).or_insert(next);
    if number == next {
        labels.push(text);
    }
    number
}

/// The column for a type, with room for so many rows. Numbers have one of digits only where each that can come fits it.
fn empty(ty: &Type, rows: usize) -> Written {
    match ty {
        Type::Bool => Written::Truths(Vec::with_capacity(rows)),
        Type::Date => Written::Days(Vec::with_capacity(rows)),
        Type::Enum(scheme) => Written::Labels {
            codes: Vec::with_capacity(rows),
            labels: scheme.values.iter().map(|value| value.id.to_string()).collect(),
        },
        Type::Number(number) => {
            let scale = number.scale.filter(|scale| *scale <= MAX_SCALE);
            let fits = |bound: Option<Number>, scale| digits(&Value::Number(bound?), scale);
            match scale {
                Some(scale) if fits(number.lo, scale).is_some() && fits(number.hi, scale).is_some() => {
                    Written::Numbers { values: Vec::with_capacity(rows), scale }
                }
                _ => Written::Labels { codes: Vec::new(), labels: Vec::new() },
            }
        }
        Type::Text | Type::Literal(_) => Written::Labels { codes: Vec::new(), labels: Vec::new() },
        _ => Written::Json(Vec::new()),
    }
}
