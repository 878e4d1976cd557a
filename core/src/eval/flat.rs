//! The quick way of reading facts: a JSON object whose values are mostly plain ones stays the text that it is, with the
//! places of names and values beside it.
//!
//! It knows the common forms only. Whatever else a text holds, an error above all, is left to the long way
//! ([`Raw::from_json_bytes`]), which a test holds it equal to.
//!
//! A host that has values of its own writes them down the same way, name by name.

use std::fmt::Write as _;

use serde_json::Deserializer;

use super::seen::Seen;
use crate::value::Raw;

/// More names than this are left to the long way, because each is compared with all before it.
const MAX_NAMES: usize = 256;

/// The deepest nesting within a value; with the object around it this is what the long way takes.
const MAX_DEPTH: usize = 126;

/// A JSON object as its text, or what a host told one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    text: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    name: Place,
    value: Slot,
}

/// A part of the text.
#[derive(Clone, Copy, Debug)]
struct Place {
    from: usize,
    until: usize,
}

#[derive(Clone, Debug)]
enum Slot {
    Null,
    Bool(bool),
    Number(Place),
    Text(Place),
    Nested(Box<Raw>),
}

impl Flat {
    /// Reads a JSON object; `None` where it is left to the long way.
    pub(super) fn read(text: &str) -> Option<Flat> {
        let mut reader = Reader { text, bytes: text.as_bytes(), at: 0 };
        let mut entries: Vec<Entry> = Vec::with_capacity(text.len().min(4096) / 16);
        reader.expect(b'{')?;
        if reader.next()? != b'}' {
            loop {
                let name = reader.words()?;
                // A name of serde's own means something to the long way.
                let own = name.of(text).starts_with('$');
                if own || entries.len() == MAX_NAMES {
                    return None;
                }
                reader.expect(b':')?;
                let value = reader.value()?;
                entries.push(Entry { name, value });
                match reader.next()? {
                    b',' => reader.step(),
                    b'}' => break,
                    _ => return None,
                }
            }
        }
        reader.step();
        let is_done = reader.is_done();
        let flat = Flat { text: text.to_owned(), entries };
        (is_done && flat.is_each_name_once()).then_some(flat)
    }

    /// Nothing yet, with room for so many names.
    pub(super) fn with_capacity(names: usize) -> Flat {
        let names = names.min(MAX_NAMES);
        Flat { text: String::with_capacity(names.saturating_mul(16)), entries: Vec::with_capacity(names) }
    }

    /// Writes a text down.
    pub(super) fn text(&mut self, name: &str, words: &str) {
        let name = self.push(name);
        let value = Slot::Text(self.push(words));
        self.entry(name, value);
    }

    /// Writes the digits of a number down.
    pub(super) fn number(&mut self, name: &str, digits: &str) {
        let name = self.push(name);
        let value = Slot::Number(self.push(digits));
        self.entry(name, value);
    }

    /// Writes a whole number down.
    pub(super) fn whole(&mut self, name: &str, number: i64) {
        let name = self.push(name);
        let from = self.text.len();
        // INVARIANT: a string takes whatever is written.
        write!(self.text, "{number}").ok();
        let value = Slot::Number(Place { from, until: self.text.len() });
        self.entry(name, value);
    }

    /// Writes any value down.
    pub(super) fn raw(&mut self, name: &str, value: Raw) {
        let value = match value {
            Raw::Null => Slot::Null,
            Raw::Bool(truth) => Slot::Bool(truth),
            Raw::Number(digits) => return self.number(name, &digits),
            Raw::Text(words) => return self.text(name, &words),
            nested => Slot::Nested(Box::new(nested)),
        };
        let name = self.push(name);
        self.entry(name, value);
    }

    fn push(&mut self, part: &str) -> Place {
        let from = self.text.len();
        self.text.push_str(part);
        Place { from, until: self.text.len() }
    }

    fn entry(&mut self, name: Place, value: Slot) {
        self.entries.push(Entry { name, value });
    }

    /// Whether no name stands twice, as far as that is quickly told.
    pub(super) fn is_each_name_once(&self) -> bool {
        if self.entries.len() > MAX_NAMES {
            return false;
        }
        // Apart from the names, because they are compared many at a time; their last bits tell most of them apart at once.
        let mut prints: Vec<u32> = Vec::with_capacity(self.entries.len());
        let mut ends = 0u64;
        self.entries.iter().all(|entry| {
            let name = entry.name.of(&self.text);
            let print = print(name);
            let end = 1u64.wrapping_shl(print);
            let is_new = ends & end == 0;
            ends |= end;
            let is_first = is_new
                || !prints.contains(&print)
                || self.entries.iter().take(prints.len()).all(|before| before.name.of(&self.text) != name);
            prints.push(print);
            is_first
        })
    }

    /// Names and values in order.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, Seen<'_>)> {
        self.entries.iter().map(|entry| {
            let value = match &entry.value {
                Slot::Null => Seen::Null,
                Slot::Bool(value) => Seen::Bool(*value),
                Slot::Number(place) => Seen::Number(place.of(&self.text)),
                Slot::Text(place) => Seen::Text(place.of(&self.text)),
                Slot::Nested(raw) => Seen::from(&**raw),
            };
            (entry.name.of(&self.text), value)
        })
    }
}

impl Place {
    fn of(self, text: &str) -> &str {
        // INVARIANT: both ends stand between characters of this very text.
        text.get(self.from..self.until).unwrap_or("")
    }
}

