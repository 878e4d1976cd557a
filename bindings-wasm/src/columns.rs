//! Many subjects as typed arrays.

use std::mem::take;

use timbang::host::{self, Cells, Column, Digits, Written};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::plan::Plan;
use crate::told;

/// Columns on their way over: those of facts, and behind the name of a list those of its fields.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Columns(host::Columns);

#[wasm_bindgen]
impl Columns {
    /// No columns yet, for so many subjects.
    #[wasm_bindgen(constructor)]
    pub fn new(rows: usize) -> Columns {
        Columns(host::Columns::new(rows))
    }

    /// Adds a list by where the rows of each subject begin.
    pub fn list(&mut self, name: &str, offsets: &[u32], valid: Option<Vec<u8>>) -> Result<(), JsValue> {
        self.0.add_list(name, offsets, valid).map_err(|error| told(&error))
    }

    /// Adds whole numbers of 32 bits, the last `scale` digits of which are decimals.
    pub fn short(
        &mut self,
        list: &str,
        name: &str,
        valid: Option<Vec<u8>>,
        values: Vec<i32>,
        scale: u32,
    ) -> Result<(), JsValue> {
        self.add(list, name, valid, Cells::Numbers { values: Digits::Short(values), scale })
    }

    /// Adds whole numbers of 64 bits, the last `scale` digits of which are decimals.
    pub fn long(
        &mut self,
        list: &str,
        name: &str,
        valid: Option<Vec<u8>>,
        values: Vec<i64>,
        scale: u32,
    ) -> Result<(), JsValue> {
        self.add(list, name, valid, Cells::Numbers { values: Digits::Long(values), scale })
    }

    /// Adds texts by number.
    pub fn labels(
        &mut self,
        list: &str,
        name: &str,
        valid: Option<Vec<u8>>,
        codes: Vec<i32>,
        labels: Vec<String>,
    ) -> Result<(), JsValue> {
        self.add(list, name, valid, Cells::Labels { codes, labels })
    }

    /// Adds days since 1970-01-01.
    pub fn days(
        &mut self,
        list: &str,
        name: &str,
        valid: Option<Vec<u8>>,
        days: Vec<i32>,
    ) -> Result<(), JsValue> {
        self.add(list, name, valid, Cells::Days(days))
    }

    /// Adds truth values.
    pub fn truths(
        &mut self,
        list: &str,
        name: &str,
        valid: Option<Vec<u8>>,
        truths: Vec<u8>,
    ) -> Result<(), JsValue> {
        self.add(list, name, valid, Cells::Truths(truths))
    }

    fn add(&mut self, list: &str, name: &str, valid: Option<Vec<u8>>, cells: Cells) -> Result<(), JsValue> {
        let column = Column { cells, valid };
        let added =
            if list.is_empty() { self.0.add(name, column) } else { self.0.add_field(list, name, column) };
        added.map_err(|error| told(&error))
    }
}

/// The results of a plan over columns, by number. Each column can be had once: it is handed over.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ColumnResults(Vec<host::ColumnResult>);

#[wasm_bindgen]
impl Plan {
    /// Works the plan out for many subjects.
    #[wasm_bindgen(js_name = evaluateColumns)]
    pub fn evaluate_columns(&self, columns: &Columns) -> ColumnResults {
        ColumnResults(host::evaluate_columns(&self.0, &columns.0))
    }
}

#[wasm_bindgen]
impl ColumnResults {
    /// How many outputs there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The name of an output.
    pub fn name(&self, at: usize) -> Option<String> {
        self.0.get(at).map(|result| result.name.to_string())
    }

    /// Its unit.
    pub fn unit(&self, at: usize) -> Option<String> {
        self.0.get(at)?.unit.as_ref().map(|unit| unit.to_string())
    }

    /// The status of each cell.
    pub fn status(&mut self, at: usize) -> Option<Vec<u8>> {
        self.0.get_mut(at).map(|result| take(&mut result.status))
    }

    /// Of a rule of a list where the rows of each subject begin.
    pub fn offsets(&mut self, at: usize) -> Option<Vec<u32>> {
        self.0.get_mut(at)?.offsets.take()
    }

    /// How many digits of its numbers are decimals, where it has numbers.
    pub fn scale(&mut self, at: usize) -> Option<u32> {
        match self.written(at)? {
            Written::Numbers { scale, .. } => Some(*scale),
            _ => None,
        }
    }

    /// Its numbers, where it has such.
    pub fn numbers(&mut self, at: usize) -> Option<Vec<i64>> {
        match self.written(at)? {
            Written::Numbers { values, .. } => Some(take(values)),
            _ => None,
        }
    }

    /// The numbers of its texts, where it has such.
    pub fn codes(&mut self, at: usize) -> Option<Vec<u32>> {
        match self.written(at)? {
            Written::Labels { codes, .. } => Some(take(codes)),
            _ => None,
        }
    }

    /// Its texts, where they go by number.
    pub fn labels(&mut self, at: usize) -> Option<Vec<String>> {
        match self.written(at)? {
            Written::Labels { labels, .. } => Some(take(labels)),
            _ => None,
        }
    }

    /// Its days, where it has such.
    pub fn days(&mut self, at: usize) -> Option<Vec<i32>> {
        match self.written(at)? {
            Written::Days(days) => Some(take(days)),
            _ => None,
        }
    }

    /// Its truth values, where it has such.
    pub fn truths(&mut self, at: usize) -> Option<Vec<u8>> {
        match self.written(at)? {
            Written::Truths(truths) => Some(take(truths)),
            _ => None,
        }
    }

    /// Its lists and records as JSON, where it has such.
    pub fn json(&mut self, at: usize) -> Option<Vec<String>> {
        match self.written(at)? {
            Written::Json(texts) => Some(take(texts)),
            _ => None,
        }
    }
}

impl ColumnResults {
    fn written(&mut self, at: usize) -> Option<&mut Written> {
        self.0.get_mut(at).map(|result| &mut result.written)
    }
}
