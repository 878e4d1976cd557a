//! What is told of rows that have no key, share one, or belong to nobody; the same however files are joined.

use timbang::{Text, text};

use super::InputIssue;
use crate::failure::{BAD_ROW, DUPLICATE_KEY, NO_KEY, ORPHAN, TOO_MANY_ROWS};

/// A row that cannot be read, of the main file or of the child file that fills a list.
pub(crate) fn bad_row(list: Option<&str>, number: u64, message: Text) -> InputIssue {
    InputIssue {
        row: list.is_none().then_some(number),
        key: String::new(),
        code: BAD_ROW,
        fact: list.unwrap_or_default().to_owned(),
        row_of_list: list.is_some().then_some(number),
        message,
    }
}

/// A row of the main file that has no key.
pub(crate) fn without_key(number: u64) -> InputIssue {
    of_main(
        number,
        String::new(),
        NO_KEY,
        text!(
            "Baris {number}: kuncinya kosong; barisnya dinilai tanpa daftar dari berkas lain.",
            "Row {number}: it has no key; it is evaluated without lists from other files."
        ),
    )
}

/// A row of the main file whose key another has too.
pub(crate) fn repeated_key(number: u64, key: String) -> InputIssue {
    of_main(
        number,
        key,
        DUPLICATE_KEY,
        text!(
            "Baris {number}: kuncinya dipakai lebih dari satu baris; setiap baris dinilai dengan daftar yang sama.",
            "Row {number}: more than one row has its key; each is evaluated with the same lists."
        ),
    )
}

fn of_main(number: u64, key: String, code: &'static str, message: Text) -> InputIssue {
    InputIssue { row: Some(number), key, code, fact: String::new(), row_of_list: None, message }
}

/// A child file, whose rows may belong to nobody.
pub(crate) struct Stray<'a> {
    /// The list fact that it fills.
    pub(crate) list: &'a str,
    /// The file.
    pub(crate) file: &'a str,
}

impl Stray<'_> {
    /// A row that belongs to nobody.
    pub(crate) fn stray(&self, key: String, number: u64) -> InputIssue {
        let file = self.file;
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
        InputIssue { row: None, key, code, fact: self.list.to_owned(), row_of_list: Some(number), message }
    }

    /// The first row of a key that is not kept.
    pub(crate) fn too_many(&self, key: String, number: u64, most: usize) -> InputIssue {
        let file = self.file;
        InputIssue {
            row: None,
            key,
            code: TOO_MANY_ROWS,
            fact: self.list.to_owned(),
            row_of_list: Some(number),
            message: text!(
                "{file}, baris {number}: kunci ini punya lebih dari {most} baris; mulai baris ini tidak dibaca.",
                "{file}, row {number}: this key has more than {most} rows; from this one on they were not read."
            ),
        }
    }
}
