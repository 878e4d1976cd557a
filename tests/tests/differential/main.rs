//! The two evaluators over packs and facts that nobody wrote.

mod agreement;
