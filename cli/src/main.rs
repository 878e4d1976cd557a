//! The binary `timbang`: opens the terminal and hands it to the library.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use timbang_cli::{Streams, run};

fn main() -> ExitCode {
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
    let code = run(std::env::args_os(), &mut streams);
    // Whoever closed the stream does not want to read more.
    let flushed = out.flush().and(err.flush());
    ExitCode::from(if flushed.is_err() && code == 0 { broken(flushed) } else { code })
}

/// The exit code of an end that could not be written: a reader who went away is no failure.
fn broken(flushed: io::Result<()>) -> u8 {
    match flushed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => 2,
        _ => 0,
    }
}
