//! Values, causes and texts in the words of both languages.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::eval::reference::Values;
use crate::pack::decl::Expectation;
use crate::script::ast::{Template, TemplatePart};
use crate::text;
use crate::typing::Type;
use crate::typing::program::{Bilingual, Body, Node as ProgramNode, NodeId, Program, Shape};
use crate::value::{Cause, Causes, Date, Lang, Node, Number, Raw, Text, Value};

pub use crate::value::unit;

const MONTHS: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

/// A number as people write it: `1.800.000,5` in Indonesian, `1,800,000.5` in English; with `%` as a share of 100.
///
/// A whole number of four digits without a unit is not parted, so that a year reads as a year.
#[must_use]
pub fn number(number: Number, unit: Option<&str>, lang: Lang) -> String {
    let mut out = String::with_capacity(24);
    push_number(&mut out, number, unit, lang);
    out
}

/// As [`number`], at the end of a text.
pub(crate) fn push_number(out: &mut String, number: Number, unit: Option<&str>, lang: Lang) {
    let percent = unit == Some("%");
    let shown = if percent { number.checked_mul(Number::from(100u32)).unwrap_or(number) } else { number };
    let (group, point) = if lang == Lang::Id { ('.', ',') } else { (',', '.') };
    shown.with_digits(|plain| {
        if plain.contains('/') {
            return out.push_str(plain);
        }
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
        let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
        out.push_str(sign);
        if whole.len() > 3 && (whole.len() > 4 || part.is_some() || unit.is_some()) {
            for (at, digit) in whole.chars().enumerate() {
                let left = whole.len().saturating_sub(at);
                if at > 0 && left.is_multiple_of(3) {
                    out.push(group);
                }
                out.push(digit);
            }
        } else {
            out.push_str(whole);
        }
        if let Some(part) = part {
            out.push(point);
            out.push_str(part);
        }
        if percent {
            out.push('%');
        }
    });
}

/// A date as people write it: `20 Mei 2025`.
#[must_use]
pub fn date(date: Date, lang: Lang) -> String {
    let month = usize::try_from(date.month()).ok().and_then(|m| MONTHS.get(m.saturating_sub(1)));
    let name = month.map_or("", |(id, en)| if lang == Lang::Id { id } else { en });
    format!("{} {name} {}", date.day(), date.year())
}

/// A value as people write it, without its unit; a percentage keeps its sign.
#[must_use]
pub fn value(value: &Value, unit: Option<&str>, lang: Lang) -> String {
    let mut out = String::new();
    push_value(&mut out, value, unit, lang);
    out
}

/// As [`value`], at the end of a text.
pub(crate) fn push_value(out: &mut String, value: &Value, unit: Option<&str>, lang: Lang) {
    let id = lang == Lang::Id;
    match value {
        Value::Bool(true) => out.push_str(if id { "ya" } else { "yes" }),
        Value::Bool(false) => out.push_str(if id { "tidak" } else { "no" }),
        Value::Number(n) => push_number(out, *n, unit, lang),
        Value::Enum(e) => out.push_str(if id { e.label() } else { e.label_en() }),
        Value::Text(words) => out.push_str(words),
        Value::Date(d) => out.push_str(&date(*d, lang)),
        Value::Record(fields) => push_joined(out, fields.iter().filter_map(|f| f.as_ref().ok()), lang),
        Value::List(items) => match items.first() {
            Some(Value::Record(_)) => {
                let count = items.len();
                out.push_str(&if id { format!("{count} baris") } else { format!("{count} rows") });
            }
            None => out.push_str(if id { "tidak ada" } else { "none" }),
            Some(_) => push_joined(out, items.iter(), lang),
        },
    }
}

fn push_joined<'a>(out: &mut String, values: impl Iterator<Item = &'a Value>, lang: Lang) {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        push_value(out, value, None, lang);
    }
}

/// A value with its unit, where the unit is not already part of it.
#[must_use]
pub fn with_unit(shown: &Value, unit: Option<&str>, lang: Lang) -> String {
    let mut out = String::new();
    push_with_unit(&mut out, shown, unit, lang);
    out
}

