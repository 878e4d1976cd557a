//! What the population promises.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use timbang::Pack;
use timbang::pack::decl::TypeDecl;

use super::schema::TABLES;
use super::text::decimal;
use super::training::COURSES;
use super::{Options, Place, write};

fn drawn(rows: u64, seed: u64) -> Vec<String> {
    drawn_with(Options { rows, seed, place: None })
}

fn drawn_with(options: Options) -> Vec<String> {
    let mut files = vec![Vec::new(); options.tables().len()];
    write(&mut files, options).unwrap();
    files.into_iter().map(|bytes| String::from_utf8(bytes).unwrap()).collect()
}

fn file<'a>(files: &'a [String], name: &str) -> &'a str {
    &files[TABLES.iter().position(|table| table.file == name).unwrap()]
}

fn cells(file: &str) -> Vec<Vec<&str>> {
    file.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

fn column<'a>(file: &'a str, name: &str) -> Vec<&'a str> {
    let index = file.lines().next().unwrap().split(',').position(|column| column == name).unwrap();
    cells(file).into_iter().map(|row| row[index]).collect()
}

fn national() -> Pack {
    Pack::from_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional")).unwrap()
}

/// Whether a file of the kept sample fills a column for somebody.
fn is_filled(name: &str, wanted: &str) -> bool {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional/sample");
    let Ok(file) = std::fs::read_to_string(folder.join(name)) else { return false };
    let known = file.lines().next().unwrap().split(',').any(|column| column == wanted);
    known && column(&file, wanted).iter().any(|cell| !cell.is_empty())
}

#[test]
fn the_kept_sample_fills_every_fact_of_the_national_pack() {
    let pack = national();
    let declared = &pack.linked().declarations;
    let mut empty = Vec::new();
    for fact in &declared.facts {
        let name = &*fact.name.value;
        let TypeDecl::List(list) = &fact.ty else {
            empty.extend((!is_filled("pegawai.csv", name)).then(|| name.to_owned()));
            continue;
        };
        let record = declared.records.iter().find(|record| record.name.value == list.record.value).unwrap();
        let fields = record.fields.iter().map(|field| &*field.name.value);
        let lacking = fields.filter(|field| !is_filled(&format!("{name}.csv"), field));
        empty.extend(lacking.map(|field| format!("{name}.{field}")));
    }
    assert!(declared.facts.len() > 50);
    assert_eq!(empty, Vec::<String>::new(), "add these to the population");
    assert!(!is_filled("pegawai.csv", "tidak_ada") && !is_filled("tidak_ada.csv", "nip"));
}

#[test]
fn courses_that_were_taken_are_in_the_catalogue_with_their_hours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let national: Vec<_> = COURSES.into_iter().map(|(course, _)| course).collect();
    let places = Place::ALL.into_iter().map(|place| (place.folder(), place.courses()));
    let mut taken = 0;
    for (folder, courses) in places.chain([("rules/nasional", &national[..])]) {
        for (code, hours) in courses {
            let catalogue = std::fs::read_to_string(root.join(folder).join("catalogue.csv")).unwrap();
            let line = catalogue.lines().find(|line| line.starts_with(&format!("{code},course,"))).unwrap();
            assert!(line.contains(&format!(",{hours},")), "{line}");
            taken += 1;
        }
    }
    assert!(taken > COURSES.len() + 5);
}

/// The rows of a child file by employee.
fn by_employee(file: &str) -> BTreeMap<&str, Vec<Vec<&str>>> {
    let mut rows = BTreeMap::<&str, Vec<Vec<&str>>>::new();
    for row in cells(file) {
        rows.entry(row[0]).or_default().push(row);
    }
    rows
}

#[test]
fn the_last_former_position_is_the_present_one_and_they_follow_each_other() {
    let files = drawn(2_000, 8);
    let posts = by_employee(file(&files, "riwayat_jabatan.csv"));
    let main = &files[0];
    let since: BTreeMap<&str, &str> =
        column(main, "nip").into_iter().zip(column(main, "tmt_jabatan")).collect();
    let mut compared = 0;
    for (nip, rows) in &posts {
        // One employee in a hundred is wrong on purpose: a row twice, or of nobody.
        let Some(present) = since.get(nip).filter(|day| !day.is_empty()) else { continue };
        let numbers: BTreeSet<_> = rows.iter().map(|row| row[1]).collect();
        if numbers.len() < rows.len() {
            continue;
        }
        let last = rows.last().unwrap();
        assert_eq!((last[5], last[6]), (*present, ""));
        for pair in rows.windows(2) {
            assert!(pair[0][5] <= pair[0][6] && pair[0][6] < pair[1][5], "{pair:?}");
        }
        compared += rows.len();
    }
    assert!(compared > 3_000, "{compared}");
}

#[test]
fn the_last_report_on_progress_is_what_was_realised() {
    let files = drawn(1_000, 8);
    let (plan, progress) = (file(&files, "indikator.csv"), file(&files, "kemajuan.csv"));
    let realised: BTreeMap<_, _> = cells(plan).into_iter().map(|row| ((row[0], row[1]), row[4])).collect();
    let last = cells(progress).into_iter().filter(|row| row[2] == "12");
    let compared = last.filter_map(|row| realised.get(&(row[0], row[1])).map(|said| (row[3], *said)));
    let compared: Vec<_> = compared.collect();
    assert!(compared.len() > 3_000 && compared.iter().all(|(reported, said)| reported == said));
}

