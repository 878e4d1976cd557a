//! `sources/*.toml`: how the records of another system become facts.

use super::Ident;
use crate::source::{FileId, Span, Spanned};
use crate::value::{Date, DateOrder, Number, Raw};

/// `sources/*.toml`.
#[derive(Clone, Debug)]
pub struct SourceDecl {
    /// The id of the source.
    pub id: Ident,
    /// How it writes what it holds.
    pub ways: SourceWays,
    /// Where each fact stands in the foreign record.
    pub facts: Vec<SourceFieldDecl>,
    /// The lists that it fills.
    pub lists: Vec<SourceListDecl>,
    /// The file.
    pub file: FileId,
}

/// How a source writes dates, numbers, truth values and what is not known.
#[derive(Clone, Debug, Default)]
pub struct SourceWays {
    /// The form of its dates.
    pub dates: DateForm,
    /// Whether decimals follow a comma.
    pub decimal_comma: bool,
    /// Contents that mean that nothing is known.
    pub unknown: Vec<Spanned<Content>>,
    /// Contents that mean true, beside `ya` and `true`.
    pub yes: Vec<Spanned<Content>>,
    /// Contents that mean false, beside `tidak` and `false`.
    pub no: Vec<Spanned<Content>>,
}

/// `[list.NAME]` of a source.
#[derive(Clone, Debug)]
pub struct SourceListDecl {
    /// The list fact.
    pub name: Ident,
    /// The path of the rows, or several of which a record has one.
    pub from: Vec<ForeignPath>,
    /// Where each field stands in one row.
    pub fields: Vec<SourceFieldDecl>,
}

/// Where a fact or field stands in a foreign record, and how it is written there.
#[derive(Clone, Debug)]
pub struct SourceFieldDecl {
    /// The fact or field.
    pub name: Ident,
    /// Its path, or several of which a record has one.
    pub from: Vec<ForeignPath>,
    /// A form of its own.
    pub form: Option<Spanned<ForeignForm>>,
    /// The form of its dates, where it is not that of the source.
    pub dates: Option<Spanned<DateForm>>,
    /// Whether its decimals follow a comma, where it is not as in the rest of the source.
    pub decimal_comma: Option<Spanned<bool>>,
    /// More contents that mean that nothing is known.
    pub unknown: Vec<Spanned<Content>>,
    /// What stands for a content; any other is read as it is.
    pub values: Vec<(Spanned<Content>, Spanned<Raw>)>,
}

/// Names of fields, from the record inwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignPath {
    /// The path as it was written.
    pub value: String,
    /// The names, without quotes.
    pub steps: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

impl ForeignPath {
    /// Reads a path: names joined by points; one that has points itself stands in double quotes. `None` where a name is
    /// empty or has blanks at its edge.
    #[must_use]
    pub fn steps_of(words: &str) -> Option<Vec<String>> {
        let (mut steps, mut step, mut quoted, mut closed) = (Vec::new(), String::new(), false, false);
        for c in words.chars() {
            match c {
                '"' if quoted => (quoted, closed) = (false, true),
                '"' if step.is_empty() && !closed => quoted = true,
                '.' if !quoted => {
                    steps.push(std::mem::take(&mut step));
                    closed = false;
                }
                _ if closed => return None,
                _ => step.push(c),
            }
        }
        steps.push(step);
        let sound = !quoted && steps.iter().all(|step| !step.is_empty() && step.trim() == step);
        sound.then_some(steps)
    }

    /// Writes names as a path.
    #[must_use]
    pub fn written<'s>(steps: impl IntoIterator<Item = &'s str>) -> String {
        let quoted = |step: &str| if step.contains('.') { format!("\"{step}\"") } else { step.to_owned() };
        steps.into_iter().map(quoted).collect::<Vec<_>>().join(".")
    }

    /// The path in the one way in which it is usually written: two spellings of one path are the same.
    #[must_use]
    pub fn plain(&self) -> String {
        ForeignPath::written(self.steps.iter().map(String::as_str))
    }

    /// The last name.
    #[must_use]
    pub fn last(&self) -> &str {
        self.steps.last().map_or("", String::as_str)
    }
}

