//! The handbook as a page and in Markdown, and what either says in several places.

use askama::Template;
use askama::filters::Safe;

use super::Handbook;
use super::names::Ref;
use super::schema::FactView;
use crate::explain::parts::Parts;
use crate::explain::templates::Shown;

#[derive(Template)]
#[template(path = "handbook.html")]
pub(super) struct Page {
    pub(super) p: Parts,
    pub(super) book: Handbook,
}

#[derive(Template)]
#[template(path = "handbook.md")]
pub(super) struct Plain {
    pub(super) p: Parts,
    pub(super) book: Handbook,
}

impl Parts {
    fn link(self, r: &Ref) -> Safe<Link<'_>> {
        Safe(Link { r })
    }

    fn doubt(self) -> Safe<Doubt> {
        Safe(Doubt { p: self })
    }

    fn facts(self, facts: &[FactView]) -> Safe<Facts<'_>> {
        Safe(Facts { p: self, facts })
    }

    fn named(self, r: &Ref) -> Safe<Named<'_>> {
        Safe(Named { r })
    }

    fn rows(self, facts: &[FactView]) -> Safe<Rows<'_>> {
        Safe(Rows { p: self, facts })
    }
}

#[derive(Template)]
#[template(path = "handbook_parts.html", block = "link")]
struct Link<'a> {
    r: &'a Ref,
}

#[derive(Template)]
#[template(path = "handbook_parts.html", block = "doubt")]
struct Doubt {
    p: Parts,
}

#[derive(Template)]
#[template(path = "handbook_parts.html", block = "facts")]
struct Facts<'a> {
    p: Parts,
    facts: &'a [FactView],
}

#[derive(Template)]
#[template(path = "handbook_parts.md", block = "named")]
struct Named<'a> {
    r: &'a Ref,
}

#[derive(Template)]
#[template(path = "handbook_parts.md", block = "rows")]
struct Rows<'a> {
    p: Parts,
    facts: &'a [FactView],
}
