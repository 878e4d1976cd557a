//! Two plans over a population: who moves, between which values, and what it comes from.

mod because;
mod csv;
mod found;
mod html;
mod json;
mod spread;
mod tell;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::{Cell, OutputKind, State, Way};
use super::changed::changed;
use super::groups::{Grouped, Grouping};
use super::subject::{Subject, Subjects};
use crate::eval::Typed;
use crate::eval::columnar::Found;
use crate::outcome::words;
use crate::plan::Plan;
use crate::text;
use crate::typing::Type;
use crate::value::{Error, Scheme, Text};

pub use because::{Because, Root};
pub use found::{Cause, Compared, GroupMoves, Moved, OutputMoves, Side, Transition};
pub use spread::{Bin, Spread, Sum};

/// How many of those who moved are looked at for the reason, unless the caller says otherwise.
pub const EXPLAINED: u64 = 10_000;

/// How two plans are compared.
#[derive(Clone, Debug)]
pub struct Options {
    /// The columns by which moves are counted.
    pub by: Vec<Grouping>,
    /// How many of those who moved are looked at for the reason: the first of them. The rest is counted without.
    pub explained: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { by: Vec::new(), explained: EXPLAINED }
    }
}

/// A comparison of two plans that is being counted, batch by batch.
///
/// Memory does not grow with the population: counts are kept, and those who moved are handed back with each batch.
///
/// # Example: three years in rank instead of four
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use timbang::compare::{Comparing, Options, Subject};
/// use timbang::{Facts, Lang, Pack, Raw, date};
///
/// let day = date(2025, 12, 31);
/// let pack = Pack::from_dir("../rules/nasional")?;
/// let three = Raw::Number("3".into());
/// let proposal = pack.with_parameter(day, "masa_kerja_pangkat_reguler", &three)?.into_pack()?;
/// let output = ["masa_kerja_pangkat_cukup"];
/// let (before, after) = (pack.plan(day, output)?, proposal.plan(day, output)?);
/// let mut comparing = Comparing::new(&before, &after, Options::default())?;
/// let facts = Facts::from_json_text(r#"{"tmt_golongan": "2022-10-01"}"#)?;
/// let moved = comparing.add(&[Subject { key: "a".into(), facts, groups: vec![] }])?;
/// assert_eq!((moved[0].before.as_str(), moved[0].after.as_str()), ("false", "true"));
/// let told = comparing.finish()?;
/// assert_eq!(told.outputs[0].up, 1);
/// assert_eq!(told.changed[0].after, "3");
/// assert!(told.to_text(Lang::En).contains("years"));
/// # Ok(())
/// # }
/// ```
pub struct Comparing {
    before: Plan,
    after: Plan,
    options: Options,
    tallies: Vec<Tally>,
    groups: Vec<Grouped<GroupCount>>,
    left_out: Vec<Arc<str>>,
    subjects: u64,
    moved: u64,
    looked_at: u64,
}

/// One output that both plans give.
struct Tally {
    name: Arc<str>,
    label: Text,
    unit: Option<Arc<str>>,
    kind: OutputKind,
    types: (Type, Type),
    scheme: Option<Arc<Scheme>>,
    /// Where the output stands among those of each plan.
    at: (usize, usize),
    labels: BTreeMap<Arc<str>, Text>,
    moved: u64,
    ways: BTreeMap<Way, u64>,
    transitions: BTreeMap<(State, State), u64>,
    spread: Spread,
    explained: u64,
    causes: BTreeMap<Because, u64>,
}

/// What is counted of a group.
#[derive(Clone, Debug, Default)]
struct GroupCount {
    subjects: u64,
    ways: BTreeMap<(usize, Way), u64>,
}

