//! A source of a pack, ready to be used: foreign records in, facts out.

use std::sync::Arc;

use indexmap::IndexMap;

use super::content::{self, Read};
use crate::diagnostic::{did_you_mean, nearest};
use crate::eval::{Facts, Unread};
use crate::pack::decl::{ForeignPath, SourceDecl, SourceFieldDecl, SourceWays};
use crate::plan::Plan;
use crate::text;
use crate::typing::program::{FieldShape, ListShape, Program, Shape};
use crate::value::{Error, Raw, Value};

/// How the records of another system become facts: immutable, cheap to clone, shared between threads.
#[derive(Clone, Debug)]
pub struct Source(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: Arc<str>,
    ways: SourceWays,
    facts: Vec<Mapping>,
    lists: Vec<List>,
}

#[derive(Debug)]
struct Mapping {
    decl: SourceFieldDecl,
    shape: Shape,
}

#[derive(Debug)]
struct List {
    name: Arc<str>,
    from: Vec<ForeignPath>,
    fields: Vec<Mapping>,
}

/// What several fields of which one fills a fact come to.
enum Filled {
    Nothing,
    With(Raw),
}

impl Plan {
    /// The source with this id, which makes facts of foreign records.
    ///
    /// # Errors
    /// `T3013` where the pack has none with this id.
    ///
    /// # Example: a record as SIASN returns it
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let pack = timbang::Pack::from_dir("../rules/nasional")?;
    /// let plan = pack.plan(timbang::date(2025, 12, 31), ["masa_kerja_pangkat_cukup"])?;
    /// let record = timbang::Facts::from_json_text(r#"{"data_utama": {"tmtGolAkhir": "01-10-2020"}}"#)?;
    /// let facts = plan.source("siasn")?.facts(&record.into_map());
    /// assert_eq!(facts.get("tmt_golongan"), Some(&timbang::Raw::Text("2020-10-01".to_owned())));
    /// # Ok(())
    /// # }
    /// ```
    pub fn source(&self, id: &str) -> Result<Source, Error> {
        let sources = self.bundle().sources();
        match sources.iter().find(|source| *source.id.value == *id) {
            Some(decl) => Ok(Source::new(decl, self.program())),
            None => {
                let known = || sources.iter().map(|source| &*source.id.value);
                let all = known().collect::<Vec<_>>().join(", ");
                let otherwise = if all.is_empty() {
                    text!("Pack ini tidak punya sources/.", "The pack has no sources/.")
                } else {
                    text!("Sumber pack ini: {all}.", "The sources of this pack: {all}.")
                };
                let error =
                    Error::new("T3013", text!("Tidak ada sumber `{id}`.", "There is no source `{id}`."));
                Err(error.with_help(did_you_mean(nearest(id, known()), otherwise)))
            }
        }
    }
}

impl Source {
    fn new(decl: &SourceDecl, program: &Program) -> Source {
        let shape =
            |name: &str| program.find(name).and_then(|(_, node)| node.fact()).map(|f| f.shape.clone());
        let facts = decl.facts.iter().filter_map(|mapping| {
            Some(Mapping { decl: mapping.clone(), shape: shape(&mapping.name.value)? })
        });
        let lists = decl.lists.iter().filter_map(|list| {
            let Some(Shape::List(rows)) = shape(&list.name.value) else { return None };
            let fields = list.fields.iter().filter_map(|mapping| {
                let field = field(&rows, &mapping.name.value)?;
                Some(Mapping { decl: mapping.clone(), shape: field.shape.clone() })
            });
            Some(List {
                name: Arc::clone(&list.name.value),
                from: list.from.clone(),
                fields: fields.collect(),
            })
        });
        Source(Arc::new(Inner {
            id: Arc::clone(&decl.id.value),
            ways: decl.ways.clone(),
            facts: facts.collect(),
            lists: lists.collect(),
        }))
    }

    /// The id of the source.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The facts that a foreign record gives.
    ///
    /// What cannot be read stands in the facts as a value that is invalid and names the field that it came from; what
    /// the source calls unknown does not stand there at all. Fields that the source does not map are not looked at.
    #[must_use]
    pub fn facts(&self, record: &IndexMap<String, Raw>) -> Facts {
        let mut facts = self.fields(&self.0.facts, record, "");
        for list in &self.0.lists {
            if let Some(rows) = self.list(list, record) {
                facts.insert(list.name.to_string(), rows);
            }
        }
        Facts::from_map(facts)
    }

    /// A row of a list fact from a foreign row that came by itself, such as a line of a file; `place` says where, for
    /// messages. `None` where the source does not map this list.
    #[must_use]
    pub fn row(&self, list: &str, row: &IndexMap<String, Raw>, place: &str) -> Option<Raw> {
        let list = self.0.lists.iter().find(|own| *own.name == *list)?;
        Some(Raw::Map(self.fields(&list.fields, row, &format!("{place}."))))
    }

