//! What one file declares, kept apart from the others so that it need not be read again while it stays as it is.

use std::sync::Arc;

use super::decl::{CaseDecl, Declarations};
use super::places::{FileKind, kind};
use super::report::Report;
use super::{cases, catalogue, facts, is_readable, manifest, misplaced, parameters, sources, tables};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{FileId, SourceFile, Span};
use crate::text;

/// What one file declares, and what was found in it.
#[derive(Debug)]
pub struct FileDeclarations {
    is_manifest: bool,
    declarations: Declarations,
    found: Vec<Diagnostic>,
}

impl FileDeclarations {
    /// Reads one file; of a rule file only whether it is UTF-8.
    #[must_use]
    pub fn read(id: FileId, file: &SourceFile) -> FileDeclarations {
        let mut sink = Sink::of_file();
        let mut declarations = Declarations::default();
        let kind = kind(&file.path);
        if kind != FileKind::Other && is_readable(kind, id, file, &mut sink) {
            let mut report = Report::new(&mut sink, id, file);
            read_as(kind, &mut report, file, &mut declarations);
            report.finish();
        }
        FileDeclarations { is_manifest: kind == FileKind::Manifest, declarations, found: sink.into_found() }
    }
}

fn read_as(kind: FileKind, report: &mut Report<'_>, file: &SourceFile, out: &mut Declarations) {
    match kind {
        FileKind::Manifest => out.manifest = manifest::read(report),
        FileKind::Facts => facts::read(report, out),
        FileKind::Parameters => parameters::read(report, out),
        FileKind::Table => out.tables.extend(tables::read(report).map(Arc::new)),
        FileKind::Catalogue => out.catalogue = catalogue::read(report),
        FileKind::Source => out.sources.extend(sources::read(report)),
        FileKind::CasesToml => out.cases = shared(cases::read_toml, report),
        FileKind::CasesCsv => out.cases = shared(cases::read_csv, report),
        FileKind::Misplaced => misplaced(report, file),
        FileKind::Rules | FileKind::Other => {}
    }
}

fn shared(read: fn(&mut Report<'_>, &mut Vec<CaseDecl>), report: &mut Report<'_>) -> Vec<Arc<CaseDecl>> {
    let mut cases = Vec::new();
    read(report, &mut cases);
    cases.into_iter().map(Arc::new).collect()
}

/// Brings together what the files of a pack declare, in the order of their paths.
#[must_use]
pub fn join(files: &[&FileDeclarations], sink: &mut Sink) -> Declarations {
    let mut out = Declarations::default();
    for file in files {
        let own = &file.declarations;
        out.manifest = own.manifest.clone().or(out.manifest);
        out.enums.extend_from_slice(&own.enums);
        out.records.extend_from_slice(&own.records);
        out.facts.extend_from_slice(&own.facts);
        out.parameters.extend_from_slice(&own.parameters);
        out.tables.extend_from_slice(&own.tables);
        out.catalogue = own.catalogue.clone().or(out.catalogue);
        out.sources.extend_from_slice(&own.sources);
        out.cases.extend_from_slice(&own.cases);
        file.found.iter().for_each(|found| sink.push(found.clone()));
    }
    if !files.iter().any(|file| file.is_manifest) {
        let found = Diagnostic::error(
            "T0007",
            Span::default(),
            text!(
                "Pack ini tidak mempunyai `pack.toml`, sehingga tidak diketahui namanya, versinya dan keluarannya.",
                "This pack has no `pack.toml`, so its name, version and outputs are not known."
            ),
        );
        sink.push(found.with_help(text!(
            "Buat `pack.toml` dengan `format`, `id`, `version`, `title`, `subject` dan `outputs`.",
            "Write `pack.toml` with `format`, `id`, `version`, `title`, `subject` and `outputs`."
        )));
    }
    out
}
