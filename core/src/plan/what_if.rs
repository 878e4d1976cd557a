//! A pack in which one legal value is another: what if the law said so?

use super::{Pack, Report};
use crate::diagnostic::{did_you_mean, nearest};
use crate::pack::decl::{LiteralDecl, ParameterDecl};
use crate::source::Spanned;
use crate::text;
use crate::value::{Date, Error, Number, Raw, Text};

impl Pack {
    /// Checks the pack with another value for the parameter in force on a day; `path` names it, or an entry of it:
    /// `jp_minimal`, `bobot_nkp.nhk`.
    ///
    /// A text is read as in a pack: `3`, `75%`, `baik`, `ya`, `2026-01-01`. The pack of the report has another digest, so
    /// that no record of its decisions can be taken for one of this pack. A value of a base is set in the base, whatever
    /// that leaves open to overlays.
    ///
    /// # Errors
    /// `T3018` where there is no such parameter, entry or value in force, or where the value is of another kind.
    pub fn with_parameter(&self, as_of: Date, path: &str, value: &Raw) -> Result<Report, Error> {
        let mut names = path.split('.');
        let name = names.next().unwrap_or_default();
        let declared = &self.linked().declarations.parameters;
        let parameter = declared.iter().find(|one| *one.name.value == *name);
        let in_force = parameter.and_then(|parameter| self.value_in_force(parameter, as_of));
        let known = declared.iter().map(|one| &*one.name.value);
        let mut at = in_force.ok_or_else(|| no_such(path, as_of, nearest(name, known)))?;
        for name in names {
            at = entry(at, name).map_err(|near| no_such(path, as_of, near))?;
        }
        let words = written(value, &at.value).ok_or_else(|| other_kind(path, &at.value))?;
        self.with_text(at.span, &words).ok_or_else(|| other_kind(path, &at.value))
    }

    /// The value of a declared parameter that holds on a day: where a base and an overlay both have one, the overlay's.
    pub(crate) fn value_in_force<'d>(
        &self,
        parameter: &'d ParameterDecl,
        as_of: Date,
    ) -> Option<&'d Spanned<LiteralDecl>> {
        let in_force = parameter.values.iter().filter(|one| one.period.contains(as_of));
        let own = in_force.max_by_key(|one| self.linked().layers.of(one.value.span));
        own.map(|one| &one.value)
    }
}

/// An entry of a record or of a value that is keyed by an enum; else the one whose name is nearest.
fn entry<'d>(at: &'d Spanned<LiteralDecl>, name: &str) -> Result<&'d Spanned<LiteralDecl>, Option<&'d str>> {
    let LiteralDecl::Record(entries) = &at.value else { return Err(None) };
    let found = entries.iter().find(|(key, _)| *key.value == *name);
    found.map(|(_, value)| value).ok_or_else(|| nearest(name, entries.iter().map(|(key, _)| &*key.value)))
}

