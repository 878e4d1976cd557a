//! The commands that evaluate people, run as people run them.

use std::path::Path;

use crate::common::{finished, national, new_pack, run, timbang};

/// The list facts of the sample: each has a file of its name beside the main one.
fn lists() -> Vec<String> {
    let entries = std::fs::read_dir(national().join("sample")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let lists = names.filter_map(|name| name.strip_suffix(".csv").map(str::to_owned));
    lists.filter(|list| list != "pegawai").collect()
}

/// The arguments that evaluate the sample of the national pack from a folder.
fn sample(command: &str, folder: &Path) -> Vec<String> {
    let mut words = vec![command.to_owned(), national().to_str().unwrap().to_owned()];
    words.push(folder.join("pegawai.csv").to_str().unwrap().to_owned());
    words.extend(["--as-of", "2026-01-01", "--key", "nip"].map(str::to_owned));
    for list in lists() {
        words.push("--list".to_owned());
        words.push(format!("{list}={}", folder.join(format!("{list}.csv")).display()));
    }
    words
}

fn with(mut words: Vec<String>, more: &[&str]) -> Vec<String> {
    words.extend(more.iter().map(|word| (*word).to_owned()));
    words
}

fn table(path: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cells of a column.
fn column(table: &[Vec<String>], name: &str) -> Vec<String> {
    let at = table[0].iter().position(|cell| cell == name).unwrap();
    table[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn the_sample_gives_the_same_in_any_order_of_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let sorted = national().join("sample");
    let mixed = folder.path().join("acak");
    std::fs::create_dir(&mixed).unwrap();
    for name in lists().into_iter().chain(["pegawai".to_owned()]) {
        let text = std::fs::read_to_string(sorted.join(format!("{name}.csv"))).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let head = lines.remove(0);
        // A fixed turn of the rows, which leaves no file in order.
        let third = lines.len() / 3;
        lines.rotate_left(third);
        std::fs::write(mixed.join(format!("{name}.csv")), format!("{head}\n{}\n", lines.join("\n"))).unwrap();
    }
    let results: Vec<Vec<Vec<String>>> = [&sorted, &mixed]
        .iter()
        .map(|from| {
            let out = folder.path().join("hasil.csv").to_str().unwrap().to_owned();
            let done = run(with(sample("evaluate", from), &["--out", &out]));
            assert_eq!(done.code, 0, "{}", done.err);
            assert!(done.err.contains("400 baris dinilai"), "{}", done.err);
            let mut rows = table(&out);
            rows[1..].iter_mut().for_each(|row| row[0].clear());
            rows[1..].sort();
            rows
        })
        .collect();
    assert_eq!(results[0].len(), 401);
    assert_eq!(results[0], results[1]);
}

#[test]
fn results_issues_and_records_fit_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (out, records) = (path("hasil.csv"), path("catatan.ndjson"));
    let words = with(sample("evaluate", &national().join("sample")), &["--out", &out, "--record", &records]);
    let done = run(with(words.clone(), &["--strict", "--keep", "golongan"]));
    assert_eq!(done.code, 1, "the sample has mistakes on purpose");
    let results = table(&out);
    assert_eq!(results[0][..3], ["row", "nip", "golongan"]);
    let decisions = column(&results, "kenaikan_pangkat_reguler_decision");
    assert!(decisions.iter().all(|word| ["MS", "TMS", "BTL", "TB"].contains(&word.as_str())));
    let values = column(&results, "kenaikan_pangkat_reguler");
    for (decision, value) in decisions.iter().zip(&values) {
        let wanted = match decision.as_str() {
            "MS" => "true",
            "TMS" => "false",
            _ => "",
        };
        assert_eq!(value, wanted);
    }
    let issues = table(&format!("{out}.issues.csv"));
    assert_eq!(issues[0], ["row", "key", "output", "status", "code", "fact", "row_of_list", "message"]);
    let codes = column(&issues, "code");
    for code in ["T2002", "T2004", "T2006", "T4008", "missing", "unregulated"] {
        assert!(codes.iter().any(|found| found == code), "{code}");
    }
    let undetermined =
        column(&results, "jp_kurang_status").iter().filter(|status| *status == "undetermined").count();
    let outputs = column(&issues, "output");
    assert_eq!(outputs.iter().filter(|output| *output == "jp_kurang").count(), undetermined);
    let replayed = run(["replay", national().to_str().unwrap(), &records]);
    assert_eq!((replayed.code, replayed.out.as_str()), (0, "400 sama, 0 berbeda\n"));
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_record_that_was_changed_is_found_out() {
    let (folder, pack) = new_pack();
    let records = folder.path().join("catatan.ndjson").to_str().unwrap().to_owned();
    let input = format!("{pack}/sample/pegawai.csv");
    let words = ["evaluate", &pack, &input, "--as-of", "2026-01-01", "--key", "nip", "--record", &records];
    assert_eq!(run(words).code, 0);
    let text = std::fs::read_to_string(&records).unwrap().replace("\"12\"", "\"13\"");
    std::fs::write(&records, text).unwrap();
    let replayed = run(["replay", &pack, &records]);
    assert_eq!(replayed.code, 1);
    assert!(replayed.out.contains("2 sama, 1 berbeda"), "{}", replayed.out);
    assert!(replayed.out.contains("jp_kurang"), "{}", replayed.out);
}

#[test]
fn csv_json_and_ndjson_in_and_out_say_the_same() {
    let (folder, pack) = new_pack();
    let rows = [
        "{\"nip\": \"1\", \"jp_tahun_ini\": 24, \"rating_hasil_kerja\": \"di_atas\", \"rating_perilaku_kerja\": \"di_atas\"}",
        "{\"nip\": \"2\", \"jp_tahun_ini\": null}",
    ];
    let inputs = [
        (
            "m.csv",
            "nip,jp_tahun_ini,rating_hasil_kerja,rating_perilaku_kerja\n1,24,di_atas,di_atas\n2,,,\n"
                .to_owned(),
        ),
        ("m.json", format!("[{}]", rows.join(",\n"))),
        ("m.ndjson", rows.join("\n")),
    ];
    let mut seen = Vec::new();
    for (name, content) in inputs {
        let input = folder.path().join(name).to_str().unwrap().to_owned();
        std::fs::write(&input, content).unwrap();
        let arguments = ["evaluate", &pack, &input, "--as-of", "2026-01-01", "--keep", "nip", "--format"];
        let lines = run([&arguments[..], &["ndjson"]].concat()).out;
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let list: Vec<serde_json::Value> =
            serde_json::from_str(&run([&arguments[..], &["json"]].concat()).out).unwrap();
        assert_eq!(lines, list);
        assert_eq!(list[0]["jp_kurang"], "0");
        assert_eq!(list[0]["predikat_kinerja"], "sangat_baik");
        assert_eq!(list[1]["jp_kurang"], serde_json::Value::Null);
        assert_eq!(list[1]["jp_kurang_status"], "undetermined");
        seen.push(list.into_iter().map(|mut row| row["row"].take()).count());
    }
    assert_eq!(seen, [2, 2, 2]);
}

#[test]
fn what_is_piped_in_is_read_and_the_first_issues_are_told() {
    let (_folder, pack) = new_pack();
    let mut command = timbang([
        "evaluate",
        &pack,
        "-",
        "--input-format",
        "csv",
        "--as-of",
        "2026-01-01",
        "--output",
        "jp_kurang",
    ]);
    let run = finished(
        command.write_stdin("jp_tahun_ni;jp_tahun_ini\n3;7\n1;200,5\n9;1.000\n3\n").output().unwrap(),
    );
    assert_eq!(run.out, "row,jp_kurang,jp_kurang_status\n2,13,value\n3,,error\n4,,error\n");
    for part in ["T4004", "mungkin maksudnya `jp_tahun_ini`", "T2003", "T4012", "T4005", "baris 5"] {
        assert!(run.err.contains(part), "{part} is not in:\n{}", run.err);
    }
}

#[test]
fn mistakes_in_the_arguments_are_told_before_anything_is_written() {
    let (folder, pack) = new_pack();
    let input = format!("{pack}/sample/pegawai.csv");
    let evaluate = |more: &[&str]| run([&["evaluate", &pack, &input], more].concat());
    assert!(evaluate(&[]).err.contains("--as-of"));
    let out = folder.path().join("hasil.csv").to_str().unwrap().to_owned();
    let day = ["--as-of", "2026-01-01", "--out", &out];
    for (more, part) in [
        (&["--output", "jp_kuran"][..], "`jp_kurang`"),
        (&["--key", "nik"], "`--key nip`"),
        (&["--keep", "ni"], "`nip`"),
        (&["--list", "iki"], "FAKTA=BERKAS"),
        (&["--issues", &input], "disebut dua kali"),
        (&["--record", &out], "disebut dua kali"),
    ] {
        let found = evaluate(&[&day[..], more].concat());
        assert_eq!(found.code, 2, "{more:?}");
        assert!(found.err.contains(part), "{part} is not in:\n{}", found.err);
    }
    assert!(!Path::new(&out).exists());
    let same = evaluate(&["--as-of", "2026-01-01", "--out", &input]);
    assert!(same.err.contains("disebut dua kali"), "{}", same.err);
}

#[test]
fn a_list_in_a_cell_names_the_option_for_lists() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("p.csv");
    std::fs::write(&input, "nip,indikator\n1,x\n").unwrap();
    let (pack, input) = (national(), input.to_str().unwrap().to_owned());
    let found = run(["evaluate", pack.to_str().unwrap(), &input, "--as-of", "2026-01-01"]);
    assert_eq!(found.code, 2);
    assert!(found.err.contains("--list indikator=indikator.csv"), "{}", found.err);
}

#[test]
fn one_subject_is_explained_in_each_form() {
    let folder = national().join("sample");
    let words = with(sample("explain", &folder), &["--row", "999900000000000000"]);
    let text = run(with(words.clone(), &["--output", "kenaikan_pangkat_reguler"]));
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.out.contains("TMS: tidak memenuhi syarat"), "{}", text.out);
    let english = run(with(words.clone(), &["--lang", "en"]));
    assert!(english.out.contains("does not qualify"), "{}", english.out);
    let html = run(with(words.clone(), &["--format", "html"])).out;
    assert!(html.contains("<html"));
    let json: serde_json::Value = serde_json::from_str(&run(with(words, &["--format", "json"])).out).unwrap();
    assert_eq!(json["outcome"]["results"]["kenaikan_pangkat_reguler"]["promotion"]["decision"], "TMS");
    let nobody = run(with(sample("explain", &folder), &["--row", "1"]));
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("T4013"), "{}", nobody.err);
}

#[test]
fn the_demonstration_shows_every_part() {
    let (pack, sample) = (national(), national().join("sample"));
    let arguments = ["demo", pack.to_str().unwrap(), sample.to_str().unwrap(), "--as-of", "2026-01-01"];
    let shown = run(arguments);
    assert_eq!(shown.code, 0, "{}", shown.err);
    for part in [
        "400 pegawai dinilai dalam",
        "median",
        "█",
        "Kenaikan pangkat reguler",
        "Yang paling sering menghalangi",
        "UMUM-20",
        "rupiah",
        "TMS: tidak memenuhi syarat",
        "Masalah data",
    ] {
        assert!(shown.out.contains(part), "{part} is not in:\n{}", shown.out);
    }
}
