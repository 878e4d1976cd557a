//! `timbang new`: a small pack that is complete, to be changed into one's own.

use std::io;
use std::path::Path;

use timbang::{Lang, text};

use crate::failure::{Outcome, bad_option, stream, unwritable};
use crate::scaffold;
use crate::streams::Streams;

/// Makes the folder with its files. A folder that has anything in it is left alone.
pub(crate) fn new(folder: &Path, lang: Lang, streams: &mut Streams<'_>) -> Outcome {
    let shown = folder.display();
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(bad_option(
                    text!("Folder `{shown}` sudah berisi.", "The folder `{shown}` is not empty."),
                    text!("Pilih folder baru.", "Choose a new folder."),
                ));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unwritable(folder, &error)),
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for (path, content) in scaffold::files(&scaffold::id_of(&name)) {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| unwritable(parent, &error))?;
        std::fs::write(&path, content).map_err(|error| unwritable(&path, &error))?;
    }
    let told = text!(
        "Pack baru di {shown}. Selanjutnya:\n  timbang check {shown}\n  timbang test {shown}\n  timbang evaluate {shown} {shown}/sample/pegawai.csv --as-of 2026-01-01 --key nip",
        "A new pack in {shown}. Next:\n  timbang check {shown}\n  timbang test {shown}\n  timbang evaluate {shown} {shown}/sample/pegawai.csv --as-of 2026-01-01 --key nip"
    );
    writeln!(streams.out, "{}", told.get(lang)).map_err(|error| stream(&error))?;
    Ok(0)
}
