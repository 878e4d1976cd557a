//! The sentences that the text and the page share: comparisons, shortfalls, periods, judgements, states.

use serde::Serialize;

use crate::eval::Judgement;
use crate::outcome::words;
use crate::outcome::{Comparison, Decision, Side, State, Unverified};
use crate::text;
use crate::value::{Date, Lang, Number, Period, Status, Text, Value};

/// A state as it is shown: never by colour alone, but by a symbol and a word too.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Mark {
    /// `met`, `unmet`, `unknown`, `none` or `error`.
    pub(super) class: &'static str,
    pub(super) symbol: &'static str,
    pub(super) words: String,
}

fn mark(class: &'static str, words: Text, lang: Lang) -> Mark {
    let symbol = match class {
        "met" => "✓",
        "unmet" => "✗",
        "unknown" => "?",
        "error" => "!",
        _ => "–",
    };
    Mark { class, symbol, words: words.get(lang).to_owned() }
}

/// The mark of a requirement.
pub(super) fn state(state: State, lang: Lang) -> Mark {
    let class = match state {
        State::Met => "met",
        State::NotMet => "unmet",
        State::Undetermined => "unknown",
        State::NotApplicable => "none",
    };
    mark(class, state.text(), lang)
}

/// The mark of a decision on a promotion.
pub(super) fn decision(decision: Decision, lang: Lang) -> Mark {
    let class = match decision {
        Decision::Qualifies => "met",
        Decision::DoesNotQualify => "unmet",
        Decision::Incomplete => "unknown",
        Decision::NotApplicable => "none",
    };
    mark(class, decision.text(), lang)
}

/// The mark of a result without value.
pub(super) fn status(status: Status, lang: Lang) -> Option<Mark> {
    Some(match status {
        Status::Value => return None,
        Status::Undetermined => {
            mark("unknown", text!("belum dapat dipastikan", "cannot be determined yet"), lang)
        }
        Status::NotApplicable => mark("none", text!("tidak berlaku", "not applicable"), lang),
        Status::Error => mark("error", text!("tidak dapat dihitung", "could not be worked out"), lang),
    })
}

/// The mark of a fact that was not given.
pub(super) fn not_given(lang: Lang) -> Mark {
    mark("unknown", text!("belum diketahui", "not known"), lang)
}

/// The mark of a comparison.
pub(super) fn holds(holds: Option<bool>, lang: Lang) -> Mark {
    state(
        match holds {
            Some(true) => State::Met,
            Some(false) => State::NotMet,
            None => State::Undetermined,
        },
        lang,
    )
}

/// The value of a side with its unit, or that it is not known.
fn side(side: &Side, other: &Side, lang: Lang) -> String {
    // A bare figure beside one with a unit is of that unit.
    let unit = side.unit.as_deref().or(other.unit.as_deref());
    match &side.value {
        Ok(value) => words::with_unit(value, unit, lang),
        Err(_) => text!("belum diketahui", "not known").get(lang).to_owned(),
    }
}

/// What the left side has.
pub(super) fn had(c: &Comparison, lang: Lang) -> String {
    side(&c.left, &c.right, lang)
}

/// What is asked of the left side: `paling sedikit 4 tahun`.
pub(super) fn asked(c: &Comparison, lang: Lang) -> String {
    let limit = side(&c.right, &c.left, lang);
    let sample = c.left.value.as_ref().ok().or(c.right.value.as_ref().ok());
    let words = match (c.op, sample) {
        ("==", _) => return limit,
        ("!=", _) => text!("selain", "anything but"),
        (">=", Some(Value::Date(_))) => text!("paling awal", "no earlier than"),
        (">", Some(Value::Date(_))) => text!("sesudah", "after"),
        ("<=", Some(Value::Date(_))) => text!("paling lambat", "no later than"),
        ("<", Some(Value::Date(_))) => text!("sebelum", "before"),
        (">=", Some(Value::Enum(_))) => text!("paling rendah", "at least"),
        (">", Some(Value::Enum(_))) => text!("di atas", "above"),
        ("<=", Some(Value::Enum(_))) => text!("paling tinggi", "at most"),
        ("<", Some(Value::Enum(_))) => text!("di bawah", "below"),
        (">=", _) => text!("paling sedikit", "at least"),
        (">", _) => text!("lebih dari", "more than"),
        ("<=", _) => text!("paling banyak", "at most"),
        _ => text!("kurang dari", "less than"),
    };
    format!("{} {limit}", words.get(lang))
}

