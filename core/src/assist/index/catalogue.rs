//! The names in `catalogue.csv`.

use std::sync::Arc;

use super::facts::name_of;
use super::{Builder, Shape, Symbol};
use crate::pack::outline::Grid;

impl Builder<'_> {
    /// Reads the catalogue.
    pub(super) fn catalogue(&mut self, grid: &Grid) {
        let record: Arc<str> = Arc::from("catalogue");
        let fields: Vec<Symbol> =
            grid.header.iter().map(|cell| Symbol::Field(Arc::clone(&record), name_of(cell))).collect();
        let shapes: Vec<Shape> = fields.iter().map(|field| self.shape(field)).collect();
        for (symbol, cell) in fields.into_iter().zip(&grid.header) {
            if self.member(&record, None, &cell.text).is_some() {
                self.add(symbol, cell.span, false);
            }
        }
        for row in &grid.rows {
            for ((cell, column), shape) in row.iter().zip(&grid.header).zip(&shapes) {
                match (column.text.as_str(), shape) {
                    ("code", _) => self.define(Symbol::Code(name_of(cell)), cell.span),
                    ("prerequisite", _) => {
                        for part in cell.text.split('|').map(str::trim) {
                            self.code(part, cell.part(part));
                        }
                    }
                    (_, Shape::Enum(scheme)) => {
                        self.refer(Some(Symbol::Value(Arc::clone(scheme), name_of(cell))), cell.span);
                    }
                    _ => {}
                }
            }
        }
    }
}
