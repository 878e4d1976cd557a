//! One entry of an explanation in words: what it is called, what it has, and how that came about.

use std::borrow::Cow;

use super::phrases;
use super::tree::{Explanation, Role, Step};
use super::view::{Compared, Decided, Line, Told, Wanted};
use super::worth::Worth;
use crate::outcome::{Comparison, Promotion, Requirement, State, Unverified};
use crate::script::ast::Kind;
use crate::value::{Few, Lang, Status, Text, words_in};

/// Puts the entries of one explanation into words, and remembers what it has told.
pub(super) struct Teller<'a> {
    lang: Lang,
    /// The requirements that the decision tells already.
    summarised: Few<String>,
    /// The facts and parameters that were told, with their rows.
    seen: Few<(&'a str, Option<&'a str>)>,
    /// The conditions that were told to hold.
    conditions: Few<String>,
    pack: Option<&'a str>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(lang: Lang, pack: Option<&'a str>) -> Teller<'a> {
        let (summarised, seen, conditions) = (Few::default(), Few::default(), Few::default());
        Teller { lang, summarised, seen, conditions, pack }
    }

    fn pick(&self, words: &Text) -> String {
        words.get(self.lang).to_owned()
    }

    /// Tells an entry; its place is the depth and what rests on it, absent for the root.
    pub(super) fn told(
        &mut self,
        e: &'a Explanation,
        place: Option<(usize, &Explanation)>,
        last: bool,
    ) -> Told<'a> {
        let lang = self.lang;
        let depth = place.map(|(depth, _)| depth);
        let leaf = matches!(e.role, Role::Fact | Role::Parameter);
        let again = leaf && !self.seen.insert((&e.name, e.row.as_ref().map(|row| row.id.as_str())));
        let requirement = e.role == Role::Rule(Kind::Requirement);
        let promotion = e.steps.iter().find_map(|step| match step {
            Step::Requirements(promotion) => Some(promotion),
            _ => None,
        });
        let truth = e.value.as_ref().and_then(Worth::truth);
        let mark = match (promotion, truth) {
            (Some(promotion), _) => Some(phrases::decision(promotion.decision, lang)),
            (None, Some(truth)) if requirement => Some(phrases::holds(Some(truth), lang)),
            _ if missing(e) => Some(phrases::not_given(lang)),
            _ => phrases::status(e.status, lang),
        };
        // A mark says what a bare yes or no would.
        let value = e.value.as_ref().filter(|_| mark.is_none()).map(|value| value.words(lang));
        let own_figure = e.role == Role::Parameter && !e.unverified.is_empty();
        let lines = if again { Vec::new() } else { self.lines(e, depth) };
        Told {
            depth: depth.unwrap_or(0),
            role: role_word(e.role),
            label: e.label.get(lang),
            row: e.row.as_ref().map(|row| row.get(lang)),
            value,
            mark,
            basis: self.brackets(e, place.map(|(_, parent)| parent)).filter(|_| !again),
            source: e.source.as_deref().filter(|_| !again),
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
    fn brackets(&self, e: &'a Explanation, parent: Option<&Explanation>) -> Option<Cow<'a, str>> {
        let above = parent.and_then(|parent| parent.basis.as_deref());
        let pack = e.pack.as_deref().filter(|pack| self.pack != Some(pack));
        let pack = pack.map(|pack| Cow::Owned(words_in!(self.lang, "pack {pack}", "pack {pack}")));
        let basis = e.basis.as_deref().filter(|own| !own.is_empty() && above != Some(own)).map(Cow::Borrowed);
        let period = e.period.as_ref().and_then(|p| phrases::period(p, self.lang)).map(Cow::Owned);
        let mut parts = [basis, period, pack].into_iter().flatten();
        let first = parts.next()?;
        Some(parts.fold(first, |told, next| Cow::Owned(format!("{told}; {next}"))))
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
        let met = e.value.as_ref().and_then(Worth::truth) == Some(true);
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
                || e.inputs.iter().any(|i| i.role == Role::Parameter && *i.label == figure.label)
        };
        for figure in e.unverified.iter().map(|figure| &figure.told).filter(|figure| !said(figure)) {
            // The row has told its note already.
            let noted = |step: &Step| matches!(step, Step::Row { note, .. } if *note == figure.note);
            let note = figure.note.clone().filter(|_| !e.steps.iter().any(noted));
            let figure = phrases::unverified(&Unverified { note, ..figure.clone() }, lang);
            let words = words_in!(
                lang,
                "Belum dicocokkan dengan sumbernya: {figure}",
                "Not yet checked against its source: {figure}"
            );
            lines.push(Line { class: "unverified", mark: None, words, gap: None });
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
                    words_in!(
                        lang,
                        "Menurut tabel {table}, baris {line}: {result}.",
                        "By table {table}, line {line}: {result}."
                    )
                } else {
                    words_in!(
                        lang,
                        "Menurut tabel {table}, baris {line}: {cells}, maka {result}.",
                        "By table {table}, line {line}: {cells}, so {result}."
                    )
                };
                if let Some(basis) = basis.as_deref().filter(|basis| !basis.is_empty()) {
                    words.push_str(&format!(" [{basis}]"));
                }
                if let Some(note) = note.as_deref().filter(|note| !note.is_empty()) {
                    let note = phrases::sentence(note);
                    words.push_str(&words_in!(lang, " Catatan: {note}", " Note: {note}"));
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
            // Never left out: whoever reads a decision is to see that it rests on protected data.
            Step::Excepted(words) => plain("excepted", phrases::sentence(words.get(lang))),
            Step::Advises(words) => {
                let advice = phrases::sentence(words.get(lang));
                plain("advice", words_in!(lang, "Saran: {advice}", "Advice: {advice}"))
            }
            Step::Requirements(_) => None,
            Step::Given => plain(
                "given",
                words_in!(
                    lang,
                    "Nilai ini diberikan, tidak dihitung.",
                    "This value was given, not worked out."
                ),
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
        match (holds, why.is_empty()) {
            (Some(true), false) => words_in!(lang, "Berlaku karena {why}.", "Applies because {why}."),
            (Some(true), true) => {
                words_in!(lang, "Syarat berlakunya terpenuhi.", "The condition for it holds.")
            }
            (Some(false), false) => {
                words_in!(lang, "Tidak berlaku: hanya bila {why}.", "Does not apply: only where {why}.")
            }
            (Some(false), true) => {
                words_in!(
                    lang,
                    "Tidak berlaku: syarat berlakunya tidak terpenuhi.",
                    "Does not apply: its condition does not hold."
                )
            }
            (None, false) => words_in!(
                lang,
                "Belum diketahui apakah berlaku: hanya bila {why}.",
                "Not known whether it applies: only where {why}."
            ),
            (None, true) => {
                words_in!(lang, "Belum diketahui apakah berlaku.", "Not known whether it applies.")
            }
        }
    }

    fn formula(&self, e: &Explanation, formula: &Text) -> String {
        let formula = formula.get(self.lang);
        let shown = e.value.as_ref().map(|value| value.words(self.lang));
        // A sum tells its value first: it need not be told again.
        let told = shown
            .as_deref()
            .and_then(|v| v.split(' ').next())
            .is_some_and(|v| formula.starts_with(&format!("{v} (")));
        match shown {
            Some(value) if !told => {
                words_in!(self.lang, "Dihitung: {formula} = {value}", "Worked out: {formula} = {value}")
            }
            _ => words_in!(self.lang, "Dihitung: {formula}", "Worked out: {formula}"),
        }
    }

    /// Tells the decision on a promotion; its requirements are not told again further down.
    pub(super) fn decided(&mut self, promotion: &Promotion, basis: Option<&str>) -> Decided {
        let lang = self.lang;
        let requirements: Vec<Wanted> =
            promotion.requirements.iter().map(|r| self.wanted(r, basis)).collect();
        self.summarised.extend(promotion.requirements.iter().map(|r| r.name.to_string()));
        let applying = promotion.requirements.iter().filter(|r| r.state != State::NotApplicable);
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
                gap: phrases::gap(c, lang),
                words: phrases::required(c, lang),
            })
            .collect();
        let missing = r.state == State::NotMet;
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
