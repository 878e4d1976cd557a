//! What the TOML and CSV files of a pack declare, each with its place. Nothing here is resolved yet.

mod source;

use std::sync::Arc;

use crate::source::{FileId, Span, Spanned};
use crate::value::{Date, Number, Period, Raw};

pub use source::{
    Content, DateForm, ForeignForm, ForeignPath, SourceDecl, SourceFieldDecl, SourceListDecl, SourceWays,
};

/// A name as written.
pub type Ident = Spanned<Arc<str>>;

/// Everything that the files of a pack declare, but for the rules.
#[derive(Clone, Debug, Default)]
pub struct Declarations {
    /// `pack.toml`; absent where it could not be read.
    pub manifest: Option<Manifest>,
    /// `[enum.*]`.
    pub enums: Vec<EnumDecl>,
    /// `[record.*]`.
    pub records: Vec<RecordDecl>,
    /// `[fact.*]`, in the order of the files.
    pub facts: Vec<FieldDecl>,
    /// `parameters/*.toml`.
    pub parameters: Vec<ParameterDecl>,
    /// `tables/*.csv`.
    pub tables: Vec<Arc<TableDecl>>,
    /// `catalogue.csv`.
    pub catalogue: Option<CatalogueDecl>,
    /// `sources/*.toml`.
    pub sources: Vec<SourceDecl>,
    /// `cases/*`.
    pub cases: Vec<Arc<CaseDecl>>,
}

/// `pack.toml`.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The id of the pack.
    pub id: Ident,
    /// Its version.
    pub version: Spanned<String>,
    /// Its title.
    pub title: Spanned<String>,
    /// What it weighs: `pegawai`, `unit`.
    pub subject: Ident,
    /// The default outputs.
    pub outputs: Vec<Ident>,
    /// The base, for an overlay.
    pub extends: Option<Extends>,
    /// Rules that may read a protected fact, each because a regulation says so.
    pub exceptions: Vec<ExceptionDecl>,
    /// Regulations that are no longer in force.
    pub revoked: Vec<RevokedDecl>,
    /// The file.
    pub file: FileId,
}

/// `[extends]`.
#[derive(Clone, Debug)]
pub struct Extends {
    /// The id of the base.
    pub id: Ident,
    /// Its version.
    pub version: Spanned<String>,
    /// Its digest.
    pub digest: Option<Spanned<String>>,
}

/// `[[exception]]`: a rule that may read a protected fact.
#[derive(Clone, Debug)]
pub struct ExceptionDecl {
    /// The fact, or the list whose field it is.
    pub fact: Ident,
    /// The rule that reads it; it gives a truth value.
    pub rule: Ident,
    /// The regulation that sets the limit.
    pub basis: Spanned<String>,
    /// The rules that may use that one.
    pub consumers: Vec<Ident>,
}

/// `[[revoked]]`: a regulation that is no longer in force.
#[derive(Clone, Debug)]
pub struct RevokedDecl {
    /// The regulation as citations begin: `PP 53/2010`.
    pub regulation: Spanned<String>,
    /// The first day on which it no longer holds.
    pub from: Spanned<Date>,
    /// The regulation that revoked it.
    pub by: Option<Spanned<String>>,
}

