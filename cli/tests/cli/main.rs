//! The command line, run as people run it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod bundles;
mod columns;
mod common;
mod compared;
mod hostile;
mod lsp;
mod packs;
mod populations;
mod portals;
mod reviews;
mod tables;
