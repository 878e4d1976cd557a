//! Names, and the texts that may be an enum value.

use std::sync::Arc;

use super::decl::Ident;
use super::report::Report;
use crate::diagnostic::nearest;
use crate::source::Span;
use crate::text;
use crate::value::Text;

/// Names with a meaning of their own.
const TAKEN: &[&str] = &["as_of", "catalogue", "comparison", "defaults", "triggers"];

/// The types that need no declaration.
const BUILT_IN_TYPES: &[&str] = &["boolean", "date", "list", "number", "text"];

/// Words that the language of rules keeps for itself, so that no rule could name them as an input.
const WORDS_OF_RULES: &[&str] = &[
    "as",
    "async",
    "await",
    "break",
    "call",
    "case",
    "catch",
    "const",
    "continue",
    "curry",
    "debug",
    "default",
    "do",
    "else",
    "eval",
    "exit",
    "export",
    "false",
    "fn",
    "for",
    "global",
    "go",
    "goto",
    "if",
    "import",
    "in",
    "is",
    "let",
    "loop",
    "match",
    "module",
    "new",
    "nil",
    "null",
    "package",
    "print",
    "private",
    "protected",
    "public",
    "return",
    "shared",
    "spawn",
    "static",
    "super",
    "switch",
    "sync",
    "this",
    "thread",
    "throw",
    "true",
    "try",
    "type_of",
    "until",
    "use",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// What a name names, which decides what it may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameOf {
    /// A fact, a field, a parameter or a table's result: rules may have it as an input.
    Input,
    /// An enum.
    Enum,
    /// Anything else: an id, a record, or a name that is declared elsewhere.
    Other,
    /// An output: a name that is declared elsewhere, or `list.rule`.
    Output,
}

