//! Finds where things end in the text of a rule file.
//!
//! rhai says where a token begins, in 16-bit lines and columns, and never where it ends; so places are
//! found here, by the same rules by which rhai reads, and hold in a file of any size.

/// Reads characters of a text from a byte onwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// Begins at a byte; one that lies within a character is the end of the text.
    pub(crate) fn new(text: &'t str, at: usize) -> Scanner<'t> {
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        Scanner { text, at }
    }

    /// The byte of the next character.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The text that is left.
    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next.
    pub(crate) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Takes the next character.
    pub(crate) fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.at = self.at.saturating_add(found.len_utf8());
        Some(found)
    }

    /// Takes the words where they come next.
    pub(crate) fn eat(&mut self, words: &str) -> bool {
        let found = self.rest().starts_with(words);
        if found {
            self.at = self.at.saturating_add(words.len());
        }
        found
    }

    /// Takes characters as long as they are of a kind.
    pub(crate) fn eat_while(&mut self, of_kind: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&of_kind) {
            self.next();
        }
    }

    /// Takes the rest of the line, without its end.
    pub(crate) fn eat_line(&mut self) {
        self.eat_while(|c| c != '\n' && c != '\r');
    }

    /// Takes a block comment after its `/*`; comments nest. Says whether it ended.
    pub(crate) fn eat_block_comment(&mut self) -> bool {
        let mut level = 1usize;
        while level > 0 {
            if self.eat("/*") {
                level = level.saturating_add(1);
            } else if self.eat("*/") {
                level = level.saturating_sub(1);
            } else if self.next().is_none() {
                return false;
            }
        }
        true
    }

    /// Takes blanks and comments.
    ///
    /// # Errors
    /// The byte at which a comment begins that never ends; everything after it was taken.
    pub(crate) fn eat_trivia(&mut self) -> Result<(), usize> {
        loop {
            self.eat_while(|c| c.is_ascii_whitespace());
            let start = self.at;
            if self.eat("//") {
                self.eat_line();
            } else if self.eat("/*") {
                if !self.eat_block_comment() {
                    return Err(start);
                }
            } else {
                return Ok(());
            }
        }
    }

    /// Takes the letters, digits and underscores of a name.
    pub(crate) fn eat_word(&mut self) {
        self.eat_while(is_word);
    }

    /// Takes a quoted text from its opening quote on. Says whether it ended.
    ///
    /// As in rhai a doubled quote stands for one, a backslash keeps the next character, and the line
    /// may end only after a backslash. Where the text does not end, the rest of the line was taken.
    pub(crate) fn eat_quoted(&mut self, quote: char) -> bool {
        self.next();
        loop {
            match self.peek() {
                None | Some('\n') => return false,
                Some('\\') => {
                    self.next();
                    self.eat("\r");
                    self.next();
                }
                Some(c) if c == quote => {
                    self.next();
                    if self.peek() != Some(quote) {
                        return true;
                    }
                    self.next();
                }
                Some(_) => {
                    self.next();
                }
            }
        }
    }

    /// Takes a raw text `#"..."#` from its first `#` on. Says whether it ended.
    pub(crate) fn eat_raw(&mut self) -> bool {
        let start = self.at;
        self.eat_while(|c| c == '#');
        let hashes = self.text.get(start..self.at).unwrap_or("").to_owned();
        if !self.eat("\"") {
            return false;
        }
        while self.peek().is_some() {
            if self.eat("\"") {
                if self.eat(&hashes) {
                    return true;
                }
            } else {
                self.next();
            }
        }
        false
    }

    /// Takes a text in backticks from its opening one on. Says whether it ended and whether it holds `${`.
    ///
    /// What stands in `${...}` may hold texts and braces of its own; they are counted, not read.
    pub(crate) fn eat_backticks(&mut self) -> (bool, bool) {
        self.next();
        let mut interpolated = false;
        // `None` is a text being read, `Some` is code in it with a count of open braces.
        let mut inside: Vec<Option<usize>> = vec![None];
        loop {
            let Some(top) = inside.last_mut() else { return (true, interpolated) };
            let Some(next) = self.peek() else { return (false, interpolated) };
            match top {
                None if self.eat("\\${") || self.eat("``") => {}
                None if self.eat("${") => {
                    interpolated = true;
                    inside.push(Some(1));
                }
                None => {
                    self.next();
                    if next == '`' {
                        inside.pop();
                    }
                }
                Some(_) if next == '"' => {
                    self.eat_quoted('"');
                }
                Some(_) if self.eat("//") => self.eat_line(),
                Some(_) if self.eat("/*") => {
                    self.eat_block_comment();
                }
                Some(open) => {
                    self.next();
                    match next {
                        '`' => inside.push(None),
                        '{' => *open = open.saturating_add(1),
                        '}' if *open == 1 => {
                            inside.pop();
                        }
                        '}' => *open = open.saturating_sub(1),
                        _ => {}
                    }
                }
            }
        }
    }

    /// Takes the digits of a number as rhai does, with the sign in front where there is one.
    pub(crate) fn eat_number(&mut self) {
        self.eat("-");
        if self.peek() == Some('0')
            && self.peek_second().is_some_and(|c| matches!(c, 'x' | 'X' | 'o' | 'O' | 'b' | 'B'))
        {
            self.next();
            self.eat_word();
            return;
        }
        self.eat_while(is_digit);
        // A point belongs to the number unless a name, another point or nothing follows it: `1.max(2)`, `1..2`.
        if self.peek() == Some('.')
            && self.peek_second().is_some_and(|c| !c.is_ascii_alphabetic() && c != '_' && c != '.')
        {
            self.next();
            self.eat_while(is_digit);
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '_'
}

/// Whether a character may stand in a name.
pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str, take: impl Fn(&mut Scanner<'_>)) -> &str {
        let mut scanner = Scanner::new(text, 0);
        take(&mut scanner);
        text.get(..scanner.at()).unwrap()
    }

    #[test]
    fn numbers_end_where_rhai_ends_them() {
        for (text, number) in [
            ("12.50;", "12.50"),
            ("1..2", "1"),
            ("1.max(2)", "1"),
            ("-5 ", "-5"),
            ("1_000.5x", "1_000.5"),
            ("7.)", "7."),
            ("0x1F+", "0x1F"),
            ("3", "3"),
        ] {
            assert_eq!(taken(text, |s| s.eat_number()), number, "{text}");
        }
    }

    #[test]
    fn texts_end_at_their_own_quote() {
        for (text, quoted) in [
            (r#""baik" x"#, r#""baik""#),
            (r#""a\"b" x"#, r#""a\"b""#),
            (r#""a""b" x"#, r#""a""b""#),
            ("\"a\\\nb\" x", "\"a\\\nb\""),
            ("\"open\nx\"", "\"open"),
        ] {
            let end = |s: &mut Scanner<'_>| {
                s.eat_quoted('"');
            };
            assert_eq!(taken(text, end), quoted, "{text}");
        }
    }

    #[test]
    fn backticks_may_hold_code_that_holds_texts() {
        let text = "`a ${ f(`b ${\"}\"} c`) + #{} } d` rest";
        let mut scanner = Scanner::new(text, 0);
        assert_eq!(scanner.eat_backticks(), (true, true));
        assert_eq!(scanner.rest(), " rest");
        assert_eq!(Scanner::new("`open ${ {", 0).eat_backticks(), (false, true));
        assert_eq!(Scanner::new("`plain` x", 0).eat_backticks(), (true, false));
    }

    #[test]
    fn block_comments_nest_and_an_open_one_is_found() {
        let mut scanner = Scanner::new(" /* a /* b */ c */ // d\n x", 0);
        assert_eq!(scanner.eat_trivia(), Ok(()));
        assert_eq!(scanner.rest(), "x");
        assert_eq!(Scanner::new(" x", 0).eat_trivia(), Ok(()));
        assert_eq!(Scanner::new("  /* a", 0).eat_trivia(), Err(2));
    }
}
