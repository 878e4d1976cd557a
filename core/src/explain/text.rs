//! An explanation as plain text for a terminal or a letter.

use std::borrow::Cow;
use std::fmt;

use super::tree::Explanation;
use super::view::{Line, Told, View, Wanted};
use crate::value::{Lang, words_in};

/// The width that lines are broken at.
const WIDTH: usize = 100;

impl Explanation {
    /// The explanation as plain text: the result, how it came about, and what it rests on as a tree.
    ///
    /// A promotion begins with its decision and every requirement. What was told above is only referred to.
    ///
    /// # Example: what a lecturer reads about the months that were assessed
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use timbang::{Facts, Lang};
    /// let pack = timbang::Pack::from_dir("../rules/nasional")?;
    /// let plan = pack.plan(timbang::date(2026, 1, 1), ["angka_kredit_konversi"])?;
    /// let facts = Facts::from_json_text(
    ///     r#"{"jenis_jabatan": "fungsional", "jenjang": "ahli_pertama",
    ///         "rating_hasil_kerja": "sesuai", "rating_perilaku_kerja": "sesuai",
    ///         "bulan_penilaian": 2}"#,
    /// )?;
    /// let told = plan.evaluate(&facts)?.why("angka_kredit_konversi")?;
    /// assert!(told.to_text(Lang::Id).contains("2 ÷ 12 × 100% × 12,5"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let view = View::of(self, lang);
        let mut page = Page { out: String::new(), lang };
        page.root(&view.root);
        page.inputs(&view);
        page.unverified(&view.unverified);
        page.out
    }
}

impl fmt::Display for Explanation {
    /// Writes the explanation as Indonesian text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_text(Lang::Id).trim_end())
    }
}

struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    /// Writes words after a prefix; where they are too long they go on below, after another prefix.
    fn write(&mut self, first: &str, rest: &str, words: &str) {
        let (mut width, margin) = (count(first), count(rest));
        let limit = WIDTH.max(margin.saturating_add(40));
        if is_one_line(words) {
            return self.write_plain(
                (first, limit.saturating_sub(width)),
                (rest, limit.saturating_sub(margin)),
                words,
            );
        }
        let mut start = self.out.len();
        self.out.push_str(first);
        let mut fresh = true;
        for word in words.split_whitespace() {
            let length = if is_plain(word) { word.len() } else { visible(word).count() };
            if !fresh && width.saturating_add(length).saturating_add(1) > limit {
                self.end_line(start);
                start = self.out.len();
                self.out.push_str(rest);
                width = margin;
                fresh = true;
            }
            if !fresh {
                self.out.push(' ');
                width = width.saturating_add(1);
            }
            if is_plain(word) {
                self.out.push_str(word);
            } else {
                self.out.extend(visible(word));
            }
            width = width.saturating_add(length);
            fresh = false;
        }
        self.end_line(start);
    }

    /// The same of words of one byte a character with one space between them; how much fits stands beside each prefix.
    fn write_plain(&mut self, first: (&str, usize), rest: (&str, usize), words: &str) {
        let (mut words, mut place) = (words, first);
        loop {
            let (prefix, room) = place;
            self.out.push_str(prefix);
            let bytes = words.as_bytes();
            // The last space up to which words fit; else the first one, after a word that fits nowhere.
            let is_space = |byte: &u8| *byte == b' ';
            let cut = bytes
                .get(..=room)
                .and_then(|line| line.iter().rposition(is_space).or_else(|| bytes.iter().position(is_space)));
            let parts = cut.and_then(|at| Some((words.get(..at)?, words.get(at.checked_add(1)?..)?)));
            self.out.push_str(parts.map_or(words, |(line, _)| line));
            self.out.push('\n');
            match parts {
                Some((_, more)) => (words, place) = (more, rest),
                None => return,
            }
        }
    }

    /// Ends the line that began at a place.
    fn end_line(&mut self, start: usize) {
        let kept = self.out.get(start..).map_or(0, |line| line.trim_end().len());
        self.out.truncate(start.saturating_add(kept));
        self.out.push('\n');
    }

    fn say(&mut self, words: &str) {
        self.write("", "", words);
    }

    fn root(&mut self, root: &Told<'_>) {
        match &root.decision {
            Some(decision) => {
                self.write("", "", root.label);
                let brackets = root.basis.as_ref().map(|b| format!(" [{b}]")).unwrap_or_default();
                let line = format!("{}: {}{brackets}", decision.code, decision.mark.words);
                self.write("", "", &line);
                let (met, count) = (decision.met, decision.count);
                if count > 0 {
                    self.say(&words_in!(
                        self.lang,
                        "{met} dari {count} syarat terpenuhi.",
                        "{met} of {count} requirements met."
                    ));
                }
                for line in &root.lines {
                    self.line("", line);
                }
                if !decision.requirements.is_empty() {
                    self.out.push('\n');
                }
                for requirement in &decision.requirements {
                    self.requirement(requirement);
                }
            }
            None => {
                let mut line = String::new();
                head(&mut line, root, self.lang);
                self.write("", "  ", &line);
                for line in &root.lines {
                    self.line("  ", line);
                }
            }
        }
    }

    fn requirement(&mut self, r: &Wanted) {
        let mut line = r.label.clone();
        if r.mark.class != "met" {
            line.push_str(&format!(": {}", r.mark.words));
        }
        if !r.gaps.is_empty() {
            line.push_str(&format!(", {}", r.gaps.join("; ")));
        }
        self.write(&format!("{} ", r.mark.symbol), "  ", &line);
        if let Some(text) = &r.text {
            self.write("  ", "  ", text);
        } else if r.causes.is_empty() {
            for compared in &r.compared {
                let gap = compared.gap.as_ref().map(|gap| format!(": {gap}")).unwrap_or_default();
                self.write("  ", "  ", &format!("{}{gap}.", compared.words));
            }
        }
        for cause in &r.causes {
            self.write("  ", "  ", cause);
        }
        if let Some(advice) = &r.advice {
            let words = words_in!(self.lang, "Saran: {advice}", "Advice: {advice}");
            self.write("  ", "  ", &words);
        }
        if let Some(basis) = &r.basis {
            self.write("  ", "  ", &format!("[{basis}]"));
        }
    }

    fn inputs(&mut self, view: &View<'_>) {
        if view.inputs.is_empty() {
            return;
        }
        if view.root.decision.is_some() {
            self.out.push('\n');
            self.say(&words_in!(self.lang, "Rinciannya:", "In detail:"));
        }
        // For each depth, whether more follows at it: there a line goes on.
        let mut goes_on: Vec<bool> = Vec::new();
        let (mut first, mut under, mut line) = (String::new(), String::new(), String::new());
        for told in &view.inputs {
            goes_on.truncate(told.depth);
            first.clear();
            goes_on.iter().for_each(|more| first.push_str(if *more { "│  " } else { "   " }));
            under.clear();
            under.push_str(&first);
            first.push_str(if told.last { "└─ " } else { "├─ " });
            under.push_str(if told.last { "   " } else { "│  " });
            under.push_str(if told.opens { "│  " } else { "   " });
            line.clear();
            head(&mut line, told, self.lang);
            self.write(&first, &under, &line);
            for line in &told.lines {
                self.line(&under, line);
            }
            goes_on.push(!told.last);
        }
    }

    fn line(&mut self, prefix: &str, line: &Line) {
        let words = match &line.gap {
            Some(gap) => Cow::Owned(format!("{}: {gap}", line.words)),
            None => Cow::Borrowed(line.words.as_str()),
        };
        match &line.mark {
            Some(mark) => {
                self.write(&format!("{prefix}{} ", mark.symbol), &format!("{prefix}  "), &words);
            }
            None => self.write(prefix, &format!("{prefix}  "), &words),
        }
    }

    fn unverified(&mut self, figures: &[String]) {
        if figures.is_empty() {
            return;
        }
        self.out.push('\n');
        self.say(&words_in!(
            self.lang,
            "Catatan: hasil ini bertumpu pada angka yang belum dicocokkan dengan sumbernya:",
            "Note: this rests on figures that nobody has yet checked against their source:"
        ));
        for figure in figures {
            self.write("• ", "  ", figure);
        }
    }
}

