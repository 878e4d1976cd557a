//! `T1702`, `T1703`: personal data that the pack does not say is protected.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::pack::decl::{FieldDecl, ForeignPath};
use crate::pack::words_of;
use crate::text;

/// Words in the names of facts that speak of the person and not of the work.
const WORDS: [&str; 27] = [
    "nama",
    "name",
    "nip",
    "nik",
    "kelamin",
    "gender",
    "sex",
    "agama",
    "religion",
    "lahir",
    "birth",
    "usia",
    "umur",
    "age",
    "kawin",
    "nikah",
    "perkawinan",
    "marital",
    "suku",
    "etnis",
    "ethnicity",
    "ras",
    "disabilitas",
    "disability",
    "politik",
    "partai",
    "alamat",
];

/// Fields of personnel systems that speak of the person, in small letters without separators.
const FIELDS: [&str; 9] =
    ["nama", "namalengkap", "namapasangan", "alamat", "email", "nohp", "notelp", "usia", "umur"];

/// Words that speak of the person in whatever field they stand.
const STRONG: [&str; 14] = [
    "nip",
    "nik",
    "lahir",
    "birth",
    "kelamin",
    "gender",
    "agama",
    "religion",
    "kawin",
    "perkawinan",
    "nikah",
    "etnis",
    "disabilitas",
    "disability",
];

/// Whether a field of a foreign record speaks of the person: `tglLahir`, `NIP_BARU`, `jenis-kelamin`.
fn is_personal(field: &str) -> bool {
    let words = words_of(field.chars());
    FIELDS.contains(&words.concat().as_str()) || words.iter().any(|word| STRONG.contains(&word.as_str()))
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let declarations = &subject.linked.declarations;
    for field in declarations.facts.iter().chain(declarations.records.iter().flat_map(|r| &r.fields)) {
        let looks_personal = field.name.value.split('_').any(|word| WORDS.contains(&word));
        if looks_personal && field.protected.is_none() {
            let name = &field.name.value;
            sink.push(
                Diagnostic::error(
                    "T1702",
                    field.name.span,
                    text!(
                        "Nama `{name}` seperti data pribadi, tetapi tidak dikatakan dilindungi atau tidak.",
                        "The name `{name}` looks like personal data, but it is not said whether it is protected."
                    ),
                )
                .with_help(text!(
                    "Tulis `protected = true`, atau `protected = false` bila bukan tentang diri seseorang.",
                    "Write `protected = true`, or `protected = false` where it is not about a person."
                )),
            );
        }
    }
    for source in &declarations.sources {
        for mapping in &source.facts {
            let fact = declarations.facts.iter().find(|f| f.name.value == mapping.name.value);
            mapped(fact, &mapping.from, sink);
        }
        for list in &source.lists {
            let fields = super::sources::fields(subject.linked, list);
            for mapping in &list.fields {
                let field =
                    fields.and_then(|fields| fields.iter().find(|f| f.name.value == mapping.name.value));
                mapped(field, &mapping.from, sink);
            }
        }
    }
}

/// A mapping is an edge too: a protected foreign field must not arrive under an unprotected name.
fn mapped(field: Option<&FieldDecl>, paths: &[ForeignPath], sink: &mut Sink) {
    let Some(field) = field.filter(|f| f.protected != Some(true)) else { return };
    for path in paths.iter().filter(|path| is_personal(path.last())) {
        let (last, name) = (path.last(), &field.name.value);
        sink.push(
            Diagnostic::error(
                "T1703",
                path.span,
                text!(
                    "`{last}` adalah data pribadi, tetapi diisikan ke fakta `{name}` yang tidak dilindungi.",
                    "`{last}` is personal data, but it fills the fact `{name}`, which is not protected."
                ),
            )
            .with_place(field.name.span, text!("fakta itu", "that fact"))
            .with_help(text!(
                "Tandai faktanya `protected = true`, atau isi dari kolom lain.",
                "Mark the fact `protected = true`, or fill it from another field."
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::is_personal;

    #[test]
    fn a_foreign_field_is_known_however_it_is_spelt() {
        for field in [
            "nipBaru",
            "NIP",
            "nip_lama",
            "tglLahir",
            "tanggal-lahir",
            "jenisKelamin",
            "Nama",
            "agamaId",
            "noHp",
        ] {
            assert!(is_personal(field), "{field}");
        }
        for field in ["namaJabatan", "unit", "golRuangAkhirId", "tmtGolAkhir", "lahiriah", "nilai"] {
            assert!(!is_personal(field), "{field}");
        }
    }
}
