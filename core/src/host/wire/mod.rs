//! The forms of what goes over the border to a binding, as data: types of other languages are written from it, and a
//! test holds every outcome, explanation, record and report of the suite to it.

mod explanations;
mod outcomes;
mod packs;
mod typescript;

pub use typescript::typescript;

/// The form of something that goes over the border.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its name in other languages.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// What it consists of.
    pub body: Body,
}

/// What a form consists of.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// An object with these fields and no others.
    Object(&'static [Field]),
    /// One of several forms, by name.
    OneOf(&'static [&'static str]),
    /// Another form under a name that tells more.
    Is(Form),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// Whether it may be absent.
    pub optional: bool,
    /// What it is, in a sentence.
    pub about: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// True or false.
    Truth,
    /// A small whole number that counts or numbers something.
    Count,
    /// A text.
    Text,
    /// Anything that JSON can hold.
    Any,
    /// One of these words.
    Words(&'static [&'static str]),
    /// Another form, by name.
    Named(&'static str),
    /// A list of one form.
    List(&'static Form),
    /// An object from names to one form.
    Map(&'static Form),
    /// The form, or null.
    OrNull(&'static Form),
}

const fn field(name: &'static str, form: Form, about: &'static str) -> Field {
    Field { name, form, optional: false, about }
}

const fn optional(name: &'static str, form: Form, about: &'static str) -> Field {
    Field { name, form, optional: true, about }
}

const fn object(name: &'static str, about: &'static str, fields: &'static [Field]) -> Shape {
    Shape { name, about, body: Body::Object(fields) }
}

/// The forms by name, those of outcomes first.
pub fn shapes() -> impl Iterator<Item = &'static Shape> {
    outcomes::SHAPES.iter().chain(explanations::SHAPES).chain(packs::SHAPES)
}

/// The form with a name.
#[must_use]
pub fn shape(name: &str) -> Option<&'static Shape> {
    shapes().find(|shape| shape.name == name)
}