/// As [`with_unit`], at the end of a text.
pub(crate) fn push_with_unit(out: &mut String, shown: &Value, unit: Option<&str>, lang: Lang) {
    push_value(out, shown, unit, lang);
    if let (Value::Number(number), Some(unit)) = (shown, unit.filter(|unit| *unit != "%")) {
        out.push(' ');
        out.push_str(&self::unit(unit, *number == Number::ONE, lang));
    }
}

/// A value in the words of both languages, where it is more than a number, a date or a truth value.
///
/// Those are words already; a list, an enum and a text are what a reader would have to guess at.
pub(crate) fn in_words(shown: &Value) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    match shown {
        Value::Enum(value) => Some((value.label().into(), value.label_en().into())),
        Value::Text(words) => Some(((**words).into(), (**words).into())),
        Value::List(_) | Value::Record(_) => {
            Some((value(shown, None, Lang::Id).into(), value(shown, None, Lang::En).into()))
        }
        Value::Bool(_) | Value::Number(_) | Value::Date(_) => None,
    }
}

/// The label of a node in a language; its name where the pack gives none.
#[must_use]
pub fn label(node: &ProgramNode, lang: Lang) -> &str {
    let own = node.label.as_deref().unwrap_or(&node.path);
    match lang {
        Lang::Id => own,
        Lang::En => node.label_en.as_deref().unwrap_or(own),
    }
}

/// The label in both languages.
#[must_use]
pub fn labels(node: &ProgramNode) -> Text {
    Text { id: label(node, Lang::Id).to_owned(), en: label(node, Lang::En).to_owned() }
}

/// The label of anything that a cause names: a fact, a field of a list, a rule, a parameter.
#[must_use]
pub fn label_of(program: &Program, name: &str) -> Text {
    if let Some((_, node)) = program.find(name) {
        return labels(node);
    }
    if let Some(parameter) = program.parameters.get(name) {
        let id = parameter.label.as_deref().unwrap_or(name);
        let en = parameter.label_en.as_deref().unwrap_or(id);
        return Text { id: id.to_owned(), en: en.to_owned() };
    }
    if let Some((list, field)) = name.split_once('.')
        && let Some((id, node)) = program.find(list)
    {
        let fields = program.list_fields.get(&id);
        let found = fields.and_then(|fields| fields.iter().find(|f| *f.name == *field));
        let inner = found.and_then(|f| f.label.as_deref()).unwrap_or(field);
        return Text {
            id: format!("{}: {inner}", label(node, Lang::Id)),
            en: format!("{}: {inner}", label(node, Lang::En)),
        };
    }
    Text { id: name.to_owned(), en: name.to_owned() }
}

/// The office or record that fills a fact or a field of a list.
#[must_use]
pub fn source_of(program: &Program, name: &str) -> Option<Arc<str>> {
    let (outer, field) = name.split_once('.').unwrap_or((name, ""));
    let (_, node) = program.find(outer)?;
    let Body::Fact(fact) = &node.body else { return None };
    let own = match &fact.shape {
        Shape::List(rows) => rows.fields.iter().find(|own| *own.name == *field),
        _ => None,
    };
    own.and_then(|own| own.source.clone()).or_else(|| fact.source.clone())
}

/// A cause in words: what is not known and where it comes from, what is not regulated, what went wrong.
#[must_use]
pub fn cause(program: &Program, cause: &Cause) -> Text {
    let name = label_of(program, cause.name());
    let (id, en) = (&name.id, &name.en);
    match cause {
        Cause::Missing(path) => match source_of(program, path) {
            Some(source) => Text {
                id: format!("{id} belum diketahui; isiannya berasal dari {source}."),
                en: format!("{en} is not known; it comes from {source}."),
            },
            None => Text { id: format!("{id} belum diketahui."), en: format!("{en} is not known.") },
        },
        Cause::Invalid(_, code) => Text {
            id: format!("{id} yang diberikan tidak dapat dipakai ({code})."),
            en: format!("{en} as given cannot be used ({code})."),
        },
        Cause::Failed(_, code) => {
            let why = failure(code);
            Text {
                id: format!("{id} tidak dapat dihitung: {} ({code}).", why.id),
                en: format!("{en} could not be worked out: {} ({code}).", why.en),
            }
        }
        Cause::Unregulated(_, Some(reason)) => Text {
            id: format!("{id} tidak diatur: {reason}."),
            en: format!("{en} is not regulated: {reason}."),
        },
        Cause::Unregulated(_, None) => {
            Text { id: format!("{id} tidak diatur."), en: format!("{en} is not regulated.") }
        }
        Cause::Empty(_) => Text {
            id: format!("{id} tidak punya baris yang dapat dipilih."),
            en: format!("{en} has no row to pick."),
        },
        Cause::NotApplicable(_) => {
            Text { id: format!("{id} tidak berlaku."), en: format!("{en} does not apply.") }
        }
    }
}

