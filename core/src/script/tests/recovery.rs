//! Several errors in one file, each exact.

use super::read;

#[test]
fn an_error_in_one_function_leaves_the_next_alone() {
    let source =
        "fn satu(a) { a + }\nfn dua(a) { (a; }\nfn tiga(a) { a }\nfn (a) { a }\nfn lima(a) { a ) }\n";
    let read = read(source);
    assert_eq!(read.marks(), [("T1003", "}"), ("T1004", "("), ("T1003", "("), ("T1003", ")")]);
    let names: Vec<&str> = read.scripts[0].functions.iter().map(|f| &*f.name.value).collect();
    assert_eq!(names, ["satu", "dua", "tiga", "lima"]);
}

#[test]
fn an_error_in_one_statement_leaves_the_next_alone() {
    let source = "fn uji(a, b) {\n let x = ;\n let y = a ] b;\n if a >< b { 1 }\n let z = b +;\n x\n}\n";
    assert_eq!(read(source).marks(), [("T1003", ";"), ("T1003", "]"), ("T1003", "<"), ("T1003", ";")]);
}

#[test]
fn an_error_in_one_arm_leaves_the_next_alone() {
    let source = "fn uji(a) { switch a { \"x\" => , \"y\" 2, \"z\" => 3 +, _ => 4 } }";
    assert_eq!(read(source).marks(), [("T1003", ","), ("T1003", "2"), ("T1003", ",")]);
}

#[test]
fn a_brace_too_few_or_too_many_does_not_hide_what_follows() {
    let few = read("fn satu(a) { if a { 1 \nfn dua(a) { a }\n");
    assert_eq!(few.marks(), [("T1004", "{")]);
    assert_eq!(few.scripts[0].functions.len(), 2);
    let many = read("fn satu(a) { a } }\nfn dua(a) { a }\nlet x = 1;\n");
    assert_eq!(many.marks(), [("T1034", "}"), ("T1034", "let x = 1;")]);
    assert_eq!(many.scripts[0].functions.len(), 2);
}

#[test]
fn texts_and_comments_that_never_end() {
    assert_eq!(
        read("fn uji(a) { a == \"x }\nfn dua(a) { a }\n").marks(),
        [("T1004", "{"), ("T1005", "\"x }")]
    );
    assert_eq!(read("fn uji(a) { a }\n/* lupa\nfn dua(a) { a }\n").marks()[0], ("T1005", "/*"));
    assert_eq!(read("fn uji(a) { a == `x }").marks(), [("T1004", "{"), ("T1005", "`x }")]);
    assert_eq!(read(r#"fn uji(a) { a == "x\qy" }"#).marks(), [("T1006", "\\q")]);
    assert_eq!(read(r#"fn uji(a) { a == "\u00g0 y" }"#).marks(), [("T1006", "\\u00")]);
}

#[test]
fn names_given_twice() {
    let read = read("fn uji(a, b, a) { b }\nfn lain(a) { a }\nfn uji(a) { a }\n");
    assert_eq!(read.marks(), [("T1035", "a"), ("T1035", "uji")]);
}

#[test]
fn rhai_has_the_last_word() {
    // A name in brackets may be called in rhai, and an assignment in brackets may not: both are rare
    // enough that only rhai knows them.
    let found = read("fn uji(a) { (a && true).b }\nfn dua() { 1 }");
    assert_eq!(found.marks(), vec![]);
    let found = read("/// @interpreted\nfn uji(a) { let x = ; x }");
    assert_eq!(found.marks(), [("T1060", ";")]);
    assert!(found.found[0].message.id.contains("rhai"));
}
