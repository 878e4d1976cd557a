//! `T1303`: a parameter or a fact that no rule uses.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // A rule that could not be read uses nothing, so beside an error this would only repeat it.
    if sink.has_errors() {
        return;
    }
    let linked = subject.linked;
    let used = subject.used();
    for parameter in linked.declarations.parameters.iter().filter(|p| !used.contains(&*p.name.value)) {
        let name = &parameter.name.value;
        sink.push(
            Diagnostic::warning(
                "T1303",
                parameter.name.span,
                text!(
                    "Parameter `{name}` tidak dipakai aturan mana pun, jadi tidak berpengaruh pada hasil.",
                    "No rule uses the parameter `{name}`, so it has no part in any result."
                ),
            )
            .with_help(text!("Pakai dalam aturan, atau hapus.", "Use it in a rule, or delete it.")),
        );
    }
    for fact in &linked.declarations.facts {
        // A protected fact is declared so that it is known to be kept out of rules.
        if used.contains(&*fact.name.value) || fact.protected == Some(true) || fact.open {
            continue;
        }
        let name = &fact.name.value;
        sink.push(
            Diagnostic::warning(
                "T1303",
                fact.name.span,
                text!(
                    "Fakta `{name}` tidak dipakai aturan mana pun, jadi tidak berpengaruh pada hasil.",
                    "No rule uses the fact `{name}`, so it has no part in any result."
                ),
            )
            .with_help(text!("Pakai dalam aturan, atau hapus.", "Use it in a rule, or delete it.")),
        );
    }
}
