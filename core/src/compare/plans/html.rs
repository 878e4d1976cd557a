//! A comparison as a page of its own.

use std::collections::BTreeSet;

use super::text::{looked_at, span, summary, sums, ways};
use super::{Compared, GroupMoves, OutputMoves, Spread, Transition};
use crate::compare::cell::OutputKind;
use crate::compare::exact::{count, percent};
use crate::compare::groups::Grouping;
use crate::compare::page::{bar, escape, figures, meter, page, ten_thousandths};
use crate::text;
use crate::value::Lang;

/// How many reasons of an output are shown.
const REASONS: usize = 20;

/// The most states that are laid out as a matrix; more are listed.
const MATRIX: usize = 8;

impl Compared {
    /// The comparison as a page: without script, everything in it escaped, to be read on a screen or on paper.
    #[must_use]
    pub fn to_html(&self, lang: Lang) -> String {
        let title = text!("Perbandingan dua aturan", "Two sets of rules compared");
        let title = title.get(lang);
        let side = |side: &super::Side| {
            format!("{} <code>{}</code>", escape(&side.title), escape(&side.words(lang)))
        };
        let (was, is) = (text!("Sebelum", "Before"), text!("Sesudah", "After"));
        let mut body = format!(
            "<header><h1>{title}</h1>\n<p><b>{}</b>: {}</p>\n<p><b>{}</b>: {}</p>\n",
            was.get(lang),
            side(&self.before),
            is.get(lang),
            side(&self.after)
        );
        for change in &self.changed {
            let (path, told) = (escape(&change.path), escape(change.told.get(lang)));
            let words = text!(
                "Parameter diubah: <code>{path}</code>, {told}",
                "Parameter changed: <code>{path}</code>, {told}"
            );
            body.push_str(&format!("<p>{}</p>\n", words.get(lang)));
        }
        body.push_str("</header>\n");
        body.push_str(&figures(&[
            (text!("Orang", "Subjects").get(lang).to_owned(), count(self.subjects, lang)),
            (text!("Berpindah", "Moved").get(lang).to_owned(), count(self.moved, lang)),
            (text!("Bagian", "Share").get(lang).to_owned(), percent(self.moved, self.subjects, lang)),
            (
                text!("Keluaran", "Outputs").get(lang).to_owned(),
                count(u64::try_from(self.outputs.len()).unwrap_or(u64::MAX), lang),
            ),
        ]));
        let (moved, still): (Vec<&OutputMoves>, Vec<&OutputMoves>) =
            self.outputs.iter().partition(|own| own.moved > 0);
        moved.into_iter().for_each(|own| self.section(own, lang, &mut body));
        if !still.is_empty() {
            let title = text!("Tidak berubah bagi siapa pun", "The same for everybody");
            let line = |own: &&OutputMoves| {
                format!("<li>{} <code>{}</code></li>\n", escape(own.label.get(lang)), escape(&own.name))
            };
            let lines: String = still.iter().map(line).collect();
            body.push_str(&format!(
                "<section>\n<h2>{}</h2>\n<ul>\n{lines}</ul>\n</section>\n",
                title.get(lang)
            ));
        }
        body.push_str(&self.footer(lang));
        page(title, lang, &body)
    }

    fn section(&self, own: &OutputMoves, lang: Lang, body: &mut String) {
        body.push_str(&format!(
            "<section>\n<h2>{}</h2>\n<p><code>{}</code></p>\n<p>{}</p>\n",
            escape(own.label.get(lang)),
            escape(&own.name),
            escape(&summary(own, lang))
        ));
        let stay = self.subjects.saturating_sub(own.moved);
        let (up, down) = ways(own.kind);
        let words = |text: &crate::value::Text| text.get(lang).to_owned();
        body.push_str(&bar(
            &[
                ("up", own.up, words(&up)),
                ("down", own.down, words(&down)),
                ("other", own.other(), words(&text!("lainnya", "other"))),
                ("stay", stay, words(&text!("tetap", "unchanged"))),
            ],
            lang,
        ));
        transitions(own, lang, body);
        if let Some(spread) = &own.numbers {
            numbers(spread, own.unit.as_deref(), lang, body);
        }
        reasons(own, lang, body);
        own.groups.iter().for_each(|(by, rows)| groups(own.kind, by, rows, lang, body));
        body.push_str("</section>\n");
    }

