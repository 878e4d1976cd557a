//! Pages that stand by themselves: one file without script, readable in light, in dark and on paper.

use crate::value::Lang;

/// What is shared by the pages of comparisons and of rates.
const STYLE: &str = r#"
:root{color-scheme:light dark;--ink:light-dark(#1b2430,#e6eaf0);--soft:light-dark(#586374,#a3aebd);
--line:light-dark(#d9dfe7,#364151);--paper:light-dark(#fff,#12171f);--card:light-dark(#f5f7fa,#1a212c);
--up:light-dark(#1f62a8,#74b0ee);--down:light-dark(#b5500c,#f0a05a);--other:light-dark(#7c5aa6,#bd9fe6);
--stay:light-dark(#dbe1e9,#303b4a);--warn:light-dark(#9a3412,#fdba74);--warnback:light-dark(#fff1e6,#3a2413)}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--paper);
max-width:62rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .35rem}h2{font-size:1.25rem;line-height:1.3;margin:0 0 .15rem}
h3{font-size:1rem;margin:1.6rem 0 .4rem}p{margin:.4rem 0}.soft{color:var(--soft)}
code{font:.875em ui-monospace,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
header{border-bottom:1px solid var(--line);padding-bottom:1rem;margin-bottom:1.25rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1rem 0 1.5rem;padding:0}
.facts div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .85rem}
.facts dt{color:var(--soft);font-size:.85rem}.facts dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
section{margin:2.25rem 0 0;padding-top:1.5rem;border-top:1px solid var(--line)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.94rem}
caption{text-align:left;color:var(--soft);font-size:.85rem;padding:0 0 .35rem}
th,td{padding:.4rem .65rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:middle}
thead th{font-weight:600;color:var(--soft);font-size:.85rem;vertical-align:bottom}
tbody th{font-weight:500;min-width:7rem}.n{text-align:right;white-space:nowrap}
.bar{display:flex;height:1.35rem;border-radius:.35rem;overflow:hidden;background:var(--stay);margin:.75rem 0 .5rem}
.bar i{display:block;min-width:2px;border-right:1px solid var(--paper)}.bar i:last-child{border-right:0}
.up{background:var(--up)}.down{background:var(--down)}.other{background:var(--other)}.stay{background:var(--stay)}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;font-size:.9rem;margin:0 0 .5rem;padding:0;list-style:none}
.key i{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin-right:.4rem;vertical-align:-.06rem}
.meter{display:block;height:.7rem;min-width:2px;border-radius:.2rem;background:var(--up)}td.m{width:30%;min-width:7rem}
.matrix td{text-align:right}.matrix .same{color:var(--soft)}.matrix .moved{font-weight:600}
svg{display:block;max-width:100%;height:auto;font:12px system-ui,sans-serif}svg text{fill:var(--soft)}
svg .up{fill:var(--up)}svg .down{fill:var(--down)}svg .stay{fill:var(--soft)}svg .axis{stroke:var(--line)}
svg .range{stroke:var(--up);stroke-width:3;stroke-linecap:round}svg .dot{fill:var(--up)}
svg.low .range{stroke:var(--down)}svg.low .dot{fill:var(--down)}
svg .limit{stroke:var(--warn);stroke-width:1.5;stroke-dasharray:3 3}svg .best{stroke:var(--soft);stroke-width:1.5}
.flag{display:inline-block;background:var(--warnback);color:var(--warn);border:1px solid currentColor;border-radius:.3rem;
padding:0 .4rem;font-size:.82rem;font-weight:600;white-space:nowrap}
.mark{display:inline-block;color:var(--soft);border:1px solid var(--line);border-radius:.3rem;padding:0 .4rem;font-size:.82rem}
.hidden{color:var(--soft);font-weight:400}td svg{min-width:9rem}thead .n{white-space:normal}thead svg{min-width:9rem;display:inline-block;vertical-align:bottom}.n small{white-space:nowrap}footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;font-size:.9rem;color:var(--soft)}
footer p{max-width:48rem}
.facts div{white-space:nowrap}.facts dt{white-space:normal}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:10.5pt}section{break-inside:auto}
tr,svg,.facts,.bar{break-inside:avoid}thead th{font-size:8pt}.facts{grid-template-columns:repeat(5,1fr);gap:.4rem}.facts dd{font-size:1.1rem}h2,h3{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll{overflow:visible}table{font-size:8.5pt}th,td{padding:.3rem .35rem}tbody th{min-width:0}@page{margin:14mm}}
"#;

/// A page with its title; the body is markup already.
pub(super) fn page(title: &str, lang: Lang, body: &str) -> String {
    let (code, title) = (if lang == Lang::Id { "id" } else { "en" }, escape(title));
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// A text that means itself in markup and in attributes.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// A bar of parts, each a class, a count and what it stands for; with the list that names them.
pub(super) fn bar(parts: &[(&str, u64, String)], lang: Lang) -> String {
    let all = parts.iter().fold(0u64, |sum, (_, count, _)| sum.saturating_add(*count));
    let (mut stripes, mut key) = (String::new(), String::new());
    for (class, count, words) in parts {
        let told = super::exact::count(*count, lang);
        let share = super::exact::percent(*count, all, lang);
        let words = escape(words);
        if *count > 0 {
            stripes
                .push_str(&format!("<i class=\"{class}\" style=\"width:{}%\"></i>", hundredths(*count, all)));
        }
        key.push_str(&format!("<li><i class=\"{class}\"></i>{words}: <b>{told}</b> ({share})</li>"));
    }
    format!("<div class=\"bar\" aria-hidden=\"true\">{stripes}</div>\n<ul class=\"key\">{key}</ul>\n")
}

/// A meter as wide as its share of the greatest.
pub(super) fn meter(count: u64, greatest: u64) -> String {
    format!(
        "<span class=\"meter\" style=\"width:{}%\" aria-hidden=\"true\"></span>",
        hundredths(count, greatest)
    )
}

/// A share in ten-thousandths, for lengths in drawings.
pub(super) fn ten_thousandths(part: u64, of: u64) -> u64 {
    let share = u128::from(part).saturating_mul(10_000).checked_div(u128::from(of)).unwrap_or(0);
    u64::try_from(share).unwrap_or(10_000)
}

/// A share in percent with two decimals, as styles write it.
fn hundredths(part: u64, of: u64) -> String {
    let share = ten_thousandths(part, of);
    let (whole, part) = (share.checked_div(100).unwrap_or(0), share.checked_rem(100).unwrap_or(0));
    format!("{whole}.{part:02}")
}

/// The figures on top of a page: what they are, and the figure.
pub(super) fn figures(all: &[(String, String)]) -> String {
    let each = all
        .iter()
        .map(|(what, figure)| format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(what), escape(figure)));
    format!("<dl class=\"facts\">{}</dl>\n", each.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_the_data_is_markup() {
        assert_eq!(escape("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        let shown = bar(&[("up", 1, "<script>".to_owned()), ("stay", 2, "b".to_owned())], Lang::Id);
        assert!(!shown.contains("<script>") && shown.contains("width:33.33%"), "{shown}");
    }
}
