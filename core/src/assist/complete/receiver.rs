//! The type of what stands before a place, told from the tokens: the file need not parse.

use std::sync::Arc;

use super::Here;
use super::scope::Around;
use crate::script::token::{Kind, Token};
use crate::typing::{RecordType, Type};

/// How far back the reading goes from one name to another.
const MAX_STEPS: usize = 24;

/// The tokens of a file with the function at hand.
pub(super) struct Reader<'r, 'w> {
    pub(super) here: &'r Here<'w>,
    pub(super) tokens: &'r [Token],
    pub(super) around: &'r Around,
    steps: usize,
}

impl<'r, 'w> Reader<'r, 'w> {
    pub(super) fn new(here: &'r Here<'w>, tokens: &'r [Token], around: &'r Around) -> Reader<'r, 'w> {
        Reader { here, tokens, around, steps: 0 }
    }

    /// The type of the expression whose last token has this number.
    pub(super) fn ending_at(&mut self, at: usize) -> Option<Type> {
        self.steps = self.steps.saturating_add(1);
        if self.steps > MAX_STEPS {
            return None;
        }
        let token = self.tokens.get(at)?;
        let before = at.checked_sub(1);
        match &token.kind {
            Kind::Name(name) => {
                let point = before.and_then(|n| self.tokens.get(n)).is_some_and(|t| t.is(".") || t.is("?."));
                if !point {
                    return self.named(name, at);
                }
                let Type::Record(record) = self.ending_at(at.checked_sub(2)?)? else { return None };
                record.field(name).map(|(_, field)| field.ty.clone())
            }
            Kind::Symbol("]") => {
                let open = self.opening(at)?;
                match self.ending_at(open.checked_sub(1)?)? {
                    Type::Keyed(keyed) => Some(keyed.entry.clone()),
                    Type::List(list) => Some(list.item.clone()),
                    _ => None,
                }
            }
            Kind::Symbol(")" | "()") => self.called(at, before?),
            _ => None,
        }
    }

    /// The type of a call, or of an expression in brackets.
    fn called(&mut self, at: usize, inner: usize) -> Option<Type> {
        let open = if self.tokens.get(at)?.is("()") { at } else { self.opening(at)? };
        let name = open.checked_sub(1).and_then(|n| self.tokens.get(n)).and_then(Token::name);
        let Some(name) = name else { return self.ending_at(inner) };
        let point = open.checked_sub(2).and_then(|n| self.tokens.get(n));
        let receiver = if point.is_some_and(|t| t.is(".") || t.is("?.")) {
            self.ending_at(open.checked_sub(3)?)
        } else {
            None
        };
        match (&**name, receiver) {
            ("filter", list @ Some(Type::List(_))) => list,
            ("first" | "last" | "only" | "min_by" | "max_by" | "min" | "max", Some(Type::List(list))) => {
                Some(list.item.clone())
            }
            ("next" | "previous", _) => self.ending_at(inner),
            _ => None,
        }
    }

    /// The number of the bracket that the one at `at` closes.
    fn opening(&self, at: usize) -> Option<usize> {
        let mut depth = 0usize;
        for number in (0..=at).rev() {
            match self.tokens.get(number)?.kind {
                Kind::Symbol(")" | "]" | "}") => depth = depth.saturating_add(1),
                Kind::Symbol("(" | "[" | "{" | "#{" | "?[") => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(number);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The number of the bracket around a token that is still open there.
    pub(super) fn open_bracket(&self, at: usize) -> Option<usize> {
        let mut depth = 0usize;
        for number in (self.around.first..at).rev() {
            match self.tokens.get(number)?.kind {
                Kind::Symbol(")" | "]" | "}") => depth = depth.saturating_add(1),
                Kind::Symbol("(" | "[" | "{" | "#{" | "?[") => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return Some(number),
                },
                _ => {}
            }
        }
        None
    }

    /// The type of a name: a `let`, an argument of a closure, or an input.
    fn named(&mut self, name: &Arc<str>, at: usize) -> Option<Type> {
        for number in (self.around.first..at).rev() {
            if self.tokens.get(number)?.name() != Some(name) {
                continue;
            }
            let previous = number.checked_sub(1).and_then(|n| self.tokens.get(n));
            if previous.is_some_and(|t| t.is("let")) {
                let ends = self.tokens.get(number..)?.iter().position(|t| t.is(";"))?;
                return self.ending_at(number.checked_add(ends)?.checked_sub(1)?);
            }
            if previous.is_some_and(|t| t.is("|")) && number > self.around.first.saturating_add(2) {
                let call = self.open_bracket(number)?;
                let Type::List(list) = self.ending_at(call.checked_sub(3)?)? else { return None };
                return Some(list.item.clone());
            }
        }
        self.here.type_of(name, self.around.list)
    }
}

impl Here<'_> {
    /// The type of an input, the fields and rules of lists included.
    pub(super) fn type_of(&self, name: &str, list: Option<usize>) -> Option<Type> {
        let programs = self.workspace.programs();
        let linked = self.workspace.linked();
        let list_name = list.and_then(|l| linked.fact(l)).map(|fact| Arc::clone(&fact.name.value));
        for program in programs.iter().rev() {
            let of_item = list_name.as_ref().and_then(|list| {
                let (id, _) = program.find(list)?;
                program.list_fields.get(&id)?.iter().find(|f| &*f.name == name)
            });
            if let Some(field) = of_item {
                return Some(field.ty.clone());
            }
            if name == "catalogue"
                && let Some(record) = &program.catalogue.record
            {
                return Some(Type::list_of(Type::Record(Arc::clone(record)), 1));
            }
            if let Some((id, node)) = program.find(name) {
                let fields = program.list_fields.get(&id);
                return Some(match (&node.ty, fields) {
                    (Type::List(list), Some(fields)) => {
                        let record = RecordType { name: Arc::from(name), fields: fields.clone() };
                        let mut list = (**list).clone();
                        list.item = Type::Record(Arc::new(record));
                        Type::List(Arc::new(list))
                    }
                    (ty, _) => ty.clone(),
                });
            }
            if let Some(parameter) = program.parameters.get(name) {
                return Some(parameter.ty.clone());
            }
        }
        None
    }
}
