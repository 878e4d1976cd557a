//! Timbang in browsers and in Node. This crate only marshals; `timbang::host` decides.
