//! The sentences that the text and the page share: comparisons, shortfalls, periods, judgements, states.

use crate::eval::Judgement;
use crate::outcome::words;
use crate::outcome::{Comparison, Decision, Side, State, Unverified};
use crate::value::{Date, Lang, Number, Period, Status, Value, words_in};

/// A state as it is shown: never by colour alone, but by a symbol and a word too.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// `met`, `unmet`, `unknown`, `none` or `error`.
    pub(super) class: &'static str,
    pub(super) symbol: &'static str,
    pub(super) words: String,
}

fn mark(class: &'static str, words: String) -> Mark {
    let symbol = match class {
        "met" => "✓",
        "unmet" => "✗",
        "unknown" => "?",
        "error" => "!",
        _ => "–",
    };
    Mark { class, symbol, words }
}

/// The mark of a requirement.
pub(super) fn state(state: State, lang: Lang) -> Mark {
    let class = match state {
        State::Met => "met",
        State::NotMet => "unmet",
        State::Undetermined => "unknown",
        State::NotApplicable => "none",
    };
    mark(class, state.text().get(lang).to_owned())
}

/// The mark of a decision on a promotion.
pub(super) fn decision(decision: Decision, lang: Lang) -> Mark {
    let class = match decision {
        Decision::Qualifies => "met",
        Decision::DoesNotQualify => "unmet",
        Decision::Incomplete => "unknown",
        Decision::NotApplicable => "none",
    };
    mark(class, decision.text().get(lang).to_owned())
}

/// The mark of a result without value.
pub(super) fn status(status: Status, lang: Lang) -> Option<Mark> {
    Some(match status {
        Status::Value => return None,
        Status::Undetermined => {
            mark("unknown", words_in!(lang, "belum dapat dipastikan", "cannot be determined yet"))
        }
        Status::NotApplicable => mark("none", words_in!(lang, "tidak berlaku", "not applicable")),
        Status::Error => mark("error", words_in!(lang, "tidak dapat dihitung", "could not be worked out")),
    })
}

/// The mark of a fact that was not given.
pub(super) fn not_given(lang: Lang) -> Mark {
    mark("unknown", words_in!(lang, "belum diketahui", "not known"))
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
        Err(_) => words_in!(lang, "belum diketahui", "not known"),
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
        ("!=", _) => words_in!(lang, "selain", "anything but"),
        (">=", Some(Value::Date(_))) => words_in!(lang, "paling awal", "no earlier than"),
        (">", Some(Value::Date(_))) => words_in!(lang, "sesudah", "after"),
        ("<=", Some(Value::Date(_))) => words_in!(lang, "paling lambat", "no later than"),
        ("<", Some(Value::Date(_))) => words_in!(lang, "sebelum", "before"),
        (">=", Some(Value::Enum(_))) => words_in!(lang, "paling rendah", "at least"),
        (">", Some(Value::Enum(_))) => words_in!(lang, "di atas", "above"),
        ("<=", Some(Value::Enum(_))) => words_in!(lang, "paling tinggi", "at most"),
        ("<", Some(Value::Enum(_))) => words_in!(lang, "di bawah", "below"),
        (">=", _) => words_in!(lang, "paling sedikit", "at least"),
        (">", _) => words_in!(lang, "lebih dari", "more than"),
        ("<=", _) => words_in!(lang, "paling banyak", "at most"),
        _ => words_in!(lang, "kurang dari", "less than"),
    };
    format!("{words} {limit}")
}

/// What the left side is called.
pub(super) fn left_label(c: &Comparison, lang: Lang) -> String {
    let label = c.left.label.get(lang);
    if is_code(label) || label.is_empty() {
        return words_in!(lang, "Yang dihitung", "What is worked out");
    }
    label.to_owned()
}

