//! A comparison as text for a terminal.

use super::{Bin, Compared, OutputMoves, Side, Spread};
use crate::compare::cell::OutputKind;
use crate::compare::exact::{DECIMALS, count, fixed, percent, signed};
use crate::compare::table::Table;
use crate::outcome::words;
use crate::text;
use crate::value::{Lang, Number, Text};

/// How many reasons of an output are told.
const REASONS: usize = 12;

impl Side {
    /// A plan in a few words: `nasional 0.1.0, 31 Desember 2025`.
    pub(in crate::compare) fn words(&self, lang: Lang) -> String {
        format!("{} {}, {}", self.pack, self.version, words::date(self.as_of, lang))
    }
}

/// What up and down are called.
pub(super) fn ways(kind: OutputKind) -> (Text, Text) {
    match kind {
        OutputKind::Promotion | OutputKind::Truth => {
            (text!("memperoleh", "gain"), text!("kehilangan", "lose"))
        }
        _ => (text!("naik", "up"), text!("turun", "down")),
    }
}

/// The span of a bin in words.
pub(super) fn span(bin: Bin, lang: Lang) -> String {
    let ends = match bin.ends() {
        _ if bin.is_none() => return text!("tetap", "unchanged").get(lang).to_owned(),
        (Some(a), Some(b)) if bin.is_decline() => (a, Some(b)),
        (Some(a), b) => (a, b),
        (None, Some(b)) => {
            let b = signed(b, lang);
            return text!("sampai {b}", "up to {b}").get(lang).to_owned();
        }
        (None, None) => return String::new(),
    };
    match ends {
        (a, Some(b)) => format!("{} … {}", plain(a, lang), plain(b, lang)),
        (a, None) => {
            let a = signed(a, lang);
            text!("{a} ke atas", "{a} or more").get(lang).to_owned()
        }
    }
}

fn plain(number: Number, lang: Lang) -> String {
    if number.is_zero() { "0".to_owned() } else { signed(number, lang) }
}

impl Compared {
    /// The comparison as text.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let (before, after) = (self.before.words(lang), self.after.words(lang));
        let mut out = text!("Sebelum: {before}\nSesudah: {after}\n", "Before: {before}\nAfter:  {after}\n")
            .get(lang)
            .to_owned();
        for change in &self.changed {
            let (path, told) = (&change.path, change.told.get(lang));
            out.push_str(
                text!("Parameter diubah: {path}, {told}\n", "Parameter changed: {path}, {told}\n").get(lang),
            );
        }
        let (all, moved) = (count(self.subjects, lang), count(self.moved, lang));
        let share = percent(self.moved, self.subjects, lang);
        out.push_str(
            text!(
                "{all} orang, {moved} berpindah ({share})\n",
                "subjects: {all}, moved: {moved} ({share})\n"
            )
            .get(lang),
        );
        if !self.left_out.is_empty() {
            let names = self.left_out.join(", ");
            out.push_str(
                text!(
                    "Tidak dibandingkan, karena hanya ada di satu rencana atau berupa pemicu: {names}\n",
                    "Not compared, as only one plan gives it or it is triggers: {names}\n"
                )
                .get(lang),
            );
        }
        for own in self.outputs.iter().filter(|own| own.moved > 0) {
            out.push('\n');
            self.output(own, lang, &mut out);
        }
        let still: Vec<&str> =
            self.outputs.iter().filter(|own| own.moved == 0).map(|own| &*own.name).collect();
        if !still.is_empty() {
            let names = still.join(", ");
            out.push_str(
                text!("\nTidak berubah bagi siapa pun: {names}\n", "\nThe same for everybody: {names}\n")
                    .get(lang),
            );
        }
        out
    }

    fn output(&self, own: &OutputMoves, lang: Lang, out: &mut String) {
        let title = format!("{} ({})", own.label.get(lang), own.name);
        out.push_str(&format!("{title}\n{}\n", "─".repeat(title.chars().count())));
        out.push_str(&format!("{}\n", summary(own, lang)));
        if own.kind != OutputKind::Other {
            let (from, to) = (text!("dari", "from"), text!("ke", "to"));
            let (people, share) = (text!("orang", "subjects"), text!("bagian", "share"));
            let mut table = Table::new(2, [from.get(lang), to.get(lang), people.get(lang), share.get(lang)]);
            for t in own.transitions.iter().filter(|t| t.from != t.to) {
                let (from, to) = (t.from_text.get(lang), t.to_text.get(lang));
                table.add([
                    from.to_owned(),
                    to.to_owned(),
                    count(t.count, lang),
                    percent(t.count, self.subjects, lang),
                ]);
            }
            if own.transitions.iter().any(|t| t.from != t.to) {
                out.push_str(&table.shown());
            }
        }
        if let Some(spread) = &own.numbers {
            numbers(spread, own.unit.as_deref(), lang, out);
        }
        reasons(own, lang, out);
        for (by, rows) in &own.groups {
            let (up, down) = ways(own.kind);
            let (people, moved, share) =
                (text!("orang", "subjects"), text!("berpindah", "moved"), text!("bagian", "share"));
            let mut table = Table::new(
                1,
                [
                    by.column(),
                    people.get(lang),
                    moved.get(lang),
                    share.get(lang),
                    up.get(lang),
                    down.get(lang),
                ],
            );
            for row in rows {
                table.add([
                    row.label.get(lang).to_owned(),
                    count(row.subjects, lang),
                    count(row.moved, lang),
                    percent(row.moved, row.subjects, lang),
                    count(row.up, lang),
                    count(row.down, lang),
                ]);
            }
            out.push_str(&table.shown());
        }
    }
}