/// What a failure code means.
#[must_use]
pub fn failure(code: &str) -> Text {
    use crate::eval::codes;
    match code {
        codes::ZERO_DIVISOR => text!("pembaginya nol", "its divisor is zero"),
        codes::DOES_NOT_FIT => {
            text!("hasilnya terlalu panjang untuk disimpan dengan tepat", "its exact result does not fit")
        }
        codes::TABLE_GAP => text!("tidak ada baris tabel yang cocok", "no row of the table holds"),
        codes::TABLE_OVERLAP => text!("dua baris tabel sama-sama cocok", "two rows of the table hold"),
        codes::OUT_OF_RANGE => {
            text!("hasilnya di luar rentang yang dinyatakan", "its result lies outside the stated range")
        }
        codes::ZERO_WEIGHTS => text!("jumlah bobotnya nol", "its weights sum to zero"),
        codes::NO_NEIGHBOUR => {
            text!("tidak ada jenjang sesudah atau sebelumnya", "there is no next or previous value")
        }
        codes::NO_SUCH_DAY => text!("tanggal itu tidak ada", "there is no such day"),
        codes::NO_SUCH_ITEM => text!("katalog tidak punya butir itu", "the catalogue has no such item"),
        codes::BAD_RESULT => text!(
            "hasilnya bukan seperti yang dijanjikan @returns",
            "its result is not what @returns promises"
        ),
        codes::LIMIT => text!("batas waktu atau ukurannya terlampaui", "a limit of time or size was hit"),
        codes::INTERPRETED => {
            text!("aturannya berhenti karena kesalahan", "the rule stopped on an error of its own")
        }
        _ => text!("nilainya tidak dapat dipakai", "its value cannot be used"),
    }
}

/// What the names in a text stand for.
pub(crate) struct Filling<'a> {
    pub(crate) values: &'a Values,
    /// The list whose item is at hand, and the fields of the item.
    pub(crate) item: Option<(NodeId, &'a Arc<[Node]>)>,
}

impl Filling<'_> {
    /// Fills a text in both languages; without an English one the Indonesian stands for both.
    pub(crate) fn both(&self, texts: &Bilingual) -> Text {
        Text {
            id: self.fill(&texts.id, Lang::Id),
            en: self.fill(texts.en.as_ref().unwrap_or(&texts.id), Lang::En),
        }
    }

    /// Fills the names of a text with their values.
    pub(crate) fn fill(&self, template: &Template, lang: Lang) -> String {
        let mut out = String::new();
        for part in &template.parts {
            match part {
                TemplatePart::Words(words) => out.push_str(words),
                TemplatePart::Name(name) => out.push_str(&self.name(&name.value, lang)),
            }
        }
        out
    }

    fn name(&self, name: &str, lang: Lang) -> String {
        let unknown = || if lang == Lang::Id { "(belum diketahui)" } else { "(not known)" }.to_owned();
        let program = self.values.program();
        if let Some((list, fields)) = self.item {
            let types = program.list_fields.get(&list);
            let slot = types.and_then(|types| types.iter().position(|f| *f.name == *name));
            if let (Some(slot), Some(types)) = (slot, types) {
                let unit = types.get(slot).and_then(|f| f.unit.as_deref());
                return match fields.get(slot) {
                    Some(Ok(found)) => value(found, unit, lang),
                    _ => unknown(),
                };
            }
        }
        if name == "as_of" {
            return date(self.values.as_of(), lang);
        }
        if let Some(parameter) = program.parameters.get(name) {
            return value(&parameter.value, parameter.unit.as_deref(), lang);
        }
        match program.find(name) {
            Some((id, node)) => match self.values.get(id) {
                Ok(found) => value(&found, node.unit.as_deref(), lang),
                Err(_) => unknown(),
            },
            None => unknown(),
        }
    }
}

