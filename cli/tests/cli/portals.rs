//! A portal's own data: sources, proposals of them, a process that stays, the schema of facts, and what holds results up.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::common::{Run, finished, national, run, timbang};

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name).to_str().unwrap().to_owned()
}

fn pack() -> String {
    national().to_str().unwrap().to_owned()
}

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

const FACTS: &str = "[enum.status]\nlabel = \"Status\"\nvalues = [\"pns\", { id = \"pppk\", label = \"PPPK\" }]\n\
    [fact.status_pegawai]\ntype = \"status\"\nlabel = \"Status pegawai\"\nsource = \"unit kepegawaian\"\n\
    [fact.nilai_skp]\ntype = \"number\"\nlabel = \"Nilai SKP\"\nscale = 2\nmin = 0\nmax = 100\n\
    [fact.tmt]\ntype = \"date\"\nlabel = \"Terhitung mulai tanggal\"\n\
    [fact.lulus]\ntype = \"boolean\"\nlabel = \"Lulus uji kompetensi\"\noptional = true\n\
    [record.diklat]\nkode = { type = \"text\", code = true }\njam = { type = \"number\", min = 0, max = 900 }\n\
    [fact.diklat]\ntype = \"list\"\nlabel = \"Riwayat diklat\"\nrecord = \"diklat\"\nkey = \"kode\"\nmax_items = 9\n";
const RULES: &str = "//! @basis contoh\n\n/// Layak.\nfn layak(status_pegawai, nilai_skp, tmt) { status_pegawai == \"pns\" && nilai_skp >= 76.5 && year(tmt) < 2022 }\n\
    /// Jumlah jam.\nfn jam(diklat) { diklat.sum(|d| d.jam) }\n\
    /// Lulus.\nfn sudah_lulus(lulus) { lulus ?? false }\n";
const MANIFEST: &str = "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\n\
    outputs = [\"layak\", \"jam\", \"sudah_lulus\"]\n";
const PORTAL: &str = "id = \"portal\"\ndates = \"DD/MM/YYYY\"\ndecimal_comma = true\nunknown = [\"-\"]\nyes = [\"Y\"]\nno = [\"T\"]\n\
    [fact]\nstatus_pegawai = { from = \"St. Peg\", values = { P3K = \"pppk\" } }\nnilai_skp = { from = \"skp\", unknown = [0] }\n\
    tmt = \"tmt\"\nlulus = \"lulus\"\n[list.diklat]\nfrom = \"diklat\"\nkode = \"no\"\njam = \"jp\"\n";

fn small_pack(portal: &str) -> tempfile::TempDir {
    let portal = portal.replace("\"St. Peg\"", "'\"St. Peg\"'");
    folder(&[
        ("pack/pack.toml", MANIFEST),
        ("pack/facts.toml", FACTS),
        ("pack/uji/a.rhai", RULES),
        ("pack/sources/portal.toml", &portal),
        (
            "data.csv",
            "nip;St. Peg;skp;tmt;lulus;lain\n1;pns;76,5;31/12/2021;Y;x\n2;P3K;0;-;T;x\n3;pns;76.5;2021-12-31;?;x\n",
        ),
        ("diklat.csv", "nip,no,jp\n1,A,10\n1,B,\"2,0\"\n3,C,x\n"),
    ])
}

#[test]
fn records_as_siasn_returns_them_become_facts() {
    let done = run([
        "evaluate",
        &pack(),
        &example("siasn.ndjson"),
        "--source",
        "siasn",
        "--key",
        "nip",
        "--as-of",
        "2025-12-31",
        "--output",
        "masa_kerja_pangkat_cukup",
        "--output",
        "predikat_dua_tahun_cukup",
        "--format",
        "ndjson",
    ]);
    assert_eq!(done.code, 0, "{}", done.err);
    let rows: Vec<Json> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<Json> = rows
        .iter()
        .map(|row| {
            json!([row["nip"], row["masa_kerja_pangkat_cukup"], row["predikat_dua_tahun_cukup_status"]])
        })
        .collect();
    assert_eq!(
        shown,
        [
            json!(["190001011900011001", false, "value"]),
            json!(["190001011900012002", true, "value"]),
            json!(["190001011900011003", null, "error"]),
            json!(["190001011900012004", true, "undetermined"]),
        ]
    );
    for told in [
        "`tmt_golongan`: isi kolom `data_utama.tmtGolAkhir` tidak terbaca",
        "Asalnya kolom `rw_skp22[0].KuadranKinerjaNilai`.",
        "`golongan`: kolom `data_utama.golRuangAkhirId`, `data_utama.golRuangAkhir` dalam catatan sumber saling bertentangan.",
    ] {
        assert!(done.err.contains(told), "{told} is not in\n{}", done.err);
    }
    assert!(!done.err.contains("Contoh Tiga") && !done.err.contains("2020-10-01"), "no values of a person");
}

