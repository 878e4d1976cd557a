//! Help for those who write packs, tried on the national pack and on broken changes of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;

use timbang::assist::{
    Workspace, complete, definition, format, hover, outline, prepare_rename, references, rename,
};
use timbang::source::{Files, read_folder};
use timbang::{Lang, date};

fn national() -> Files {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional")).unwrap()
}

/// The national pack with one file of other content.
fn with(path: &str, content: &str) -> Workspace {
    let files = national();
    let own = files.iter().map(|(_, f)| (f.path.to_string(), f.bytes.to_vec()));
    Workspace::new(vec![Files::from_map(own.chain([(path.to_owned(), content.as_bytes().to_vec())]))])
}

/// What is offered where `^` stands in the content.
fn offered(path: &str, content: &str) -> Vec<String> {
    let offset = content.find('^').unwrap();
    let workspace = with(path, &content.replacen('^', "", 1));
    complete(&workspace, path, offset).into_iter().map(|c| c.text).collect()
}

#[track_caller]
fn has(path: &str, content: &str, wanted: &[&str], unwanted: &[&str]) {
    let found = offered(path, content);
    for word in wanted {
        assert!(found.iter().any(|f| f == word), "{word} is offered in {content}: {found:?}");
    }
    for word in unwanted {
        assert!(!found.iter().any(|f| f == word), "{word} is not offered in {content}");
    }
}

#[test]
fn rules_are_completed_while_they_do_not_parse() {
    let path = "uji/a.rhai";
    has(path, "^", &["fn", "private fn"], &["min"]);
    has(path, "fn uji(jen^", &["jenjang", "jp_minimal", "predikat_kinerja", "as_of"], &["min", "if"]);
    has(path, "fn uji(jenjang, ^", &["bulan_penilaian"], &["jenjang"]);
    has(path, "/// @per indikator\nfn uji(^) { 1 }", &["realisasi", "jenjang"], &[]);
    has(
        path,
        "fn uji(jenjang, jp_minimal) { let sisa = 3; ^",
        &["jenjang", "sisa", "round_half_up", "switch"],
        &["golongan"],
    );
    has(path, "fn uji(predikat_kinerja) { predikat_kinerja == \"^", &["baik", "sangat_baik"], &["ahli_muda"]);
    has(path, "fn uji(predikat_kinerja) { if \"^\" == predikat_kinerja {", &["baik"], &["ahli_muda"]);
    has(path, "fn uji(jenjang) { jenjang in [\"ahli_muda\", \"^", &["ahli_madya"], &["baik"]);
    has(path, "fn uji(jenjang) { switch jenjang { \"^", &["ahli_muda"], &["baik"]);
    has(
        path,
        "/// @returns jenjang\nfn uji(predikat_kinerja) { switch predikat_kinerja { \"baik\" => \"^",
        &["ahli_muda"],
        &["baik"],
    );
    has(path, "fn uji(koefisien_tahunan) { koefisien_tahunan[\"^", &["ahli_muda"], &["baik"]);
    has(path, "fn uji(prioritas_pelatihan) { prioritas_pelatihan.^", &["per_level", "per_jp"], &["sum"]);
    has(
        path,
        "fn uji(riwayat_kinerja) { riwayat_kinerja.^ }",
        &["filter", "max_by"],
        &["predikat", "round_up"],
    );
    has(path, "fn uji(riwayat_kinerja) { riwayat_kinerja.filter(|r| r.^", &["predikat", "tahun"], &["sum"]);
    has(
        path,
        "fn uji(riwayat_kinerja) { riwayat_kinerja.filter(|r| r.predikat == \"^",
        &["baik"],
        &["ahli_muda"],
    );
    has(
        path,
        "fn uji(riwayat_konversi) { let x = riwayat_konversi.last(); x.^",
        &["angka_kredit_masa", "jenjang"],
        &["sum"],
    );
    has(path, "private fn bantu(^", &[], &["jenjang"]);
}

