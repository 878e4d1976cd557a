//! A pack as a handbook for the people whose rules it holds: everything that it says on a day, with citations.

mod cases;
mod law;
mod names;
mod pages;
mod rules;
mod schema;
mod tables;
#[cfg(test)]
mod tests;

use self::cases::ExceptionView;
use self::law::{CatalogueRow, ParameterView};
use self::names::{Names, Ref};
use self::pages::{Page, Plain};
use self::rules::{Idle, PromotionView, Topic};
use self::schema::{EnumView, FactView, ListView};
use super::parts::Parts;
use super::phrases;
use super::templates::fill;
use crate::outcome::words;
use crate::plan::Pack;
use crate::text;
use crate::value::{Date, Lang};

impl Pack {
    /// The pack as a handbook in Markdown: what it knows, what the law sets, every rule with its basis and its own
    /// text and cases, tables, catalogue, promotions, exceptions for protected facts, and at the end the figures that
    /// still have to be checked.
    ///
    /// It tells what is in force on the date. Nothing that the pack says can become markup.
    #[must_use]
    pub fn describe_markdown(&self, as_of: Date, lang: Lang) -> String {
        squeeze(&fill(&Plain { p: Parts(lang), book: Handbook::of(self, as_of, lang) }))
    }

    /// The handbook of [`Pack::describe_markdown`] as a page: self-contained HTML without scripts, with links
    /// between what rests on what, for screen and paper.
    #[must_use]
    pub fn describe_html(&self, as_of: Date, lang: Lang) -> String {
        fill(&Page { p: Parts(lang), book: Handbook::of(self, as_of, lang) })
    }
}

/// Everything that the handbook shows, in one language.
struct Handbook {
    title: String,
    id: String,
    version: String,
    digest: String,
    as_of: String,
    regimes: Vec<RegimeView>,
    outputs: Vec<Ref>,
    triggers: bool,
    promotions: Vec<PromotionView>,
    exceptions: Vec<ExceptionView>,
    unverified: Vec<Doubts>,
    unverified_figures: usize,
    topics: Vec<Topic>,
    parameters: Vec<ParameterView>,
    catalogue: Vec<CatalogueRow>,
    facts: Vec<FactView>,
    lists: Vec<ListView>,
    enums: Vec<EnumView>,
    idle: Vec<Idle>,
}

struct RegimeView {
    words: String,
    current: bool,
}

/// The figures of one parameter or table whose source somebody still has to see.
struct Doubts {
    label: String,
    anchor: Option<String>,
    /// The basis, where all of them have the same; else each tells its own.
    basis: Option<String>,
    figures: Vec<Doubt>,
}

/// A figure whose source somebody still has to see.
struct Doubt {
    what: String,
    basis: Option<String>,
    note: Option<String>,
}

impl Doubts {
    /// Puts the figures of a parameter or table together; nothing where there are none.
    fn of(label: String, anchor: Option<String>, mut figures: Vec<Doubt>) -> Option<Doubts> {
        let basis = figures.first()?.basis.clone();
        if figures.iter().any(|figure| figure.basis != basis) {
            return Some(Doubts { label, anchor, basis: None, figures });
        }
        for figure in &mut figures {
            figure.basis = None;
        }
        Some(Doubts { label, anchor, basis, figures })
    }
}

impl Handbook {
    fn of(pack: &Pack, as_of: Date, lang: Lang) -> Handbook {
        let program = pack.program(as_of);
        let names = Names::new(pack.linked(), &program, pack.linked().regime_of(as_of), lang);
        let regimes = pack.regimes().iter().map(|regime| RegimeView {
            words: phrases::period(&regime.period, lang)
                .unwrap_or_else(|| text!("sepanjang waktu", "at all times").get(lang).to_owned()),
            current: regime.period.contains(as_of),
        });
        let defaults = pack.default_outputs();
        let (lists, enums) = (schema::lists(&names), schema::enums(&names));
        let mut unverified = law::doubts(&names);
        unverified.extend(tables::doubts(&names));
        Handbook {
            title: pack.title().to_owned(),
            id: pack.id().to_owned(),
            version: pack.version().to_owned(),
            digest: pack.digest().to_owned(),
            as_of: words::date(as_of, lang),
            regimes: regimes.collect(),
            outputs: defaults.iter().filter(|n| &***n != "triggers").map(|n| names.refer(n)).collect(),
            triggers: defaults.iter().any(|name| &**name == "triggers"),
            promotions: rules::promotions(&names),
            exceptions: cases::exceptions(&names),
            unverified_figures: unverified.iter().map(|of| of.figures.len()).sum(),
            unverified,
            topics: rules::topics(&names, pack.graph(as_of)),
            parameters: law::parameters(&names, as_of),
            catalogue: law::catalogue(&names),
            facts: schema::facts(&names),
            lists,
            enums,
            idle: rules::idle(&names),
        }
    }
}

/// Puts at most one empty line between paragraphs; text in code fences stays as it is.
fn squeeze(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let (mut fence, mut blank) = (None::<&str>, true);
    for line in page.lines() {
        let ticks = line.get(..line.find(|c| c != '`').unwrap_or(line.len())).unwrap_or("");
        match fence {
            Some(open) if line == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        let empty = line.trim().is_empty() && fence.is_none();
        if empty && blank {
            continue;
        }
        out.push_str(if fence.is_some() { line } else { line.trim_end() });
        out.push('\n');
        blank = empty;
    }
    out
}