impl Comparing {
    /// Prepares to compare two plans in the outputs that both give.
    ///
    /// # Errors
    /// `T3038` where there is no such output, or the packs weigh different kinds of subjects.
    pub fn new(before: &Plan, after: &Plan, options: Options) -> Result<Comparing, Error> {
        let (old, new) = (before.bundle().subject(), after.bundle().subject());
        if old != new {
            return Err(Error::new(
                "T3038",
                text!(
                    "Kedua pack menilai hal yang berbeda: `{old}` dan `{new}`.",
                    "The two packs weigh different things: `{old}` and `{new}`."
                ),
            )
            .with_help(text!(
                "Bandingkan dua pack tentang subjek yang sama.",
                "Compare two packs about one subject."
            )));
        }
        let mut tallies = Vec::new();
        let mut left_out: Vec<Arc<str>> = Vec::new();
        for (at, output) in before.outputs().iter().enumerate() {
            match after.outputs().iter().position(|other| other.name == output.name) {
                Some(other) => tallies.extend(Tally::new(before, after, &output.name, (at, other))),
                None => left_out.push(Arc::clone(&output.name)),
            }
        }
        let in_before = |name: &Arc<str>| before.outputs().iter().any(|known| known.name == *name);
        left_out.extend(after.outputs().iter().map(|o| Arc::clone(&o.name)).filter(|name| !in_before(name)));
        if before.gives_triggers() || after.gives_triggers() {
            left_out.push(Arc::from("triggers"));
        }
        if tallies.is_empty() {
            return Err(Error::new(
                "T3038",
                text!(
                    "Tidak ada keluaran yang dihitung oleh kedua rencana.",
                    "There is no output that both plans work out."
                ),
            )
            .with_help(text!(
                "Minta keluaran yang berlaku di keduanya, misalnya dengan --output; pemicu dibandingkan dengan nama aturannya.",
                "Ask for an output that is in force in both, such as with --output; triggers are compared by the name of their rule."
            )));
        }
        let known = options.by.iter().map(|by| by.clone().known_by(before.program()));
        let groups = known.map(Grouped::new).collect();
        Ok(Comparing {
            before: before.clone(),
            after: after.clone(),
            options,
            tallies,
            groups,
            left_out,
            subjects: 0,
            moved: 0,
            looked_at: 0,
        })
    }

    /// The plan before.
    #[must_use]
    pub fn before(&self) -> &Plan {
        &self.before
    }

    /// The plan after.
    #[must_use]
    pub fn after(&self) -> &Plan {
        &self.after
    }

    /// How subjects are grouped.
    #[must_use]
    pub fn groupings(&self) -> Vec<Grouping> {
        self.options.by.clone()
    }

    /// Counts some subjects, and tells who of them moved, an entry for each output that did.
    ///
    /// # Errors
    /// `T3036` where a column has too many groups.
    pub fn add(&mut self, subjects: &[Subject]) -> Result<Vec<Moved>, Error> {
        let run = |plan: &Plan| {
            let typed: Vec<Typed> =
                subjects.iter().map(|subject| Typed::new(plan.program(), &subject.facts, false)).collect();
            plan.columnar().run_typed(&typed)
        };
        let (before, after) = (run(&self.before), run(&self.after));
        self.add_found(before, after, &subjects)
    }

    /// Counts subjects whose outputs are worked out already, in the order of the outputs of each plan.
    pub(crate) fn add_found(
        &mut self,
        before: Vec<Vec<Found>>,
        after: Vec<Vec<Found>>,
        subjects: &dyn Subjects,
    ) -> Result<Vec<Moved>, Error> {
        let mut all = Vec::new();
        for (row, (before, after)) in before.into_iter().zip(after).enumerate() {
            self.subjects = self.subjects.saturating_add(1);
            let (mut before, mut after) = (cells(before), cells(after));
            let mut moved: Vec<(usize, Cell, Cell, Way)> = Vec::new();
            for (number, tally) in self.tallies.iter_mut().enumerate() {
                let (Some(a), Some(b)) = (take(&mut before, tally.at.0), take(&mut after, tally.at.1)) else {
                    continue;
                };
                if let Some(way) = tally.count(&a, &b) {
                    moved.push((number, a, b, way));
                }
            }
            for (column, grouped) in self.groups.iter_mut().enumerate() {
                let group = grouped.by.of(&subjects.group(row, column), self.before.as_of());
                let count = grouped.slot(group)?;
                count.subjects = count.subjects.saturating_add(1);
                for (number, _, _, way) in &moved {
                    let own = count.ways.entry((*number, *way)).or_default();
                    *own = own.saturating_add(1);
                }
            }
            if !moved.is_empty() {
                self.moved = self.moved.saturating_add(1);
                self.tell_moved(row, moved, subjects, &mut all)?;
            }
        }
        Ok(all)
    }

    fn tell_moved(
        &mut self,
        row: usize,
        moved: Vec<(usize, Cell, Cell, Way)>,
        subjects: &dyn Subjects,
        all: &mut Vec<Moved>,
    ) -> Result<(), Error> {
        let looks = self.looked_at < self.options.explained;
        let outcomes = if looks {
            self.looked_at = self.looked_at.saturating_add(1);
            let facts = subjects.facts(row);
            Some((self.before.evaluate(&facts)?, self.after.evaluate(&facts)?))
        } else {
            None
        };
        let key = subjects.key(row);
        for (number, before, after, way) in moved {
            let Some(tally) = self.tallies.get_mut(number) else { continue };
            let reasons = outcomes.as_ref().map(|(a, b)| because::because(a, b, &tally.name));
            if let Some(reasons) = &reasons {
                tally.explained = tally.explained.saturating_add(1);
                for reason in reasons {
                    let count = tally.causes.entry(reason.clone()).or_default();
                    *count = count.saturating_add(1);
                }
            }
            let told = reasons
                .as_deref()
                .map(|reasons| tell::reasons(reasons, self.before.program(), self.after.program()));
            all.push(Moved {
                row: self.subjects.saturating_sub(1),
                key: key.clone(),
                output: Arc::clone(&tally.name),
                way,
                before_state: before.state(tally.kind),
                after_state: after.state(tally.kind),
                before: before.plain(&tally.types.0),
                after: after.plain(&tally.types.1),
                because: told,
            });
        }
        Ok(())
    }