/// What the left side is called.
pub(super) fn left_label(c: &Comparison, lang: Lang) -> String {
    let label = c.left.label.get(lang);
    if is_code(label) || label.is_empty() {
        return text!("Yang dihitung", "What is worked out").get(lang).to_owned();
    }
    label.to_owned()
}

/// What the limit is called, where that says more than the limit itself.
pub(super) fn right_label(c: &Comparison, lang: Lang) -> Option<String> {
    let label = c.right.label.get(lang);
    let bare = c.right.value.as_ref().ok().map(|value| words::value(value, c.right.unit.as_deref(), lang));
    let says_more = !label.is_empty() && !is_code(label) && bare.as_deref() != Some(label);
    says_more.then(|| label.to_owned())
}

/// Whether a label is the text of a rule and no words for people.
fn is_code(label: &str) -> bool {
    let mut before = ' ';
    for c in label.chars() {
        if matches!(c, '_' | '"' | '`' | '{' | '[') || (c == '(' && before.is_ascii_alphanumeric()) {
            return true;
        }
        before = c;
    }
    false
}

/// How much is missing: `kurang 1 tahun`; beyond an upper limit, how much is too much.
pub(super) fn gap(c: &Comparison, lang: Lang) -> Option<String> {
    let shortfall = c.shortfall.as_ref()?;
    let unit = shortfall.unit.as_ref();
    let percent = unit.is_some_and(|unit| unit.id == "%");
    let mut amount = words::number(shortfall.amount, percent.then_some("%"), lang);
    if let Some(unit) = unit.filter(|_| !percent) {
        let one = shortfall.amount == Number::ONE;
        amount = match lang {
            Lang::Id => format!("{amount} {}", unit.id),
            // Of a unit that has no English word both are the same.
            Lang::En if one => format!("{amount} {}", words::unit(&unit.id, true, lang)),
            Lang::En => format!("{amount} {}", unit.en),
        };
    }
    let upper = matches!(c.op, "<" | "<=");
    let said = match (shortfall.amount.is_zero(), upper) {
        (true, _) => text!("tepat pada batas, harus melewatinya", "exactly at the limit, must be past it"),
        (false, true) => text!("melampaui batas {amount}", "{amount} over the limit"),
        (false, false) => text!("kurang {amount}", "{amount} short"),
    };
    // At an upper limit that is not included, being on it is being too far already.
    let said = if upper && shortfall.amount.is_zero() {
        text!("sudah mencapai batas", "the limit is reached")
    } else {
        said
    };
    Some(said.get(lang).to_owned())
}

/// A comparison that a requirement or a condition makes, as a sentence without its shortfall.
pub(super) fn required(c: &Comparison, lang: Lang) -> String {
    let (label, had, asked) = (left_label(c, lang), had(c, lang), asked(c, lang));
    let of = right_label(c, lang).map(|label| format!(" ({label})")).unwrap_or_default();
    text!("{label}: {had}; syaratnya {asked}{of}", "{label}: {had}; required: {asked}{of}")
        .get(lang)
        .to_owned()
}

/// A label within a sentence: `Masa kerja` becomes `masa kerja`, and `TMT` stays.
fn within(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            let rest = label.get(first.len_utf8()..).unwrap_or("");
            format!("{}{rest}", first.to_lowercase())
        }
        _ => label.to_owned(),
    }
}

/// A condition that holds, within a sentence: `jenis jabatan Jabatan fungsional`.
pub(super) fn holding(c: &Comparison, lang: Lang) -> String {
    let (label, had) = (within(&left_label(c, lang)), had(c, lang));
    text!("{label} {had}", "{label} is {had}").get(lang).to_owned()
}

