//! The names in `tables/*.csv`.

use std::sync::Arc;

use super::facts::name_of;
use super::{Builder, Shape, Symbol};
use crate::pack::outline::{Grid, Word};

/// What the cells of a column hold.
enum Column {
    Test(Option<Arc<str>>),
    Result(Option<Arc<str>>),
    About,
}

impl Builder<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, grid: &Grid) {
        let comment = |key: &str| grid.comments.iter().find(|(k, _)| k == key).map(|(_, word)| word);
        let list = comment("per").and_then(|word| {
            let symbol = self.resolve(&word.text, None);
            self.refer(symbol, word.span);
            self.linked.list_fact(&word.text)
        });
        let helper = comment("helper").is_some_and(|word| word.text == "ya");
        if let Some(word) = comment("dated_by") {
            let symbol = self.resolve(&word.text, list);
            self.refer(symbol, word.span);
        }
        for (_, word) in grid.comments.iter().filter(|(key, _)| key == "returns") {
            self.returns(word, list);
        }
        let Some(first) = grid.header.first() else { return };
        if let Some((rows, columns)) = first.text.split_once('\\') {
            let result = comment("result").and_then(|word| self.result(word, &word.text, list));
            self.matrix(grid, [(first, rows.trim()), (first, columns.trim())], result, list, helper);
            return;
        }
        let columns: Vec<Column> = grid
            .header
            .iter()
            .enumerate()
            .map(|(at, cell)| match cell.text.split_once(':').filter(|(key, _)| key.trim() == "result") {
                Some((_, name)) => Column::Result(self.result(cell, name.trim(), list)),
                None if ["note", "basis", "verified"].contains(&cell.text.as_str()) => Column::About,
                None => {
                    let words = grid.rows.iter().filter_map(|row| row.get(at)).map(|c| c.text.as_str());
                    Column::Test(self.input(cell, &cell.text, words, list, helper))
                }
            })
            .collect();
        for row in &grid.rows {
            for (cell, column) in row.iter().zip(&columns) {
                match column {
                    Column::Test(scheme) => self.test(cell, scheme.as_ref()),
                    Column::Result(scheme) => self.values(cell, scheme.as_ref()),
                    Column::About => {}
                }
            }
        }
    }

    fn matrix(
        &mut self,
        grid: &Grid,
        [rows, columns]: [(&Word, &str); 2],
        result: Option<Arc<str>>,
        list: Option<usize>,
        helper: bool,
    ) {
        let down = grid.rows.iter().filter_map(|row| row.first()).map(|c| c.text.as_str());
        let across = grid.header.iter().skip(1).map(|c| c.text.as_str());
        let rows = self.input(rows.0, rows.1, down, list, helper);
        let columns = self.input(columns.0, columns.1, across, list, helper);
        for cell in grid.header.iter().skip(1) {
            self.test(cell, columns.as_ref());
        }
        for row in &grid.rows {
            for (at, cell) in row.iter().enumerate() {
                if at == 0 {
                    self.test(cell, rows.as_ref());
                } else {
                    self.values(cell, result.as_ref());
                }
            }
        }
    }

    /// Adds a result, and tells the enum of its values.
    fn result(&mut self, cell: &Word, name: &str, list: Option<usize>) -> Option<Arc<str>> {
        let symbol = self.result_symbol(name, list);
        self.define(symbol.clone(), cell.part(name));
        self.scheme_of(&symbol)
    }

    fn result_symbol(&self, name: &str, list: Option<usize>) -> Symbol {
        match list.and_then(|list| self.linked.fact(list)) {
            Some(list) => Symbol::ListRule(Arc::clone(&list.name.value), Arc::from(name)),
            None => Symbol::Name(Arc::from(name)),
        }
    }

    /// Adds an input, and tells the enum of its values.
    fn input<'w>(
        &mut self,
        cell: &Word,
        name: &str,
        words: impl Iterator<Item = &'w str> + Clone,
        list: Option<usize>,
        helper: bool,
    ) -> Option<Arc<str>> {
        let symbol = if helper { None } else { self.resolve(name, list) };
        if let Some(symbol) = symbol {
            self.add(symbol.clone(), cell.part(name), false);
            return self.scheme_of(&symbol);
        }
        let words = words.flat_map(|text| text.split('|')).map(str::trim).filter(|word| *word != "-");
        self.enum_with(words)
    }

    fn scheme_of(&self, symbol: &Symbol) -> Option<Arc<str>> {
        match self.shape(symbol) {
            Shape::Enum(scheme) => Some(scheme),
            _ => None,
        }
    }

    /// `# returns: TYPE` or `# returns: NAME = TYPE`.
    fn returns(&mut self, word: &Word, list: Option<usize>) {
        let (name, ty) = match word.text.split_once('=') {
            Some((name, ty)) => (Some(name.trim()), ty.trim()),
            None => (None, word.text.as_str()),
        };
        if let Some(name) = name {
            let symbol = self.result_symbol(name, list);
            self.refer(Some(symbol), word.part(name));
        }
        let ty = ty.strip_prefix("list of ").unwrap_or(ty).trim();
        self.type_name(&Word { text: ty.to_owned(), span: word.part(ty) });
    }

    /// The cells of a sheet of cases.
    pub(super) fn case_sheet(&mut self, grid: &Grid) {
        for (at, head) in grid.header.iter().enumerate() {
            let expected = head.text.split_once(':').filter(|(key, _)| key.trim() == "expect");
            let label = expected.map_or(head.text.as_str(), |(_, name)| name.trim());
            if expected.is_none() && ["name", "as_of", "note"].contains(&label) {
                continue;
            }
            let symbol = self.path(&Word { text: label.to_owned(), span: head.part(label) });
            let scheme = symbol.and_then(|symbol| self.scheme_of(&symbol));
            for cell in grid.rows.iter().filter_map(|row| row.get(at)) {
                self.values(cell, scheme.as_ref());
            }
        }
    }

    /// The value of an enum.
    pub(super) fn enum_value(&mut self, scheme: &Arc<str>, word: &Word) {
        self.refer(Some(Symbol::Value(Arc::clone(scheme), name_of(word))), word.span);
    }
}
