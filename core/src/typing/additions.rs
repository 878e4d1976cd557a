//! Joins the requirements that overlays add to a promotion of their base.

use super::program::{Expr, ExprKind};
use super::typer::Typer;
use crate::link::{Linked, RuleVersion};

/// Joins the requirements that overlays add to a promotion.
pub(super) fn with_additions(
    linked: &Linked,
    typer: &mut Typer<'_>,
    version: &RuleVersion,
    body: Expr,
) -> Expr {
    // Few packs add anything; for the others no rule need be looked for.
    if linked.additions.is_empty() {
        return body;
    }
    let group = linked.groups.iter().position(|g| g.versions.iter().any(|v| v.span == version.span));
    let added = group.and_then(|group| linked.additions.get(&group));
    let mut operands = Vec::new();
    for requirement in added.into_iter().flatten() {
        let name = linked.groups.get(*requirement).map(|g| &g.name);
        if let Some((kind, ty)) = name.and_then(|name| typer.env.lookup(linked, None, name)) {
            operands.push(Expr { kind, ty, span: body.span });
        }
    }
    if operands.is_empty() {
        return body;
    }
    let (span, ty) = (body.span, body.ty.clone());
    let all = match body.kind {
        ExprKind::Combine { any: false, operands: own } => own.into_iter().chain(operands).collect(),
        kind => std::iter::once(Expr { kind, ty: ty.clone(), span }).chain(operands).collect(),
    };
    Expr { kind: ExprKind::Combine { any: false, operands: all }, ty, span }
}