/// What a foreign field may hold: a text without blanks around it, compared without regard to capitals, or a number. A
/// text of digits is a number too, so that the code `05` is met where a spreadsheet made 5 of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text.
    Text(String),
    /// A number, however many decimals are written.
    Number(Number),
}

impl Content {
    /// Whether a value as it arrived is this content; the digits of a number may arrive as a text.
    #[must_use]
    pub fn is(&self, raw: &Raw) -> bool {
        match (self, raw) {
            (Content::Text(own), Raw::Text(words) | Raw::Number(words)) => {
                let number = |words: &str| words.trim().parse::<Number>().ok();
                own.trim().eq_ignore_ascii_case(words.trim())
                    || number(own).is_some_and(|own| number(words) == Some(own))
            }
            (Content::Number(own), Raw::Text(words) | Raw::Number(words)) => {
                words.trim().parse::<Number>().is_ok_and(|number| number == *own)
            }
            _ => false,
        }
    }
}

/// How dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateForm {
    /// `2025-05-20`.
    #[default]
    YearFirst,
    /// `20-05-2025`.
    DayFirst,
    /// `2025/05/20`.
    YearFirstSlashes,
    /// `20/05/2025`.
    DayFirstSlashes,
}

impl DateForm {
    /// Every form.
    pub const ALL: [DateForm; 4] =
        [DateForm::YearFirst, DateForm::DayFirst, DateForm::YearFirstSlashes, DateForm::DayFirstSlashes];

    /// The form as it is written in a source.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DateForm::YearFirst => "YYYY-MM-DD",
            DateForm::DayFirst => "DD-MM-YYYY",
            DateForm::YearFirstSlashes => "YYYY/MM/DD",
            DateForm::DayFirstSlashes => "DD/MM/YYYY",
        }
    }

    /// The form with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<DateForm> {
        DateForm::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Reads a date in this form and no other. A time after it must be midnight, which is how databases write a day; of
    /// any other time nobody can tell whose midnight it counts from.
    #[must_use]
    pub fn read(self, words: &str) -> Option<Date> {
        let words = words.trim();
        let (day, time) = match words.split_once(['T', ' ']) {
            Some((day, time)) => (day, time),
            None => (words, "00:00"),
        };
        let (clock, parts) = (time.split_once('.').map_or(time, |(clock, _)| clock), time.split_once('.'));
        let midnight = matches!(clock, "00:00" | "00:00:00")
            && parts.is_none_or(|(_, rest)| !rest.is_empty() && rest.bytes().all(|b| b == b'0'));
        let (order, sign) = match self {
            DateForm::YearFirst => (DateOrder::YearFirst, '-'),
            DateForm::DayFirst => (DateOrder::DayFirst, '-'),
            DateForm::YearFirstSlashes => (DateOrder::YearFirst, '/'),
            DateForm::DayFirstSlashes => (DateOrder::DayFirst, '/'),
        };
        if !midnight || day.contains(if sign == '-' { '/' } else { '-' }) {
            return None;
        }
        Date::from_text(&day.replace('/', "-"), order).ok()
    }
}

/// A form of a field that a number is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignForm {
    /// `12 Tahun 3 Bulan`, in months.
    YearsMonths,
}

impl ForeignForm {
    /// Every form.
    pub const ALL: [ForeignForm; 1] = [ForeignForm::YearsMonths];

    /// The form as it is written in a source.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ForeignForm::YearsMonths => "years_months",
        }
    }

    /// The form with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<ForeignForm> {
        ForeignForm::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Reads the number that a text in this form stands for.
    #[must_use]
    pub fn read(self, words: &str) -> Option<u32> {
        match self {
            ForeignForm::YearsMonths => months(words),
        }
    }
}

