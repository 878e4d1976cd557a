//! No protected fact reaches a result: with each of them drawn anew, the outcome of every employee of the sample is
//! byte for byte the same. With an unprotected fact drawn anew it is not, so the comparison can fail.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use timbang::pack::decl::{FieldDecl, TypeDecl};
use timbang::{Facts, Pack, Raw, date};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional")
}

/// The rows of a file of the sample: no cell of it is in quotes.
fn rows(file: &str) -> Result<Vec<IndexMap<String, Raw>>, String> {
    let path = folder().join("sample").join(file);
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    assert!(!text.contains('"'), "{file} has cells in quotes, which this reader does not know");
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().ok_or("no header")?.split(',').collect();
    let row = |line: &str| -> IndexMap<String, Raw> {
        let cells = head.iter().zip(line.split(','));
        let given = cells.filter(|(_, cell)| !cell.is_empty());
        given.map(|(name, cell)| ((*name).to_owned(), Raw::Text(cell.to_owned()))).collect()
    };
    Ok(lines.map(row).collect())
}

/// The employees of the sample with their lists.
fn population() -> Result<Vec<Facts>, String> {
    let mut people: IndexMap<String, IndexMap<String, Raw>> = IndexMap::new();
    for person in rows("pegawai.csv")? {
        people.insert(key(&person)?, person);
    }
    for list in ["indikator", "kompetensi", "riwayat_diklat", "riwayat_kinerja", "riwayat_konversi"] {
        for mut row in rows(&format!("{list}.csv"))? {
            let owner = key(&row)?;
            row.shift_remove("nip");
            // The sample has a few rows of nobody, as real files do.
            let Some(person) = people.get_mut(&owner) else { continue };
            match person.entry(list.to_owned()).or_insert_with(|| Raw::List(Vec::new())) {
                Raw::List(items) => items.push(Raw::Map(row)),
                _ => return Err(format!("{list} is no list")),
            }
        }
    }
    Ok(people.into_values().map(Facts::from_map).collect())
}

fn key(row: &IndexMap<String, Raw>) -> Result<String, String> {
    match row.get("nip") {
        Some(Raw::Text(nip)) => Ok(nip.clone()),
        _ => Err("a row without nip".to_owned()),
    }
}

/// Draws numbers that are the same in every run (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or(0).checked_rem(count).unwrap_or(0)
    }
}

impl Draw {
    /// From the first number, up to but not with the second.
    fn between(&mut self, from: usize, to: usize) -> usize {
        from.saturating_add(self.below(to.saturating_sub(from)))
    }
}

/// Another value of a fact, or none at all.
fn drawn(pack: &Pack, field: &FieldDecl, draw: &mut Draw) -> Raw {
    if draw.below(8) == 0 {
        return Raw::Null;
    }
    match &field.ty {
        TypeDecl::Boolean => Raw::Bool(draw.below(2) == 0),
        TypeDecl::Number { .. } => Raw::Number(draw.below(100).to_string()),
        TypeDecl::Date { .. } => {
            let days = i64::try_from(draw.below(30_000)).unwrap_or(0);
            Raw::Text(date(1940, 1, 1).add_days(days).map_or_else(String::new, |day| day.to_string()))
        }
        TypeDecl::Enum(name) => {
            let declared = pack.linked().declarations.enums.iter().find(|e| e.name.value == name.value);
            let values = declared.map_or(&[][..], |e| &e.values);
            let value = values.get(draw.below(values.len()));
            value.map_or(Raw::Null, |value| Raw::Text(value.id.value.to_string()))
        }
        TypeDecl::Text | TypeDecl::List(_) => Raw::Text(format!("acak {}", draw.below(1_000_000))),
    }
}

