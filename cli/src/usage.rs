//! What is wrong with the arguments, in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use timbang::{Lang, Text, text};

use crate::failure::{Failure, bad_option};

/// The language that was asked for, also where the rest of the arguments is wrong.
pub(crate) fn language(arguments: &[std::ffi::OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let named = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(named) = named {
            return if named == "en" { Lang::En } else { Lang::Id };
        }
    }
    Lang::Id
}

/// Whether the arguments only ask for help or the version.
pub(crate) fn is_help(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

/// Says what is wrong with the arguments.
pub(crate) fn refused(error: &clap::Error) -> Failure {
    let context = |kind: ContextKind| error.get(kind).map(shown);
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            text!("Pilihan `{argument}` tidak dikenal.", "The option `{argument}` is not known.")
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            text!("Perintah `{command}` tidak dikenal.", "The command `{command}` is not known.")
        }
        ErrorKind::MissingSubcommand => text!("Perintahnya belum disebut.", "No command is given."),
        ErrorKind::MissingRequiredArgument => {
            text!("Yang berikut belum disebut: {argument}.", "These are not given: {argument}.")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            text!("Nilai untuk `{argument}` belum disebut.", "`{argument}` is given no value.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text!(
                "`{value}` tidak dapat dipakai untuk `{argument}`.",
                "`{value}` cannot be used for `{argument}`."
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            if other == argument {
                text!("`{argument}` disebut dua kali.", "`{argument}` is given twice.")
            } else {
                text!(
                    "`{argument}` tidak dapat dipakai bersama `{other}`.",
                    "`{argument}` cannot be used together with `{other}`."
                )
            }
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues | ErrorKind::TooManyValues => text!(
            "`{argument}` memerlukan jumlah nilai yang lain.",
            "`{argument}` needs another number of values."
        ),
        ErrorKind::InvalidUtf8 => {
            text!("Salah satu argumen bukan UTF-8.", "One of the arguments is no UTF-8.")
        }
        _ => text!("Argumennya tidak dapat dibaca.", "The arguments cannot be read."),
    };
    bad_option(message, help(error))
}

fn help(error: &clap::Error) -> Text {
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = suggested.into_iter().find_map(|kind| error.get(kind)).map(shown) {
        return text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?");
    }
    let values = error.get(ContextKind::ValidValue).map(shown).filter(|values| !values.is_empty());
    if let Some(values) = values {
        return text!("Pilih salah satu: {values}.", "Choose one of: {values}.");
    }
    text!("Jalankan dengan --help untuk semua pilihannya.", "Run with --help for all options.")
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join(", "),
        ContextValue::StyledStr(words) => words.to_string(),
        ContextValue::StyledStrs(words) => {
            words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
