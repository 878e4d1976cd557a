//! What the demonstration prints.

use std::io::{self, Write};

use timbang::outcome::{Decision, words};
use timbang::{Date, Lang, Number, Pack, Status, Text, text};

use super::numbers::{Distribution, bar};
use super::promotions::Blocked;
use super::tally::{OutputTally, Tally};
use super::triggers::times;
use crate::evaluate::Issues;

/// How many obstacles are shown.
const TOP: usize = 10;

/// Writes the whole report.
pub(super) fn write(
    tally: &Tally,
    issues: &Issues<'_>,
    pack: &Pack,
    day: Date,
    milliseconds: u128,
    lang: Lang,
    to: &mut dyn Write,
) -> io::Result<()> {
    let (id, version, date) = (pack.id(), pack.version(), words::date(day, lang));
    writeln!(to, "{}", pack.title())?;
    writeln!(
        to,
        "{}",
        text!("{id} {version}, menurut aturan pada {date}", "{id} {version}, by the rules of {date}")
            .get(lang)
    )?;
    let (subjects, seconds) = (number(tally.subjects, lang), seconds(milliseconds, lang));
    let line = text!(
        "{subjects} pegawai dinilai dalam {seconds} detik",
        "{subjects} subjects evaluated in {seconds} seconds"
    );
    writeln!(to, "{}", line.get(lang))?;
    heading(to, &text!("Hasil", "Results"), lang)?;
    for (name, output) in &tally.outputs {
        write_output(tally, name, output, lang, to)?;
    }
    write_promotions(tally, lang, to)?;
    write_triggers(tally, lang, to)?;
    write_example(tally, lang, to)?;
    heading(to, &text!("Masalah data", "Issues of the data"), lang)?;
    for (code, count) in &issues.counts {
        writeln!(to, "  {:>7}  {code}  {}", number(*count, lang), meaning(code).get(lang))?;
    }
    let total = number(issues.total(), lang);
    writeln!(to, "  {total:>7}  {}", text!("seluruhnya", "in all").get(lang))
}

fn heading(to: &mut dyn Write, words: &Text, lang: Lang) -> io::Result<()> {
    let words = words.get(lang);
    writeln!(to, "\n{words}\n{}", "─".repeat(words.chars().count()))
}

fn number(count: u64, lang: Lang) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    words::number(Number::from(count), None, lang)
}

fn seconds(milliseconds: u128, lang: Lang) -> String {
    let milliseconds = i128::try_from(milliseconds).unwrap_or(i128::MAX);
    Number::from_scaled(milliseconds, 3).map_or_else(String::new, |n| words::number(n, None, lang))
}

fn write_output(
    tally: &Tally,
    name: &str,
    output: &OutputTally,
    lang: Lang,
    to: &mut dyn Write,
) -> io::Result<()> {
    let found = tally.plan().program().find(name).map(|(_, node)| node);
    let label = found.map_or_else(|| name.to_owned(), |node| words::label(node, lang).to_owned());
    let unit = found.and_then(|node| node.unit.as_deref());
    let shown = |value: Number| words::number(value, unit, lang);
    match unit {
        Some(unit) if unit != "%" => writeln!(to, "\n{label} ({unit})")?,
        _ => writeln!(to, "\n{label}")?,
    }
    if let Some(found) = Distribution::of(&output.numbers) {
        let (count, min, median, max) =
            (number(found.count, lang), shown(found.min), shown(found.median), shown(found.max));
        let mean = found.mean.map_or_else(|| "-".to_owned(), shown);
        let line = text!(
            "  {count} nilai; terendah {min}, median {median}, rata-rata {mean}, tertinggi {max}",
            "  {count} values; least {min}, median {median}, mean {mean}, greatest {max}"
        );
        writeln!(to, "{}", line.get(lang))?;
        let most = found.bars.iter().map(|bar| bar.count).max().unwrap_or(0);
        let end = |value: Number| shown(value.round(2, timbang::Rounding::HalfUp).unwrap_or(value));
        for one in &found.bars {
            let (from, upto) = (end(one.from), end(one.to));
            let (count, bar) = (number(one.count, lang), bar(one.count, most));
            writeln!(to, "{}", format!("  {from:>9} .. {upto:>9}  {count:>7}  {bar}").trim_end())?;
        }
    }
    let most = output.words.values().map(|(_, count)| *count).max().unwrap_or(0);
    for (word, count) in output.words.values() {
        let word = word.get(lang);
        writeln!(to, "  {word:<22}  {:>7}  {}", number(*count, lang), bar(*count, most))?;
    }
    let none = [
        (Status::Undetermined, text!("belum dapat dipastikan", "undetermined")),
        (Status::NotApplicable, text!("tidak berlaku", "not applicable")),
        (Status::Error, text!("galat", "error")),
    ];
    for (status, word) in none {
        if let Some(count) = output.none.get(&status) {
            writeln!(to, "  {:<22}  {:>7}", word.get(lang), number(*count, lang))?;
        }
    }
    Ok(())
}

