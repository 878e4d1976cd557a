//! How a result falls on groups: rates, ratios against the best group, intervals, and what makes the gap.
//!
//! What groups subjects is no fact. It is taken from the facts of every subject before anything is evaluated, and a
//! column that the result rests on as a fact is refused, so that a rule can never see it.

mod csv;
mod factors;
mod found;
mod hide;
mod html;
mod json;
mod rate;
mod text;
mod wilson;

use super::cell::OutputKind;
use super::groups::{Grouped, Grouping};
use super::subject::{Subject, Subjects};
use crate::eval::columnar::Found;
use crate::eval::{Facts, Typed};
use crate::outcome::words;
use crate::plan::Plan;
use crate::text;
use crate::typing::Type;
use crate::value::Error;
use factors::{Factor, factors};
use hide::COLUMNS;
use rate::{Bound, Verdict};

pub use found::{Fair, FairGroup, FairGrouping, Gap};
pub use rate::Rate;
pub use wilson::{Interval, wilson};

/// The least count that is told, unless the caller says otherwise.
pub const MIN_CELL: u64 = 5;

/// How rates are looked at.
#[derive(Clone, Debug)]
pub struct FairnessOptions {
    /// The columns that group subjects, each by itself.
    pub by: Vec<Grouping>,
    /// The least count that is told; smaller ones, and what they could be worked out from, are hidden. 1 hides nothing.
    pub min_cell: u64,
}

/// Rates by group that are being counted, batch by batch; memory does not grow with the population.
///
/// # Example: two groups of five
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use timbang::compare::{Fairness, FairnessOptions, Grouping, MIN_CELL, Rate, Subject};
/// use timbang::{Facts, Pack, Raw, date};
///
/// let plan = Pack::from_dir("../rules/nasional")?.plan(date(2025, 12, 31), ["masa_kerja_pangkat_cukup"])?;
/// let options = FairnessOptions { by: vec![Grouping::parse("jenis_kelamin")?], min_cell: MIN_CELL };
/// let mut fairness = Fairness::new(&plan, &Rate::parse("masa_kerja_pangkat_cukup")?, options)?;
/// let long = Facts::from_json_text(r#"{"tmt_golongan": "2015-10-01"}"#)?;
/// let short = Facts::from_json_text(r#"{"tmt_golongan": "2025-10-01"}"#)?;
/// let mut all = Vec::new();
/// for (sex, facts) in [("laki_laki", &long), ("perempuan", &long), ("perempuan", &short)] {
///     let groups = vec![Raw::Text(sex.into())];
///     all.extend((0..5).map(|_| Subject { facts: facts.clone(), groups: groups.clone(), ..Subject::default() }));
/// }
/// fairness.add(&all)?;
/// let told = fairness.finish()?;
/// let women = &told.groupings[0].groups[1];
/// assert_eq!(women.rate, Some((5, 10)));
/// assert_eq!(women.below_four_fifths, Some(true));
/// # Ok(())
/// # }
/// ```
pub struct Fairness {
    plan: Plan,
    rate: Rate,
    bound: Bound,
    factors: Vec<Factor>,
    /// Where each factor stands among the outputs of the plan.
    at: Vec<usize>,
    options: FairnessOptions,
    subjects: u64,
    all: Counts,
    groups: Vec<Grouped<GroupCount>>,
}

/// How many count as yes, no, undetermined and not applicable.
type Counts = [u64; COLUMNS];

/// What is counted of a group: the rate, and each factor.
#[derive(Clone, Debug, Default)]
struct GroupCount {
    counts: Counts,
    factors: Vec<Counts>,
}

impl Fairness {
    /// Prepares to count a rate under a plan.
    ///
    /// # Errors
    /// `T3003`, `T3004` for the output, `T3030` where it has no such rate, `T3032` where a grouping column is a fact that it
    /// rests on, `T3036` where nothing groups subjects.
    pub fn new(plan: &Plan, rate: &Rate, options: FairnessOptions) -> Result<Fairness, Error> {
        if options.by.is_empty() {
            return Err(Error::new(
                "T3036",
                text!("Kolom yang mengelompokkan belum disebut.", "No column that groups subjects is given."),
            )
            .with_help(text!(
                "Sebutkan paling sedikit satu, misalnya --by jenis_kelamin.",
                "Name at least one, such as --by jenis_kelamin."
            )));
        }
        let bound = rate.bind(plan)?;
        let factors = factors(plan.program(), bound.node);
        let mut names = vec![rate.output().to_owned()];
        names.extend(factors.iter().map(|factor| factor.name.to_string()));
        let plan = plan.with_outputs(&names)?;
        let at = |factor: &Factor| plan.outputs().iter().position(|output| output.name == factor.name);
        let at = factors.iter().map(|factor| at(factor).unwrap_or(usize::MAX)).collect();
        for by in &options.by {
            let read = plan
                .program()
                .find(by.column())
                .is_some_and(|(id, _)| plan.order().binary_search(&id).is_ok());
            if read {
                return Err(is_a_fact(by.column(), rate.output()));
            }
        }
        let known = options.by.iter().map(|by| by.clone().known_by(plan.program()));
        let groups = known.map(Grouped::new).collect();
        Ok(Fairness {
            plan,
            rate: rate.clone(),
            bound,
            factors,
            at,
            options,
            subjects: 0,
            all: Counts::default(),
            groups,
        })
    }

    /// The plan that is evaluated: the rate, and what it rests on.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How subjects are grouped.
    #[must_use]
    pub fn groupings(&self) -> Vec<Grouping> {
        self.options.by.clone()
    }

