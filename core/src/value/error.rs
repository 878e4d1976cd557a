//! The one error that hosts see.

use std::fmt;
use std::sync::Arc;

use super::Text;

/// Why a call could not be carried out.
///
/// Problems of a pack are diagnostics and problems of a subject's facts are in its outcome; an error
/// says that the call itself was wrong: an output that does not exist, facts that are no record.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    code: &'static str,
    message: Text,
    help: Option<Text>,
}

impl Error {
    /// Builds an error with its stable code and its message in both languages.
    #[must_use]
    pub fn new(code: &'static str, message: Text) -> Error {
        Error(Arc::new(Inner { code, message, help: None }))
    }

    /// The same error with what to do about it.
    #[must_use]
    pub fn with_help(self, help: Text) -> Error {
        Error(Arc::new(Inner { code: self.0.code, message: self.0.message.clone(), help: Some(help) }))
    }

    /// The stable code, such as `T3001`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// What is wrong and why, in both languages.
    #[must_use]
    pub fn message(&self) -> &Text {
        &self.0.message
    }

    /// What to do about it, in both languages.
    #[must_use]
    pub fn help(&self) -> Option<&Text> {
        self.0.help.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code, self.0.message.id)?;
        if let Some(help) = &self.0.help {
            write!(f, " {}", help.id)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
