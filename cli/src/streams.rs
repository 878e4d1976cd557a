//! What a command reads from and writes to.

use std::io::{Read, Write};

use indicatif::ProgressBar;

/// The ends that the binary opens and that commands use.
pub struct Streams<'a> {
    /// Where results go.
    pub out: &'a mut dyn Write,
    /// Where messages go.
    pub err: &'a mut dyn Write,
    /// Where `-` reads from.
    pub stdin: Option<Box<dyn Read + Send>>,
    /// Shows progress; hidden where nobody watches.
    pub progress: ProgressBar,
    /// Whether messages are shown in colours.
    pub colour: bool,
}
