//! The registry of codes: each has a page that tells an author what it means and what to do.

/// A code and its page.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// The stable code, such as `T1001`.
    pub code: &'static str,
    /// The page in Markdown: a title in both languages, then Indonesian, then English.
    pub page: &'static str,
}

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        &[$(CodeInfo { code: $code, page: include_str!(concat!("pages/", $code, ".md")) }),*]
    };
}

const CODES: &[CodeInfo] = pages![];

/// Every code, in order.
#[must_use]
pub fn codes() -> &'static [CodeInfo] {
    CODES
}

/// The code and its page, or `None` where there is no such code.
#[must_use]
pub fn code_info(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().find(|info| info.code.eq_ignore_ascii_case(code))
}
