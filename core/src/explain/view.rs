//! An explanation in one language as a flat list, in the order in which people read it.
//!
//! The list stands in for the tree so that no rendering recurses: a chain of thousands of rules is only long.

use std::collections::BTreeSet;

use serde::Serialize;

use super::phrases::{self, Mark};
use super::tree::{Explanation, Role, Step};
use crate::outcome::{Comparison, Promotion, Requirement, Unverified};
use crate::script::ast::Kind;
use crate::text;
use crate::value::{Lang, Status, Text};

/// The deepest nesting that is shown as such; what lies deeper is told at this depth.
const MAX_DEPTH: usize = 24;

/// An explanation in one language.
#[derive(Debug, Serialize)]
pub(super) struct View {
    pub(super) root: Told,
    /// What it rests on, each entry after the one that rests on it.
    pub(super) inputs: Vec<Told>,
    /// The figures that it rests on and whose source nobody has seen.
    pub(super) unverified: Vec<String>,
}

/// One entry of an explanation.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) depth: usize,
    pub(super) role: &'static str,
    pub(super) label: String,
    pub(super) row: Option<String>,
    pub(super) value: Option<String>,
    pub(super) mark: Option<Mark>,
    /// Citation, period and pack: what stands in brackets.
    pub(super) basis: Option<String>,
    /// Where a fact comes from.
    pub(super) source: Option<String>,
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
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) mark: Option<Mark>,
    pub(super) words: String,
    pub(super) gap: Option<String>,
}

/// The decision on a promotion.
#[derive(Debug, Serialize)]
pub(super) struct Decided {
    pub(super) code: &'static str,
    pub(super) mark: Mark,
    pub(super) met: usize,
    pub(super) count: usize,
    pub(super) requirements: Vec<Wanted>,
}

/// One requirement of a promotion.
#[derive(Debug, Serialize)]
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

/// Both sides of a comparison.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    pub(super) mark: Mark,
    pub(super) label: String,
    pub(super) had: String,
    pub(super) asked: String,
    pub(super) of: Option<String>,
    pub(super) gap: Option<String>,
    pub(super) words: String,
}

struct Open<'a> {
    told: &'a Explanation,
    parent: &'a Explanation,
    depth: usize,
    last: bool,
}

impl View {
    /// Lays an explanation out in a language.
    pub(super) fn of(root: &Explanation, lang: Lang) -> View {
        let mut teller = Teller {
            lang,
            summarised: BTreeSet::new(),
            seen: BTreeSet::new(),
            conditions: BTreeSet::new(),
            pack: root.pack.as_deref(),
        };
        let mut figures: Vec<&Unverified> = Vec::new();
        let decision = root.steps.iter().find_map(|step| match step {
            Step::Requirements(promotion) => Some(teller.decided(promotion, root.basis.as_deref())),
            _ => None,
        });
        let mut first = teller.told(root, None, true);
        first.decision = decision;
        let mut inputs: Vec<Told> = Vec::new();
        let mut open: Vec<Open<'_>> = Vec::new();
        push(&mut open, root, 0);
        collect(&mut figures, root);
        while let Some(next) = open.pop() {
            collect(&mut figures, next.told);
            inputs.push(teller.told(next.told, Some((next.depth.min(MAX_DEPTH), next.parent)), next.last));
            push(&mut open, next.told, next.depth.saturating_add(1));
        }
        nest(&mut inputs);
        let unverified = figures.iter().map(|figure| phrases::unverified(figure, lang)).collect();
        View { root: first, inputs, unverified }
    }
}

fn push<'a>(open: &mut Vec<Open<'a>>, parent: &'a Explanation, depth: usize) {
    let count = parent.inputs.len();
    for (at, told) in parent.inputs.iter().enumerate().rev() {
        open.push(Open { told, parent, depth, last: at.saturating_add(1) == count });
    }
}

fn collect<'a>(figures: &mut Vec<&'a Unverified>, told: &'a Explanation) {
    for figure in &told.unverified {
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }
}

/// Works out which entries hold the following ones, and how many end after each.
fn nest(inputs: &mut [Told]) {
    let depths: Vec<usize> = inputs.iter().skip(1).map(|told| told.depth).chain([0]).collect();
    for (told, next) in inputs.iter_mut().zip(depths) {
        told.opens = next > told.depth;
        told.closes = told.depth.saturating_sub(next);
    }
}

