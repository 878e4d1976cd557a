//! The coverage of cases as text, as JSON and as marked source.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::coverage::{Coverage, Covered};
use crate::source::FileId;
use crate::text;
use crate::value::{Lang, Text};

/// What cases reach of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    All,
    Some,
    None,
}

impl Coverage {
    /// The groups with the words for each: on the wire, and for people.
    fn groups(&self) -> [(&'static str, Text, &[Covered]); 5] {
        [
            ("rules", text!("aturan", "rules"), &self.rules),
            ("applies", text!("syarat berlaku", "conditions of application"), &self.applies),
            ("arms", text!("cabang", "arms"), &self.arms),
            ("rows", text!("baris tabel", "table rows"), &self.rows),
            ("requirements", text!("keadaan syarat", "states of requirements"), &self.requirements),
        ]
    }

    /// How many things cases reach, and how many there are.
    #[must_use]
    pub fn total(&self) -> (usize, usize) {
        let all = self.groups().map(|(_, _, list)| count(list));
        all.iter().fold((0, 0), |(a, b), (c, d)| (a.saturating_add(*c), b.saturating_add(*d)))
    }

    /// Everything that no case reaches, in the order of the files.
    #[must_use]
    pub fn missed(&self) -> Vec<&Covered> {
        let groups = self.groups();
        let mut missed: Vec<&Covered> =
            groups.into_iter().flat_map(|(_, _, list)| list).filter(|one| one.hits == 0).collect();
        missed.sort_by_key(|one| one.span);
        missed
    }

    fn at(&self, one: &Covered) -> (&str, usize, usize) {
        self.files.get(one.span.file).map_or(("", 0, 0), |file| {
            let place = file.place(one.span.start);
            (&file.path, place.line, place.column)
        })
    }

    /// The totals, and a line for everything that no case reaches.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for one in self.missed() {
            let (path, line, _) = self.at(one);
            out.push_str(&format!("{path}:{line}: {}\n", one.label.get(lang)));
        }
        if !out.is_empty() {
            let head = text!("Belum dicapai kasus mana pun:", "Not reached by any case:");
            out = format!("{}\n{out}\n", head.get(lang));
        }
        for (_, name, list) in self.groups() {
            let (hit, all) = count(list);
            let told = Text {
                id: format!("{}: {hit} dari {all}", name.id),
                en: format!("{}: {hit} of {all}", name.en),
            };
            out.push_str(&format!("{}\n", told.get(lang)));
        }
        out
    }

    /// Totals and everything that can be reached, with its place and how many cases reach it.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let (mut totals, mut items) = (serde_json::Map::new(), serde_json::Map::new());
        for (word, _, list) in self.groups() {
            let (hit, all) = count(list);
            totals.insert(word.to_owned(), json!({ "hit": hit, "all": all }));
            let list = list.iter().map(|one| {
                let (path, line, column) = self.at(one);
                json!({ "file": path, "line": line, "column": column, "hits": one.hits, "label": one.label })
            });
            items.insert(word.to_owned(), list.collect());
        }
        json!({ "v": 1, "totals": totals, "items": items })
    }

    /// The source of rules and tables with each line marked, as a page of its own; everything in it is escaped.
    #[must_use]
    pub fn to_html(&self, lang: Lang) -> String {
        let mut by_file: BTreeMap<FileId, Vec<&Covered>> = BTreeMap::new();
        for one in self.groups().into_iter().flat_map(|(_, _, list)| list) {
            by_file.entry(one.span.file).or_default().push(one);
        }
        let mut body = String::new();
        let summary = self.groups().map(|(_, name, list)| {
            let (hit, all) = count(list);
            format!("<tr><th scope=\"row\">{}</th><td>{hit}</td><td>{all}</td></tr>\n", name.get(lang))
        });
        let heads = text!(
            "<th scope=\"col\">Hal</th><th scope=\"col\">Dicapai</th><th scope=\"col\">Semua</th>",
            "<th scope=\"col\">What</th><th scope=\"col\">Reached</th><th scope=\"col\">All</th>"
        );
        body.push_str(&format!("<table><tr>{}</tr>\n{}</table>\n", heads.get(lang), summary.concat()));
        let legend = text!(
            "✓ dicapai; ~ sebagian; ✗ belum dicapai kasus mana pun",
            "✓ reached; ~ in part; ✗ not reached by any case"
        );
        body.push_str(&format!("<p>{}</p>\n", legend.get(lang)));
        for (id, list) in by_file {
            let Some(file) = self.files.get(id) else { continue };
            body.push_str(&format!("<h2>{}</h2>\n<pre>", escape(&file.path)));
            let lines = self.lines(&list, lang);
            for (number, words) in (1usize..).zip(file.text.lines()) {
                let (mark, missed) = lines.get(&number).map_or((None, ""), |(m, t)| (Some(*m), t.as_str()));
                let (class, sign) = match mark {
                    None => ("o", " "),
                    Some(Mark::All) => ("y", "✓"),
                    Some(Mark::Some) => ("p", "~"),
                    Some(Mark::None) => ("n", "✗"),
                };
                let note = if missed.is_empty() {
                    String::new()
                } else {
                    format!("  <i>✗ {}</i>", escape(missed))
                };
                body.push_str(&format!(
                    "<span class=\"{class}\">{sign} {number:>4}  {}{note}</span>\n",
                    escape(words)
                ));
            }
            body.push_str("</pre>\n");
        }
        page(&body, lang)
    }

    /// For each line with something to reach: how much of it is reached, and the words of what is not.
    fn lines(&self, list: &[&Covered], lang: Lang) -> BTreeMap<usize, (Mark, String)> {
        let mut lines: BTreeMap<usize, Vec<&Covered>> = BTreeMap::new();
        for one in list {
            lines.entry(self.at(one).1).or_default().push(one);
        }
        let told = |(line, here): (usize, Vec<&Covered>)| {
            let missed: Vec<&str> =
                here.iter().filter(|one| one.hits == 0).map(|one| one.label.get(lang)).collect();
            let mark = match missed.len() {
                0 => Mark::All,
                count if count == here.len() => Mark::None,
                _ => Mark::Some,
            };
            (line, (mark, missed.join("; ")))
        };
        let mut marked: BTreeMap<usize, (Mark, String)> = lines.into_iter().map(told).collect();
        // The other lines of what stands on several take its mark; the innermost decides.
        let mut inner_first = list.to_vec();
        inner_first.sort_by_key(|one| one.span.end.saturating_sub(one.span.start));
        for one in inner_first {
            let end = self.files.get(one.span.file).map_or(0, |file| file.place(one.span.end).line);
            let mark = if one.hits > 0 { Mark::All } else { Mark::None };
            for line in self.at(one).1.saturating_add(1)..=end {
                marked.entry(line).or_insert((mark, String::new()));
            }
        }
        marked
    }
}

