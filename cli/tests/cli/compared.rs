//! `compare` and `fairness`: whole populations from files, as people run them.

use std::path::Path;

use serde_json::Value as Json;

use crate::common::{national, run};
use crate::tables::{sample, write_parquet};

/// Arguments with the pack and the sample for `PACK` and `DATA`, and the list of past predicates.
fn population(command: &str, more: &[&str]) -> crate::common::Run {
    let (pack, sample) = (national(), national().join("sample"));
    let list = format!("riwayat_kinerja={}", sample.join("riwayat_kinerja.csv").display());
    let data = sample.join("pegawai.csv");
    let mut all = vec![command, pack.to_str().unwrap(), data.to_str().unwrap()];
    all.extend(["--as-of", "2025-12-31", "--key", "nip", "--list", &list]);
    all.extend(more);
    run(all)
}

fn json(run: &crate::common::Run) -> Json {
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

const RANK: [&str; 4] = ["--output", "kenaikan_pangkat_reguler", "--set", "masa_kerja_pangkat_reguler=3"];

#[test]
fn a_changed_parameter_tells_who_moves_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let movers = folder.path().join("pindah.csv");
    let more = [&RANK[..], &["--by", "jenis_kelamin", "--movers", movers.to_str().unwrap()]].concat();
    let text = population("compare", &more);
    assert_eq!(text.code, 0, "{}", text.err);
    let changed = "Parameter diubah: masa_kerja_pangkat_reguler, 4 tahun menjadi 3 tahun";
    assert!(text.out.contains(changed), "{}", text.out);
    assert!(
        text.out.contains("4 tahun menjadi 3 tahun (lewat \"Masa kerja dalam pangkat mencukupi\")"),
        "{}",
        text.out
    );

    let told = json(&population("compare", &[&more[..], &["--format", "json"]].concat()));
    let moved = told["outputs"][0]["moved"].as_u64().unwrap();
    assert!(moved > 0 && told["subjects"] == 400, "{told:#}");
    let lines = std::fs::read_to_string(&movers).unwrap();
    let mut lines = lines.lines();
    assert_eq!(lines.next(), Some("key,output,way,before_state,before,after_state,after,because"));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len() as u64, moved);
    assert!(
        lines.iter().all(|line| line.contains(",kenaikan_pangkat_reguler,up,TMS,false,MS,true,")),
        "{lines:?}"
    );
    // Who moved has the results of both rules.
    let nip = lines[0].split(',').next().unwrap();
    let sample = national().join("sample");
    let list = format!("riwayat_kinerja={}", sample.join("riwayat_kinerja.csv").display());
    let (pack, data) = (national(), sample.join("pegawai.csv"));
    let explained = run([
        "explain",
        pack.to_str().unwrap(),
        data.to_str().unwrap(),
        "--as-of",
        "2025-12-31",
        "--key",
        "nip",
        "--list",
        &list,
        "--row",
        nip,
        "--output",
        "kenaikan_pangkat_reguler",
    ]);
    assert!(explained.out.contains("TMS"), "{}", explained.out);

    let ndjson = folder.path().join("pindah.ndjson");
    population("compare", &[&RANK[..], &["--movers", ndjson.to_str().unwrap()]].concat());
    let first = std::fs::read_to_string(&ndjson).unwrap();
    let first: Json = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    assert_eq!((first["key"].as_str(), first["after"]["state"].as_str()), (Some(nip), Some("MS")));
}

#[test]
fn a_plan_against_itself_moves_nobody() {
    let told = json(&population("compare", &["--format", "json"]));
    assert_eq!(told["moved"], 0);
    assert!(told["outputs"].as_array().unwrap().len() > 10);
}

#[test]
fn the_end_of_the_name_tells_the_form_and_pages_stand_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("banding.html");
    let done =
        population("compare", &[&RANK[..], &["--lang", "en", "--out", out.to_str().unwrap()]].concat());
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    let page = std::fs::read_to_string(&out).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http"), "{page}");
    let csv = population(
        "fairness",
        &["--rate", "kenaikan_pangkat_reguler", "--by", "jenis_kelamin", "--format", "csv"],
    );
    assert!(csv.out.starts_with("v,rate,column,group,subjects,yes,no,"), "{}", csv.out);
    assert_eq!(csv.out.lines().count(), 4, "the head, all, and two groups");
}

