//! What of a checked pack is needed to weigh subjects: its typed programs, and what is told of them. No file, no check.
//!
//! Every plan is made from a bundle. A [`Pack`](crate::Pack) has one of its own; written down, it is a file from which an
//! engine without parser and checks, such as the small one for browsers, makes the same plans at once.

mod coded;
mod programs;
mod quotes;
mod sources;
mod values;

use std::fmt;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::link::{Layer, Linked};
use crate::pack::decl::SourceDecl;
use crate::source::{FilesDigest, Span};
use crate::text;
use crate::typing::program::Program;
use crate::value::{Date, Error, Names, Period};
use coded::{Coded, Reader, Writer, of_struct};
use quotes::Quotes;

/// The engine, by its version: a bundle is read by the very engine that wrote it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The form of bundles: counts up with each change of what is written, or of what it means.
const FORM: u32 = 2;

/// What a bundle begins with.
const MARK: &[u8] = b"timbang bundle\n";

/// The bytes of the digest that stands before the contents.
const DIGEST: usize = 32;

/// A checked pack without its files: enough to plan, to weigh and to explain. Immutable and cheap to clone.
#[derive(Clone)]
pub struct Bundle(Arc<Inner>);

struct Inner {
    id: Arc<str>,
    version: Arc<str>,
    title: Arc<str>,
    subject: Arc<str>,
    layers: Vec<Layer>,
    outputs: Vec<Arc<str>>,
    programs: Vec<Arc<Program>>,
    figures: Names<Vec<Figure>>,
    exceptions: Vec<Exception>,
    sources: Vec<SourceDecl>,
    quotes: Quotes,
}

/// One value of a parameter: since when it holds, and where it comes from.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The days.
    pub period: Period,
    /// Whether somebody has seen the source.
    pub verified: bool,
    /// The citation.
    pub basis: Option<Arc<str>>,
    /// What there is to say of it.
    pub note: Option<Arc<str>>,
}

/// A rule that may read a protected fact.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The rule.
    pub rule: Arc<str>,
    /// The fact, or the list whose field it is.
    pub fact: Arc<str>,
    /// The regulation that sets the limit.
    pub basis: Arc<str>,
}

of_struct!(Inner {
    id,
    version,
    title,
    subject,
    layers,
    outputs,
    programs,
    figures,
    exceptions,
    sources,
    quotes,
});
of_struct!(Layer { id, version, digest, first });
of_struct!(Figure { period, verified, basis, note });
of_struct!(Exception { rule, fact, basis });

impl Coded for FilesDigest {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<FilesDigest> {
        from.text().map(FilesDigest::known)
    }
}

impl Bundle {
    /// The bundle of a pack that passed its checks.
    pub(crate) fn of(linked: &Linked, programs: &[Arc<Program>]) -> Bundle {
        let declared = &linked.declarations;
        let manifest = declared.manifest.as_ref();
        let words = |words: Option<&str>| Arc::from(words.unwrap_or(""));
        let figures = declared.parameters.iter().map(|parameter| {
            let values = parameter.values.iter().map(|value| Figure {
                period: value.period,
                verified: value.verified,
                basis: value.basis.as_ref().map(|basis| Arc::from(basis.value.as_str())),
                note: value.note.as_deref().map(Arc::from),
            });
            (Arc::clone(&parameter.name.value), values.collect())
        });
        let exceptions = manifest.into_iter().flat_map(|m| &m.exceptions).map(|exception| Exception {
            rule: Arc::clone(&exception.rule.value),
            fact: Arc::clone(&exception.fact.value),
            basis: Arc::from(exception.basis.value.as_str()),
        });
        Bundle(Arc::new(Inner {
            id: words(manifest.map(|m| &*m.id.value)),
            version: words(manifest.map(|m| m.version.value.as_str())),
            title: words(manifest.map(|m| m.title.value.as_str())),
            subject: words(manifest.map(|m| &*m.subject.value)),
            layers: linked.layers.iter().cloned().collect(),
            outputs: manifest
                .map(|m| m.outputs.iter().map(|o| Arc::clone(&o.value)).collect())
                .unwrap_or_default(),
            programs: programs.to_vec(),
            figures: figures.collect(),
            exceptions: exceptions.collect(),
            sources: declared.sources.clone(),
            quotes: Quotes::In(Arc::clone(&linked.files)),
        }))
    }

