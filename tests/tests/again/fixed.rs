//! Changes that a check after them must not take for none, one for each thing that is remembered.

use proptest::prelude::*;
use timbang::source::Files;
use timbang::{Lang, Report, Workspace, host};

use crate::compare::is_as_from_the_start;
use crate::national;

/// Each digit of a rule, a table, a parameter or a fact that is another leaves a pack that evaluates as a fresh one.
#[test]
fn a_changed_figure_counts() -> Result<(), TestCaseError> {
    let files = national()?;
    let workspace = Workspace::new(files.clone());
    let figures = [
        ("parameters/angka_kredit.toml", "150%", "140%"),
        ("angka_kredit/konversi.rhai", "/ 12", "/ 11"),
        ("facts/angka_kredit.toml", "max = 12", "max = 13"),
    ];
    let facts = r#"{"jenis_jabatan": "fungsional", "jenjang": "ahli_muda", "predikat_kinerja": "sangat_baik", "bulan_penilaian": 4}"#;
    let told = |report: &Report| -> Result<String, TestCaseError> {
        let pack = report.pack.as_ref().ok_or(TestCaseError::fail("the pack is not sound"))?;
        let fail = |error: timbang::Error| TestCaseError::fail(error.to_string());
        let plan = host::plan(pack, "2025-12-31", &["angka_kredit_konversi".to_owned()]).map_err(fail)?;
        host::why(&plan, facts, "angka_kredit_konversi", "text", Lang::Id).map_err(fail)
    };
    for (path, old, new) in figures {
        let text = files.find(path).and_then(|id| files.get(id)).map_or("", |file| &*file.text);
        prop_assert!(text.contains(old), "{path} does not hold {old}");
        let again = workspace.with_file(path, text.replace(old, new));
        is_as_from_the_start(again.report())?;
        let fresh = timbang::check(files.with_file(path, text.replace(old, new).into()));
        prop_assert_eq!(told(again.report())?, told(&fresh)?);
        let of_pack =
            workspace.report().pack.as_ref().map(|pack| pack.with_file(path, text.replace(old, new)));
        prop_assert_eq!(of_pack.map(|report| report.diagnostics), Some(fresh.diagnostics));
    }
    Ok(())
}

const MANIFEST: &str =
    "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
const FACTS: &str = "[fact.nilai]\ntype = \"number\"\nlabel = \"Nilai\"\nmin = 0\nmax = 100\n";
const LIMITS: &str = "[defaults]\nbasis = \"contoh\"\n[batas]\nlabel = \"Batas\"\n[[batas.values]]\nfrom = 2020-01-01\nvalue = 0\n[[batas.values]]\nfrom = 2026-01-01\nvalue = 1\n";

const KINDS: &str = "[enum.tingkat]\nlabel = \"Tingkat\"\nvalues = [\"rendah\", \"tinggi\"]\n";
const LIST: &str = "[record.butir]\nkode = { type = \"text\", label = \"Kode\", code = true }\nlain = { type = \"number\", label = \"Lain\", min = 0, max = 100 }\n[fact.butir]\ntype = \"list\"\nlabel = \"Butir\"\nrecord = \"butir\"\nkey = \"kode\"\nmax_items = 5\n";

/// A pack, a change of one of its files, and a code of which a check after the change must tell; none where the pack
/// is sound and its programs alone are other ones.
struct Step<'a> {
    files: &'a [(&'a str, &'a str)],
    change: (&'a str, String),
    tells: Option<&'a str>,
}

