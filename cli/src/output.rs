//! Files that appear only when they are whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::{Failure, Outcome, stream, unwritable};

/// Where something is written to: a stream, or a file that appears under its name at the end.
pub(crate) enum Target<'a> {
    /// What the caller opened.
    Stream(&'a mut dyn Write),
    /// A temporary file beside the place where the result will stand.
    Beside(Box<Beside>),
    /// A device or pipe, which cannot be replaced by a file.
    Device(BufWriter<std::fs::File>, PathBuf),
}

/// A temporary file and the name that it will have.
pub(crate) struct Beside {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl<'a> Target<'a> {
    /// Opens a file, or takes the stream where there is none.
    pub(crate) fn open(path: Option<&Path>, other: &'a mut dyn Write) -> Outcome<Target<'a>> {
        match path {
            Some(path) => Target::file(path),
            None => Ok(Target::Stream(other)),
        }
    }

    /// Opens a file: what is written appears under this name only with [`Target::commit`].
    pub(crate) fn file(path: &Path) -> Outcome<Target<'a>> {
        // A link stays a link: what it points to is replaced.
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        match std::fs::metadata(&path) {
            Ok(found) if found.is_dir() => {
                return Err(unwritable(&path, &io::Error::from(io::ErrorKind::IsADirectory)));
            }
            Ok(found) if !found.is_file() => {
                let file = std::fs::OpenOptions::new().write(true).open(&path);
                let file = file.map_err(|error| unwritable(&path, &error))?;
                return Ok(Target::Device(BufWriter::new(file), path));
            }
            _ => {}
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".timbang-").suffix(".tmp");
        // The user's mask takes away from these what it takes away from any new file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(|error| unwritable(&path, &error))?;
        let file = BufWriter::with_capacity(1 << 16, file);
        Ok(Target::Beside(Box::new(Beside { file, path })))
    }

    /// What an error in writing here is to be told as.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        match self {
            Target::Stream(_) => stream(error),
            Target::Device(_, path) => unwritable(path, error),
            Target::Beside(beside) => unwritable(&beside.path, error),
        }
    }

    /// Ends the writing: everything is on its way, and a file stands under its name.
    pub(crate) fn commit(self) -> Outcome<()> {
        match self {
            Target::Stream(to) => to.flush().map_err(|error| stream(&error)),
            Target::Device(mut to, path) => to.flush().map_err(|error| unwritable(&path, &error)),
            Target::Beside(beside) => {
                let Beside { file, path } = *beside;
                let fail = |error: &io::Error| unwritable(&path, error);
                let file = file.into_inner().map_err(|error| fail(error.error()))?;
                keep_rights(file.as_file(), &path).map_err(|error| fail(&error))?;
                file.as_file().sync_all().map_err(|error| fail(&error))?;
                file.persist(&path).map_err(|error| fail(&error.error))?;
                Ok(())
            }
        }
    }
}

/// Gives the new file the rights of the one that it replaces, where there is one.
fn keep_rights(file: &std::fs::File, path: &Path) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(old) => file.set_permissions(old.permissions()),
        Err(_) => Ok(()),
    }
}

impl Write for Target<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Stream(to) => to.write(bytes),
            Target::Device(to, _) => to.write(bytes),
            Target::Beside(beside) => beside.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Stream(to) => to.flush(),
            Target::Device(to, _) => to.flush(),
            Target::Beside(beside) => beside.file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_only_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hasil.csv");
        std::fs::write(&path, "lama").unwrap();
        let mut target = Target::file(&path).unwrap();
        target.write_all(b"baru").unwrap();
        target.flush().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "lama");
        target.commit().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "baru");
        assert_eq!(names(folder.path()), ["hasil.csv"]);
    }

    #[test]
    fn an_interrupted_run_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hasil.csv");
        let mut target = Target::file(&path).unwrap();
        target.write_all(b"setengah").unwrap();
        drop(target);
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_rights_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("asli.csv"), folder.path().join("tautan.csv"));
        std::fs::write(&real, "lama").unwrap();
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut target = Target::file(&link).unwrap();
        target.write_all(b"baru").unwrap();
        target.commit().unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "baru");
        assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Target::file(folder.path()), Err(Failure::Told(error)) if error.code() == "T4002"));
    }
}
