//! `T1314`, `T1317`: what knows only today's values of an enum to which overlays may add some.

use crate::diagnostic::{Diagnostic, Sink};
use crate::link::Linked;
use crate::pack::decl::EnumDecl;
use crate::source::Span;
use crate::text;
use crate::value::{Scheme, Text};

fn declared<'a>(linked: &'a Linked, scheme: &Scheme) -> Option<&'a EnumDecl> {
    linked.declarations.enums.iter().find(|decl| decl.name.value == scheme.id && decl.open)
}

/// Where a pack above the one of `user` added a value to an enum; `None` where the value is not such a one.
fn added(linked: &Linked, scheme: &Scheme, value: &str, user: Span) -> Option<Span> {
    let decl = declared(linked, scheme)?;
    let span = decl.values.iter().find(|known| &*known.id.value == value)?.id.span;
    (linked.layers.of(span) > linked.layers.of(user)).then_some(span)
}

/// What uses an enum: for people, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct User<'a> {
    /// A switch, a table or a parameter, in words.
    pub(crate) what: &'a Text,
    /// Where it stands.
    pub(crate) place: Span,
}

/// Reports a value that an overlay added and that a pack below does not know; whether it was one.
pub(crate) fn report_added(
    linked: &Linked,
    scheme: &Scheme,
    value: &str,
    user: User<'_>,
    sink: &mut Sink,
) -> bool {
    let Some(span) = added(linked, scheme, value, user.place) else { return false };
    let (name, id, en) = (&scheme.id, &user.what.id, &user.what.en);
    sink.push(
        Diagnostic::error(
            "T1317",
            span,
            text!(
                "Nilai \"{value}\" ditambahkan pada enum `{name}`, tetapi {id} milik pack dasar tidak mencakupnya.",
                "The value \"{value}\" is added to the enum `{name}`, but {en} of the base does not cover it."
            ),
        )
        .with_place(user.place, text!("yang tidak mencakupnya", "what does not cover it"))
        .with_help(text!(
            "Minta pack dasar menambahkan cabang untuk nilai lain, atau pakai nilai yang sudah ada.",
            "Ask the base for an arm for other values, or use a value that there is."
        )),
    );
    true
}

/// Warns where a pack covers today's values of its own open enum, and no others.
pub(crate) fn warn_closed(linked: &Linked, scheme: &Scheme, user: User<'_>, help: Text, sink: &mut Sink) {
    let Some(decl) = declared(linked, scheme) else { return };
    let own = linked.layers.of(user.place);
    if own != linked.layers.of(decl.name.span) || own.saturating_add(1) < linked.layers.iter().len() {
        return;
    }
    let (name, id, en) = (&scheme.id, &user.what.id, &user.what.en);
    sink.push(
        Diagnostic::warning(
            "T1314",
            user.place,
            text!(
                "Enum `{name}` terbuka untuk ditambah daerah, tetapi {id} hanya mencakup nilai yang ada sekarang.",
                "The enum `{name}` is open to more values from regions, but {en} covers only the values of today."
            ),
        )
        .with_place(decl.name.span, text!("dinyatakan terbuka di sini", "declared open here"))
        .with_help(help),
    );
}
