//! An explanation in one language as a flat list, in the order in which people read it.
//!
//! The list stands in for the tree so that no rendering recurses: a chain of thousands of rules is only long.

use std::borrow::Cow;

use super::entry::Teller;
use super::phrases::{self, Mark};
use super::templates::Shown;
use super::tree::{Explanation, Step};
use crate::outcome::Figure;
use crate::value::Lang;

/// The deepest nesting that is shown as such; what lies deeper is told at this depth.
const MAX_DEPTH: usize = 24;

/// An explanation in one language.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) root: Told<'a>,
    /// What it rests on, each entry after the one that rests on it.
    pub(super) inputs: Vec<Told<'a>>,
    /// The figures that it rests on and whose source nobody has seen.
    pub(super) unverified: Vec<String>,
}

/// One entry of an explanation.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) depth: usize,
    pub(super) role: &'static str,
    pub(super) label: &'a str,
    pub(super) row: Option<&'a str>,
    pub(super) value: Option<String>,
    pub(super) mark: Option<Mark>,
    /// Citation, period and pack: what stands in brackets.
    pub(super) basis: Option<Cow<'a, str>>,
    /// Where a fact comes from.
    pub(super) source: Option<&'a str>,
    pub(super) unverified: bool,
    /// Whether it was told above and is only referred to.
    pub(super) repeated: bool,
    pub(super) decision: Option<Decided>,
    pub(super) lines: Vec<Line>,
    /// Whether what follows lies within it.
    pub(super) opens: bool,
    /// How many entries end after it.
    pub(super) closes: usize,
    /// Whether it is the last of what its parent rests on.
    pub(super) last: bool,
}

/// One line of how a value came about.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) mark: Option<Mark>,
    pub(super) words: String,
    pub(super) gap: Option<String>,
}

/// The decision on a promotion.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) code: &'static str,
    pub(super) mark: Mark,
    pub(super) met: usize,
    pub(super) count: usize,
    pub(super) requirements: Vec<Wanted>,
}

/// One requirement of a promotion.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) label: String,
    pub(super) mark: Mark,
    pub(super) gaps: Vec<String>,
    pub(super) text: Option<String>,
    pub(super) causes: Vec<String>,
    pub(super) compared: Vec<Compared>,
    pub(super) advice: Option<String>,
    /// The citation, where it is not the promotion's own.
    pub(super) basis: Option<String>,
}

impl Wanted {
    /// Whether both sides of its comparisons are shown: where it fell short, or where no other words tell it.
    pub(super) fn shows_figures(&self) -> bool {
        let told = self.text.shown().is_some();
        !self.compared.is_empty() && (self.mark.class == "unmet" || (self.mark.class == "met" && !told))
    }
}

/// Both sides of a comparison.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) mark: Mark,
    pub(super) label: String,
    pub(super) had: String,
    pub(super) asked: String,
    pub(super) gap: Option<String>,
    pub(super) words: String,
}

struct Open<'a> {
    told: &'a Explanation,
    parent: &'a Explanation,
    depth: usize,
    last: bool,
}

impl<'a> View<'a> {
    /// Lays an explanation out in a language.
    pub(super) fn of(root: &'a Explanation, lang: Lang) -> View<'a> {
        let mut teller = Teller::new(lang, root.pack.as_deref());
        let mut figures: Vec<&Figure> = Vec::new();
        let decision = root.steps.iter().find_map(|step| match step {
            Step::Requirements(promotion) => Some(teller.decided(promotion, root.basis.as_deref())),
            _ => None,
        });
        let mut first = teller.told(root, None, true);
        first.decision = decision;
        let mut inputs: Vec<Told<'_>> = Vec::new();
        let mut open: Vec<Open<'_>> = Vec::new();
        push(&mut open, root, 0);
        collect(&mut figures, root);
        while let Some(next) = open.pop() {
            collect(&mut figures, next.told);
            inputs.push(teller.told(next.told, Some((next.depth.min(MAX_DEPTH), next.parent)), next.last));
            push(&mut open, next.told, next.depth.saturating_add(1));
        }
        nest(&mut inputs);
        let unverified = figures.iter().map(|figure| phrases::unverified(&figure.told, lang)).collect();
        View { root: first, inputs, unverified }
    }
}

fn push<'a>(open: &mut Vec<Open<'a>>, parent: &'a Explanation, depth: usize) {
    let count = parent.inputs.len();
    for (at, told) in parent.inputs.iter().enumerate().rev() {
        open.push(Open { told, parent, depth, last: at.saturating_add(1) == count });
    }
}

fn collect<'a>(figures: &mut Vec<&'a Figure>, told: &'a Explanation) {
    for figure in &told.unverified {
        if !figures.iter().any(|known| std::ptr::eq(*known, &**figure) || **known == **figure) {
            figures.push(figure);
        }
    }
}

/// Works out which entries hold the following ones, and how many end after each.
fn nest(inputs: &mut [Told<'_>]) {
    let depths: Vec<usize> = inputs.iter().skip(1).map(|told| told.depth).chain([0]).collect();
    for (told, next) in inputs.iter_mut().zip(depths) {
        told.opens = next > told.depth;
        told.closes = told.depth.saturating_sub(next);
    }
}