/// `[enum.NAME]`.
#[derive(Clone, Debug)]
pub struct EnumDecl {
    /// The name.
    pub name: Ident,
    /// What people read.
    pub label: Option<String>,
    /// The same in English.
    pub label_en: Option<String>,
    /// Whether the values rise.
    pub ordered: bool,
    /// Whether an overlay may add values.
    pub open: bool,
    /// The values.
    pub values: Vec<EnumValueDecl>,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValueDecl {
    /// The value.
    pub id: Ident,
    /// What people read.
    pub label: Option<String>,
    /// The same in English.
    pub label_en: Option<String>,
    /// Other spellings on input.
    pub aliases: Vec<Spanned<Arc<str>>>,
}

/// `[record.NAME]`.
#[derive(Clone, Debug)]
pub struct RecordDecl {
    /// The name.
    pub name: Ident,
    /// The fields in order.
    pub fields: Vec<FieldDecl>,
}

/// A fact, or a field of a record.
#[derive(Clone, Debug)]
pub struct FieldDecl {
    /// The name.
    pub name: Ident,
    /// The type.
    pub ty: TypeDecl,
    /// Where the type was written.
    pub ty_span: Span,
    /// What people read.
    pub label: Option<String>,
    /// The same in English.
    pub label_en: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The office or record that fills it.
    pub source: Option<String>,
    /// Whether rules may ask if it is known.
    pub optional: bool,
    /// Whether it may not reach a merit result; `None` where the pack does not say.
    pub protected: Option<bool>,
    /// Whether a text is a code and not free prose.
    pub code: bool,
    /// Whether it is a person's assessment.
    pub judgement: bool,
    /// Whether an overlay may compute it.
    pub open: bool,
}

/// The type of a fact or field with the bounds that belong to it.
#[derive(Clone, Debug)]
pub enum TypeDecl {
    /// `number`.
    Number {
        /// The least value; required, `None` only where that was reported.
        min: Option<Spanned<Number>>,
        /// The greatest value.
        max: Option<Spanned<Number>>,
        /// The count of decimals.
        scale: u32,
    },
    /// `boolean`.
    Boolean,
    /// `text`.
    Text,
    /// `date`; 1900-01-01..2199-12-31 unless said otherwise.
    Date {
        /// The first day.
        min: Date,
        /// The last day.
        max: Date,
    },
    /// The name of an enum.
    Enum(Ident),
    /// `list`.
    List(ListDecl),
}

/// What a list fact says of its rows.
#[derive(Clone, Debug)]
pub struct ListDecl {
    /// The record of one row.
    pub record: Ident,
    /// The fields that tell rows apart; empty where none was declared.
    pub key: Vec<Ident>,
    /// The fields by which rows are ordered.
    pub order: Vec<Ident>,
    /// The least count of rows.
    pub min_items: u32,
    /// The greatest count of rows.
    pub max_items: u32,
    /// `absent = "empty"`: a list that was not given has no rows. Else nobody knows.
    pub absent_is_empty: bool,
}

/// A parameter of `parameters/*.toml`.
#[derive(Clone, Debug)]
pub struct ParameterDecl {
    /// The name.
    pub name: Ident,
    /// What people read.
    pub label: Option<String>,
    /// The same in English.
    pub label_en: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The enum that keys the value.
    pub key: Option<Ident>,
    /// The enum that its texts belong to.
    pub scheme: Option<Ident>,
    /// What an overlay may set.
    pub overridable: Option<Overridable>,
    /// The dated values in order of time; `until` is filled in from the next `from`.
    pub values: Vec<DatedValueDecl>,
}

/// The bounds within which an overlay may set a parameter.
#[derive(Clone, Debug)]
pub struct Overridable {
    /// The least number.
    pub min: Number,
    /// The greatest number.
    pub max: Number,
    /// Where it stands.
    pub span: Span,
}

/// One dated value of a parameter.
#[derive(Clone, Debug)]
pub struct DatedValueDecl {
    /// When it holds.
    pub period: Period,
    /// The citation.
    pub basis: Option<Spanned<String>>,
    /// Whether somebody has seen the source.
    pub verified: bool,
    /// What there is to say of it.
    pub note: Option<String>,
    /// The value.
    pub value: Spanned<LiteralDecl>,
}

/// A value as TOML writes it; `"75%"` has become 0.75.
#[derive(Clone, Debug)]
pub enum LiteralDecl {
    /// A number or a percentage in quotes.
    Number(Number),
    /// A truth value.
    Bool(bool),
    /// A date.
    Date(Date),
    /// A text: an enum value where the parameter has a scheme.
    Text(Arc<str>),
    /// A list.
    List(Vec<Spanned<LiteralDecl>>),
    /// A record, or the entries of a keyed value.
    Record(Vec<(Ident, Spanned<LiteralDecl>)>),
}

/// A decision table.
#[derive(Clone, Debug)]
pub struct TableDecl {
    /// The file.
    pub file: FileId,
    /// What people read.
    pub label: Option<Spanned<String>>,
    /// The same in English.
    pub label_en: Option<Spanned<String>>,
    /// The citation for rows that have none of their own.
    pub basis: Option<Spanned<String>>,
    /// The unit of the results.
    pub unit: Option<Spanned<String>>,
    /// When it holds; absent where the table does not say.
    pub effective: Option<Spanned<Period>>,
    /// The list whose items it is for.
    pub per: Option<Ident>,
    /// The date field of the item that chooses the version.
    pub dated_by: Option<Ident>,
    /// The bounds of its results.
    pub range: Option<Spanned<(Number, Number)>>,
    /// Whether the first row that holds decides; else exactly one may hold.
    pub first_hit: bool,
    /// Whether an overlay may replace it.
    pub open: bool,
    /// Whether it is called like a function.
    pub helper: bool,
    /// `returns:` lines: the result (absent where there is only one) and the type.
    pub returns: Vec<(Option<Ident>, Spanned<TableType>)>,
    /// The names of the inputs.
    pub inputs: Vec<Ident>,
    /// The names of the results.
    pub results: Vec<Ident>,
    /// The rows; a matrix has one for each of its cells.
    pub rows: Vec<RowDecl>,
    /// Whether it was laid out as a matrix.
    pub matrix: bool,
}

/// A type in a `returns:` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableType {
    /// `number`, `boolean`, `text`, `date`, an enum.
    pub name: Arc<str>,
    /// `list of NAME`.
    pub list: bool,
    /// `number, scale 2`.
    pub scale: Option<u32>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct RowDecl {
    /// The line on which it begins, from 1, for people.
    pub line: usize,
    /// One cell an input.
    pub tests: Vec<Spanned<CellDecl>>,
    /// One cell a result.
    pub results: Vec<Spanned<ResultDecl>>,
    /// The `note` column.
    pub note: Option<String>,
    /// The `basis` column.
    pub basis: Option<String>,
    /// The `verified` column.
    pub verified: bool,
    /// The whole row.
    pub span: Span,
}

/// A cell of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellDecl {
    /// `-`: anything, known or not.
    Any,
    /// One or more tests, of which one must hold.
    Tests(Vec<TestDecl>),
}

