//! What is wrong with a pack: code, message in both languages, places and what to do.

#[cfg_attr(not(feature = "pages"), path = "page_absent.rs")]
#[macro_use]
mod page;
mod codes;
mod nearest;
mod render;
mod sink;

pub use codes::{CodeInfo, code_info, codes};
pub use nearest::{did_you_mean, nearest};
pub use render::{to_json, to_text};
pub use sink::Sink;
pub(crate) use sink::not_shown;

use crate::source::Span;
use crate::value::Text;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used, but an author should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place and what it has to do with the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The characters meant.
    pub span: Span,
    /// What is to be seen there; may be empty in both languages.
    pub text: Text,
}

/// One finding about a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, such as `T1001`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong and why.
    pub message: Text,
    /// Where: the first is the main place, the others are involved.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<Text>,
    /// The regulation that the place rests on.
    pub basis: Option<String>,
}

// None of these is copied to where it is called: findings are made in hundreds of places, and each of them seldom.
impl Diagnostic {
    /// An error at a place.
    #[must_use]
    #[inline(never)]
    pub fn error(code: &'static str, span: Span, message: Text) -> Diagnostic {
        let label = Label { span, text: Text { id: String::new(), en: String::new() } };
        Diagnostic { code, severity: Severity::Error, message, labels: vec![label], help: None, basis: None }
    }

    /// A warning at a place.
    #[must_use]
    #[inline(never)]
    pub fn warning(code: &'static str, span: Span, message: Text) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// The same with words at its main place.
    #[must_use]
    #[inline(never)]
    pub fn with_label(mut self, text: Text) -> Diagnostic {
        if let Some(first) = self.labels.first_mut() {
            first.text = text;
        }
        self
    }

    /// The same with one more place involved.
    #[must_use]
    #[inline(never)]
    pub fn with_place(mut self, span: Span, text: Text) -> Diagnostic {
        self.labels.push(Label { span, text });
        self
    }

    /// The same with what to do about it.
    #[must_use]
    #[inline(never)]
    pub fn with_help(mut self, help: Text) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// The same with the regulation concerned.
    #[must_use]
    #[inline(never)]
    pub fn with_basis(mut self, basis: Option<&str>) -> Diagnostic {
        self.basis = basis.map(str::to_owned);
        self
    }

    /// The main place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map(|l| l.span).unwrap_or_default()
    }
}
