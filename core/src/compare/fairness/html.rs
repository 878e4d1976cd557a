//! Rates by group as a page of its own.

use super::text::{cell, interval_words, rate, ratio_words, verdict};
use super::{Fair, FairGroup, FairGrouping};
use crate::compare::exact::percent;
use crate::compare::page::{escape, figures, page, ten_thousandths};
use crate::text;
use crate::value::Lang;

/// The width of the drawing of a rate, in which a share of one is this long.
const WIDTH: u64 = 240;

/// Room on each side of it, so that ends and dots are whole.
const ROOM: u64 = 8;

impl Fair {
    /// The rates as a page: without script, everything in it escaped, to be read on a screen or on paper.
    #[must_use]
    pub fn to_html(&self, lang: Lang) -> String {
        let title = self.title(lang);
        let mut body = format!(
            "<header><h1>{}</h1>\n<p>{} <code>{}</code></p>\n<p><code>{}</code></p></header>\n",
            escape(&title),
            escape(&self.plan.title),
            escape(&self.plan.words(lang)),
            escape(&self.rate)
        );
        let word = |text: crate::value::Text| text.get(lang).to_owned();
        body.push_str(&figures(&[
            (word(text!("Orang", "Subjects")), cell(self.all.subjects, lang)),
            (word(text!("Bagian", "Rate")), rate(&self.all, lang)),
            (word(text!("Selang 95%", "95% interval")), or_dash(interval_words(&self.all, lang))),
            (word(text!("Belum dapat dipastikan", "Undetermined")), cell(self.all.undetermined, lang)),
            (word(text!("Tidak berlaku", "Not applicable")), cell(self.all.not_applicable, lang)),
        ]));
        self.groupings.iter().for_each(|own| grouping(own, lang, &mut body));
        let notes: String =
            self.notes(lang).iter().map(|note| format!("<p>{}</p>\n", escape(note))).collect();
        body.push_str(&format!("<footer>\n{notes}<p>{}</p>\n</footer>\n", escape(&self.plan.digest)));
        page(&title, lang, &body)
    }
}

fn or_dash(words: String) -> String {
    if words.is_empty() { "–".to_owned() } else { words }
}

fn grouping(own: &FairGrouping, lang: Lang, body: &mut String) {
    let column = own.by.column();
    let title = text!("Menurut {column}", "By {column}");
    let heads = [
        text!("orang", "subjects"),
        text!("ya", "yes"),
        text!("tidak", "no"),
        text!("belum pasti", "undeter&shy;mined"),
        text!("tidak berlaku", "not applicable"),
    ];
    let (share, ratio) = (text!("bagian", "rate"), text!("rasio", "ratio"));
    let scale = Scale::of(own);
    body.push_str(&format!(
        "<section>\n<h2>{}</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\"></th>",
        escape(title.get(lang))
    ));
    heads
        .iter()
        .for_each(|head| body.push_str(&format!("<th class=\"n\" scope=\"col\">{}</th>", head.get(lang))));
    let (drawn, marks) = (own.best.is_some(), scale.axis());
    body.push_str(&format!(
        "<th class=\"n\" scope=\"col\">{}</th><th>{}</th><th class=\"n\" scope=\"col\">{}</th><th></th></tr></thead>\n<tbody>\n",
        share.get(lang),
        if drawn { marks } else { String::new() },
        ratio.get(lang)
    ));
    let best = own.best.and_then(|best| own.groups.get(best)).and_then(|best| best.rate);
    for (place, group) in own.groups.iter().enumerate() {
        row(group, (own.best == Some(place), best, scale), lang, body);
    }
    body.push_str("</tbody></table></div>\n");
    if drawn {
        let words = text!(
            "Titik: bagian; garis tebal: selang keyakinan 95%; garis tegak: bagian kelompok terbaik, putus-putus: empat perlimanya.",
            "Dot: the rate; thick line: its 95% interval; upright line: the rate of the best group, dashed: four fifths of it."
        );
        body.push_str(&format!("<p class=\"soft\"><small>{}</small></p>\n", words.get(lang)));
    }
    let gaps: Vec<String> = own
        .groups
        .iter()
        .filter_map(|group| {
            Some(format!(
                "<li><b>{}</b>: {}</li>\n",
                escape(group.label.get(lang)),
                escape(&group.gap.as_ref()?.words(lang))
            ))
        })
        .collect();
    if !gaps.is_empty() {
        let title = text!("Apa yang membuat selisih paling besar", "What makes most of the gap");
        body.push_str(&format!("<h3>{}</h3>\n<ul>\n{}</ul>\n", title.get(lang), gaps.concat()));
    }
    body.push_str("</section>\n");
}