struct Teller<'a> {
    lang: Lang,
    /// The requirements that the decision tells already.
    summarised: BTreeSet<String>,
    /// The facts and parameters that were told, with their rows.
    seen: BTreeSet<(&'a str, Option<&'a str>)>,
    /// The conditions that were told to hold.
    conditions: BTreeSet<String>,
    pack: Option<&'a str>,
}

impl<'a> Teller<'a> {
    fn pick(&self, words: &Text) -> String {
        words.get(self.lang).to_owned()
    }

    fn told(&mut self, e: &'a Explanation, place: Option<(usize, &Explanation)>, last: bool) -> Told {
        let lang = self.lang;
        let depth = place.map(|(depth, _)| depth);
        let leaf = matches!(e.role, Role::Fact | Role::Parameter);
        let again = leaf && !self.seen.insert((&e.name, e.row.as_ref().map(|row| row.id.as_str())));
        let requirement = e.role == Role::Rule(Kind::Requirement);
        let promotion = e.steps.iter().find_map(|step| match step {
            Step::Requirements(promotion) => Some(promotion),
            _ => None,
        });
        let truth = e.json.as_ref().and_then(serde_json::Value::as_bool);
        let mark = match (promotion, truth) {
            (Some(promotion), _) => Some(phrases::decision(promotion.decision, lang)),
            (None, Some(truth)) if requirement => Some(phrases::holds(Some(truth), lang)),
            _ if missing(e) => Some(phrases::not_given(lang)),
            _ => phrases::status(e.status, lang),
        };
        // A mark says what a bare yes or no would.
        let value = e.value.as_ref().filter(|_| mark.is_none()).map(|value| self.pick(value));
        let own_figure = e.role == Role::Parameter && !e.unverified.is_empty();
        let lines = if again { Vec::new() } else { self.lines(e, depth) };
        Told {
            depth: depth.unwrap_or(0),
            role: role_word(e.role),
            label: self.pick(&e.label),
            row: e.row.as_ref().map(|row| self.pick(row)),
            value,
            mark,
            basis: self.brackets(e, place.map(|(_, parent)| parent)).filter(|_| !again),
            source: e.source.as_deref().filter(|_| !again).map(str::to_owned),
            unverified: own_figure,
            repeated: e.repeated,
            decision: None,
            lines,
            opens: false,
            closes: 0,
            last,
        }
    }

