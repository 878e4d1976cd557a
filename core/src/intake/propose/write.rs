//! Writes a proposal: a source whose comments say why, and what a person has to decide.

use std::collections::BTreeSet;

use super::columns::{Column, Columns, Group};
use super::likeness::{Words, likeness};
use super::matching::{Match, Matched, Target, Why};
use super::profile::Profile;
use crate::pack::decl::{DateForm, ForeignForm};
use crate::text;
use crate::typing::program::Shape;
use crate::value::{Lang, Number, Scheme, Text};

/// Contents that mean true and false in portals, beside those that always do.
const YES: [&str; 8] = ["y", "1", "yes", "ada", "sudah", "lulus", "v", "benar"];
const NO: [&str; 7] = ["t", "0", "n", "no", "belum", "tidak ada", "salah"];

/// From which likeness on a content stands for a value of an enum.
const SURE: usize = 900;

/// The names that one comment lists at most.
const MAX_LISTED: usize = 200;

/// What holds for the whole source.
struct Ways {
    dates: DateForm,
    decimal_comma: bool,
}

struct Writer {
    lang: Lang,
    out: String,
}

/// Writes the source.
pub(super) fn source(columns: &Columns, facts: &[Target], matched: &Matched, id: &str, lang: Lang) -> String {
    let mut to = Writer { lang, out: String::new() };
    let chosen: Vec<(&Target, &Column)> = chosen(columns, facts, matched);
    let ways = Ways {
        dates: common_dates(&chosen),
        decimal_comma: chosen.iter().any(|(target, column)| is_number(target) && column.profile.commas > 0),
    };
    let (records, count) = (columns.records, chosen.len());
    to.comment(&text!(
        "Usulan dari {records} catatan: {count} fakta mendapat kolom. Ini tebakan dari nama dan isi kolom; seseorang harus memeriksa setiap baris, terutama yang bertanda PERIKSA.",
        "Proposed from {records} records: {count} facts got a column. This is a guess from names and contents; a person must look at every line, above all at those marked CHECK."
    ));
    to.line(&format!("id = {}", quoted(id)));
    to.ways(&ways, columns, &chosen);
    to.line("\n[fact]");
    for found in &matched.own {
        if let (Some(target), Some(column)) = (facts.get(found.target), columns.own.columns.get(&found.path))
        {
            to.field(target, column, found, &ways);
        }
    }
    for (list, fields) in &matched.rows {
        let (Some(target), Some(group)) = (facts.get(list.target), columns.rows.get(&list.path)) else {
            continue;
        };
        to.line("");
        to.why(target, list);
        to.line(&format!("[list.{}]\nfrom = {}", target.name, quoted(&list.path)));
        for found in fields {
            if let (Some(field), Some(column)) =
                (target.fields.get(found.target), group.columns.get(&found.path))
            {
                to.field(field, column, found, &ways);
            }
        }
        let used: BTreeSet<&str> = fields.iter().flat_map(paths).collect();
        to.left_over(group, &used);
    }
    to.line("");
    let rows = columns.rows.keys().map(String::as_str);
    let used: BTreeSet<&str> = matched.own.iter().flat_map(paths).chain(rows).collect();
    to.left_over(&columns.own, &used);
    let taken: BTreeSet<&str> = matched.rows.iter().map(|(list, _)| list.path.as_str()).collect();
    let rows = columns.rows.keys().map(String::as_str).filter(|path| !taken.contains(path));
    to.listed(&text!("Baris yang tidak dipakai", "Rows that are not used"), rows);
    let filled: BTreeSet<usize> = matched
        .own
        .iter()
        .chain(matched.rows.iter().map(|(list, _)| list))
        .map(|found| found.target)
        .collect();
    let open = facts.iter().enumerate().filter(|(at, _)| !filled.contains(at)).map(|(_, fact)| &*fact.name);
    to.listed(&text!("Fakta tanpa kolom", "Facts without a column"), open);
    to.out
}

fn chosen<'c>(columns: &'c Columns, facts: &'c [Target], matched: &Matched) -> Vec<(&'c Target, &'c Column)> {
    let own = matched
        .own
        .iter()
        .filter_map(|found| Some((facts.get(found.target)?, columns.own.columns.get(&found.path)?)));
    let rows = matched.rows.iter().flat_map(|(list, fields)| {
        fields.iter().filter_map(move |found| {
            let field = facts.get(list.target)?.fields.get(found.target)?;
            Some((field, columns.rows.get(&list.path)?.columns.get(&found.path)?))
        })
    });
    own.chain(rows).collect()
}

