//! What a check found, for the editor.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri,
};
use timbang::Lang;
use timbang::diagnostic::{Diagnostic as Found, Severity};
use timbang::source::Span;

use super::packs::OpenPack;
use super::positions::Lines;

/// The findings about a pack, by the address of the file.
pub(super) fn by_file(pack: &OpenPack, lang: Lang) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in &pack.workspace.report().diagnostics {
        // A finding about the pack as a whole is shown where the pack begins.
        let uri = pack.uri(diagnostic.span().file);
        let whole = || pack.folders.last().map(|folder| super::uris::from_path(&folder.join("pack.toml")));
        if let Some(uri) = uri.or_else(whole) {
            found.entry(uri).or_default().push(one(pack, diagnostic, lang));
        }
    }
    found
}

fn one(pack: &OpenPack, found: &Found, lang: Lang) -> Diagnostic {
    let mut message = found.message.get(lang).to_owned();
    if let Some(help) = &found.help {
        message.push('\n');
        message.push_str(help.get(lang));
    }
    if let Some(basis) = &found.basis {
        message.push_str(if lang == Lang::Id { "\nDasar: " } else { "\nBasis: " });
        message.push_str(basis);
    }
    let related = found.labels.iter().skip(1).filter_map(|label| {
        Some(DiagnosticRelatedInformation {
            location: location(pack, label.span)?,
            message: label.text.get(lang).to_owned(),
        })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: location(pack, found.span()).map(|l| l.range).unwrap_or_default(),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(found.code.to_owned())),
        source: Some("timbang".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// A place as the editor knows it.
pub(super) fn location(pack: &OpenPack, span: Span) -> Option<Location> {
    let source = pack.workspace.files().get(span.file)?;
    let uri: Uri = pack.uri(span.file)?.parse().ok()?;
    Some(Location { uri, range: Lines::new(&source.text).range(span.range()) })
}