#[test]
fn a_portals_own_columns_and_lists_are_mapped() {
    let folder = small_pack(PORTAL);
    let out = path(&folder, "hasil.ndjson");
    let lists = format!("diklat={}", path(&folder, "diklat.csv"));
    let words = [
        "evaluate",
        &path(&folder, "pack"),
        &path(&folder, "data.csv"),
        "--as-of",
        "2025-01-01",
        "--source",
        "portal",
        "--key",
        "nip",
        "--list",
        &lists,
        "--out",
        &out,
    ];
    let done = run(words);
    assert_eq!(done.code, 0, "{}", done.err);
    let rows = std::fs::read_to_string(&out).unwrap();
    let rows: Vec<Json> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<Json> = rows
        .iter()
        .map(|row| {
            json!([
                row["layak"],
                row["layak_status"],
                row["jam"],
                row["jam_status"],
                row["sudah_lulus_status"]
            ])
        })
        .collect();
    assert_eq!(
        shown,
        [
            json!([true, "value", "12", "value", "value"]),
            json!([false, "value", null, "undetermined", "value"]),
            json!([null, "error", null, "error", "error"]),
        ]
    );
    let issues = std::fs::read_to_string(format!("{out}.issues.csv")).unwrap();
    assert!(issues.contains("`diklat[4].jp`"), "the row of the file is told: {issues}");
    assert!(!issues.contains("T4004"), "columns that a source does not map are no mistake: {issues}");
}

#[test]
fn a_column_that_the_source_needs_is_told_where_the_file_has_none() {
    let folder = small_pack(&PORTAL.replace("\"skp\"", "\"nilai\""));
    let (pack, data) = (path(&folder, "pack"), path(&folder, "data.csv"));
    let done = run(["evaluate", &pack, &data, "--as-of", "2025-01-01", "--source", "portal", "--lang", "en"]);
    assert!(
        done.err.contains("[T4014] The source fills `nilai_skp` from the column `nilai`"),
        "{}",
        done.err
    );
    assert_eq!(done.err.matches("T4014]").count(), 1);
    let done = run(["evaluate", &pack, &data, "--as-of", "2025-01-01", "--source", "portl"]);
    assert!(done.code == 2 && done.err.contains("T3013") && done.err.contains("`portal`"), "{}", done.err);
}

fn talk(words: &[&str], requests: impl Into<Vec<u8>>) -> Run {
    finished(timbang(words).write_stdin(requests.into()).output().unwrap())
}

