//! What is asked of arbitrary bytes: the same entries for the fuzzer (`make fuzz`) and for the short run of
//! `tests/fuzz.rs`.
//!
//! An entry fails, in words, where the engine does not hold what it promises; the fuzzer and the test stop at that.

use std::path::Path;
use std::sync::OnceLock;

use timbang::diagnostic::{Severity, code_info};
use timbang::source::{Files, read_folder};
use timbang::{Lang, Pack, Plan, Workspace, host};

/// An entry: its name, which is that of the fuzz target, and what it does with bytes.
pub type Entry = (&'static str, fn(&[u8]) -> Answer);

/// What came of bytes; an error is a finding.
pub type Answer = Result<(), &'static str>;

/// Every entry.
pub const ENTRIES: [Entry; 7] = [
    ("scripts", scripts),
    ("toml_files", toml_files),
    ("csv_tables", csv_tables),
    ("facts", facts),
    ("records", records),
    ("foreign", foreign),
    ("requests", requests),
];

const DAY: &str = "2025-12-31";
const OUTPUTS: [&str; 3] = ["angka_kredit_konversi", "kenaikan_pangkat_reguler", "triggers"];

/// The pack that the bytes are put into: the national one without its samples.
fn national() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
        let files = read_folder(&folder).unwrap_or_default();
        let kept = files.iter().filter(|(_, file)| !file.path.starts_with("sample/"));
        Workspace::new(Files::from_map(kept.map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))))
    })
}

fn pack() -> Result<&'static Pack, &'static str> {
    national().report().pack.as_ref().ok_or("the national pack is not sound")
}

fn plan() -> Result<&'static Plan, &'static str> {
    static PLAN: OnceLock<Option<Plan>> = OnceLock::new();
    let make = || host::plan(pack().ok()?, DAY, &OUTPUTS.map(str::to_owned)).ok();
    PLAN.get_or_init(make).as_ref().ok_or("the outputs are not those of the national pack")
}

/// The files from which mutations start: those of the national pack, and facts and a record of one employee.
#[must_use]
pub fn seeds(entry: &str) -> Vec<Vec<u8>> {
    let ending = match entry {
        "scripts" => ".rhai",
        "toml_files" => ".toml",
        "csv_tables" => ".csv",
        "facts" => return vec![FACTS.into(), b"{}".to_vec()],
        "foreign" => return vec![FOREIGN.into()],
        "requests" => {
            let ask =
                |what: &str, facts: &str| format!(r#"{{"id":1,"do":"{what}","lang":"en","facts":{facts}}}"#);
            return vec![
                ask("evaluate", FACTS).into(),
                ask("explain", "{}").into(),
                ask("check", FACTS).into(),
            ];
        }
        _ => {
            let record = plan().ok().and_then(|plan| host::record(plan, FACTS).ok());
            return record.into_iter().map(|record| record.to_string().into_bytes()).collect();
        }
    };
    let files = national().report().files.iter();
    files.filter(|(_, file)| file.path.ends_with(ending)).map(|(_, file)| file.bytes.to_vec()).collect()
}

const FACTS: &str = r#"{"jenis_jabatan": "fungsional", "jenjang": "ahli_muda", "predikat_kinerja": "sangat_baik",
 "bulan_penilaian": 4, "status_pegawai": "pns", "golongan": "III/c", "tmt_golongan": "2019-10-01",
 "riwayat_kinerja": [{"tahun": 2024, "predikat": "baik"}], "jp_tahun_ini": 12.5, "kompetensi": []}"#;

/// A rule file of any bytes.
fn scripts(bytes: &[u8]) -> Answer {
    check("kinerja/hasil_kerja.rhai", bytes)
}

/// A TOML file of any bytes, in each place where one may stand; the first byte chooses.
fn toml_files(bytes: &[u8]) -> Answer {
    let places = [
        "facts/angka_kredit.toml",
        "parameters/angka_kredit.toml",
        "cases/angka_kredit.toml",
        "sources/siasn.toml",
        "pack.toml",
    ];
    at_one(&places, bytes)
}

