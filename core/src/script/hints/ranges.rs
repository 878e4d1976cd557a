//! `x in 0..10`: a trap, because a range holds whole numbers only.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// What to say of a range outside a `switch`; `asked` is what was looked for in it.
pub(crate) fn outside_switch(
    span: Span,
    asked: Option<&str>,
    lo: &str,
    hi: &str,
    inclusive: bool,
) -> Diagnostic {
    let upper = if inclusive { "<=" } else { "<" };
    let message = text!(
        "Rentang hanya memuat bilangan bulat, sehingga 7,5 tidak termasuk dalam `0..10`; \
         rentang hanya boleh di kiri `=>` dalam `switch`.",
        "A range holds whole numbers only, so 7.5 is not in `0..10`; a range may stand only to the left \
         of `=>` in a `switch`."
    );
    let short = asked.filter(|x| x.len().saturating_add(lo.len()).saturating_add(hi.len()) < 100);
    let help = match short {
        Some(x) => {
            text!("Tulis `{x} >= {lo} && {x} {upper} {hi}`.", "Write `{x} >= {lo} && {x} {upper} {hi}`.")
        }
        None => text!(
            "Tulis dua perbandingan, misalnya `x >= 0 && x < 10`.",
            "Write two comparisons, such as `x >= 0 && x < 10`."
        ),
    };
    Diagnostic::error("T1020", span, message).with_help(help)
}
