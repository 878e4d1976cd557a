//! Answers to what an editor asks about a place.

use lsp_types::{
    CompletionItem, CompletionTextEdit, DocumentSymbol, Hover, HoverContents, Location, MarkupContent,
    MarkupKind, Position, TextEdit,
};
use timbang::source::Span;
use timbang::{Date, Lang, assist};

use super::diagnostics::location;
use super::items;
use super::packs::Place;
use super::positions::Lines;

/// A file, and what is asked with.
pub(super) struct Asked<'p> {
    pub(super) place: Place<'p>,
    pub(super) lang: Lang,
    pub(super) as_of: Date,
}

impl Asked<'_> {
    pub(super) fn lines(&self) -> Lines<'_> {
        Lines::new(self.place.text)
    }

    pub(super) fn offset(&self, position: Position) -> usize {
        self.lines().offset(position)
    }

    /// What may be written at a place.
    pub(super) fn completion(&self, position: Position) -> Vec<CompletionItem> {
        let lines = self.lines();
        let found = assist::complete(&self.place.pack.workspace, self.place.path, lines.offset(position));
        let items = found.into_iter().enumerate().map(|(at, found)| {
            let detail = found.detail.get(self.lang);
            let range = lines.range(found.replaces.range());
            CompletionItem {
                label: found.text.clone(),
                kind: Some(items::completion(found.kind)),
                detail: (!detail.is_empty()).then(|| detail.to_owned()),
                sort_text: Some(format!("{at:06}")),
                text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: found.text })),
                ..CompletionItem::default()
            }
        });
        items.collect()
    }

    /// What the name at a place means.
    pub(super) fn hover(&self, position: Position) -> Option<Hover> {
        let offset = self.offset(position);
        let found = assist::hover(&self.place.pack.workspace, self.place.path, offset, self.as_of)?;
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: found.to_markdown(self.lang),
            }),
            range: Some(self.lines().range(found.span.range())),
        })
    }

    /// Where the name at a place is declared.
    pub(super) fn definition(&self, position: Position) -> Vec<Location> {
        let offset = self.offset(position);
        self.locations(assist::definition(&self.place.pack.workspace, self.place.path, offset))
    }

    /// Where the name at a place is used.
    pub(super) fn references(&self, position: Position, declarations: bool) -> Vec<Location> {
        let offset = self.offset(position);
        let workspace = &self.place.pack.workspace;
        self.locations(assist::references(workspace, self.place.path, offset, declarations))
    }

    fn locations(&self, spans: Vec<Span>) -> Vec<Location> {
        spans.into_iter().filter_map(|span| location(self.place.pack, span)).collect()
    }

    /// What the file declares.
    pub(super) fn symbols(&self) -> Vec<DocumentSymbol> {
        let lines = self.lines();
        let found = assist::outline(&self.place.pack.workspace, self.place.path);
        let symbols = found.into_iter().map(|found| {
            #[expect(deprecated, reason = "the type has no other way of being built")]
            DocumentSymbol {
                name: found.symbol.name().to_string(),
                detail: None,
                kind: items::declared(&found.symbol),
                tags: None,
                deprecated: None,
                range: lines.range(found.line.range()),
                selection_range: lines.range(found.span.range()),
                children: None,
            }
        });
        symbols.collect()
    }
}