/// A value as TOML writes it, in the place of another of its kind.
fn written(value: &Raw, before: &LiteralDecl) -> Option<String> {
    Some(match (value, before) {
        (Raw::Bool(truth), LiteralDecl::Bool(_)) => truth.to_string(),
        (Raw::Number(digits), LiteralDecl::Number(_)) => digits.parse::<Number>().ok()?.to_string(),
        (Raw::Text(words), LiteralDecl::Number(_)) => {
            let words = words.trim();
            let digits = words.strip_suffix('%');
            digits.unwrap_or(words).parse::<Number>().ok()?;
            // TOML knows no sign of percent, and a number with an exponent would be a float.
            match digits {
                _ if words.contains(['e', 'E', '+']) => return None,
                Some(_) => format!("\"{words}\""),
                None => words.to_owned(),
            }
        }
        (Raw::Text(words), LiteralDecl::Bool(_)) => match words.trim() {
            "ya" | "true" => "true".to_owned(),
            "tidak" | "false" => "false".to_owned(),
            _ => return None,
        },
        (Raw::Text(words), LiteralDecl::Date(_)) => words.trim().parse::<Date>().ok()?.to_string(),
        // What JSON puts in quotes, TOML reads the same.
        (Raw::Text(words), LiteralDecl::Text(_)) if !words.trim().is_empty() => {
            serde_json::to_string(words.trim()).ok()?
        }
        (Raw::List(items), LiteralDecl::List(known)) => {
            let like = |at: usize| known.get(at).or(known.first()).map(|one| &one.value);
            let items = items.iter().enumerate().map(|(at, item)| written(item, like(at)?));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
        }
        (Raw::Map(entries), LiteralDecl::Record(known)) => {
            let entries = entries.iter().map(|(name, value)| {
                let (_, like) = known.iter().find(|(key, _)| *key.value == **name)?;
                Some(format!("{} = {}", serde_json::to_string(name).ok()?, written(value, &like.value)?))
            });
            format!("{{ {} }}", entries.collect::<Option<Vec<_>>>()?.join(", "))
        }
        _ => return None,
    })
}

fn no_such(path: &str, as_of: Date, near: Option<&str>) -> Error {
    let name = path.split('.').next().unwrap_or(path);
    Error::new(
        "T3018",
        text!(
            "Pada {as_of} tidak ada parameter atau entri `{path}`.",
            "On {as_of} there is no parameter or entry `{path}`."
        ),
    )
    .with_help(did_you_mean(
        near.filter(|near| *near != name),
        text!(
            "`timbang describe` menyebut semua parameter dan masa berlakunya; entri ditulis sesudah titik: parameter.entri.",
            "`timbang describe` lists all parameters and when they are in force; an entry is written after a point: parameter.entry."
        ),
    ))
}

