//! The layout of single lines.

use super::format;

#[track_caller]
fn laid_out(written: &str, expected: &str) {
    let found = format("a/a.rhai", written).unwrap();
    assert_eq!(found, expected);
    assert_eq!(format("a/a.rhai", &found).unwrap(), expected, "settled");
}

#[test]
fn blanks_stand_where_they_help_to_read() {
    laid_out("fn a(x,y){x+-y*( -3 )}", "fn a(x, y) { x + -y * (-3) }\n");
    laid_out("fn a ( x ) { ! x && !( x ) }", "fn a(x) { !x && !(x) }\n");
    laid_out("fn a(l){l . sum( | i |i.x-1 )}", "fn a(l) { l.sum(|i| i.x - 1) }\n");
    laid_out("fn a(l){l.weighted_mean(|a|a.x,|b|b.y)}", "fn a(l) { l.weighted_mean(|a| a.x, |b| b.y) }\n");
    laid_out("fn a(x){x [ \"b\" ]??0}", "fn a(x) { x[\"b\"] ?? 0 }\n");
    laid_out("fn a(x){x in [1,2]||x!in[3]}", "fn a(x) { x in [1, 2] || x !in [3] }\n");
    laid_out(
        "fn a(x){switch x{30|40=>-2,0..10=>1,10..=20=>2,_=>0}}",
        "fn a(x) { switch x { 30 | 40 => -2, 0..10 => 1, 10..=20 => 2, _ => 0 } }\n",
    );
    laid_out("fn a(x){switch x{1 if x>5=>3,_=>0}}", "fn a(x) { switch x { 1 if x > 5 => 3, _ => 0 } }\n");
    laid_out("fn a(x){let y=x;return y;}", "fn a(x) { let y = x; return y; }\n");
    laid_out("fn a(){if true{1}else{2}}", "fn a() { if true { 1 } else { 2 } }\n");
    laid_out("private   fn a(x){max_by(x)}", "private fn a(x) { max_by(x) }\n");
}

#[test]
fn lines_stand_below_what_they_belong_to() {
    laid_out(
        "fn a(\nx,\n  y\n) {\nlet z = x\n+ y;\nz\n.abs()\n}",
        "fn a(\n    x,\n    y\n) {\n    let z = x\n        + y;\n    z\n        .abs()\n}\n",
    );
    laid_out(
        "fn a(l) {\nl.map(|i| {\nif i.x {\n1\n} else {\n2\n}\n})\n}",
        "fn a(l) {\n    l.map(|i| {\n        if i.x {\n            1\n        } else {\n            2\n        }\n    })\n}\n",
    );
    laid_out("fn a(x) {\n\n\n1\n\n}\n\n\n\nfn b(x) { 1 }", "fn a(x) {\n    1\n}\n\nfn b(x) { 1 }\n");
}

#[test]
fn comments_stay_with_their_words() {
    laid_out(
        "//!  @basis contoh\n\n\n  /// Label.   \n///\n  /// @kind score\nfn a(x) { // sebab\nx /* di sini */ + 1\n// akhir\n}",
        "//!  @basis contoh\n\n/// Label.\n///\n/// @kind score\nfn a(x) { // sebab\n    x /* di sini */ + 1\n    // akhir\n}\n",
    );
}

#[test]
fn sheets_lose_blanks_and_quotes_that_say_nothing() {
    let table = "#label:Nilai,,\n\"# note: a, b\"\n a , result:b \n\">= 1\",2\n , \n\"x\"\"y\",\" z\"\n";
    let laid_out = format("tables/a.csv", table);
    assert_eq!(
        laid_out.unwrap(),
        "# label: Nilai\n\"# note: a, b\"\na,result: b\n>= 1,2\n\"x\"\"y\",\" z\"\n"
    );
}

#[test]
fn words_of_several_lines_in_toml_are_left_alone() {
    let facts = "[fact.a]\ntype = \"text\"   \nlabel = \"\"\"a  \n\n\n b\"\"\"\nprotected = true";
    assert_eq!(format("facts.toml", facts).unwrap(), facts, "what would change a text is left");
    assert_eq!(
        format("facts.toml", "\n[fact.a]  \r\n\n\n\ntype = \"date\"").unwrap(),
        "[fact.a]\n\ntype = \"date\"\n"
    );
}
