//! Which column most likely holds which fact: names by their likeness, contents by whether they can be the fact's.

use std::sync::Arc;

use super::columns::{Column, Columns, Group};
use super::likeness::{Words, likeness};
use super::profile::Profile;
use crate::pack::decl::{ForeignPath, SourceFieldDecl};
use crate::plan::Pack;
use crate::typing::program::Shape;

/// From which likeness on a column is proposed.
const LEAST: usize = 600;

/// A fact or field that a column may fill.
pub(super) struct Target {
    /// Its name.
    pub(super) name: Arc<str>,
    /// What people read.
    pub(super) label: Option<Arc<str>>,
    /// What its values must be.
    pub(super) shape: Shape,
    /// Names by which a column may go, and what kind of name each is.
    names: Vec<(Words, Why)>,
    /// The fields of its rows, where it is a list.
    pub(super) fields: Vec<Target>,
}

/// By what a column was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The name of the fact.
    Name,
    /// Its label.
    Label,
    /// A name that another source has for it.
    Source,
}

/// A column that is proposed for a fact.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The number of the target.
    pub(super) target: usize,
    /// The path of the column.
    pub(super) path: String,
    /// Columns of the same name in other spellings: a record has one of them.
    pub(super) also: Vec<String>,
    /// How alike the names are.
    pub(super) likeness: usize,
    /// What was alike.
    pub(super) why: Why,
}

/// What is proposed: columns for facts, and rows for lists with columns for their fields.
pub(super) struct Matched {
    /// Columns for facts.
    pub(super) own: Vec<Match>,
    /// For rows at a path: the list, and columns for its fields.
    pub(super) rows: Vec<(Match, Vec<Match>)>,
}

/// The facts of a pack with every name that a column may go by.
pub(super) fn facts(pack: &Pack) -> Vec<Target> {
    let program = pack.program(crate::value::date(2000, 1, 1));
    let sources = &pack.linked().declarations.sources;
    let names = |name: &str, label: Option<&str>, en: Option<&str>, known: Vec<&ForeignPath>| {
        let mut names = vec![(Words::of(name), Why::Name)];
        names.extend([label, en].into_iter().flatten().map(|label| (Words::of(label), Why::Label)));
        names.extend(known.into_iter().map(|path| (Words::of(path.last()), Why::Source)));
        names
    };
    let paths = |mappings: &mut dyn Iterator<Item = &SourceFieldDecl>, name: &str| -> Vec<ForeignPath> {
        mappings.filter(|m| *m.name.value == *name).flat_map(|m| m.from.iter().cloned()).collect()
    };
    let mut found = Vec::new();
    for (_, node) in program.nodes() {
        let Some(fact) = node.fact() else { continue };
        let mut fields = Vec::new();
        let known = match &fact.shape {
            Shape::List(list) => {
                let lists = || sources.iter().flat_map(|s| &s.lists).filter(|l| l.name.value == node.path);
                for field in &list.fields {
                    let known = paths(&mut lists().flat_map(|list| &list.fields), &field.name);
                    let (label, en) = (field.label.as_deref(), field.label_en.as_deref());
                    fields.push(Target {
                        name: Arc::clone(&field.name),
                        label: field.label.clone(),
                        shape: field.shape.clone(),
                        names: names(&field.name, label, en, known.iter().collect()),
                        fields: Vec::new(),
                    });
                }
                lists().flat_map(|list| list.from.iter().cloned()).collect()
            }
            _ => paths(&mut sources.iter().flat_map(|s| &s.facts), &node.path),
        };
        found.push(Target {
            name: Arc::clone(&node.path),
            label: node.label.clone(),
            shape: fact.shape.clone(),
            names: names(&node.path, node.label.as_deref(), node.label_en.as_deref(), known.iter().collect()),
            fields,
        });
    }
    found
}

