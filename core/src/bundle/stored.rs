//! The contents of a bundle that was read, of which each part is brought into memory when it is asked for.

use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

use super::coded::Coded;
use crate::script::interpreted::{Interpreted, Refusal};
use crate::typing::program::{NodeId, Program};
use crate::value::{Names, Period};

/// Reads what stands before the digest: the engine, the form, and what follows.
pub(super) fn head(bytes: &[u8]) -> Option<(&str, u32, &[u8])> {
    let mut cursor = Cursor { bytes, at: 0 };
    cursor.tag()?;
    let count = cursor.count()?;
    let (engine, rest) = bytes.get(cursor.at..)?.split_at_checked(count)?;
    let mut cursor = Cursor { bytes: rest, at: 0 };
    let form = cursor.whole()?.try_into().ok()?;
    Some((std::str::from_utf8(engine).ok()?, form, rest.get(cursor.at..)?))
}

/// The contents, and where in them each thing stands that was written once.
pub(super) struct Stored {
    bytes: Vec<u8>,
    texts: Vec<Range<usize>>,
    shared: Vec<Range<usize>>,
    again: Vec<Range<usize>>,
    programs: Vec<Range<usize>>,
    interpreted: Vec<Arc<Interpreted>>,
    rest: Range<usize>,
}

impl Stored {
    /// Takes contents; `None` where they are none, or why a rule that is meant for rhai cannot be run.
    pub(super) fn new(bytes: Vec<u8>) -> Result<Stored, Option<Refusal>> {
        let mut cursor = Cursor { bytes: &bytes, at: 0 };
        let mut next = || cursor.entries().ok_or(None);
        let (texts, shared, again, programs) = (next()?, next()?, next()?, next()?);
        let rules = next()?;
        let rest = cursor.at..bytes.len();
        let compiled = rules.into_iter().map(|at| {
            let rule = bytes.get(at).ok_or(None)?;
            Interpreted::from_bytes(rule).map(Arc::new)
        });
        let interpreted = compiled.collect::<Result<_, _>>()?;
        Ok(Stored { texts, shared, again, programs, interpreted, rest, bytes })
    }

    /// The contents as they were read.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads what stands behind all that was written once.
    pub(super) fn rest<T: Coded>(&self) -> Option<T> {
        self.read(&self.rest)
    }

    /// Reads a program.
    pub(super) fn program(&self, number: usize) -> Option<Program> {
        self.read(self.programs.get(number)?)
    }

    fn read<T: Coded>(&self, at: &Range<usize>) -> Option<T> {
        let mut reader = self.reader(at)?;
        let value = T::read(&mut reader);
        (!reader.failed && reader.cursor.is_done()).then_some(value)
    }

    fn reader(&self, at: &Range<usize>) -> Option<Reader<'_>> {
        Some(Reader {
            stored: self,
            cursor: Cursor { bytes: self.bytes.get(..at.end)?, at: at.start },
            failed: false,
            texts: vec![None; self.texts.len()],
            shared: vec![None; self.shared.len()],
            known: self.shared.len(),
            depth: 0,
            nodes: Names::default(),
            named: vec![None; self.texts.len()],
            period: Period::ALWAYS,
        })
    }
}

