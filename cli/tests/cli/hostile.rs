//! Files that are no files, tables that are no tables, scripts that would not end: told, and soon.

use std::time::Duration;

use crate::common::{finished, new_pack, run, timbang};

/// Longer than any of these takes, and far shorter than what they would take unchecked.
const SOON: Duration = Duration::from_secs(15);

fn soon<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> crate::common::Run {
    finished(timbang(arguments).timeout(SOON).output().unwrap())
}

#[cfg(unix)]
#[test]
fn a_device_in_a_pack_is_refused_before_it_is_read() {
    let (_folder, pack) = new_pack();
    std::os::unix::fs::symlink("/dev/zero", format!("{pack}/pelatihan/tanpa_akhir.rhai")).unwrap();
    let checked = soon(["check", &pack]);
    assert_eq!(checked.code, 2);
    let place = "pelatihan/tanpa_akhir.rhai bukan berkas biasa";
    assert!(checked.err.contains("T3001") && checked.err.contains(place), "{}", checked.err);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_is_still_read() {
    let (_folder, pack) = new_pack();
    let rules = format!("{pack}/pelatihan/jam_pelajaran.rhai");
    std::fs::rename(&rules, format!("{pack}/aslinya.txt")).unwrap();
    std::os::unix::fs::symlink(format!("{pack}/aslinya.txt"), &rules).unwrap();
    let checked = soon(["test", &pack]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "6 lulus, 0 gagal\n"));
}

#[test]
fn the_name_of_a_column_is_cut_in_messages() {
    let (folder, pack) = new_pack();
    let file = folder.path().join("bukan_tabel.csv").to_str().unwrap().to_owned();
    for words in ["a".repeat(1_000_000), "\0".repeat(10_000)] {
        std::fs::write(&file, words).unwrap();
        let done = soon(["evaluate", &pack, &file, "--as-of", "2026-01-01"]);
        assert_eq!(done.code, 0);
        assert!(done.err.contains("T4004") && done.err.contains("...`"), "{}", done.err.len());
        assert!(done.err.len() < 1_000 && !done.err.contains('\0'), "{} bytes", done.err.len());
    }
}

#[test]
fn a_table_without_a_header_is_refused() {
    let (folder, pack) = new_pack();
    let file = folder.path().join("kosong.csv").to_str().unwrap().to_owned();
    std::fs::write(&file, "").unwrap();
    let done = run(["evaluate", &pack, &file, "--as-of", "2026-01-01"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("T4011") && done.err.contains("baris kepala"), "{}", done.err);
}

#[test]
fn a_script_that_waits_doubles_or_runs_text_is_refused_when_checked() {
    for body in ["sleep(3600); 1", "let f = |x| x; f = f.curry(f); 1", "eval(\"1\")"] {
        let (_folder, pack) = new_pack();
        let rule = format!(
            "//! @basis contoh\n/// Coba.\n/// @interpreted\n/// @returns number, scale 0\n/// @range 0..9\nfn coba(jp_tahun_ini) {{ {body} }}\n"
        );
        std::fs::write(format!("{pack}/pelatihan/coba.rhai"), rule).unwrap();
        let checked = soon(["check", &pack]);
        assert_eq!(checked.code, 1, "{body}");
        assert!(checked.out.contains("pelatihan/coba.rhai:6:"), "{}", checked.out);
    }
}

#[test]
fn a_script_that_nests_without_end_gives_an_error_for_its_row() {
    let (_folder, pack) = new_pack();
    let rule = "//! @basis contoh\n/// Coba.\n/// @interpreted\n/// @returns number, scale 0\n/// @range 0..9\nfn coba(jp_tahun_ini) { let a = []; loop { a = [a]; } 1 }\n";
    std::fs::write(format!("{pack}/pelatihan/coba.rhai"), rule).unwrap();
    let people = format!("{pack}/sample/pegawai.csv");
    let done = soon(["evaluate", &pack, &people, "--as-of", "2026-01-01", "--output", "coba"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("T2111"), "{}", done.err);
}