#[test]
fn a_process_that_stays_answers_every_line() {
    let mut requests: Vec<u8> = Vec::new();
    let mut ask = |line: &[u8]| {
        requests.extend_from_slice(line);
        requests.push(b'\n');
    };
    ask(br#"{"id":1,"do":"evaluate","outputs":["masa_kerja_pangkat_cukup"],"facts":{"tmt_golongan":"2020-10-01"}}"#);
    ask(b"bukan json");
    ask(b"");
    ask(&[b'{', b'"', 0xff, 0xfe, b'"', b'}']);
    ask(format!(r#"{{"id":2,"do":"evaluate","facts":{{"nama":"{}"}}}}"#, "x".repeat(10_000_000)).as_bytes());
    ask(&vec![b'x'; 17 * 1024 * 1024]);
    ask(br#"{"id":3,"do":"explain","source":"siasn","outputs":["masa_kerja_pangkat_cukup"],"as_of":"2025-12-31","lang":"en","facts":{"data_utama":{"tmtGolAkhir":"01-10-2022"}}}"#);
    ask(br#"{"id":{"a":[1.25]},"do":"check"}"#);
    let done = talk(&["evaluate", &pack(), "--stdio", "--as-of", "2025-12-31"], requests);
    assert_eq!(done.code, 0, "{}", done.err);
    let answers: Vec<Json> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<Json> =
        answers.iter().map(|a| json!([a["id"], a["ok"], a.pointer("/error/code")])).collect();
    assert_eq!(
        shown,
        [
            json!([1, true, null]),
            json!([null, false, "T3014"]),
            json!([null, false, "T3014"]),
            json!([2, true, null]),
            json!([null, false, "T3014"]),
            json!([3, true, null]),
            json!([{"a": [1.25]}, true, null]),
        ]
    );
    assert_eq!(answers[0].pointer("/outcome/results/masa_kerja_pangkat_cukup/value"), Some(&json!(true)));
    let why = answers[5].pointer("/explanations/masa_kerja_pangkat_cukup").and_then(Json::as_str).unwrap();
    assert!(why.contains("not met"), "{why}");
    assert_eq!(answers[6].pointer("/check/pack/id"), Some(&json!("nasional")));
}

#[test]
fn the_exchange_in_the_readme_is_what_is_said() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let mut lines = readme.lines().skip_while(|line| !line.starts_with("{\"id\": 1, \"do\""));
    let (request, answer) = (lines.next().unwrap(), lines.next().unwrap());
    let done = talk(&["evaluate", &pack(), "--stdio", "--as-of", "2025-12-31"], request);
    let (shown, told): (Json, Json) =
        (serde_json::from_str(answer).unwrap(), serde_json::from_str(&done.out).unwrap());
    assert!(holds(&told, &shown), "{told}");
}

/// Whether all that is shown of a value is in it.
fn holds(value: &Json, shown: &Json) -> bool {
    match shown {
        Json::Object(shown) => shown.iter().all(|(key, shown)| holds(&value[key], shown)),
        other => value == other,
    }
}

#[test]
fn a_process_that_stays_needs_a_sound_start() {
    for words in [
        &["evaluate", &pack(), "data.csv", "--stdio"][..],
        &["evaluate", &pack(), "--stdio", "--as-of", "besok"],
        &["evaluate", &pack(), "--stdio", "--as-of", "2025-12-31", "--source", "tidak_ada"],
        &["evaluate", &pack(), "--as-of", "2025-12-31"],
    ] {
        let done = talk(words, "");
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{words:?}: {}", done.err);
    }
}

#[test]
fn a_proposed_source_passes_the_check_and_works() {
    let folder = small_pack("id = \"lain\"\n");
    let rows = "NIP;St Pegawai;NILAI_SKP;TMT;Lulus Uji Kompetensi;Warna\n1;PPPK;80,25;01/02/2020;Y;merah\n2;PNS;0;00/00/0000;T;biru\n3;honorer;-;03/04/2020;;hijau\n";
    std::fs::write(folder.path().join("Data Pegawai.csv"), rows).unwrap();
    let (pack, data) = (path(&folder, "pack"), path(&folder, "Data Pegawai.csv"));
    let proposed = run(["map", &data, "--pack", &pack]);
    assert_eq!(proposed.code, 0, "{}", proposed.err);
    for part in [
        "id = \"data_pegawai\"",
        "dates = \"DD/MM/YYYY\"",
        "decimal_comma = true",
        "unknown = [\"-\", \"00/00/0000\"]",
        "yes = [\"Y\"]",
        "no = [\"T\"]",
        "nilai_skp = \"NILAI_SKP\"",
        "status_pegawai = { from = \"St Pegawai\", values = { \"PPPK\" = \"pppk\", \"PNS\" = \"pns\" } }",
        "\"honorer\" (1x)",
        "unknown = [0]",
        "# Kolom yang tidak dipakai: NIP, Warna.",
        "# Fakta tanpa kolom: diklat.",
    ] {
        assert!(proposed.out.contains(part), "{part} is not in\n{}", proposed.out);
    }
    std::fs::write(folder.path().join("pack/sources/data_pegawai.toml"), &proposed.out).unwrap();
    let checked = run(["check", &pack]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let done = run(["evaluate", &pack, &data, "--as-of", "2025-01-01", "--source", "data_pegawai"]);
    let statuses: Vec<&str> = done.out.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    // The zero that nobody has yet said is unknown is below the threshold; what is no status is an error.
    assert_eq!(statuses, ["value", "value", "error"], "{}", done.out);
    // The national pack knows the names of SIASN, and both spellings of a field are one.
    let proposed = run(["map", &example("siasn.ndjson"), "--pack", national().to_str().unwrap()]);
    assert!(proposed.out.contains("id = \"siasn_baru\""), "{}", proposed.out);
    assert!(proposed.out.contains("[\"PerilakuKerjaNilai\", \"perilakuKerjaNilai\"]"), "{}", proposed.out);
    assert!(proposed.out.contains("tmt_golongan = \"data_utama.tmtGolAkhir\""), "{}", proposed.out);
}

#[test]
fn a_proposal_survives_any_names_and_contents() {
    let mut wild = String::from("\"a\"\"b\",\"baris\nbaru\",\"titik.\",\"é\u{7f}\",\" \",nip\n");
    for n in 0..200 {
        let _ = writeln!(wild, "\"x\"\"{n}\",\"y\n{n}\",{n},\"\\\",,{n}");
    }
    let folder = small_pack(PORTAL);
    std::fs::write(folder.path().join("aneh.csv"), wild).unwrap();
    let pack: PathBuf = folder.path().join("pack");
    let proposed = run(["map", &path(&folder, "aneh.csv"), "--pack", pack.to_str().unwrap()]);
    assert_eq!(proposed.code, 0, "{}", proposed.err);
    std::fs::write(pack.join("sources/aneh.toml"), &proposed.out).unwrap();
    let checked = run(["check", pack.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "{}\n{}", checked.out, proposed.out);
}

#[test]
fn a_source_is_edges_of_the_graph() {
    let graph = |words: &[&str]| run([&["graph", &pack(), "--as-of", "2025-12-31"], words].concat());
    let chain = graph(&["--path", "siasn:data_utama.golRuangAkhirId", "kenaikan_pangkat_reguler"]);
    let names: Vec<&str> = chain.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names.first(), Some(&"siasn:data_utama.golRuangAkhirId"), "{}", chain.err);
    assert_eq!((names[1], *names.last().unwrap()), ("golongan", "kenaikan_pangkat_reguler"));
    let above = graph(&["--upstream", "predikat_tahun_lalu"]);
    assert!(above.out.contains("siasn:rw_skp22.kuadranKinerjaNilai"), "{}", above.out);
    assert!(graph(&["--focus", "golongan"]).out.contains("siasn:data_utama.golRuangAkhir"));
    assert!(!graph(&[]).out.contains("siasn:"), "a drawing of everything leaves foreign fields out");
}

#[test]
fn what_holds_results_up_is_told_by_unit() {
    let folder = small_pack(PORTAL);
    let words = [
        "quality",
        &path(&folder, "data.csv"),
        "--pack",
        &path(&folder, "pack"),
        "--as-of",
        "2025-01-01",
        "--source",
        "portal",
        "--unit",
        "nip",
        "--format",
        "json",
        "--output",
        "layak",
        "--output",
        "sudah_lulus",
    ];
    let done = run(words);
    assert_eq!(done.code, 0, "{}", done.err);
    let told: Json = serde_json::from_str(&done.out).unwrap();
    assert_eq!(
        told["all"],
        json!({ "subjects": 3, "results": 6, "held_up": 2, "facts": [
            { "fact": "lulus", "problem": "invalid", "subjects": 1, "results": 1, "alone": 1, "source": null },
            { "fact": "nilai_skp", "problem": "invalid", "subjects": 1, "results": 1, "alone": 0, "source": null },
            { "fact": "tmt", "problem": "invalid", "subjects": 1, "results": 1, "alone": 0, "source": null },
        ] })
    );
    assert_eq!(told.pointer("/units/0/unit"), Some(&json!("3")), "the unit with the most comes first");
    let shown = run([&words[..10], &["--lang", "en"]].concat());
    assert!(shown.out.contains("nip: 3: subjects: 1, held up by data: 3 of 3 results"), "{}", shown.out);
}

#[test]
fn the_schema_of_facts_says_what_is_taken() {
    let folder = small_pack(PORTAL);
    let done = run(["schema", "--facts", &path(&folder, "pack")]);
    assert_eq!(done.code, 0, "{}", done.err);
    let schema: Json = serde_json::from_str(&done.out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["x-timbang-required"], json!(["status_pegawai", "nilai_skp", "tmt", "diklat"]));
    assert_eq!(
        schema.pointer("/properties/nilai_skp/anyOf/0"),
        Some(&json!({ "type": "number", "minimum": 0, "maximum": 100 }))
    );
    assert_eq!(schema.pointer("/properties/nilai_skp/anyOf/1/type"), Some(&json!("string")));
    assert_eq!(schema.pointer("/properties/diklat/anyOf/0/items/required"), Some(&json!(["kode"])));
    assert_eq!(schema.pointer("/properties/lulus/x-timbang-optional"), Some(&json!(true)));
    let national = run(["schema", "--facts", &pack()]);
    let schema: Json = serde_json::from_str(&national.out).unwrap();
    assert_eq!(schema.pointer("/properties/nip/x-timbang-protected"), Some(&json!(true)));
    assert_eq!(schema.pointer("/properties/golongan/x-timbang-protected"), None);
    let golongan = schema.pointer("/$defs/enum.golongan/anyOf").and_then(Json::as_array).unwrap();
    assert_eq!(golongan[0]["x-timbang-aliases"], json!(["11"]));
    assert!(golongan.last().unwrap()["enum"].as_array().unwrap().contains(&json!(11)), "codes as numbers");
    assert_eq!(run(["schema"]).code, 2);
}

#[test]
fn types_of_a_pack_are_written_for_typescript() {
    let folder = small_pack(PORTAL);
    let done = run(["types", &path(&folder, "pack")]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("export interface Facts {"), "{}", done.out);
    assert!(
        done.out.contains("  readonly nilai_skp?: number | bigint | string | null | undefined;"),
        "{}",
        done.out
    );
    assert_eq!(run(["types", &path(&folder, "absent")]).code, 2);
}
