//! Reasons in words.

use super::{Because, Root};
use crate::compare::cell::same_value;
use crate::compare::changed::{entries, turned};
use crate::outcome::words;
use crate::text;
use crate::typing::program::Program;
use crate::value::{Lang, Text};

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
    let Some(entries) = entries((&old.value, &old.ty), (&new.value, &new.ty)) else {
        return turned((old, new), &old.value, &new.value);
    };
    let other = entries.iter().filter(|entry| !same_value(entry.before.0, entry.after.0));
    let entries: Vec<Text> = other
        .map(|entry| {
            let told = turned((old, new), entry.before.0, entry.after.0);
            Text {
                id: format!("{} {}", entry.label.id, told.id),
                en: format!("{} {}", entry.label.en, told.en),
            }
        })
        .collect();
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
