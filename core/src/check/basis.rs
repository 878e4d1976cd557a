//! `T1301`: a rule, a table or a figure without the regulation that it rests on.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Span;
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for function in subject.linked.scripts.iter().flat_map(|s| &s.functions) {
        if !function.private && function.doc.tags.basis.is_none() {
            missing(&function.name.value, function.name.span, "/// @basis PP 30/2019 Pasal 4", sink);
        }
    }
    for table in &subject.linked.declarations.tables {
        let each_row = !table.rows.is_empty() && table.rows.iter().all(|row| row.basis.is_some());
        if let (None, false, Some(name)) = (&table.basis, each_row, table.results.first()) {
            missing(&name.value, name.span, "# basis: PP 30/2019 Pasal 4", sink);
        }
    }
    for parameter in &subject.linked.declarations.parameters {
        for value in parameter.values.iter().filter(|v| v.basis.is_none()) {
            missing(&parameter.name.value, value.value.span, "basis = \"PP 30/2019 Pasal 4\"", sink);
        }
    }
}

fn missing(name: &str, span: Span, example: &str, sink: &mut Sink) {
    sink.push(
        Diagnostic::error(
            "T1301",
            span,
            text!(
                "`{name}` tidak menyebut dasar hukumnya, padahal setiap hasil harus dapat ditelusuri ke peraturan.",
                "`{name}` does not name its legal basis, but every result must lead back to a regulation."
            ),
        )
        .with_help(text!("Tambahkan, misalnya `{example}`.", "Add it, for example `{example}`.")),
    );
}
