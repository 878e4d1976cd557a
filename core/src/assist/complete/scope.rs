//! The function around a place, as far as it has been written.

use std::sync::Arc;

use super::Here;
use crate::script::token::{Kind, Token};

/// The function around a place.
pub(super) struct Around {
    /// Its name.
    pub(super) name: Option<Arc<str>>,
    /// The names between its brackets.
    pub(super) params: Vec<Arc<str>>,
    /// The names that `let` and closures gave before the place.
    pub(super) locals: Vec<Arc<str>>,
    /// Whether it is a helper.
    pub(super) private: bool,
    /// Whether the place lies between the brackets after its name.
    pub(super) in_head: bool,
    /// The list fact of its `@per`.
    pub(super) list: Option<usize>,
    /// The number of its first token.
    pub(super) first: usize,
}

impl Here<'_> {
    /// The function around the token with this number; `None` outside every function.
    pub(super) fn around(&self, tokens: &[Token], at: usize) -> Option<Around> {
        let before = tokens.get(..at)?;
        let first = before.iter().rposition(|t| t.is("fn"))?;
        let own = before.get(first..)?;
        let name = own.get(1).and_then(Token::name).cloned();
        let (mut depth, mut braces, mut in_head) = (0usize, 0usize, false);
        let (mut params, mut locals) = (Vec::new(), Vec::new());
        let mut closed = false;
        for (number, token) in own.iter().enumerate().skip(2) {
            match &token.kind {
                Kind::Symbol("(") if braces == 0 => {
                    in_head = true;
                    depth = depth.saturating_add(1);
                }
                Kind::Symbol(")") if braces == 0 => in_head = false,
                Kind::Symbol("{" | "#{") => braces = braces.saturating_add(1),
                Kind::Symbol("}") => {
                    braces = braces.saturating_sub(1);
                    closed = braces == 0;
                }
                Kind::Name(name) if in_head && braces == 0 => params.push(Arc::clone(name)),
                Kind::Name(name) if braces > 0 => {
                    let previous = number.checked_sub(1).and_then(|n| own.get(n));
                    let gives = previous.is_some_and(|p| p.is("let") || p.is("|"));
                    // A closure that was closed again is out of reach, but its name does no harm.
                    if gives && !locals.contains(name) {
                        locals.push(Arc::clone(name));
                    }
                }
                _ => {}
            }
        }
        if closed {
            return None;
        }
        let private = first.checked_sub(1).and_then(|n| before.get(n)).is_some_and(|t| t.is("private"));
        let start = before.get(first).map_or(0, |t| t.span.range().start);
        let list = self.list_above(start);
        Some(Around { name, params, locals, private, in_head, list, first })
    }

    /// The list fact of the `@per` above a function that begins at a byte, or of the file.
    pub(super) fn list_above(&self, start: usize) -> Option<usize> {
        let name = self.tag_above(start, "@per")?;
        self.workspace.linked().list_fact(name)
    }

    /// The argument of a tag above a function that begins at a byte, or of the file.
    pub(super) fn tag_above(&self, start: usize, tag: &str) -> Option<&str> {
        let argument = |line: &'_ str, sign: &str| -> Option<usize> {
            let rest = line.trim().strip_prefix(sign)?.trim_start().strip_prefix(tag)?;
            rest.starts_with(char::is_whitespace).then(|| rest.trim().len())
        };
        let above = self.text.get(..start)?;
        // The line of the function itself holds `private`.
        let doc = above.lines().rev().skip_while(|line| !line.trim_start().starts_with("///"));
        let own = doc.take_while(|line| line.trim_start().starts_with("///"));
        for line in own {
            if let Some(length) = argument(line, "///") {
                return line.trim().get(line.trim().len().saturating_sub(length)..);
            }
        }
        let of_file = self.text.lines().find(|line| argument(line, "//!").is_some())?;
        let length = argument(of_file, "//!")?;
        of_file.trim().get(of_file.trim().len().saturating_sub(length)..)
    }
}
