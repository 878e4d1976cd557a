//! Cells: unary tests of inputs, and results.

use std::sync::Arc;

use super::head::reversed;
use crate::pack::csv::{Cell, CellNumber, number, report_bad_number};
use crate::pack::decl::{BoundDecl, CellDecl, CompareDecl, ResultDecl, TestDecl};
use crate::pack::report::Report;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Date, Text};

/// Reads a cell of an input; one that cannot be read is reported and tests nothing.
pub(super) fn test(report: &mut Report<'_>, cell: &Cell, decimal_comma: bool) -> Spanned<CellDecl> {
    if cell.text == "-" {
        return Spanned::new(CellDecl::Any, cell.span);
    }
    if cell.is_empty() {
        refuse(
            report,
            cell.span,
            text!(
                "Sel ini kosong, jadi tidak jelas apa yang diuji.",
                "This cell is empty, so it is not clear what is tested."
            ),
            text!("Tulis `-` bila apa pun boleh.", "Write `-` where anything will do."),
        );
        return Spanned::new(CellDecl::Any, cell.span);
    }
    let reader = Reader { cell, decimal_comma };
    let tests: Vec<TestDecl> =
        cell.text.split('|').filter_map(|part| reader.one(report, part.trim())).collect();
    let read = if tests.is_empty() { CellDecl::Any } else { CellDecl::Tests(tests) };
    Spanned::new(read, cell.span)
}

/// Reads a cell of a result.
pub(super) fn result(report: &mut Report<'_>, cell: &Cell, decimal_comma: bool) -> Spanned<ResultDecl> {
    let read = match cell.text.as_str() {
        "-" => ResultDecl::NotApplicable,
        "?" => ResultDecl::NotRegulated,
        "ya" => ResultDecl::Bool(true),
        "tidak" => ResultDecl::Bool(false),
        "" => {
            refuse(
                report,
                cell.span,
                text!("Sel hasil ini kosong.", "This cell of a result is empty."),
                text!(
                    "Tulis hasilnya; `-` bila tidak berlaku, `?` bila peraturan tidak mengaturnya.",
                    "Write the result; `-` where it does not apply, `?` where the regulation is silent."
                ),
            );
            ResultDecl::NotRegulated
        }
        words => match number(words, decimal_comma) {
            CellNumber::Is { number, .. } => ResultDecl::Number(number),
            CellNumber::Bad(bad) => {
                report_bad_number(report, cell.span, bad, decimal_comma);
                ResultDecl::NotRegulated
            }
            CellNumber::Not => match words.parse::<Date>() {
                Ok(date) => ResultDecl::Date(date),
                Err(_) => {
                    if looks_like_a_date(words) {
                        bad_date(report, cell.span);
                    }
                    ResultDecl::Words(Arc::from(words))
                }
            },
        },
    };
    Spanned::new(read, cell.span)
}

struct Reader<'a> {
    cell: &'a Cell,
    decimal_comma: bool,
}

