//! Text to tree, with recovery: what cannot be read is reported, the rest is kept.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Error};
use ::toml_parser::Source;
use ::toml_parser::lexer::TokenKind;

use super::node::{Key, Node, Table, TableStyle, Value};
use crate::diagnostic::Diagnostic;
use crate::pack::report::Report;
use crate::source::Span;
use crate::text;
use crate::value::{Date, Number, Text};

/// The most points in one key. Values nest as deep as their keys have points, and are dropped by recursion.
const MAX_KEY_DEPTH: usize = 8;

/// The deepest nesting of lists and tables; no file of a pack needs half of it.
const MAX_DEPTH: usize = 12;

/// Reads a document; an empty one where its nesting is beyond reason.
pub(in crate::pack) fn parse(report: &mut Report<'_>) -> Table {
    let text = report.text();
    let mut root = Table { entries: Vec::new(), style: TableStyle::Whole };
    if let Some((start, end)) = deep_key(text) {
        let span = report.span(start, end);
        report.push(too_deep(span));
        return root;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        report_syntax(report, error);
    }
    root.entries = entries(report, document.get_ref(), 0);
    root
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        "T0004",
        span,
        text!(
            "Nilai ini bersarang terlalu dalam; tidak ada bagian pack yang membutuhkannya.",
            "This value is nested too deeply; no part of a pack needs that."
        ),
    )
    .with_help(text!(
        "Pecah menjadi kunci atau parameter yang lebih datar.",
        "Split it into flatter keys or parameters."
    ))
}

// The bytes of a key with too many points, read with the parser's own lexer so that strings and
// comments count as they do there.
fn deep_key(text: &str) -> Option<(usize, usize)> {
    let (mut dots, mut start) = (0usize, None);
    for token in Source::new(text).lex() {
        let span = token.span();
        match token.kind() {
            TokenKind::Dot => {
                dots = dots.saturating_add(1);
                if dots > MAX_KEY_DEPTH {
                    return Some((start.unwrap_or(span.start()), span.end()));
                }
            }
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString | TokenKind::Whitespace => {
                start = start.or(Some(span.start()));
            }
            _ => (dots, start) = (0, None),
        }
    }
    None
}

fn entries(report: &mut Report<'_>, table: &DeTable<'_>, depth: usize) -> Vec<(Key, Node)> {
    let mut ordered: Vec<_> = table.iter().collect();
    ordered.sort_by_key(|(key, _)| key.span().start);
    let mut out = Vec::with_capacity(ordered.len());
    for (key, value) in ordered {
        let at = key.span();
        let key = Key { name: key.get_ref().to_string(), span: report.span(at.start, at.end) };
        let value = node(report, value, depth.saturating_add(1));
        out.push((key, value));
    }
    out
}

fn node(report: &mut Report<'_>, value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
    let at = value.span();
    let span = report.span(at.start, at.end);
    let read = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(b) => Value::Bool(*b),
        DeValue::Integer(integer) => integer_value(report, span, integer.as_str(), integer.radix()),
        DeValue::Float(float) => float_value(report, span, float.as_str()),
        DeValue::Datetime(datetime) => {
            let day = datetime.date.map(|date| (date.year, date.month, date.day));
            date_value(report, span, day, datetime.time.is_some() || datetime.offset.is_some())
        }
        DeValue::Array(_) | DeValue::Table(_) if depth > MAX_DEPTH => {
            report.push(too_deep(span));
            Value::Broken
        }
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| node(report, item, depth.saturating_add(1))).collect())
        }
        DeValue::Table(table) => {
            // A table of its own is written `{ … }` or `[…]`; one that a longer key implies has the key's place.
            let opening = report.text().as_bytes().get(at.start).copied();
            let style =
                if matches!(opening, Some(b'{' | b'[')) { TableStyle::Whole } else { TableStyle::Implied };
            Value::Table(Table { entries: entries(report, table, depth), style })
        }
    };
    // What the parser puts where a value is missing has no place.
    let read = if at.is_empty() { Value::Broken } else { read };
    Node { value: read, span }
}

fn integer_value(report: &mut Report<'_>, span: Span, digits: &str, radix: u32) -> Value {
    let clean: String = digits.chars().filter(|c| *c != '_').collect();
    if radix == 10 {
        return decimal(report, span, &clean);
    }
    match i128::from_str_radix(&clean, radix).ok().and_then(|n| Number::from_fraction(n, 1)) {
        Some(number) => Value::Number { number, digits: number.to_string() },
        None => too_long(report, span),
    }
}

fn float_value(report: &mut Report<'_>, span: Span, digits: &str) -> Value {
    let clean: String = digits.chars().filter(|c| *c != '_').collect();
    if clean.ends_with("inf") || clean.ends_with("nan") {
        report.error(
            "T0014",
            span,
            text!(
                "`inf` dan `nan` bukan angka: dengan keduanya tidak ada yang dapat dihitung.",
                "`inf` and `nan` are no numbers: nothing can be calculated with them."
            ),
            text!(
                "Tulis angkanya; tanpa batas berarti kuncinya tidak ditulis.",
                "Write the number; where there is no bound leave the key out."
            ),
        );
        return Value::Broken;
    }
    decimal(report, span, &clean)
}

