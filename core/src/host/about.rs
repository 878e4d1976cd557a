//! What an error is about, by which a binding chooses among its own kinds of errors.

use crate::value::Error;

/// What a call that could not be carried out was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A pack that cannot be read or is not sound.
    Pack,
    /// A choice of date, outputs, source, parameter or rate.
    Plan,
    /// Facts: one subject's, or a table of them and what groups it.
    Facts,
    /// The call itself.
    Call,
}

/// What an error is about.
#[must_use]
pub fn about(error: &Error) -> About {
    match error.code() {
        "T1227" | "T3001" | "T3002" | "T3006" | "T3016" | "T3045" | "T3046" | "T3047" => About::Pack,
        "T3003" | "T3004" | "T3008" | "T3013" | "T3018" | "T3030" | "T3038" => About::Plan,
        "T3005" | "T3015" | "T3017" | "T3019" | "T3020" | "T3021" | "T3023" | "T3024" | "T3025" | "T3026"
        | "T3027" | "T3031" | "T3032" | "T3033" | "T3034" | "T3035" | "T3036" => About::Facts,
        _ => About::Call,
    }
}
