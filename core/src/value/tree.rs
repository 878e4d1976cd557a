//! Trees of JSON as they are written in the code.

use serde::Serialize;
use serde_json::{Map, Value as Json};

/// A tree of JSON, written as with serde_json's macro of this name; keys are texts.
///
/// Each key is a call there and an entry of a list here, which is a third of the code.
macro_rules! json {
    ({ $($body:tt)* }) => { $crate::value::object($crate::value::json!(@ [] $($body)*)) };
    ([ $($items:expr),* $(,)? ]) => { ::serde_json::Value::Array(::std::vec![$($crate::value::json!($items)),*]) };
    (@ [$($done:expr,)*]) => { ::std::vec![$($done),*] };
    (@ [$($done:expr,)*] $key:literal : { $($body:tt)* } $(, $($rest:tt)*)?) => {
        $crate::value::json!(@ [$($done,)* ($key, $crate::value::json!({ $($body)* })),] $($($rest)*)?)
    };
    (@ [$($done:expr,)*] $key:literal : [ $($items:expr),* $(,)? ] $(, $($rest:tt)*)?) => {
        $crate::value::json!(@ [$($done,)* ($key, $crate::value::json!([ $($items),* ])),] $($($rest)*)?)
    };
    (@ [$($done:expr,)*] $key:literal : $value:expr $(, $($rest:tt)*)?) => {
        $crate::value::json!(@ [$($done,)* ($key, $crate::value::tree(&$value)),] $($($rest)*)?)
    };
    ($value:expr) => { $crate::value::tree(&$value) };
}

pub(crate) use json;

/// What is written as a tree of JSON.
pub(crate) fn tree<T: Serialize + ?Sized>(written: &T) -> Json {
    // INVARIANT: every key is a text and no number is a float, so that nothing can be amiss.
    serde_json::to_value(written).unwrap_or_default()
}

/// The object with these entries, in their order.
#[inline(never)]
pub(crate) fn object(entries: Vec<(&'static str, Json)>) -> Json {
    let mut object = Map::new();
    for (key, value) in entries {
        object.insert(key.to_owned(), value);
    }
    Json::Object(object)
}
