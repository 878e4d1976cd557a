//! Answers that change files: another name, another layout.

use std::collections::BTreeMap;

use lsp_types::{Position, PrepareRenameResponse, TextEdit};
use serde_json::{Value, json};
use timbang::assist;
use timbang::diagnostic::Diagnostic;

use super::answers::Asked;
use super::positions::Lines;

/// A refusal as the editor shows it.
type Refused<T> = Result<T, String>;

impl Asked<'_> {
    fn refused(&self, found: &Diagnostic) -> String {
        let help = found.help.as_ref().map_or("", |help| help.get(self.lang));
        format!("{}: {} {help}", found.code, found.message.get(self.lang)).trim_end().to_owned()
    }

    /// The name at a place that can be changed.
    pub(super) fn prepare_rename(&self, position: Position) -> Refused<PrepareRenameResponse> {
        let offset = self.offset(position);
        let span = assist::prepare_rename(&self.place.pack.workspace, self.place.path, offset);
        let span = span.map_err(|found| self.refused(&found))?;
        Ok(PrepareRenameResponse::Range(self.lines().range(span.range())))
    }

    /// The changes that give something another name, by file.
    pub(super) fn rename(&self, position: Position, new_name: &str) -> Refused<Value> {
        let (pack, offset) = (self.place.pack, self.offset(position));
        let edits = assist::rename(&pack.workspace, self.place.path, offset, new_name);
        let edits = edits.map_err(|found| self.refused(&found))?;
        let mut by_file: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
        for edit in edits {
            let Some(source) = pack.workspace.files().get(edit.span.file) else { continue };
            let Some(uri) = pack.uri(edit.span.file) else { continue };
            let range = Lines::new(&source.text).range(edit.span.range());
            by_file.entry(uri).or_default().push(TextEdit { range, new_text: edit.text });
        }
        Ok(json!({ "changes": by_file }))
    }

    /// The changes that bring the file into the usual layout.
    pub(super) fn formatting(&self) -> Refused<Vec<TextEdit>> {
        let within = self.place.pack.workspace.path_within(self.place.file);
        let laid_out = assist::format(within, self.place.text).map_err(|found| self.refused(&found))?;
        if laid_out == self.place.text {
            return Ok(Vec::new());
        }
        let range = self.lines().range(0..self.place.text.len());
        Ok(vec![TextEdit { range, new_text: laid_out }])
    }
}
