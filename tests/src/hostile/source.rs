//! Contents of files that are described rather than written out.

use serde::Deserialize;

/// The contents of a file: a text, or how to make it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Source {
    /// The text itself.
    Text(String),
    /// Parts, one after the other.
    Parts(Vec<Source>),
    /// Something many times over.
    Repeat(Repeat),
    /// Bytes that no TOML file can hold.
    Hex(Hex),
}

/// Something many times over; `<i>` in its texts is the round from 0, `<next>` the one after, round in a circle.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// What is repeated.
    pub repeat: Box<Source>,
    /// How many times.
    pub times: usize,
}

/// Bytes in hexadecimal digits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hex {
    /// Two digits a byte.
    pub hex: String,
}

impl Source {
    /// The contents in full.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(None, &mut out);
        out
    }

    /// The contents as text; bytes that are no text are replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }

    fn write(&self, round: Option<(usize, usize)>, out: &mut Vec<u8>) {
        match self {
            Source::Text(text) => out.extend(with_round(text, round).as_bytes()),
            Source::Parts(parts) => parts.iter().for_each(|part| part.write(round, out)),
            Source::Repeat(Repeat { repeat, times }) => {
                (0..*times).for_each(|n| repeat.write(Some((n, *times)), out));
            }
            Source::Hex(Hex { hex }) => {
                let digits: Vec<char> = hex.chars().collect();
                let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).ok();
                out.extend(digits.chunks(2).filter_map(byte));
            }
        }
    }
}

/// Puts the number of the round in its place.
#[must_use]
pub(super) fn with_round(text: &str, round: Option<(usize, usize)>) -> String {
    let Some((n, of)) = round.filter(|_| text.contains('<')) else { return text.to_owned() };
    let next = n.wrapping_add(1).checked_rem(of).unwrap_or(0);
    text.replace("<i>", &n.to_string()).replace("<next>", &next.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_becomes_its_contents() -> Result<(), toml::de::Error> {
        #[derive(Deserialize)]
        struct Line {
            a: Source,
        }
        let line: Line = toml::from_str(
            "a = ['x', { repeat = ['<i>', { hex = 'ff' }, '<next>;'], times = 2 }, { repeat = '[', times = 3 }]",
        )?;
        assert_eq!(line.a.bytes(), b"x0\xff1;1\xff0;[[[");
        Ok(())
    }
}
