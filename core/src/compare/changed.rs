//! The same pack with other values of parameters: the simplest of proposals.

use crate::pack::decl::LiteralDecl;
use crate::plan::Pack;
use crate::source::Span;
use crate::text;
use crate::value::{Date, Error, Number, Text};

/// A parameter that was changed for a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterChange {
    /// The parameter, or the parameter and its entry: `bobot_nkp.nhk`.
    pub path: String,
    /// What stood in the file, without quotes.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// The pack with other values of parameters, checked anew; of dated values that of the day is changed.
///
/// A path is a parameter, or one entry of it, such as `bobot_nkp.nhk`. A value is written as in the pack: `3`, `75%`, `baik`,
/// `ya`, `2026-01-01`.
///
/// # Errors
/// `T3037` where there is no such parameter or entry on the day, or the value is of another kind; `T3006` where the pack
/// is not sound with it.
pub fn with_parameters(
    pack: &Pack,
    as_of: Date,
    changes: &[(String, String)],
) -> Result<(Pack, Vec<ParameterChange>), Error> {
    let mut changed = pack.clone();
    let mut told = Vec::new();
    for (path, value) in changes {
        let (span, kind) = find(&changed, as_of, path)?;
        let new = literal(path, value, kind)?;
        let before = changed.linked().files.slice(span).trim_matches('"').to_owned();
        let Some(report) = changed.with_text(span, &new) else { return Err(no_such(&changed, path, as_of)) };
        changed = report.into_pack()?;
        let after = new.trim_matches('"').to_owned();
        told.push(ParameterChange { path: path.clone(), before, after });
    }
    Ok((changed, told))
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Bool,
    Date,
    Text,
}

fn find(pack: &Pack, as_of: Date, path: &str) -> Result<(Span, Kind), Error> {
    let mut steps = path.split('.');
    let name = steps.next().unwrap_or("");
    let declared = pack.linked().declarations.parameters.iter().find(|p| &*p.name.value == name);
    let in_force = declared.and_then(|parameter| pack.value_in_force(parameter, as_of));
    let mut found = in_force.ok_or_else(|| no_such(pack, path, as_of))?;
    for step in steps {
        let LiteralDecl::Record(entries) = &found.value else { return Err(no_such(pack, path, as_of)) };
        let entry = entries.iter().find(|(key, _)| &*key.value == step);
        found = &entry.ok_or_else(|| no_such(pack, path, as_of))?.1;
    }
    let kind = match &found.value {
        LiteralDecl::Number(_) => Kind::Number,
        LiteralDecl::Bool(_) => Kind::Bool,
        LiteralDecl::Date(_) => Kind::Date,
        LiteralDecl::Text(_) => Kind::Text,
        LiteralDecl::List(_) | LiteralDecl::Record(_) => return Err(not_one_value(path, &found.value)),
    };
    Ok((found.span, kind))
}

/// The value as TOML writes it.
fn literal(path: &str, words: &str, kind: Kind) -> Result<String, Error> {
    let words = words.trim();
    let written = match kind {
        Kind::Number => {
            let digits = words.strip_suffix('%');
            let is_number = digits.unwrap_or(words).parse::<Number>().is_ok();
            // TOML knows no sign of percent, and a number with an exponent would be a float.
            let is_plain = !words.contains(['e', 'E', '+']);
            (is_number && is_plain)
                .then(|| if digits.is_some() { format!("\"{words}\"") } else { words.to_owned() })
        }
        Kind::Bool => match words {
            "ya" | "true" => Some("true".to_owned()),
            "tidak" | "false" => Some("false".to_owned()),
            _ => None,
        },
        Kind::Date => words.parse::<Date>().ok().map(|day| day.to_string()),
        Kind::Text => {
            let plain =
                !words.is_empty() && !words.contains(['"', '\\']) && !words.contains(char::is_control);
            plain.then(|| format!("\"{words}\""))
        }
    };
    written.ok_or_else(|| {
        let expected = match kind {
            Kind::Number => text!("angka seperti 3, 2.5 atau 75%", "a number such as 3, 2.5 or 75%"),
            Kind::Bool => text!("ya atau tidak", "true or false"),
            Kind::Date => text!("tanggal YYYY-MM-DD", "a date YYYY-MM-DD"),
            Kind::Text => text!("nilai enum atau kode", "an enum value or a code"),
        };
        let Text { id, en } = expected;
        Error::new(
            "T3037",
            text!(
                "Nilai untuk parameter `{path}` tidak sejenis dengan yang sekarang.",
                "The value for the parameter `{path}` is of another kind than the present one."
            ),
        )
        .with_help(text!("Tulis {id}.", "Write {en}."))
    })
}

