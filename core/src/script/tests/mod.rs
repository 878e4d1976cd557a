//! Tests of the whole folder.

mod grammar;
mod hints;
mod limits;
mod recovery;
mod robust;
mod tags;
#[cfg(all(feature = "interpreter", not(feature = "lean")))]
mod witness;

use std::sync::Arc;

use super::ast::{Block, Expr, ExprKind, Function, Pattern, Script, Statement};
use crate::diagnostic::{Diagnostic, Sink, code_info};
use crate::source::Files;

/// What came of reading one file.
struct Read {
    files: Files,
    scripts: Vec<Arc<Script>>,
    found: Vec<Diagnostic>,
}

fn read(source: &str) -> Read {
    let files = Files::from_map([("uji/a.rhai", source)]);
    let mut sink = Sink::default();
    let scripts = super::read(&files, &mut sink);
    let found = sink.into_sorted();
    for diagnostic in &found {
        assert!(code_info(diagnostic.code).is_some(), "{} has no page", diagnostic.code);
        assert!(diagnostic.help.is_some(), "{} does not say what to do", diagnostic.code);
    }
    Read { files, scripts, found }
}

impl Read {
    fn function(&self, at: usize) -> &Function {
        &self.scripts[0].functions[at]
    }

    /// Each code with the text that it marks.
    fn marks(&self) -> Vec<(&str, &str)> {
        self.found.iter().map(|d| (d.code, self.files.slice(d.span()))).collect()
    }
}

/// The codes and marked texts of a function with these parameters and this body.
fn marks_of(body: &str) -> Vec<(String, String)> {
    let read = read(&format!("fn uji(x, y, a, b, c, masa_kerja, nilai, jenjang) {{ {body} }}"));
    read.marks().into_iter().map(|(code, text)| (code.to_owned(), text.to_owned())).collect()
}

/// Asserts that a body gets exactly this one diagnostic.
#[track_caller]
fn one(body: &str, code: &str, marked: &str) {
    assert_eq!(marks_of(body), vec![(code.to_owned(), marked.to_owned())], "{body}");
}

/// Asserts that a body gets none.
#[track_caller]
fn none(body: &str) {
    assert_eq!(marks_of(body), vec![], "{body}");
}

/// Writes an expression with brackets around everything, to show what binds to what.
fn shape(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Number(n) => n.to_string(),
        ExprKind::Bool(b) => b.to_string(),
        ExprKind::Text(t) => format!("{t:?}"),
        ExprKind::Name(n) => n.to_string(),
        ExprKind::Field { base, field, optional } => {
            format!("{}{}{}", shape(base), if *optional { "?." } else { "." }, field.value)
        }
        ExprKind::Index { base, index } => format!("{}[{}]", shape(base), shape(index)),
        ExprKind::Call { name, args, method } => {
            let args: Vec<String> = args.iter().map(shape).collect();
            format!("{}{}({})", if *method { "." } else { "" }, name.value, args.join(", "))
        }
        ExprKind::Unary { op, operand } => format!("({op:?} {})", shape(operand)),
        ExprKind::Binary { op, left, right, .. } => format!("({} {op:?} {})", shape(left), shape(right)),
        ExprKind::If { condition, then, otherwise } => {
            let otherwise = otherwise.as_ref().map_or_else(String::new, |o| format!(" else {}", shape(o)));
            format!("if {} {}{otherwise}", shape(condition), block(then))
        }
        ExprKind::Switch { subject, arms } => {
            let arms: Vec<String> = arms
                .iter()
                .map(|arm| {
                    let patterns: Vec<String> = arm.patterns.iter().map(pattern).collect();
                    let guard = arm.guard.as_ref().map_or_else(String::new, |g| format!(" if {}", shape(g)));
                    format!("{}{guard} => {}", patterns.join("|"), shape(&arm.body))
                })
                .collect();
            format!("switch {} [{}]", shape(subject), arms.join("; "))
        }
        ExprKind::Block(b) => block(b),
        ExprKind::Array(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
        ExprKind::Closure { params, body } => {
            let names: Vec<&str> = params.iter().map(|p| &*p.value).collect();
            format!("|{}| {}", names.join(", "), shape(body))
        }
        ExprKind::Broken => "?".to_owned(),
    }
}

fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Value(value) => shape(value),
        Pattern::Range { lo, hi, inclusive, .. } => {
            format!("{lo}..{}{hi}", if *inclusive { "=" } else { "" })
        }
    }
}

fn block(block: &Block) -> String {
    let mut parts: Vec<String> = block
        .statements
        .iter()
        .map(|statement| match statement {
            Statement::Let { name, value } => format!("let {} = {}", name.value, shape(value)),
            Statement::Return { value, .. } => format!("return {}", shape(value)),
            Statement::Branch(expr) => format!("do {}", shape(expr)),
        })
        .collect();
    parts.extend(block.value.iter().map(|value| shape(value)));
    format!("{{{}}}", parts.join("; "))
}

/// The shape of a body that is read without a complaint.
#[track_caller]
fn shape_of(body: &str) -> String {
    let read = read(&format!("fn uji(a, b, c, d, x, y, daftar) {{ {body} }}"));
    assert_eq!(read.marks(), vec![], "{body}");
    let shape = block(&read.function(0).body);
    shape.strip_prefix('{').and_then(|s| s.strip_suffix('}')).unwrap_or(&shape).to_owned()
}
