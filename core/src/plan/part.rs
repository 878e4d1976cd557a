//! What the files of one pack came to, file by file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::link::Part;
use crate::pack::{self, FileDeclarations};
use crate::script::{self, FileScript};
use crate::source::{FileId, Files, FilesDigest};

/// The files of one pack and what each came to.
#[derive(Clone, Debug)]
pub(super) struct PartFiles {
    files: Files,
    read: Vec<(Arc<FileDeclarations>, Arc<FileScript>)>,
}

impl PartFiles {
    /// Reads the files; one that is as it was before is not read again.
    pub(super) fn read(files: Files, before: Option<&PartFiles>) -> PartFiles {
        // Places hold the number of their file, so a file under another number is another.
        let was: BTreeMap<FileId, _> = before
            .into_iter()
            .flat_map(|part| part.files.iter().zip(&part.read).map(|((id, file), read)| (id, (file, read))))
            .collect();
        let read = files.iter().map(|(id, file)| match was.get(&id).filter(|(was, _)| was.is_same(file)) {
            Some((_, read)) => (*read).clone(),
            None => (Arc::new(FileDeclarations::read(id, file)), Arc::new(FileScript::read(id, file))),
        });
        let read = read.collect();
        PartFiles { files, read }
    }

    /// The files.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    /// What they declare together.
    pub(super) fn part(&self, sink: &mut Sink) -> Part {
        let declared: Vec<&FileDeclarations> = self.read.iter().map(|(declared, _)| &**declared).collect();
        let scripts: Vec<&FileScript> = self.read.iter().map(|(_, script)| &**script).collect();
        Part {
            declarations: pack::join(&declared, sink),
            scripts: script::join(&scripts, sink),
            digest: FilesDigest::of(&self.files),
            first: self.files.iter().next().map_or(self.files.next(), |(id, _)| id),
        }
    }
}