/// `12 Tahun 3 Bulan`, `12 thn`, `3 bln` in months; each part at most once, years first.
fn months(words: &str) -> Option<u32> {
    let mut parts: Vec<String> = Vec::new();
    for c in words.to_lowercase().chars() {
        let is_digit = c.is_ascii_digit();
        let last = parts.last_mut();
        match last {
            Some(last) if last.starts_with(|f: char| f.is_ascii_digit()) == is_digit => last.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    let mut parts = parts.into_iter().map(|p| p.trim_matches([' ', ',', '.']).to_owned());
    let (mut total, mut last_factor) = (None::<u32>, u32::MAX);
    while let Some(digits) = parts.next() {
        if digits.is_empty() && total.is_none() {
            continue;
        }
        let factor = match parts.next()?.as_str() {
            "tahun" | "thn" | "th" => 12,
            "bulan" | "bln" | "bl" => 1,
            _ => return None,
        };
        if factor >= last_factor {
            return None;
        }
        last_factor = factor;
        let own = digits.parse::<u32>().ok()?.checked_mul(factor)?;
        total = Some(total.unwrap_or(0).checked_add(own)?);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_points_between_names_and_quotes_around_points() {
        let steps = |words: &str| ForeignPath::steps_of(words).map(|s| s.join("|"));
        assert_eq!(steps("data_utama.golRuangAkhirId").as_deref(), Some("data_utama|golRuangAkhirId"));
        assert_eq!(steps("Gol ruang").as_deref(), Some("Gol ruang"));
        assert_eq!(steps("\"Gol. Ruang\".isi").as_deref(), Some("Gol. Ruang|isi"));
        for bad in ["", ".", "a.", "a..b", "a. b", "\"a", "\"a\"b", "\"\""] {
            assert_eq!(steps(bad), None, "{bad}");
        }
        assert_eq!(ForeignPath::written(["Gol. Ruang", "isi"]), "\"Gol. Ruang\".isi");
    }

    #[test]
    fn dates_are_read_in_one_form_only() {
        let read = |form: DateForm, words: &str| form.read(words).map(|d| d.to_string());
        assert_eq!(read(DateForm::DayFirst, " 20-05-2025 ").as_deref(), Some("2025-05-20"));
        assert_eq!(read(DateForm::DayFirstSlashes, "20/05/2025").as_deref(), Some("2025-05-20"));
        assert_eq!(read(DateForm::YearFirst, "2025-05-20T00:00:00.000").as_deref(), Some("2025-05-20"));
        assert_eq!(read(DateForm::YearFirst, "2025-05-20 00:00:00").as_deref(), Some("2025-05-20"));
        for (form, words) in [
            (DateForm::DayFirst, "2025-05-20"),
            (DateForm::DayFirst, "20/05/2025"),
            (DateForm::DayFirstSlashes, "20-05/2025"),
            (DateForm::DayFirst, "31-02-2025"),
            (DateForm::YearFirst, "2025-05-19T17:00:00"),
            (DateForm::YearFirst, "2025-05-20T00:00:00Z"),
            (DateForm::YearFirst, ""),
        ] {
            assert_eq!(read(form, words), None, "{words}");
        }
    }

    #[test]
    fn a_span_of_years_and_months_is_months() {
        for (words, wanted) in [
            ("12 Tahun 3 Bulan", Some(147)),
            ("12 tahun, 3 bulan", Some(147)),
            ("8Thn", Some(96)),
            ("11 bln", Some(11)),
            ("0 Tahun 0 Bulan", Some(0)),
            ("12", None),
            ("12 3 Bulan", None),
            ("3 Bulan 12 Tahun", None),
            ("dua tahun", None),
            ("-1 Tahun", None),
            ("99999999999 Tahun", None),
            ("", None),
        ] {
            assert_eq!(ForeignForm::YearsMonths.read(words), wanted, "{words}");
        }
    }

    #[test]
    fn a_content_is_met_as_text_or_number() {
        let zero = Content::Number(Number::ZERO);
        assert!(zero.is(&Raw::Text("0.00".into())) && zero.is(&Raw::Number("0".into())));
        assert!(!zero.is(&Raw::Text(String::new())) && !zero.is(&Raw::Bool(false)));
        let null = Content::Text("NULL".into());
        assert!(null.is(&Raw::Text(" null ".into())) && !null.is(&Raw::Null));
        let code = Content::Text("05".into());
        assert!(code.is(&Raw::Number("5".into())) && !code.is(&Raw::Text("50".into())));
    }
}
