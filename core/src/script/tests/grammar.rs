//! What is read, and where it stands.

use super::super::walk;
use super::{read, shape_of};

#[test]
fn operators_bind_as_in_rhai() {
    for (body, shape) in [
        ("a + b * c", "(a Add (b Mul c))"),
        ("(a + b) * c", "((a Add b) Mul c)"),
        ("a - b - c", "((a Sub b) Sub c)"),
        ("a / b * c % d", "(((a Div b) Mul c) Rem d)"),
        ("a || b && c", "(a Or (b And c))"),
        ("a == b && c != d", "((a Eq b) And (c Ne d))"),
        ("a < b == (c > d)", "((a Lt b) Eq (c Gt d))"),
        ("a + 1 < b ?? c", "((a Add 1) Lt (b Coalesce c))"),
        ("a ?? b + 1", "(a Coalesce (b Add 1))"),
        ("!a && !b", "((Not a) And (Not b))"),
        ("!a.b", "(Not a.b)"),
        ("-a + b", "((Neg a) Add b)"),
        ("- 5 + b", "(-5 Add b)"),
        ("-5.abs()", ".abs(-5)"),
        ("a -5", "(a Sub 5)"),
        ("a-1", "(a Sub 1)"),
        ("a in [1, 2]", "(a In [1, 2])"),
        ("a !in [1] && b", "((a NotIn [1]) And b)"),
        ("a == b || c in d", "((a Eq b) Or (c In d))"),
        ("a in daftar == b", "((a In daftar) Eq b)"),
    ] {
        assert_eq!(shape_of(body), shape, "{body}");
    }
}

#[test]
fn calls_fields_and_closures() {
    for (body, shape) in [
        ("max(a, b)", "max(a, b)"),
        ("a.b.c", "a.b.c"),
        ("a?.b ?? 0", "(a?.b Coalesce 0)"),
        ("a[b].c", "a[b].c"),
        ("daftar.sum(|i| i.nilai * 2)", ".sum(daftar, |i| (i.nilai Mul 2))"),
        ("daftar.filter(|i| i.a > 1).count()", ".count(.filter(daftar, |i| (i.a Gt 1)))"),
        ("daftar.map(|p, q| p + q)", ".map(daftar, |p, q| (p Add q))"),
        ("daftar.any(|| true)", ".any(daftar, || true)"),
        ("daftar.map(|i| if i.a { 1 } else { 2 })", ".map(daftar, |i| if i.a {1} else {2})"),
        ("daftar.map(|i| { let z = i.a; z * 2 })", ".map(daftar, |i| {let z = i.a; (z Mul 2)})"),
        ("all_of([a, b,])", "all_of([a, b])"),
        ("f()", "f()"),
    ] {
        assert_eq!(shape_of(body), shape, "{body}");
    }
}

#[test]
fn branches_and_statements() {
    for (body, shape) in [
        ("if a { 1 } else if b { 2 } else { 3 }", "if a {1} else if b {2} else {3}"),
        ("let z = if a { 1 } else { 2 }; z + 1", "let z = if a {1} else {2}; (z Add 1)"),
        ("if a { return 1; } 2", "do if a {return 1}; 2"),
        ("if a { if b { return 1 } } 2", "do if a {do if b {return 1}}; 2"),
        ("if a { return 1 } else { return 2 }", "if a {return 1} else {return 2}"),
        ("return a;", "return a"),
        (
            r#"switch a { -5 => 4, "x" | "y" => 1, 0..10 => 2, 10..=20 if b => 3, true => { 5 } _ => return 6 }"#,
            r#"switch a [-5 => 4; "x"|"y" => 1; 0..10 => 2; 10..=20 if b => 3; true => {5};  => {return 6}]"#,
        ),
        (
            "switch a { 1 => if b { 2 } else { 3 } _ => switch c { _ => 4 } }",
            "switch a [1 => if b {2} else {3};  => switch c [ => 4]]",
        ),
        ("1_000.50", "1000.5"),
        (r##""a\"b\u0041" == `x` || a == #"r"# "##, r#"(("a\"bA" Eq "x") Or (a Eq "r"))"#),
        ("/* a */ a // b\n + b", "(a Add b)"),
    ] {
        assert_eq!(shape_of(body), shape, "{body}");
    }
}

#[test]
fn every_place_is_exact() {
    let source = "/// Nilai é.\r\nfn uji(a, b) {\r\n  let é_ = 1;\r\n  a\r\n}\n";
    assert_eq!(read(source).marks().first().map(|m| m.0), Some("T1007"));

    let source = "// é ≥\nprivate fn bantu(a) { a }\n/// Nilai.\nfn uji(a, b) {\n    let z = (a + \"é\") * b.c[1]; // ≥\n    bantu(z) ?? -5\n}\n";
    let read = read(source);
    assert_eq!(read.marks(), vec![]);
    let function = read.function(1);
    assert_eq!(read.files.slice(function.name.span), "uji");
    assert_eq!(read.files.slice(function.params[1].span), "b");
    assert!(read.files.slice(function.span).starts_with("fn uji(a"));
    assert!(read.files.slice(function.body.span).ends_with("-5\n}"));
    assert!(read.files.slice(read.function(0).span).starts_with("private fn bantu"));
    let mut texts = Vec::new();
    walk::each(&function.body, &mut |expr| texts.push(read.files.slice(expr.span)));
    assert_eq!(
        texts,
        [
            "(a + \"é\") * b.c[1]",
            "(a + \"é\")",
            "a",
            "\"é\"",
            "b.c[1]",
            "b.c",
            "b",
            "1",
            "bantu(z) ?? -5",
            "bantu(z)",
            "z",
            "-5"
        ]
    );
}

#[test]
fn an_interpreted_body_is_only_measured() {
    let source = "/// Nilai.\n/// @interpreted\n/// @returns number\nfn uji(a) {\n  let x = #{ a: 'c', b: `t ${ a + \"}\" } }` };\n  for i in 0..10 { x.a += i; }\n  x.a\n}\nfn lain(a) { a }\n";
    let read = read(source);
    assert_eq!(read.marks(), vec![]);
    let function = read.function(0);
    assert!(function.body.statements.is_empty() && function.body.value.is_none());
    let body = read.files.slice(function.body.span);
    assert!(body.starts_with("{\n  let x") && body.ends_with("x.a\n}"), "{body}");
    assert_eq!(&*read.function(1).name.value, "lain");
}