/// A condition that does not hold, within a sentence, with what is there instead.
pub(super) fn failing(c: &Comparison, lang: Lang) -> String {
    let (label, had, asked) = (within(&left_label(c, lang)), had(c, lang), asked(c, lang));
    text!("{label} {asked}, sedangkan di sini {had}", "{label} is {asked}, while here it is {had}")
        .get(lang)
        .to_owned()
}

/// A comparison that a calculation makes, as a question and its answer.
pub(super) fn tested(c: &Comparison, lang: Lang) -> String {
    let (label, had, asked) = (left_label(c, lang), had(c, lang), asked(c, lang));
    let of = right_label(c, lang).map(|label| format!(" ({label})")).unwrap_or_default();
    let answer = match c.holds {
        Some(true) => text!("ya", "yes"),
        Some(false) => text!("tidak", "no"),
        None => text!("belum diketahui", "not known"),
    };
    let answer = answer.get(lang);
    text!("{label}: {had}; apakah {asked}{of}? {answer}", "{label}: {had}; is it {asked}{of}? {answer}")
        .get(lang)
        .to_owned()
}

/// A period in words; nothing for all time.
pub(super) fn period(period: &Period, lang: Lang) -> Option<String> {
    let day = |date: Date| words::date(date, lang);
    let said = match (period.from.map(day), period.until.map(day)) {
        (None, None) => return None,
        (Some(from), None) => text!("sejak {from}", "since {from}"),
        (None, Some(until)) => text!("sampai {until}", "until {until}"),
        (Some(from), Some(until)) => text!("{from} sampai {until}", "{from} to {until}"),
    };
    Some(said.get(lang).to_owned())
}

/// Who assessed a fact, when, and on what evidence.
pub(super) fn judgement(judgement: Option<&Judgement>, lang: Lang) -> String {
    let Some(judgement) = judgement else {
        return text!(
            "Ini penilaian seseorang; penilainya tidak disebutkan.",
            "This is a person's assessment; who made it is not told."
        )
        .get(lang)
        .to_owned();
    };
    let by = judgement.by.as_deref();
    let mut said = match by {
        Some(by) => text!("Dinilai oleh {by}", "Assessed by {by}"),
        None => text!("Dinilai seseorang yang tidak disebutkan", "Assessed by someone who is not named"),
    }
    .get(lang)
    .to_owned();
    if let Some(on) = &judgement.on {
        let on = on.parse::<Date>().map_or_else(|_| on.clone(), |day| words::date(day, lang));
        said.push_str(text!(" pada {on}", " on {on}").get(lang));
    }
    if let Some(evidence) = judgement.evidence.as_deref().map(|e| e.trim_end_matches('.')) {
        said.push_str(text!(", berdasarkan {evidence}", ", on the evidence of {evidence}").get(lang));
    }
    said.push('.');
    said
}

/// A figure whose source nobody has seen, with its citation and what there is to say of it.
pub(super) fn unverified(figure: &Unverified, lang: Lang) -> String {
    let mut said = figure.label.get(lang).to_owned();
    if let Some(basis) = figure.basis.as_deref().filter(|basis| !basis.is_empty()) {
        said.push_str(&format!(" [{basis}]"));
    }
    if let Some(note) = figure.note.as_deref().filter(|note| !note.is_empty()) {
        said.push_str(&format!(": {note}"));
    }
    said
}

/// Rupiah as people write them: `Rp1.800.000`.
pub(super) fn rupiah(amount: Number, lang: Lang) -> String {
    format!("Rp{}", words::number(amount, Some("rupiah"), lang))
}

/// Lesson hours as people write them.
pub(super) fn hours(amount: Number, lang: Lang) -> String {
    let amount = words::number(amount, Some("JP"), lang);
    text!("{amount} JP", "{amount} lesson hours").get(lang).to_owned()
}

/// A text that ends in a full stop, a question mark or an exclamation mark.
pub(super) fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}