/// A place in bytes.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn is_done(&self) -> bool {
        self.at == self.bytes.len()
    }

    fn tag(&mut self) -> Option<u8> {
        let tag = *self.bytes.get(self.at)?;
        self.at = self.at.saturating_add(1);
        Some(tag)
    }

    fn digits(&mut self) -> Option<u128> {
        let mut number = 0u128;
        let mut shift = 0u32;
        loop {
            let byte = self.tag()?;
            let low = u128::from(byte & 0x7F);
            let placed = low.checked_shl(shift)?;
            // Bits that fall off at the top would make another number of it.
            if placed >> shift != low {
                return None;
            }
            number |= placed;
            if byte < 0x80 {
                return Some(number);
            }
            shift = shift.checked_add(7)?;
        }
    }

    /// A number that counts, or is the place of something.
    fn whole(&mut self) -> Option<usize> {
        let from = self.at;
        let mut number = 0usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.tag()?;
            number |= usize::from(byte & 0x7F).wrapping_shl(shift);
            if byte < 0x80 {
                return Some(number);
            }
        }
        // Hardly anything is as long as that.
        self.at = from;
        self.digits()?.try_into().ok()
    }

    /// How many follow; each takes a byte at least, so that no count makes the reader wait.
    fn count(&mut self) -> Option<usize> {
        self.whole().filter(|count| *count <= self.bytes.len().saturating_sub(self.at))
    }

    /// Where each of what was written once stands: the lengths of all, and then they themselves.
    fn entries(&mut self) -> Option<Vec<Range<usize>>> {
        let count = self.count()?;
        let mut places = Vec::with_capacity(count);
        for _ in 0..count {
            places.push(0..self.whole()?);
        }
        for place in &mut places {
            let end = self.at.checked_add(place.end).filter(|end| *end <= self.bytes.len())?;
            *place = self.at..end;
            self.at = end;
        }
        Some(places)
    }
}

/// What is being read.
pub(super) struct Reader<'a> {
    stored: &'a Stored,
    cursor: Cursor<'a>,
    /// Whether the bytes turned out to be none.
    failed: bool,
    texts: Vec<Option<Arc<str>>>,
    shared: Vec<Option<Arc<dyn Any + Send + Sync>>>,
    /// Values from this number on cannot be named: so none lies within itself.
    known: usize,
    depth: usize,
    /// The numbers of the nodes of the program at hand.
    nodes: Names<NodeId>,
    /// The same by the numbers of their names, as far as they were asked for.
    named: Vec<Option<NodeId>>,
    /// The days of the program at hand.
    period: Period,
}

/// Where to go on reading.
struct Back<'a> {
    cursor: Cursor<'a>,
    known: usize,
}

/// How deep values may lie within each other: no pack that the parser takes comes near, and a hand-made bundle that goes
/// beyond must not run off the stack of a browser.
const MAX_DEPTH: usize = 800;

impl<'a> Reader<'a> {
    /// Whether the bytes turned out to be none.
    pub(super) fn failed(&self) -> bool {
        self.failed
    }

    /// Gives up: from here on every number is zero, every list and text is empty.
    pub(super) fn fail(&mut self) {
        self.failed = true;
        self.cursor = Cursor { bytes: &[], at: 0 };
    }

    /// What was made of bytes, or nothing and the end.
    pub(super) fn some<T>(&mut self, found: Option<T>, nothing: T) -> T {
        match found {
            Some(found) => found,
            None => {
                self.fail();
                nothing
            }
        }
    }

    /// Reads a number that tells variants apart.
    pub(super) fn tag(&mut self) -> u8 {
        let tag = self.cursor.tag();
        self.some(tag, 0)
    }

    /// Reads a whole number.
    pub(super) fn digits(&mut self) -> u128 {
        let digits = self.cursor.digits();
        self.some(digits, 0)
    }

    /// Reads a number that counts, or is the place of something.
    pub(super) fn whole(&mut self) -> usize {
        let whole = self.cursor.whole();
        self.some(whole, 0)
    }

    /// Reads how many values follow.
    pub(super) fn count(&mut self) -> usize {
        let count = self.cursor.count();
        self.some(count, 0)
    }

    /// Reads a text.
    pub(super) fn text(&mut self) -> Arc<str> {
        let number = self.whole();
        let text = self.numbered(number);
        self.some(text, Arc::default())
    }

