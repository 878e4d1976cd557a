//! Proposed cases as a file of cases.

use super::boundaries::{Boundaries, Candidate, Side};
use crate::text;
use crate::value::{Cause, Causes, Date, Lang, Node, Raw, Status, Text, Value};

impl Side {
    /// The side in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Side::Below => text!("tepat di bawah batas", "just below the threshold"),
            Side::At => text!("tepat pada batas", "at the threshold"),
            Side::Above => text!("tepat di atas batas", "just above the threshold"),
        }
    }
}

impl Boundaries {
    /// The proposals as a TOML file of cases; what is not covered stands at the end as comments.
    #[must_use]
    pub fn to_toml(&self, lang: Lang) -> String {
        let head = text!(
            "# Calon kasus di kedua sisi tiap batas. Hasilnya dihitung dari aturan yang sekarang,\n\
             # jadi belum membuktikan apa pun: cocokkan dahulu dengan peraturannya.\n",
            "# Proposed cases at each side of each threshold. The results are computed by the present rules,\n\
             # so they prove nothing yet: compare them with the regulation first.\n"
        );
        let mut out = head.get(lang).to_owned();
        for candidate in &self.candidates {
            out.push_str(&self.case(candidate, lang));
        }
        if !self.not_covered.is_empty() {
            out.push_str(
                text!("\n# Batas tanpa calon kasus:\n", "\n# Thresholds without a proposal:\n").get(lang),
            );
        }
        for one in &self.not_covered {
            let (at, rule) = (self.at(one.span), &one.rule);
            out.push_str(&format!("# {at}: {rule}: {}\n", one.reason.get(lang)));
        }
        out
    }

    fn at(&self, span: crate::source::Span) -> String {
        self.files
            .get(span.file)
            .map_or_else(String::new, |file| format!("{}:{}", file.path, file.place(span.start).line))
    }

    fn case(&self, candidate: &Candidate, lang: Lang) -> String {
        let Candidate { rule, fact, side, as_of, given, .. } = candidate;
        let value = given.last().map_or_else(String::new, |(_, raw)| plain(raw));
        let (side, at) = (side.text(), self.at(candidate.span));
        let name = format!("{rule}: {fact} {value} ({})", side.get(lang));
        let model = quoted(&candidate.model);
        let from = text!("fakta lain dari kasus {model}", "other facts of the case {model}");
        let confirm =
            text!("dihitung; pastikan dengan peraturannya", "computed; confirm with the regulation");
        let given: Vec<String> = given.iter().map(|(name, raw)| format!("{name} = {}", toml(raw))).collect();
        format!(
            "\n# {at}; {}\n[[case]]\nname = {}\nas_of = {as_of}\ngiven = {{ {} }}\nexpect.{} = {}  # {}\n",
            from.get(lang),
            quoted(&name),
            given.join(", "),
            if rule.contains('.') { quoted(rule) } else { rule.to_string() },
            expected(&candidate.result),
            confirm.get(lang),
        )
    }
}

/// A text in quotes; what JSON escapes, TOML reads, but for the one control character that JSON lets stand.
fn quoted(words: &str) -> String {
    serde_json::Value::String(words.to_owned()).to_string().replace('\u{7f}', "\\u007f")
}

fn plain(raw: &Raw) -> String {
    match raw {
        Raw::Number(words) | Raw::Text(words) => words.clone(),
        other => toml(other),
    }
}

