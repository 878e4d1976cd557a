//! Finds everything that is named anywhere in a pack: in rules, TOML, tables, cases and texts.

mod cases;
mod catalogue;
mod cells;
mod facts;
mod headers;
mod manifest;
mod parameters;
mod resolve;
mod rules;
mod sources;
mod tables;
mod tags;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::symbol::{Occurrence, Symbol};
use super::workspace::Workspace;
use crate::link::Linked;
use crate::pack::outline::{Word, csv, toml};
use crate::pack::places::FileKind;
use crate::source::{FileId, SourceFile, Span};
use crate::typing::Type;
use crate::typing::program::Program;

pub(super) use resolve::Shape;
#[cfg(test)]
pub(super) use rules::SPECIAL;
pub(super) use rules::is_builtin;

/// Everything that is named in a pack, and the types of its expressions.
#[derive(Debug)]
pub(super) struct Index {
    /// The places in their order.
    pub(super) places: Vec<Occurrence>,
    /// The type of each expression, by its place.
    pub(super) types: BTreeMap<Span, Type>,
}

/// Gathers the places.
pub(super) struct Builder<'a> {
    pub(super) linked: &'a Linked,
    pub(super) programs: Vec<Arc<Program>>,
    types: BTreeMap<Span, Type>,
    found: BTreeSet<Occurrence>,
}

impl Index {
    /// Looks through every file.
    pub(super) fn new(workspace: &Workspace) -> Index {
        let mut builder = Builder::new(workspace);
        builder.typed();
        builder.scripts();
        for (file, source) in workspace.files().iter() {
            builder.file(workspace.kind(file), file, source);
        }
        Index { places: builder.found.into_iter().collect(), types: builder.types }
    }

    /// The name at a byte, the one that ends there included.
    pub(super) fn at(&self, file: FileId, offset: usize) -> Option<&Occurrence> {
        let here = Span::new(file, offset, offset);
        let holds =
            |o: &&Occurrence| o.span.file == file && o.span.start <= here.start && here.end <= o.span.end;
        // Of two that meet, the one that begins here is meant. Names are short, so few places need a look.
        let until = self.places.partition_point(|o| (o.span.file, o.span.start) <= (file, here.start));
        self.places.get(..until)?.iter().rev().take(8).find(holds)
    }

    /// The places of a symbol.
    pub(super) fn of<'s>(&'s self, symbol: &'s Symbol) -> impl Iterator<Item = &'s Occurrence> {
        self.places.iter().filter(move |o| o.symbol == *symbol)
    }
}

impl<'a> Builder<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Builder<'a> {
        Builder {
            linked: workspace.linked(),
            programs: workspace.programs().to_vec(),
            types: BTreeMap::new(),
            found: BTreeSet::new(),
        }
    }

    fn file(&mut self, kind: FileKind, file: FileId, source: &SourceFile) {
        if !source.is_utf8 {
            return;
        }
        match kind {
            FileKind::Manifest => self.manifest(&toml(file, source)),
            FileKind::Facts => self.facts(&toml(file, source)),
            FileKind::Parameters => self.parameters(&toml(file, source)),
            FileKind::Source => self.source(&toml(file, source)),
            FileKind::CasesToml => self.cases(&toml(file, source)),
            FileKind::Table => {
                if let Some(grid) = csv(file, source, crate::pack::tables::COMMENTS) {
                    self.table(&grid);
                }
            }
            FileKind::Catalogue => {
                if let Some(grid) = csv(file, source, &["note"]) {
                    self.catalogue(&grid);
                }
            }
            FileKind::CasesCsv => {
                if let Some(grid) = csv(file, source, &["as_of", "source", "rounded", "note"]) {
                    self.case_sheet(&grid);
                }
            }
            FileKind::Rules | FileKind::Misplaced | FileKind::Other => return,
        }
        self.headers(kind, file, &source.text);
    }

    /// Adds a place, where the name is written there as it is.
    fn add(&mut self, symbol: Symbol, span: Span, defines: bool) {
        if self.linked.files.slice(span) == &**symbol.name() {
            // What is declared and named by one word is declared.
            if !defines && self.found.contains(&Occurrence { span, symbol: symbol.clone(), defines: true }) {
                return;
            }
            self.found.insert(Occurrence { span, symbol, defines });
        }
    }

    fn define(&mut self, symbol: Symbol, span: Span) {
        self.found.remove(&Occurrence { span, symbol: symbol.clone(), defines: false });
        self.add(symbol, span, true);
    }

    fn refer(&mut self, symbol: Option<Symbol>, span: Span) {
        if let Some(symbol) = symbol {
            self.add(symbol, span, false);
        }
    }

    /// Adds the name of an enum or a record, where there is such a one.
    fn type_name(&mut self, word: &Word) {
        let name: Arc<str> = Arc::from(word.text.as_str());
        if self.linked.declarations.enums.iter().any(|e| e.name.value == name) {
            self.add(Symbol::Enum(name), word.span, false);
        } else if self.linked.declarations.records.iter().any(|r| r.name.value == name) {
            self.add(Symbol::Record(name), word.span, false);
        }
    }
}