    fn numbered(&mut self, number: usize) -> Option<Arc<str>> {
        let slot = self.texts.get_mut(number)?;
        if let Some(text) = slot {
            return Some(Arc::clone(text));
        }
        let bytes = self.stored.bytes.get(self.stored.texts.get(number)?.clone())?;
        let text: Arc<str> = Arc::from(std::str::from_utf8(bytes).ok()?);
        *slot = Some(Arc::clone(&text));
        Some(text)
    }

    /// Reads a rule that rhai runs.
    pub(super) fn interpreted(&mut self) -> Arc<Interpreted> {
        let number = self.whole();
        self.stored.interpreted.get(number).map(Arc::clone).unwrap_or_else(|| {
            self.fail();
            Arc::new(Interpreted::nothing())
        })
    }

    /// Begins a program with its days.
    pub(super) fn begin(&mut self, period: Period) {
        self.period = period;
    }

    /// Reads the days of something within the program.
    pub(super) fn days(&mut self) -> Period {
        Option::read(self).unwrap_or(self.period)
    }

    /// Tells the number of a node of the program at hand.
    pub(super) fn number(&mut self, name: &Arc<str>, number: NodeId) {
        self.nodes.insert(Arc::clone(name), number);
    }

    /// Ends the program at hand, and gives the numbers of its nodes.
    pub(super) fn end(&mut self) -> Names<NodeId> {
        std::mem::take(&mut self.nodes)
    }

    /// Reads the name of a node that stands before; gives its number.
    pub(super) fn node(&mut self) -> NodeId {
        let number = self.whole();
        let node = self.node_named(number);
        self.some(node, NodeId(0))
    }

    fn node_named(&mut self, number: usize) -> Option<NodeId> {
        if let Some(known) = self.named.get(number)? {
            return Some(*known);
        }
        let name = self.numbered(number)?;
        let node = self.nodes.get(&name).copied();
        *self.named.get_mut(number)? = node;
        node
    }

    /// Reads a value that names nodes.
    pub(super) fn again<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let number = self.whole();
        let back = self.go(self.stored.again.get(number), self.known);
        let value = read(self);
        self.come(back);
        value
    }

    /// Reads a value, or the same one again.
    pub(super) fn shared<T: Any + Send + Sync>(&mut self, read: fn(&mut Self) -> T) -> Arc<T> {
        let number = self.whole();
        match self.shared.get(number).map(|known| known.as_ref().map(|known| Arc::clone(known).downcast())) {
            Some(Some(Ok(known))) => return known,
            Some(None) if number < self.known => {}
            _ => self.fail(),
        }
        let back = self.go(self.stored.shared.get(number), number);
        let value = Arc::new(read(self));
        self.keep(number, Arc::<T>::clone(&value));
        self.come(back);
        value
    }

    // What follows is no part of the above, so that it is there once and not for each type.

    fn keep(&mut self, number: usize, value: Arc<dyn Any + Send + Sync>) {
        if let Some(slot) = self.shared.get_mut(number) {
            *slot = Some(value);
        }
    }

    /// Goes to what stands somewhere else, and may name values up to a number.
    fn go(&mut self, at: Option<&Range<usize>>, known: usize) -> Back<'a> {
        let cursor = std::mem::replace(&mut self.cursor, Cursor { bytes: &[], at: 0 });
        let back = Back { cursor, known: std::mem::replace(&mut self.known, known) };
        self.enter();
        let there = at.and_then(|at| Some(Cursor { bytes: self.stored.bytes.get(..at.end)?, at: at.start }));
        match there {
            Some(cursor) if !self.failed => self.cursor = cursor,
            _ => self.fail(),
        }
        back
    }

    /// Comes back from there, if all of it was read.
    fn come(&mut self, back: Back<'a>) {
        self.leave();
        self.known = back.known;
        if self.failed || !self.cursor.is_done() {
            return self.fail();
        }
        self.cursor = back.cursor;
    }

    /// Goes into a value, to what lies within it.
    pub(super) fn enter(&mut self) {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            self.fail();
        }
    }

    /// Comes out of it again.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
