//! Merges a main file and its child files, all in order of the key.

use timbang::text;

use super::order::{Keyed, Ordered};
use super::{InputIssue, Subject, Tell};
use crate::failure::{DUPLICATE_KEY, NO_KEY, ORPHAN, Outcome, TOO_MANY_ROWS};
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
                issues.tell(self.stray(own, row.number))?;
            } else if self.group.len() < self.most {
                self.group.push(row);
            } else if !told {
                told = true;
                issues.tell(self.too_many(own, row.number))?;
            }
        }
        Ok(())
    }

    /// Tells of all rows that are left.
    fn finish(&mut self, issues: &mut dyn Tell) -> Outcome<bool> {
        let Some(Keyed { key, row, .. }) = self.rows.take(issues)? else { return Ok(false) };
        issues.tell(self.stray(key, row.number))?;
        Ok(true)
    }

    fn stray(&self, key: String, number: u64) -> InputIssue {
        let file = &self.file;
        let (code, message) = if key.is_empty() {
            (
                NO_KEY,
                text!(
                    "{file}, baris {number}: kuncinya kosong, jadi tidak diketahui milik siapa; tidak dipakai.",
                    "{file}, row {number}: it has no key, so nobody knows whose it is; it was not used."
                ),
            )
        } else {
            (
                ORPHAN,
                text!(
                    "{file}, baris {number}: kuncinya tidak ada di berkas utama; tidak dipakai.",
                    "{file}, row {number}: its key is not in the main file; it was not used."
                ),
            )
        };
        InputIssue { row: None, key, code, fact: self.list.clone(), row_of_list: Some(number), message }
    }

    fn too_many(&self, key: String, number: u64) -> InputIssue {
        let (file, most) = (&self.file, self.most);
        InputIssue {
            row: None,
            key,
            code: TOO_MANY_ROWS,
            fact: self.list.clone(),
            row_of_list: Some(number),
            message: text!(
                "{file}, baris {number}: kunci ini punya lebih dari {most} baris; mulai baris ini tidak dibaca.",
                "{file}, row {number}: this key has more than {most} rows; from this one on they were not read."
            ),
        }
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
        let mut tell = |code: &'static str, message: timbang::Text| {
            issues.tell(InputIssue {
                row: Some(number),
                key: key.clone(),
                code,
                fact: String::new(),
                row_of_list: None,
                message,
            })
        };
        if key.is_empty() {
            tell(
                NO_KEY,
                text!(
                    "Baris {number}: kuncinya kosong; barisnya dinilai tanpa daftar dari berkas lain.",
                    "Row {number}: it has no key; it is evaluated without lists from other files."
                ),
            )?;
        } else if repeats || repeated {
            tell(
                DUPLICATE_KEY,
                text!(
                    "Baris {number}: kuncinya dipakai lebih dari satu baris; setiap baris dinilai dengan daftar yang sama.",
                    "Row {number}: more than one row has its key; each is evaluated with the same lists."
                ),
            )?;
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
