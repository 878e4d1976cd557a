//! The arguments of tags that are more than text.

use std::sync::Arc;

use crate::script::ast::{Ident, Kind, RangeTag, ReasonKind, TypeTag};
use crate::source::{Span, Spanned};
use crate::value::{MAX_SCALE, Number};

/// Whether a text is a name: `[a-z][a-z0-9_]*`.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The kinds of rule, as `@kind` names them.
pub(crate) const KINDS: &[(&str, Kind)] = &[
    ("score", Kind::Score),
    ("requirement", Kind::Requirement),
    ("promotion", Kind::Promotion),
    ("trigger", Kind::Trigger),
];

/// The kinds of reason, as `@reason` names them.
pub(crate) const REASONS: &[(&str, ReasonKind)] = &[
    ("gap", ReasonKind::Gap),
    ("mandatory", ReasonKind::Mandatory),
    ("opportunity", ReasonKind::Opportunity),
    ("urgent", ReasonKind::Urgent),
];

/// Reads `0..100`.
pub(super) fn range(text: &str) -> Option<RangeTag> {
    let (lo, hi) = text.split_once("..")?;
    let (lo, hi) = (lo.trim().parse::<Number>().ok()?, hi.trim().parse::<Number>().ok()?);
    (lo <= hi).then_some(RangeTag { lo, hi })
}

/// Reads `TYPE`, `list of TYPE` or `number, scale 2`.
pub(super) fn type_tag(text: &str, span: Span) -> Option<TypeTag> {
    let (head, scale) = match text.split_once(',') {
        Some((head, tail)) => {
            let digits = tail.trim().strip_prefix("scale")?;
            let scale = digits.trim().parse::<u32>().ok().filter(|s| *s <= MAX_SCALE)?;
            (head.trim_end(), Some(scale))
        }
        None => (text, None),
    };
    let (name, list) = match head.strip_prefix("list ") {
        Some(rest) => (rest.trim_start().strip_prefix("of ")?.trim_start(), true),
        None => (head, false),
    };
    if !is_name(name) || (scale.is_some() && name != "number") {
        return None;
    }
    let start = span.range().start.saturating_add(head.len().saturating_sub(name.len()));
    let place = Span::new(span.file, start, start.saturating_add(name.len()));
    Some(TypeTag { name: Spanned::new(Arc::from(name), place), list, scale, span })
}

/// Reads a name.
pub(super) fn name(text: &str, span: Span) -> Option<Ident> {
    is_name(text).then(|| Spanned::new(Arc::from(text), span))
}
