//! rhai's tokens of a text, one after another.

use rhai::{Engine, Token};

/// What reads tokens.
pub(super) struct Stream(Engine);

impl Stream {
    /// Gets ready to read.
    pub(super) fn new() -> Stream {
        Stream(Engine::new_raw())
    }

    /// The tokens of a text; behind a value `-` is a subtraction and no sign.
    pub(super) fn tokens<T>(
        &self,
        text: &str,
        behind_value: bool,
        take: impl FnOnce(&mut dyn Iterator<Item = Token>) -> T,
    ) -> T {
        let texts = [text];
        let (mut stream, _) = self.0.lex(&texts);
        stream.state.next_token_cannot_be_unary = behind_value;
        take(&mut stream.map(|(token, _)| token))
    }
}