/// How many moved, and which way.
pub(super) fn summary(own: &OutputMoves, lang: Lang) -> String {
    let (up_words, down_words) = ways(own.kind);
    let (moved, up, down) = (count(own.moved, lang), count(own.up, lang), count(own.down, lang));
    let other = count(own.other(), lang);
    let (gain_id, lose_id) = (&up_words.id, &down_words.id);
    let (gain_en, lose_en) = (&up_words.en, &down_words.en);
    text!(
        "{moved} berpindah: {up} {gain_id}, {down} {lose_id}, {other} lainnya.",
        "moved: {moved} ({gain_en} {up}, {lose_en} {down}, other {other})"
    )
    .get(lang)
    .to_owned()
}

fn numbers(spread: &Spread, unit: Option<&str>, lang: Lang, out: &mut String) {
    for line in sums(spread, unit, lang) {
        out.push_str(&format!("{line}\n"));
    }
    let most = spread.bins.values().max().copied().unwrap_or(0);
    if spread.bins.keys().all(|bin| bin.is_none()) {
        return;
    }
    let (change, people) = (text!("selisih", "difference"), text!("orang", "subjects"));
    let mut table = Table::new(1, [change.get(lang), people.get(lang), ""]);
    for (bin, number) in &spread.bins {
        let width = u128::from(*number).saturating_mul(30).checked_div(u128::from(most)).unwrap_or(0);
        let stripes = "█".repeat(usize::try_from(width).unwrap_or(0));
        table.add([span(*bin, lang), count(*number, lang), format!("{stripes:<30}")]);
    }
    out.push_str(&table.shown());
}

/// Sums and means in words.
pub(super) fn sums(spread: &Spread, unit: Option<&str>, lang: Lang) -> Vec<String> {
    let unit = unit.filter(|unit| *unit != "%").map(|unit| format!(" {}", words::unit(unit, false, lang)));
    let unit = unit.unwrap_or_default();
    let shown = |number: Option<Number>| {
        number.map_or_else(|| "–".to_owned(), |number| words::number(number, Some(""), lang))
    };
    let mean = |number: Option<Number>| fixed(number, DECIMALS, lang).unwrap_or_else(|| "–".to_owned());
    let (before, after) = (shown(spread.before.sum), shown(spread.after.sum));
    let (mean_before, mean_after) = (mean(spread.before.mean()), mean(spread.after.mean()));
    let (had, have) = (count(spread.before.count, lang), count(spread.after.count, lang));
    let both = count(spread.difference.count, lang);
    let change = spread.difference.sum.map_or_else(|| "–".to_owned(), |sum| signed(sum, lang));
    let exact = spread.difference.mean().map_or_else(|| "–".to_owned(), |mean| mean.to_string());
    let rounded = spread.difference.mean().map_or_else(|| "–".to_owned(), |mean| signed(mean, lang));
    let exact =
        if exact.contains('/') { format!(" = {}", exact.replace('-', "\u{2212}")) } else { String::new() };
    [
        text!(
            "Jumlah {before} menjadi {after}{unit}; rata-rata {mean_before} ({had} orang) menjadi {mean_after} ({have} orang).",
            "Sum {before} becomes {after}{unit}; mean {mean_before} (of {had}) becomes {mean_after} (of {have})."
        ),
        text!(
            "Pada {both} orang yang punya nilai di keduanya: jumlah {change}, rata-rata {rounded}{exact} (dibulatkan ke 4 desimal, setengah ke atas).",
            "Of the {both} with a value in both: sum {change}, mean {rounded}{exact} (rounded half up to 4 decimals)."
        ),
    ]
    .iter()
    .map(|line| line.get(lang).to_owned())
    .collect()
}

/// How the reasons were found, in words.
pub(super) fn looked_at(own: &OutputMoves, lang: Lang) -> String {
    let (looked, moved) = (count(own.explained, lang), count(own.moved, lang));
    if own.explained == own.moved {
        text!("sebab, dari semua {moved} yang berpindah", "reasons, of all {moved} who moved")
            .get(lang)
            .to_owned()
    } else {
        text!(
            "sebab, dari {looked} pertama di antara {moved} yang berpindah",
            "reasons, of the first {looked} among the {moved} who moved"
        )
        .get(lang)
        .to_owned()
    }
}

fn reasons(own: &OutputMoves, lang: Lang, out: &mut String) {
    if own.causes.is_empty() {
        return;
    }
    let head = looked_at(own, lang);
    let people = text!("orang", "subjects");
    let mut table = Table::new(1, [&head, people.get(lang)]);
    for cause in own.causes.iter().take(REASONS) {
        table.add([cause.text.get(lang).to_owned(), count(cause.count, lang)]);
    }
    out.push_str(&table.shown());
    let more = own.causes.len().saturating_sub(REASONS);
    if more > 0 {
        out.push_str(
            text!(
                "  ... dan {more} sebab lagi; --format json menyebut semuanya\n",
                "  ... and {more} more reasons; --format json tells them all\n"
            )
            .get(lang),
        );
    }
}