fn other_kind(path: &str, before: &LiteralDecl) -> Error {
    let expected = match before {
        LiteralDecl::Number(_) => text!("angka seperti 3, 2.5 atau 75%", "a number such as 3, 2.5 or 75%"),
        LiteralDecl::Bool(_) => text!("ya atau tidak", "true or false"),
        LiteralDecl::Date(_) => text!("tanggal YYYY-MM-DD", "a date YYYY-MM-DD"),
        LiteralDecl::Text(_) => text!("nilai enum atau kode", "an enum value or a code"),
        LiteralDecl::List(_) => text!(
            "daftar yang sejenis; dari baris perintah daftar diubah dalam berkas parameter pack usulan",
            "a list of the same kind; for the command line a list is changed in the parameter file of a proposed pack"
        ),
        LiteralDecl::Record(entries) => {
            let known: Vec<String> = entries.iter().map(|(key, _)| format!("{path}.{}", key.value)).collect();
            let known = known.join(", ");
            text!("nilai bagi satu entri: {known}", "the value of one entry: {known}")
        }
    };
    let Text { id, en } = expected;
    Error::new(
        "T3018",
        text!(
            "Nilai untuk parameter `{path}` tidak sejenis dengan yang sekarang.",
            "The value for the parameter `{path}` is of another kind than the present one."
        ),
    )
    .with_help(text!("Berikan {id}.", "Give {en}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;
    use crate::value::date;
    use crate::{Value, check_layers};

    const MANIFEST: &str =
        "format = 1\nid = \"uji\"\nversion = \"1\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
    const FACTS: &str = "[fact.jp]\ntype = \"number\"\nmin = 0\nmax = 100\n";
    const PARAMETERS: &str = "[minimal]\noverridable = { min = 0, max = 100 }\n\
        [[minimal.values]]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = 20\n\
        [[minimal.values]]\nfrom = 2026-01-01\nbasis = \"y\"\nvalue = 24\n\
        [bobot]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = { a = \"40%\", b = 0.6 }\n\
        [batas]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = [1, 2]\n";
    const RULES: &str = "//! @basis contoh\n\n/// Nilai.\n/// @effective 2020-01-01..\nfn nilai(jp, minimal, bobot, batas) {\n    \
        if jp in batas { minimal } else { jp * bobot.a + minimal * bobot.b }\n}\n";

    fn files() -> Files {
        Files::from_map([
            ("pack.toml", MANIFEST),
            ("facts.toml", FACTS),
            ("parameters/a.toml", PARAMETERS),
            ("a.rhai", RULES),
        ])
    }

    fn pack() -> Pack {
        Pack::from_files(files()).unwrap()
    }

    fn set(pack: &Pack, day: Date, path: &str, value: &str) -> Result<Pack, Error> {
        pack.with_parameter(day, path, &Raw::Text(value.to_owned()))?.into_pack()
    }

    fn minimal(pack: &Pack, day: Date) -> Value {
        pack.program(day).parameters["minimal"].value.clone()
    }

    fn number(whole: u32) -> Value {
        Value::Number(Number::from(whole))
    }

    #[test]
    fn the_value_of_the_day_is_changed_and_no_other() {
        let changed = set(&pack(), date(2026, 5, 1), "minimal", "30").unwrap();
        assert_eq!(minimal(&changed, date(2026, 5, 1)), number(30));
        assert_eq!(minimal(&changed, date(2025, 5, 1)), number(20));
        let changed = set(&pack(), date(2025, 5, 1), "bobot.a", "45.5%").unwrap();
        let text = changed.linked().files.iter().map(|(_, file)| file.text.to_string()).collect::<String>();
        assert!(text.contains("{ a = \"45.5%\", b = 0.6 }"), "{text}");
    }

    #[test]
    fn where_base_and_overlay_have_a_value_the_overlays_is_changed() {
        let (base, day) = (pack(), date(2026, 5, 1));
        let digest = base.digest();
        let manifest = format!(
            "format = 1\nid = \"daerah\"\nversion = \"1\"\ntitle = \"Daerah\"\nsubject = \"pegawai\"\noutputs = []\n\
             extends = {{ id = \"uji\", version = \"1\", digest = \"{digest}\" }}\n"
        );
        let own = "[minimal]\n[[minimal.values]]\nfrom = 2026-03-01\nuntil = 2026-12-31\nbasis = \"z\"\nvalue = 28\n";
        let overlay = || Files::from_map([("pack.toml", manifest.as_str()), ("parameters/a.toml", own)]);
        let region = check_layers(files(), vec![overlay()]).into_pack().unwrap();
        assert_eq!(minimal(&region, day), number(28));
        let changed = set(&region, day, "minimal", "30").unwrap();
        assert_eq!(minimal(&changed, day), number(30));
        assert_eq!(minimal(&changed, date(2026, 2, 1)), number(24), "the base's own value stays");
        let earlier = set(&region, date(2026, 2, 1), "minimal", "30").unwrap();
        assert_eq!(minimal(&earlier, date(2026, 2, 1)), number(30));
        assert_eq!(minimal(&earlier, day), number(28), "the overlay's own value stays");
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
            let error = set(&pack(), day, path, value).unwrap_err();
            assert_eq!(error.code(), "T3018", "{path}={value}");
            assert!(error.help().is_some(), "{path}={value}");
        }
        assert_eq!(set(&pack(), date(2019, 1, 1), "minimal", "3").unwrap_err().code(), "T3018");
        let list = Raw::List(vec![Raw::Number("3".into()), Raw::Text("4".into()), Raw::Number("5e0".into())]);
        let changed = pack().with_parameter(day, "batas", &list).unwrap().into_pack().unwrap();
        let text = changed.linked().files.iter().map(|(_, file)| file.text.to_string()).collect::<String>();
        assert!(text.contains("value = [3, 4, 5]"), "{text}");
        assert_eq!(
            pack().with_parameter(day, "batas", &Raw::List(vec![Raw::Null])).unwrap_err().code(),
            "T3018"
        );
    }
}