/// One unary test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestDecl {
    /// Equal to a bound.
    Equal(BoundDecl),
    /// `< <= > >=` and a bound.
    Compare(CompareDecl, BoundDecl),
    /// `[a..b]`, with `(` `)` for an end that is not included.
    Range {
        /// The lower end.
        lo: BoundDecl,
        /// Whether it is included.
        lo_included: bool,
        /// The upper end.
        hi: BoundDecl,
        /// Whether it is included.
        hi_included: bool,
    },
}

/// A comparison in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareDecl {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What a cell compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoundDecl {
    /// A number.
    Number(Number),
    /// A date.
    Date(Date),
    /// `ya` or `tidak`.
    Bool(bool),
    /// A word: an enum value or a text where the input has them, else the name of a parameter.
    Word(Arc<str>),
}

/// A cell of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultDecl {
    /// `-`
    NotApplicable,
    /// `?`
    NotRegulated,
    /// A number; `75%` has become 0.75.
    Number(Number),
    /// A date.
    Date(Date),
    /// `ya` or `tidak`.
    Bool(bool),
    /// Any other words: an enum value, a text, or `a|b` for a list.
    Words(Arc<str>),
}

/// `catalogue.csv`.
#[derive(Clone, Debug)]
pub struct CatalogueDecl {
    /// The file.
    pub file: FileId,
    /// The columns besides the fixed ones.
    pub extra_columns: Vec<Ident>,
    /// The items in the order of the file.
    pub items: Vec<CatalogueItemDecl>,
}

/// One item of the catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueItemDecl {
    /// The code.
    pub code: Ident,
    /// The kind: `course`, `coaching`, `study`, `reward`, `service`.
    pub kind: Ident,
    /// The title.
    pub title: String,
    /// The title in English.
    pub title_en: Option<String>,
    /// Who offers it.
    pub provider: Option<String>,
    /// Lesson hours.
    pub hours: Option<Number>,
    /// Rupiah.
    pub cost: Option<Number>,
    /// Codes of which one must have been taken before.
    pub prerequisite: Vec<Ident>,
    /// The other columns, in the order of `extra_columns`; an empty cell is absent.
    pub extra: Vec<Option<Spanned<Arc<str>>>>,
    /// The whole row.
    pub span: Span,
}

/// One case: facts given, results expected. File-level `given`, `as_of` and `source` are merged in.
#[derive(Clone, Debug)]
pub struct CaseDecl {
    /// The name.
    pub name: Spanned<String>,
    /// The day for which it is asked.
    pub as_of: Option<Spanned<Date>>,
    /// Where it was published.
    pub source: Option<String>,
    /// The `note` column.
    pub note: Option<String>,
    /// Facts, or the values of rules, by name.
    pub given: Vec<(Ident, Spanned<Raw>)>,
    /// What is expected, by name; `indikator.capaian` names a field of each item.
    pub expect: Vec<(Ident, Spanned<Expectation>)>,
    /// The whole.
    pub span: Span,
}

/// What a case expects of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// This value.
    Value(Raw),
    /// The value rounded half up to as many decimals as are written.
    Rounded {
        /// The number.
        number: Number,
        /// The decimals written.
        scale: u32,
    },
    /// Undetermined; with names, exactly these missing or empty.
    Undetermined(Option<Vec<Arc<str>>>),
    /// The regulation is silent.
    NotRegulated,
    /// Does not apply.
    NotApplicable,
    /// An error with this code.
    Error(Arc<str>),
    /// A published figure that does not follow: what is computed, what was printed, and why they differ.
    Erratum {
        /// What is computed.
        computed: Box<Expectation>,
        /// What was printed.
        published: Raw,
        /// Why.
        erratum: String,
    },
    /// Of a promotion.
    Promotion {
        /// Its result.
        result: Option<Box<Expectation>>,
        /// Requirements met.
        met: Option<Vec<Arc<str>>>,
        /// Requirements not met.
        not_met: Option<Vec<Arc<str>>>,
        /// Requirements undetermined.
        undetermined: Option<Vec<Arc<str>>>,
        /// Requirements that do not apply.
        not_applicable: Option<Vec<Arc<str>>>,
    },
    /// One for each item of a list; `None` is not compared.
    Items(Vec<Option<Expectation>>),
}
