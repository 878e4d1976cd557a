//! Which Arrow types a fact may be given in.

use arrow_schema::{DataType, Field};

use crate::text;
use crate::typing::program::Shape;
use crate::value::{Error, Text};

/// Whether a fact of this shape can be read from a column of this type.
pub(super) fn accepts(shape: &Shape, given: &DataType) -> bool {
    use DataType as T;
    match given {
        T::Null => return true,
        T::Dictionary(_, values) => return accepts(shape, values),
        T::Utf8 | T::LargeUtf8 | T::Utf8View => return !matches!(shape, Shape::List(_)),
        _ => {}
    }
    match shape {
        Shape::Bool => matches!(given, T::Boolean),
        Shape::Number { .. } | Shape::Enum(_) => is_exact(given) || given.is_floating(),
        Shape::Text => is_exact(given),
        Shape::Date { .. } => match given {
            T::Date32 | T::Date64 | T::Timestamp(_, None) => true,
            // Midnight in another zone is not midnight in UTC, which is what the column holds.
            T::Timestamp(_, Some(zone)) => matches!(&**zone, "UTC" | "Z" | "+00:00" | "Etc/UTC"),
            _ => false,
        },
        Shape::List(_) => {
            item_of(given).is_some_and(|item| matches!(item.data_type(), T::Struct(_) | T::Null))
        }
    }
}

fn is_exact(given: &DataType) -> bool {
    use DataType as T;
    given.is_integer()
        || matches!(given, T::Decimal32(..) | T::Decimal64(..) | T::Decimal128(..) | T::Decimal256(..))
}

/// The field of the items of a list type.
pub(super) fn item_of(given: &DataType) -> Option<&Field> {
    use DataType as T;
    match given {
        T::List(item)
        | T::LargeList(item)
        | T::FixedSizeList(item, _)
        | T::ListView(item)
        | T::LargeListView(item) => Some(item),
        _ => None,
    }
}

/// The error of a column that cannot hold a fact.
pub(super) fn refused(path: &str, shape: &Shape, given: &DataType) -> Error {
    let accepted = match shape {
        Shape::Bool => text!("Boolean atau teks (ya/tidak)", "Boolean or text (true/false)"),
        Shape::Number { .. } => text!(
            "bilangan bulat, Decimal, pecahan biner yang nilainya bulat, atau teks",
            "integers, Decimal, floats with whole values, or text"
        ),
        Shape::Enum(_) => text!(
            "teks, kamus (Dictionary) teks, atau bilangan bulat sebagai kode",
            "text, Dictionary of text, or integers as codes"
        ),
        Shape::Text => text!("teks, atau bilangan bulat sebagai kode", "text, or integers as codes"),
        Shape::Date { .. } => text!(
            "Date32, Date64, Timestamp tanpa zona atau UTC pada tengah malam, atau teks",
            "Date32, Date64, Timestamp without zone or in UTC at midnight, or text"
        ),
        Shape::List(_) => text!(
            "List, LargeList atau FixedSizeList dari Struct",
            "List, LargeList or FixedSizeList of Struct"
        ),
    };
    let Text { id, en } = accepted;
    Error::new(
        "T3020",
        text!(
            "Kolom `{path}` bertipe {given}; fakta ini tidak dapat dibaca darinya.",
            "The column `{path}` has the type {given}; this fact cannot be read from it."
        ),
    )
    .with_help(text!(
        "Yang diterima: {id}. Ubah tipe kolomnya sebelum dievaluasi.",
        "Accepted: {en}. Cast the column before it is evaluated."
    ))
}