    /// What came of it.
    ///
    /// # Errors
    /// `T3033` where there was no subject, `T3031` where nobody has anything in a grouping column.
    pub fn finish(self) -> Result<Compared, Error> {
        if self.subjects == 0 {
            return Err(super::nobody());
        }
        self.groups.iter().try_for_each(Grouped::check_given)?;
        let (old, new) = (self.before.program(), self.after.program());
        let groups = |number: usize| -> Vec<(Grouping, Vec<GroupMoves>)> {
            let row = |by: &Grouping, (group, count): (&super::Group, &GroupCount)| {
                let of = |way| count.ways.get(&(number, way)).copied().unwrap_or(0);
                let (up, down, other) = (of(Way::Up), of(Way::Down), of(Way::Other));
                GroupMoves {
                    key: by.key(group),
                    label: by.label(group),
                    subjects: count.subjects,
                    moved: up.saturating_add(down).saturating_add(other),
                    up,
                    down,
                }
            };
            let each = self.groups.iter();
            each.map(|own| (own.by.clone(), own.rows.iter().map(|entry| row(&own.by, entry)).collect()))
                .collect()
        };
        let outputs = self.tallies.iter().enumerate();
        let outputs = outputs.map(|(number, tally)| tally.told(groups(number), old, new)).collect();
        Ok(Compared {
            before: Side::of(&self.before),
            after: Side::of(&self.after),
            changed: changed(&self.before, &self.after),
            subjects: self.subjects,
            moved: self.moved,
            explained: self.looked_at,
            outputs,
            left_out: self.left_out,
        })
    }
}

impl Tally {
    fn new(before: &Plan, after: &Plan, name: &Arc<str>, at: (usize, usize)) -> Option<Tally> {
        let (old, new) = (before.program(), after.program());
        let ((old_id, old_node), (new_id, new_node)) = (old.find(name)?, new.find(name)?);
        let (was, is) = (OutputKind::of(old, old_id), OutputKind::of(new, new_id));
        // What gives another kind of value can still be told apart, but not put in order.
        let kind = if was == is { is } else { OutputKind::Other };
        let mut labels = BTreeMap::new();
        for ty in [&old_node.ty, &new_node.ty] {
            if let Type::Enum(scheme) = ty {
                for value in &scheme.values {
                    labels.insert(Arc::clone(&value.id), value.text());
                }
            }
        }
        let scheme = match &new_node.ty {
            Type::Enum(scheme) => Some(Arc::clone(scheme)),
            _ => None,
        };
        Some(Tally {
            name: Arc::clone(name),
            label: words::labels(new_node),
            unit: new_node.unit.clone(),
            kind,
            types: (old_node.ty.clone(), new_node.ty.clone()),
            scheme,
            at,
            labels,
            moved: 0,
            ways: BTreeMap::new(),
            transitions: BTreeMap::new(),
            spread: Spread::default(),
            explained: 0,
            causes: BTreeMap::new(),
        })
    }

    /// Counts a subject; which way it moved, where it did.
    fn count(&mut self, before: &Cell, after: &Cell) -> Option<Way> {
        let add = |count: &mut u64| *count = count.saturating_add(1);
        if self.kind == OutputKind::Number {
            self.spread.add(before.number(), after.number());
        }
        add(self.transitions.entry((before.state(self.kind), after.state(self.kind))).or_default());
        if !before.has_moved(after, self.kind) {
            return None;
        }
        let rank = |id: &str| self.scheme.as_ref().and_then(|scheme| scheme.position(id));
        let way = before.way(after, self.kind, rank);
        add(&mut self.moved);
        add(self.ways.entry(way).or_default());
        Some(way)
    }
}

fn cells(found: Vec<Found>) -> Vec<Option<Cell>> {
    found.into_iter().map(|found| Some(Cell::new(found))).collect()
}

fn take(cells: &mut [Option<Cell>], at: usize) -> Option<Cell> {
    cells.get_mut(at).and_then(Option::take)
}