    /// The facts that it fills with the first of the paths from which it does.
    pub fn paths(&self) -> impl Iterator<Item = (&str, Vec<&ForeignPath>)> {
        self.0.facts.iter().map(|own| (&*own.decl.name.value, own.decl.from.iter().collect()))
    }

    /// The fields of a list that it fills, with their paths in a row.
    pub fn row_paths(&self, list: &str) -> impl Iterator<Item = (&str, Vec<&ForeignPath>)> {
        let list = self.0.lists.iter().find(|own| *own.name == *list);
        let fields = list.map_or(&[][..], |list| &list.fields).iter();
        fields.map(|own| (&*own.decl.name.value, own.decl.from.iter().collect()))
    }

    fn fields(
        &self,
        mappings: &[Mapping],
        record: &IndexMap<String, Raw>,
        before: &str,
    ) -> IndexMap<String, Raw> {
        let mut found = IndexMap::new();
        for mapping in mappings {
            if let Filled::With(raw) = self.fill(mapping, record, before) {
                found.insert(mapping.decl.name.value.to_string(), raw);
            }
        }
        found
    }

    fn fill(&self, mapping: &Mapping, record: &IndexMap<String, Raw>, before: &str) -> Filled {
        let mut seen: Vec<(Raw, Option<Value>, String)> = Vec::new();
        let mut first: Option<Raw> = None;
        for path in &mapping.decl.from {
            let from = format!("{before}{}", path.value);
            let raw = match look(record, path) {
                Ok(Some(raw)) => raw,
                Ok(None) => continue,
                Err(raw) => return Filled::With(Unread::unreadable(raw.clone(), from)),
            };
            match content::read(raw, &mapping.decl, &self.0.ways, &mapping.shape) {
                Read::Nothing => {}
                Read::Unreadable(given) => return Filled::With(Unread::unreadable(given, from)),
                Read::Is(found, value) => {
                    first.get_or_insert(found);
                    seen.push((raw.clone(), Some(value), from));
                }
                Read::Rows(rows) => {
                    first.get_or_insert(rows.clone());
                    seen.push((rows, None, from));
                }
            }
        }
        let differ = seen.iter().zip(seen.iter().skip(1)).any(|(a, b)| match (&a.1, &b.1) {
            (Some(one), Some(other)) => one != other,
            _ => a.0 != b.0,
        });
        if differ {
            let from = seen.iter().map(|(_, _, from)| from.as_str()).collect::<Vec<_>>().join(", ");
            return Filled::With(Unread::contradictory(
                seen.into_iter().map(|(raw, ..)| raw).collect(),
                from,
            ));
        }
        first.map_or(Filled::Nothing, Filled::With)
    }

    fn list(&self, list: &List, record: &IndexMap<String, Raw>) -> Option<Raw> {
        // What stands in the way of the rows is no list either, so it is told as one that cannot be read.
        let found = list.from.iter().filter_map(|path| match look(record, path) {
            Ok(raw) => raw.map(|raw| (path, raw)),
            Err(raw) => Some((path, raw)),
        });
        let mut found = found.filter(|(_, raw)| !self.is_nothing(raw));
        let (path, raw) = found.next()?;
        if let Some((other, _)) = found.find(|(_, other)| *other != raw) {
            let from = format!("{}, {}", path.value, other.value);
            return Some(Unread::contradictory(vec![raw.clone()], from));
        }
        let Raw::List(rows) = raw else {
            return Some(Unread::unreadable(raw.clone(), path.value.clone()));
        };
        let rows = rows.iter().enumerate().map(|(at, row)| match row {
            Raw::Map(row) => {
                Some(Raw::Map(self.fields(&list.fields, row, &format!("{}[{at}].", path.value))))
            }
            _ => None,
        });
        let rows: Option<Vec<Raw>> = rows.collect();
        Some(rows.map_or_else(|| Unread::unreadable(raw.clone(), path.value.clone()), Raw::List))
    }

    fn is_nothing(&self, raw: &Raw) -> bool {
        match raw {
            Raw::Null => true,
            Raw::Text(words) => {
                words.trim().is_empty() || self.0.ways.unknown.iter().any(|content| content.value.is(raw))
            }
            _ => false,
        }
    }
}

fn field<'r>(rows: &'r ListShape, name: &str) -> Option<&'r FieldShape> {
    rows.fields.iter().find(|field| *field.name == *name)
}

/// What stands at a path, or else what stands in its way. A flat file of nested records has the whole path as the name
/// of one column.
fn look<'r>(record: &'r IndexMap<String, Raw>, path: &ForeignPath) -> Result<Option<&'r Raw>, &'r Raw> {
    if let Some(whole) = record.get(&path.value) {
        return Ok(Some(whole));
    }
    let Some((last, before)) = path.steps.split_last() else { return Ok(None) };
    let mut record = record;
    for step in before {
        match record.get(step) {
            Some(Raw::Map(inner)) => record = inner,
            None | Some(Raw::Null) => return Ok(None),
            Some(other) => return Err(other),
        }
    }
    Ok(record.get(last))
}
