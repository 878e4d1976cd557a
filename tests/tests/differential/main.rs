//! The two evaluators over packs and facts that nobody wrote.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a run without end shows how far it is, and is told by the environment where to begin"
)]

mod agreement;