fn common_dates(chosen: &[(&Target, &Column)]) -> DateForm {
    let forms: Vec<DateForm> = chosen
        .iter()
        .filter(|(target, _)| matches!(target.shape, Shape::Date { .. }))
        .filter_map(|(_, column)| column.profile.date_form().map(|(form, _)| form))
        .collect();
    let count = |form: DateForm| forms.iter().filter(|other| **other == form).count();
    // Of forms that are equally common the usual one counts.
    DateForm::ALL.into_iter().rev().max_by_key(|form| count(*form)).unwrap_or_default()
}

fn paths(found: &Match) -> impl Iterator<Item = &str> {
    std::iter::once(&found.path).chain(&found.also).map(String::as_str)
}

fn is_number(target: &Target) -> bool {
    matches!(target.shape, Shape::Number { .. })
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn comment(&mut self, words: &Text) {
        // A name from the file could hold a line break, and a comment ends with its line.
        let line: String = words.get(self.lang).chars().filter(|c| !c.is_control()).collect();
        self.line(&format!("# {line}"));
    }

    /// A comment that asks a person to decide.
    fn ask(&mut self, words: &Text) {
        let Text { id, en } = words;
        self.comment(&text!("PERIKSA: {id}", "CHECK: {en}"));
    }

    fn ways(&mut self, ways: &Ways, columns: &Columns, chosen: &[(&Target, &Column)]) {
        self.line(&format!("dates = {}", quoted(ways.dates.name())));
        if ways.decimal_comma {
            self.ask(&text!(
                "angka berkoma ditemukan; koma dibaca sebagai desimal.",
                "numbers with a comma were found; the comma is read as the decimal sign."
            ));
            self.line("decimal_comma = true");
        }
        let all = columns.own.columns.values().chain(columns.rows.values().flat_map(|g| g.columns.values()));
        let mut seen = BTreeSet::new();
        let sentinels: Vec<&str> = all
            .flat_map(|column| column.profile.sentinels.keys())
            .filter(|words| seen.insert(words.to_lowercase()))
            .map(String::as_str)
            .collect();
        if !sentinels.is_empty() {
            self.comment(&text!("isi yang berarti tidak diketahui", "contents that mean unknown"));
            self.line(&format!("unknown = {}", listed(&sentinels)));
        }
        let truths = chosen.iter().filter(|(target, _)| matches!(target.shape, Shape::Bool));
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for words in truths.flat_map(|(_, column)| column.profile.distinct.keys()) {
            for (known, found) in [(&YES[..], &mut yes), (&NO[..], &mut no)] {
                if known.contains(&words.to_lowercase().as_str()) && !found.contains(&words.as_str()) {
                    found.push(words.as_str());
                }
            }
        }
        for (key, found) in [("yes", yes), ("no", no)] {
            if !found.is_empty() {
                self.line(&format!("{key} = {}", listed(&found)));
            }
        }
    }

    fn why(&mut self, target: &Target, found: &Match) {
        let alike = found.likeness.checked_div(10).unwrap_or(0);
        let name = &target.name;
        let label = target.label.as_deref().unwrap_or(name);
        let by = match found.why {
            Why::Name => text!("nama fakta", "the name of the fact"),
            Why::Label => text!("labelnya", "its label"),
            Why::Source => text!("nama kolom sumber lain", "the field of another source"),
        };
        let Text { id, en } = by;
        let words =
            text!("{label}: kolomnya mirip {id} ({alike}%).", "{label}: the column is like {en} ({alike}%).");
        if found.likeness < SURE { self.ask(&words) } else { self.comment(&words) }
    }

    fn field(&mut self, target: &Target, column: &Column, found: &Match, ways: &Ways) {
        self.why(target, found);
        let profile = &column.profile;
        let mut options: Vec<String> = Vec::new();
        match &target.shape {
            Shape::Date { .. } => self.date(profile, ways, &mut options),
            Shape::Number { .. } => self.number(profile, ways, &mut options),
            Shape::Enum(scheme) => self.values(profile, scheme, &mut options),
            Shape::Bool => {
                let known = |words: &str| {
                    let words = words.to_lowercase();
                    ["ya", "tidak", "true", "false"].contains(&words.as_str())
                        || YES.contains(&words.as_str())
                        || NO.contains(&words.as_str())
                };
                let unclear = profile.distinct.keys().filter(|words| !known(words)).count();
                if unclear > 0 {
                    self.ask(&text!(
                        "{unclear} isi belum jelas berarti ya atau tidak; tambahkan pada yes atau no.",
                        "it is not clear whether {unclear} contents mean yes or no; add them to yes or no."
                    ));
                }
            }
            Shape::Text | Shape::List(_) => {}
        }
        if profile.filled == 0 {
            self.ask(&text!(
                "kolom ini selalu kosong, jadi hanya namanya yang cocok.",
                "this column is always empty, so only its name fits."
            ));
        }
        let all: Vec<&str> = paths(found).collect();
        let name = &target.name;
        let from = if found.also.is_empty() { quoted(&found.path) } else { listed(&all) };
        if options.is_empty() {
            self.line(&format!("{name} = {from}"));
        } else {
            self.line(&format!("{name} = {{ from = {from}, {} }}", options.join(", ")));
        }
    }

    fn date(&mut self, profile: &Profile, ways: &Ways, options: &mut Vec<String>) {
        let Some((form, count)) = profile.date_form() else { return };
        if form != ways.dates {
            options.push(format!("dates = {}", quoted(form.name())));
        }
        let others = profile.filled.saturating_sub(count);
        if others > 0 {
            let form = form.name();
            self.ask(&text!(
                "{others} isi bukan tanggal {form} dan akan menjadi tidak sah.",
                "{others} contents are no dates {form} and will be invalid."
            ));
        }
    }

    fn number(&mut self, profile: &Profile, ways: &Ways, options: &mut Vec<String>) {
        if profile.is_most(profile.spans) {
            options.push(format!("form = {}", quoted(ForeignForm::YearsMonths.name())));
            self.comment(&text!("dibaca sebagai bulan", "read as months"));
            return;
        }
        if ways.decimal_comma && profile.points > 0 && profile.commas == 0 {
            options.push("decimal_comma = false".to_owned());
        } else if profile.points > 0 && profile.commas > 0 {
            self.ask(&text!(
                "titik dan koma bercampur dalam kolom ini; yang bertitik akan menjadi tidak sah.",
                "points and commas are mixed in this column; those with points will be invalid."
            ));
        }
        let zeros = profile.zeros;
        if zeros > 0 {
            self.ask(&text!(
                "nol ditulis {zeros} kali; bila berarti tidak diketahui, tulis {{ from = …, unknown = [0] }}.",
                "zero is written {zeros} times; where it means unknown, write {{ from = …, unknown = [0] }}."
            ));
        }
    }

    fn values(&mut self, profile: &Profile, scheme: &Scheme, options: &mut Vec<String>) {
        let (mut values, mut unclear) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for (words, count) in &profile.distinct {
            let number = words.parse::<Number>().ok();
            if !seen.insert(number.map_or_else(|| words.to_lowercase(), |n| n.to_string())) {
                continue;
            }
            let same = |own: &str| own.parse::<Number>().ok().is_some_and(|own| number == Some(own));
            let is_code = scheme.values.iter().any(|v| v.aliases.iter().chain([&v.id]).any(|own| same(own)));
            if scheme.position_of_input(words).is_some() || is_code {
                continue;
            }
            let own = Words::of(words);
            let best = scheme.values.iter().filter_map(|value| {
                let names = [Some(&value.id), value.label.as_ref(), value.label_en.as_ref()];
                let names = names.into_iter().flatten().chain(&value.aliases);
                names.map(|name| likeness(&Words::of(name), &own)).max().map(|alike| (alike, &value.id))
            });
            match best.max_by_key(|(alike, _)| *alike) {
                Some((alike, id)) if alike >= SURE => {
                    values.push(format!("{} = {}", quoted(words), quoted(id)))
                }
                _ => unclear.push(format!("{} ({count}x)", quoted(words))),
            }
        }
        if !unclear.is_empty() {
            let ids: Vec<&str> = scheme.values.iter().map(|value| &*value.id).take(MAX_LISTED).collect();
            let (unclear, ids) = (unclear.join(", "), ids.join(", "));
            self.ask(&text!(
                "isi yang belum jelas artinya: {unclear}. Tambahkan pada values; nilainya: {ids}.",
                "contents whose meaning is not clear: {unclear}. Add them to values; its values: {ids}."
            ));
        }
        if !values.is_empty() {
            options.push(format!("values = {{ {} }}", values.join(", ")));
        }
    }

    fn left_over(&mut self, group: &Group, used: &BTreeSet<&str>) {
        let left = group.columns.keys().map(String::as_str).filter(|path| !used.contains(path));
        self.listed(&text!("Kolom yang tidak dipakai", "Columns that are not used"), left);
    }

    fn listed<'n>(&mut self, title: &Text, names: impl Iterator<Item = &'n str>) {
        let names: Vec<&str> = names.take(MAX_LISTED).collect();
        if !names.is_empty() {
            let (Text { id, en }, names) = (title, names.join(", "));
            self.comment(&text!("{id}: {names}.", "{en}: {names}."));
        }
    }
}

/// A text in quotes as TOML writes it.
fn quoted(words: &str) -> String {
    let kept: String = words.chars().filter(|c| *c != '\u{7f}').collect();
    serde_json::Value::String(kept).to_string()
}

fn listed(words: &[&str]) -> String {
    format!("[{}]", words.iter().map(|words| quoted(words)).collect::<Vec<_>>().join(", "))
}
