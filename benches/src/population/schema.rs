//! The files of the population and their columns, which are the names of facts and fields.

/// One file of the population.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name of the file.
    pub file: &'static str,
    /// The header; in a child file the first column is the employee's `nip`.
    pub columns: &'static [&'static str],
}

/// The files in the order in which they are written: the main one, then one for each list fact.
pub const TABLES: [Table; 6] = [
    Table {
        file: "pegawai.csv",
        columns: &[
            "nip",
            "nama",
            "tanggal_lahir",
            "jenis_kelamin",
            "agama",
            "status_perkawinan",
            "status_pegawai",
            "kedudukan_hukum",
            "golongan",
            "tmt_golongan",
            "golongan_atasan",
            "tingkat_pendidikan",
            "jenis_jabatan",
            "jenjang",
            "tmt_jenjang",
            "hukuman_disiplin_berjalan",
            "lulus_uji_kompetensi",
            "tersedia_lowongan",
            "rating_hasil_kerja",
            "rating_perilaku_kerja",
            "bulan_penilaian",
            "angka_kredit_dasar",
            "angka_kredit_jf_lama",
            "angka_kredit_penyesuaian",
            "memperoleh_ijazah",
            "angka_kredit_konvensional",
            "angka_kredit_pengembangan_profesi",
        ],
    },
    Table { file: "indikator.csv", columns: &["nip", "kode", "arah", "target", "realisasi", "bobot"] },
    Table {
        file: "riwayat_kinerja.csv",
        columns: &["nip", "tahun", "rating_hasil_kerja", "rating_perilaku_kerja", "predikat"],
    },
    Table { file: "riwayat_diklat.csv", columns: &["nip", "nomor", "jenis", "tanggal_selesai", "jumlah_jp"] },
    Table { file: "kompetensi.csv", columns: &["nip", "kode", "level_standar", "level_pegawai"] },
    Table {
        file: "riwayat_konversi.csv",
        columns: &["nip", "tahun", "bulan_mulai", "bulan_selesai", "jenjang", "predikat"],
    },
];

/// The number of a column of the main file.
pub(super) fn column(name: &str) -> Option<usize> {
    TABLES.first().and_then(|table| table.columns.iter().position(|column| *column == name))
}
