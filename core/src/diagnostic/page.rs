//! The pages of codes, with the feature `pages`.

/// The page of a code.
macro_rules! page {
    ($code:literal) => {
        include_str!(concat!("pages/", $code, ".md"))
    };
}
