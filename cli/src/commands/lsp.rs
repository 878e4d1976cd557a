//! `timbang lsp`: help for editors, over stdin and stdout.

use std::path::PathBuf;

use timbang::{Date, Lang, date, host, text};

use crate::failure::{Outcome, bad_option};
use crate::lsp::{Settings, serve};
use crate::streams::Streams;

/// Serves an editor until it goes away.
pub(crate) fn lsp(bases: &[PathBuf], as_of: Option<&str>, lang: Lang, streams: &mut Streams<'_>) -> Outcome {
    let as_of: Option<Date> = as_of.map(host::date).transpose()?;
    let Some(stdin) = streams.stdin.take() else {
        return Err(bad_option(
            text!("Tidak ada masukan untuk dibaca.", "There is no input to read."),
            text!("Jalankan dari penyunting teks.", "Start it from a text editor."),
        ));
    };
    // Without a date the latest law is shown: no clock tells which day it is.
    let as_of = as_of.unwrap_or_else(|| date(9999, 12, 31));
    serve(stdin, streams.out, Settings { bases: bases.to_vec(), lang, as_of })
}