fn write_promotions(tally: &Tally, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    if tally.promotions.is_empty() {
        return Ok(());
    }
    heading(to, &text!("Kenaikan dan syaratnya", "Promotions and their requirements"), lang)?;
    let decisions =
        [Decision::Qualifies, Decision::Incomplete, Decision::DoesNotQualify, Decision::NotApplicable];
    let other = text!("tidak berlaku", "not applicable");
    writeln!(to, "  {:<44} {:>7} {:>7} {:>7} {:>14}", "", "MS", "BTL", "TMS", other.get(lang))?;
    for (name, promotion) in &tally.promotions {
        let label = promotion.label.as_ref().map_or(&**name, |label| label.get(lang));
        let count = |decision: &Decision| promotion.decisions.get(decision).copied().unwrap_or(0);
        let [ms, btl, tms, none] = decisions.each_ref().map(|decision| number(count(decision), lang));
        writeln!(to, "  {label:<44} {ms:>7} {btl:>7} {tms:>7} {none:>14}")?;
    }
    let told = text!(
        "  MS memenuhi syarat, BTL berkas tidak lengkap, TMS tidak memenuhi syarat",
        "  MS qualifies, BTL file incomplete, TMS does not qualify"
    );
    writeln!(to, "{}", told.get(lang))?;
    let title = text!("Yang paling sering menghalangi", "What stands in the way most often");
    writeln!(to, "\n{}", title.get(lang))?;
    let (not_met, unknown) = (text!("tak dipenuhi", "not met"), text!("belum pasti", "unknown"));
    writeln!(to, "  {:>12} {:>12}", not_met.get(lang), unknown.get(lang))?;
    let mut all: Vec<(&Text, &Blocked)> = Vec::new();
    for promotion in tally.promotions.values() {
        if let Some(label) = &promotion.label {
            all.extend(promotion.blocked.values().map(|blocked| (label, blocked)));
        }
    }
    all.sort_by_key(|(_, blocked)| std::cmp::Reverse(blocked.total()));
    for (promotion, blocked) in all.into_iter().take(TOP) {
        let (no, unknown) = (number(blocked.not_met, lang), number(blocked.undetermined, lang));
        let (label, of) = (blocked.label.get(lang).trim_end_matches('.'), promotion.get(lang));
        writeln!(to, "  {no:>12} {unknown:>12}  {label} ({})", of.trim_end_matches('.'))?;
    }
    Ok(())
}

