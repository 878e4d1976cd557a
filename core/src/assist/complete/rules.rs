//! In a rule file.

use super::receiver::Reader;
use super::scope::Around;
use super::{CompletionKind, Here, nothing};
use crate::assist::builtins::builtin_docs;
use crate::script::token::{Kind, Token};
use crate::source::Span;
use crate::text;
use crate::typing::{Type, lists};
use crate::value::Text;

const KEYWORDS: [&str; 9] = ["if", "else", "switch", "let", "return", "true", "false", "in", "private fn"];

/// Offers what may be written in a rule file.
pub(super) fn complete(here: &mut Here<'_>) {
    let line = here.line_before().trim_start();
    if line.starts_with("///") || line.starts_with("//!") {
        super::comment::complete(here);
        return;
    }
    let tokens = crate::script::tokens(here.file, here.text);
    if line.contains("//") && !in_token(&tokens, here.offset) {
        return;
    }
    here.offer_at(&tokens);
}

fn in_token(tokens: &[Token], offset: usize) -> bool {
    tokens.iter().any(|t| t.span.range().start < offset && offset < t.span.range().end)
}

impl Here<'_> {
    /// Offers what may be written between tokens.
    pub(super) fn offer_at(&mut self, tokens: &[Token]) {
        let offset = self.offset;
        let quoted = tokens.iter().position(|t| {
            let range = t.span.range();
            // A text that was not closed yet goes on to the end of its line.
            let closed = t.flaw.is_none();
            let text = matches!(t.kind, Kind::Text(_)) || (t.kind == Kind::Broken && !closed);
            text && range.start < offset && (offset < range.end || (!closed && offset <= range.end))
        });
        if let Some(at) = quoted {
            let start = tokens.get(at).map_or(offset, |t| t.span.range().start);
            self.replace_from(self.behind_quote(start));
            let around = self.around(tokens, at).unwrap_or_else(|| self.nowhere());
            self.offer_in_quotes(tokens, at, &around);
            return;
        }
        // `()` is one token, and one may write between its signs.
        let within = tokens
            .iter()
            .position(|t| t.is("()") && t.span.range().start < offset && offset < t.span.range().end);
        if let Some(at) = within
            && at.checked_sub(2).and_then(|n| tokens.get(n)).is_some_and(|t| t.is("fn"))
        {
            let start = tokens.get(at).map_or(offset, |t| t.span.range().start);
            self.offer_names(self.list_above(start));
            return;
        }
        let word = self.word.range().start;
        let at = tokens.iter().position(|t| t.span.range().start >= word).unwrap_or(tokens.len());
        let around = self.around(tokens, at);
        let before = at.checked_sub(1).and_then(|n| tokens.get(n));
        if before.is_some_and(|t| t.is(".") || t.is("?.")) {
            let around = around.unwrap_or_else(|| self.nowhere());
            let ty = at.checked_sub(2).and_then(|n| Reader::new(self, tokens, &around).ending_at(n));
            self.offer_after_point(ty.as_ref());
            return;
        }
        match around {
            None => {
                self.offer("fn", CompletionKind::Keyword, text!("aturan", "rule"));
                self.offer("private fn", CompletionKind::Keyword, text!("fungsi bantu", "helper function"));
            }
            // A name that is being given is nobody else's.
            Some(around) if around.name.is_none() || at == around.first.saturating_add(1) => {}
            Some(around) if around.in_head && around.private => {}
            Some(around) if around.in_head => {
                self.offer_names(around.list);
                self.found.retain(|c| !around.params.iter().any(|p| **p == *c.text));
            }
            Some(around) => self.offer_in_body(&around),
        }
    }

    /// The byte behind a quote, which may be a curly one.
    fn behind_quote(&self, start: usize) -> usize {
        let quote = self.text.get(start..).and_then(|rest| rest.chars().next());
        start.saturating_add(quote.map_or(0, char::len_utf8)).min(self.offset)
    }

    /// As within a function of which nothing is known.
    pub(super) fn nowhere(&self) -> Around {
        Around {
            name: None,
            params: Vec::new(),
            locals: Vec::new(),
            private: false,
            in_head: false,
            list: None,
            first: 0,
        }
    }

    fn offer_in_body(&mut self, around: &Around) {
        for local in around.locals.iter().rev() {
            self.offer(&**local, CompletionKind::Local, nothing());
        }
        self.offer_names(around.list);
        // A function sees its own inputs only.
        self.found
            .retain(|c| c.kind == CompletionKind::Local || around.params.iter().any(|p| **p == *c.text));
        for param in &around.params {
            self.offer(&**param, CompletionKind::Local, nothing());
        }
        let linked = self.workspace.linked();
        let script = linked.scripts.iter().find(|s| s.file == self.file);
        for helper in script.into_iter().flat_map(|s| &s.functions).filter(|f| f.private) {
            let params: Vec<&str> = helper.params.iter().map(|p| &*p.value).collect();
            let call = format!("{}({})", helper.name.value, params.join(", "));
            self.offer(&*helper.name.value, CompletionKind::Helper, Text { id: call.clone(), en: call });
        }
        for name in linked.helper_tables.keys() {
            self.offer(&**name, CompletionKind::Helper, text!("tabel bantu", "helper table"));
        }
        let of_lists: Vec<&str> = lists::names().filter(|n| !["min", "max"].contains(n)).collect();
        for doc in builtin_docs().iter().filter(|doc| !of_lists.contains(&doc.name)) {
            self.offer_builtin(doc.name);
        }
        self.offer_all(KEYWORDS.get(..8).unwrap_or(&KEYWORDS), CompletionKind::Keyword);
    }

    fn offer_builtin(&mut self, name: &str) {
        let Some(doc) = crate::assist::builtins::builtin_doc(name) else { return };
        let told = doc.text();
        let detail = Text {
            id: format!("{}: {}", doc.signature, told.id),
            en: format!("{}: {}", doc.signature, told.en),
        };
        self.offer(name, CompletionKind::Builtin, detail);
    }

    fn offer_after_point(&mut self, ty: Option<&Type>) {
        match ty {
            Some(Type::Record(record)) => {
                for field in &record.fields {
                    let ty = crate::assist::hover::type_of_value(&field.ty, field.unit.as_deref());
                    let label = field.label.as_deref().unwrap_or(&field.name);
                    let detail =
                        Text { id: format!("{label} ({})", ty.id), en: format!("{label} ({})", ty.en) };
                    self.offer(&*field.name, CompletionKind::Field, detail);
                }
            }
            Some(Type::Number(_) | Type::Bool | Type::Enum(_) | Type::Date | Type::Text) => {}
            _ => lists::names().for_each(|name| self.offer_builtin(name)),
        }
    }

    /// Reads a stretch of a comment as if it were code.
    pub(super) fn offer_in_condition(&mut self, start: usize) {
        let Some(part) = self.text.get(start..).map(|rest| rest.lines().next().unwrap_or("")) else { return };
        let blank = " ".repeat(start);
        // Blanks before it keep the places as they are in the file.
        let text = format!("{blank}{part}");
        let tokens = crate::script::tokens(self.file, &text);
        let quoted = tokens.iter().position(|t| {
            let range = t.span.range();
            matches!(t.kind, Kind::Text(_) | Kind::Broken)
                && range.start < self.offset
                && self.offset < range.end.max(range.start.saturating_add(2))
        });
        let list = self.list_above_next();
        let around = Around { list, ..self.nowhere() };
        match quoted {
            Some(at) => {
                let begin = tokens.get(at).map_or(self.offset, |t| t.span.range().start);
                self.word = Span::new(self.file, self.behind_quote(begin), self.offset);
                self.offer_in_quotes(&tokens, at, &around);
            }
            None => self.offer_names(list),
        }
    }

    /// The list of the function below a comment.
    pub(super) fn list_above_next(&self) -> Option<usize> {
        let rest = self.text.get(self.offset..)?;
        let next = rest.find("fn ").map_or(self.text.len(), |at| self.offset.saturating_add(at));
        self.list_above(next)
    }
}
