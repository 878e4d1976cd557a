//! What the tests of the command line share.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The national pack.
pub(crate) fn national() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional")
}

/// The binary with arguments.
pub(crate) fn timbang<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_timbang"));
    command.args(arguments);
    command
}

/// What a run wrote and its exit code.
pub(crate) struct Run {
    /// Results.
    pub(crate) out: String,
    /// Messages.
    pub(crate) err: String,
    /// The exit code.
    pub(crate) code: i32,
}

/// Runs the binary to its end.
pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    finished(timbang(arguments).output().unwrap())
}

/// What a finished run wrote.
pub(crate) fn finished(output: std::process::Output) -> Run {
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// A small pack in a folder of its own, as `timbang new` makes it.
pub(crate) fn new_pack() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("aturan_uji").to_str().unwrap().to_owned();
    assert_eq!(run(["new", &pack]).code, 0);
    (folder, pack)
}
