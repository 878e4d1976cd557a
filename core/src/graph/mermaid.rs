//! The graph as a Mermaid flowchart.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::{Graph, NodeKind};
use crate::script::ast::Kind;
use crate::value::Lang;

impl Graph {
    /// Writes the graph, or only what `focus` rests on, as a Mermaid flowchart with labels in a language.
    #[must_use]
    pub fn to_mermaid(&self, focus: Option<&str>, lang: Lang) -> String {
        let shown: Option<BTreeSet<Arc<str>>> = focus.map(|name| {
            let mut shown: BTreeSet<Arc<str>> = self.upstream(name).into_iter().collect();
            shown.insert(Arc::from(name));
            shown
        });
        let mut out = String::from("flowchart LR\n");
        for (number, (name, node)) in self.nodes.iter().enumerate() {
            if shown.as_ref().is_some_and(|s| !s.contains(name)) {
                continue;
            }
            // A drawing of everything would be mostly foreign fields; one of a name shows those that it rests on.
            let is_foreign = |at: &usize| {
                self.nodes.get_index(*at).is_some_and(|(_, n)| matches!(n.kind, NodeKind::Foreign(_)))
            };
            if focus.is_none() && is_foreign(&number) {
                continue;
            }
            let inputs = self.inputs.get(number).map_or(&[][..], Vec::as_slice);
            let inputs = inputs.iter().filter(|input| focus.is_some() || !is_foreign(input));
            let text = match &node.label {
                Some(label) => format!("{name}<br>{}", escape(label.get(lang))),
                None => escape(name),
            };
            let (open, close) = match node.kind {
                NodeKind::Fact(_) | NodeKind::AsOf | NodeKind::Catalogue => ("([\"", "\"])"),
                NodeKind::Parameter(_) => ("[/\"", "\"/]"),
                NodeKind::Foreign(_) => ("[(\"", "\")]"),
                NodeKind::Rule(_, Kind::Promotion) => ("{{\"", "\"}}"),
                NodeKind::Rule(_, Kind::Trigger) => (">\"", "\"]"),
                NodeKind::Rule(..) => ("[\"", "\"]"),
            };
            // A fact that nothing shown rests on says nothing in a picture.
            let used = self.inputs.iter().any(|inputs| inputs.contains(&number));
            if !used && !matches!(node.kind, NodeKind::Rule(..)) && focus.is_none() {
                continue;
            }
            let _ = writeln!(out, "  n{number}{open}{text}{close}");
            for input in inputs {
                let _ = writeln!(out, "  n{input} --> n{number}");
            }
        }
        out
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
