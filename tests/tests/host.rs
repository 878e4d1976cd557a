//! The errors of calls: each function that a binding offers ends in its stable code, with words in both languages.

use timbang::source::Files;
use timbang::{Bundle, Error, Facts, Lang, Pack, Raw, host};
use timbang_tests::suite;

fn pack() -> Result<Pack, Error> {
    let rule = "//! @basis contoh\n/// Dua kali.\nfn dua_kali(nilai) { nilai * 2 }\n";
    let fact = "[fact.nilai]\ntype = \"number\"\nlabel = \"Nilai\"\nmin = 0\nmax = 100\n";
    host::load(Files::from_map([("pack.toml", suite::MANIFEST), ("facts.toml", fact), ("uji/a.rhai", rule)]))
}

/// The code of the error that a call ended in; none where it did not.
fn code<T>(result: Result<T, Error>) -> Option<&'static str> {
    let error = result.err()?;
    let told = host::error_json(&error);
    let both = ["/message/id", "/message/en"].iter().all(|at| {
        told.pointer(at).and_then(serde_json::Value::as_str).is_some_and(|words| words.ends_with(['.', '?']))
    });
    both.then(|| error.code())
}

#[test]
fn each_call_ends_in_its_own_code() -> Result<(), Error> {
    let pack = pack()?;
    let plan = host::plan(&pack, "2025-01-01", &[])?;
    assert_eq!(code(Pack::from_dir("no/such/folder")), Some("T3001"));
    assert_eq!(code(host::plan(&pack, "2025-01-01", &["tiga_kali".to_owned()])), Some("T3003"));
    assert_eq!(code(host::evaluate(&plan, "[]")), Some("T3005"));
    assert_eq!(code(host::load(Files::from_map([("pack.toml", "format = 1")]))), Some("T3006"));
    assert_eq!(code(host::lang("jv")), Some("T3007"));
    assert_eq!(code(host::date("2025-02-29")), Some("T3008"));
    assert_eq!(code(host::why(&plan, "{}", "dua_kali", "pdf", Lang::Id)), Some("T3009"));
    assert_eq!(code(host::why(&plan, "{}", "tiga_kali", "text", Lang::Id)), Some("T3003"));
    assert_eq!(code(host::evaluate(&plan, "{\"nilai\": 1, \"nilai\": 2}")), Some("T3005"), "a name twice");
    assert_eq!(code(host::replay(pack.bundle(), "{")), Some("T3010"));
    let record = host::record(&plan, "{\"nilai\": 10}")?.to_string();
    let twice = record.replacen('{', "{\"v\": 1, ", 1);
    assert_eq!(code(host::replay(pack.bundle(), &twice)), Some("T3010"), "a name twice");
    assert_eq!(code(host::replay(pack.bundle(), "{\"v\": 2}")), Some("T3010"));
    assert_eq!(code(host::schema("rules")), Some("T3011"));
    assert_eq!(code(host::explain_code("T9999")), Some("T3012"));
    assert_eq!(code(host::graph(&pack, "2025-01-01", Some("tiga_kali"), Lang::Id)), Some("T3003"));
    assert_eq!(code(host::labels(&plan, "tiga_kali")), Some("T3003"));
    assert_eq!(code(host::describe(&pack, "2025-01-01", "pdf", Lang::Id)), Some("T3009"));
    assert_eq!(code(host::describe(&pack, "besok", "html", Lang::Id)), Some("T3008"));
    assert_eq!(code(host::facts(&plan, "{}", "siasn")), Some("T3013"));
    assert_eq!(code(host::facts(&plan, "[]", "siasn")), Some("T3013"));
    assert_eq!(code(host::float("nilai", 0.29)), Some("T3015"));
    assert_eq!(code::<()>(Err(host::no_value("nilai"))), Some("T3015"));
    assert_eq!(code::<()>(Err(host::no_table())), Some("T3015"));
    assert_eq!(code::<()>(Err(host::no_column("nilai"))), Some("T3015"));
    assert_eq!(code::<()>(Err(host::no_bundled("nasonal", &["nasional"]))), Some("T3016"));
    assert_eq!(code(plan.evaluate(&Facts::from_json_text("{\"nilia\": 1}")?)?.strict()), Some("T3017"));
    assert_eq!(code(pack.with_parameter(plan.as_of(), "ambang", &Raw::Bool(true))), Some("T3018"));
    assert_eq!(code::<()>(Err(host::no_row("3", 3))), Some("T3019"));
    assert_eq!(code::<()>(Err(host::other_package("0.2.0", Some("0.1.0")))), Some("T3028"));
    assert_eq!(code::<()>(Err(host::other_package("0.2.0", None))), Some("T3028"));
    assert_eq!(code::<()>(Err(host::other_digest("nasional"))), Some("T3028"));
    let bytes = pack.bundle().to_bytes();
    assert_eq!(code(Bundle::from_bytes(b"[pack]")), Some("T3045"));
    let mut other = bytes.clone();
    // The engine's version stands after the mark and two numbers.
    other["timbang bundle\n".len() + 2] = b'9';
    assert_eq!(code(Bundle::from_bytes(&other)), Some("T3046"));
    assert_eq!(code(Bundle::from_bytes(bytes.split_last().map_or(&[], |(_, most)| most))), Some("T3047"));
    Ok(())
}