/// Gives each column at most one fact and each fact at most one column, the most alike first.
pub(super) fn matched(facts: &[Target], columns: &Columns) -> Matched {
    let own = pairs(facts, &columns.own);
    let mut rows = Vec::new();
    for (path, group) in &columns.rows {
        let words = Words::of(path.rsplit('.').next().unwrap_or(path));
        // Rows are known by their own name, or else by the names of their columns.
        let of_lists = facts.iter().enumerate().filter(|(_, fact)| !fact.fields.is_empty());
        let best = of_lists.filter_map(|(target, fact)| {
            let (alike, why) = best_name(fact, &words);
            let fields = pairs(&fact.fields, group);
            let filled: usize = fields.iter().map(|field| field.likeness).sum();
            let share = filled.checked_div(fact.fields.len().max(1)).unwrap_or(0);
            let alike = alike.max(share);
            (alike >= LEAST && !fields.is_empty()).then(|| {
                (
                    alike,
                    share,
                    Match { target, path: path.clone(), also: Vec::new(), likeness: alike, why },
                    fields,
                )
            })
        });
        if let Some((_, _, found, fields)) = best.max_by_key(|(alike, share, ..)| (*alike, *share)) {
            let taken = rows.iter().any(|(other, _): &(Match, _)| other.target == found.target);
            if !taken {
                rows.push((found, fields));
            }
        }
    }
    Matched { own, rows }
}

fn best_name(target: &Target, words: &Words) -> (usize, Why) {
    let alike = target.names.iter().map(|(name, why)| (likeness(name, words), *why));
    // Of two that are equally alike the first counts, which is the fact's own name.
    alike.rev().max_by_key(|(alike, _)| *alike).unwrap_or((0, Why::Name))
}

fn pairs(targets: &[Target], group: &Group) -> Vec<Match> {
    let mut all = Vec::new();
    for (path, column) in &group.columns {
        let words = Words::of(&column.name);
        for (number, target) in targets.iter().enumerate() {
            let (alike, why) = best_name(target, &words);
            if alike >= LEAST && can_be(column, &target.shape) {
                all.push(Match {
                    target: number,
                    path: path.clone(),
                    also: Vec::new(),
                    likeness: alike,
                    why,
                });
            }
        }
    }
    // The sort keeps the order of the columns where names are equally alike.
    all.sort_by_key(|found| std::cmp::Reverse(found.likeness));
    let mut taken: Vec<Match> = Vec::new();
    for found in all {
        if !taken.iter().any(|other| other.target == found.target || other.path == found.path) {
            taken.push(found);
        }
    }
    taken.sort_by_key(|found| found.target);
    let used: Vec<String> = taken.iter().map(|found| found.path.clone()).collect();
    for found in &mut taken {
        let spelt = |path: &str| Words::of(&path.to_lowercase());
        let (own, Some(target)) = (spelt(&found.path), targets.get(found.target)) else { continue };
        let others = group.columns.iter().filter(|(path, column)| {
            !used.contains(path) && spelt(path).is(&own) && can_be(column, &target.shape)
        });
        found.also = others.map(|(path, _)| path.clone()).collect();
    }
    taken
}

/// Whether what a column holds can be values of a fact; one that holds nothing can be any.
fn can_be(column: &Column, shape: &Shape) -> bool {
    let profile: &Profile = &column.profile;
    if profile.filled == 0 {
        return !matches!(shape, Shape::List(_));
    }
    match shape {
        Shape::Date { .. } => profile.date_form().is_some_and(|(_, count)| profile.is_most(count)),
        Shape::Number { .. } => {
            let numbers = profile.numbers.saturating_add(profile.commas);
            profile.is_most(numbers) || profile.is_most(profile.spans)
        }
        // Contents of a code are few; which of them is which value, a person can say.
        Shape::Enum(_) => !profile.is_open,
        Shape::Bool => profile.distinct.len() <= 3,
        Shape::Text => true,
        Shape::List(_) => false,
    }
}