    /// The bundle as bytes, for [`Bundle::from_bytes`] of the same engine.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let contents = Writer::of(&*self.0, &Arc::new(self.0.quotes.numbers(&self.0.programs)));
        let mut bytes = MARK.to_vec();
        bytes.extend_from_slice(&Writer::of(&(ENGINE.to_owned(), FORM), &Arc::default()));
        bytes.extend_from_slice(&Sha256::digest(&contents));
        bytes.extend_from_slice(&contents);
        bytes
    }

    /// Reads a bundle that this engine wrote.
    ///
    /// Nothing is checked again but that it is whole: whoever takes a bundle from elsewhere takes its rules on trust, as
    /// with any program.
    ///
    /// # Errors
    /// `T3045` where the bytes are no bundle, `T3046` where another engine wrote it, `T3047` where it is damaged, `T1227`
    /// where it has a rule that this engine has no interpreter for.
    pub fn from_bytes(bytes: &[u8]) -> Result<Bundle, Error> {
        let rest = bytes.strip_prefix(MARK).ok_or_else(no_bundle)?;
        let mut head = Reader::new(rest);
        let (engine, form): (String, u32) = Coded::read(&mut head).ok_or_else(damaged)?;
        if engine != ENGINE || form != FORM {
            return Err(other_engine(&engine, form));
        }
        let (digest, contents) = head.rest().split_at_checked(DIGEST).ok_or_else(damaged)?;
        if *Sha256::digest(contents) != *digest {
            return Err(damaged());
        }
        let mut reader = Reader::new(contents);
        let inner = Inner::read(&mut reader).filter(|_| reader.rest().is_empty());
        inner.map(|inner| Bundle(Arc::new(inner))).ok_or_else(|| match reader.refused {
            Some(refusal) => Error::new("T1227", refusal.message).with_help(refusal.help),
            None => damaged(),
        })
    }

    /// The id of the pack.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The version of the pack.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// The title of the pack.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// What the pack weighs: `pegawai`, `unit`.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The digest of the pack's own files; of an overlay those of its base do not count.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.layers().last().map_or("", |layer| &layer.digest)
    }

    /// The base and the overlays that the pack is made of, from the base up.
    pub fn layers(&self) -> impl DoubleEndedIterator<Item = &Layer> {
        self.0.layers.iter()
    }

    /// The default outputs of the pack.
    #[must_use]
    pub fn default_outputs(&self) -> &[Arc<str>] {
        &self.0.outputs
    }

    /// The typed programs, each for the days of its period, from the earliest.
    #[must_use]
    pub fn programs(&self) -> &[Arc<Program>] {
        &self.0.programs
    }

    /// The typed program of a day.
    #[must_use]
    pub fn program(&self, as_of: Date) -> Arc<Program> {
        let found = self.0.programs.iter().find(|program| program.period.contains(as_of));
        // INVARIANT: the periods cover all time.
        found.or(self.0.programs.last()).map(Arc::clone).unwrap_or_default()
    }

    /// Whether a fact or a rule has this name, on whichever days.
    #[must_use]
    pub fn declares(&self, name: &str) -> bool {
        self.0.programs.iter().any(|program| program.by_name.contains_key(name))
    }

    /// The values of a parameter, whenever they hold.
    #[must_use]
    pub fn figures(&self, parameter: &str) -> &[Figure] {
        self.0.figures.get(parameter).map_or(&[], Vec::as_slice)
    }

    /// The rules that may read a protected fact.
    #[must_use]
    pub fn exceptions(&self) -> &[Exception] {
        &self.0.exceptions
    }

    /// How the records of other systems become facts.
    #[must_use]
    pub fn sources(&self) -> &[SourceDecl] {
        &self.0.sources
    }

    /// A side of a comparison as its author wrote it.
    #[must_use]
    pub fn quote(&self, span: Span) -> &str {
        self.0.quotes.at(span)
    }
}

impl AsRef<Bundle> for Bundle {
    fn as_ref(&self) -> &Bundle {
        self
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bundle({} {})", self.id(), self.version())
    }
}

fn no_bundle() -> Error {
    Error::new("T3045", text!("Isi ini bukan bundel Timbang.", "These bytes are no bundle of Timbang.")).with_help(
        text!(
            "Buat bundel dengan `timbang bundle PACK --out BERKAS`; pack itu sendiri dibaca oleh mesin yang lengkap.",
            "Make a bundle with `timbang bundle PACK --out FILE`; a pack itself is read by the whole engine."
        ),
    )
}

fn other_engine(engine: &str, form: u32) -> Error {
    Error::new(
        "T3046",
        text!(
            "Bundel ini ditulis oleh mesin {engine} (bentuk {form}); mesin ini {ENGINE} (bentuk {FORM}).",
            "This bundle was written by engine {engine} (form {form}); this engine is {ENGINE} (form {FORM})."
        ),
    )
    .with_help(text!(
        "Buat lagi bundel dari pack-nya dengan mesin versi ini: `timbang bundle PACK --out BERKAS`.",
        "Make the bundle again from its pack with this version of the engine: `timbang bundle PACK --out FILE`."
    ))
}

fn damaged() -> Error {
    Error::new(
        "T3047",
        text!(
            "Bundel ini tidak utuh: isinya terpotong atau berubah.",
            "This bundle is damaged: cut off, or changed."
        ),
    )
    .with_help(text!(
        "Salin lagi berkasnya tanpa mengubah isinya, atau buat lagi dari pack-nya.",
        "Copy the file again without changing it, or make it again from its pack."
    ))
}