/// How many outcomes are otherwise where each person's facts are replaced, byte for byte.
fn changed(
    pack: &Pack,
    people: &[Facts],
    said: fn(serde_json::Value) -> String,
    replace: &mut dyn FnMut(Facts) -> Facts,
) -> Result<usize, String> {
    let every: [&str; 0] = [];
    let plan = pack.plan(date(2025, 12, 31), every).map_err(|error| error.to_string())?;
    let (mut count, mut replaced) = (0usize, 0usize);
    for facts in people {
        let other = replace(facts.clone());
        replaced = replaced.saturating_add(usize::from(other != *facts));
        let before = plan.evaluate(facts).map_err(|error| error.to_string())?.to_json();
        let after = plan.evaluate(&other).map_err(|error| error.to_string())?.to_json();
        count = count.saturating_add(usize::from(said(before) != said(after)));
    }
    // A single fact may now and then be drawn as it was.
    assert!(replaced > people.len() / 2, "only {replaced} replaced");
    Ok(count)
}

fn whole(outcome: serde_json::Value) -> String {
    outcome.to_string()
}

/// The outcome without the problems of the facts themselves.
fn without_issues(mut outcome: serde_json::Value) -> String {
    if let Some(fields) = outcome.as_object_mut() {
        fields.remove("issues");
    }
    outcome.to_string()
}

/// The national pack and its sample.
fn national() -> Result<(Pack, Vec<Facts>), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let people = population()?;
    assert!(people.len() > 390, "{} people", people.len());
    Ok((pack, people))
}

fn protected(pack: &Pack) -> Vec<&FieldDecl> {
    let facts = &pack.linked().declarations.facts;
    let found: Vec<&FieldDecl> = facts.iter().filter(|f| f.protected == Some(true)).collect();
    assert!(found.len() >= 6, "{} protected facts", found.len());
    found
}

/// How many outcomes are otherwise where these facts are drawn anew.
fn changed_by(pack: &Pack, people: &[Facts], fields: &[&FieldDecl]) -> Result<usize, String> {
    let mut draw = Draw(2025);
    changed(pack, people, whole, &mut |facts| {
        let with =
            |facts: Facts, field: &&FieldDecl| facts.with(&field.name.value, drawn(pack, field, &mut draw));
        fields.iter().fold(facts, with)
    })
}

#[test]
fn protected_facts_drawn_anew_change_no_outcome_of_the_sample() -> Result<(), String> {
    let (pack, people) = national()?;
    assert_eq!(changed_by(&pack, &people, &protected(&pack))?, 0);
    Ok(())
}

#[test]
fn protected_facts_that_are_wrong_change_nothing_but_the_note_on_themselves() -> Result<(), String> {
    let (pack, people) = national()?;
    let wrong = |facts: Facts, field: &&FieldDecl| facts.with(&field.name.value, Raw::List(Vec::new()));
    let fields = protected(&pack);
    let replace = &mut |facts: Facts| fields.iter().fold(facts, wrong);
    assert_eq!(changed(&pack, &people, without_issues, replace)?, 0);
    assert_eq!(changed(&pack, &people, whole, replace)?, people.len());
    Ok(())
}

#[test]
fn an_unprotected_fact_drawn_anew_does_change_outcomes() -> Result<(), String> {
    let (pack, people) = national()?;
    let facts = &pack.linked().declarations.facts;
    let fields: Vec<&FieldDecl> = facts.iter().filter(|f| &*f.name.value == "golongan").collect();
    assert!(changed_by(&pack, &people, &fields)? > 100);
    Ok(())
}

/// A sound pack whose rows hold protected fields in every place where one may stand.
const ROWS: [(&str, &str); 3] = [
    (
        "facts.toml",
        r#"
[enum.jenis]
values = ["a", "b"]
[record.bulan]
ke = { type = "number", min = 1, max = 12 }
lahir = { type = "date", protected = true }
[record.riwayat]
tahun = { type = "number", min = 1900, max = 2199 }
jenis = { type = "jenis", optional = true }
lahir = { type = "date", protected = true }
umur = { type = "number", min = 0, max = 100, protected = true }
catatan = "text"
bulan = { type = "list", record = "bulan", key = "ke", order = "ke", max_items = 12 }
anak = { type = "list", record = "bulan", max_items = 3, protected = true }
[fact.riwayat]
type = "list"
record = "riwayat"
key = "tahun"
order = "tahun"
max_items = 5
"#,
    ),
    (
        "a.rhai",
        r#"//! @basis contoh
/// Jenis terakhir.
fn terakhir(riwayat) { riwayat.last().jenis }
/// Tahun terbanyak bulannya.
fn terbanyak(riwayat) { riwayat.max_by(|r| r.bulan.count()).tahun }
/// Bulan pertama.
fn pertama(riwayat) { riwayat.sum(|r| r.bulan.first().ke) }
/// Yang diketahui jenisnya.
fn diketahui(riwayat) { riwayat.count(|r| is_known(r.jenis)) }
/// Satu-satunya jenis a.
fn satu(riwayat) { riwayat.only(|r| (r.jenis ?? "b") == "a").tahun }
/// Banyak bulan.
/// @per riwayat
fn banyak(bulan) { bulan.count(|b| b.ke > 6) }
/// Jumlah.
fn jumlah(riwayat) { riwayat.sum(|r| r.banyak) }
"#,
    ),
    (
        "tables/kelas.csv",
        "# label: Kelas\n# basis: contoh\n# per: riwayat\ntahun,result: kelas\n>= 2000,1\n< 2000,0\n",
    ),
];

