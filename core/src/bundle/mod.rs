//! What of a checked pack is needed to weigh subjects: its typed programs, and what is told of them. No file, no check.
//!
//! Every plan is made from a bundle. A [`Pack`](crate::Pack) has one of its own; written down, it is a file from which an
//! engine without parser and checks, such as the small one for browsers, makes the same plans at once.

mod coded;
mod programs;
mod quotes;
mod sources;
mod stored;
mod values;

use std::fmt;
use std::sync::{Arc, OnceLock};

use sha2::{Digest as _, Sha256};

use crate::link::{Layer, Linked};
use crate::pack::decl::SourceDecl;
use crate::source::{FilesDigest, Span};
use crate::text;
use crate::typing::program::Program;
use crate::value::{Date, Error, Names, Period};
use coded::{Coded, Writer, of_struct};
use quotes::Quotes;
use stored::{Reader, Stored};

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
    about: About,
    /// From the earliest.
    regimes: Vec<Regime>,
    /// What was read, from which programs are brought into memory when a plan first asks for them.
    stored: Option<Stored>,
}

/// A program and its days.
struct Regime {
    period: Period,
    /// None where what was read is no program.
    program: OnceLock<Option<Arc<Program>>>,
}

/// What there is beside programs.
struct About {
    id: Arc<str>,
    version: Arc<str>,
    title: Arc<str>,
    subject: Arc<str>,
    layers: Vec<Layer>,
    outputs: Vec<Arc<str>>,
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

of_struct!(About { id, version, title, subject, layers, outputs, figures, exceptions, sources, quotes });
of_struct!(Layer { id, version, digest, first });
of_struct!(Figure { period, verified, basis, note });
of_struct!(Exception { rule, fact, basis });

impl Coded for FilesDigest {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> FilesDigest {
        FilesDigest::known(from.text())
    }
}

impl Inner {
    /// A program by its number; `None` where there is none to be read.
    fn program(&self, number: usize) -> Option<&Arc<Program>> {
        let read = || self.stored.as_ref()?.program(number).map(Arc::new);
        self.regimes.get(number)?.program.get_or_init(read).as_ref()
    }

    /// All programs that can be read.
    fn programs(&self) -> impl Iterator<Item = &Arc<Program>> {
        (0..self.regimes.len()).filter_map(|number| self.program(number))
    }

    /// The contents of the bundle.
    fn written(&self) -> Vec<u8> {
        let mut writer = Writer::new(self.about.quotes.numbers(self.programs()));
        self.programs().for_each(|program| writer.program(program));
        self.about.write(&mut writer);
        self.regimes.iter().map(|regime| regime.period).collect::<Vec<Period>>().write(&mut writer);
        writer.done()
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
        let about = About {
            id: words(manifest.map(|m| &*m.id.value)),
            version: words(manifest.map(|m| m.version.value.as_str())),
            title: words(manifest.map(|m| m.title.value.as_str())),
            subject: words(manifest.map(|m| &*m.subject.value)),
            layers: linked.layers.iter().cloned().collect(),
            outputs: manifest
                .map(|m| m.outputs.iter().map(|o| Arc::clone(&o.value)).collect())
                .unwrap_or_default(),
            figures: figures.collect(),
            exceptions: exceptions.collect(),
            sources: declared.sources.clone(),
            quotes: Quotes::In(Arc::clone(&linked.files)),
        };
        let regimes = programs.iter().map(|program| Regime {
            period: program.period,
            program: OnceLock::from(Some(Arc::clone(program))),
        });
        Bundle(Arc::new(Inner { about, regimes: regimes.collect(), stored: None }))
    }

    /// The bundle as bytes, for [`Bundle::from_bytes`] of the same engine.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let written;
        let contents = match &self.0.stored {
            Some(stored) => stored.bytes(),
            None => {
                written = self.0.written();
                &written
            }
        };
        let mut bytes = MARK.to_vec();
        bytes.extend_from_slice(&Writer::of_whole(&(false, (ENGINE.to_owned(), FORM))));
        bytes.extend_from_slice(&Sha256::digest(contents));
        bytes.extend_from_slice(contents);
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
        let (engine, form, rest) = stored::head(rest).ok_or_else(damaged)?;
        if engine != ENGINE || form != FORM {
            return Err(other_engine(engine, form));
        }
        let (digest, contents) = rest.split_at_checked(DIGEST).ok_or_else(damaged)?;
        if *Sha256::digest(contents) != *digest {
            return Err(damaged());
        }
        let stored = Stored::new(contents.to_vec()).map_err(|refusal| match refusal {
            Some(refusal) => Error::new("T1227", refusal.message).with_help(refusal.help),
            None => damaged(),
        })?;
        let (about, periods): (About, Vec<Period>) = stored.rest().ok_or_else(damaged)?;
        let regimes = periods.into_iter().map(|period| Regime { period, program: OnceLock::new() });
        Ok(Bundle(Arc::new(Inner { about, regimes: regimes.collect(), stored: Some(stored) })))
    }

    /// The id of the pack.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.about.id
    }

    /// The version of the pack.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.about.version
    }

    /// The title of the pack.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.about.title
    }

    /// What the pack weighs: `pegawai`, `unit`.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.0.about.subject
    }

    /// The digest of the pack's own files; of an overlay those of its base do not count.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.layers().last().map_or("", |layer| &layer.digest)
    }

    /// The base and the overlays that the pack is made of, from the base up.
    pub fn layers(&self) -> impl DoubleEndedIterator<Item = &Layer> {
        self.0.about.layers.iter()
    }

    /// The default outputs of the pack.
    #[must_use]
    pub fn default_outputs(&self) -> &[Arc<str>] {
        &self.0.about.outputs
    }

    /// The days of each typed program, from the earliest.
    pub fn periods(&self) -> impl Iterator<Item = Period> {
        self.0.regimes.iter().map(|regime| regime.period)
    }

    /// The typed program of a day.
    ///
    /// # Errors
    /// `T3047` where the bundle was read and has none: nobody looked at it before.
    pub fn program(&self, as_of: Date) -> Result<Arc<Program>, Error> {
        // INVARIANT: the periods cover all time.
        let found = self.0.regimes.iter().position(|regime| regime.period.contains(as_of));
        self.0.program(found.unwrap_or(0)).map(Arc::clone).ok_or_else(damaged)
    }

    /// Whether a fact or a rule has this name, on whichever days.
    #[must_use]
    pub fn declares(&self, name: &str) -> bool {
        self.0.programs().any(|program| program.by_name.contains_key(name))
    }

    /// The values of a parameter, whenever they hold.
    #[must_use]
    pub fn figures(&self, parameter: &str) -> &[Figure] {
        self.0.about.figures.get(parameter).map_or(&[], Vec::as_slice)
    }

    /// The rules that may read a protected fact.
    #[must_use]
    pub fn exceptions(&self) -> &[Exception] {
        &self.0.about.exceptions
    }

    /// How the records of other systems become facts.
    #[must_use]
    pub fn sources(&self) -> &[SourceDecl] {
        &self.0.about.sources
    }

    /// A side of a comparison as its author wrote it.
    #[must_use]
    pub fn quote(&self, span: Span) -> &str {
        self.0.about.quotes.at(span)
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
