//! The digest that names the exact content of a pack.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::Files;

/// SHA-256 over the paths and contents of a pack, written `sha256:` and 64 hex digits.
///
/// Paths are NFC and in byte order; contents are without byte order mark and with LF for CRLF; each is
/// preceded by its length as eight bytes, most significant first. `cases/`, `sample/` and files named
/// README are left out, so that neither tests nor prose change what a decision rests on.
#[must_use]
pub fn digest(files: &Files) -> String {
    let mut parts: Vec<(String, &[u8])> = files
        .iter()
        .map(|(_, file)| (file.path.nfc().collect::<String>(), &*file.bytes))
        .filter(|(path, _)| counts(path))
        .collect();
    parts.sort();
    let mut hasher = Sha256::new();
    for (path, bytes) in parts {
        let body = without_carriage_returns(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
        for piece in [path.as_bytes(), &body] {
            hasher.update(u64::try_from(piece.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(piece);
        }
    }
    let hex: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The digest of files, worked out when it is first asked for: a pack that is being written is checked at each key.
#[derive(Clone)]
pub struct FilesDigest {
    known: OnceLock<Arc<str>>,
    /// Works it out; an engine that only reads bundles has no such thing, nor the tables of Unicode that it takes.
    work_out: Option<Arc<dyn Fn() -> String + Send + Sync>>,
}

impl FilesDigest {
    /// The digest of these files.
    #[must_use]
    pub fn of(files: &Files) -> FilesDigest {
        let files = files.clone();
        FilesDigest { known: OnceLock::new(), work_out: Some(Arc::new(move || digest(&files))) }
    }

    /// A digest that was worked out before.
    #[must_use]
    pub fn known(digest: Arc<str>) -> FilesDigest {
        FilesDigest { known: OnceLock::from(digest), work_out: None }
    }
}

impl Deref for FilesDigest {
    type Target = str;

    fn deref(&self) -> &str {
        self.known.get_or_init(|| {
            self.work_out.as_ref().map_or_else(|| Arc::from(""), |work_out| work_out().into())
        })
    }
}

impl fmt::Debug for FilesDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// Whether a file counts in the digest of its pack: cases, samples and prose do not.
#[must_use]
pub fn counts(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    !path.starts_with("cases/") && !path.starts_with("sample/") && stem != "README"
}

fn without_carriage_returns(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte == b'\r' && rest.peek() == Some(&b'\n') {
            continue;
        }
        out.push(byte);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> String {
        digest(&Files::from_map(files.iter().map(|(path, text)| (*path, *text))))
    }

    #[test]
    fn the_layout_is_that_of_its_definition() {
        let mut hasher = Sha256::new();
        hasher.update(1u64.to_be_bytes());
        hasher.update(b"a");
        hasher.update(3u64.to_be_bytes());
        hasher.update(b"x\ny");
        let hex: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(of(&[("a", "x\ny")]), format!("sha256:{hex}"));
    }

    #[test]
    fn how_an_editor_saves_a_file_does_not_count() {
        let plain = of(&[("facts.toml", "a\nb\n"), ("pack.toml", "c")]);
        assert_eq!(of(&[("pack.toml", "c"), ("facts.toml", "a\nb\n")]), plain, "order");
        assert_eq!(
            of(&[("facts.toml", "\u{FEFF}a\r\nb\r\n"), ("pack.toml", "c")]),
            plain,
            "mark and line ends"
        );
        assert_eq!(
            of(&[("kaf\u{e9}.csv", "a")]),
            of(&[("kafe\u{301}.csv", "a")]),
            "composed letters in paths"
        );
        assert_ne!(of(&[("a.csv", "\u{e9}")]), of(&[("a.csv", "e\u{301}")]), "contents are as they are");
        assert_ne!(of(&[("a.csv", "a\rb")]), of(&[("a.csv", "a\nb")]), "a lone carriage return is content");
    }

    #[test]
    fn cases_samples_and_prose_are_left_out() {
        let plain = of(&[("pack.toml", "c")]);
        let more = [
            ("pack.toml", "c"),
            ("cases/a.toml", "x"),
            ("sample/a.csv", "x"),
            ("README.md", "x"),
            ("tables/README", "x"),
        ];
        assert_eq!(of(&more), plain);
        assert_ne!(of(&[("pack.toml", "c"), ("tables/cases/a.csv", "x")]), plain);
    }

    #[test]
    fn where_one_file_ends_and_the_next_begins_counts() {
        assert_ne!(of(&[("a", "bc"), ("d", "")]), of(&[("ab", "c"), ("d", "")]));
        assert_ne!(of(&[("a", "b"), ("c", "d")]), of(&[("a", "bcd")]));
    }
}