/// What may stand in a protected field: values, wrong ones, ones of another kind, or nothing.
fn anything(draw: &mut Draw) -> Raw {
    match draw.below(7) {
        0 => Raw::Null,
        1 => Raw::Bool(true),
        2 => Raw::Number(draw.below(1000).to_string()),
        3 => Raw::List(vec![Raw::Null; draw.below(5)]),
        4 => Raw::Text(format!("19{}-01-02", draw.between(50, 90))),
        5 => Raw::Map(IndexMap::from([("ke".to_owned(), Raw::Number("3".to_owned()))])),
        _ => Raw::Text("bukan apa pun".to_owned()),
    }
}

/// Rows of which all that is not protected comes from `open`, and the rest from `hidden`.
fn rows_of(open: &mut Draw, hidden: &mut Draw) -> Facts {
    let number = |n: usize| Raw::Number(n.to_string());
    let mut rows = Vec::new();
    for _ in 0..open.below(4) {
        let mut row = IndexMap::from([("tahun".to_owned(), number(open.between(1996, 2004)))]);
        let kinds = [Raw::Null, Raw::Text("a".to_owned()), Raw::Text("b".to_owned())];
        row.extend(kinds.get(open.below(4)).map(|kind| ("jenis".to_owned(), kind.clone())));
        let months = (0..open.below(4)).map(|_| {
            let mut month = IndexMap::from([("ke".to_owned(), number(open.between(1, 13)))]);
            month.insert("lahir".to_owned(), anything(hidden));
            Raw::Map(month)
        });
        row.insert("bulan".to_owned(), Raw::List(months.collect()));
        for field in ["lahir", "umur", "catatan", "anak"] {
            row.insert(field.to_owned(), anything(hidden));
        }
        rows.push(Raw::Map(row));
    }
    Facts::from_map(IndexMap::from([("riwayat".to_owned(), Raw::List(rows))]))
}

#[test]
fn protected_fields_of_rows_change_no_outcome_whatever_stands_in_them() -> Result<(), String> {
    let files =
        timbang_tests::suite::pack(&ROWS.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
    let pack = Pack::from_files(files).map_err(|error| error.to_string())?;
    let outputs = "terakhir terbanyak pertama diketahui satu jumlah riwayat.banyak riwayat.kelas";
    let plan = pack.plan(date(2025, 1, 1), outputs.split(' ')).map_err(|error| error.to_string())?;
    let said = |open: u64, hidden: u64| -> Result<String, String> {
        let facts = rows_of(&mut Draw(open), &mut Draw(hidden));
        Ok(without_issues(plan.evaluate(&facts).map_err(|error| error.to_string())?.to_json()))
    };
    let mut distinct = std::collections::BTreeSet::new();
    for seed in 0..400 {
        let one = said(seed, 7_000 + seed)?;
        for other in 1..5 {
            assert_eq!(one, said(seed, 9_000 * other + seed)?, "seed {seed}");
        }
        distinct.insert(one);
    }
    // The comparison can fail: what is not protected does change outcomes.
    assert!(distinct.len() > 100, "{} outcomes", distinct.len());
    Ok(())
}