#[test]
fn an_overlay_is_compared_with_what_it_extends() {
    let (pack, overlay) = (national(), national().join("../daerah/kupang"));
    let more = ["--to", overlay.to_str().unwrap(), "--to-base", pack.to_str().unwrap(), "--format", "json"];
    let told = json(&population("compare", &[&more[..], &["--output", "jp_kurang"]].concat()));
    assert_eq!(told["before"]["pack"], "nasional");
    assert_ne!(told["after"]["pack"], "nasional");
    assert_ne!(told["before"]["digest"], told["after"]["digest"]);
    let told = json(&population("compare", &more));
    assert!(
        told["outputs"].as_array().unwrap().len() > 10,
        "the outputs of the base, which the overlay works out too"
    );
    // A parameter of the base is changed below the overlay, which names its base by the digest.
    let set = ["--output", "kenaikan_pangkat_reguler", "--set", "masa_kerja_pangkat_reguler=3"];
    let told = json(&population("compare", &[&more[..], &set[..]].concat()));
    assert!(told["outputs"][0]["up"].as_u64() > Some(0), "{told:#}");
}

#[test]
fn tables_say_what_rows_say() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    write_parquet(Path::new(&at("pegawai.parquet")), &sample("pegawai.csv"));
    write_parquet(Path::new(&at("riwayat.parquet")), &sample("riwayat_kinerja.csv"));
    let pack = national();
    let (data, list) = (at("pegawai.parquet"), format!("riwayat_kinerja={}", at("riwayat.parquet")));
    let table = |command: &str, more: &[&str]| {
        let mut all = vec![command, pack.to_str().unwrap(), &data, "--as-of", "2025-12-31", "--key", "nip"];
        all.extend(["--list", &list]);
        all.extend(more);
        json(&run(all))
    };
    let compare =
        [&RANK[..], &["--by", "jenis_kelamin", "--by", "tanggal_lahir:10", "--format", "json"]].concat();
    assert_eq!(table("compare", &compare), json(&population("compare", &compare)));
    let rate = "kenaikan_pangkat_reguler";
    let fairness = ["--rate", rate, "--by", "jenis_kelamin", "--by", "tanggal_lahir:10", "--format", "json"];
    let (found, expected) = (table("fairness", &fairness), json(&population("fairness", &fairness)));
    assert_eq!(found, expected);
    assert_eq!(found["groupings"][0]["groups"][0]["subjects"], 195);
}

#[test]
fn small_cells_are_hidden_unless_that_is_given_up() {
    let by = ["--rate", "kenaikan_pangkat_reguler", "--by", "agama", "--format", "json"];
    let hidden = json(&population("fairness", &by));
    let open = json(&population("fairness", &[&by[..], &["--min-cell", "1"]].concat()));
    let groups = |told: &Json| told["groupings"][0]["groups"].as_array().unwrap().clone();
    let mut small = 0;
    for (hidden, open) in groups(&hidden).iter().zip(groups(&open)) {
        for cell in ["subjects", "yes", "no", "undetermined", "not_applicable"] {
            let count = open[cell].as_u64().unwrap();
            if count > 0 && count < 5 {
                small += 1;
                assert!(hidden[cell].is_null(), "{cell}: {hidden}");
            }
        }
    }
    assert!(small > 3, "the sample has small groups");
}

#[test]
fn what_cannot_be_carried_out_is_told_with_its_code() {
    let refused = |command: &str, more: &[&str], code: &str| {
        let done = population(command, more);
        assert!(
            done.code == 2 && done.err.contains(&format!("[{code}]")),
            "{more:?}: {} {}",
            done.code,
            done.err
        );
        assert_eq!(done.out, "", "{more:?}");
    };
    let data = national().join("sample/pegawai.csv");
    let data = data.to_str().unwrap();
    refused("compare", &["--by", "jenis_kelamim"], "T4011");
    refused("compare", &["--by", "nip:0"], "T3036");
    refused("compare", &["--output", "kenaikan"], "T3003");
    refused("compare", &["--set", "masa_kerja_pangkat_reguler"], "T3018");
    refused("compare", &["--set", "masa_kerja_pangkat=3"], "T3018");
    refused("compare", &["--to-as-of", "besok"], "T3008");
    refused("compare", &["--movers", "pindah.json"], "T4003");
    refused("compare", &["--out", data], "T4003");
    let unit = national().join("../unit");
    refused("compare", &["--to", unit.to_str().unwrap()], "T3038");
    let rate = ["--rate", "kenaikan_pangkat_reguler"];
    refused("fairness", &rate, "T3036");
    refused("fairness", &[&rate[..], &["--by", "golongan"]].concat(), "T3032");
    refused("fairness", &["--rate", "predikat_kinerja", "--by", "jenis_kelamin"], "T3030");
    refused("fairness", &["--rate", "kenaikan", "--by", "jenis_kelamin"], "T3003");
    refused("fairness", &["--by", "jenis_kelamin"], "T4003");
    refused("fairness", &[&rate[..], &["--by", "jenis_kelamin", "--output", "jpm"]].concat(), "T4003");
}