#[test]
fn each_call_gives_what_it_promises() -> Result<(), Error> {
    let pack = pack()?;
    let plan = host::plan(&pack, "2025-01-01", &[])?;
    let outcome = host::evaluate(&plan, "{\"nilai\": 10.0}")?;
    assert_eq!(outcome.pointer("/results/dua_kali/value"), Some(&serde_json::json!("20")));
    let record = host::record(&plan, "{\"nilai\": 10}")?;
    assert_eq!(host::replay(pack.bundle(), &record.to_string())?["same"], serde_json::json!(true));
    assert!(host::graph(&pack, "2025-01-01", Some("dua_kali"), Lang::Id)?.contains("nilai"));
    for kind in ["pack", "facts", "parameters", "source", "cases"] {
        assert!(host::schema(kind)?.is_object(), "{kind}");
    }
    assert!(host::explain_code("t1103")?.starts_with("# T1103"));
    assert!(host::describe(&pack, "2025-01-01", "html", Lang::En)?.starts_with("<!DOCTYPE html>"));
    assert!(host::describe(&pack, "2025-01-01", "markdown", Lang::Id)?.contains("dua_kali"));
    assert_eq!(host::labels(&plan, "dua_kali")?, Vec::new(), "a number has none");
    Ok(())
}

#[test]
fn a_float_is_what_it_holds_or_nothing() {
    for (float, digits) in [(60.0, "60"), (-3.0, "-3"), (1e20, "100000000000000000000")] {
        assert_eq!(host::float("nilai", float).ok(), Some(Raw::Number(digits.to_owned())));
    }
    assert_eq!(host::float("nilai", f64::NAN).ok(), Some(Raw::Null));
    for float in [0.1, 87.654, -0.5, f64::INFINITY, f64::MIN_POSITIVE] {
        let told = host::float("nilai", float).map_err(|error| error.to_string());
        assert!(told.is_err_and(|told| !told.contains(&float.to_string())), "no value in a message");
    }
}

#[test]
fn an_assessment_tells_who_made_it_or_that_nobody_is_named() -> Result<(), Error> {
    let facts = "[enum.predikat]\nordered = true\nvalues = [\"kurang\", \"baik\"]\n\
                 [fact.predikat_kerja]\ntype = \"predikat\"\njudgement = true\n\
                 [record.riwayat]\npredikat = { type = \"predikat\", judgement = true }\n\
                 [fact.riwayat]\ntype = \"list\"\nrecord = \"riwayat\"\nmax_items = 5\n";
    let rules = "//! @basis contoh\n/// Baik.\nfn baik(predikat_kerja) { predikat_kerja == \"baik\" }\n\
                 /// Tahun yang baik.\n/// @per riwayat\nfn tahun_baik(predikat) { predikat == \"baik\" }\n";
    let files = [("pack.toml", suite::MANIFEST), ("facts.toml", facts), ("a.rhai", rules)];
    let outputs = ["baik".to_owned(), "riwayat.tahun_baik".to_owned()];
    let plan = host::plan(&host::load(Files::from_map(files))?, "2025-01-01", &outputs)?;
    let why = |facts: &str, name: &str| host::why(&plan, facts, name, "text", Lang::En);
    let bare = r#"{"predikat_kerja": "baik", "riwayat": [{"predikat": "baik"}]}"#;
    let told = r#"{"predikat_kerja": {"value": "baik", "by": "A", "on": "2025-01-05", "evidence": "B"},
                   "riwayat": [{"predikat": "baik"}, {"predikat": {"value": "baik", "by": "A"}}]}"#;
    let nobody = "who made it is not told";
    assert!(why(bare, "baik")?.contains(nobody) && why(bare, "riwayat.tahun_baik")?.contains(nobody));
    assert!(why(told, "baik")?.contains("Assessed by A on 5 January 2025, on the evidence of B."));
    let rows = why(told, "riwayat.tahun_baik")?;
    assert!(rows.contains(nobody) && rows.contains("Assessed by A."), "{rows}");
    Ok(())
}

