//! The files of the pack that `timbang new` makes.

const FILES: [(&str, &str); 8] = [
    ("README.md", include_str!("files/README.md")),
    ("pack.toml", include_str!("files/pack.toml")),
    ("facts.toml", include_str!("files/facts.toml")),
    ("parameters/pelatihan.toml", include_str!("files/pelatihan.toml")),
    ("pelatihan/jam_pelajaran.rhai", include_str!("files/jam_pelajaran.rhai")),
    ("tables/predikat_kinerja.csv", include_str!("files/predikat_kinerja.csv")),
    ("cases/jam_pelajaran.toml", include_str!("files/kasus.toml")),
    ("sample/pegawai.csv", include_str!("files/pegawai.csv")),
];

/// The files by path; the pack has this id.
pub(crate) fn files(id: &str) -> impl Iterator<Item = (&'static str, String)> {
    FILES.into_iter().map(move |(path, content)| (path, content.replace("contoh_pack", id)))
}

/// A pack id made of the name of a folder: small letters, digits and `_`.
pub(crate) fn id_of(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars() {
        match letter.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => id.push(letter),
            _ if id.is_empty() || id.ends_with('_') => {}
            _ => id.push('_'),
        }
    }
    let id = id.trim_end_matches('_');
    match id.chars().next() {
        Some('a'..='z') => id.to_owned(),
        Some(_) => format!("pack_{id}"),
        None => "pack_baru".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timbang::source::Files;

    #[test]
    fn an_id_is_made_of_any_folder_name() {
        assert_eq!(id_of("Kabupaten Contoh-2026"), "kabupaten_contoh_2026");
        assert_eq!(id_of("2026"), "pack_2026");
        assert_eq!(id_of("Ω"), "pack_baru");
    }

    #[test]
    fn the_new_pack_passes_its_own_check_and_cases() {
        let report = timbang::check(Files::from_map(files("uji")));
        assert!(
            report.diagnostics.is_empty(),
            "{}",
            timbang::diagnostic::to_text(&report.diagnostics, &report.files, timbang::Lang::En)
        );
        let cases = timbang::cases::run(&report.pack.unwrap());
        assert!(cases.results.len() >= 6);
        assert_eq!(cases.failed(), 0, "{:?}", cases.results);
    }
}