fn no_such(pack: &Pack, path: &str, as_of: Date) -> Error {
    let names = pack.linked().declarations.parameters.iter().map(|p| &*p.name.value);
    let name = path.split('.').next().unwrap_or(path);
    Error::new(
        "T3037",
        text!(
            "Pada {as_of} tidak ada parameter atau entri `{path}`.",
            "On {as_of} there is no parameter or entry `{path}`."
        ),
    )
    .with_help(crate::diagnostic::did_you_mean(
        crate::diagnostic::nearest(name, names).filter(|near| *near != name),
        text!(
            "Tulis parameter=nilai, atau parameter.entri=nilai; `timbang describe` menyebut semua parameter.",
            "Write parameter=value, or parameter.entry=value; `timbang describe` lists all parameters."
        ),
    ))
}

fn not_one_value(path: &str, value: &LiteralDecl) -> Error {
    let error = Error::new("T3037", text!("`{path}` bukan satu nilai.", "`{path}` is not one value."));
    match value {
        LiteralDecl::Record(entries) => {
            let known: Vec<String> = entries.iter().map(|(key, _)| format!("{path}.{}", key.value)).collect();
            let known = known.join(", ");
            error.with_help(text!("Sebutkan entrinya: {known}.", "Name the entry: {known}."))
        }
        _ => error.with_help(text!(
            "Daftar hanya dapat diubah dalam berkas parameter pack usulan.",
            "A list can only be changed in the parameter file of a proposed pack."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;
    use crate::value::date;

    const FACTS: &str = "[fact.jp]\ntype = \"number\"\nmin = 0\nmax = 100\n";
    const PARAMETERS: &str = "[minimal]\n[[minimal.values]]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = 20\n\
        [[minimal.values]]\nfrom = 2026-01-01\nbasis = \"y\"\nvalue = 24\n\
        [bobot]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = { a = \"40%\", b = 0.6 }\n\
        [batas]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = [1, 2]\n";

    fn pack() -> Pack {
        let manifest = "format = 1\nid = \"uji\"\nversion = \"1\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
        let rules = "//! @basis contoh\n\n/// Nilai.\n/// @effective 2020-01-01..\nfn nilai(jp, minimal, bobot, batas) {\n    \
            if jp in batas { minimal } else { jp * bobot.a + minimal * bobot.b }\n}\n";
        Pack::from_files(Files::from_map([
            ("pack.toml", manifest),
            ("facts.toml", FACTS),
            ("parameters/a.toml", PARAMETERS),
            ("a.rhai", rules),
        ]))
        .unwrap()
    }

    fn set(day: Date, path: &str, value: &str) -> Result<(Pack, Vec<ParameterChange>), Error> {
        with_parameters(&pack(), day, &[(path.to_owned(), value.to_owned())])
    }

    #[test]
    fn the_value_of_the_day_is_changed_and_no_other() {
        let (changed, told) = set(date(2026, 5, 1), "minimal", "30").unwrap();
        assert_eq!((told[0].before.as_str(), told[0].after.as_str()), ("24", "30"));
        let of = |day| changed.program(day).parameters["minimal"].value.clone();
        assert_eq!(of(date(2026, 5, 1)), crate::Value::Number(Number::from(30u32)));
        assert_eq!(of(date(2025, 5, 1)), crate::Value::Number(Number::from(20u32)));
        let (changed, _) = set(date(2025, 5, 1), "bobot.a", "45.5%").unwrap();
        let text = changed.linked().files.iter().map(|(_, file)| file.text.to_string()).collect::<String>();
        assert!(text.contains("{ a = \"45.5%\", b = 0.6 }"), "{text}");
    }

    #[test]
    fn what_cannot_be_changed_is_refused() {
        let day = date(2025, 5, 1);
        for (path, value) in [
            ("minimum", "3"),
            ("minimal.a", "3"),
            ("bobot", "3"),
            ("bobot.c", "3"),
            ("batas", "3"),
            ("minimal", "baik"),
            ("minimal", "3e2"),
            ("minimal", ""),
            ("", "3"),
        ] {
            let error = set(day, path, value).unwrap_err();
            assert_eq!(error.code(), "T3037", "{path}={value}");
            assert!(error.help().is_some(), "{path}={value}");
        }
        assert_eq!(set(date(2019, 1, 1), "minimal", "3").unwrap_err().code(), "T3037", "not in force yet");
    }
}
