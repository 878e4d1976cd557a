//! A base and its overlays: which file belongs to which, and what an overlay may do to the base.

use std::sync::Arc;

use indexmap::IndexMap;

use super::join;
use crate::diagnostic::{Diagnostic, Sink};
use crate::pack::decl::{Declarations, Manifest};
use crate::script::ast::Script;
use crate::source::{FileId, FilesDigest, Span};
use crate::text;

/// One pack of the stack: the base, or an overlay on it.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The id of the pack.
    pub id: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// Its digest.
    pub digest: FilesDigest,
    /// The number of its first file; those of the next layer come after its last.
    pub first: FileId,
}

/// What a pack's own files declare.
#[derive(Debug)]
pub struct Part {
    /// The TOML and CSV files.
    pub declarations: Declarations,
    /// The rule files.
    pub scripts: Vec<Arc<Script>>,
    /// The digest.
    pub digest: FilesDigest,
    /// The number of the first file.
    pub first: FileId,
}

/// The layers of a pack, from the base up.
#[derive(Clone, Debug, Default)]
pub struct Layers(Vec<Layer>);

impl Layers {
    /// The position of the layer that a place belongs to; 0 for the base.
    #[must_use]
    pub fn of(&self, span: Span) -> usize {
        self.0.iter().rposition(|layer| layer.first <= span.file).unwrap_or(0)
    }

    /// Whether a place is of the topmost pack; what stands below it is told of when that pack is looked at itself.
    #[must_use]
    pub fn is_top(&self, span: Span) -> bool {
        self.of(span).saturating_add(1) >= self.0.len()
    }

    /// The layer that a place belongs to.
    #[must_use]
    pub fn layer(&self, span: Span) -> Option<&Layer> {
        self.0.get(self.of(span))
    }

    /// The layers, from the base up.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Layer> + ExactSizeIterator {
        self.0.iter()
    }
}

/// Joins overlays to their base: what each declares is checked against what the base leaves open.
pub(super) fn join_all(parts: Vec<Part>, sink: &mut Sink) -> (Layers, Declarations, Vec<Arc<Script>>) {
    let mut layers = Layers::default();
    let mut declarations = Declarations::default();
    let mut scripts = Vec::new();
    let mut parameters_set = IndexMap::new();
    for (at, part) in parts.into_iter().enumerate() {
        let manifest = part.declarations.manifest.as_ref();
        layers.0.push(Layer {
            id: manifest.map_or_else(|| Arc::from(""), |m| Arc::clone(&m.id.value)),
            version: manifest.map_or_else(|| Arc::from(""), |m| Arc::from(m.version.value.as_str())),
            digest: part.digest,
            first: part.first,
        });
        if at == 0 {
            if let Some(extends) = manifest.and_then(|m| m.extends.as_ref()) {
                report_no_base(&extends.id.value, extends.id.span, sink);
            }
            declarations = part.declarations;
        } else {
            if let (Some(manifest), Some(base)) = (manifest, layers.0.first()) {
                check_extends(manifest, base, declarations.manifest.as_ref(), sink);
            }
            join::join(&mut declarations, part.declarations, &mut parameters_set, sink);
        }
        scripts.extend(part.scripts);
    }
    (layers, declarations, scripts)
}

fn report_no_base(base: &str, span: Span, sink: &mut Sink) {
    sink.push(
        Diagnostic::error(
            "T1601",
            span,
            text!(
                "Pack ini memperluas `{base}`, tetapi pack dasarnya tidak ikut diberikan.",
                "This pack extends `{base}`, but its base was not handed over."
            ),
        )
        .with_help(text!(
            "Berikan pack dasarnya, misalnya `timbang check PACK --base rules/{base}`.",
            "Hand over its base, for example `timbang check PACK --base rules/{base}`."
        )),
    );
}

/// An overlay names its base by id, version and digest, and weighs the same kind of subject.
fn check_extends(manifest: &Manifest, base: &Layer, base_manifest: Option<&Manifest>, sink: &mut Sink) {
    let Some(extends) = &manifest.extends else {
        let id = &manifest.id.value;
        sink.push(
            Diagnostic::error(
                "T1603",
                manifest.id.span,
                text!(
                    "Pack `{id}` dipasang di atas pack lain, tetapi tidak menyebut [extends].",
                    "The pack `{id}` is laid over another, but has no [extends]."
                ),
            )
            .with_help(text!(
                "Tambahkan [extends] dengan id dan version.",
                "Add [extends] with id and version."
            )),
        );
        return;
    };
    let mut differs = |span: Span, what: &str, wanted: &str, found: &str| {
        sink.push(
            Diagnostic::error(
                "T1603",
                span,
                text!(
                    "Pack dasar yang diberikan bukan yang dimaksud: {what} tertulis {wanted}, tetapi adanya {found}.",
                    "The base is not the one meant: its {what} is written as {wanted}, but it is {found}."
                ),
            )
            .with_help(text!(
                "Periksa perubahannya, lalu perbarui [extends] dengan `timbang lock`.",
                "Look at what changed, then bring [extends] up to date with `timbang lock`."
            )),
        );
    };
    if extends.id.value != base.id {
        differs(extends.id.span, "id", &extends.id.value, &base.id);
    } else if extends.version.value != *base.version {
        differs(extends.version.span, "version", &extends.version.value, &base.version);
    } else if let Some(digest) = &extends.digest {
        if digest.value != *base.digest {
            differs(digest.span, "digest", &digest.value, &base.digest);
        }
    } else {
        sink.push(
            Diagnostic::warning(
                "T1604",
                extends.id.span,
                text!(
                    "Pack ini tidak menyebut sidik jari pack dasarnya, sehingga perubahan di sana tidak akan ketahuan.",
                    "This pack does not name the digest of its base, so a change there would go unnoticed."
                ),
            )
            .with_help(text!("Jalankan `timbang lock`.", "Run `timbang lock`.")),
        );
    }
    if let Some(base_manifest) = base_manifest
        && manifest.subject.value != base_manifest.subject.value
    {
        let (own, base) = (&manifest.subject.value, &base_manifest.subject.value);
        sink.push(
            Diagnostic::error(
                "T1603",
                manifest.subject.span,
                text!(
                    "Pack ini menimbang `{own}`, tetapi pack dasarnya menimbang `{base}`.",
                    "This pack weighs `{own}`, but its base weighs `{base}`."
                ),
            )
            .with_help(text!("Samakan `subject`.", "Make `subject` the same.")),
        );
    }
}
