//! Nothing yet: the crate is filled in as the engine grows.
