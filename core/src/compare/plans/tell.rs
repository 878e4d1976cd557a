//! Reasons in words.

use super::{Because, Root};
use crate::outcome::words;
use crate::text;
use crate::typing::Type;
use crate::typing::program::{Parameter, Program};
use crate::value::{Lang, Text, Value};

/// The most entries of a keyed parameter that a reason names.
const MAX_ENTRIES: usize = 3;

/// Reasons in one text; where there are several, parted by semicolons.
pub(super) fn reasons(reasons: &[Because], before: &Program, after: &Program) -> Text {
    let all: Vec<Text> = reasons.iter().map(|reason| one(reason, before, after)).collect();
    let joined = |lang| all.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join("; ");
    Text { id: joined(Lang::Id), en: joined(Lang::En) }
}

/// The label of a name in the plan that has it.
pub(super) fn label(name: &str, before: &Program, after: &Program) -> Text {
    let known = |program: &Program| program.find(name).is_some() || program.parameters.contains_key(name);
    words::label_of(if known(after) { after } else { before }, name)
}

fn one(reason: &Because, before: &Program, after: &Program) -> Text {
    let named = |name: &str| label(name, before, after);
    let root = match &reason.root {
        Root::Parameter(name) => {
            let (label, change) = (named(name), change(name, before, after));
            Text { id: format!("{}: {}", label.id, change.id), en: format!("{}: {}", label.en, change.en) }
        }
        Root::Rule(name) => {
            let label = named(name);
            Text {
                id: format!("aturan \"{}\" berubah", label.id),
                en: format!("the rule \"{}\" is otherwise", label.en),
            }
        }
        Root::Added(name) => {
            let label = named(name);
            Text { id: format!("\"{}\" baru", label.id), en: format!("\"{}\" is new", label.en) }
        }
        Root::Removed(name) => {
            let label = named(name);
            Text {
                id: format!("\"{}\" tidak ada lagi", label.id),
                en: format!("\"{}\" is no more", label.en),
            }
        }
        Root::Fact(name) => {
            let label = named(name);
            Text {
                id: format!("fakta \"{}\" dibaca lain", label.id),
                en: format!("the fact \"{}\" is read otherwise", label.en),
            }
        }
        Root::Date => text!("tanggal aturan lain", "another day of the rules"),
    };
    match reason.through.as_deref() {
        // A rule that is the way itself is not told twice.
        Some(through) if !is_about(&reason.root, through) => {
            let label = named(through);
            Text {
                id: format!("{} (lewat \"{}\")", root.id, label.id),
                en: format!("{} (through \"{}\")", root.en, label.en),
            }
        }
        _ => root,
    }
}

fn is_about(root: &Root, through: &str) -> bool {
    match root {
        Root::Rule(name) | Root::Added(name) | Root::Removed(name) | Root::Fact(name) => &**name == through,
        Root::Parameter(_) | Root::Date => false,
    }
}

/// What became of a parameter: `4 tahun menjadi 3 tahun`; of a keyed one the entries that differ.
fn change(name: &str, before: &Program, after: &Program) -> Text {
    let (Some(old), Some(new)) = (before.parameters.get(name), after.parameters.get(name)) else {
        return match after.parameters.contains_key(name) {
            true => text!("baru berlaku", "newly in force"),
            false => text!("tidak berlaku lagi", "no longer in force"),
        };
    };
    let turned = |a: &Value, b: &Value| {
        let shown = |value: &Value, of: &Parameter, lang| words::with_unit(value, of.unit.as_deref(), lang);
        let ((a_id, a_en), (b_id, b_en)) = (
            (shown(a, old, Lang::Id), shown(a, old, Lang::En)),
            (shown(b, new, Lang::Id), shown(b, new, Lang::En)),
        );
        text!("{a_id} menjadi {b_id}", "{a_en} becomes {b_en}")
    };
    let entries: Vec<Text> = match (&old.value, &new.value, &new.ty) {
        (Value::List(a), Value::List(b), Type::Keyed(keyed)) if a.len() == b.len() => {
            let all = keyed.scheme.values.iter().zip(a.iter().zip(b.iter()));
            let other = all.filter(|(_, (a, b))| a != b);
            other
                .map(|(key, (a, b))| {
                    let id = key.label.as_deref().unwrap_or(&key.id);
                    entry((id, key.label_en.as_deref().unwrap_or(id)), turned(a, b))
                })
                .collect()
        }
        (Value::Record(a), Value::Record(b), Type::Record(record)) if a.len() == b.len() => {
            let all = record.fields.iter().zip(a.iter().zip(b.iter()));
            let other = all.filter_map(|(field, (a, b))| match (a, b) {
                (Ok(a), Ok(b)) if a != b => Some(entry((&field.name, &field.name), turned(a, b))),
                _ => None,
            });
            other.collect()
        }
        _ => return turned(&old.value, &new.value),
    };
    let more = entries.len().saturating_sub(MAX_ENTRIES);
    let join =
        |lang| entries.iter().take(MAX_ENTRIES).map(|text| text.get(lang)).collect::<Vec<_>>().join(", ");
    let (mut id, mut en) = (join(Lang::Id), join(Lang::En));
    if more > 0 {
        id.push_str(&format!(", dan {more} lagi"));
        en.push_str(&format!(", and {more} more"));
    }
    Text { id, en }
}

fn entry((id, en): (&str, &str), turned: Text) -> Text {
    Text { id: format!("{id} {}", turned.id), en: format!("{en} {}", turned.en) }
}
