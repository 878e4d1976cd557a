//! The differences between two packs as text, as a page and as JSON.

use serde_json::{Value as Json, json};

use super::packs::{Change, ChangeKind, Matter};
use super::page::escape;
use crate::value::Lang;

impl Matter {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Matter::Pack => "pack",
            Matter::Regime => "regime",
            Matter::Fact => "fact",
            Matter::Enum => "enum",
            Matter::Parameter => "parameter",
            Matter::Rule => "rule",
            Matter::Table => "table",
            Matter::Catalogue => "catalogue",
        }
    }
}

impl ChangeKind {
    /// The word on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        }
    }
}

/// Whether the lines before and after say more than the sentence does.
fn shows_lines(change: &Change) -> bool {
    matches!(change.matter, Matter::Rule | Matter::Table | Matter::Catalogue | Matter::Enum)
}

/// One sentence a change; of rules and tables the lines that went and came.
#[must_use]
pub fn changes_text(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        let none = if lang == Lang::Id { "Tidak ada perbedaan." } else { "There is no difference." };
        return format!("{none}\n");
    }
    let mut out = String::new();
    for change in changes {
        out.push_str(change.text.get(lang));
        out.push('\n');
        if shows_lines(change) {
            change.before.iter().for_each(|line| out.push_str(&format!("  - {line}\n")));
            change.after.iter().for_each(|line| out.push_str(&format!("  + {line}\n")));
        }
    }
    out
}

/// The changes as JSON, in both languages.
#[must_use]
pub fn changes_json(changes: &[Change]) -> Json {
    let list: Vec<Json> = changes
        .iter()
        .map(|c| {
            json!({
                "matter": c.matter.word(), "kind": c.kind.word(), "name": &*c.name,
                "text": c.text, "before": c.before, "after": c.after,
            })
        })
        .collect();
    json!({ "v": 1, "changes": list })
}

/// The changes as a page of their own; everything in it is escaped.
#[must_use]
pub fn changes_html(changes: &[Change], lang: Lang) -> String {
    let title = if lang == Lang::Id { "Perbedaan dua pack" } else { "What differs between two packs" };
    let code = if lang == Lang::Id { "id" } else { "en" };
    let mut body = String::new();
    for change in changes {
        body.push_str(&format!("<li><p>{}</p>", escape(change.text.get(lang))));
        if shows_lines(change) {
            let line = |tag: &str, line: &String| format!("<{tag}>{}</{tag}>\n", escape(line));
            body.push_str("<pre>");
            change.before.iter().for_each(|l| body.push_str(&line("del", l)));
            change.after.iter().for_each(|l| body.push_str(&line("ins", l)));
            body.push_str("</pre>");
        }
        body.push_str("</li>\n");
    }
    if changes.is_empty() {
        body = format!("<li><p>{}</p></li>\n", changes_text(changes, lang).trim());
    }
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>:root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem \
         auto;padding:0 1rem}}ol{{padding-left:1.5rem}}pre{{overflow-x:auto;padding:.75rem;border:1px solid \
         #8886;border-radius:.4rem}}del,ins{{display:block;text-decoration:none;white-space:pre}}del::before{{content:\
         \"\u{2212} \"}}ins::before{{content:\"+ \"}}del{{color:light-dark(#9b1c1c,#ff9c9c)}}ins{{color:light-dark(\
         #14532d,#8ee6a8)}}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<ol>\n{body}</ol>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use crate::compare::{Matter, changes_html, changes_text, packs};
    use crate::source::Files;
    use crate::{Lang, Pack};

    const MANIFEST: &str = "format = 1\nid = \"uji\"\nversion = \"VERSI\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
    const FACTS: &str = "[fact.jp]\ntype = \"number\"\nmin = 0\nmax = 100\n";

    fn pack(version: &str, parameters: &str, rules: &str) -> Pack {
        let manifest = MANIFEST.replace("VERSI", version);
        let rules = format!("//! @basis contoh\n{rules}");
        Pack::from_files(Files::from_map([
            ("pack.toml", manifest.as_str()),
            ("facts.toml", FACTS),
            ("parameters/a.toml", parameters),
            ("a.rhai", rules.as_str()),
        ]))
        .unwrap()
    }

    #[test]
    fn a_dated_change_of_a_parameter_is_told_with_its_day() {
        let rule = "/// Kurang.\nfn kurang(jp, minimal) { max(minimal - jp, 0) }\n";
        let old = pack("1", "[minimal]\nbasis = \"x\"\nfrom = 2020-01-01\nvalue = 20\n", rule);
        let values = "[[minimal.values]]\nfrom = 2020-01-01\nbasis = \"x\"\nvalue = 20\n\
                      [[minimal.values]]\nfrom = 2026-01-01\nbasis = \"y\"\nvalue = 24\n";
        let new = pack("2", values, rule);
        let told = changes_text(&packs(&old, &new), Lang::Id);
        assert!(told.contains("Parameter `minimal` sejak 1 Januari 2026: 20 menjadi 24."), "{told}");
        assert!(told.contains("Ada yang mulai berlaku pada 2026-01-01."), "{told}");
        assert!(packs(&old, &old).is_empty());
    }

    #[test]
    fn a_changed_rule_shows_its_lines_and_nothing_is_markup() {
        let parameters = "[minimal]\nbasis = \"x\"\nvalue = 20\n";
        let old = pack("1", parameters, "/// Cukup.\nfn cukup(jp, minimal) { jp > minimal }\n");
        let new = pack("1", parameters, "/// Cukup.\nfn cukup(jp, minimal) { jp >= minimal }\n");
        let changes = packs(&old, &new);
        assert_eq!(changes.iter().map(|c| c.matter).collect::<Vec<_>>(), [Matter::Rule]);
        let page = changes_html(&changes, Lang::En);
        assert!(page.contains("<del>fn cukup(jp, minimal) { jp &gt; minimal }</del>"), "{page}");
    }
}
