//! Personal data. Nobody exists: names are numbers.

use super::profile::{Profile, YEAR};
use super::streams::{Draws, Topic};
use super::text::day;

/// The columns, in the order of the cells.
pub(super) const COLUMNS: &[&str] =
    &["nip", "nama", "tanggal_lahir", "jenis_kelamin", "agama", "status_perkawinan"];

const RELIGIONS: [(&str, u64); 6] =
    [("islam", 86), ("kristen", 7), ("katolik", 3), ("hindu", 2), ("buddha", 1), ("konghucu", 1)];

/// Draws personal data.
pub(super) fn draw(draws: Draws, profile: &Profile) -> Vec<String> {
    let random = &mut draws.of(Topic::Person);
    let born = profile.since.saturating_sub(random.between(20, 30)).max(YEAR.saturating_sub(60));
    vec![
        profile.nip.clone(),
        format!("Pegawai {:06}", draws.row.saturating_add(1)),
        day(born, random.between(1, 12), random.between(1, 28)).to_string(),
        random.pick(&[("laki_laki", 48), ("perempuan", 52)]).to_owned(),
        random.pick(&RELIGIONS).to_owned(),
        random.pick(&[("kawin", 78), ("belum_kawin", 16), ("cerai", 6)]).to_owned(),
    ]
}
