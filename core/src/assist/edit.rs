//! Changes of files.

use std::collections::BTreeMap;

use super::workspace::Workspace;
use crate::source::{FileId, Files, Span};

/// A change: what stands at the place gives way to the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The characters that give way.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// The files of each layer after the changes, which must not overlap.
#[must_use]
pub fn apply(workspace: &Workspace, edits: &[Edit]) -> Vec<Files> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    by_file.values_mut().for_each(|edits| edits.sort_by_key(|edit| edit.span));
    let mut layers: Vec<Vec<(String, Vec<u8>)>> = vec![Vec::new(); workspace.own_layer().saturating_add(1)];
    for (file, source) in workspace.files().iter() {
        let bytes = match by_file.get(&file) {
            Some(edits) => changed(&source.text, edits).into_bytes(),
            None => source.bytes.to_vec(),
        };
        if let Some(layer) = layers.get_mut(workspace.layer(Span::new(file, 0, 0))) {
            layer.push((workspace.path_within(file).to_owned(), bytes));
        }
    }
    layers.into_iter().map(Files::from_map).collect()
}

fn changed(text: &str, edits: &[&Edit]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0usize);
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start).unwrap_or(""));
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
