//! Merges a main file and its child files, all in order of the key.

use super::order::{Keyed, Ordered};
use super::told::{Stray, repeated_key, without_key};
use super::{Subject, Tell};
use crate::failure::Outcome;
use crate::input::Row;

/// Rows with one row of look-ahead.
struct Ahead {
    rows: Ordered,
    head: Option<Keyed>,
    begun: bool,
}

impl Ahead {
    fn new(rows: Ordered) -> Ahead {
        Ahead { rows, head: None, begun: false }
    }

    fn peek(&mut self, issues: &mut dyn Tell) -> Outcome<Option<&Keyed>> {
        if !self.begun {
            self.begun = true;
            self.head = self.rows.next(issues)?;
        }
        Ok(self.head.as_ref())
    }

    fn take(&mut self, issues: &mut dyn Tell) -> Outcome<Option<Keyed>> {
        self.peek(issues)?;
        let taken = self.head.take();
        self.head = self.rows.next(issues)?;
        Ok(taken)
    }
}

/// A child file in order of the key.
pub(super) struct Child {
    list: String,
    file: String,
    rows: Ahead,
    most: usize,
    /// The rows of the key at hand.
    group: Vec<Row>,
}

impl Child {
    /// A child file that fills a list, of whose rows at most so many are kept for one subject.
    pub(super) fn new(list: String, file: String, rows: Ordered, most: usize) -> Child {
        Child { list, file, rows: Ahead::new(rows), most, group: Vec::new() }
    }

    /// Goes on to a key; rows that belong to an earlier one belong to nobody.
    fn advance(&mut self, key: &str, issues: &mut dyn Tell) -> Outcome<()> {
        self.group.clear();
        let mut told = false;
        while let Some(head) = self.rows.peek(issues)? {
            if head.key.as_str() > key {
                break;
            }
            let Some(Keyed { key: own, row, .. }) = self.rows.take(issues)? else { break };
            if own != key || own.is_empty() {
                issues.tell(self.named().stray(own, row.number))?;
            } else if self.group.len() < self.most {
                self.group.push(row);
            } else if !told {
                told = true;
                issues.tell(self.named().too_many(own, row.number, self.most))?;
            }
        }
        Ok(())
    }

    /// Tells of all rows that are left.
    fn finish(&mut self, issues: &mut dyn Tell) -> Outcome<bool> {
        let Some(Keyed { key, row, .. }) = self.rows.take(issues)? else { return Ok(false) };
        issues.tell(self.named().stray(key, row.number))?;
        Ok(true)
    }

    fn named(&self) -> Stray<'_> {
        Stray { list: &self.list, file: &self.file }
    }
}

/// Gives subjects in order of the key.
pub(super) struct Merge {
    main: Ahead,
    children: Vec<Child>,
    last: Option<String>,
}

impl Merge {
    /// Merges files that are all in order of the key.
    pub(super) fn new(main: Ordered, children: Vec<Child>) -> Merge {
        Merge { main: Ahead::new(main), children, last: None }
    }

    /// The next subject and its place in the main file.
    pub(super) fn next(&mut self, issues: &mut dyn Tell) -> Outcome<Option<(u64, Subject)>> {
        let Some(Keyed { key, place, row }) = self.main.take(issues)? else {
            for child in &mut self.children {
                while child.finish(issues)? {}
            }
            return Ok(None);
        };
        let repeats = self.last.as_ref() == Some(&key);
        let repeated = self.main.peek(issues)?.is_some_and(|next| next.key == key);
        let number = row.number;
        if key.is_empty() {
            issues.tell(without_key(number))?;
        } else if repeats || repeated {
            issues.tell(repeated_key(number, key.clone()))?;
        }
        if !repeats {
            for child in &mut self.children {
                child.advance(&key, issues)?;
            }
        }
        let lists = self.children.iter().filter(|child| !key.is_empty() && !child.group.is_empty());
        let lists = lists.map(|child| (child.list.clone(), child.group.clone())).collect();
        self.last = Some(key.clone());
        Ok(Some((place, Subject { number, key, cells: row.cells, lists })))
    }
}
