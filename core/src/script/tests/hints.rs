//! The usual slips, each with its exact characters.

use super::{marks_of, none, one, read};

#[test]
fn numbers() {
    one("x * 1e3", "T1008", "1e3");
    one("x + 0x1F", "T1008", "0x1F");
    one("x + 3bulan", "T1008", "3bulan");
    one("(x + 1.)", "T1008", "1.");
    one("x + .5", "T1008", ".5");
    one("x + 12345678901234567890123456789", "T1008", "12345678901234567890123456789");
    one("x > 5.000.000", "T1010", "5.000.000");
    one("x * 75%", "T1011", "75%");
    one("x * 75% + y", "T1011", "75%");
    one("max(75%, x)", "T1011", "75%");
    none("x % 2 + 7 % 2 + 10%3");
    one("x > 2025-05-20", "T1012", "2025-05-20");
    one("x > 20-05-2025", "T1012", "20-05-2025");
    none("2025 - 5 - 20");
}

#[test]
fn decimal_commas() {
    one("let z = 0,75; z * x", "T1009", "0,75");
    one("x * 0,75", "T1009", "0,75");
    one("(x + 0,75) * 2", "T1009", "0,75");
    one("if x > 0,5 { 1 } else { 2 }", "T1009", "0,5");
    one(r#"switch jenjang { "a" => 0,75, _ => 1 }"#, "T1009", "0,75");
    one("round_half_up(x * 0,75, 2)", "T1009", "0,75");
    one("abs(12,5)", "T1009", "12,5");
    none("max(0,75)");
    none("clamp(x,0,75)");
    none("x in [1,5,9]");
}

#[test]
fn quotes_and_signs() {
    one("x == 'baik'", "T1013", "'baik'");
    one("x == 'b'", "T1013", "'b'");
    one("x == “baik”", "T1013", "“baik”");
    one("x ≥ 70", "T1014", "≥");
    one("x × y", "T1014", "×");
    one("x − y", "T1014", "−");
    one("x =< y", "T1014", "=<");
    one("x <> y", "T1014", "<>");
    one("x === y", "T1014", "===");
    one("if x => 5 { 1 } else { 2 }", "T1014", "=>");
    assert_eq!(marks_of("x + §")[0], ("T1007".to_owned(), "§".to_owned()));
    assert_eq!(marks_of("x -> y")[0], ("T1007".to_owned(), "->".to_owned()));
    assert_eq!(marks_of("--x")[0], ("T1007".to_owned(), "--".to_owned()));
    one("x\u{a0}+ y", "T1007", "\u{a0}");
}

#[test]
fn words() {
    one("x > 1 dan y > 1", "T1015", "dan");
    one("x > 1 or y > 1", "T1015", "or");
    one("bukan (x > 1)", "T1015", "bukan");
    one("not x", "T1015", "not");
    one("if x > 1 { 1 } esle { 2 }", "T1016", "esle");
    one("if x > 1 { 1 } elif y > 1 { 3 } else { 2 }", "T1016", "elif");
    one("retrun x", "T1016", "retrun");
    one("if x > 1 { retrun x; } y", "T1016", "retrun");
    one("swicth jenjang { \"a\" => 1, _ => 2 }", "T1016", "swicth");
    one("jika x > 1 { 1 } else { 2 }", "T1016", "jika");
    one("jika (x > 1) { 1 } else { 2 }", "T1016", "jika");
    one("if x > 1 maka { 1 } else { 2 }", "T1016", "maka");
    one("let z = match x { 1 => 2, _ => 3 }; z", "T1016", "match");
    one("let z = x + new; z", "T1029", "new");
    one("let default = 1; x", "T1029", "default");
    one("let Nilai = 1; x", "T1030", "Nilai");
    assert_eq!(read("fun uji(a) { a }").marks(), [("T1016", "fun")]);
    assert_eq!(read("fn uji(default) { 1 }").marks(), [("T1029", "default")]);
    assert_eq!(read("fn switch(a) { 1 }").marks(), [("T1029", "switch")]);
    assert_eq!(read("pubic fn uji(a) { a }").marks()[0].0, "T1034");
}

#[test]
fn statements() {
    assert_eq!(marks_of("let z = x\nlet w = y;\nz + w"), [("T1017".to_owned(), "x".to_owned())]);
    one("let z = x let w = y; w", "T1017", "x");
    one("if x = 5 { 1 } else { 2 }", "T1018", "=");
    one("let z = (x = 5); z", "T1018", "=");
    one("let z == 5; z", "T1018", "==");
    one("70 <= x < 90", "T1019", "70 <= x < 90");
    none("(70 <= x) == (x < 90)");
    one("x in 0..10", "T1020", "0..10");
    one("let z = 0..10; z", "T1020", "0..10");
    one("if x > 1 { 10 } 20", "T1021", "10");
    one("x + 1; y", "T1021", "x + 1");
    one("x + 1;", "T1022", ";");
    one("if x > 1 { 10 }", "T1023", "if");
    one("let z = if x > 1 { 10 }; z", "T1023", "if");
    one("let z = 1;", "T1024", "}");
    one("return;", "T1024", "return");
    one("x = 5; x", "T1032", "=");
    one("x += 5; x", "T1032", "+=");
}

#[test]
fn the_value_that_is_dropped_is_marked_each_time() {
    let expected = [("T1021".to_owned(), "2".to_owned()), ("T1021".to_owned(), "3".to_owned())];
    assert_eq!(marks_of("switch x { 1 => 2, _ => 3 } y"), expected);
}

#[test]
fn switches() {
    one("switch x { 0..10 => 1, 5..20 => 2, _ => 3 }", "T1025", "5..20");
    one("switch x { 1 => 1, 1 => 2, _ => 3 }", "T1025", "1");
    one(r#"switch x { "a" | "b" => 1, "b" => 2, _ => 3 }"#, "T1025", r#""b""#);
    none("switch x { 0..10 => 1, 10..=20 => 2, _ => 3 }");
    none("switch x { 1 if y => 1, 1 => 2, 0..10 if y => 4, 2..9 => 5, _ => 3 }");
    one("switch x { 0..10 => 1, 20 => 2, _ => 3 }", "T1026", "20");
    one("switch x { _ => 3, 1 => 2 }", "T1026", "_");
    one("switch x { 1 => 2, _ if y => 3 }", "T1026", "_");
    one("switch x { baik => 1, _ => 2 }", "T1027", "baik");
    one("switch x { default => 2 }", "T1027", "default");
    one("switch x { >= 91 => 1, _ => 2 }", "T1027", ">=");
    one("switch x { 0.5..1.5 => 1, _ => 2 }", "T1027", "0.5..1.5");
    one("switch x { 10..0 => 1, _ => 2 }", "T1027", "10..0");
    one(r#"switch x { "a", "b" => 1, _ => 2 }"#, "T1027", ",");
}

#[test]
fn hyphens() {
    one("masa-kerja + 1", "T1028", "masa-kerja");
    one("x + masa kerja", "T1028", "masa kerja");
    one("let z = nilai-lama; z", "T1028", "nilai-lama");
    one("2*masa-kerja", "T1028", "masa-kerja");
    one("masa-kerja-lama + 1", "T1028", "masa-kerja-lama");
    none("x-y");
    none("x.satu-y");
    none("nilai - x-y");
    assert_eq!(read("fn uji(masa-kerja-pangkat) { 1 }").marks(), [("T1028", "masa-kerja-pangkat")]);
}

#[test]
fn what_only_rhai_has() {
    one("for i in x { y } 1", "T1031", "for");
    one("while x { y } 1", "T1031", "while");
    one("do { y } while x; 1", "T1031", "do");
    one("let z = #{ a: 1 }; z", "T1031", "#{");
    one("let z = `a ${x}`; z", "T1031", "`a ${x}`");
    one("throw x; 1", "T1031", "throw");
    one("try { x } catch { y } 1", "T1031", "try");
    one("const z = 1; x", "T1031", "const");
    one("eval(x)", "T1031", "eval");
    one("Fn(\"x\")", "T1031", "Fn");
    one("import \"x\" as y; 1", "T1031", "import");
    one("x ** 2", "T1031", "**");
    one("x & y", "T1031", "&");
    one("x | y", "T1031", "|");
    one("x << y", "T1031", "<<");
    one("let z = (); z", "T1031", "()");
    one("+x", "T1031", "+");
}