/// What the limit is called, where that says more than the limit itself.
fn right_label(c: &Comparison, lang: Lang) -> Option<String> {
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
        amount = format!("{amount} {}", unit.get(lang));
    }
    let upper = matches!(c.op, "<" | "<=");
    let said = match (shortfall.amount.is_zero(), upper) {
        (true, _) => {
            words_in!(lang, "tepat pada batas, harus melewatinya", "exactly at the limit, must be past it")
        }
        (false, true) => words_in!(lang, "melampaui batas {amount}", "{amount} over the limit"),
        (false, false) => words_in!(lang, "kurang {amount}", "{amount} short"),
    };
    // At an upper limit that is not included, being on it is being too far already.
    let said = if upper && shortfall.amount.is_zero() {
        words_in!(lang, "sudah mencapai batas", "the limit is reached")
    } else {
        said
    };
    Some(said)
}

/// A comparison that a requirement or a condition makes, as a sentence without its shortfall.
pub(super) fn required(c: &Comparison, lang: Lang) -> String {
    let (label, had, asked) = (left_label(c, lang), had(c, lang), asked(c, lang));
    let of = right_label(c, lang).map(|label| format!(" ({label})")).unwrap_or_default();
    words_in!(lang, "{label}: {had}; syaratnya {asked}{of}", "{label}: {had}; required: {asked}{of}")
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
    words_in!(lang, "{label} {had}", "{label} is {had}")
}

/// A condition that does not hold, within a sentence, with what is there instead.
pub(super) fn failing(c: &Comparison, lang: Lang) -> String {
    let (label, had, asked) = (within(&left_label(c, lang)), had(c, lang), asked(c, lang));
    words_in!(lang, "{label} {asked}, sedangkan di sini {had}", "{label} is {asked}, while here it is {had}")
}

/// A comparison that a calculation makes, as a question and its answer.
pub(super) fn tested(c: &Comparison, lang: Lang) -> String {
    let (label, had, asked) = (left_label(c, lang), had(c, lang), asked(c, lang));
    let of = right_label(c, lang).map(|label| format!(" ({label})")).unwrap_or_default();
    let answer = match c.holds {
        Some(true) => words_in!(lang, "ya", "yes"),
        Some(false) => words_in!(lang, "tidak", "no"),
        None => words_in!(lang, "belum diketahui", "not known"),
    };
    words_in!(
        lang,
        "{label}: {had}; apakah {asked}{of}? {answer}",
        "{label}: {had}; is it {asked}{of}? {answer}"
    )
}

/// A period in words; nothing for all time.
pub(super) fn period(period: &Period, lang: Lang) -> Option<String> {
    let day = |date: Date| words::date(date, lang);
    let said = match (period.from.map(day), period.until.map(day)) {
        (None, None) => return None,
        (Some(from), None) => words_in!(lang, "sejak {from}", "since {from}"),
        (None, Some(until)) => words_in!(lang, "sampai {until}", "until {until}"),
        (Some(from), Some(until)) => words_in!(lang, "{from} sampai {until}", "{from} to {until}"),
    };
    Some(said)
}

/// Who assessed a fact, when, and on what evidence.
pub(super) fn judgement(judgement: Option<&Judgement>, lang: Lang) -> String {
    let Some(judgement) = judgement else {
        return words_in!(
            lang,
            "Ini penilaian seseorang; penilainya tidak disebutkan.",
            "This is a person's assessment; who made it is not told."
        );
    };
    let by = judgement.by.as_deref();
    let mut said = match by {
        Some(by) => words_in!(lang, "Dinilai oleh {by}", "Assessed by {by}"),
        None => {
            words_in!(lang, "Dinilai seseorang yang tidak disebutkan", "Assessed by someone who is not named")
        }
    };
    if let Some(on) = &judgement.on {
        let on = on.parse::<Date>().map_or_else(|_| on.clone(), |day| words::date(day, lang));
        said.push_str(&words_in!(lang, " pada {on}", " on {on}"));
    }
    if let Some(evidence) = judgement.evidence.as_deref().map(|e| e.trim_end_matches('.')) {
        said.push_str(&words_in!(lang, ", berdasarkan {evidence}", ", on the evidence of {evidence}"));
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
    words_in!(lang, "{amount} JP", "{amount} lesson hours")
}

/// A text that ends in a full stop, a question mark or an exclamation mark.
pub(super) fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}
