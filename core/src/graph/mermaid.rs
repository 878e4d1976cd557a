//! The graph as a Mermaid flowchart.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::{Graph, NodeKind};
use crate::script::ast::Kind;

impl Graph {
    /// Writes the graph, or only what `focus` rests on, as a Mermaid flowchart.
    #[must_use]
    pub fn to_mermaid(&self, focus: Option<&str>) -> String {
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
            let inputs = self.inputs.get(number).map_or(&[][..], Vec::as_slice);
            let text = match &node.label {
                Some(label) => format!("{name}<br>{}", escape(label)),
                None => name.to_string(),
            };
            let (open, close) = match node.kind {
                NodeKind::Fact(_) | NodeKind::AsOf | NodeKind::Catalogue => ("([\"", "\"])"),
                NodeKind::Parameter(_) => ("[/\"", "\"/]"),
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