fn count(list: &[Covered]) -> (usize, usize) {
    (list.iter().filter(|one| one.hits > 0).count(), list.len())
}

fn page(body: &str, lang: Lang) -> String {
    let (code, title) = match lang {
        Lang::Id => ("id", "Yang dicapai kasus"),
        Lang::En => ("en", "What cases reach"),
    };
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>:root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem \
         auto;padding:0 1rem}}pre{{overflow-x:auto;padding:.75rem;border:1px solid #8886;border-radius:.4rem}}\
         pre span{{display:block}}td,th{{padding:.1rem .75rem;text-align:left}}.y{{background:light-dark(#e3f6e8,#12331d)}}\
         .p{{background:light-dark(#fff3cd,#3d3210)}}.n{{background:light-dark(#fde2e2,#451a1a)}}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use crate::cases::coverage;
    use crate::source::Files;
    use crate::{Lang, Pack};

    const MANIFEST: &str =
        "format = 1\nid = \"uji\"\nversion = \"1\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
    const FACTS: &str = "[fact.jp]\ntype = \"number\"\nlabel = \"JP\"\nmin = 0\nmax = 100\n\
                         [fact.pns]\ntype = \"boolean\"\nlabel = \"PNS\"\n";
    const RULES: &str = "//! @basis contoh <1>\n\
        /// Cukup.\n/// @kind requirement\n/// @applies pns\nfn cukup(jp) { jp >= 20 }\n\
        fn_helper";
    const HELPER: &str = "/// Mutu.\nfn mutu(jp) {\n  if tinggi(jp) { 2 } else { 1 }\n}\n\
        private fn tinggi(jp) { switch jp { 0 => false, _ => jp > 50 } }\n\
        /// Poin dari tabel.\nfn jumlah(poin) { poin + 1 }\n";
    const TABLE: &str = "# label: Poin\n# basis: contoh\njp,result: poin\n< 20,1\n>= 20,2\n";

    fn pack(cases: &str) -> Pack {
        let rules = RULES.replace("fn_helper", HELPER);
        Pack::from_files(Files::from_map([
            ("pack.toml", MANIFEST),
            ("facts.toml", FACTS),
            ("a.rhai", rules.as_str()),
            ("tables/poin.csv", TABLE),
            (if cases.is_empty() { "README.md" } else { "cases/a.toml" }, cases),
        ]))
        .unwrap()
    }

    fn missed(cases: &str) -> Vec<String> {
        coverage(&pack(cases)).missed().iter().map(|one| one.label.en.clone()).collect()
    }

    #[test]
    fn a_pack_without_cases_misses_everything() {
        let found = coverage(&pack(""));
        // Four rules, one condition, an if and a switch of two, two rows, three states.
        let counts =
            [&found.rules, &found.applies, &found.arms, &found.rows, &found.requirements].map(Vec::len);
        assert_eq!(counts, [4, 2, 4, 2, 3]);
        assert_eq!(found.total(), (0, 15));
    }

    #[test]
    fn only_what_a_case_takes_is_reached() {
        let case = "as_of = 2026-01-01\n[[case]]\nname = \"a\"\ngiven = { jp = 30, pns = true }\n\
                    expect = { cukup = true, mutu = 1, jumlah = 3 }\n";
        assert_eq!(
            missed(case),
            [
                "`@applies` of `cukup`: does not apply",
                "the requirement `cukup`: not met",
                "the requirement `cukup`: undetermined",
                "`if` in `mutu`: yes",
                "an arm of `switch` in `mutu`",
                "line 4 of tables/poin.csv",
            ]
        );
        let found = coverage(&pack(case));
        assert_eq!(found.total(), (9, 15));
        assert!(found.to_text(Lang::Id).contains("tables/poin.csv:4: baris 4 dari tables/poin.csv\n"));
        let page = found.to_html(Lang::En);
        assert!(page.contains("@basis contoh &lt;1&gt;") && !page.contains("<1>"), "{page}");
        assert!(page.contains("<span class=\"n\">✗    4  &lt; 20,1"), "{page}");
        assert_eq!(found.to_json()["totals"]["rows"], serde_json::json!({ "hit": 1, "all": 2 }));
    }

    #[test]
    fn a_rule_that_waits_or_is_given_is_not_reached() {
        let case = "as_of = 2026-01-01\n[[case]]\nname = \"a\"\ngiven = { pns = true, poin = 3 }\n\
                    expect = { cukup = { undetermined = [\"jp\"] }, jumlah = 4 }\n";
        let found = coverage(&pack(case));
        let hit: Vec<&str> = found.rules.iter().filter(|r| r.hits > 0).map(|r| r.label.en.as_str()).collect();
        assert_eq!(hit, ["the rule `jumlah`"]);
        assert!(!missed(case).contains(&"the requirement `cukup`: undetermined".to_owned()));
    }
}
