//! What is missing and what is wrong: real files are neither complete nor clean.

use super::employee::Employee;
use super::schema::TABLES;
use super::streams::{Draws, Topic};
use crate::random::Random;

/// How many employees in a thousand lack facts.
const LACKING: u64 = 50;

/// In so many employees one is wrong on purpose.
const BLOCK: u64 = 100;

/// Facts that go missing.
const FORGOTTEN: [(&str, u64); 15] = [
    ("golongan", 1),
    ("tmt_golongan", 2),
    ("tingkat_pendidikan", 1),
    ("jenis_jabatan", 1),
    ("hukuman_disiplin_berjalan", 2),
    ("rating_hasil_kerja", 3),
    ("rating_perilaku_kerja", 3),
    ("bulan_penilaian", 2),
    ("lulus_uji_kompetensi", 1),
    ("tersedia_lowongan", 1),
    ("angka_kredit_penyesuaian", 1),
    ("status_pegawai", 1),
    ("tmt_jabatan", 1),
    ("tmt_cpns", 1),
    ("tanggal_penetapan_skp", 2),
];

/// Takes facts away from some employees and spoils one in a hundred.
///
/// Each kind of mistake comes in turn, so that even a small population holds them all.
pub(super) fn spoil(employee: &mut Employee, draws: Draws) {
    let mut random = draws.of(Topic::Faults);
    if random.chance(LACKING) {
        forget(employee, &mut random);
    }
    let block = draws.row / BLOCK;
    if draws.row % BLOCK == (Draws { row: block, ..draws }).of(Topic::Block).below(BLOCK) {
        match block % 4 {
            0 => unknown_code(employee, &mut random),
            1 => outside_range(employee, &mut random),
            2 => orphan(employee, &mut random),
            _ => twice(employee, &mut random),
        }
    }
}

/// Empties one to three cells, or leaves out a whole list.
fn forget(employee: &mut Employee, random: &mut Random) {
    for _ in 0..random.between(1, 3) {
        if random.chance(250) {
            if let Some(rows) = some_list(employee, random) {
                rows.clear();
            }
        } else {
            set(employee, random.pick(&FORGOTTEN), "");
        }
    }
}

fn main_column(name: &str) -> Option<usize> {
    TABLES.first().and_then(|table| table.column(name))
}

/// One of the lists that have rows.
fn some_list<'a>(employee: &'a mut Employee, random: &mut Random) -> Option<&'a mut Vec<Vec<String>>> {
    let mut filled: Vec<_> = employee.lists.iter_mut().filter(|rows| !rows.is_empty()).collect();
    let count = u64::try_from(filled.len()).unwrap_or(0);
    let chosen = usize::try_from(random.below(count)).unwrap_or(0);
    (chosen < filled.len()).then(|| filled.swap_remove(chosen))
}

fn set(employee: &mut Employee, name: &str, value: &str) {
    if let Some(cell) = main_column(name).and_then(|index| employee.main.get_mut(index)) {
        value.clone_into(cell);
    }
}

/// Sets a cell in the first row of a child file.
fn set_in_list(employee: &mut Employee, file: &str, name: &str, value: &str) {
    let Some(table) = TABLES.iter().position(|table| table.file == file) else { return };
    let Some(index) = TABLES.get(table).and_then(|table| table.column(name)) else { return };
    let rows = employee.lists.get_mut(table.saturating_sub(1));
    if let Some(cell) = rows.and_then(|rows| rows.first_mut()).and_then(|row| row.get_mut(index)) {
        value.clone_into(cell);
    }
}

fn unknown_code(employee: &mut Employee, random: &mut Random) {
    match random.below(3) {
        0 => set(employee, "golongan", "46"),
        1 => set(employee, "rating_perilaku_kerja", "istimewa"),
        _ => set_in_list(employee, "riwayat_kinerja.csv", "predikat", "6"),
    }
}

fn outside_range(employee: &mut Employee, random: &mut Random) {
    match random.below(3) {
        0 => set(employee, "bulan_penilaian", "13"),
        1 => set_in_list(employee, "indikator.csv", "bobot", "120"),
        _ => set_in_list(employee, "kompetensi.csv", "level_pegawai", "6"),
    }
}

/// Adds a row to a child file that belongs to nobody.
fn orphan(employee: &mut Employee, random: &mut Random) {
    let Some(rows) = some_list(employee, random) else { return };
    let Some(mut row) = rows.first().cloned() else { return };
    if let Some(nip) = row.first_mut() {
        // The main file never counts up to an employee number of this form.
        *nip = nip.replacen("9999", "9998", 1);
    }
    rows.push(row);
}

/// Writes a key twice: that of the employee, or that of a row in a list.
fn twice(employee: &mut Employee, random: &mut Random) {
    if random.chance(500) {
        employee.doubled = true;
        return;
    }
    if let Some(rows) = some_list(employee, random) {
        let first = rows.first().cloned();
        rows.extend(first);
    }
}
