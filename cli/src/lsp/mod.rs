//! The language server: what editors ask of a pack, over the Language Server Protocol 3.17.
//!
//! Messages are framed and read here rather than by the crate `lsp-server`: the workspace reads numbers of JSON with
//! all their digits, and the untagged messages of that crate cannot be read so.

mod answers;
mod diagnostics;
mod documents;
mod edits;
mod items;
mod packs;
mod positions;
mod server;
mod transport;
mod uris;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{TryRecvError, channel};

use timbang::{Date, Lang};

use crate::failure::{Outcome, stream};
use server::Server;
use transport::Incoming;

/// What a server is started with; an editor may say otherwise when it begins.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The folders of the packs beneath, the lowest first.
    pub(crate) bases: Vec<PathBuf>,
    /// The language of messages.
    pub(crate) lang: Lang,
    /// The date of the values that are shown.
    pub(crate) as_of: Date,
}

/// Serves an editor until it says that it goes away; 0 where it had said so before, else 1, as the protocol asks.
pub(crate) fn serve(stdin: Box<dyn Read + Send>, out: &mut dyn Write, settings: Settings) -> Outcome {
    let (send, receive) = channel();
    // Reading goes on while a pack is checked, so that a burst of changes is checked once.
    std::thread::spawn(move || transport::read_all(stdin, &send));
    let mut server = Server::new(settings);
    loop {
        let next = match receive.try_recv() {
            Ok(next) => Some(next),
            Err(TryRecvError::Disconnected) => None,
            Err(TryRecvError::Empty) => {
                for message in server.settle() {
                    transport::write(out, &message).map_err(|error| stream(&error))?;
                }
                receive.recv().ok()
            }
        };
        let Some(next) = next else { return Ok(1) };
        if let Incoming::Broken = next {
            return Ok(1);
        }
        for message in server.take(next) {
            transport::write(out, &message).map_err(|error| stream(&error))?;
        }
        if let Some(code) = server.ended() {
            return Ok(code);
        }
    }
}