/// A group; beside it whether it is the best, the rate of the best, and the scale of the drawing.
fn row(
    group: &FairGroup,
    (is_best, best, scale): (bool, Option<(u64, u64)>, Scale),
    lang: Lang,
    body: &mut String,
) {
    let number = |count: Option<u64>| match count {
        Some(_) => format!("<td class=\"n\">{}</td>", cell(count, lang)),
        None => format!("<td class=\"n hidden\">{}</td>", cell(count, lang)),
    };
    let waiting = match group.undetermined_rate {
        Some((part, of)) => format!(
            "<td class=\"n\">{} <span class=\"soft\">({})</span></td>",
            cell(group.undetermined, lang),
            percent(part, of, lang)
        ),
        None => number(group.undetermined),
    };
    let words = verdict(group, is_best, lang);
    let flag = match words.as_str() {
        "" => String::new(),
        words if is_best => format!("<span class=\"mark\">{words}</span>"),
        words => format!("<span class=\"flag\">{words}</span>"),
    };
    let shown = match group.rate {
        Some(_) => format!("<b>{}</b>", rate(group, lang)),
        None => format!("<span class=\"hidden\">{}</span>", rate(group, lang)),
    };
    let interval = interval_words(group, lang);
    let interval =
        if interval.is_empty() { interval } else { format!("<br><small class=\"soft\">{interval}</small>") };
    body.push_str(&format!(
        "<tr><th scope=\"row\">{}</th>{}{}{}{waiting}{}<td class=\"n\">{shown}{interval}</td><td>{}</td>\
         <td class=\"n\">{}</td><td>{flag}</td></tr>\n",
        escape(group.label.get(lang)),
        number(group.subjects),
        number(group.yes),
        number(group.no),
        number(group.not_applicable),
        drawing(group, best, scale),
        ratio_words(group, lang),
    ));
}

/// The scale of the drawings of a column: how many ten-thousandths its whole length stands for.
#[derive(Clone, Copy)]
struct Scale(u64);

impl Scale {
    /// The least round share that holds every interval.
    fn of(own: &FairGrouping) -> Scale {
        let ends =
            own.groups.iter().filter_map(|group| group.interval).map(|interval| u64::from(interval.upper));
        let greatest = ends.max().unwrap_or(10_000);
        let round = [500, 1_000, 2_000, 4_000, 6_000].into_iter().find(|whole| greatest <= *whole);
        Scale(round.unwrap_or(10_000))
    }

    /// Where a share lies.
    fn place(self, share: u64) -> u64 {
        share.saturating_mul(WIDTH).checked_div(self.0).unwrap_or(0).saturating_add(ROOM)
    }

    /// The marks above the drawings.
    fn axis(self) -> String {
        let width = WIDTH.saturating_add(ROOM.saturating_mul(2));
        let mark = |share: u64, anchor: &str| {
            let (x, percent) = (self.place(share), share.checked_div(100).unwrap_or(0));
            let part = if share.is_multiple_of(100) { "" } else { ".5" };
            format!("<text x=\"{x}\" y=\"11\" text-anchor=\"{anchor}\">{percent}{part}%</text>")
        };
        format!(
            "<svg viewBox=\"0 0 {width} 14\" width=\"{width}\" height=\"14\" aria-hidden=\"true\">{}{}{}</svg>",
            mark(0, "start"),
            mark(self.0.checked_div(2).unwrap_or(0), "middle"),
            mark(self.0, "end")
        )
    }
}

/// The rate as a dot with its interval, the rate of the best group, and four fifths of it.
fn drawing(group: &FairGroup, best: Option<(u64, u64)>, scale: Scale) -> String {
    let (Some((yes, of)), Some(interval)) = (group.rate, group.interval) else { return String::new() };
    let width = WIDTH.saturating_add(ROOM.saturating_mul(2));
    let class = if group.below_four_fifths == Some(true) { " class=\"low\"" } else { "" };
    let line = |class: &str, share: u64| {
        let x = scale.place(share);
        format!("<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"28\"/>")
    };
    let limits = best.map_or_else(String::new, |(yes, of)| {
        let best = ten_thousandths(yes, of);
        let limit = best.saturating_mul(4).checked_div(5).unwrap_or(0);
        format!("{}{}", line("best", best), line("limit", limit))
    });
    let (from, to) = (scale.place(u64::from(interval.lower)), scale.place(u64::from(interval.upper)));
    let (end, dot) = (scale.place(scale.0), scale.place(ten_thousandths(yes, of)));
    format!(
        "<svg{class} viewBox=\"0 0 {width} 28\" width=\"{width}\" height=\"28\" aria-hidden=\"true\">\
         <line class=\"axis\" x1=\"{ROOM}\" x2=\"{end}\" y1=\"14\" y2=\"14\"/>{limits}\
         <line class=\"range\" x1=\"{from}\" x2=\"{to}\" y1=\"14\" y2=\"14\"/><circle class=\"dot\" cx=\"{dot}\" cy=\"14\" r=\"5\"/></svg>"
    )
}
