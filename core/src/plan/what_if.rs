//! A pack in which one legal value is another: what if the law said so?

use super::{Pack, Report};
use crate::diagnostic::{did_you_mean, nearest};
use crate::pack::decl::{LiteralDecl, ParameterDecl};
use crate::source::Spanned;
use crate::text;
use crate::value::{Date, Error, Raw};

impl Pack {
    /// Checks the pack with another value for the parameter in force on a day; `path` names it, or an entry of it:
    /// `jp_minimal`, `bobot_nkp.nhk`.
    ///
    /// The pack of the report has another digest, so that no record of its decisions can be taken for one of this
    /// pack. A value of a base is set in the base, whatever that leaves open to overlays.
    ///
    /// # Errors
    /// `T3018` where there is no such parameter, entry or value in force, or where the value cannot be one.
    pub fn with_parameter(&self, as_of: Date, path: &str, value: &Raw) -> Result<Report, Error> {
        let mut names = path.split('.');
        let name = names.next().unwrap_or_default();
        let declared = &self.linked().declarations.parameters;
        let Some(parameter) = declared.iter().find(|one| *one.name.value == *name) else {
            return Err(unknown(path, name, declared.iter().map(|one| &*one.name.value)));
        };
        let mut at = self.value_in_force(parameter, as_of).ok_or_else(|| not_in_force(path, as_of))?;
        for name in names {
            at = entry(at, path, name)?;
        }
        let words = written(value, &at.value).ok_or_else(|| no_literal(path))?;
        self.with_text(at.span, &words).ok_or_else(|| no_literal(path))
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

/// An entry of a record or of a value that is keyed by an enum.
fn entry<'d>(
    at: &'d Spanned<LiteralDecl>,
    path: &str,
    name: &str,
) -> Result<&'d Spanned<LiteralDecl>, Error> {
    let LiteralDecl::Record(entries) = &at.value else { return Err(unknown(path, name, [])) };
    let found = entries.iter().find(|(key, _)| *key.value == *name);
    found
        .map(|(_, value)| value)
        .ok_or_else(|| unknown(path, name, entries.iter().map(|(key, _)| &*key.value)))
}

/// A value as TOML writes it, in the place of another.
fn written(value: &Raw, before: &LiteralDecl) -> Option<String> {
    Some(match (value, before) {
        (Raw::Null, _) => return None,
        (Raw::Bool(truth), _) => truth.to_string(),
        (Raw::Number(digits), _) => digits.parse::<crate::Number>().ok()?.to_string(),
        (Raw::Text(words), LiteralDecl::Date(_)) => words.trim().parse::<Date>().ok()?.to_string(),
        (Raw::Text(words), LiteralDecl::Number(_)) if words.parse::<crate::Number>().is_ok() => words.clone(),
        // What JSON puts in quotes, TOML reads the same.
        (Raw::Text(words), _) => serde_json::to_string(words).ok()?,
        (Raw::List(items), _) => {
            let like = |at: usize| match before {
                LiteralDecl::List(items) => items.get(at).or(items.first()).map_or(before, |one| &one.value),
                _ => before,
            };
            let items = items.iter().enumerate().map(|(at, item)| written(item, like(at)));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
        }
        (Raw::Map(entries), LiteralDecl::Record(known)) => {
            let entries = entries.iter().map(|(name, value)| {
                let like =
                    known.iter().find(|(key, _)| *key.value == **name).map_or(before, |(_, one)| &one.value);
                Some(format!("{} = {}", serde_json::to_string(name).ok()?, written(value, like)?))
            });
            format!("{{ {} }}", entries.collect::<Option<Vec<_>>>()?.join(", "))
        }
        (Raw::Map(_), _) => return None,
    })
}

fn unknown<'k>(path: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> Error {
    Error::new(
        "T3018",
        text!(
            "Tidak ada `{name}` pada parameter `{path}`.",
            "There is no `{name}` in the parameter `{path}`."
        ),
    )
    .with_help(did_you_mean(
        nearest(name, known),
        text!(
            "`timbang describe` menyebut semua parameter sebuah pack.",
            "`timbang describe` lists all parameters of a pack."
        ),
    ))
}

fn not_in_force(path: &str, as_of: Date) -> Error {
    Error::new(
        "T3018",
        text!(
            "Parameter `{path}` tidak punya nilai yang berlaku pada {as_of}.",
            "The parameter `{path}` has no value in force on {as_of}."
        ),
    )
    .with_help(text!(
        "Pilih tanggal lain; `timbang describe` menunjukkan masa berlakunya.",
        "Choose another date; `timbang describe` shows when it is in force."
    ))
}

fn no_literal(path: &str) -> Error {
    Error::new(
        "T3018",
        text!(
            "Nilai yang diberikan tidak dapat menjadi nilai parameter `{path}`.",
            "The value given cannot be a value of the parameter `{path}`."
        ),
    )
    .with_help(text!(
        "Berikan nilai yang sejenis dengan yang berlaku: bilangan, teks, tanggal, daftar atau rekaman.",
        "Give a value of the kind of the one in force: a number, text, date, list or record."
    ))
}
