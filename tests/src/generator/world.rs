//! What a generated pack speaks of: its enums, lists, facts, parameters and the names that rules may read.

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ty {
    /// A number below ten to the power of `whole`, with `scale` decimals.
    Number {
        /// Digits before the point.
        whole: u32,
        /// Digits after it.
        scale: u32,
    },
    /// A truth value.
    Truth,
    /// A value of the enum with this position.
    Enum(usize),
    /// A text.
    Text,
    /// A date.
    Date,
    /// Rows of the list with this position.
    Rows(usize),
    /// A list of values.
    Values(Box<Ty>),
    /// A value for each value of an enum.
    Keyed(usize, Box<Ty>),
    /// Points of a line.
    Points,
}

impl Ty {
    /// Whether both are of one kind, whatever their digits.
    #[must_use]
    pub(super) fn is_like(&self, other: &Ty) -> bool {
        match (self, other) {
            (Ty::Number { .. }, Ty::Number { .. }) => true,
            (Ty::Values(a), Ty::Values(b)) => a.is_like(b),
            _ => self == other,
        }
    }

    /// A number of any size.
    #[must_use]
    pub(super) fn number() -> Ty {
        Ty::Number { whole: 0, scale: 0 }
    }
}

/// A name that an expression may read.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// How it is written, such as `i.jam`.
    pub(super) text: String,
    /// The input that must be among the parameters of the rule.
    pub(super) root: Option<String>,
    /// What it is.
    pub(super) ty: Ty,
    /// Whether it may be asked for with `??`.
    pub(super) asked: bool,
}

/// An enum.
#[derive(Clone, Debug)]
pub(super) struct Scheme {
    /// Its name.
    pub(super) name: String,
    /// Whether its values have ranks.
    pub(super) ordered: bool,
    /// Its values.
    pub(super) values: Vec<String>,
}

/// A field of a record, or a fact.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: String,
    /// Its type.
    pub(super) ty: Ty,
    /// The least number, in the last of its decimals.
    pub(super) min: i128,
    /// The greatest number, in the last of its decimals.
    pub(super) max: i128,
    /// Whether it may be asked for.
    pub(super) optional: bool,
    /// Whether it is a person's assessment.
    pub(super) judgement: bool,
}

/// A list: a fact, a field of a list, or the catalogue.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// Its name.
    pub(super) name: String,
    /// The fields of its rows.
    pub(super) fields: Vec<Field>,
    /// The rules of its rows.
    pub(super) rules: Vec<Name>,
    /// The key, if its rows have one.
    pub(super) key: Option<String>,
    /// The fields that order it.
    pub(super) order: Vec<String>,
    /// The fewest rows.
    pub(super) least: usize,
    /// The most rows.
    pub(super) most: usize,
    /// Whether a list that is not given is empty.
    pub(super) absent_is_empty: bool,
    /// Whether it lies within the rows of another.
    pub(super) nested: bool,
}

/// Everything that rules may speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    /// The enums.
    pub(super) schemes: Vec<Scheme>,
    /// The lists; the last is the catalogue.
    pub(super) lists: Vec<List>,
    /// The facts that are no lists.
    pub(super) facts: Vec<Field>,
    /// The names of the subject.
    pub(super) names: Vec<Name>,
    /// Helper functions: name, arguments, result.
    pub(super) helpers: Vec<(String, Vec<Ty>, Ty)>,
    /// Parameters with a date of their own: what `at` may read.
    pub(super) dated: Vec<Name>,
    /// Requirements.
    pub(super) requirements: Vec<String>,
    /// Promotions, each with how many names stood before it.
    pub(super) promotions: Vec<(String, usize)>,
    /// Rules that an overlay may replace, with what they give and how many names stood before them.
    pub(super) open: Vec<(String, Ty, usize)>,
}

/// The texts that facts and rules use.
pub(super) const TEXTS: [&str; 5] = ["A", "B", "C-3", "Ä", "a b"];

/// A number in the last of its decimals, as a decimal.
#[must_use]
pub(super) fn decimal(number: i128, scale: u32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = number.unsigned_abs().to_string();
    let scale = usize::try_from(scale).unwrap_or(0);
    if scale == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, rest) = padded.split_at(padded.len() - scale);
    format!("{sign}{whole}.{rest}")
}

/// The fields of a row as names of an item.
#[must_use]
pub(super) fn names_of_item(world: &World, list: usize, item: &str) -> Vec<Name> {
    let own = &world.lists[list];
    let prefix = if item.is_empty() { String::new() } else { format!("{item}.") };
    let root = |name: &str| item.is_empty().then(|| name.to_owned());
    let fields = own.fields.iter().map(|field| Name {
        text: format!("{prefix}{}", field.name),
        root: root(&field.name),
        ty: field.ty.clone(),
        asked: field.optional,
    });
    let rules = own.rules.iter().map(|rule| Name {
        text: format!("{prefix}{}", rule.text),
        root: root(&rule.text),
        ..rule.clone()
    });
    fields.chain(rules).collect()
}