/// Names of which this differs are different.
fn print(name: &str) -> u32 {
    let (eights, rest) = name.as_bytes().as_chunks::<8>();
    let last = rest.iter().fold(1, |last, byte| (last << 8) | u64::from(*byte));
    let parts = eights.iter().map(|eight| u64::from_le_bytes(*eight)).chain([last]);
    let print = parts.fold(0, |print: u64, part| {
        print.rotate_left(5).wrapping_add(part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    u32::try_from(print >> 32).unwrap_or(0)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    #[inline(always)]
    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is no space; it stays the next one.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.step(),
                byte => return Some(byte),
            }
        }
    }

    fn expect(&mut self, wanted: u8) -> Option<()> {
        (self.next()? == wanted).then(|| self.step())
    }

    fn is_done(&mut self) -> bool {
        self.next().is_none()
    }

    fn place(&self, from: usize) -> Place {
        Place { from, until: self.at }
    }

    /// A text in quotes without escapes.
    fn words(&mut self) -> Option<Place> {
        self.expect(b'"')?;
        let from = self.at;
        let rest = self.bytes.get(from..)?;
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
        self.at = from.saturating_add(length);
        let place = self.place(from);
        (self.peek() == Some(b'"')).then(|| self.step())?;
        Some(place)
    }

    fn value(&mut self) -> Option<Slot> {
        match self.next()? {
            b'"' => Some(Slot::Text(self.words()?)),
            b'-' | b'0'..=b'9' => self.number(),
            b'n' => self.word(b"null", Slot::Null),
            b't' => self.word(b"true", Slot::Bool(true)),
            b'f' => self.word(b"false", Slot::Bool(false)),
            b'[' | b'{' => self.nested(),
            _ => None,
        }
    }

    fn word(&mut self, word: &[u8], meaning: Slot) -> Option<Slot> {
        let rest = self.bytes.get(self.at..)?;
        rest.starts_with(word).then(|| {
            self.at = self.at.saturating_add(word.len());
            meaning
        })
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.step();
        }
        self.at.saturating_sub(from)
    }

    fn number(&mut self) -> Option<Slot> {
        let from = self.at;
        if self.peek() == Some(b'-') {
            self.step();
        }
        let zero = self.peek() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (zero && whole > 1) {
            return None;
        }
        if self.peek() == Some(b'.') {
            self.step();
            if self.digits() == 0 {
                return None;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            return None;
        }
        Some(Slot::Number(self.place(from)))
    }

    fn nested(&mut self) -> Option<Slot> {
        let mut values = Deserializer::from_slice(self.text.as_bytes().get(self.at..)?).into_iter::<Raw>();
        let raw = values.next()?.ok()?;
        self.at = self.at.checked_add(values.byte_offset())?;
        (depth(&raw) <= MAX_DEPTH).then(|| Slot::Nested(Box::new(raw)))
    }
}

/// How deep the nesting goes; readers have bounded it before.
fn depth(raw: &Raw) -> usize {
    let within = match raw {
        Raw::List(items) => items.iter().map(depth).max(),
        Raw::Map(map) => map.values().map(depth).max(),
        _ => return 0,
    };
    within.unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quick(text: &str) -> Option<Raw> {
        let flat = Flat::read(text)?;
        Some(Raw::Map(flat.each().map(|(name, value)| (name.to_owned(), value.to_raw())).collect()))
    }

    fn holds(text: &str) {
        if let Some(found) = quick(text) {
            assert_eq!(Raw::from_json_bytes(text.as_bytes()), Ok(found), "{text}");
        }
    }

    #[test]
    fn what_it_reads_is_what_the_long_way_reads() {
        let text = " {\"a\" : 1, \"b\":\t-0.50,\"c\": \"é x\", \"d\": null, \"e\": true,\n\"f\":false, \"g\": [1, {\"h\": [\"\\n\"]}], \"\": {}} ";
        assert_eq!(quick(text), Raw::from_json_bytes(text.as_bytes()).ok());
        assert!(quick(text).is_some() && quick("{}").is_some());
    }

    #[test]
    fn what_it_does_not_know_is_left_to_the_long_way() {
        for text in [
            "",
            "{",
            "[]",
            "{\"a\":1,}",
            "{\"a\":1} x",
            "{\"a\":01}",
            "{\"a\":1.}",
            "{\"a\":.5}",
            "{\"a\":-}",
            "{\"a\":1e3}",
            "{\"a\":\"\\u0041\"}",
            "{\"a\\n\":1}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":nul}",
            "{\"a\" 1}",
            "{\"a\":\"\n\"}",
            "{a:1}",
            "{\"a\":[1,]}",
            "{\"a\":{\"b\":1,\"b\":2}}",
            "{\"$serde_json::private::Number\":\"1\"}",
        ] {
            assert!(quick(text).is_none(), "{text}");
        }
        let many: Vec<String> = (0..=MAX_NAMES).map(|n| format!("\"n{n}\":{n}")).collect();
        assert!(quick(&format!("{{{}}}", many.join(","))).is_none());
    }

    #[test]
    fn both_ways_take_the_same_depth() {
        for levels in 120..132 {
            let text = format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
            assert_eq!(quick(&text), Raw::from_json_bytes(text.as_bytes()).ok(), "{levels}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_alike(parts in proptest::collection::vec(
            prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"", "\\", "0", "1", "-", ".", "e", "null", "true", " ",
                "\u{e9}", "\"a\":1", "\"b\":\"x\"", "{\"a\":", "\u{0}",
            ]),
            0..12,
        )) {
            holds(&parts.concat());
            holds(&format!("{{\"k\":{}}}", parts.concat()));
        }
    }
}
