//! Explanations and outcomes as pages: one file each, without scripts and without anything from outside.

use askama::Template;

use super::parts::Parts;
use super::phrases;
use super::templates::{Shown, fill};
use super::tree::{Explanation, Role};
use super::view::View;
use crate::outcome::{Called, ENGINE, Outcome, Triggers, words};
use crate::script::ast::Kind;
use crate::text;
use crate::typing::program::Program;
use crate::value::{Lang, Number, Text};

impl Explanation {
    /// The explanation as a page of its own: self-contained HTML without scripts, for screen and paper.
    ///
    /// Everything that comes from a pack or from facts is escaped.
    #[must_use]
    pub fn to_html(&self, lang: Lang) -> String {
        fill(&Explained { p: Parts(lang), view: View::of(self, lang) })
    }
}

impl Outcome {
    /// The whole outcome as a page: promotions with every requirement, what is called for, every output, and how
    /// each came about.
    ///
    /// Self-contained HTML without scripts, for screen and paper. Everything that comes from a pack or from facts
    /// is escaped. The page holds the subject's values, because that is its purpose.
    #[must_use]
    pub fn to_html(&self, lang: Lang) -> String {
        let (explanations, triggers) = self.explain_all();
        let mut issues: Vec<String> = Vec::new();
        for issue in self.issues() {
            let words = issue.message.get(lang).to_owned();
            if !issues.contains(&words) {
                issues.push(words);
            }
        }
        let plan = self.plan();
        let page = Page::of(&explanations, plan.gives_triggers().then_some(&triggers), plan.program(), lang);
        let pack = plan.bundle();
        fill(&Page {
            as_of: words::date(plan.as_of(), lang),
            issues,
            pack_title: pack.title(),
            pack: pack.id(),
            version: pack.version(),
            digest: pack.digest(),
            ..page
        })
    }
}

#[derive(Template)]
#[template(path = "explanation.html")]
struct Explained<'a> {
    p: Parts,
    view: View<'a>,
}

#[derive(Default, Template)]
#[template(path = "outcome.html")]
struct Page<'a> {
    p: Parts,
    title: &'static str,
    as_of: String,
    issues: Vec<String>,
    promotions: Vec<View<'a>>,
    triggers: Option<TriggersView>,
    results: Vec<View<'a>>,
    unverified: Vec<String>,
    pack_title: &'a str,
    pack: &'a str,
    version: &'a str,
    digest: &'a str,
    engine: &'static str,
}

struct TriggersView {
    called: Vec<CalledView>,
    hours: Option<String>,
    cost: Option<String>,
    undetermined: Vec<OpenView>,
}

struct CalledView {
    code: String,
    title: String,
    kind: String,
    provider: Option<String>,
    hours: Option<String>,
    cost: Option<String>,
    prerequisite: String,
    reasons: Vec<ReasonView>,
}

#[derive(PartialEq)]
struct ReasonView {
    kind: Option<String>,
    words: String,
}

struct OpenView {
    label: String,
    causes: String,
}

impl<'a> Page<'a> {
    fn of(
        explanations: &'a [Explanation],
        triggers: Option<&Triggers>,
        program: &Program,
        lang: Lang,
    ) -> Page<'a> {
        let p = Parts(lang);
        let mut page = Page {
            p,
            title: p.t("Hasil penerapan aturan", "What follows from the rules"),
            triggers: triggers.map(|found| TriggersView::of(found, program, lang)),
            engine: ENGINE,
            ..Page::default()
        };
        for told in explanations {
            let view = View::of(told, lang);
            for figure in &view.unverified {
                if !page.unverified.contains(figure) {
                    page.unverified.push(figure.clone());
                }
            }
            let promotion = told.role == Role::Rule(Kind::Promotion) && view.root.decision.is_some();
            if promotion { page.promotions.push(view) } else { page.results.push(view) }
        }
        page
    }
}

/// The sum of what is known; nothing where nothing is, or where it does not fit.
fn sum(amounts: impl Iterator<Item = Option<Number>>) -> Option<Number> {
    let total = amounts.flatten().try_fold(Number::ZERO, Number::checked_add)?;
    (!total.is_zero()).then_some(total)
}

