//! Numbers that are written in a way the language does not have: `1e3`, `1.000.000`, `75%`, `2025-05-20`.

use super::super::scan::{Scanner, is_word};
use super::super::token::{Flaw, Kind, NumberFlaw};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// The most digits that rhai's own numbers keep; a longer one would be rounded silently there.
const MAX_DIGITS: usize = 28;

/// A number as it was read.
pub(crate) struct Read {
    /// The number, or what stands in its place.
    pub(crate) kind: Kind,
    /// Where it ends.
    pub(crate) end: usize,
    /// What is wrong with it.
    pub(crate) flaw: Option<Flaw>,
}

/// Reads the number that begins here.
pub(crate) fn read(text: &str, start: usize) -> Read {
    if let Some(end) = date_end(text, start) {
        return Read { kind: Kind::Broken, end, flaw: Some(Flaw::Date) };
    }
    let mut scanner = Scanner::new(text, start);
    scanner.eat_number();
    let written = text.get(start..scanner.at()).unwrap_or("");
    let radix = written.trim_start_matches('-').contains(|c: char| c.is_ascii_alphabetic());
    if radix {
        return flawed(scanner.at(), NumberFlaw::Radix);
    }
    if scanner.peek().is_some_and(is_word) {
        let tail = scanner.rest();
        scanner.eat_word();
        let exponent = tail.starts_with(['e', 'E'])
            && tail
                .get(1..)
                .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-')));
        return flawed(scanner.at(), if exponent { NumberFlaw::Exponent } else { NumberFlaw::Letters });
    }
    if written.contains('.')
        && scanner.peek() == Some('.')
        && scanner.peek_second().is_some_and(|c| c.is_ascii_digit())
    {
        scanner.eat_while(|c| c.is_ascii_digit() || c == '.' || c == '_');
        return Read { kind: Kind::Broken, end: scanner.at(), flaw: Some(Flaw::Thousands) };
    }
    if written.ends_with('.') {
        return flawed(scanner.at(), NumberFlaw::LonePoint);
    }
    let digits: String = written.chars().filter(|c| *c != '_').collect();
    let kept = digits.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
    let Ok(number) = digits.parse::<Number>() else { return flawed(scanner.at(), NumberFlaw::TooLong) };
    if kept > MAX_DIGITS {
        return flawed(scanner.at(), NumberFlaw::TooLong);
    }
    let end = scanner.at();
    // `7 % 2` is a remainder; a sign that clings to the number and to nothing else is a percentage.
    if scanner.eat("%")
        && scanner.peek().is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ';' | ',' | '}' | ']' | '*'))
    {
        let hundredth = number.checked_div(Number::from(100u32)).unwrap_or(Number::ZERO);
        return Read { kind: Kind::Number(hundredth), end: scanner.at(), flaw: Some(Flaw::Percent) };
    }
    Read { kind: Kind::Number(number), end, flaw: None }
}

fn flawed(end: usize, flaw: NumberFlaw) -> Read {
    Read { kind: Kind::Broken, end, flaw: Some(Flaw::Number(flaw)) }
}

/// Where a date ends that begins here, as `2025-05-20` or `20-05-2025`.
fn date_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let end = start.checked_add(10)?;
    let written = rest.get(..10)?;
    let of_form = |widths: [usize; 3]| {
        let mut parts = written.split('-');
        let fits = widths
            .iter()
            .all(|w| parts.next().is_some_and(|p| p.len() == *w && p.bytes().all(|b| b.is_ascii_digit())));
        fits && parts.next().is_none()
    };
    let alone = !text.get(end..)?.starts_with(|c: char| is_word(c) || c == '-' || c == '.');
    (alone && (of_form([4, 2, 2]) || of_form([2, 2, 4]))).then_some(end)
}

