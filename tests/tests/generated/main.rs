//! Properties of rules that nobody wrote: what is not known, and rhai as the third witness.

mod rules;
mod unknowns;
mod witness;
