//! What one foreign field holds, brought to the fact that it fills.

use std::sync::Arc;

use crate::eval::read_one;
use crate::pack::decl::{Content, SourceFieldDecl, SourceWays};
use crate::typing::program::Shape;
use crate::value::{Number, Raw, Scheme, Value};

/// What a content comes to.
pub(super) enum Read {
    /// Nothing is known.
    Nothing,
    /// A value, and how the engine takes it.
    Is(Raw, Value),
    /// A list, which is read where its rows are.
    Rows(Raw),
    /// It is no value of the fact; in the form of the engine where it could be brought there, else as it arrived.
    Unreadable(Raw),
}

/// Reads a content in the ways of its source, for a fact of this shape.
pub(super) fn read(raw: &Raw, mapping: &SourceFieldDecl, ways: &SourceWays, shape: &Shape) -> Read {
    let trimmed = match raw {
        Raw::Null => return Read::Nothing,
        Raw::Text(words) if words.trim().is_empty() => return Read::Nothing,
        Raw::Text(words) => Raw::Text(words.trim().to_owned()),
        other => other.clone(),
    };
    let comma = mapping.decimal_comma.as_ref().map_or(ways.decimal_comma, |own| own.value);
    let means = |content: &Content| {
        content.is(&trimmed) || comma && with_point(&trimmed).is_some_and(|p| content.is(&p))
    };
    if ways.unknown.iter().chain(&mapping.unknown).any(|content| means(&content.value)) {
        return Read::Nothing;
    }
    if matches!(shape, Shape::List(_)) {
        return Read::Rows(trimmed);
    }
    let stands = mapping.values.iter().find(|(content, _)| means(&content.value));
    let found = match stands {
        Some((_, value)) => Some(value.value.clone()),
        None => in_form(trimmed, mapping, ways, comma, shape),
    };
    match found {
        None => Read::Unreadable(raw.clone()),
        Some(found) => match read_one(&found, shape) {
            Ok(value) => Read::Is(found, value),
            Err(_) => Read::Unreadable(found),
        },
    }
}

fn in_form(
    raw: Raw,
    mapping: &SourceFieldDecl,
    ways: &SourceWays,
    comma: bool,
    shape: &Shape,
) -> Option<Raw> {
    match (shape, raw) {
        (Shape::Number { .. }, raw) => match (&mapping.form, raw) {
            (Some(form), Raw::Text(words)) => form.value.read(&words).map(|n| Raw::Number(n.to_string())),
            (Some(_), _) => None,
            (None, raw @ Raw::Text(_)) if comma => with_point(&raw),
            (None, raw) => Some(raw),
        },
        (Shape::Date { .. }, Raw::Text(words)) => {
            let form = mapping.dates.as_ref().map_or(ways.dates, |own| own.value);
            form.read(&words).map(|day| Raw::Text(day.to_string()))
        }
        (Shape::Bool, raw) => {
            let is = |contents: &[crate::source::Spanned<Content>]| contents.iter().any(|c| c.value.is(&raw));
            if is(&ways.yes) {
                Some(Raw::Bool(true))
            } else if is(&ways.no) {
                Some(Raw::Bool(false))
            } else {
                Some(raw)
            }
        }
        (Shape::Enum(scheme), raw @ (Raw::Text(_) | Raw::Number(_))) => Some(code(raw, scheme)),
        (_, raw) => Some(raw),
    }
}

/// A number with a decimal comma as the engine reads it; a point there could part thousands or decimals, so it is none.
fn with_point(raw: &Raw) -> Option<Raw> {
    let Raw::Text(words) = raw else { return None };
    (!words.contains('.')).then(|| Raw::Text(words.replace(',', ".")))
}

/// A code as the enum spells it. Codes such as `01` arrive as the number 1 where a spreadsheet had them.
fn code(raw: Raw, scheme: &Arc<Scheme>) -> Raw {
    let (Raw::Text(words) | Raw::Number(words)) = &raw else { return raw };
    if scheme.position_of_input(words).is_some() {
        return Raw::Text(words.clone());
    }
    let Ok(number) = words.parse::<Number>() else { return raw };
    let mut same = scheme.values.iter().flat_map(|value| {
        let spellings = value.aliases.iter().chain([&value.id]);
        spellings.filter(|own| own.parse::<Number>().is_ok_and(|own| own == number)).map(move |_| &value.id)
    });
    match (same.next(), same.next()) {
        (Some(one), None) => Raw::Text(one.to_string()),
        _ => raw,
    }
}
