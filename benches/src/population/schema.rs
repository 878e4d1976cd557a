//! The files of the population and their columns, which are the names of facts and fields.

use super::regions::Place;
use super::{
    appraisal, behaviour, career, competence, conversion, discipline, periods, person, plan, position,
    training, unit,
};

/// One file of the population.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name of the file.
    pub file: &'static str,
    /// The columns, topic by topic; in a child file the first one is the employee's `nip`.
    topics: &'static [&'static [&'static str]],
    /// The columns that a region adds.
    added: &'static [&'static str],
}

impl Table {
    /// Describes a file by the columns of its topics.
    pub(super) const fn own(file: &'static str, topics: &'static [&'static [&'static str]]) -> Table {
        Table { file, topics, added: &[] }
    }

    /// Gives the columns in their order.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        let all = self.topics.iter().copied().chain([self.added]);
        all.flat_map(|topic| topic.iter().copied())
    }

    /// Finds the number of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns().position(|column| column == name)
    }
}

/// The column by which child files belong to employees.
pub(super) const NIP: &[&str] = &["nip"];

/// The files of the national facts in the order in which they are written: the main one, then one for each list fact.
pub(super) const TABLES: [Table; 15] = [
    Table::own(
        "pegawai.csv",
        &[
            person::COLUMNS,
            position::COLUMNS,
            unit::COLUMNS,
            discipline::COLUMNS,
            appraisal::COLUMNS,
            plan::COLUMNS,
            periods::COLUMNS,
            behaviour::COLUMNS,
            training::COLUMNS,
            competence::COLUMNS,
            career::COLUMNS,
            conversion::COLUMNS,
        ],
    ),
    Table::own("indikator.csv", &[NIP, plan::INDICATOR]),
    Table::own("riwayat_kinerja.csv", &[NIP, appraisal::YEARS]),
    Table::own("riwayat_diklat.csv", &[NIP, training::ROWS]),
    Table::own("kompetensi.csv", &[NIP, competence::COMPETENCE]),
    Table::own("riwayat_konversi.csv", &[NIP, conversion::YEARS]),
    Table::own("kemajuan.csv", &[NIP, plan::PROGRESS]),
    Table::own("evaluasi_periodik.csv", &[NIP, periods::EVALUATIONS]),
    Table::own("umpan_balik.csv", &[NIP, periods::FEEDBACK]),
    Table::own("perilaku_berakhlak.csv", &[NIP, behaviour::CORE_VALUES]),
    Table::own("penilaian_perilaku.csv", &[NIP, behaviour::FIGURES]),
    Table::own("pelanggaran.csv", &[NIP, discipline::ABSENCE]),
    Table::own("riwayat_hukuman.csv", &[NIP, discipline::SANCTIONS]),
    Table::own("riwayat_jabatan.csv", &[NIP, career::POSITIONS]),
    Table::own("usulan_unit.csv", &[NIP, unit::PROPOSALS]),
];

/// Gives the files of a population: the national ones, and those that a place adds.
pub(super) fn tables(place: Option<Place>) -> Vec<Table> {
    let mut tables = TABLES.to_vec();
    let Some(place) = place else { return tables };
    if let Some(main) = tables.first_mut() {
        main.added = place.columns();
    }
    tables.extend_from_slice(place.lists());
    tables
}
