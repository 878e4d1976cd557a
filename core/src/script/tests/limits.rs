//! Files and nestings that are too large.

use super::read;

/// Repeats words, a thousand a line, since lines are limited too.
fn rows(words: &str, count: usize) -> String {
    format!("{}\n", words.repeat(1000)).repeat(count / 1000)
}

#[test]
fn deep_nesting_gets_one_answer() {
    let many = 100_000;
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("- ", ""),
        ("!", ""),
        ("if a {", "}"),
        ("f(", ")"),
        ("|x| ", ""),
        ("switch a { _ =>", "}"),
        ("a + (", ")"),
    ] {
        for tail in ["", close] {
            let count = many / open.len();
            let source =
                format!("fn uji(a) {{ {}a{} }}\nfn lain(a) {{ a }}", rows(open, count), rows(tail, count));
            let read = read(&source);
            assert_eq!(read.found.len(), 1, "{open}");
            assert_eq!(read.found[0].code, "T1002", "{open}");
            assert!(read.scripts[0].functions.iter().any(|f| &*f.name.value == "lain"));
        }
    }
}

#[test]
fn long_rows_of_operators_get_one_answer() {
    for (first, more) in [("a", " + a"), ("a", ".b"), ("a", "[1]"), ("a", " || a")] {
        let source = format!("fn uji(a) {{ {first}{} }}", rows(more, 50_000));
        assert_eq!(read(&source).marks().iter().map(|m| m.0).collect::<Vec<_>>(), ["T1002"], "{more}");
    }
    let row = format!("fn uji(a) {{ {} {{ 1 }} }}", rows("if a { 1 } else ", 20_000));
    assert_eq!(read(&row).marks().iter().map(|m| m.0).collect::<Vec<_>>(), ["T1002"]);
}

#[test]
fn what_is_allowed_is_accepted_by_rhai_too() {
    let deep = format!("fn uji(a) {{ {}a{} }}", "(".repeat(60), ")".repeat(60));
    assert_eq!(read(&deep).marks(), vec![]);
    let long = format!("fn uji(a) {{ a{} }}", " + a".repeat(190));
    assert_eq!(read(&long).marks(), vec![]);
    let blocks = format!("fn uji(a) {{ {}a{} }}", "if a { ".repeat(30), " } else { 1 }".repeat(30));
    assert_eq!(read(&blocks).marks(), vec![]);
}

#[test]
fn rhai_is_held_to_what_its_stack_can_bear() {
    for (open, close) in [
        ("(", ")"),
        ("- ", ""),
        ("!", ""),
        ("if a { 1 } else ", "{ 2 }"),
        ("a + ", ""),
        ("a.b(|x| ", ")"),
        ("{", "}"),
    ] {
        for count in [20, 70, 300, 3000] {
            let body = format!(
                "{}a{}",
                open.repeat(count),
                close.repeat(if open.starts_with("if") { 1 } else { count })
            );
            let read = read(&format!("/// @interpreted\nfn uji(a) {{ {body} }}"));
            assert!(read.found.len() <= 1, "{open} {count}");
            assert!(count > 20 || open.starts_with("if") || read.found.is_empty(), "{open} {:?}", read.found);
        }
    }
}

#[test]
fn large_files_are_refused() {
    let comment = "// x\n".repeat(300_000);
    assert_eq!(read(&comment).marks(), [("T1001", "")]);
    let lines = "\n".repeat(70_000);
    assert_eq!(read(&lines).marks(), [("T1001", "")]);
    let line = format!("// {}\n", "é".repeat(66_000));
    assert_eq!(read(&line).marks()[0].0, "T1001");
}

#[test]
fn large_files_are_answered_quickly() {
    let patterns = format!("fn uji(a) {{ switch a {{ {} 0 => 1, _ => 2 }} }}", rows("7|", 60_000));
    assert!(read(&patterns).found.len() > 100, "of very many the first are told");
    let params = format!("fn uji({}z) {{ z }}", rows("a,", 60_000));
    assert!(read(&params).found.len() > 100);
    let functions = rows("fn a(){1} ", 60_000);
    assert!(read(&functions).found.len() > 100);
    let signs = format!("fn uji(a) {{ {} }}", rows("§", 60_000));
    assert!(read(&signs).found.len() <= 300);
    let slips = format!("fn uji(a) {{ {} a }}", rows("jika(a) + ", 60_000));
    assert_eq!(read(&slips).found.len(), 1);
}

#[test]
fn places_hold_far_down_a_file() {
    let source = format!("{}fn uji(a) {{ a ≥ 1 }}", "// é\n".repeat(64_000));
    assert_eq!(read(&source).marks(), [("T1014", "≥")]);
}
