//! `T1601`: a pack that extends another, which this version of the engine cannot resolve yet.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::text;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let manifest = subject.linked.declarations.manifest.as_ref();
    if let Some(extends) = manifest.and_then(|m| m.extends.as_ref()) {
        let base = &extends.id.value;
        sink.push(
            Diagnostic::error(
                "T1601",
                extends.id.span,
                text!(
                    "Pack ini memperluas `{base}`, tetapi versi mesin ini belum dapat menggabungkan pack daerah.",
                    "This pack extends `{base}`, but this version of the engine cannot join overlays yet."
                ),
            )
            .with_help(text!(
                "Untuk sementara salin pack dasarnya dan ubah salinan itu.",
                "For now copy the base pack and change the copy."
            )),
        );
    }
    for function in subject.linked.scripts.iter().flat_map(|s| &s.functions) {
        if let (Some(target), true) =
            (&function.doc.tags.adds_to, manifest.is_none_or(|m| m.extends.is_none()))
        {
            let name = &target.value;
            sink.push(
                Diagnostic::error(
                    "T1602",
                    target.span,
                    text!(
                        "@adds_to hanya untuk pack yang memperluas pack lain; pack ini tidak.",
                        "@adds_to is only for a pack that extends another; this one does not."
                    ),
                )
                .with_help(text!(
                    "Sebut syarat ini langsung dalam all_of pada `{name}`.",
                    "Name this requirement in the all_of of `{name}` directly."
                )),
            );
        }
    }
}
