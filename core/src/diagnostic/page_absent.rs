//! The pages of codes, without the feature `pages`: there are none, which spares a browser a sixth of what it loads.

/// No page.
macro_rules! page {
    ($code:literal) => {
        ""
    };
}