    /// Whether a column groups subjects, so that it is no fact.
    pub(crate) fn is_grouping(&self, column: &str) -> bool {
        self.options.by.iter().any(|by| by.column() == column)
    }

    /// Counts some subjects.
    ///
    /// # Errors
    /// `T3036` where a column has too many groups.
    pub fn add(&mut self, subjects: &[Subject]) -> Result<(), Error> {
        let typed: Vec<Typed> = subjects
            .iter()
            .map(|subject| Typed::new(self.plan.program(), &self.apart(&subject.facts), false))
            .collect();
        let found = self.plan.columnar().run_typed(&typed);
        self.add_found(found, &subjects)
    }

    /// The facts without what groups subjects.
    fn apart(&self, facts: &Facts) -> Facts {
        if !self.options.by.iter().any(|by| facts.get(by.column()).is_some()) {
            return facts.clone();
        }
        let mut map = facts.clone().into_map();
        map.retain(|name, _| !self.is_grouping(name));
        Facts::from_map(map)
    }

    /// Counts subjects that are evaluated already, in the order of the outputs of the plan.
    pub(crate) fn add_found(&mut self, found: Vec<Vec<Found>>, subjects: &dyn Subjects) -> Result<(), Error> {
        for (row, found) in found.iter().enumerate() {
            self.subjects = self.subjects.saturating_add(1);
            let node = |at: usize| match found.get(at) {
                Some(Found::One(node)) => Some(node),
                _ => None,
            };
            // INVARIANT: the rate was asked for first.
            let verdict = node(0).map_or(Verdict::Undetermined, |node| self.bound.verdict(node));
            let factors: Vec<Option<Verdict>> = self
                .factors
                .iter()
                .zip(&self.at)
                .map(|(factor, at)| Some(factor.verdict(node(*at)?)))
                .collect();
            count(&mut self.all, verdict);
            for (column, grouped) in self.groups.iter_mut().enumerate() {
                let group = grouped.by.of(&subjects.group(row, column), self.plan.as_of());
                let own = grouped.slot(group)?;
                count(&mut own.counts, verdict);
                own.factors.resize(factors.len(), Counts::default());
                for (counts, verdict) in own.factors.iter_mut().zip(&factors) {
                    verdict.iter().for_each(|verdict| count(counts, *verdict));
                }
            }
        }
        Ok(())
    }

    /// What came of it, with small counts hidden already.
    ///
    /// # Errors
    /// `T3033` where there was no subject, `T3031` where nobody has anything in a grouping column, `T3034` where a column
    /// has one group only, `T3035` where the result is determined for nobody.
    pub fn finish(self) -> Result<Fair, Error> {
        if self.subjects == 0 {
            return Err(super::nobody());
        }
        let [yes, no, undetermined, not_applicable] = self.all;
        if yes == 0 && no == 0 {
            let output = self.rate.output();
            return Err(Error::new(
                "T3035",
                text!(
                    "`{output}` tidak dapat dipastikan bagi seorang pun: {undetermined} belum dapat dipastikan, {not_applicable} tidak berlaku.",
                    "`{output}` is determined for nobody: undetermined {undetermined}, not applicable {not_applicable}."
                ),
            )
            .with_help(text!(
                "`timbang quality` menyebut fakta mana yang menahan hasil.",
                "`timbang quality` tells which facts hold results up."
            )));
        }
        for grouped in &self.groups {
            grouped.check_given()?;
            if grouped.rows.len() < 2 {
                let column = grouped.by.column();
                return Err(Error::new(
                    "T3034",
                    text!(
                        "Kolom `{column}` hanya punya satu kelompok; tidak ada yang dapat dibandingkan.",
                        "The column `{column}` has one group only; there is nothing to compare."
                    ),
                )
                .with_help(text!(
                    "Pilih kolom lain, atau pita yang lebih sempit.",
                    "Choose another column, or narrower bands."
                )));
            }
        }
        let node = self.plan.program().node(self.bound.node);
        let kind = OutputKind::of(self.plan.program(), self.bound.node);
        let groupings =
            self.groups.iter().map(|grouped| found::grouping(grouped, &self.factors, self.options.min_cell));
        Ok(Fair {
            plan: super::Side::of(&self.plan),
            rate: self.rate.words(),
            label: node.map_or_else(|| text!("", ""), words::labels),
            condition: self.rate.label(kind, node.map_or(&Type::Broken, |node| &node.ty)),
            min_cell: self.options.min_cell,
            subjects: self.subjects,
            all: found::all(self.all, self.options.min_cell),
            groupings: groupings.collect(),
        })
    }
}

fn count(counts: &mut Counts, verdict: Verdict) {
    let at = match verdict {
        Verdict::Yes => 0,
        Verdict::No => 1,
        Verdict::Undetermined => 2,
        Verdict::NotApplicable => 3,
    };
    if let Some(count) = counts.get_mut(at) {
        *count = count.saturating_add(1);
    }
}

fn is_a_fact(column: &str, output: &str) -> Error {
    Error::new(
        "T3032",
        text!(
            "`{column}` adalah fakta yang menentukan `{output}`; kolom pengelompok tidak boleh menjadi fakta.",
            "`{column}` is a fact on which `{output}` rests; a column that groups subjects must be no fact."
        ),
    )
    .with_help(text!(
        "Salin kolom itu dengan nama lain, misalnya kelompok_{column}, dan kelompokkan menurut salinannya.",
        "Copy the column under another name, such as kelompok_{column}, and group by the copy."
    ))
}