/// Whether these are plain words with one space between them, as they would be written one by one.
fn is_one_line(words: &str) -> bool {
    let bytes = words.as_bytes();
    let two = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let spaces = two.fold(0u8, |found, (a, b)| found | u8::from(*a == b' ' && *b == b' '));
    let ends = [bytes.first(), bytes.last()];
    is_plain(words) && spaces == 0 && ends.iter().all(|byte| byte.is_some_and(|byte| *byte != b' '))
}

/// Whether each byte is a character that is seen.
fn is_plain(words: &str) -> bool {
    // All bytes are looked at, many at a time.
    words.bytes().fold(0u8, |odd, byte| odd | u8::from(!(b' '..0x7f).contains(&byte))) == 0
}

/// How many characters there are.
fn count(words: &str) -> usize {
    if is_plain(words) { words.len() } else { words.chars().count() }
}

/// The characters but those that would move the reader's cursor.
fn visible(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter(|c| !c.is_control())
}

/// Writes the first line of an entry: label, value, citation, source.
fn head(line: &mut String, told: &Told<'_>, lang: Lang) {
    let asked = told.mark.as_ref().filter(|_| matches!(told.role, "requirement" | "promotion"));
    let mut add = |parts: &[&str]| parts.iter().for_each(|part| line.push_str(part));
    if let Some(mark) = asked {
        add(&[mark.symbol, " "]);
    }
    add(&[told.label]);
    if let Some(row) = told.row {
        add(&[" (", row, ")"]);
    }
    match (&told.mark, &told.value) {
        (Some(mark), _) => add(&[": ", &mark.words]),
        (None, Some(value)) => add(&[" = ", value]),
        (None, None) => {}
    }
    if let Some(basis) = &told.basis {
        add(&[" [", basis, "]"]);
    }
    let id = lang == Lang::Id;
    if let Some(source) = told.source {
        add(&[if id { " (dari " } else { " (from " }, source, ")"]);
    }
    if told.unverified {
        add(&[if id { " (belum dicocokkan)" } else { " (not yet checked)" }]);
    }
    if told.repeated {
        add(&[if id { " (sudah dijelaskan di atas)" } else { " (explained above)" }]);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::explain::samples;

    #[test]
    fn a_promotion_begins_with_its_decision_and_each_requirement() {
        let told = samples::promotion().to_text(Lang::Id);
        assert!(
            told.starts_with("Kenaikan pangkat reguler\nTMS: tidak memenuhi syarat [PerBKN 2/2025]\n"),
            "{told}"
        );
        assert!(told.contains("1 dari 3 syarat terpenuhi."), "{told}");
        assert!(told.contains("✓ Predikat kinerja mencukupi\n"), "{told}");
        assert!(
            told.contains("✗ Masa kerja dalam pangkat mencukupi: belum terpenuhi, kurang 1,5 tahun\n"),
            "{told}"
        );
        assert!(told.contains("  Saran: Ajukan lagi setelah 4 tahun.\n"), "{told}");
        assert!(told.contains("? Ijazah diakui: belum dapat dipastikan\n"), "{told}");
        assert!(told.contains("– Uji kompetensi: tidak berlaku\n"), "{told}");
    }

    #[test]
    fn english_says_the_same() {
        let told = samples::promotion().to_text(Lang::En);
        assert!(told.contains("TMS: does not qualify"), "{told}");
        assert!(told.contains("✗ Enough years in rank: not met, 1.5 years short"), "{told}");
        assert!(
            told.contains("Years in rank: 2.5 years; required: at least 4 years (Years needed)"),
            "{told}"
        );
    }

    #[test]
    fn a_missing_fact_says_where_it_comes_from() {
        let told = samples::promotion().to_text(Lang::Id);
        assert!(told.contains("  Ijazah belum diketahui; isiannya berasal dari SIASN.\n"), "{told}");
        assert!(told.contains("└─ Ijazah: belum diketahui (dari SIASN)\n"), "{told}");
    }

    #[test]
    fn the_tree_tells_both_sides_and_refers_to_what_was_told() {
        let told = samples::promotion().to_text(Lang::Id);
        assert!(
            told.contains("│  ✗ Masa kerja dalam pangkat: 2,5 tahun; syaratnya paling sedikit 4 tahun (Masa"),
            "{told}"
        );
        assert!(
            told.contains("Dinilai oleh Kepala Bidang pada 20 Mei 2025, berdasarkan berita acara."),
            "{told}"
        );
        assert!(told.contains("(sudah dijelaskan di atas)"), "{told}");
        // The advice stands with the decision and is not told again in the tree.
        assert_eq!(told.matches("Ajukan lagi").count(), 1, "{told}");
    }

    #[test]
    fn unverified_figures_are_a_note_at_the_end() {
        let told = samples::promotion().to_text(Lang::Id);
        assert!(
            told.contains(
                "Masa kerja minimal = 4 tahun [PerBKN 2/2025; sejak 20 Mei 2025] (belum dicocokkan)"
            ),
            "{told}"
        );
        assert!(
            told.trim_end().ends_with("• Masa kerja minimal [PerBKN 2/2025]: naskah belum terbit"),
            "{told}"
        );
    }

    #[test]
    fn a_score_tells_its_row_and_its_formula() {
        let told = samples::score().to_text(Lang::Id);
        assert!(
            told.starts_with("Angka kredit konversi = 0,63 angka kredit [PerBKN 3/2023 Pasal 13]\n"),
            "{told}"
        );
        assert!(
            told.contains("Menurut tabel Persentase, baris 4: Predikat baik, maka 50%. Catatan: salinan."),
            "{told}"
        );
        assert!(
            told.contains("Dihitung: 4 ÷ 12 × 50% × 3,75, dibulatkan ke 2 desimal = 0,63 angka kredit"),
            "{told}"
        );
        assert_eq!(samples::score().to_string(), told.trim_end());
    }

    #[test]
    fn a_chain_of_thousands_is_only_long() {
        let told = samples::chain(3000).to_text(Lang::Id);
        assert_eq!(told.matches("Langkah").count(), 3001);
        assert!(told.lines().all(|line| line.chars().count() < 160));
    }

    proptest! {
        #[test]
        fn plain_words_are_broken_as_all_others_are(
            words in proptest::collection::vec("[a-z]{1,60}", 1..40),
            first in "[ a-z]{0,30}",
            rest in " {0,90}",
        ) {
            let lines = |words: &str| {
                let mut page = Page { out: String::new(), lang: Lang::Id };
                page.write(&first, &rest, words);
                page.out
            };
            // What is not seen sends words the long way.
            let plain = words.join(" ");
            prop_assert_eq!(lines(&plain), lines(&format!("{plain}\u{1}")));
        }
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let mut told = samples::score();
        Arc::make_mut(&mut told.label).id = "Angka\u{1b}[2J\0kredit".to_owned();
        assert!(told.to_text(Lang::Id).starts_with("Angka[2Jkredit = "));
    }
}
