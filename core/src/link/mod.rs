//! Names find what they mean, and periods divide time into regimes.

mod inputs;
mod join;
mod layers;
mod names;
mod places;
mod reached;
mod regimes;

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::Sink;
use crate::pack::decl::{Declarations, FieldDecl, TableDecl, TypeDecl};
use crate::script::ast::{Function, Ident, Script};
use crate::source::{Files, Span};
use crate::value::{Date, Period};

pub use layers::{Layer, Layers, Part};
pub use regimes::Regime;

/// Names that a pack may not declare, because the language gives them a meaning.
pub const RESERVED: [&str; 5] = ["as_of", "catalogue", "triggers", "defaults", "comparison"];

/// A pack whose names have found what they mean.
#[derive(Debug)]
pub struct Linked {
    /// The files, for the text of places.
    pub files: Arc<Files>,
    /// The base and its overlays.
    pub layers: Layers,
    /// What the TOML and CSV files declare, the overlays joined to the base.
    pub declarations: Declarations,
    /// The rule files.
    pub scripts: Vec<Arc<Script>>,
    /// Facts, parameters and rules of the subject by name.
    pub names: IndexMap<Arc<str>, Symbol>,
    /// The rules of each list, by the number of the list fact, then by name.
    pub list_rules: IndexMap<usize, IndexMap<Arc<str>, usize>>,
    /// The rules; the versions of one name are one group.
    pub groups: Vec<RuleGroup>,
    /// The rules by which overlays compute open facts: the group of each such fact.
    pub computed: IndexMap<usize, usize>,
    /// The requirements that overlays add to a promotion: the groups by the promotion's group.
    pub additions: IndexMap<usize, Vec<usize>>,
    /// Helper tables by name; each has its versions.
    pub helper_tables: IndexMap<Arc<str>, Vec<RuleVersion>>,
    /// The spans of time in which every name means the same, from the earliest.
    pub regimes: Vec<Regime>,
}

/// What a name of the subject stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A fact, by its number.
    Fact(usize),
    /// A parameter, by its number.
    Parameter(usize),
    /// A rule or a result of a table, by the number of its group.
    Rule(usize),
}

/// The versions of a rule.
#[derive(Clone, Debug)]
pub struct RuleGroup {
    /// The name.
    pub name: Arc<str>,
    /// The list fact whose items it is for.
    pub list: Option<usize>,
    /// The versions, in the order of the files.
    pub versions: Vec<RuleVersion>,
}

/// Where a version of a rule is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A function: the numbers of its script and of the function in it.
    Function(usize, usize),
    /// A result of a table: the numbers of the table and of the result.
    Table(usize, usize),
}

/// One version of a rule.
#[derive(Clone, Debug)]
pub struct RuleVersion {
    /// Where it is written.
    pub origin: Origin,
    /// The period that it states itself.
    pub effective: Option<Period>,
    /// The names that it rests on: parameters of the function, names of `@applies`, inputs of the table.
    pub inputs: Vec<Ident>,
    /// The groups of the rules of lists that it reads as fields of items.
    pub reached: BTreeSet<usize>,
    /// The groups of the rules of lists that others read of the rows that it hands on.
    pub waits: BTreeSet<usize>,
    /// The name where it is declared.
    pub span: Span,
}

impl Linked {
    /// Links what the files of a base and of its overlays declare.
    pub fn new(files: Arc<Files>, parts: Vec<Part>, sink: &mut Sink) -> Linked {
        let (layers, declarations, scripts) = layers::join_all(parts, sink);
        let mut linked = Linked {
            files,
            layers,
            declarations,
            scripts,
            names: IndexMap::new(),
            list_rules: IndexMap::new(),
            groups: Vec::new(),
            computed: IndexMap::new(),
            additions: IndexMap::new(),
            helper_tables: IndexMap::new(),
            regimes: Vec::new(),
        };
        names::declare(&mut linked, sink);
        linked.find_reached();
        names::find_additions(&mut linked, sink);
        linked.regimes = regimes::divide(&linked, sink);
        linked
    }

    /// Finds which rules of lists each rule reads through the items, once every rule has been declared.
    fn find_reached(&mut self) {
        let (mut reached, waits) = reached::find(self);
        for (g, group) in self.groups.iter_mut().enumerate() {
            for (v, version) in group.versions.iter_mut().enumerate() {
                version.reached = reached.remove(&(g, v)).unwrap_or_default();
                version.waits = waits.get(&g).cloned().unwrap_or_default();
            }
        }
    }

    /// The function of a version that is one.
    #[must_use]
    pub fn function(&self, origin: Origin) -> Option<&Function> {
        match origin {
            Origin::Function(script, function) => self.scripts.get(script)?.functions.get(function),
            Origin::Table(..) => None,
        }
    }

    /// The table of a version that is a result of one.
    #[must_use]
    pub fn table(&self, origin: Origin) -> Option<&TableDecl> {
        match origin {
            Origin::Function(..) => None,
            Origin::Table(table, _) => self.declarations.tables.get(table).map(|table| &**table),
        }
    }

    /// The fact with this number.
    #[must_use]
    pub fn fact(&self, number: usize) -> Option<&FieldDecl> {
        self.declarations.facts.get(number)
    }

    /// The number of the list fact with this name.
    #[must_use]
    pub fn list_fact(&self, name: &str) -> Option<usize> {
        match self.names.get(name) {
            Some(Symbol::Fact(number)) => {
                self.fact(*number).is_some_and(|f| matches!(f.ty, TypeDecl::List(_))).then_some(*number)
            }
            _ => None,
        }
    }

    /// The fields of the rows of a list fact.
    #[must_use]
    pub fn list_fields(&self, list: usize) -> &[FieldDecl] {
        let Some(TypeDecl::List(decl)) = self.fact(list).map(|f| &f.ty) else { return &[] };
        let record = self.declarations.records.iter().find(|r| r.name.value == decl.record.value);
        record.map_or(&[], |r| &r.fields)
    }

    /// The rule by which an overlay computes a fact in a regime.
    #[must_use]
    pub fn computes(&self, fact: usize, regime: &Regime) -> Option<usize> {
        let group = *self.computed.get(&fact)?;
        regime.rules.get(group).copied().flatten().map(|_| group)
    }

    /// The regime of a day.
    #[must_use]
    pub fn regime_of(&self, day: Date) -> Option<usize> {
        self.regimes.iter().position(|r| r.period.contains(day))
    }

    /// Whether a rule is dated by its item, so that one of its versions may be needed on any day.
    #[must_use]
    pub fn is_dated(&self, group: usize) -> bool {
        self.groups.get(group).is_some_and(|group| {
            group.versions.iter().any(|version| {
                let by_function =
                    self.function(version.origin).is_some_and(|f| f.doc.tags.dated_by.is_some());
                let by_table = self.table(version.origin).is_some_and(|t| t.dated_by.is_some());
                by_function || by_table
            })
        })
    }

    /// The rule of a list with this name.
    #[must_use]
    pub fn list_rule(&self, list: usize, name: &str) -> Option<usize> {
        self.list_rules.get(&list)?.get(name).copied()
    }
}