impl TriggersView {
    fn of(found: &Triggers, program: &Program, lang: Lang) -> TriggersView {
        let hours = sum(found.called.iter().map(|called| called.item.hours));
        let cost = sum(found.called.iter().map(|called| called.item.cost));
        let undetermined = found.undetermined.iter().map(|open| {
            let label = words::label_of(program, &open.rule).get(lang).to_owned();
            let label = match open.row.map(|row| row.saturating_add(1)) {
                Some(row) => text!("{label}, baris {row}", "{label}, row {row}").get(lang).to_owned(),
                None => label,
            };
            let causes: Vec<String> =
                words::causes(program, &open.causes).iter().map(|cause| cause.get(lang).to_owned()).collect();
            OpenView { label, causes: causes.join(" ") }
        });
        TriggersView {
            called: found.called.iter().map(|called| CalledView::of(called, program, lang)).collect(),
            hours: hours.map(|total| phrases::hours(total, lang)),
            cost: cost.map(|total| phrases::rupiah(total, lang)),
            undetermined: undetermined.collect(),
        }
    }
}

impl CalledView {
    fn of(called: &Called, program: &Program, lang: Lang) -> CalledView {
        let item = &called.item;
        let title = |code: &str| match program.catalogue.items.get(code) {
            Some(item) if lang == Lang::En => item.title_en.as_deref().unwrap_or(&item.title).to_owned(),
            Some(item) => item.title.to_string(),
            None => code.to_owned(),
        };
        let before: Vec<String> = item.prerequisite.iter().map(|code| title(code)).collect();
        let mut reasons: Vec<ReasonView> = Vec::new();
        for reason in &called.reasons {
            let kind = reason.kind.map(|kind| kind.text().get(lang).to_owned());
            let told = ReasonView { kind, words: phrases::sentence(reason.text.get(lang)) };
            if !reasons.contains(&told) {
                reasons.push(told);
            }
        }
        CalledView {
            code: item.code.to_string(),
            title: match (lang, &item.title_en) {
                (Lang::En, Some(title)) => title.to_string(),
                _ => item.title.to_string(),
            },
            kind: kind_of_item(&item.kind).get(lang).to_owned(),
            provider: item.provider.as_deref().map(str::to_owned),
            hours: item.hours.map(|hours| phrases::hours(hours, lang)),
            cost: item.cost.map(|cost| phrases::rupiah(cost, lang)),
            prerequisite: before.join(text!(" atau ", " or ").get(lang)),
            reasons,
        }
    }
}

