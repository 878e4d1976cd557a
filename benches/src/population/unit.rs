//! The work unit, and the courses that its own appraisal proposes.

use super::profile::Profile;
use super::streams::{Draws, Topic};
use super::text::if_any;

/// The columns of the main file, in the order of the cells.
pub(super) const COLUMNS: &[&str] = &["unor_id", "jenis_unit"];

/// The fields of what units propose.
pub(super) const PROPOSALS: &[&str] = &["unor_dinilai", "kode_katalog"];

/// How many units there are.
const UNITS: u64 = 40;

/// The work unit of one employee.
pub(super) struct Unit {
    number: u64,
    known: bool,
    strays: bool,
}

impl Unit {
    /// Draws the work unit.
    pub(super) fn draw(draws: Draws) -> Unit {
        let random = &mut draws.of(Topic::Unit);
        Unit { number: random.between(1, UNITS), known: random.chance(980), strays: random.chance(10) }
    }

    /// The number of the unit.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The cells of the main file.
    pub(super) fn cells(&self) -> Vec<String> {
        vec![if_any(self.known.then(|| code(self.number))), kind(self.number).to_owned()]
    }

    /// What the own unit proposes; one in a hundred was sent what another unit proposes.
    pub(super) fn proposals(&self, profile: &Profile) -> Vec<Vec<String>> {
        let own = proposal(self.number).map(|item| (self.number, item));
        let stray = self.strays.then_some(((self.number % UNITS).saturating_add(1), "LAYAN-3"));
        let found = own.or(stray);
        found.map(|(unit, item)| profile.row([code(unit), item.to_owned()])).into_iter().collect()
    }
}

fn code(unit: u64) -> String {
    format!("UNOR-{unit:03}")
}

/// The kind of a unit, which is the same for all who work there; of two units nobody noted it.
fn kind(unit: u64) -> &'static str {
    match unit {
        1..=4 => "sekretariat",
        5..=8 => "badan",
        9 => "inspektorat",
        10..=13 => "kecamatan",
        14..=16 => "kelurahan",
        17..=20 => "puskesmas",
        21..=24 => "sekolah",
        25..=26 => "rumah_sakit",
        27 => "lainnya",
        28..=29 => "",
        _ => "dinas",
    }
}

/// The course that a unit's appraisal proposes: three units in twenty have one.
fn proposal(unit: u64) -> Option<&'static str> {
    match unit % 20 {
        3 | 17 => Some("LAYAN-3"),
        11 => Some("DIG-2"),
        _ => None,
    }
}
