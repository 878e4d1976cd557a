//! The outcome as the text of its JSON, written in one pass: what does not depend on the subject stands ready.

use std::fmt::Write;

use serde_json::Value as Json;

use super::results::{causes_json, value_json};
use super::wire::{promotion_json, requirement_json};
use super::{Outcome, sheet::Sheet, words};
use crate::script::ast::Kind;
use crate::typing::Type;
use crate::typing::program::{NodeId, Program};
use crate::value::{Causes, Node, Value};

impl Outcome {
    /// The outcome as the text of its JSON.
    ///
    /// # Example: from text to text
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let pack = timbang::Pack::from_dir("../rules/nasional")?;
    /// let plan = pack.plan(timbang::date(2026, 1, 1), ["angka_kredit_konversi"])?;
    /// let outcome = plan.evaluate(&timbang::Facts::from_json_text(r#"{"bulan_penilaian": 2}"#)?)?;
    /// assert_eq!(outcome.to_json_text(), outcome.to_json().to_string());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn to_json_text(&self) -> String {
        let sheet = self.sheet();
        let mut out = String::with_capacity(sheet.room);
        out.push('{');
        out.push_str(&sheet.head);
        out.push_str(",\"results\":");
        self.write_results(sheet, &mut out);
        if self.plan().gives_triggers() {
            let triggers = super::wire::triggers_json(&self.triggers(), self.values().program());
            add(&mut out, ",\"triggers\":", &triggers);
        }
        if self.issues().is_empty() {
            out.push_str(",\"issues\":[]");
        } else {
            add(&mut out, ",\"issues\":", &self.issues_json());
        }
        out.push('}');
        out
    }

    /// The results as the text of their JSON.
    pub(super) fn results_text(&self) -> String {
        let mut out = String::new();
        self.write_results(self.sheet(), &mut out);
        out
    }

    fn write_results(&self, sheet: &Sheet, out: &mut String) {
        for (output, begin) in self.plan().outputs().iter().zip(&sheet.begins) {
            out.push_str(begin);
            self.write_result(sheet, output.node, out);
        }
        out.push_str(if sheet.begins.is_empty() { "{}" } else { "}" });
    }

    /// Writes a result from its status on.
    fn write_result(&self, sheet: &Sheet, id: NodeId, out: &mut String) {
        let values = self.values();
        let program = values.program();
        let Some(node) = program.node(id) else { return };
        match node.rule().and_then(|rule| rule.list) {
            None => seen(out, values.see(id), &node.ty, program),
            Some((list, slot)) => match values.column(list, slot) {
                Ok(items) => {
                    out.push_str("value\",\"items\":[");
                    for (at, item) in items.iter().enumerate() {
                        out.push_str(if at > 0 { ",{\"status\":\"" } else { "{\"status\":\"" });
                        seen(out, item.as_ref(), &node.ty, program);
                        out.push('}');
                    }
                    out.push(']');
                }
                Err(causes) => seen(out, Node::Err(causes).as_ref(), &node.ty, program),
            },
        }
        if let Some(said) = sheet.node(id) {
            out.push_str(&said.tail);
        }
        match self.kind(id) {
            Some(Kind::Promotion) => {
                if let Some(promotion) = self.promotion(id) {
                    add(out, ",\"promotion\":", &promotion_json(&promotion, program));
                }
            }
            Some(Kind::Requirement) => {
                if let Some(requirement) = self.requirement(id) {
                    add(out, ",\"requirement\":", &requirement_json(&requirement, program));
                }
            }
            _ => {}
        }
        self.write_end(id, out);
    }
}

fn add(out: &mut String, key: &str, json: &Json) {
    out.push_str(key);
    // INVARIANT: a text takes whatever is written to it.
    let _ = write!(out, "{json}");
}

/// Writes what a node has, its value or its causes, from the status on.
fn seen(out: &mut String, node: Result<&Value, &Causes>, ty: &Type, program: &Program) {
    match node {
        Ok(value) => {
            write_value(out, value, ty);
            if let Some((id, en)) = words::in_words(value) {
                quoted(out, ",\"text\":{\"id\":", &id);
                quoted(out, ",\"en\":", &en);
                out.push('}');
            }
        }
        Err(causes) => {
            out.push_str(causes.status().word());
            add(out, "\",\"causes\":", &causes_json(causes, program));
        }
    }
}

fn write_value(out: &mut String, value: &Value, ty: &Type) {
    const BEFORE: &str = "value\",\"value\":";
    match value {
        Value::Bool(true) => out.push_str("value\",\"value\":true"),
        Value::Bool(false) => out.push_str("value\",\"value\":false"),
        Value::Number(number) => {
            out.push_str("value\",\"value\":\"");
            number.with_digits(|digits| out.push_str(digits));
            out.push('"');
        }
        Value::Enum(value) => quoted(out, BEFORE, value.id()),
        Value::Text(words) => quoted(out, BEFORE, words),
        _ => add(out, BEFORE, &value_json(value, ty)),
    }
}

/// Writes a text in quotes, behind its key.
fn quoted(out: &mut String, key: &str, words: &str) {
    if words.bytes().any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        return add(out, key, &Json::from(words));
    }
    out.push_str(key);
    out.push('"');
    out.push_str(words);
    out.push('"');
}