/// A CSV file of any bytes, in each place where one may stand; the first byte chooses.
fn csv_tables(bytes: &[u8]) -> Answer {
    at_one(&["tables/predikat_kinerja.csv", "catalogue.csv", "cases/predikat_kinerja.csv"], bytes)
}

/// Facts of any bytes, evaluated, explained, recorded and replayed.
fn facts(bytes: &[u8]) -> Answer {
    let (pack, plan, text) = (pack()?, plan()?, String::from_utf8_lossy(bytes));
    if host::evaluate(plan, &text).is_err() {
        return Ok(());
    }
    for output in OUTPUTS.iter().filter(|name| **name != "triggers") {
        host::why(plan, &text, output, "text", Lang::Id)
            .map_err(|_| "what could be evaluated cannot be explained")?;
    }
    let record = host::record(plan, &text).map(|record| record.to_string());
    let same = record.and_then(|record| host::replay(pack.bundle(), &record));
    let same = same.is_ok_and(|told| told.get("same") == Some(&serde_json::Value::Bool(true)));
    same.then_some(()).ok_or("a record does not replay")
}

/// A foreign record of any bytes: what its source makes of it is held to what facts are held to.
fn foreign(bytes: &[u8]) -> Answer {
    match host::facts(plan()?, &String::from_utf8_lossy(bytes), "siasn") {
        Ok(found) => facts(found.to_string().as_bytes()),
        Err(_) => Ok(()),
    }
}

/// A request of any bytes: it is answered by one object, which says whether it was carried out.
fn requests(bytes: &[u8]) -> Answer {
    let outputs = OUTPUTS.map(str::to_owned);
    let desk = host::Desk::new(pack()?.clone(), serde_json::json!({}), Some(DAY), &outputs, None);
    let answer = desk.map_err(|_| "no desk")?.answer(bytes);
    let told = match answer.get("ok") {
        Some(serde_json::Value::Bool(true)) => answer.get("error").is_none(),
        Some(serde_json::Value::Bool(false)) => answer.pointer("/error/message/en").is_some(),
        _ => false,
    };
    (told && !answer.to_string().contains('\n'))
        .then_some(())
        .ok_or("an answer says neither yes nor no on a line")
}

/// A decision record of any bytes, replayed.
fn records(bytes: &[u8]) -> Answer {
    drop(host::replay(pack()?.bundle(), &String::from_utf8_lossy(bytes)));
    Ok(())
}

/// The entry of a fuzz target.
///
/// # Errors
const FOREIGN: &str = r#"{"data_utama": {"nipBaru": "19", "tglLahir": "01-01-1970", "statusPegawai": "PNS",
 "kedudukanPnsId": 1, "golRuangAkhirId": "33", "golRuangAkhir": "III/c", "tmtGolAkhir": "01-10-2020", "jenisJabatanId": 4},
 "rw_skp22": [{"tahun": "2024", "hasilKinerjaNilai": 0, "PerilakuKerjaNilai": 2, "kuadranKinerja": "BAIK"}]}"#;

/// What the engine does not hold.
pub fn ask(entry: &str, bytes: &[u8]) -> Answer {
    let found = ENTRIES.iter().find(|(name, _)| *name == entry);
    found.map_or(Err("no entry has that name"), |(_, ask)| ask(bytes))
}

fn at_one(places: &[&str], bytes: &[u8]) -> Answer {
    let chosen = bytes.first().map_or(0, |byte| usize::from(*byte));
    let place = chosen.checked_rem(places.len()).and_then(|at| places.get(at));
    place.map_or(Ok(()), |path| check(path, bytes))
}

fn check(path: &str, bytes: &[u8]) -> Answer {
    let workspace = national().with_file(path, bytes);
    let report = workspace.report();
    let mut error = false;
    for found in &report.diagnostics {
        error |= found.severity == Severity::Error;
        code_info(found.code).ok_or("a code has no page")?;
        for label in &found.labels {
            let text = report.files.get(label.span.file).map_or("", |file| &*file.text);
            text.get(label.span.range()).ok_or("a place lies outside its file")?;
        }
    }
    let given = report.pack.is_some();
    (given != error).then_some(()).ok_or("a pack is given exactly where there is no error")
}