/// The kind of a catalogue item in words.
pub(super) fn kind_of_item(kind: &str) -> Text {
    match kind {
        "course" => text!("pelatihan", "course"),
        "coaching" => text!("bimbingan", "coaching"),
        "study" => text!("studi lanjut", "further study"),
        "reward" => text!("penghargaan", "reward"),
        "service" => text!("perbaikan layanan", "service improvement"),
        other => text!("{other}", "{other}"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::explain::samples;
    use crate::outcome::{CalledReason, UndeterminedTrigger};
    use crate::script::ast::ReasonKind;
    use crate::typing::program::CatalogueItem;
    use crate::{Cause, Causes};

    fn triggers() -> Triggers {
        let item = CatalogueItem {
            code: Arc::from("DIG-3"),
            kind: Arc::from("course"),
            title: Arc::from("Literasi digital <b>menengah</b>"),
            title_en: Some(Arc::from("Digital literacy, intermediate")),
            provider: Some(Arc::from("LAN")),
            hours: Some(Number::from(24u32)),
            cost: Some(Number::from(1_800_000u32)),
            prerequisite: vec![Arc::from("DIG-2")],
        };
        let mut other = item.clone();
        other.code = Arc::from("DIG-4");
        other.cost = Some(Number::from(700_000u32));
        let reason = CalledReason {
            rule: Arc::from("pelatihan"),
            row: None,
            priority: Number::ONE,
            kind: Some(ReasonKind::Gap),
            text: samples::both("literasi digital kurang 1 tingkat", "digital literacy 1 level short"),
        };
        let called = |item| Called { item, priority: Number::ONE, reasons: vec![reason.clone()] };
        Triggers {
            called: vec![called(item), called(other)],
            undetermined: vec![UndeterminedTrigger {
                rule: Arc::from("studi_lanjut"),
                row: Some(0),
                causes: Causes::one(Cause::Missing(Arc::from("tingkat_pendidikan"))),
            }],
        }
    }

    fn outcome_page(lang: Lang) -> String {
        let explanations = [samples::promotion(), samples::score(), samples::hostile()];
        fill(&Page::of(&explanations, Some(&triggers()), &Program::default(), lang))
    }

    #[test]
    fn a_label_never_becomes_markup() {
        for lang in [Lang::Id, Lang::En] {
            for page in [samples::hostile().to_html(lang), outcome_page(lang)] {
                assert!(!page.contains("<img"), "{page}");
                assert!(!page.contains("<b>"), "{page}");
                assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"), "{page}");
            }
        }
    }

    #[test]
    fn a_page_stands_alone() {
        for page in [samples::promotion().to_html(Lang::Id), outcome_page(Lang::En)] {
            for outside in ["<script", "http:", "https:", "url(", "@import", "src="] {
                assert!(!page.replace("src=x", "").contains(outside), "{outside}");
            }
            assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
            assert_eq!(page.matches("<ul").count(), page.matches("</ul>").count());
            assert_eq!(page.matches("<li").count(), page.matches("</li>").count());
        }
    }

    #[test]
    fn the_shortfall_and_the_source_of_what_is_missing_are_shown() {
        let page = samples::promotion().to_html(Lang::Id);
        assert!(page.contains("<html lang=\"id\">"));
        assert!(page.contains("<strong>TMS</strong> <span>tidak memenuhi syarat</span>"), "{page}");
        assert!(page.contains("<strong class=\"gap big\">kurang 1,5 tahun</strong>"), "{page}");
        assert!(page.contains("Ijazah belum diketahui; isiannya berasal dari SIASN."));
        let page = samples::promotion().to_html(Lang::En);
        assert!(page.contains("<html lang=\"en\">"));
        assert!(page.contains("1.5 years short"));
        assert!(page.contains("The degree is not known; it comes from SIASN."));
    }

    #[test]
    fn triggers_tell_hours_rupiah_and_their_totals() {
        let page = outcome_page(Lang::Id);
        assert!(page.contains("Rp1.800.000") && page.contains("24 JP"), "{page}");
        assert!(page.contains("Rp2.500.000") && page.contains("48 JP"), "{page}");
        assert!(page.contains("studi_lanjut, baris 1: tingkat_pendidikan belum diketahui."), "{page}");
        let page = outcome_page(Lang::En);
        assert!(page.contains("Rp2,500,000") && page.contains("48 lesson hours"), "{page}");
        assert!(page.contains("Digital literacy, intermediate"), "{page}");
    }

    #[test]
    fn a_chain_of_thousands_is_only_long() {
        let page = samples::chain(3000).to_html(Lang::Id);
        assert_eq!(page.matches("Langkah").count(), 3002);
        assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
    }

    #[test]
    fn a_real_outcome_tells_promotions_triggers_and_every_output() {
        let pack = crate::Pack::from_dir("../rules/nasional").unwrap();
        let plan = pack.plan(crate::date(2026, 1, 1), [""; 0]).unwrap();
        let facts = crate::Facts::from_json_text(
            r#"{"status_pegawai": "pns", "kedudukan_hukum": "aktif", "jenis_jabatan": "pelaksana",
                "golongan": "III/a", "tmt_golongan": "2022-01-02", "tingkat_pendidikan": "s1",
                "kompetensi": [{"kode": "literasi_digital", "level_pegawai": 2, "level_standar": 3}],
                "riwayat_diklat": [],
                "tidak_dikenal": "<img src=x>"}"#,
        )
        .unwrap();
        let page = plan.evaluate(&facts).unwrap().to_html(Lang::Id);
        for told in [
            "Hasil per 1 Januari 2026",
            "<strong>TMS</strong> <span>tidak memenuhi syarat</span>",
            "<strong class=\"gap big\">kurang 1 tahun</strong>",
            "isiannya berasal dari riwayat hukuman disiplin SIASN.",
            "Literasi digital menengah",
            "Rp1.800.000",
            "Ada fakta yang perlu diperbaiki",
            pack.digest(),
        ] {
            assert!(page.contains(told), "{told}");
        }
        assert!(!page.contains("<img"));
        assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
    }
}
