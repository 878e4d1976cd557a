//! `T1313`: a requirement that does not say what is lacking where it is not met.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::script::ast::Kind;
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for function in subject.linked.scripts.iter().flat_map(|s| &s.functions) {
        let tags = &function.doc.tags;
        let requirement = tags.kind.as_ref().is_some_and(|kind| kind.value == Kind::Requirement);
        if function.private || !requirement || tags.unmet.is_some() || !subject.is_own(function.name.span) {
            continue;
        }
        let name = &function.name.value;
        sink.push(
            Diagnostic::warning(
                "T1313",
                function.name.span,
                text!(
                    "Syarat `{name}` tidak punya @unmet, jadi pegawai yang belum memenuhinya tidak diberi tahu apa yang kurang.",
                    "The requirement `{name}` has no @unmet, so that whoever does not meet it is not told what is lacking."
                ),
            )
            .with_help(text!(
                "Tambahkan, misalnya `/// @unmet Baru {{masukan}} tahun; syaratnya {{batas}} tahun.`",
                "Add it, for example `/// @unmet Baru {{masukan}} tahun; syaratnya {{batas}} tahun.`"
            ))
            .with_basis(tags.basis.as_ref().map(|b| b.value.as_str())),
        );
    }
}