fn write_triggers(tally: &Tally, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    if !tally.plan().gives_triggers() {
        return Ok(());
    }
    heading(to, &text!("Tindak lanjut", "What follows"), lang)?;
    let (people, hours, cost) =
        (text!("pegawai", "subjects"), text!("jam", "hours"), text!("rupiah", "rupiah"));
    let title = text!("butir", "item");
    let row = |to: &mut dyn Write, cells: [&str; 5]| {
        let [people, hours, cost, code, title] = cells;
        writeln!(to, "  {people:>7} {hours:>9} {cost:>16}  {code:<10} {title}")
    };
    row(to, [people.get(lang), hours.get(lang), cost.get(lang), "", title.get(lang)])?;
    let mut items: Vec<_> = tally.triggers.items.values().collect();
    items.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.code.cmp(&b.code)));
    let (mut all_hours, mut all_cost, mut all) = (Number::ZERO, Number::ZERO, 0u64);
    for (item, count) in items {
        let (hours, cost) = (times(item.hours, *count), times(item.cost, *count));
        all_hours = all_hours.checked_add(hours).unwrap_or(all_hours);
        all_cost = all_cost.checked_add(cost).unwrap_or(all_cost);
        all = all.saturating_add(*count);
        let title = match lang {
            Lang::Id => &item.title,
            Lang::En => item.title_en.as_ref().unwrap_or(&item.title),
        };
        let (hours, cost) = (words::number(hours, None, lang), words::number(cost, None, lang));
        row(to, [&number(*count, lang), &hours, &cost, &item.code, title])?;
    }
    let (hours, cost) = (words::number(all_hours, None, lang), words::number(all_cost, None, lang));
    row(to, [&number(all, lang), &hours, &cost, "", text!("seluruhnya", "in all").get(lang)])?;
    let unknown = number(tally.triggers.undetermined, lang);
    let told = text!(
        "  pada {unknown} pegawai sebagian belum dapat dipastikan",
        "  for {unknown} subjects some of it is undetermined"
    );
    writeln!(to, "{}", told.get(lang))
}

fn write_example(tally: &Tally, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    let Some((outcome, name)) = &tally.example else { return Ok(()) };
    heading(to, &text!("Satu penjelasan utuh", "One whole explanation"), lang)?;
    match outcome.why(name) {
        Ok(why) => writeln!(to, "{}", why.to_text(lang).trim_end()),
        // INVARIANT: the name is one of the plan's outputs.
        Err(error) => writeln!(to, "{}", error.message().get(lang)),
    }
}

/// What a code of an issue stands for, in a few words.
fn meaning(code: &str) -> Text {
    use timbang::eval::codes;
    match code {
        codes::WRONG_TYPE => text!("bentuknya tidak sesuai", "of another kind than the fact"),
        codes::OUT_OF_BOUNDS => text!("di luar batas", "out of bounds"),
        codes::TOO_MANY_DECIMALS => text!("terlalu banyak desimal", "too many decimals"),
        codes::UNKNOWN_VALUE => text!("bukan nilai atau kode yang dikenal", "no known value or code"),
        codes::LIST_SIZE => text!("jumlah baris daftar tidak sesuai", "too few or too many rows"),
        codes::DUPLICATE_KEY => text!("dua baris daftar berkunci sama", "two rows of a list have one key"),
        codes::TOO_LONG => text!("angkanya terlalu panjang", "too many digits"),
        codes::UNKNOWN_FACT => text!("bukan fakta pack", "no fact of the pack"),
        "missing" => text!("keluaran yang belum diketahui faktanya", "outputs that lack a fact"),
        "unregulated" => text!("keluaran yang tidak diatur", "outputs that are not regulated"),
        "empty" => text!("keluaran yang daftarnya kosong", "outputs with an empty list"),
        crate::failure::UNKNOWN_COLUMN => text!("kolom yang bukan fakta", "columns that are no facts"),
        crate::failure::BAD_ROW => text!("baris yang tidak dapat dibaca", "rows that cannot be read"),
        crate::failure::DUPLICATE_KEY => text!("kunci pegawai ganda", "subjects with one key"),
        crate::failure::NO_KEY => text!("baris tanpa kunci", "rows without a key"),
        crate::failure::ORPHAN => text!("baris daftar tanpa pegawai", "rows of lists without a subject"),
        crate::failure::TOO_MANY_ROWS => text!("terlalu banyak baris daftar", "too many rows of a list"),
        _ => words::failure(code),
    }
}
