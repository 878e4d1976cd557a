//! The packs that the open files belong to, checked anew after each change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use timbang::assist::Workspace;
use timbang::source::{FileId, Files, Span, read_folder};

use super::documents::Documents;
use super::uris;

/// A pack with what it is laid over.
pub(super) struct OpenPack {
    /// The folders of its layers, the lowest first.
    pub(super) folders: Vec<PathBuf>,
    /// What was read of it.
    pub(super) workspace: Workspace,
    /// The addresses for which something was told.
    pub(super) told: BTreeSet<String>,
}

/// The packs by folder.
#[derive(Default)]
pub(super) struct Packs {
    packs: BTreeMap<PathBuf, OpenPack>,
    /// Packs in which something changed since they were checked.
    changed: BTreeSet<PathBuf>,
    /// Packs of which the editor was not told what was found.
    untold: BTreeSet<PathBuf>,
}

/// A file of a pack.
pub(super) struct Place<'p> {
    /// The pack.
    pub(super) pack: &'p OpenPack,
    /// The path by which the pack knows the file.
    pub(super) path: &'p str,
    /// The file.
    pub(super) file: FileId,
    /// Its text.
    pub(super) text: &'p str,
}

/// The folder of the pack that a file belongs to: the nearest above it with a `pack.toml`.
pub(super) fn root_of(path: &Path, documents: &Documents) -> Option<PathBuf> {
    let holds = |folder: &&Path| {
        let manifest = folder.join("pack.toml");
        manifest.is_file() || documents.get(&uris::from_path(&manifest)).is_some()
    };
    path.ancestors().skip(1).find(holds).map(Path::to_path_buf)
}

impl Packs {
    /// Notes that packs are to be checked anew.
    pub(super) fn change(&mut self, roots: impl IntoIterator<Item = PathBuf>) {
        for root in roots {
            self.changed.insert(root.clone());
            self.untold.insert(root);
        }
    }

    /// The packs of which the editor is to be told now.
    pub(super) fn take_untold(&mut self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut self.untold)
    }

    /// The pack in a folder, checked after the last change.
    pub(super) fn get(&mut self, root: &Path, bases: &[PathBuf], documents: &Documents) -> Option<&OpenPack> {
        if self.changed.remove(root) || !self.packs.contains_key(root) {
            let folders = folders(root, bases, documents);
            let layers = folders.iter().map(|folder| files(folder, documents)).collect();
            let (workspace, told) = match self.packs.remove(root) {
                Some(old) => (old.workspace.with_layers(layers), old.told),
                None => (Workspace::new(layers), BTreeSet::new()),
            };
            let pack = OpenPack { folders, workspace, told };
            self.packs.insert(root.to_path_buf(), pack);
        }
        self.packs.get(root)
    }

    /// Notes for which addresses something is told now, and gives those for which it was before.
    pub(super) fn tell(&mut self, root: &Path, now: BTreeSet<String>) -> BTreeSet<String> {
        self.packs.get_mut(root).map(|pack| std::mem::replace(&mut pack.told, now)).unwrap_or_default()
    }

    /// The folders of the packs that are open.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        self.packs.keys().cloned().collect()
    }

    /// The packs that have a file in one of their layers.
    pub(super) fn with(&self, path: &Path) -> Vec<PathBuf> {
        let holds = |pack: &OpenPack| pack.folders.iter().any(|folder| path.starts_with(folder));
        self.packs.iter().filter(|(_, pack)| holds(pack)).map(|(root, _)| root.clone()).collect()
    }
}

impl OpenPack {
    /// The file at a path on disk.
    pub(super) fn place(&self, path: &Path) -> Option<Place<'_>> {
        let workspace = &self.workspace;
        let (file, source) =
            workspace.files().iter().find(|(file, _)| self.disk_path(*file).as_deref() == Some(path))?;
        Some(Place { pack: self, path: &source.path, file, text: &source.text })
    }

    /// Where a file lies on disk.
    pub(super) fn disk_path(&self, file: FileId) -> Option<PathBuf> {
        let folder = self.folders.get(self.workspace.layer(Span::new(file, 0, 0)))?;
        Some(folder.join(self.workspace.path_within(file)))
    }

    /// The address of a file.
    pub(super) fn uri(&self, file: FileId) -> Option<String> {
        Some(uris::from_path(&self.disk_path(file)?))
    }
}

/// The folders of a pack's layers: an overlay lies on the bases that were named, a base on those below it.
fn folders(root: &Path, bases: &[PathBuf], documents: &Documents) -> Vec<PathBuf> {
    if let Some(at) = bases.iter().position(|base| base == root) {
        return bases.iter().take(at.saturating_add(1)).cloned().collect();
    }
    let manifest = root.join("pack.toml");
    let open = documents.get(&uris::from_path(&manifest)).map(str::to_owned);
    let text = open.or_else(|| std::fs::read_to_string(&manifest).ok()).unwrap_or_default();
    let extends = text.lines().any(|line| line.trim_start().starts_with("[extends]"));
    let below = bases.iter().filter(|_| extends).cloned();
    below.chain([root.to_path_buf()]).collect()
}

/// The files of a folder, those that are open as they stand in the editor.
fn files(folder: &Path, documents: &Documents) -> Files {
    // A file that cannot be read is told of by its absence; the rest is still of use.
    let disk = read_folder(folder).unwrap_or_default();
    let mut all: BTreeMap<String, Vec<u8>> =
        disk.iter().map(|(_, file)| (file.path.to_string(), file.bytes.to_vec())).collect();
    for (uri, text) in documents.iter() {
        let Some(path) = uris::to_path(uri) else { continue };
        let Ok(inner) = path.strip_prefix(folder) else { continue };
        let inner = inner.to_string_lossy().replace('\\', "/");
        let of_pack = ["toml", "rhai", "csv"].iter().any(|ext| inner.ends_with(&format!(".{ext}")));
        if of_pack && !inner.starts_with("sample/") {
            all.insert(inner, text.as_bytes().to_vec());
        }
    }
    Files::from_map(all)
}
