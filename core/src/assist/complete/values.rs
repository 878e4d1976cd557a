//! What fits between quotes: the values of the enum that the text meets.

use super::Here;
use super::receiver::Reader;
use super::scope::Around;
use crate::script::token::{Kind, Token};
use crate::typing::Type;

/// Comparisons, which give the text the enum of their other side.
const COMPARISONS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];

impl Here<'_> {
    /// Offers what fits in the text with this number.
    pub(super) fn offer_in_quotes(&mut self, tokens: &[Token], at: usize, around: &Around) {
        match self.scheme_met(tokens, at, around) {
            Met::Scheme(scheme) => self.offer_values(&scheme),
            Met::Text => self.offer_codes(),
            Met::Prose => {}
            Met::Unknown => {
                let enums = &self.workspace.linked().declarations.enums;
                for scheme in enums.iter().map(|e| e.name.value.to_string()).collect::<Vec<_>>() {
                    self.offer_values(&scheme);
                }
            }
        }
    }

    fn scheme_met(&self, tokens: &[Token], at: usize, around: &Around) -> Met {
        let symbol = |number: Option<usize>| match number.and_then(|n| tokens.get(n)).map(|t| &t.kind) {
            Some(Kind::Symbol(symbol)) => *symbol,
            _ => "",
        };
        let mut reader = Reader::new(self, tokens, around);
        let before = at.checked_sub(1);
        if COMPARISONS.contains(&symbol(before)) {
            return at.checked_sub(2).and_then(|n| reader.ending_at(n)).map_or(Met::Unknown, Met::of);
        }
        if COMPARISONS.contains(&symbol(at.checked_add(1))) {
            let mut last = at.saturating_add(2);
            while matches!(symbol(last.checked_add(1)), "." | "?.") {
                last = last.saturating_add(2);
            }
            return reader.ending_at(last).map_or(Met::Unknown, Met::of);
        }
        if matches!(symbol(before), "=>" | "return") || symbol(before) == "{" && !self.in_switch(&reader, at)
        {
            return self.returned(around);
        }
        let Some(open) = reader.open_bracket(at) else { return Met::Unknown };
        let head = open.checked_sub(1);
        match symbol(Some(open)) {
            "[" if matches!(symbol(head), "in" | "!in") => {
                open.checked_sub(2).and_then(|n| reader.ending_at(n)).map_or(Met::Unknown, Met::of)
            }
            "[" => match head.and_then(|n| reader.ending_at(n)) {
                Some(Type::Keyed(keyed)) => Met::Scheme(keyed.scheme.id.to_string()),
                _ => Met::Unknown,
            },
            "{" if self.in_switch(&reader, at) => {
                head.and_then(|n| reader.ending_at(n)).map_or(Met::Unknown, Met::of)
            }
            "{" => self.returned(around),
            "(" => match head.and_then(|n| tokens.get(n)).and_then(Token::name) {
                Some(name) if &**name == "not_regulated" => Met::Prose,
                // The other arguments are of the same enum.
                Some(_) => {
                    let first = open.checked_add(1).filter(|first| *first != at);
                    first.and_then(|n| reader.ending_at(n)).map_or(Met::Unknown, Met::of)
                }
                None => Met::Unknown,
            },
            _ => Met::Unknown,
        }
    }

    /// Whether a text stands among the arms of a `switch`, where it is a pattern.
    fn in_switch(&self, reader: &Reader<'_, '_>, at: usize) -> bool {
        let Some(open) = reader.open_bracket(at) else { return false };
        let Some(before) = reader.tokens.get(reader.around.first..open) else { return false };
        let last = before.iter().rposition(|t| t.is("switch") || t.is("{") || t.is("}") || t.is(";"));
        last.and_then(|n| before.get(n)).is_some_and(|t| t.is("switch"))
    }

    /// What the function at hand gives.
    fn returned(&self, around: &Around) -> Met {
        let start = self.offset;
        let declared = self.tag_above(start, "@returns").map(|ty| ty.trim_start_matches("list of ").trim());
        if let Some(name) = declared {
            return Met::Scheme(name.to_owned());
        }
        let Some(name) = &around.name else { return Met::Unknown };
        let list = around.list.and_then(|list| self.workspace.linked().fact(list));
        let path = list.map_or_else(|| name.to_string(), |list| format!("{}.{name}", list.name.value));
        let programs = self.workspace.programs();
        let found = programs.iter().find_map(|p| p.find(&path).map(|(_, node)| node.ty.clone()));
        found.map_or(Met::Unknown, Met::of)
    }
}

/// What a text in quotes meets.
enum Met {
    /// An enum.
    Scheme(String),
    /// A text that is a code.
    Text,
    /// Words for people.
    Prose,
    /// Nothing that tells.
    Unknown,
}

impl Met {
    fn of(ty: Type) -> Met {
        match ty {
            Type::Enum(scheme) => Met::Scheme(scheme.id.to_string()),
            Type::List(list) => Met::of(list.item.clone()),
            Type::Keyed(keyed) => Met::of(keyed.entry.clone()),
            Type::Text => Met::Text,
            _ => Met::Unknown,
        }
    }
}
