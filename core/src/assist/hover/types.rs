//! Types in words, with range, scale and unit.

use crate::outcome::words as shown;
use crate::typing::{NumberType, Type};
use crate::value::{Lang, Number, Text};

/// A type in words: `angka 0..100, 2 desimal, JP`.
pub(in crate::assist) fn words(ty: &Type, unit: Option<&str>) -> Text {
    let Type::Number(number) = ty else { return ty.describe() };
    let bare = ty.describe();
    Text { id: numeric(&bare.id, *number, unit, Lang::Id), en: numeric(&bare.en, *number, unit, Lang::En) }
}

/// A number in words, with its bounds, its decimals and its unit.
pub(super) fn numeric(bare: &str, number: NumberType, unit: Option<&str>, lang: Lang) -> String {
    let mut out = bare.to_owned();
    let bound = |n: Option<Number>| n.map_or_else(String::new, |n| shown::number(n, None, lang));
    if number.lo.is_some() || number.hi.is_some() {
        out.push_str(&format!(" {}..{}", bound(number.lo), bound(number.hi)));
    }
    if let Some(scale) = number.scale.filter(|scale| *scale > 0) {
        let decimals = if lang == Lang::Id { "desimal" } else { "decimals" };
        out.push_str(&format!(", {scale} {decimals}"));
    }
    if let Some(unit) = unit {
        out.push_str(&format!(", {}", shown::unit(unit, false, lang)));
    }
    out
}