fn decimal(report: &mut Report<'_>, span: Span, clean: &str) -> Value {
    match clean.parse::<Number>() {
        Ok(number) => Value::Number { number, digits: clean.trim_start_matches('+').to_owned() },
        Err(_) => too_long(report, span),
    }
}

fn too_long(report: &mut Report<'_>, span: Span) -> Value {
    report.error(
        "T0014",
        span,
        text!(
            "Angka ini terlalu panjang untuk disimpan dengan tepat; batasnya 38 digit.",
            "This number is too long to be kept exactly; the limit is 38 digits."
        ),
        text!("Periksa angkanya.", "Check the number."),
    );
    Value::Broken
}

fn date_value(report: &mut Report<'_>, span: Span, day: Option<(u16, u8, u8)>, has_time: bool) -> Value {
    if has_time {
        report.error(
            "T0016",
            span,
            text!(
                "Di sini ada jam; aturan hanya mengenal tanggal.",
                "There is a time of day here; rules know dates only."
            ),
            text!("Tulis tanggalnya saja, seperti 2025-05-20.", "Write the date alone, such as 2025-05-20."),
        );
        return Value::Broken;
    }
    let found = day.and_then(|(year, month, day)| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::from_parts(i16::try_from(year).ok()?, month, day)
    });
    // Without a date the parser has reported the text.
    found.map_or(Value::Broken, Value::Date)
}

fn report_syntax(report: &mut Report<'_>, error: &Error) {
    let at = error.span().unwrap_or_default();
    if report.is_broken_at(at.start) {
        return;
    }
    let span = report.span(at.start, at.end);
    let said = error.message();
    if said.starts_with("cannot recurse") {
        report.broken(too_deep(span));
        return;
    }
    let (message, help) = explain(said);
    let code = if said.starts_with("invalid date") || said.contains("date-time") { "T0016" } else { "T0003" };
    report.broken(Diagnostic::error(code, span, message).with_help(help));
}

// The parser's own words are English and speak of its grammar; an author needs what to do.
fn explain(said: &str) -> (Text, Text) {
    let has = |part: &str| said.contains(part);
    if has("duplicate key") {
        return (
            text!("Kunci ini sudah ditulis di tempat lain.", "This key has been written elsewhere already."),
            text!("Hapus salah satunya, atau beri nama lain.", "Remove one of them, or rename it."),
        );
    }
    if has("cannot extend value") {
        return (
            text!(
                "Kunci ini sudah berisi nilai biasa, jadi tidak dapat diisi kunci lain di dalamnya.",
                "This key already holds a plain value, so no other key can be put inside it."
            ),
            text!("Beri nama lain untuk salah satunya.", "Rename one of the two."),
        );
    }
    if has("string values must be quoted") || has("missing opening quote") {
        return (
            text!(
                "Teks harus ditulis dalam tanda kutip, dan setiap kunci harus bernilai.",
                "A text must be written in quotes, and every key must have a value."
            ),
            text!(
                "Tulis seperti `\"baik\"`; persentase juga: `\"75%\"`. Angka desimal memakai titik.",
                "Write it like `\"baik\"`; a percentage too: `\"75%\"`. Decimals have a point."
            ),
        );
    }
    if has("invalid date") || has("date-time") || has("invalid time") {
        return (
            text!("Ini bukan tanggal yang ada.", "This is not a date that exists."),
            text!("Tulis tanggal seperti 2025-05-20.", "Write a date such as 2025-05-20."),
        );
    }
    if has("float") || has("integer") || has("leading zero") || has("sign") || has("`_`") || has("radix") {
        return (
            text!("Angka ini tidak ditulis dengan benar.", "This number is not written properly."),
            text!(
                "Tulis angka seperti 12.5 atau 1800000: titik untuk desimal, tanpa pemisah ribuan.",
                "Write a number such as 12.5 or 1800000: a point for decimals, no separators of thousands."
            ),
        );
    }
    if has("unclosed") || has("invalid basic string") || has("invalid literal string") || has("multi-line") {
        return (
            text!(
                "Yang dibuka di sini tidak ditutup: tanda kutip atau kurung.",
                "What is opened here is not closed: a quote or a bracket."
            ),
            text!("Tutup dengan pasangannya.", "Close it with its counterpart."),
        );
    }
    if has("key with no value") || has("missing value") || has("missing assignment") || has("missing key") {
        return (
            text!("Kunci ini tidak mempunyai `=` dan nilai.", "This key has no `=` and value."),
            text!("Tulis `kunci = nilai`, satu pada tiap baris.", "Write `key = value`, one on each line."),
        );
    }
    if has("comma") {
        return (
            text!("Koma di sini kurang atau berlebih.", "A comma is missing or extra here."),
            text!("Pisahkan isi daftar dengan satu koma.", "Separate the items of a list with one comma."),
        );
    }
    if has("unquoted key") || has("keys cannot") {
        return (
            text!(
                "Kunci ini memuat karakter yang hanya boleh ada dalam tanda kutip.",
                "This key has characters that are only allowed in quotes."
            ),
            text!("Tulis kuncinya dalam tanda kutip.", "Write the key in quotes."),
        );
    }
    (
        text!("Bagian ini bukan TOML yang sah.", "This part is not proper TOML."),
        text!(
            "Tulis `kunci = nilai` atau `[bagian]`, satu pada tiap baris.",
            "Write `key = value` or `[section]`, one on each line."
        ),
    )
}