/// Whether the text is spelt as a name: `[a-z][a-z0-9_]*`.
pub(crate) fn is_name(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Why a fact, parameter or rule may not have this name; `None` where it may.
pub(crate) fn input_refusal(text: &str) -> Option<Text> {
    refusal(text, NameOf::Input)
}

/// Whether the text is a name, or names joined by points such as `indikator.capaian`.
pub(super) fn is_path(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// Reads a name and reports one that is misspelt or taken; it is returned all the same.
pub(super) fn name(report: &mut Report<'_>, text: &str, span: Span, of: NameOf) -> Ident {
    let of_list = text.split_once('.').filter(|_| matches!(of, NameOf::Output));
    let spelt = of_list.map_or_else(|| is_name(text), |(list, rule)| is_name(list) && is_name(rule));
    if !spelt {
        bad_name(report, text, span);
    } else if let Some(why) = refusal(text, of) {
        report.error(
            "T0013",
            span,
            why,
            text!(
                "Pilih nama lain, misalnya `{text}_pegawai`.",
                "Choose another name, such as `{text}_pegawai`."
            ),
        );
    }
    Ident::new(Arc::from(text), span)
}

/// Reports a name that is misspelt.
pub(super) fn bad_name(report: &mut Report<'_>, text: &str, span: Span) {
    let message = text!(
        "Ini bukan nama: nama terdiri atas huruf kecil a-z, angka dan garis bawah, diawali huruf.",
        "This is not a name: a name has small letters a-z, digits and underscores, and begins with a letter."
    );
    let better = proper(text);
    let help = if better.is_empty() {
        text!("Tulis nama seperti `masa_kerja`.", "Write a name such as `masa_kerja`.")
    } else {
        text!("Tulis `{better}`.", "Write `{better}`.")
    };
    report.error("T0012", span, message, help);
}

fn refusal(text: &str, of: NameOf) -> Option<Text> {
    let taken = match of {
        NameOf::Input => TAKEN.contains(&text),
        NameOf::Enum => text == "comparison",
        NameOf::Other | NameOf::Output => false,
    };
    if taken {
        return Some(text!(
            "Nama `{text}` sudah dipakai oleh Timbang sendiri.",
            "The name `{text}` is taken by Timbang itself."
        ));
    }
    if of == NameOf::Enum && BUILT_IN_TYPES.contains(&text) {
        return Some(text!(
            "Nama `{text}` sudah menjadi nama tipe bawaan.",
            "The name `{text}` is already that of a built-in type."
        ));
    }
    (of == NameOf::Input && WORDS_OF_RULES.contains(&text)).then(|| {
        text!(
            "Nama `{text}` adalah kata milik bahasa aturan, sehingga tidak ada aturan yang dapat memakainya.",
            "The name `{text}` is a word of the language of rules, so no rule could use it."
        )
    })
}

// The nearest spelling that is a name; empty where nothing of it can stay.
fn proper(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars().take(60).flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || (c.is_ascii_digit() && !out.is_empty()) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// Why a text may be no enum value, or `None` where it may.
pub(crate) fn value_refusal(text: &str) -> Option<Text> {
    if text.trim().is_empty() {
        return Some(text!("Nilai ini kosong.", "This value is empty."));
    }
    if text.trim() != text || text.chars().any(char::is_control) {
        return Some(text!(
            "Nilai ini berisi spasi di tepi atau karakter kendali, yang tidak terlihat oleh pembaca.",
            "This value has spaces at its edge or control characters, which no reader sees."
        ));
    }
    if let Some(c) = text.chars().find(|c| matches!(c, '|' | ',' | ';' | '"')) {
        return Some(text!(
            "Nilai ini berisi `{c}`, yang punya arti sendiri dalam sel tabel.",
            "This value contains `{c}`, which has a meaning of its own in the cells of a table."
        ));
    }
    if text.contains("..") {
        return Some(text!(
            "Nilai ini berisi `..`, yang dalam sel tabel berarti rentang.",
            "This value contains `..`, which means a range in the cells of a table."
        ));
    }
    if ["-", "?", "ya", "tidak"].contains(&text) || text.starts_with(['<', '>', '=', '[', '(']) {
        return Some(text!(
            "Nilai ini punya arti lain dalam sel tabel.",
            "This value means something else in the cells of a table."
        ));
    }
    None
}

/// The hint for a word that is none of the known ones.
pub(super) fn did_you_mean(meant: &str, known: &[&str]) -> Text {
    if let Some(near) = nearest(meant, known.iter().copied()) {
        return text!("Maksud Anda `{near}`?", "Did you mean `{near}`?");
    }
    let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
    text!("Yang dikenal di sini: {list}.", "Known here: {list}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_small_letters_digits_and_underscores() {
        assert!(is_name("masa_kerja_2"));
        for bad in ["", "2a", "Masa", "masa-kerja", "masa kerja", "_a", "é"] {
            assert!(!is_name(bad), "{bad}");
        }
        assert!(is_path("iki.triwulan.capaian"));
        assert!(!is_path("iki..capaian"));
    }

    #[test]
    fn the_nearest_spelling_is_offered() {
        assert_eq!(proper("Masa-Kerja (th)"), "masa_kerja_th");
        assert_eq!(proper("2024"), "");
        assert_eq!(did_you_mean("labl", &["label", "unit"]).en, "Did you mean `label`?");
        assert_eq!(did_you_mean("xyzzy", &["label", "unit"]).en, "Known here: `label`, `unit`.");
    }

    #[test]
    fn values_that_cells_would_misread_are_refused() {
        for bad in
            ["", " a", "a|b", "a,b", "a;b", "a\"b", "a..b", "-", "?", "ya", "tidak", "<5", "[a", "(a", "=a"]
        {
            assert!(value_refusal(bad).is_some(), "{bad}");
        }
        for good in ["III/c", "sangat baik", "2", "a-b", "S-1/D-IV"] {
            assert!(value_refusal(good).is_none(), "{good}");
        }
    }
}
