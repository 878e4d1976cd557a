//! The terminal: what the command opens for itself, as a binary and as a part of a package of another language.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{Streams, run};

/// Runs the command line in the terminal of this process and gives the exit code.
pub fn run_in_terminal(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let watched = stderr.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    let mut err = BufWriter::new(stderr);
    let progress = if watched { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} baris/rows ({elapsed})") {
        progress.set_style(style);
    }
    let mut streams = Streams {
        out: &mut out,
        err: &mut err,
        stdin: Some(Box::new(io::stdin())),
        progress,
        colour: watched && io::stdout().is_terminal(),
    };
    let code = run(arguments, &mut streams);
    // Whoever closed the stream does not want to read more.
    let flushed = out.flush().and(err.flush());
    if flushed.is_err() && code == 0 { broken(flushed) } else { code }
}

/// The exit code of an end that could not be written: a reader who went away is no failure.
fn broken(flushed: io::Result<()>) -> u8 {
    match flushed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => 2,
        _ => 0,
    }
}