#[test]
fn tags_and_their_arguments_are_completed() {
    let path = "uji/a.rhai";
    let below = "\nfn uji(jenjang) { 1 }";
    has(path, &format!("/// Label.\n/// @^{below}"), &["@kind", "@basis", "@adds_to"], &[]);
    has(path, &format!("/// @kind ^{below}"), &["requirement", "promotion"], &[]);
    has(path, &format!("/// @per ^{below}"), &["riwayat_kinerja"], &["jenjang"]);
    has(path, &format!("/// @returns ^{below}"), &["predikat_kinerja", "number"], &[]);
    has(path, &format!("/// @item ^{below}"), &["STUDI-S2"], &[]);
    has(path, &format!("/// @adds_to ^{below}"), &["kenaikan_jenjang"], &["jp_kurang"]);
    has(path, &format!("/// @reason ^{below}"), &["gap", "urgent"], &[]);
    has(path, &format!("/// @unmet Baru {{^{below}"), &["jenjang", "jp_minimal"], &[]);
    has(path, &format!("/// @applies jenis_jabatan == \"^{below}"), &["fungsional"], &["baik"]);
    has(path, &format!("/// @applies ^{below}"), &["jenis_jabatan"], &[]);
}

#[test]
fn toml_and_csv_are_completed() {
    has("facts/uji.toml", "[fact.uji]\n^", &["type", "judgement"], &["ordered"]);
    has("facts/uji.toml", "[fact.uji]\ntype = \"^", &["jenjang", "number"], &[]);
    has("facts/uji.toml", "[fact.uji]\nrecord = \"indikator\"\nkey = \"^\"", &["kode"], &["tahun"]);
    has("facts/uji.toml", "[record.uji]\nkode = { ^", &["type", "code"], &[]);
    has("parameters/uji.toml", "[uji]\nkey = ^", &["\"jenjang\""], &[]);
    has("parameters/uji.toml", "[[uji.values]]\n^", &["from", "basis", "verified"], &["overridable"]);
    has("cases/uji.toml", "[given]\n^", &["jenjang"], &[]);
    has("cases/uji.toml", "[given]\njenjang = \"^", &["ahli_muda"], &["baik"]);
    has("cases/uji.toml", "[[case]]\nexpect.^", &["predikat_kinerja", "triggers"], &["jenjang"]);
    has("cases/uji.toml", "[[case]]\ngiven.riwayat_kinerja = [{ predikat = \"^", &["baik"], &["ahli_muda"]);
    has("tables/uji.csv", "# ^", &["label", "hit"], &[]);
    has("tables/uji.csv", "# hit: ^", &["first", "unique"], &[]);
    has("tables/uji.csv", "jenjang,result: uji\n^", &["ahli_muda", "-"], &["baik"]);
    has(
        "tables/uji.csv",
        "# returns: golongan\njenjang,result: uji\nahli_muda,^",
        &["III/d", "?"],
        &["ahli_muda"],
    );
    has("tables/uji.csv", "jp_tahun_ini,result: uji\n[0..^", &["jp_minimal"], &[]);
    has("tables/uji.csv", "^", &["result: ", "jenjang"], &[]);
    has("cases/uji.csv", "name,jenjang,expect: predikat_kinerja\na,^", &["ahli_muda"], &[]);
    has("cases/uji.csv", "name,jenjang,expect: predikat_kinerja\na,,^", &["baik", "undetermined"], &[]);
    has("catalogue.csv", "code,kind,title\nA,^", &["course"], &[]);
}

/// The page that is shown for a word in a file of the national pack.
fn page(path: &str, word: &str, lang: Lang) -> String {
    let workspace = Workspace::new(vec![national()]);
    let (_, source) = workspace.file(path).unwrap();
    let offset = source.text.find(word).unwrap_or_else(|| panic!("{word} in {path}"));
    hover(&workspace, path, offset, date(2026, 1, 1)).unwrap_or_else(|| panic!("{word}")).to_markdown(lang)
}

