//! The first sentence of a comment, and what follows it.

use std::ops::Range;

use crate::source::{FileId, Span, Spanned};

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "no", "nomor", "dll", "dsb", "dst", "mis", "mis", "misal", "a.n", "s.d", "d.a", "u.b", "u.p", "kab",
    "prov", "kec", "jl", "dr", "drs", "prof", "ir", "yth", "hlm", "hal", "ayat", "vs", "tgl", "th", "bab",
];

/// Parts the prose of a comment into its label and its description.
pub(super) fn label(
    file: FileId,
    text: &str,
    prose: &[Range<usize>],
) -> (Option<Spanned<String>>, Option<String>) {
    let lines: Vec<&Range<usize>> = prose.iter().skip_while(|line| line.is_empty()).collect();
    let paragraph = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    let (head, tail) = lines.split_at_checked(paragraph).unwrap_or((&lines, &[]));
    let Some(first) = head.first() else { return (None, None) };
    let mut words = String::new();
    let mut rest: Vec<String> = Vec::new();
    let mut end = first.start;
    let mut ended = false;
    for (at, line) in head.iter().enumerate() {
        let content = text.get((*line).clone()).unwrap_or("");
        if ended {
            push_line(&mut rest, content);
            continue;
        }
        let next = head.get(at.saturating_add(1)).and_then(|l| text.get((*l).clone()));
        let stop = sentence_end(content, next.unwrap_or(""), next.is_none());
        if !words.is_empty() {
            words.push(' ');
        }
        let kept = stop.unwrap_or(content.len());
        let mut sentence = content.get(..kept).unwrap_or(content);
        if stop.is_some() {
            ended = true;
            sentence = sentence.strip_suffix('.').unwrap_or(sentence);
            push_line(&mut rest, content.get(kept..).unwrap_or("").trim());
        }
        end = line.start.saturating_add(sentence.len());
        words.push_str(sentence);
    }
    let mut paragraphs = vec![rest.join(" ")];
    let mut current: Vec<String> = Vec::new();
    for line in tail {
        let content = text.get((*line).clone()).unwrap_or("");
        if content.is_empty() {
            paragraphs.push(std::mem::take(&mut current).join(" "));
        } else {
            current.push(content.to_owned());
        }
    }
    paragraphs.push(current.join(" "));
    paragraphs.retain(|p| !p.is_empty());
    let description = (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"));
    (Some(Spanned::new(words, Span::new(file, first.start, end))), description)
}

fn push_line(rest: &mut Vec<String>, line: &str) {
    if !line.is_empty() {
        rest.push(line.to_owned());
    }
}

/// Where the first sentence ends in a line, its point included.
fn sentence_end(line: &str, next_line: &str, last: bool) -> Option<usize> {
    for (at, c) in line.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let end = at.saturating_add(1);
        let after = line.get(end..).unwrap_or("");
        if after.is_empty() {
            if last || begins_sentence(next_line) && !abbreviates(line.get(..at).unwrap_or("")) {
                return Some(end);
            }
        } else if after.starts_with(' ')
            && begins_sentence(after.trim_start())
            && !(c == '.' && abbreviates(line.get(..at).unwrap_or("")))
        {
            return Some(end);
        }
    }
    None
}

/// Whether words begin as a sentence does: not with a small letter or a digit.
fn begins_sentence(words: &str) -> bool {
    words.chars().next().is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit())
}

/// Whether the word before a point is an abbreviation or an initial.
fn abbreviates(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, Option<String>) {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let end = line.len().saturating_add(start);
            lines.push(start..end);
            start = end.saturating_add(1);
        }
        let (label, description) = label(FileId(0), text, &lines);
        let label = label.unwrap();
        assert_eq!(text.get(label.span.start as usize..).unwrap().get(..1), label.value.get(..1));
        (label.value, description)
    }

    #[test]
    fn a_label_is_the_first_sentence() {
        assert_eq!(of("Nilai akhir. Kalimat lain."), ("Nilai akhir".into(), Some("Kalimat lain.".into())));
        assert_eq!(of("Nilai akhir"), ("Nilai akhir".into(), None));
        assert_eq!(of("Nilai akhir."), ("Nilai akhir".into(), None));
        assert_eq!(
            of("Dua baris\nsatu kalimat. Lalu."),
            ("Dua baris satu kalimat".into(), Some("Lalu.".into()))
        );
    }

    #[test]
    fn decimals_and_abbreviations_end_no_sentence() {
        assert_eq!(
            of("Bobot 0.75 menurut Pasal 22 ayat (3). Lain.").0,
            "Bobot 0.75 menurut Pasal 22 ayat (3)"
        );
        assert_eq!(
            of("Sesuai Peraturan No. 6 dan dll. Yang lain tetap").0,
            "Sesuai Peraturan No. 6 dan dll. Yang lain tetap"
        );
        assert_eq!(of("Nilai s.d. Desember. Selesai").0, "Nilai s.d. Desember");
    }

    #[test]
    fn paragraphs_stay_apart() {
        assert_eq!(of("Label\n\nSatu\ndua.\n\nTiga.").1.unwrap(), "Satu dua.\n\nTiga.");
    }
}
