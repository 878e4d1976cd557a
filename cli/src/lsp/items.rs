//! Kinds of things as the protocol numbers them.

use lsp_types::{CompletionItemKind, SymbolKind};
use timbang::assist::{CompletionKind, Symbol};

/// The kind of an offer.
pub(super) fn completion(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Fact | CompletionKind::Local => CompletionItemKind::VARIABLE,
        CompletionKind::Parameter => CompletionItemKind::CONSTANT,
        CompletionKind::Rule | CompletionKind::Helper | CompletionKind::Builtin => {
            CompletionItemKind::FUNCTION
        }
        CompletionKind::Keyword | CompletionKind::Tag => CompletionItemKind::KEYWORD,
        CompletionKind::Value => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Type => CompletionItemKind::ENUM,
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Code => CompletionItemKind::REFERENCE,
    }
}

/// The kind of something that a file declares.
pub(super) fn declared(symbol: &Symbol) -> SymbolKind {
    match symbol {
        Symbol::Name(_) | Symbol::ListRule(..) | Symbol::Helper(..) | Symbol::Builtin(_) => {
            SymbolKind::FUNCTION
        }
        Symbol::Field(..) | Symbol::Part(..) => SymbolKind::FIELD,
        Symbol::Enum(_) => SymbolKind::ENUM,
        Symbol::Value(..) => SymbolKind::ENUM_MEMBER,
        Symbol::Record(_) => SymbolKind::STRUCT,
        Symbol::Code(_) => SymbolKind::KEY,
        Symbol::Local(..) => SymbolKind::VARIABLE,
    }
}