#[test]
fn a_name_is_explained() {
    let konversi = "angka_kredit/konversi.rhai";
    let fact = page(konversi, "bulan_penilaian", Lang::Id);
    assert_eq!(
        fact,
        "**Lama penilaian dalam bulan**\n\nfakta · angka 1..12, bulan\n\nSumber: pejabat penilai kinerja"
    );
    let parameter = page(konversi, "persentase_konversi", Lang::En);
    assert!(
        parameter.contains("`baik`: 100%") && parameter.contains("Basis: PermenPANRB 1/2023 Pasal 37"),
        "{parameter}"
    );
    let rule = page(konversi, "angka_kredit_konversi", Lang::Id);
    assert!(rule.contains("aturan · angka") && rule.contains("Dasar: PerBKN 3/2023 Pasal 13"), "{rule}");
    let builtin = page(konversi, "round_half_up", Lang::En);
    assert_eq!(builtin, "**`round_half_up(x, decimals)`**\n\nRounded; a tie goes away from zero.");
    let value = page("tables/kebutuhan_jenjang.csv", "ahli_muda", Lang::En);
    assert_eq!(value, "**Junior expert**\n\nvalue of `jenjang`");
    let ordered = page("cases/pelatihan.toml", "sangat_baik", Lang::Id);
    assert!(ordered.contains("nilai `predikat_kinerja`, urutan 5 dari 5"), "{ordered}");
    let of_item = page(konversi, "angka_kredit_masa", Lang::Id);
    assert!(of_item.contains("untuk tiap baris `riwayat_konversi`"), "{of_item}");
    assert!(page("facts/pribadi.toml", "nip", Lang::Id).contains("dilindungi"));
}

#[test]
fn a_name_that_is_taken_or_none_is_refused_in_both_languages() {
    let workspace = Workspace::new(vec![national()]);
    let path = "angka_kredit/konversi.rhai";
    let (_, source) = workspace.file(path).unwrap();
    let offset = source.text.find("bulan_penilaian").unwrap();
    for (new, code) in [
        ("jenjang", "T4021"),
        ("Bulan", "T4021"),
        ("min", "T4021"),
        ("as_of", "T4021"),
        ("lama_bulan", "T4021"),
    ] {
        let refused = rename(&workspace, path, offset, new).unwrap_err();
        assert_eq!(refused.code, code, "{new}");
        assert!(!refused.message.id.is_empty() && refused.message.id != refused.message.en);
    }
    assert_eq!(rename(&workspace, path, offset, "bulan_penilaian").unwrap(), []);
    assert_eq!(prepare_rename(&workspace, path, 0).unwrap_err().code, "T4020");
    let builtin = source.text.find("round_half_up").unwrap();
    assert_eq!(rename(&workspace, path, builtin, "bulat").unwrap_err().code, "T4020");
    let broken = with("uji/a.rhai", "fn uji(jenjang { 1 }");
    assert_eq!(rename(&broken, path, offset, "lama").unwrap_err().code, "T4022");
    // The result of this table has its type from its name.
    let table = "tables/predikat_kinerja.csv";
    let (_, source) = workspace.file(table).unwrap();
    let result = source.text.find("predikat_kinerja").unwrap();
    assert_eq!(rename(&workspace, table, result, "predikat_akhir").unwrap_err().code, "T4022");
}

#[test]
fn an_overlay_leaves_the_names_of_its_base_alone() {
    let overlay = Files::from_map([
        (
            "pack.toml",
            "format = 1\nid = \"daerah\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\noutputs = [\"kurang_lokal\"]\n[extends]\nid = \"nasional\"\nversion = \"0.1.0\"\n",
        ),
        ("a/a.rhai", "//! @basis contoh\n/// Kurang.\nfn kurang_lokal(jp_minimal) { jp_minimal + 1 }\n"),
    ]);
    let workspace = Workspace::new(vec![national(), overlay]);
    let path = "daerah:a/a.rhai";
    let (_, source) = workspace.file(path).unwrap();
    let offset = source.text.find("jp_minimal").unwrap();
    let home = definition(&workspace, path, offset);
    assert!(home.iter().any(|span| workspace.path_within(span.file) == "parameters/pelatihan.toml"));
    assert_eq!(rename(&workspace, path, offset, "jp_lain").unwrap_err().code, "T4020");
    let own = source.text.find("kurang_lokal").unwrap();
    assert_eq!(rename(&workspace, path, own, "kurang_daerah").unwrap().len(), 2);
    assert!(complete(&workspace, path, offset).iter().any(|c| c.text == "jenjang"));
}

