//! What an overlay does to a rule or a fact of its base, once there are types.

use super::environment::Environment;
use super::rules::type_version;
use super::types::Type;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Linked, Origin};
use crate::script::ast::Kind;
use crate::source::Span;
use crate::text;
use crate::value::Text;

/// Holds a replacement to the kind, type, scale and range of what it replaces.
pub(super) fn check_replacement(
    linked: &Linked,
    env: &Environment<'_>,
    group: usize,
    origin: Origin,
    kind: Kind,
    ty: &Type,
    sink: &mut Sink,
) -> Option<()> {
    let found = linked.groups.get(group)?;
    let own = found.versions.iter().find(|v| v.origin == origin)?;
    if let Some((fact, _)) = linked.computed.iter().find(|(_, computed)| **computed == group) {
        let decl = linked.fact(*fact)?;
        let (wanted, _) = env.schema.facts.get(*fact)?.as_ref()?;
        return fits(wanted, ty, own.span, decl.name.span, decl.source.as_deref(), sink);
    }
    let layer = linked.layers.of(own.span);
    let replaced = found.versions.iter().find(|v| {
        linked.layers.of(v.span) < layer
            && v.effective.is_none_or(|period| period.overlaps(&env.regime.period))
    });
    let Some(replaced) = replaced else { return Some(()) };
    let base_kind = linked
        .function(replaced.origin)
        .and_then(|f| f.doc.tags.kind.as_ref())
        .map_or(Kind::Score, |k| k.value);
    if base_kind != kind {
        sink.push(
            Diagnostic::error(
                "T1612",
                own.span,
                text!(
                    "Aturan pengganti harus sejenis (@kind) dengan aturan pack dasar.",
                    "A replacement must be of the same @kind as the rule of the base."
                ),
            )
            .with_place(replaced.span, text!("aturan pack dasar", "the rule of the base"))
            .with_help(text!("Samakan @kind-nya.", "Make its @kind the same.")),
        );
        return None;
    }
    // What is wrong with the base itself is told where the base is checked.
    let mut unheard = Sink::default();
    let base = type_version(linked, env, found.list, replaced, env.regime.period, &mut unheard)?;
    fits(&base.widest, ty, own.span, replaced.span, None, sink)
}

fn fits(
    wanted: &Type,
    found: &Type,
    own: Span,
    base: Span,
    basis: Option<&str>,
    sink: &mut Sink,
) -> Option<()> {
    let reason: Option<Text> = match (wanted, found) {
        (Type::Number(wanted), Type::Number(found)) => {
            let scale = found.scale.zip(wanted.scale).is_none_or(|(own, most)| own > most);
            let below = wanted.lo.is_some_and(|lo| found.lo.is_none_or(|own| own < lo));
            let above = wanted.hi.is_some_and(|hi| found.hi.is_none_or(|own| own > hi));
            if scale && wanted.scale.is_some() {
                let most = wanted.scale.unwrap_or(0);
                Some(text!("paling banyak {most} desimal", "at most {most} decimals"))
            } else if below || above {
                let end = |n: Option<crate::Number>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
                let (lo, hi) = (end(wanted.lo), end(wanted.hi));
                Some(text!("antara {lo} dan {hi}", "between {lo} and {hi}"))
            } else {
                None
            }
        }
        _ => {
            let mut literals = super::literals::Literals::default();
            literals.unify(wanted, found).is_none().then(|| wanted.describe())
        }
    };
    let Some(reason) = reason else { return Some(()) };
    sink.push(
        Diagnostic::error(
            "T1613",
            own,
            Text {
                id: format!("Hasil pengganti harus seperti yang digantikannya: {}.", reason.id),
                en: format!("The result must be like that of what it replaces: {}.", reason.en),
            },
        )
        .with_place(base, text!("yang digantikan", "what is replaced"))
        .with_help(text!(
            "Bulatkan, atau nyatakan @range yang cukup sempit.",
            "Round it, or state a @range that is narrow enough."
        ))
        .with_basis(basis),
    );
    None
}
