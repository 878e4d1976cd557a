//! `timbang help`: the same as `--help`.

use clap::CommandFactory as _;
use timbang::diagnostic::nearest;
use timbang::text;

use crate::args::Arguments;
use crate::failure::{Outcome, bad_option, stream};
use crate::streams::Streams;

/// Writes the help of the whole, or of one command.
pub(crate) fn help(command: Option<&str>, streams: &mut Streams<'_>) -> Outcome {
    let mut whole = Arguments::command();
    // Building it passes the options that all commands share on to each of them.
    whole.build();
    let shown = match command {
        None => whole.render_help(),
        Some(name) => match whole.find_subcommand_mut(name) {
            Some(found) => found.render_help(),
            None => {
                let known = whole.get_subcommands().map(clap::Command::get_name);
                let help = match nearest(name, known) {
                    Some(near) => text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?"),
                    None => text!("`timbang help` menyebut semuanya.", "`timbang help` names them all."),
                };
                return Err(bad_option(
                    text!("Perintah `{name}` tidak dikenal.", "The command `{name}` is not known."),
                    help,
                ));
            }
        },
    };
    write!(streams.out, "{shown}").map_err(|error| stream(&error))?;
    Ok(0)
}