#[test]
fn a_disturbed_layout_is_brought_back() {
    for (_, source) in national().iter().filter(|(_, s)| !s.path.starts_with("sample/")) {
        let disturbed: String = if source.path.ends_with(".rhai") {
            let lines = source.text.lines().map(|line| match line.trim_start() {
                doc if doc.starts_with("//") => format!("  {doc}  \n"),
                code => format!(
                    "\t{}\n",
                    code.replace(", ", ",").replace(" + ", "+").replace(" == ", "  ==  ").replace("{ ", "{")
                ),
            });
            lines.collect::<String>() + "\n\n"
        } else if source.path.ends_with(".csv") {
            source
                .text
                .lines()
                .map(|line| {
                    if line.starts_with('#') || line.contains('"') {
                        format!("{line}\r\n")
                    } else {
                        format!(" {} \r\n", line.replace(',', " , "))
                    }
                })
                .collect()
        } else {
            source.text.replace('\n', "  \r\n")
        };
        let back =
            format(&source.path, &disturbed).unwrap_or_else(|refused| panic!("{}: {refused:?}", source.path));
        assert_eq!(back, *source.text, "{}", source.path);
        assert_eq!(format(&source.path, &back).unwrap(), back);
    }
    assert_eq!(format("a/a.rhai", "fn a( {").unwrap_err().code, "T1004");
    assert_eq!(format("catatan.txt", "a").unwrap_err().code, "T4023");
}

#[test]
fn nothing_breaks_wherever_one_points_in_a_file_that_was_cut_off() {
    for path in [
        "angka_kredit/konversi.rhai",
        "pelatihan/tindak_lanjut.rhai",
        "facts/pelatihan.toml",
        "parameters/kinerja.toml",
        "tables/predikat_kinerja.csv",
        "cases/pelatihan.toml",
        "catalogue.csv",
        "pack.toml",
    ] {
        let files = national();
        let text = files.get(files.find(path).unwrap()).unwrap().text.to_string();
        for cut in [text.len(), text.len() / 2, text.len() * 2 / 3] {
            let cut = (0..=cut).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let shown = text.get(..cut).unwrap();
            let workspace = with(path, shown);
            for offset in (0..=cut + 2).step_by(if cut > 3000 { 37 } else { 7 }) {
                for found in complete(&workspace, path, offset) {
                    assert!(
                        found.replaces.range().end == offset && found.replaces.start <= found.replaces.end
                    );
                }
                let _ = hover(&workspace, path, offset, date(2026, 1, 1));
                let _ = definition(&workspace, path, offset);
                let _ = references(&workspace, path, offset, true);
            }
            let _ = outline(&workspace, path);
            let _ = format(path, shown);
        }
    }
}

#[test]
fn what_is_read_again_is_told_as_from_the_start() {
    let overlay = Files::from_map([
        (
            "pack.toml",
            "format = 1\nid = \"daerah\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\n[extends]\nid = \"nasional\"\nversion = \"0.1.0\"\n",
        ),
        ("a/a.rhai", "//! @basis contoh\n/// Kurang.\nfn kurang_lokal(jp_minimal) { jp_minimal + 1 }\n"),
    ]);
    let path = "parameters/pelatihan.toml";
    let mut workspace = Workspace::new(vec![national(), overlay.clone()]);
    for layers in [
        vec![national().without_file(path), overlay.clone()],
        vec![national(), overlay.with_file("a/a.rhai", b"fn kurang_lokal(".to_vec())],
        vec![national()],
        vec![national(), overlay],
    ] {
        workspace = workspace.with_layers(layers.clone());
        let fresh = Workspace::new(layers);
        assert_eq!(workspace.report().diagnostics, fresh.report().diagnostics);
        assert_eq!(format!("{:?}", workspace.programs()), format!("{:?}", fresh.programs()));
    }
}
