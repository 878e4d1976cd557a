//! What was seen of a portal's records, in memory that does not grow with them.

use indexmap::IndexMap;

use super::profile::Profile;
use crate::pack::decl::ForeignPath;
use crate::value::Raw;

/// The most columns that are kept; records with a new name in each would have more.
const MAX_COLUMNS: usize = 2_000;

/// How deep records within records are looked into.
const MAX_DEPTH: usize = 4;

/// The columns of a portal's records and what they hold; rows within records stand apart.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The columns of the record itself.
    pub(super) own: Group,
    /// The columns of the rows at a path.
    pub(super) rows: IndexMap<String, Group>,
    /// How many records were seen.
    pub(super) records: u64,
}

/// Columns that stand side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Each column by its path.
    pub(super) columns: IndexMap<String, Column>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The last name of its path.
    pub(super) name: String,
    /// What it holds.
    pub(super) profile: Profile,
}

impl Columns {
    /// Columns of which nothing was seen yet.
    #[must_use]
    pub fn new() -> Columns {
        Columns::default()
    }

    /// Looks at one record.
    pub fn add(&mut self, record: &IndexMap<String, Raw>) {
        self.records = self.records.saturating_add(1);
        let mut steps = Vec::new();
        self.look(record, &mut steps);
    }

    fn look<'r>(&mut self, record: &'r IndexMap<String, Raw>, steps: &mut Vec<&'r str>) {
        for (name, raw) in record {
            // A name that a path cannot write is left out: it could not be mapped.
            if ForeignPath::steps_of(&ForeignPath::written([name.as_str()])).is_none() {
                continue;
            }
            steps.push(name);
            let path = ForeignPath::written(steps.iter().copied());
            match raw {
                Raw::Map(inner) if steps.len() < MAX_DEPTH => self.look(inner, steps),
                Raw::List(rows) if rows.iter().all(|row| matches!(row, Raw::Map(_))) => {
                    if self.rows.len() < MAX_COLUMNS {
                        let group = self.rows.entry(path).or_default();
                        for row in rows {
                            if let Raw::Map(row) = row {
                                row.iter().for_each(|(name, raw)| group.see(name, name, raw));
                            }
                        }
                    }
                }
                other => self.own.see(&path, name, other),
            }
            steps.pop();
        }
    }
}

impl Group {
    fn see(&mut self, path: &str, name: &str, raw: &Raw) {
        let path = if path == name { ForeignPath::written([name]) } else { path.to_owned() };
        if ForeignPath::steps_of(&path).is_none() {
            return;
        }
        if let Some(column) = self.columns.get_mut(&path) {
            column.profile.see(raw);
        } else if self.columns.len() < MAX_COLUMNS {
            let mut profile = Profile::default();
            profile.see(raw);
            self.columns.insert(path, Column { name: name.to_owned(), profile });
        }
    }
}
