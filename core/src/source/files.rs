//! Files held in memory and spans of characters in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::span::{FileId, Span};

/// Line and column as people count them, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path within the pack, with `/`.
    pub path: Arc<str>,
    /// The bytes as they were given.
    pub bytes: Arc<[u8]>,
    /// The text, without a byte order mark; bytes that are not UTF-8 are replaced.
    pub text: Arc<str>,
    /// Whether the bytes are UTF-8.
    pub is_utf8: bool,
    // Where each line but the first begins: a report of many places would else read the text once for each.
    line_starts: Arc<[u32]>,
}

impl SourceFile {
    fn new(path: Arc<str>, bytes: Vec<u8>) -> SourceFile {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let is_utf8 = std::str::from_utf8(body).is_ok();
        let text: Arc<str> = Arc::from(String::from_utf8_lossy(body).as_ref());
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = ends.map_while(|(at, _)| u32::try_from(at.saturating_add(1)).ok());
        let line_starts = starts.collect();
        SourceFile { path, bytes: bytes.into(), text, is_utf8, line_starts }
    }

    /// Whether this is the very same file in memory, so that nothing of it can have changed.
    #[must_use]
    pub fn is_same(&self, other: &SourceFile) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes) && self.path == other.path
    }

    /// The text of a span; empty where the span is not of this file's text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        let lines = self.line_starts.partition_point(|start| *start <= offset);
        let line_start =
            lines.checked_sub(1).and_then(|last| self.line_starts.get(last)).copied().unwrap_or(0);
        let wide = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(self.text.len());
        let line = self.text.get(wide(line_start)..wide(offset)).unwrap_or("");
        Place { line: lines.saturating_add(1), column: line.chars().count().saturating_add(1) }
    }
}

/// The files of a pack, by path, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The number of the first file: the files of an overlay are numbered on from those of its base.
    first: u32,
    files: Vec<SourceFile>,
    by_path: BTreeMap<Arc<str>, FileId>,
}

impl Files {
    /// Builds the files of a pack from paths (with `/`) and contents.
    ///
    /// The order in which they are given does not matter; of two with one path the last stays.
    pub fn from_map<P: AsRef<str>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Files {
        let sorted: BTreeMap<Arc<str>, Vec<u8>> =
            files.into_iter().map(|(path, bytes)| (Arc::from(path.as_ref()), bytes.into())).collect();
        let mut built = Files::default();
        for (path, bytes) in sorted {
            built.push(SourceFile::new(path, bytes));
        }
        built
    }

    fn push(&mut self, file: SourceFile) {
        self.by_path.insert(Arc::clone(&file.path), self.next());
        self.files.push(file);
    }

    /// The same with other contents of one file, or with one more.
    #[must_use]
    pub fn with_file(&self, path: &str, bytes: Vec<u8>) -> Files {
        self.replaced(path, Some(SourceFile::new(Arc::from(path), bytes)))
    }

    /// The same without one file.
    #[must_use]
    pub fn without_file(&self, path: &str) -> Files {
        self.replaced(path, None)
    }

    fn replaced(&self, path: &str, by: Option<SourceFile>) -> Files {
        let mut built = Files { first: self.first, ..Files::default() };
        let before = self.files.iter().filter(|file| *file.path < *path).cloned();
        let behind = self.files.iter().filter(|file| *file.path > *path).cloned();
        before.chain(by).chain(behind).for_each(|file| built.push(file));
        built
    }

    /// The same files; those that were there before with the same contents are the same in memory.
    #[must_use]
    pub fn sharing(mut self, before: &Files) -> Files {
        for file in &mut self.files {
            let known = before.find(&file.path).and_then(|id| before.get(id));
            if let Some(known) = known.filter(|known| known.bytes == file.bytes) {
                *file = known.clone();
            }
        }
        self
    }

    /// The number that a further file would have.
    #[must_use]
    pub fn next(&self) -> FileId {
        let count = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        FileId(self.first.saturating_add(count))
    }

    /// The same files, numbered from this number on.
    #[must_use]
    pub fn numbered_from(mut self, first: FileId) -> Files {
        let shift = |id: FileId, from: u32| FileId(id.0.saturating_sub(from).saturating_add(first.0));
        let from = self.first;
        self.by_path.values_mut().for_each(|id| *id = shift(*id, from));
        self.first = first.0;
        self
    }

    /// The files of a base and of its overlays as one; each overlay's paths begin with its name and `:`.
    ///
    /// The overlays must be numbered on from the base, so that no number changes.
    #[must_use]
    pub fn joined(base: &Files, overlays: &[(String, Files)]) -> Files {
        let mut joined = base.clone();
        for (name, overlay) in overlays {
            for file in &overlay.files {
                let path: Arc<str> = Arc::from(format!("{name}:{}", file.path));
                joined.by_path.insert(Arc::clone(&path), joined.next());
                joined.files.push(SourceFile { path, ..file.clone() });
            }
        }
        joined
    }

    /// The files with their numbers, in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (self.first..).map(FileId).zip(&self.files)
    }

    /// The file with this number.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(id.0.checked_sub(self.first)?).ok()?)
    }

    /// The number of the file at this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The text of a span; empty where there is none.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |f| f.slice(span))
    }
}
