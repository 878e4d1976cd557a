//! Rates by group as text for a terminal.

use super::{Fair, FairGroup, FairGrouping, Gap, Interval};
use crate::compare::exact::{count, fixed, percent, percent_of};
use crate::compare::table::Table;
use crate::text;
use crate::value::Lang;

/// What stands for a hidden count.
pub(super) const HIDDEN: &str = "×";

impl Fair {
    /// The rates as text.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = format!("{}\n{}\n", self.title(lang), self.plan.words(lang));
        out.push_str(&format!("{}\n", self.overall(lang)));
        for own in &self.groupings {
            out.push('\n');
            out.push_str(&own.table(lang));
        }
        for line in self.notes(lang) {
            out.push_str(&format!("\n{line}"));
        }
        out.push('\n');
        out
    }

    /// What the rate is of.
    pub(super) fn title(&self, lang: Lang) -> String {
        let (label, condition) = (self.label.get(lang), self.condition.get(lang));
        text!("Bagian \"{label}\": {condition}", "Rate of \"{label}\": {condition}").get(lang).to_owned()
    }

    /// The rate of all.
    pub(super) fn overall(&self, lang: Lang) -> String {
        let all = &self.all;
        let (people, undetermined) = (cell(all.subjects, lang), cell(all.undetermined, lang));
        let (rate, apart) = (rate(all, lang), cell(all.not_applicable, lang));
        text!(
            "{people} orang; {rate} dari yang dapat dipastikan; {undetermined} belum dapat dipastikan, {apart} tidak berlaku.",
            "subjects: {people}; {rate} of those determined; undetermined {undetermined}, not applicable {apart}."
        )
        .get(lang)
        .to_owned()
    }

    /// How the figures are to be read.
    pub(super) fn notes(&self, lang: Lang) -> Vec<String> {
        let least = self.min_cell;
        let mut notes = vec![
            text!(
                "Rasio ialah bagian dibagi bagian kelompok terbaik. Di bawah 0,80 (aturan empat perlima) perlu dilihat; jelas bila selang keyakinannya terpisah dari selang kelompok terbaik.",
                "The ratio is the rate divided by that of the best group. Below 0.80 (the four-fifths rule) it should be looked at; it is clear where the confidence intervals have nothing in common."
            ),
            text!(
                "Selang keyakinan 95% menurut Wilson. Bagian dibulatkan ke satu desimal, setengah ke atas.",
                "95% Wilson score intervals. Rates are rounded half up to one decimal."
            ),
        ];
        if self.groupings.iter().any(|own| own.hides) {
            notes.push(text!(
                "{HIDDEN}: disembunyikan, karena lebih kecil dari {least} atau karena darinya hitungan sekecil itu dapat dihitung.",
                "{HIDDEN}: hidden, as it is less than {least} or as a count as small could be worked out from it."
            ));
        }
        notes.iter().map(|note| note.get(lang).to_owned()).collect()
    }
}

impl FairGrouping {
    fn table(&self, lang: Lang) -> String {
        let heads = [
            text!("orang", "subjects"),
            text!("ya", "yes"),
            text!("tidak", "no"),
            text!("belum pasti", "undetermined"),
            text!("tidak berlaku", "not applicable"),
            text!("bagian", "rate"),
            text!("selang 95%", "95% interval"),
            text!("rasio", "ratio"),
        ];
        let [people, yes, no, undetermined, apart, share, interval, ratio] =
            heads.each_ref().map(|head| head.get(lang));
        let mut table = Table::new(
            1,
            [self.by.column(), people, yes, no, undetermined, apart, share, interval, ratio, ""],
        );
        for (place, group) in self.groups.iter().enumerate() {
            table.add([
                group.label.get(lang).to_owned(),
                cell(group.subjects, lang),
                cell(group.yes, lang),
                cell(group.no, lang),
                undetermined_cell(group, lang),
                cell(group.not_applicable, lang),
                rate(group, lang),
                interval_words(group, lang),
                ratio_words(group, lang),
                verdict(group, self.best == Some(place), lang),
            ]);
        }
        let mut out = table.shown();
        for group in &self.groups {
            if let Some(gap) = &group.gap {
                out.push_str(&format!("  {}: {}\n", group.label.get(lang), gap.words(lang)));
            }
        }
        out
    }
}

impl Gap {
    /// What makes most of the gap, in words.
    pub(super) fn words(&self, lang: Lang) -> String {
        let (label, value) = (self.label.get(lang), self.value.get(lang));
        let (own, best) = (percent(self.own.0, self.own.1, lang), percent(self.best.0, self.best.1, lang));
        text!(
            "paling berbeda pada \"{label}\": {value} {own}, di kelompok terbaik {best}",
            "differs most in \"{label}\": {value} {own}, in the best group {best}"
        )
        .get(lang)
        .to_owned()
    }
}

/// A count, or what stands for a hidden one.
pub(super) fn cell(number: Option<u64>, lang: Lang) -> String {
    number.map_or_else(|| HIDDEN.to_owned(), |number| count(number, lang))
}

fn undetermined_cell(group: &FairGroup, lang: Lang) -> String {
    match group.undetermined_rate {
        Some((part, of)) => format!("{} ({})", cell(group.undetermined, lang), percent(part, of, lang)),
        None => cell(group.undetermined, lang),
    }
}

/// The rate, or why there is none.
pub(super) fn rate(group: &FairGroup, lang: Lang) -> String {
    match group.rate {
        Some((yes, of)) => percent(yes, of, lang),
        None if group.yes.is_none() || group.no.is_none() => HIDDEN.to_owned(),
        None => "–".to_owned(),
    }
}

/// The interval of the rate.
pub(super) fn interval_words(group: &FairGroup, lang: Lang) -> String {
    group.interval.map_or_else(String::new, |interval| {
        let end = |end| percent_of(Interval::share(end), lang);
        format!("{}–{}", end(interval.lower), end(interval.upper))
    })
}

/// The ratio with two decimals; one that is below four fifths never shows as 0.80.
pub(super) fn ratio_words(group: &FairGroup, lang: Lang) -> String {
    let two = fixed(group.ratio, 2, lang).unwrap_or_default();
    let is_limit = matches!(two.as_str(), "0,80" | "0.80");
    if is_limit && group.below_four_fifths == Some(true) {
        fixed(group.ratio, 4, lang).unwrap_or(two)
    } else {
        two
    }
}

/// What is to be said of the ratio.
pub(super) fn verdict(group: &FairGroup, is_best: bool, lang: Lang) -> String {
    let words = match (group.below_four_fifths, group.is_clear) {
        _ if is_best => text!("terbaik", "best"),
        (Some(true), Some(true)) => text!("di bawah 4/5, jelas", "below 4/5, clear"),
        (Some(true), _) => text!("di bawah 4/5", "below 4/5"),
        _ => return String::new(),
    };
    words.get(lang).to_owned()
}