    fn footer(&self, lang: Lang) -> String {
        let mut lines = vec![
            text!(
                "Seseorang berpindah bila nilainya berubah, atau bila nilainya ada di satu sisi saja. Sebab ialah apa yang pertama berbeda di jalan dari fakta ke hasil; satu orang dapat punya beberapa sebab.",
                "Somebody moves where the value changes, or where there is a value on one side only. A reason is what differs first on the way from the facts to the result; one person may have several."
            ),
            text!(
                "Bagian dibulatkan ke satu desimal, setengah ke atas. Jumlah dan rata-rata dihitung eksak.",
                "Shares are rounded half up to one decimal. Sums and means are worked out exactly."
            ),
        ];
        if !self.left_out.is_empty() {
            let names = self.left_out.join(", ");
            lines.push(text!(
                "Tidak dibandingkan, karena hanya ada di satu rencana atau berupa pemicu: {names}.",
                "Not compared, as only one plan gives it or it is triggers: {names}."
            ));
        }
        for side in [&self.before, &self.after] {
            let (words, digest) = (side.words(lang), &side.digest);
            lines.push(text!("{words}: {digest}", "{words}: {digest}"));
        }
        let shown: String = lines.iter().map(|line| format!("<p>{}</p>\n", escape(line.get(lang)))).collect();
        format!("<footer>\n{shown}</footer>\n")
    }
}

