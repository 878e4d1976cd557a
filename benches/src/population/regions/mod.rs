//! What the rules of a region or an agency ask beyond the national facts.
//!
//! A region's population is one of the national kind, in which single cells are set anew and to which columns and rows
//! are added. All that is drawn here comes from streams of its own, so that the national part does not change.

mod allowance;
mod kotabumi;
mod kupang;
mod palangkaraya;
mod pontianak;

use super::appraisal::Appraisal;
use super::employee::Employee;
use super::profile::{Ability, Profile, YEAR};
use super::schema::{Table, tables};
use super::streams::{Draws, Topic};
use super::text::{day, days_later};
use super::unit::Unit;
use crate::random::Random;

/// A pack that extends the national one and has a sample of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A city with little money for training.
    Kupang,
    /// A city with tasks of its own.
    Pontianak,
    /// A regency with indicators of its departments.
    Kotabumi,
    /// The education department of a city.
    Palangkaraya,
    /// A ministry that pays by predicate.
    Kemnaker,
    /// An agency of the state that cuts by predicate.
    Bakamla,
}

/// A course of a region's catalogue: its code and lesson hours.
pub(super) type Course = (&'static str, u64);

/// What one place adds.
pub(super) struct Region {
    /// The folder of the pack.
    folder: &'static str,
    /// Columns of the main file.
    columns: &'static [&'static str],
    /// Further files.
    lists: &'static [Table],
    /// The courses that somebody took.
    courses: &'static [Course],
    /// Draws what one person adds.
    draw: fn(&Person<'_>) -> Own,
}

/// Who is drawn.
pub(super) struct Person<'a> {
    draws: Draws,
    profile: &'a Profile,
    unit: &'a Unit,
    appraisal: &'a Appraisal,
}

/// What is added to one person: cells by column, rows by file.
#[derive(Default)]
pub(super) struct Own {
    cells: Vec<(&'static str, String)>,
    rows: Vec<(&'static str, Vec<String>)>,
}

impl Place {
    /// Every place, in the order of their seeds.
    pub const ALL: [Place; 6] = [
        Place::Kupang,
        Place::Pontianak,
        Place::Kotabumi,
        Place::Palangkaraya,
        Place::Kemnaker,
        Place::Bakamla,
    ];

    /// Finds the place whose pack lies in a folder, such as `rules/daerah/kupang`.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.folder() == folder.trim_end_matches('/'))
    }

    /// Gives the folder of the pack.
    #[must_use]
    pub fn folder(self) -> &'static str {
        self.region().folder
    }

    /// Gives the courses of the region's own catalogue that are in its sample.
    #[must_use]
    pub fn courses(self) -> &'static [(&'static str, u64)] {
        self.region().courses
    }

    /// The seed of the sample that is kept, so that no two places have the same people.
    pub(super) fn seed(self) -> u64 {
        match self {
            Place::Kupang => 2,
            Place::Pontianak => 3,
            Place::Kotabumi => 4,
            Place::Palangkaraya => 5,
            Place::Kemnaker => 6,
            Place::Bakamla => 10,
        }
    }

    pub(super) fn columns(self) -> &'static [&'static str] {
        self.region().columns
    }

    pub(super) fn lists(self) -> &'static [Table] {
        self.region().lists
    }

    fn region(self) -> &'static Region {
        match self {
            Place::Kupang => &kupang::REGION,
            Place::Pontianak => &pontianak::REGION,
            Place::Kotabumi => &kotabumi::REGION,
            Place::Palangkaraya => &palangkaraya::REGION,
            Place::Kemnaker => &allowance::KEMNAKER,
            Place::Bakamla => &allowance::BAKAMLA,
        }
    }

    /// Adds to an employee what the place asks for.
    pub(super) fn add(
        self,
        employee: &mut Employee,
        draws: Draws,
        profile: &Profile,
        unit: &Unit,
        appraisal: &Appraisal,
    ) {
        let own = (self.region().draw)(&Person { draws, profile, unit, appraisal });
        let tables = tables(Some(self));
        let main = tables.first();
        employee.main.resize(main.map_or(0, |table| table.columns().count()), String::new());
        for (column, text) in own.cells {
            let index = main.and_then(|table| table.column(column));
            if let Some(cell) = index.and_then(|index| employee.main.get_mut(index)) {
                *cell = text;
            }
        }
        employee.lists.resize(tables.len().saturating_sub(1), Vec::new());
        for (file, row) in own.rows {
            let index = tables.iter().skip(1).position(|table| table.file == file);
            if let Some(rows) = index.and_then(|index| employee.lists.get_mut(index)) {
                rows.push(row);
            }
        }
    }
}

impl Person<'_> {
    /// Starts the stream of what the place asks of the person.
    fn random(&self) -> Random {
        self.draws.of(Topic::Region)
    }

    /// Starts the stream of the unit, so that all who work there agree.
    fn area(&self) -> Random {
        Draws { seed: self.draws.seed, row: self.unit.number() }.of(Topic::Area)
    }

    /// Draws a score of 0 to 100 with two decimals, higher for the able.
    fn score(&self, random: &mut Random) -> u64 {
        let (low, high) = match self.profile.ability {
            Ability::Weak => (4_500, 7_800),
            Ability::Ordinary => (6_000, 9_200),
            Ability::Strong => (7_600, 9_900),
        };
        random.between(low, high)
    }

    /// A row of a competence: the level that the position asks for, and the one that the employee has.
    fn competence(&self, random: &mut Random, code: &str, asked: u64, held: u64) -> Vec<String> {
        let ago = i64::try_from(random.between(30, 700)).unwrap_or(30);
        let assessed = days_later(day(YEAR, 12, 31), ago.saturating_neg());
        self.profile.row([code.to_owned(), asked.to_string(), held.to_string(), assessed.to_string()])
    }

    /// A row of a course that was taken early in the year after the assessed one.
    fn course(&self, random: &mut Random, (code, hours): Course) -> Vec<String> {
        let finished = day(YEAR.saturating_add(1), random.between(1, 3), random.between(1, 28));
        self.profile.row([
            format!("S-{}-{code}", self.profile.serial()),
            // A course, in the codes of the national personnel system.
            "16".to_owned(),
            finished.to_string(),
            hours.to_string(),
            code.to_owned(),
            String::new(),
        ])
    }
}

impl Own {
    fn cell(&mut self, column: &'static str, text: impl ToString) {
        self.cells.push((column, text.to_string()));
    }

    fn row(&mut self, file: &'static str, row: Vec<String>) {
        self.rows.push((file, row));
    }
}
