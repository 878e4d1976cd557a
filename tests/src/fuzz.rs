//! What is asked of arbitrary bytes: the same entries for the fuzzer (`make fuzz`) and for the short run of
//! `tests/fuzz.rs`.
//!
//! Each entry panics where the engine does not hold what it promises; the fuzzer and the test look for that.

use std::path::Path;
use std::sync::OnceLock;

use timbang::diagnostic::{Severity, code_info};
use timbang::source::{Files, read_folder};
use timbang::{Lang, Pack, Plan, Workspace, host};

/// An entry: its name, which is that of the fuzz target, and what it does with bytes.
pub type Entry = (&'static str, fn(&[u8]));

/// Every entry.
pub const ENTRIES: [Entry; 5] = [
    ("scripts", scripts),
    ("toml_files", toml_files),
    ("csv_tables", csv_tables),
    ("facts", facts),
    ("records", records),
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

fn pack() -> &'static Pack {
    static PACK: OnceLock<Option<Pack>> = OnceLock::new();
    let pack = PACK.get_or_init(|| national().report().pack.clone());
    pack.as_ref().unwrap_or_else(|| stop("the national pack is not sound"))
}

fn plan() -> &'static Plan {
    static PLAN: OnceLock<Option<Plan>> = OnceLock::new();
    let plan = PLAN.get_or_init(|| host::plan(pack(), DAY, &OUTPUTS.map(str::to_owned)).ok());
    plan.as_ref().unwrap_or_else(|| stop("the outputs are not those of the national pack"))
}

#[expect(clippy::panic, reason = "a panic is how a fuzzer is told")]
fn stop(what: &str) -> ! {
    panic!("{what}")
}

/// The files from which mutations start: those of the national pack, and facts and a record of one employee.
#[must_use]
pub fn seeds(entry: &str) -> Vec<Vec<u8>> {
    let ending = match entry {
        "scripts" => ".rhai",
        "toml_files" => ".toml",
        "csv_tables" => ".csv",
        "facts" => return vec![FACTS.into(), b"{}".to_vec()],
        _ => {
            let record = host::record(plan(), FACTS).map(|record| record.to_string().into_bytes());
            return record.into_iter().collect();
        }
    };
    let files = national().report().files.iter();
    files.filter(|(_, file)| file.path.ends_with(ending)).map(|(_, file)| file.bytes.to_vec()).collect()
}

const FACTS: &str = r#"{"jenis_jabatan": "fungsional", "jenjang": "ahli_muda", "predikat_kinerja": "sangat_baik",
 "bulan_penilaian": 4, "status_pegawai": "pns", "golongan": "III/c", "tmt_golongan": "2019-10-01",
 "riwayat_kinerja": [{"tahun": 2024, "predikat": "baik"}], "jp_tahun_ini": 12.5, "kompetensi": []}"#;

/// A rule file of any bytes.
pub fn scripts(bytes: &[u8]) {
    check("kinerja/hasil_kerja.rhai", bytes);
}

/// A TOML file of any bytes, in each place where one may stand; the first byte chooses.
pub fn toml_files(bytes: &[u8]) {
    let places = [
        "facts/angka_kredit.toml",
        "parameters/angka_kredit.toml",
        "cases/angka_kredit.toml",
        "sources/siasn.toml",
        "pack.toml",
    ];
    at_each(&places, bytes);
}

/// A CSV file of any bytes, in each place where one may stand; the first byte chooses.
pub fn csv_tables(bytes: &[u8]) {
    at_each(&["tables/predikat_kinerja.csv", "catalogue.csv", "cases/predikat_kinerja.csv"], bytes);
}

/// Facts of any bytes, evaluated, explained and recorded.
pub fn facts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if host::evaluate(plan(), &text).is_err() {
        return;
    }
    for output in OUTPUTS.iter().filter(|name| **name != "triggers") {
        if host::why(plan(), &text, output, "text", Lang::Id).is_err() {
            stop("what could be evaluated cannot be explained");
        }
    }
    let record = host::record(plan(), &text).map(|record| record.to_string());
    let same = record.and_then(|record| host::replay(pack(), &record));
    if !same.is_ok_and(|told| told.get("same") == Some(&serde_json::Value::Bool(true))) {
        stop("a record does not replay");
    }
}

/// A decision record of any bytes, replayed.
pub fn records(bytes: &[u8]) {
    drop(host::replay(pack(), &String::from_utf8_lossy(bytes)));
}

fn at_each(places: &[&str], bytes: &[u8]) {
    let chosen = bytes.first().map_or(0, |byte| usize::from(*byte));
    if let Some(path) = chosen.checked_rem(places.len()).and_then(|at| places.get(at)) {
        check(path, bytes);
    }
}

fn check(path: &str, bytes: &[u8]) {
    let workspace = national().with_file(path, bytes);
    let report = workspace.report();
    let mut error = false;
    for found in &report.diagnostics {
        error |= found.severity == Severity::Error;
        if code_info(found.code).is_none() {
            stop("a code has no page");
        }
        for label in &found.labels {
            let text = report.files.get(label.span.file).map_or("", |file| &*file.text);
            if text.get(label.span.range()).is_none() {
                stop("a place lies outside its file");
            }
        }
    }
    if report.pack.is_some() == error {
        stop("a pack is given exactly where there is no error");
    }
}
