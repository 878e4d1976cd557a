//! The values that a fact may have, numbered, so that neighbours can be found.

use std::sync::Arc;

use crate::typing::program::Shape;
use crate::value::{Date, Number, Raw, Scheme};

/// The values of a fact from the least to the greatest.
pub(super) struct Domain {
    /// The number of the least.
    pub(super) lo: i128,
    /// The number of the greatest.
    pub(super) hi: i128,
    kind: Of,
}

enum Of {
    Number(u32),
    Date(Date),
    Enum(Arc<Scheme>),
}

impl Domain {
    /// The values of a fact, where they are bounded and have an order.
    pub(super) fn of(shape: &Shape) -> Option<Domain> {
        match shape {
            Shape::Number { min: Some(min), max: Some(max), scale: Some(scale) } => Some(Domain {
                lo: min.to_scaled(*scale)?,
                hi: max.to_scaled(*scale)?,
                kind: Of::Number(*scale),
            }),
            Shape::Date { min, max } => {
                Some(Domain { lo: 0, hi: i128::from(min.days_to(*max)), kind: Of::Date(*min) })
            }
            Shape::Enum(scheme) if scheme.ordered => {
                let hi = i128::try_from(scheme.values.len()).ok()?.checked_sub(1)?;
                Some(Domain { lo: 0, hi, kind: Of::Enum(Arc::clone(scheme)) })
            }
            _ => None,
        }
    }

    /// Whether there is a value with this number.
    pub(super) fn contains(&self, index: i128) -> bool {
        (self.lo..=self.hi).contains(&index)
    }

    /// The value with this number.
    pub(super) fn at(&self, index: i128) -> Option<Raw> {
        if !self.contains(index) {
            return None;
        }
        match &self.kind {
            Of::Number(scale) => Some(Raw::Number(Number::from_scaled(index, *scale)?.to_string())),
            Of::Date(first) => Some(Raw::Text(first.add_days(i64::try_from(index).ok()?)?.to_string())),
            Of::Enum(scheme) => Some(Raw::Text(scheme.value(u16::try_from(index).ok()?)?.id().to_owned())),
        }
    }
}
