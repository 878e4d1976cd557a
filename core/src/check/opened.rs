//! `T1707`: a protected fact that an overlay could compute.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // Computed, it would be a rule like any other, and rules may be read.
    for fact in subject.linked.declarations.facts.iter().filter(|f| f.open && f.protected == Some(true)) {
        let name = &fact.name.value;
        sink.push(
            Diagnostic::error(
                "T1707",
                fact.name.span,
                text!(
                    "Fakta `{name}` dilindungi, tetapi juga `open`: bila daerah menghitungnya, perlindungannya lepas.",
                    "The fact `{name}` is protected, but also `open`: computed by a region, it would be protected no more."
                ),
            )
            .with_help(text!(
                "Hapus `open`; aturan tidak boleh membaca fakta ini, jadi tidak ada gunanya dihitung.",
                "Take `open` out; no rule may read this fact, so nothing is gained by computing it."
            )),
        );
    }
}
