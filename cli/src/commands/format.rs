//! `timbang format`: brings the files of a pack into the usual layout.

use std::io::Write as _;

use timbang::diagnostic::Diagnostic;
use timbang::source::Files;
use timbang::{assist, text};

use super::Layers;
use super::load::read_pack;
use super::report;
use crate::failure::{Outcome, stream};
use crate::output::Target;
use crate::streams::Streams;

/// Lays out each file of the pack anew, or with `check` only names those that are laid out otherwise.
///
/// A file that cannot be read stays as it is and is told; the others are laid out all the same.
pub(crate) fn format(layers: &Layers<'_>, check: bool, streams: &mut Streams<'_>) -> Outcome {
    let files = read_pack(layers.pack)?;
    let (mut changed, mut unread) = (0usize, 0usize);
    for (_, file) in files.iter() {
        let laid_out = match assist::format(&file.path, &file.text) {
            Ok(laid_out) => laid_out,
            // What is no part of a pack has no layout.
            Err(found) if found.code == "T4023" => continue,
            Err(found) => {
                unread = unread.saturating_add(1);
                tell(&found, &Files::from_map([(&*file.path, &*file.text)]), layers, streams)?;
                continue;
            }
        };
        if laid_out == *file.text {
            continue;
        }
        changed = changed.saturating_add(1);
        if !check {
            let mut target = Target::file(&layers.pack.join(&*file.path))?;
            target.write_all(laid_out.as_bytes()).map_err(|error| target.failure(&error))?;
            target.commit()?;
        }
        writeln!(streams.out, "{}", file.path).map_err(|error| stream(&error))?;
    }
    let told = match (check, changed) {
        (_, 0) => text!("tata letak semua berkas sudah biasa", "every file is in the usual layout"),
        (true, n) => {
            text!("{n} berkas perlu ditata: timbang format", "{n} files want laying out: timbang format")
        }
        (false, n) => text!("{n} berkas ditata", "{n} files laid out"),
    };
    if unread == 0 || changed > 0 {
        writeln!(streams.err, "{}", told.get(layers.lang)).map_err(|error| stream(&error))?;
    }
    Ok(u8::from(unread > 0 || (check && changed > 0)))
}

fn tell(found: &Diagnostic, files: &Files, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome<()> {
    let shown = report::to_text(std::slice::from_ref(found), files, layers.lang, streams.colour);
    streams.err.write_all(shown.as_bytes()).map_err(|error| stream(&error))
}