#[test]
fn employees_of_one_unit_agree_on_its_kind() {
    let main = &drawn(2_000, 8)[0];
    let pairs = column(main, "unor_id").into_iter().zip(column(main, "jenis_unit"));
    let pairs: BTreeSet<_> = pairs.filter(|(unit, _)| !unit.is_empty()).collect();
    assert_eq!(pairs.len(), 40);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    assert_eq!(drawn(50, 9), drawn(50, 9));
    assert_ne!(drawn(50, 9), drawn(50, 10));
}

#[test]
fn a_larger_population_begins_with_the_smaller_one() {
    for (small, large) in drawn(120, 3).iter().zip(drawn(300, 3)) {
        assert!(large.starts_with(small.as_str()));
    }
}

#[test]
fn the_kept_samples_are_what_the_generator_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let places = Place::ALL.into_iter().map(|place| (place.folder(), Options::of(place)));
    for (folder, options) in places.chain([("rules/nasional", Options::default())]) {
        let folder = root.join(folder).join("sample");
        let tables = options.tables();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), tables.len(), "{}", folder.display());
        for (table, text) in tables.iter().zip(drawn_with(options)) {
            let path = folder.join(table.file);
            let kept = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            assert_eq!(kept, text, "{} is stale: `make sample` writes it anew", path.display());
        }
    }
}

#[test]
fn what_a_place_adds_leaves_the_national_facts_as_they_are() {
    let national = drawn(60, 3);
    for place in Place::ALL {
        let files = drawn_with(Options { rows: 60, seed: 3, place: Some(place) });
        for name in ["golongan", "tmt_golongan", "tingkat_pendidikan", "rating_hasil_kerja", "unor_id"] {
            assert_eq!(column(&files[0], name), column(&national[0], name), "{place:?} {name}");
        }
        assert_eq!(file(&files, "riwayat_kinerja.csv"), file(&national, "riwayat_kinerja.csv"));
    }
}

#[test]
fn every_row_has_a_cell_for_every_column() {
    for place in Place::ALL.into_iter().map(Some).chain([None]) {
        let options = Options { rows: 400, seed: 2, place };
        for (table, file) in options.tables().iter().zip(drawn_with(options)) {
            let count = table.columns().count();
            assert!(cells(&file).iter().all(|row| row.len() == count), "{place:?} {}", table.file);
        }
    }
}

#[test]
fn employee_numbers_are_plainly_artificial() {
    let main = &drawn(400, 1)[0];
    assert!(column(main, "nip").iter().all(|nip| nip.len() == 18 && nip.starts_with("9999")));
    assert!(column(main, "nama").iter().all(|name| name.starts_with("Pegawai 0")));
}

#[test]
fn the_shares_are_about_right() {
    let main = &drawn(20_000, 5)[0];
    let share = |name: &str, value: &str| column(main, name).iter().filter(|v| **v == value).count() / 200;
    assert!((43..=47).contains(&share("jenis_jabatan", "fungsional")));
    assert!((38..=42).contains(&share("jenis_jabatan", "pelaksana")));
    assert!((13..=17).contains(&share("jenis_jabatan", "struktural")));
    assert!((70..=74).contains(&share("rating_hasil_kerja", "sesuai")));
}

#[test]
fn weights_add_up_to_a_hundred() {
    let file = &drawn(90, 4)[1];
    let mut sums = BTreeMap::<&str, u32>::new();
    for row in cells(file) {
        *sums.entry(row[0]).or_default() += row[5].parse::<u32>().unwrap();
    }
    let clean = sums.values().filter(|sum| **sum == 100).count();
    assert!(clean + 1 >= sums.len(), "at most the one spoilt employee in a hundred differs");
}

#[test]
fn four_hundred_employees_hold_every_kind_of_mistake() {
    let (mut unknown, mut outside, mut orphans, mut twice) = (0, 0, 0, 0);
    for seed in 1..=12 {
        let files = drawn(400, seed);
        let numbers: BTreeSet<&str> = column(&files[0], "nip").into_iter().collect();
        unknown += usize::from(
            column(&files[0], "golongan").contains(&"46")
                || column(&files[0], "rating_perilaku_kerja").contains(&"istimewa")
                || column(&files[2], "predikat").contains(&"6"),
        );
        outside += usize::from(
            column(&files[0], "bulan_penilaian").contains(&"13")
                || column(&files[1], "bobot").contains(&"120")
                || column(&files[4], "level_pegawai").contains(&"6"),
        );
        orphans += usize::from(
            files.iter().skip(1).any(|file| column(file, "nip").iter().any(|nip| !numbers.contains(nip))),
        );
        twice += usize::from(
            files.iter().any(|file| file.lines().collect::<BTreeSet<_>>().len() < file.lines().count()),
        );
    }
    // A list that also went missing leaves nothing to spoil, which is rare.
    assert!(unknown >= 11 && outside >= 11 && orphans >= 11 && twice >= 11);
}

#[test]
fn about_one_employee_in_twenty_lacks_facts() {
    let main = &drawn(20_000, 6)[0];
    let lacking = column(main, "rating_hasil_kerja").iter().filter(|cell| cell.is_empty()).count();
    assert!((100..400).contains(&lacking));
    assert!(column(main, "nip").iter().all(|nip| !nip.is_empty()));
}

#[test]
fn decimals_are_plain() {
    assert_eq!(decimal(0, 3), "0");
    assert_eq!(decimal(5, 3), "0.005");
    assert_eq!(decimal(12_500, 3), "12.5");
    assert_eq!(decimal(100_000, 3), "100");
}
