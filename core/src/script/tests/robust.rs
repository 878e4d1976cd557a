//! No input is too strange to be answered.

use proptest::prelude::*;

use super::super::ast::ExprKind;
use super::super::{read as read_files, walk};
use crate::diagnostic::Sink;
use crate::source::Files;

const VALID: &str = r#"//! @basis PermenPANRB 6/2022 Pasal 22
/// Nilai. Lanjutan.
/// @applies jenis == "x" && a > 1
/// @unmet Baru {a} dari {b}.
fn uji(a, b, daftar) {
    let z = if a >= 70 && b != 0.5 { a / b } else if a in [1, 2] { 1_000 } else { -5 };
    if z > 10 { return daftar.sum(|i| i.nilai * 2) ?? 0; }
    switch a { 1 | 2 => 3, 0..10 if b => { 4 } _ => round_half_up(z, 2) }
}
/* catatan */
private fn bantu(a) { a?.b ?? "t\"x" }
/// @interpreted
fn bebas(a) { for i in 0..3 { a += `x ${i}`; } a }
"#;

/// Reads a text, and checks that every place lies between characters of it.
fn answer(source: &[u8]) {
    let files = Files::from_map([("a.rhai", source.to_vec())]);
    let mut sink = Sink::default();
    let scripts = read_files(&files, &mut sink);
    let text = files.iter().next().map(|(_, f)| f.text.clone()).unwrap();
    for diagnostic in sink.into_sorted() {
        for label in &diagnostic.labels {
            assert!(text.get(label.span.range()).is_some(), "{} {:?}", diagnostic.code, label.span);
        }
        assert!(!diagnostic.message.id.is_empty() && !diagnostic.message.en.is_empty());
    }
    for function in scripts.iter().flat_map(|script| &script.functions) {
        walk::each(&function.body, &mut |expr| {
            let words = text.get(expr.span.range());
            assert!(words.is_some());
            if let ExprKind::Name(name) = &expr.kind {
                assert!(words.unwrap().contains(&**name));
            }
        });
    }
}

#[test]
fn the_sound_file_is_sound() {
    let files = Files::from_map([("a.rhai", VALID)]);
    let mut sink = Sink::default();
    let scripts = read_files(&files, &mut sink);
    assert_eq!(sink.into_sorted(), vec![]);
    assert_eq!(scripts[0].functions.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        answer(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,120}") {
        answer(text.as_bytes());
        answer(format!("fn uji(a) {{ {text} }}\nfn dua(b) {{ b }}").as_bytes());
    }

    #[test]
    fn any_tokens(words in prop::collection::vec(prop::sample::select(vec![
        "fn", "private", "uji", "(", ")", "()", "{", "}", "[", "]", "if", "else", "switch", "=>", "=", "==", ",", ";",
        "0,75", "75%", "1e3", "2025-05-20", "-5", "- 5", ".", "..", "..=", "?.", "??", "|", "||", "&&", "!", "in",
        "!in", "let", "return", "for", "#{", "\"a\"", "'b'", "`c ${", "“d”", "≥", "dan", "retrun", "/// @unit", "//!",
        "/*", "*/", "\n", "\r", "\0", "_", "a", "b-c", "@applies", "{a}", "#\"", "\"", "\\", "**", "é",
    ]), 0..60)) {
        answer(words.join(" ").as_bytes());
        answer(words.concat().as_bytes());
    }

    #[test]
    fn any_change_of_a_sound_file(at in 0..VALID.len(), cut in 0usize..12, put in "[\\PC\\n]{0,4}") {
        let start = (0..=at).rev().find(|i| VALID.is_char_boundary(*i)).unwrap_or(0);
        let end = start.saturating_add(cut).min(VALID.len());
        let mut changed = VALID.as_bytes().to_vec();
        changed.splice(start..end, put.bytes());
        answer(&changed);
    }
}