/// What to say of a number that could not be read.
pub(crate) fn number(span: Span, flaw: NumberFlaw, written: &str) -> Diagnostic {
    let (message, help) = match flaw {
        NumberFlaw::Exponent => (
            text!(
                "Bilangan `{written}` memakai pangkat sepuluh, yang tidak ada dalam bahasa aturan.",
                "The number `{written}` has an exponent, which the rule language does not have."
            ),
            plain_digits(written),
        ),
        NumberFlaw::Radix => (
            text!(
                "Bilangan `{written}` tidak ditulis dalam bilangan desimal.",
                "The number `{written}` is not written in decimal digits."
            ),
            text!("Tulis nilainya dengan angka 0 sampai 9.", "Write its value with the digits 0 to 9."),
        ),
        NumberFlaw::LonePoint => (
            text!(
                "Bilangan `{written}` berakhir dengan titik tanpa angka di belakangnya.",
                "The number `{written}` ends in a point with no digit after it."
            ),
            text!(
                "Hapus titiknya, atau tulis angka desimalnya, misalnya `{written}5`.",
                "Remove the point, or write its decimals, such as `{written}5`."
            ),
        ),
        NumberFlaw::TooLong => (
            text!(
                "Bilangan ini memiliki lebih dari {MAX_DIGITS} angka, sehingga tidak dapat disimpan dengan tepat.",
                "This number has more than {MAX_DIGITS} digits, so it cannot be kept exactly."
            ),
            text!(
                "Pakai satuan yang lebih besar, atau kurangi angka desimalnya.",
                "Use a larger unit, or fewer decimals."
            ),
        ),
        NumberFlaw::Letters => (
            text!(
                "`{written}` bukan bilangan dan bukan nama: nama dimulai dengan huruf.",
                "`{written}` is neither a number nor a name: a name begins with a letter."
            ),
            text!(
                "Pisahkan bilangan dari kata sesudahnya, atau mulai nama itu dengan huruf.",
                "Part the number from the word after it, or begin the name with a letter."
            ),
        ),
    };
    Diagnostic::error("T1008", span, message).with_help(help)
}

fn plain_digits(written: &str) -> crate::Text {
    match written.parse::<Number>() {
        Ok(number) => text!("Tulis semua angkanya: `{number}`.", "Write all its digits: `{number}`."),
        Err(_) => text!("Tulis semua angkanya.", "Write all its digits."),
    }
}

/// What to say of `1.000.000`.
pub(crate) fn thousands(span: Span, written: &str) -> Diagnostic {
    let joined: String = written.chars().filter(|c| *c != '.').collect();
    Diagnostic::error(
        "T1010",
        span,
        text!(
            "Titik dalam `{written}` dibaca sebagai tanda desimal, sehingga tidak boleh memisahkan ribuan.",
            "A point in `{written}` is read as the decimal point, so it cannot part thousands."
        ),
    )
    .with_help(text!("Tulis `{joined}` tanpa titik.", "Write `{joined}` without points."))
}

/// What to say of `75%`.
pub(crate) fn percent(span: Span, written: &str) -> Diagnostic {
    let digits: String = written.chars().filter(|c| !matches!(c, '%' | '_')).collect();
    let value = digits.parse::<Number>().ok().and_then(|n| n.checked_div(Number::from(100u32)));
    let value = value.map_or_else(String::new, |n| n.to_string());
    Diagnostic::error(
        "T1011",
        span,
        text!(
            "Tanda `%` dalam aturan berarti sisa bagi, bukan persen.",
            "The sign `%` in a rule means remainder, not percent."
        ),
    )
    .with_help(text!(
        "Tulis `{value}`. Persentase yang berasal dari peraturan ditulis sebagai parameter: \"{written}\".",
        "Write `{value}`. A percentage that comes from a regulation is written as a parameter: \"{written}\"."
    ))
}

/// What to say of `2025-05-20`.
pub(crate) fn date(span: Span, written: &str) -> Diagnostic {
    let parts: Vec<&str> = written.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [y, m, d] if y.len() == 4 => (*y, *m, *d),
        [d, m, y] => (*y, *m, *d),
        _ => ("", "", ""),
    };
    let short = |part: &str| part.trim_start_matches('0').to_owned();
    let (month, day) = (short(month), short(day));
    Diagnostic::error(
        "T1012",
        span,
        text!(
            "`{written}` dibaca sebagai pengurangan, bukan tanggal.",
            "`{written}` is read as a subtraction, not as a date."
        ),
    )
    .with_help(text!(
        "Tulis `date({year}, {month}, {day})`. Tanggal yang berasal dari peraturan ditulis sebagai parameter.",
        "Write `date({year}, {month}, {day})`. A date that comes from a regulation is written as a parameter."
    ))
}
