//! The files of the population and their columns, which are the names of facts and fields.

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
}

impl Table {
    /// Gives the columns in their order.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.topics.iter().flat_map(|topic| topic.iter().copied())
    }

    /// Finds the number of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns().position(|column| column == name)
    }
}

const NIP: &[&str] = &["nip"];

/// The files in the order in which they are written: the main one, then one for each list fact.
pub const TABLES: [Table; 15] = [
    Table {
        file: "pegawai.csv",
        topics: &[
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
    },
    Table { file: "indikator.csv", topics: &[NIP, plan::INDICATOR] },
    Table { file: "riwayat_kinerja.csv", topics: &[NIP, appraisal::YEARS] },
    Table { file: "riwayat_diklat.csv", topics: &[NIP, training::ROWS] },
    Table { file: "kompetensi.csv", topics: &[NIP, competence::COMPETENCE] },
    Table { file: "riwayat_konversi.csv", topics: &[NIP, conversion::YEARS] },
    Table { file: "kemajuan.csv", topics: &[NIP, plan::PROGRESS] },
    Table { file: "evaluasi_periodik.csv", topics: &[NIP, periods::EVALUATIONS] },
    Table { file: "umpan_balik.csv", topics: &[NIP, periods::FEEDBACK] },
    Table { file: "perilaku_berakhlak.csv", topics: &[NIP, behaviour::CORE_VALUES] },
    Table { file: "penilaian_perilaku.csv", topics: &[NIP, behaviour::FIGURES] },
    Table { file: "pelanggaran.csv", topics: &[NIP, discipline::ABSENCE] },
    Table { file: "riwayat_hukuman.csv", topics: &[NIP, discipline::SANCTIONS] },
    Table { file: "riwayat_jabatan.csv", topics: &[NIP, career::POSITIONS] },
    Table { file: "usulan_unit.csv", topics: &[NIP, unit::PROPOSALS] },
];