impl Reader<'_> {
    fn one(&self, report: &mut Report<'_>, part: &str) -> Option<TestDecl> {
        let compare = [
            ("<=", CompareDecl::LessOrEqual),
            (">=", CompareDecl::GreaterOrEqual),
            ("<", CompareDecl::Less),
            (">", CompareDecl::Greater),
        ];
        for (sign, compare) in compare {
            if let Some(rest) = part.strip_prefix(sign) {
                let bound = self.bound(report, rest.trim())?;
                return Some(TestDecl::Compare(compare, bound));
            }
        }
        if part.starts_with(['[', '(']) {
            return self.range(report, part);
        }
        if part.contains("..") {
            refuse(
                report,
                self.cell.place_of(part),
                text!(
                    "Rentang ini tidak mengatakan apakah ujung-ujungnya termasuk.",
                    "This range does not say whether its ends are included."
                ),
                text!(
                    "Tulis `[81..91]`; kurung bulat, seperti `[81..91)`, untuk ujung yang tidak termasuk.",
                    "Write `[81..91]`; a round bracket, as in `[81..91)`, for an end that is not included."
                ),
            );
            return None;
        }
        self.bound(report, part).map(TestDecl::Equal)
    }

    fn range(&self, report: &mut Report<'_>, part: &str) -> Option<TestDecl> {
        let inner = part.strip_prefix(['[', '(']).and_then(|rest| rest.strip_suffix([']', ')']));
        let Some((lo, hi)) = inner.and_then(|inner| inner.split_once("..")) else {
            refuse(
                report,
                self.cell.place_of(part),
                text!(
                    "Rentang ini tidak lengkap: kurung, ujung bawah, `..`, ujung atas, kurung.",
                    "This range is not complete: bracket, lower end, `..`, upper end, bracket."
                ),
                text!("Tulis seperti `[81..91)`.", "Write it like `[81..91)`."),
            );
            return None;
        };
        let (lo, hi) = (self.bound(report, lo.trim())?, self.bound(report, hi.trim())?);
        let backwards = match (&lo, &hi) {
            (BoundDecl::Number(a), BoundDecl::Number(b)) => a > b,
            (BoundDecl::Date(a), BoundDecl::Date(b)) => a > b,
            _ => false,
        };
        if backwards {
            reversed(report, self.cell.place_of(part));
        }
        Some(TestDecl::Range { lo, lo_included: part.starts_with('['), hi, hi_included: part.ends_with(']') })
    }

    fn bound(&self, report: &mut Report<'_>, part: &str) -> Option<BoundDecl> {
        let span = self.cell.place_of(part);
        match number(part, self.decimal_comma) {
            CellNumber::Is { number, .. } => return Some(BoundDecl::Number(number)),
            CellNumber::Bad(bad) => {
                report_bad_number(report, span, bad, self.decimal_comma);
                return None;
            }
            CellNumber::Not => {}
        }
        if let Ok(date) = part.parse::<Date>() {
            return Some(BoundDecl::Date(date));
        }
        match part {
            "ya" => return Some(BoundDecl::Bool(true)),
            "tidak" => return Some(BoundDecl::Bool(false)),
            _ => {}
        }
        if looks_like_a_date(part) {
            bad_date(report, span);
            return None;
        }
        if let Some((message, help)) = misread(part) {
            refuse(report, if span.start == span.end { self.cell.span } else { span }, message, help);
            return None;
        }
        Some(BoundDecl::Word(Arc::from(part)))
    }
}

// What other notations use, and what a cell has instead.
fn misread(part: &str) -> Option<(Text, Text)> {
    let first = part.chars().next();
    Some(match first {
        None => (
            text!("Di sini kurang sebuah nilai.", "A value is missing here."),
            text!(
                "Tulis nilainya, misalnya `>= 91`, `baik|kurang` atau `[81..91)`.",
                "Write the value, such as `>= 91`, `baik|kurang` or `[81..91)`."
            ),
        ),
        Some('≥' | '≤' | '≠') => (
            text!("Tanda ini tidak dikenal dalam sel.", "This sign is not known in cells."),
            text!("Tulis `>=` atau `<=` dengan dua karakter.", "Write `>=` or `<=` with two characters."),
        ),
        Some('=' | '!' | '<' | '>') => (
            text!("Perbandingan ini tidak dikenal dalam sel.", "This comparison is not known in cells."),
            text!(
                "Sama dengan ditulis nilainya saja; selain itu `<`, `<=`, `>`, `>=`.",
                "For equality write the value alone; else `<`, `<=`, `>`, `>=`."
            ),
        ),
        Some('[' | '(') => (
            text!("Kurung hanya untuk rentang.", "Brackets are for ranges only."),
            text!("Tulis seperti `[81..91)`.", "Write it like `[81..91)`."),
        ),
        _ if part == "-" || part == "?" => (
            text!(
                "`-` dan `?` tidak dapat digabung dengan yang lain, dan `?` hanya untuk hasil.",
                "`-` and `?` cannot be joined with others, and `?` is for results only."
            ),
            text!("Tulis `-` sendirian bila apa pun boleh.", "Write `-` alone where anything will do."),
        ),
        _ => return None,
    })
}

fn looks_like_a_date(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(4, ['-', '/']).collect();
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits) && parts.iter().any(|part| part.len() == 4)
}

fn bad_date(report: &mut Report<'_>, span: Span) {
    report.error(
        "T0016",
        span,
        text!("Ini bukan tanggal yang ada.", "This is not a date that exists."),
        text!("Tulis tanggal seperti 2025-05-20.", "Write a date such as 2025-05-20."),
    );
}

fn refuse(report: &mut Report<'_>, span: Span, message: Text, help: Text) {
    report.error("T0046", span, message, help);
}