    /// What stands in brackets; a citation that the entry above has too is not repeated.
    fn brackets(&self, e: &Explanation, parent: Option<&Explanation>) -> Option<String> {
        let above = parent.and_then(|parent| parent.basis.as_deref());
        let pack = e.pack.as_deref().filter(|pack| self.pack != Some(pack)).map(|pack| {
            let words = text!("pack {pack}", "pack {pack}");
            self.pick(&words)
        });
        let basis = e.basis.as_deref().filter(|own| !own.is_empty() && above != Some(own)).map(str::to_owned);
        let parts: Vec<String> = [basis, e.period.as_ref().and_then(|p| phrases::period(p, self.lang)), pack]
            .into_iter()
            .flatten()
            .collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    fn lines(&mut self, e: &Explanation, depth: Option<usize>) -> Vec<Line> {
        let lang = self.lang;
        let summary = depth.is_none() && e.steps.iter().any(|s| matches!(s, Step::Requirements(_)));
        let mut lines = Vec::new();
        let mut add = |class, words: String| lines.push(Line { class, mark: None, words, gap: None });
        // What an input says of itself below is not said here too, and a missing fact says it all with its name.
        let below = depth.is_some() && e.inputs.iter().any(|input| !input.causes.is_empty());
        let unapplied = e.status == Status::NotApplicable
            && e.steps.iter().any(|step| matches!(step, Step::Applies { holds: Some(false), .. }));
        // The requirements of a decision tell what they lack, and a rule that does not apply says why.
        let elsewhere = missing(e) || summary || unapplied;
        let own = |cause: &Text| cause.get(lang).starts_with(e.label.get(lang));
        let causes = e.causes.iter().filter(|cause| !elsewhere && (!below || own(cause)));
        causes.for_each(|cause| add("cause", cause.get(lang).to_owned()));
        if e.is_judgement && e.causes.is_empty() {
            add("judgement", phrases::judgement(e.judgement.as_ref(), lang));
        }
        let met = e.json.as_ref().and_then(serde_json::Value::as_bool) == Some(true);
        for step in &e.steps {
            // Of a requirement that is met, what failed was only one way of meeting it.
            let beside =
                |c: &Comparison| met && e.role == Role::Rule(Kind::Requirement) && c.holds != Some(true);
            if matches!(step, Step::Compared(c) if beside(c)) {
                continue;
            }
            let Some(line) = self.step(e, step) else { continue };
            // The same condition holds for many rules of a chapter: it is told once.
            let common = matches!(step, Step::Applies { holds: Some(true), .. });
            if !common || self.conditions.insert(line.words.clone()) {
                lines.push(line);
            }
        }
        // What a parameter says of itself below is not said of the rule that reads it.
        let said = |figure: &Unverified| {
            e.role == Role::Parameter
                || e.inputs.iter().any(|i| i.role == Role::Parameter && i.label == figure.label)
        };
        for figure in e.unverified.iter().filter(|figure| !said(figure)) {
            // The row has told its note already.
            let noted = |step: &Step| matches!(step, Step::Row { note, .. } if *note == figure.note);
            let note = figure.note.clone().filter(|_| !e.steps.iter().any(noted));
            let figure = phrases::unverified(&Unverified { note, ..figure.clone() }, lang);
            let words = text!(
                "Belum dicocokkan dengan sumbernya: {figure}",
                "Not yet checked against its source: {figure}"
            );
            lines.push(Line { class: "unverified", mark: None, words: self.pick(&words), gap: None });
        }
        lines
    }

    fn step(&self, e: &Explanation, step: &Step) -> Option<Line> {
        let lang = self.lang;
        let plain = |class, words: String| Some(Line { class, mark: None, words, gap: None });
        match step {
            Step::Applies { holds, comparisons } => plain("applies", self.applies(*holds, comparisons)),
            Step::Row { table, line, cells, result, basis, note } => {
                let cells: Vec<String> = cells
                    .iter()
                    .map(|(label, asked)| format!("{} {}", label.get(lang), asked.get(lang)))
                    .collect();
                let (cells, table, result) = (cells.join("; "), table.get(lang), result.get(lang));
                let mut words = if cells.is_empty() {
                    text!(
                        "Menurut tabel {table}, baris {line}: {result}.",
                        "By table {table}, line {line}: {result}."
                    )
                } else {
                    text!(
                        "Menurut tabel {table}, baris {line}: {cells}, maka {result}.",
                        "By table {table}, line {line}: {cells}, so {result}."
                    )
                }
                .get(lang)
                .to_owned();
                if let Some(basis) = basis.as_deref().filter(|basis| !basis.is_empty()) {
                    words.push_str(&format!(" [{basis}]"));
                }
                if let Some(note) = note.as_deref().filter(|note| !note.is_empty()) {
                    let note = phrases::sentence(note);
                    words.push_str(text!(" Catatan: {note}", " Note: {note}").get(lang));
                }
                plain("row", words)
            }
            Step::Compared(c) if e.role == Role::Rule(Kind::Requirement) => Some(Line {
                class: "compared",
                mark: Some(phrases::holds(c.holds, lang)),
                words: phrases::required(c, lang),
                gap: phrases::gap(c, lang),
            }),
            Step::Compared(c) => plain("tested", phrases::tested(c, lang)),
            Step::Formula(formula) => plain("formula", self.formula(e, formula)),
            Step::Says(_) | Step::Advises(_) if self.summarised.contains(&*e.name) => None,
            Step::Says(words) => plain("says", phrases::sentence(words.get(lang))),
            Step::Advises(words) => {
                let advice = phrases::sentence(words.get(lang));
                plain("advice", self.pick(&text!("Saran: {advice}", "Advice: {advice}")))
            }
            Step::Requirements(_) => None,
            Step::Given => plain(
                "given",
                self.pick(&text!(
                    "Nilai ini diberikan, tidak dihitung.",
                    "This value was given, not worked out."
                )),
            ),
        }
    }

    fn applies(&self, holds: Option<bool>, comparisons: &[Comparison]) -> String {
        let lang = self.lang;
        let failed: Vec<&Comparison> = comparisons.iter().filter(|c| c.holds != Some(true)).collect();
        let told: Vec<String> = match holds {
            Some(true) => {
                let held = comparisons.iter().filter(|c| c.holds == Some(true));
                held.map(|c| phrases::holding(c, lang)).collect()
            }
            _ => failed.into_iter().map(|c| phrases::failing(c, lang)).collect(),
        };
        let why = told.join("; ");
        let words = match (holds, why.is_empty()) {
            (Some(true), false) => text!("Berlaku karena {why}.", "Applies because {why}."),
            (Some(true), true) => text!("Syarat berlakunya terpenuhi.", "The condition for it holds."),
            (Some(false), false) => {
                text!("Tidak berlaku: hanya bila {why}.", "Does not apply: only where {why}.")
            }
            (Some(false), true) => {
                text!(
                    "Tidak berlaku: syarat berlakunya tidak terpenuhi.",
                    "Does not apply: its condition does not hold."
                )
            }
            (None, false) => text!(
                "Belum diketahui apakah berlaku: hanya bila {why}.",
                "Not known whether it applies: only where {why}."
            ),
            (None, true) => text!("Belum diketahui apakah berlaku.", "Not known whether it applies."),
        };
        self.pick(&words)
    }

    fn formula(&self, e: &Explanation, formula: &Text) -> String {
        let formula = formula.get(self.lang);
        let shown = e.value.as_ref().map(|value| value.get(self.lang));
        // A sum tells its value first: it need not be told again.
        let told =
            shown.and_then(|v| v.split(' ').next()).is_some_and(|v| formula.starts_with(&format!("{v} (")));
        let words = match shown {
            Some(value) if !told => text!("Dihitung: {formula} = {value}", "Worked out: {formula} = {value}"),
            _ => text!("Dihitung: {formula}", "Worked out: {formula}"),
        };
        self.pick(&words)
    }

    fn decided(&mut self, promotion: &Promotion, basis: Option<&str>) -> Decided {
        let lang = self.lang;
        let requirements: Vec<Wanted> =
            promotion.requirements.iter().map(|r| self.wanted(r, basis)).collect();
        self.summarised.extend(promotion.requirements.iter().map(|r| r.name.to_string()));
        let applying =
            promotion.requirements.iter().filter(|r| r.state != crate::outcome::State::NotApplicable);
        Decided {
            code: promotion.decision.code(),
            mark: phrases::decision(promotion.decision, lang),
            met: requirements.iter().filter(|r| r.mark.class == "met").count(),
            count: applying.count(),
            requirements,
        }
    }

    fn wanted(&self, r: &Requirement, basis: Option<&str>) -> Wanted {
        let lang = self.lang;
        let compared: Vec<Compared> = r
            .comparisons
            .iter()
            .map(|c| Compared {
                mark: phrases::holds(c.holds, lang),
                label: phrases::left_label(c, lang),
                had: phrases::had(c, lang),
                asked: phrases::asked(c, lang),
                of: phrases::right_label(c, lang),
                gap: phrases::gap(c, lang),
                words: phrases::required(c, lang),
            })
            .collect();
        let missing = r.state == crate::outcome::State::NotMet;
        Wanted {
            label: self.pick(&r.label),
            mark: phrases::state(r.state, lang),
            gaps: if missing { compared.iter().filter_map(|c| c.gap.clone()).collect() } else { Vec::new() },
            text: r.text.as_ref().map(|words| phrases::sentence(words.get(lang))),
            causes: r.causes.iter().map(|cause| self.pick(cause)).collect(),
            compared,
            advice: r.advice.as_ref().map(|words| phrases::sentence(words.get(lang))),
            basis: r.basis.as_deref().filter(|own| basis != Some(own) && !own.is_empty()).map(str::to_owned),
        }
    }
}

/// Whether this is a fact that was not given and nothing more is to be said of it.
fn missing(e: &Explanation) -> bool {
    e.role == Role::Fact && e.status == Status::Undetermined && e.causes.len() == 1
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Fact => "fact",
        Role::Parameter => "parameter",
        Role::Rule(Kind::Score) => "score",
        Role::Rule(Kind::Requirement) => "requirement",
        Role::Rule(Kind::Promotion) => "promotion",
        Role::Rule(Kind::Trigger) => "trigger",
        Role::AsOf => "date",
    }
}