/// Changes that a check after them once took for none, or nearly did.
#[test]
fn what_a_change_elsewhere_alters_is_told() -> Result<(), TestCaseError> {
    let kinds = format!("{FACTS}{KINDS}");
    let renamed = kinds.replace("\"Tingkat\"", "\"Tingkatan\"");
    let list = format!("{FACTS}{LIST}");
    let steps = [
        // The input is missing before and after, but for another reason: it could not be typed, it is not in force.
        Step {
            files: &[
                ("a/a.rhai", "//! @basis contoh\n/// Dasar.\nfn dasar(nilai) { nilai + \"a\" }\n"),
                (
                    "a/b.rhai",
                    "//! @basis contoh\n/// Hasil.\n/// @effective 2020-01-01..\nfn hasil(dasar, nilai) { nilai }\n",
                ),
            ],
            change: (
                "a/a.rhai",
                "//! @basis contoh\n/// Dasar.\n/// @effective 2026-01-01..\nfn dasar(nilai) { nilai }\n"
                    .to_owned(),
            ),
            tells: Some("T1502"),
        },
        // The value of the parameter stays, and its place, which the finding shows, does not.
        Step {
            files: &[(
                "a/a.rhai",
                "//! @basis contoh\n/// Hasil.\n/// @effective 2020-01-01..\nfn hasil(nilai, batas) { nilai < batas && nilai >= batas }\n",
            )],
            change: ("parameters/a.toml", format!("# Angka contoh.\n{LIMITS}")),
            tells: Some("T1802"),
        },
        // Beside an error no gap is told, so the table with one was not found to have none.
        Step {
            files: &[
                ("a/a.rhai", "//! @basis contoh\n/// Dasar.\nfn dasar(nilai) { nilai + \"a\" }\n"),
                (
                    "tables/kelas.csv",
                    "# label: Kelas\n# basis: contoh\nnilai,result: kelas\n>= 50,2\n< 40,1\n",
                ),
            ],
            change: ("a/a.rhai", "//! @basis contoh\n/// Dasar.\nfn dasar(nilai) { nilai }\n".to_owned()),
            tells: Some("T1405"),
        },
        // A table is looked at in the first regime in which it holds; that regime is gone, and the next is as it was.
        Step {
            files: &[(
                "tables/kelas.csv",
                "# label: Kelas\n# basis: contoh\nnilai,result: kelas\n>= batas,2\n< 0,1\n",
            )],
            change: (
                "parameters/a.toml",
                "[defaults]\nbasis = \"contoh\"\n[batas]\nlabel = \"Batas\"\n[[batas.values]]\nfrom = 2026-01-01\nvalue = 1\n"
                    .to_owned(),
            ),
            tells: Some("T1405"),
        },
        // The input of a rule of a list was the subject's, and is a field of the item now.
        Step {
            files: &[
                ("facts.toml", &list),
                ("a/a.rhai", "//! @basis contoh\n/// Hasil.\n/// @per butir\nfn hasil(nilai) { nilai }\n"),
            ],
            change: (
                "facts.toml",
                list.replace("lain = {", "nilai = {"),
            ),
            tells: Some("T1316"),
        },
        // The label of an enum that nothing names but the result: `@returns`, `returns:`, the name of the result.
        Step {
            files: &[
                ("facts.toml", &kinds),
                (
                    "a/a.rhai",
                    "//! @basis contoh\n/// Hasil.\n/// @returns tingkat\nfn hasil(nilai) { if nilai > 50 { \"tinggi\" } else { \"rendah\" } }\n",
                ),
            ],
            change: ("facts.toml", renamed.clone()),
            tells: None,
        },
        Step {
            files: &[
                ("facts.toml", &kinds),
                (
                    "tables/kelas.csv",
                    "# label: Kelas\n# basis: contoh\n# returns: tingkat\nnilai,result: kelas\n>= 50,tinggi\n< 50,rendah\n",
                ),
            ],
            change: ("facts.toml", renamed.clone()),
            tells: None,
        },
        Step {
            files: &[
                ("facts.toml", &kinds),
                (
                    "tables/tingkat.csv",
                    "# label: Kelas\n# basis: contoh\nnilai,result: tingkat\n>= 50,tinggi\n< 50,rendah\n",
                ),
            ],
            change: ("facts.toml", renamed),
            tells: None,
        },
        // A fact before all others: each name is there still, under another number.
        Step {
            files: &[("a/a.rhai", "//! @basis contoh\n/// Hasil.\nfn hasil(nilai, batas) { nilai + batas }\n")],
            change: ("facts.toml", format!("[fact.awal]\ntype = \"boolean\"\nlabel = \"Awal\"\n{FACTS}")),
            tells: Some("T1303"),
        },
        // A fact with the name of the parameter: the parameter is there still, but the name is the fact's.
        Step {
            files: &[("a/a.rhai", "//! @basis contoh\n/// Hasil.\nfn hasil(nilai, batas) { nilai + batas }\n")],
            change: ("facts.toml", format!("{FACTS}[fact.batas]\ntype = \"boolean\"\nlabel = \"Batas\"\n")),
            tells: Some("T1101"),
        },
        // Another parameter before it: the number of the declaration is the one of the other now.
        Step {
            files: &[("a/a.rhai", "//! @basis contoh\n/// Hasil.\nfn hasil(nilai, batas) { nilai + batas }\n")],
            change: (
                "parameters/a.toml",
                LIMITS.replace("[batas]\n", "[awal]\nlabel = \"Awal\"\nvalue = 7\n[batas]\n"),
            ),
            tells: Some("T1303"),
        },
    ];
    for Step { files, change: (path, text), tells } in steps {
        let common = [("pack.toml", MANIFEST), ("facts.toml", FACTS), ("parameters/a.toml", LIMITS)];
        let workspace = Workspace::new(Files::from_map(common.into_iter().chain(files.iter().copied())));
        let again = workspace.with_file(path, text);
        let told = &again.report().diagnostics;
        match tells {
            Some(code) => prop_assert!(told.iter().any(|found| found.code == code), "{code} in {told:?}"),
            None => prop_assert!(again.report().pack.is_some(), "{told:?}"),
        }
        is_as_from_the_start(again.report())?;
    }
    Ok(())
}
