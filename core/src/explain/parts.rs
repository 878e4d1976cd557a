//! What the pages share, part by part: each is a block of a file of templates and the type that fills it.

use askama::Template;
use askama::filters::Safe;

use super::phrases::Mark;
use super::templates::Shown;
use super::view::{Line, Told, View, Wanted};
use crate::value::Lang;

/// The words of one language, and the parts of pages in it; `p` in the templates.
///
/// A part is markup already, so it is given as such; what a part shows has been escaped by its own template.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts(pub(super) Lang);

impl Parts {
    /// The words of the language.
    pub(super) fn t<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// The tag of the language.
    fn tag(self) -> &'static str {
        self.t("id", "en")
    }

    /// The head of a page, with the styles of a handbook where it is one.
    pub(super) fn start(self, title: &str, book: bool) -> Safe<Start<'_>> {
        Safe(Start { p: self, title, book })
    }

    fn mark(self, mark: &Mark) -> Safe<Marked<'_>> {
        Safe(Marked { mark })
    }

    fn basis(self, basis: &str) -> Safe<Basis<'_>> {
        Safe(Basis { p: self, basis })
    }

    fn head<'a>(self, told: &'a Told<'a>) -> Safe<Head<'a>> {
        Safe(Head { p: self, told })
    }

    fn lines(self, lines: &[Line]) -> Safe<Lines<'_>> {
        Safe(Lines { lines })
    }

    fn requirement(self, r: &Wanted) -> Safe<Requirement<'_>> {
        Safe(Requirement { p: self, r })
    }

    /// The result itself: a decision with every requirement, or a value.
    pub(super) fn answer<'a>(self, root: &'a Told<'a>) -> Safe<Answer<'a>> {
        Safe(Answer { p: self, root })
    }

    /// How the result came about; nothing where it rests on nothing.
    pub(super) fn how<'a>(self, view: &'a View<'a>, open: bool) -> Safe<How<'a>> {
        Safe(How { p: self, view, open })
    }

    /// The figures whose source nobody has seen; nothing where there are none.
    pub(super) fn unverified(self, figures: &[String]) -> Safe<Unverified<'_>> {
        Safe(Unverified { p: self, figures })
    }
}

#[derive(Template)]
#[template(path = "parts.html", block = "start")]
pub(super) struct Start<'a> {
    p: Parts,
    title: &'a str,
    book: bool,
}

#[derive(Template)]
#[template(path = "parts.html", block = "mark")]
struct Marked<'a> {
    mark: &'a Mark,
}

#[derive(Template)]
#[template(path = "parts.html", block = "basis")]
struct Basis<'a> {
    p: Parts,
    basis: &'a str,
}

#[derive(Template)]
#[template(path = "parts.html", block = "head")]
struct Head<'a> {
    p: Parts,
    told: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "parts.html", block = "lines")]
struct Lines<'a> {
    lines: &'a [Line],
}

#[derive(Template)]
#[template(path = "parts.html", block = "requirement")]
struct Requirement<'a> {
    p: Parts,
    r: &'a Wanted,
}

#[derive(Template)]
#[template(path = "parts.html", block = "answer")]
pub(super) struct Answer<'a> {
    p: Parts,
    root: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "parts.html", block = "how")]
pub(super) struct How<'a> {
    p: Parts,
    view: &'a View<'a>,
    open: bool,
}

#[derive(Template)]
#[template(path = "parts.html", block = "unverified")]
pub(super) struct Unverified<'a> {
    p: Parts,
    figures: &'a [String],
}