#[test]
fn a_desk_answers_whatever_comes_in() -> Result<(), Error> {
    let mut desk = host::Desk::new(pack()?, serde_json::json!({ "ok": true }), None, &[], None)?;
    let good =
        desk.answer(br#"{"id": "a", "do": "evaluate", "as_of": "2025-01-01", "facts": {"nilai": 2.50}}"#);
    assert_eq!(good["id"], "a");
    assert_eq!(good.pointer("/outcome/issues/0/code"), Some(&serde_json::json!("T2003")), "{good}");
    let lines: [(&[u8], &str); 15] = [
        (b"", "T3014"),
        (b"[]", "T3014"),
        (b"\xff\xfe", "T3014"),
        (b"{\"id\": 1", "T3014"),
        (b"{\"id\": 1, \"id\": 2, \"do\": \"check\"}", "T3014"),
        (br#"{"id": 1}"#, "T3014"),
        (br#"{"id": 1, "do": "run"}"#, "T3014"),
        (br#"{"id": 1, "do": 7}"#, "T3014"),
        (br#"{"id": 1, "do": "evaluate"}"#, "T3014"),
        (br#"{"id": 1, "do": "evaluate", "as_of": "besok"}"#, "T3008"),
        (br#"{"id": 1, "do": "evaluate", "as_of": "2025-01-01", "facts": []}"#, "T3014"),
        (br#"{"id": 1, "do": "evaluate", "as_of": "2025-01-01", "outputs": "dua_kali"}"#, "T3014"),
        (br#"{"id": 1, "do": "evaluate", "as_of": "2025-01-01", "outputs": ["tiga_kali"]}"#, "T3003"),
        (br#"{"id": 1, "do": "explain", "as_of": "2025-01-01", "format": "pdf"}"#, "T3009"),
        (br#"{"id": 1, "do": "evaluate", "as_of": "2025-01-01", "fakta": {}}"#, "T3014"),
    ];
    for (line, wanted) in lines {
        let answer = desk.answer(line);
        let shown = String::from_utf8_lossy(line);
        assert_eq!(
            answer.pointer("/error/code").and_then(serde_json::Value::as_str),
            Some(wanted),
            "{shown}"
        );
        assert_eq!(answer["ok"], false);
        for lang in ["id", "en"] {
            assert!(
                answer.pointer(&format!("/error/message/{lang}")).is_some_and(serde_json::Value::is_string)
            );
        }
    }
    let deep = format!(r#"{{"do": "evaluate", "facts": {}}}"#, "[".repeat(1_000_000));
    assert_eq!(desk.answer(deep.as_bytes()).pointer("/error/code"), Some(&serde_json::json!("T3014")));
    for day in 1..100 {
        let line = format!(
            r#"{{"id": {day}, "do": "explain", "as_of": "{}-01-01", "facts": {{"nilai": 3}}}}"#,
            1950 + day
        );
        let answer = desk.answer(line.as_bytes());
        assert_eq!(answer["id"], serde_json::json!(day), "more dates than plans are kept");
        assert!(answer["explanations"]["dua_kali"].as_str().is_some_and(|why| why.contains('6')), "{answer}");
    }
    let checked =
        desk.answer(br#"{"id": null, "do": "check", "as_of": "2025-01-01", "facts": {"nilia": 3}}"#);
    assert_eq!(checked.pointer("/check/ok"), Some(&serde_json::json!(true)));
    assert_eq!(checked.pointer("/issues/0/code"), Some(&serde_json::json!("T2008")));
    Ok(())
}

/// A record with every field that the source maps, plainly invented.
const SIASN: &str = r#"{
    "data_utama": {
        "nipBaru": "190001011900011005", "nama": " Contoh Lima ", "tglLahir": "31-12-1899", "jenisKelamin": "F",
        "agama": "KRISTEN", "statusPerkawinan": "Belum Menikah", "statusPegawai": "PNS", "kedudukanPnsId": 1,
        "golRuangAkhirId": 33, "golRuangAkhir": "III/c", "tmtGolAkhir": "01-04-2021", "masaKerja": "12 Tahun 3 Bulan",
        "jenisJabatanId": "2", "tkPendidikanTerakhirId": "45", "eselonId": "99"
    },
    "rw_skp22": [
        { "tahun": 2024, "hasilKinerja": "DIATAS ESPEKTASI", "hasilKinerjaNilai": 1, "PerilakuKerjaNilai": "2", "KuadranKinerjaNilai": "1" },
        { "tahun": "2023", "hasilKinerjaNilai": "0", "perilakuKerjaNilai": 3, "kuadranKinerja": "SANGAT KURANG" }
    ],
    "rw_kinerja_periodik": [
        { "periodikId": 2, "tahun": 2025, "bulanMulaiPenilaian": "1", "bulanSelesaiPenilaian": 3, "koefisienId": "22", "kuadranKinerjaNilai": 2 }
    ],
    "rw_diklat": [
        { "nomor": "S/1", "jenisDiklat": 16, "tanggalSelesai": "30-06-2025", "jumlahJam": "20" },
        { "noSertifikat": "S/2", "jenisDiklat": "Z", "tanggalSelesai": "0000-00-00", "jumlahJam": 0 }
    ]
}"#;

#[test]
fn a_record_of_siasn_becomes_facts_of_the_national_pack() -> Result<(), Error> {
    let pack = Pack::from_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/nasional"))?;
    let plan = host::plan(&pack, "2025-12-31", &["jp_tahun_ini".to_owned()])?;
    let facts = host::facts(&plan, SIASN, "siasn")?;
    let one = |name: &str| facts[name].clone();
    for (name, wanted) in [
        ("nip", "190001011900011005"),
        ("nama", "Contoh Lima"),
        ("jenis_kelamin", "F"),
        ("agama", "kristen"),
        ("status_perkawinan", "belum_kawin"),
        ("status_pegawai", "pns"),
        ("kedudukan_hukum", "aktif"),
        ("golongan", "33"),
        ("tmt_golongan", "2021-04-01"),
        ("jenis_jabatan", "2"),
        ("tingkat_pendidikan", "s2"),
    ] {
        assert_eq!(one(name), serde_json::json!(wanted), "{name}");
    }
    assert_eq!(
        one("tanggal_lahir")["from"],
        "data_utama.tglLahir",
        "a birth before 1900 is no date of the fact"
    );
    assert_eq!(
        one("riwayat_kinerja"),
        // The paths are tried in their order, so the code comes before the words that say the same.
        serde_json::json!([
            { "tahun": 2024, "rating_hasil_kerja": "1", "rating_perilaku_kerja": "2", "predikat": "1" },
            { "tahun": "2023", "rating_perilaku_kerja": "3", "predikat": "SANGAT KURANG" },
        ])
    );
    assert_eq!(
        one("riwayat_konversi"),
        serde_json::json!([
            { "tahun": 2025, "bulan_mulai": "1", "bulan_selesai": 3, "predikat": "2", "jenjang": "ahli_muda" },
        ])
    );
    let unreadable = serde_json::json!({ "unreadable": "Z", "from": "rw_diklat[1].jenisDiklat" });
    assert_eq!(
        one("riwayat_diklat"),
        serde_json::json!([
            { "nomor": "S/1", "jenis": "16", "tanggal_selesai": "2025-06-30", "jumlah_jp": "20" },
            { "nomor": "S/2", "jenis": unreadable },
        ])
    );
    let outcome = host::evaluate(&plan, &facts.to_string())?;
    let mut told: Vec<&str> = outcome["issues"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|issue| issue["fact"].as_str())
        .collect();
    // They stand in the order of the pack's files, which is no matter of the source.
    told.sort_unstable();
    assert_eq!(told, ["riwayat_diklat.jenis", "tanggal_lahir"]);
    Ok(())
}