fn toml(raw: &Raw) -> String {
    match raw {
        // A fact that is null counts as not given, as does an empty text.
        Raw::Null => "\"\"".to_owned(),
        Raw::Bool(value) => value.to_string(),
        Raw::Number(digits) => digits.clone(),
        Raw::Text(words) if words.parse::<Date>().is_ok_and(|day| day.to_string() == *words) => words.clone(),
        Raw::Text(words) => quoted(words),
        Raw::List(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Raw::Map(fields) => {
            let fields = fields.iter().filter(|(_, raw)| **raw != Raw::Null);
            let fields: Vec<String> =
                fields.map(|(name, raw)| format!("{} = {}", quoted(name), toml(raw))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

fn expected(result: &Node) -> String {
    match result {
        Ok(value) => shown(value),
        Err(causes) => none(causes),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Enum(value) => quoted(value.id()),
        Value::Text(words) => quoted(words),
        Value::Date(day) => day.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        // INVARIANT: no rule of the subject gives a record that could be expected.
        Value::Record(_) => "{}".to_owned(),
    }
}

fn none(causes: &Causes) -> String {
    match causes.status() {
        Status::NotApplicable => "{ not_applicable = true }".to_owned(),
        Status::Error => {
            let code = causes.iter().find_map(Cause::code).unwrap_or_default();
            format!("{{ error = {} }}", quoted(code))
        }
        _ => {
            let waits = causes.iter().filter(|c| matches!(c, Cause::Missing(_) | Cause::Empty(_)));
            let names: Vec<String> = waits.map(|cause| quoted(cause.name())).collect();
            if names.is_empty() {
                "{ not_regulated = true }".to_owned()
            } else {
                format!("{{ undetermined = [{}] }}", names.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::cases::{boundaries, run};
    use crate::source::Files;
    use crate::{Lang, Pack};

    const MANIFEST: &str =
        "format = 1\nid = \"uji\"\nversion = \"1\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n";
    const FACTS: &str = "[enum.predikat]\nordered = true\nvalues = [\"kurang\", \"cukup\", \"baik\", \"istimewa\"]\n\
        [fact.jp]\ntype = \"number\"\nlabel = \"JP\"\nmin = 0\nmax = 100\nscale = 1\n\
        [fact.tambahan]\ntype = \"number\"\nlabel = \"JP\"\nmin = 0\nmax = 100\n\
        [fact.tmt]\ntype = \"date\"\nlabel = \"TMT\"\n\
        [fact.predikat]\ntype = \"predikat\"\nlabel = \"Predikat\"\n";
    const RULES: &str = "//! @basis contoh\n\
        /// Cukup.\n/// @kind requirement\nfn jp_cukup(jp, minimal) { jp >= minimal }\n\
        /// Masa kerja.\nfn masa_kerja(tmt, as_of) { years_between(tmt, as_of) }\n\
        /// Lama.\n/// @kind requirement\nfn lama(masa_kerja) { masa_kerja >= 4 }\n\
        /// Baru.\n/// @kind requirement\nfn baru(masa_kerja) { masa_kerja <= 4 }\n\
        /// Baik.\n/// @kind requirement\nfn baik(predikat) { predikat > \"cukup\" }\n\
        /// Jumlah.\nfn banyak(jp, tambahan) { jp + tambahan > 50 }\n";
    const PARAMETERS: &str = "[minimal]\nbasis = \"x\"\nvalue = 20\n";
    const TABLE: &str = "# label: Poin\n# basis: contoh\njp,result: poin\n< 20,1\n>= 20,2\n";
    const CASES: &str = "as_of = 2026-01-01\n[[case]]\nname = \"semua \\\"x\\\"\"\n\
        given = { jp = 30, tambahan = 1, tmt = 2020-01-01, predikat = \"baik\" }\n\
        expect = { jp_cukup = true, lama = true, baru = false, baik = true, banyak = false, poin = 2 }\n";

    fn pack(cases: &str) -> Pack {
        Pack::from_files(Files::from_map([
            ("pack.toml", MANIFEST),
            ("facts.toml", FACTS),
            ("parameters/a.toml", PARAMETERS),
            ("a.rhai", RULES),
            ("tables/poin.csv", TABLE),
            (if cases.is_empty() { "README.md" } else { "cases/a.toml" }, cases),
        ]))
        .unwrap()
    }

    #[test]
    fn each_threshold_gets_a_case_at_each_side() {
        let found = boundaries(&pack(CASES));
        let values = |rule: &str| -> Vec<String> {
            let own = found.candidates.iter().filter(|c| &*c.rule == rule);
            own.map(|c| {
                format!("{} {}", super::plain(&c.given.last().unwrap().1), super::expected(&c.result))
            })
            .collect()
        };
        assert_eq!(values("jp_cukup"), ["19.9 false", "20 true", "20.1 true"]);
        // The date falls as the years rise, and four years last a year: a day less, the first day, the last day, a day
        // more. Whichever of `>=`, `>`, `<=` and `<` is written, both sides of it are among them.
        assert_eq!(
            values("lama"),
            ["2022-01-02 false", "2022-01-01 true", "2021-01-02 true", "2021-01-01 true"]
        );
        assert_eq!(
            values("baru"),
            ["2022-01-02 true", "2022-01-01 true", "2021-01-02 true", "2021-01-01 false"]
        );
        // A case with `baik` stands already.
        assert_eq!(values("baik"), ["kurang false", "cukup false"]);
        assert_eq!(values("poin"), ["19.9 1", "20 2", "20.1 2"]);
        let open: Vec<&str> = found.not_covered.iter().map(|one| &*one.rule).collect();
        assert_eq!(open, ["banyak"]);
    }

    #[test]
    fn the_proposals_are_a_file_of_cases_that_pass() {
        let found = boundaries(&pack(CASES)).to_toml(Lang::En);
        let report = run(&pack(&found));
        assert_eq!((report.passed(), report.failed()), (16, 0), "{found}");
        assert!(found.contains("# a.rhai:17: banyak: what is compared"));
    }

    #[test]
    fn without_a_case_nothing_is_proposed_and_all_is_told() {
        let found = boundaries(&pack(""));
        assert!(found.candidates.is_empty());
        assert!(found.not_covered.iter().any(|one| one.reason.en.contains("no case works")));
    }
}