/// From which state to which: a matrix where there are few states, else a list of those that changed.
fn transitions(own: &OutputMoves, lang: Lang, body: &mut String) {
    let changed: Vec<&Transition> = own.transitions.iter().filter(|t| t.from != t.to).collect();
    if changed.is_empty() || own.kind == OutputKind::Other {
        return;
    }
    let title = text!("Dari mana ke mana", "From where to where");
    let states: Vec<(&super::State, &str)> = {
        let mut seen = BTreeSet::new();
        // Every state that occurs, in the order in which transitions are.
        let all = own.transitions.iter().map(|t| (&t.from, &t.from_text));
        let all = all.chain(own.transitions.iter().map(|t| (&t.to, &t.to_text)));
        all.filter(|(state, _)| seen.insert((*state).clone()))
            .map(|(state, text)| (state, text.get(lang)))
            .collect()
    };
    body.push_str(&format!("<h3>{}</h3>\n<div class=\"scroll\"><table class=\"matrix\">", title.get(lang)));
    if states.len() > MATRIX {
        list(&changed, lang, body);
        return;
    }
    let corner = text!("sebelum ↓ sesudah →", "before ↓ after →");
    body.push_str(&format!("<thead><tr><th>{}</th>", corner.get(lang)));
    states.iter().for_each(|(_, words)| {
        body.push_str(&format!("<th class=\"n\" scope=\"col\">{}</th>", escape(words)))
    });
    body.push_str("</tr></thead><tbody>\n");
    for (from, words) in &states {
        body.push_str(&format!("<tr><th scope=\"row\">{}</th>", escape(words)));
        for (to, _) in &states {
            let found = own.transitions.iter().find(|t| t.from == **from && t.to == **to);
            let class = if from == to { "same" } else { "moved" };
            let shown = found.map_or_else(|| "·".to_owned(), |t| count(t.count, lang));
            let class = if found.is_none() { "same" } else { class };
            body.push_str(&format!("<td class=\"{class}\">{shown}</td>"));
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody></table></div>\n");
}

fn list(changed: &[&Transition], lang: Lang, body: &mut String) {
    let head = text!(
        "<th>dari</th><th>ke</th><th class=\"n\">orang</th>",
        "<th>from</th><th>to</th><th class=\"n\">subjects</th>"
    );
    body.push_str(&format!("<thead><tr>{}</tr></thead><tbody>\n", head.get(lang)));
    for t in changed {
        body.push_str(&format!(
            "<tr><td style=\"text-align:left\">{}</td><td style=\"text-align:left\">{}</td><td>{}</td></tr>\n",
            escape(t.from_text.get(lang)),
            escape(t.to_text.get(lang)),
            count(t.count, lang)
        ));
    }
    body.push_str("</tbody></table></div>\n");
}

fn numbers(spread: &Spread, unit: Option<&str>, lang: Lang, body: &mut String) {
    for line in sums(spread, unit, lang) {
        body.push_str(&format!("<p>{}</p>\n", escape(&line)));
    }
    let changed: Vec<_> = spread.bins.iter().filter(|(bin, _)| !bin.is_none()).collect();
    let Some(most) = changed.iter().map(|(_, count)| **count).max() else { return };
    let title =
        text!("Sebaran selisih, tanpa yang tetap", "How the differences are spread, without the unchanged");
    // Bars of SVG, so that they are printed as they are seen; every length is a whole number.
    let (row, left, width) = (22u64, 190u64, 380u64);
    let height = u64::try_from(changed.len()).unwrap_or(0).saturating_mul(row).saturating_add(4);
    body.push_str(&format!(
        "<h3>{0}</h3>\n<svg role=\"img\" aria-label=\"{0}\" viewBox=\"0 0 660 {height}\" width=\"660\" height=\"{height}\">\n",
        escape(title.get(lang))
    ));
    body.push_str(&format!("<line class=\"axis\" x1=\"{left}\" x2=\"{left}\" y1=\"0\" y2=\"{height}\"/>\n"));
    for ((bin, number), place) in changed.iter().zip(0u64..) {
        let top = place.saturating_mul(row).saturating_add(4);
        let long = number.saturating_mul(width).checked_div(most).unwrap_or(0).max(2);
        let class = if bin.is_decline() { "down" } else { "up" };
        let (text_y, end) = (top.saturating_add(12), left.saturating_add(long).saturating_add(8));
        let label = escape(&span(**bin, lang));
        let (before, told) = (left.saturating_sub(10), count(**number, lang));
        body.push_str(&format!(
            "<text x=\"{before}\" y=\"{text_y}\" text-anchor=\"end\">{label}</text>\
             <rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{long}\" height=\"16\" rx=\"2\"/>\
             <text x=\"{end}\" y=\"{text_y}\">{told}</text>\n"
        ));
    }
    body.push_str("</svg>\n");
}

fn reasons(own: &OutputMoves, lang: Lang, body: &mut String) {
    let Some(most) = own.causes.iter().map(|cause| cause.count).max() else { return };
    let head = text!("Mengapa", "Why");
    let people = text!("orang", "subjects");
    body.push_str(&format!(
        "<h3>{}</h3>\n<div class=\"scroll\"><table><caption>{}</caption><tbody>\n",
        head.get(lang),
        escape(&looked_at(own, lang))
    ));
    for cause in own.causes.iter().take(REASONS) {
        body.push_str(&format!(
            "<tr><td>{}</td><td class=\"m\">{}</td><td class=\"n\">{} {}</td></tr>\n",
            escape(cause.text.get(lang)),
            meter(cause.count, most),
            count(cause.count, lang),
            people.get(lang)
        ));
    }
    body.push_str("</tbody></table></div>\n");
    let more = own.causes.len().saturating_sub(REASONS);
    if more > 0 {
        let words = text!("Dan {more} sebab lagi.", "And {more} more reasons.");
        body.push_str(&format!("<p class=\"soft\">{}</p>\n", words.get(lang)));
    }
}

fn groups(kind: OutputKind, by: &Grouping, rows: &[GroupMoves], lang: Lang, body: &mut String) {
    let column = by.column();
    let title = text!("Menurut {column}", "By {column}");
    let (up, down) = ways(kind);
    let (people, moved) = (text!("orang", "subjects"), text!("berpindah", "moved"));
    body.push_str(&format!(
        "<h3>{}</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">{}</th><th class=\"n\" scope=\"col\">{}</th>\
         <th class=\"n\" scope=\"col\">{}</th><th></th><th class=\"n\" scope=\"col\">{}</th>\
         <th class=\"n\" scope=\"col\">{}</th></tr></thead><tbody>\n",
        escape(title.get(lang)),
        escape(by.column()),
        people.get(lang),
        moved.get(lang),
        up.get(lang),
        down.get(lang)
    ));
    // The longest meter is that of the group of which the greatest share moved.
    let greatest = rows.iter().map(|row| ten_thousandths(row.moved, row.subjects)).max().unwrap_or(0);
    for row in rows {
        body.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{} ({})</td><td class=\"m\">{}</td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
            escape(row.label.get(lang)),
            count(row.subjects, lang),
            count(row.moved, lang),
            percent(row.moved, row.subjects, lang),
            if row.moved > 0 { meter(ten_thousandths(row.moved, row.subjects), greatest) } else { String::new() },
            count(row.up, lang),
            count(row.down, lang)
        ));
    }
    body.push_str("</tbody></table></div>\n");
}