/// The causes in words, each in both languages; facts that come from one source are told together.
#[must_use]
pub fn causes(program: &Program, found: &Causes) -> Vec<Text> {
    let mut groups: IndexMap<Option<Arc<str>>, Vec<&Cause>> = IndexMap::new();
    let mut told = Vec::new();
    for one in found.iter() {
        match one {
            Cause::Missing(path) => groups.entry(source_of(program, path)).or_default().push(one),
            _ => told.push(cause(program, one)),
        }
    }
    for (at, (source, missing)) in groups.iter().enumerate() {
        let text = match (missing.as_slice(), source) {
            ([one], _) => cause(program, one),
            (several, source) => {
                let labels: Vec<Text> = several.iter().map(|c| label_of(program, c.name())).collect();
                let join = |lang| labels.iter().map(|l| l.get(lang)).collect::<Vec<_>>().join("; ");
                let (id, en) = (join(Lang::Id), join(Lang::En));
                match source {
                    Some(source) => Text {
                        id: format!("Belum diketahui, dan isiannya berasal dari {source}: {id}."),
                        en: format!("Not known, and to come from {source}: {en}."),
                    },
                    None => Text { id: format!("Belum diketahui: {id}."), en: format!("Not known: {en}.") },
                }
            }
        };
        told.insert(at, text);
    }
    told
}

/// The unit of so much of a type that carries one: differences of dates and ranks have their own.
pub(crate) fn unit_of_gap(ty: &Type, unit: Option<&str>, amount: Number) -> Option<Text> {
    let own = match ty {
        Type::Date => "hari",
        Type::Enum(_) => "tingkat",
        _ => unit?,
    };
    let en = self::unit(own, amount == Number::ONE, Lang::En);
    Some(Text { id: own.to_owned(), en: en.into_owned() })
}

/// What a case expects, in the words of its author.
pub(crate) fn expected(wanted: &Expectation) -> Text {
    match wanted {
        Expectation::Value(raw) => same(raw_words(raw)),
        Expectation::Rounded { number, scale } => {
            text!("{number} (dibulatkan {scale} desimal)", "{number} (rounded to {scale} decimals)")
        }
        Expectation::Undetermined(None) => text!("belum dapat dipastikan", "undetermined"),
        Expectation::Undetermined(Some(names)) => {
            let names = names.join(", ");
            text!("belum dapat dipastikan karena {names}", "undetermined for want of {names}")
        }
        Expectation::NotRegulated => text!("tidak diatur", "not regulated"),
        Expectation::NotApplicable => text!("tidak berlaku", "not applicable"),
        Expectation::Error(code) => text!("galat {code}", "the error {code}"),
        Expectation::Erratum { computed, .. } => expected(computed),
        Expectation::Promotion { result, .. } => {
            result.as_ref().map_or_else(|| same("-".to_owned()), |r| expected(r))
        }
        Expectation::Items(items) => {
            let words: Vec<String> =
                items.iter().map(|i| i.as_ref().map_or_else(|| "-".to_owned(), |i| expected(i).id)).collect();
            same(format!("[{}]", words.join(", ")))
        }
    }
}

fn raw_words(raw: &Raw) -> String {
    match raw {
        Raw::Null => "-".to_owned(),
        Raw::Bool(value) => value.to_string(),
        Raw::Number(words) | Raw::Text(words) => words.clone(),
        other => other.to_json().to_string(),
    }
}

fn same(words: String) -> Text {
    Text { en: words.clone(), id: words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_read_as_years_and_amounts_as_amounts() {
        let shown = |text: &str, unit| number(text.parse().unwrap(), unit, Lang::Id);
        assert_eq!(shown("2025", None), "2025");
        assert_eq!(shown("2025", Some("JP")), "2.025");
        assert_eq!(shown("-2025.5", None), "-2.025,5");
        assert_eq!(shown("18000", None), "18.000");
        assert_eq!(shown("0.75", Some("%")), "75%");
    }
}
