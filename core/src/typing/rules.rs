//! Types one rule: its condition, its body, its texts, and what its kind asks of it.

use std::sync::Arc;

use super::asked::{check_kind, date_field, report_not_dated, report_other_type};
use super::environment::Environment;
use super::number_type::NumberType;
use super::program::{Bilingual, Body, Expr, ExprKind, Node, NodeId, Rule, Version};
use super::promised::Promise;
use super::tables;
use super::typer::{MAX_DEPTH, MAX_SIZE, Scope, Typer};
use super::types::Type;
use super::{interpreted, narrow, overlays, promised};
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Linked, Origin, Regime, RuleVersion};
use crate::script::ast::{Kind, RangeTag, Tags, Template, TypeTag};
use crate::source::Spanned;
use crate::text;
use crate::value::Period;

/// A version of a rule with its types.
pub(super) struct Typed {
    version: Version,
    pub(super) ty: Type,
    /// The same with the whole of its `@range`, to which a replacement is held.
    pub(super) widest: Type,
    item_from: Option<Expr>,
}

/// Types the rule of a group as it is in force; `None` where that failed and was reported.
pub(super) fn type_rule(
    linked: &Linked,
    env: &Environment<'_>,
    group: usize,
    sink: &mut Sink,
) -> Option<Node> {
    let found = linked.groups.get(group)?;
    let dated = linked.is_dated(group);
    let versions = if dated {
        type_dated(linked, env, group, sink)?
    } else {
        let number = env.regime.rules.get(group).copied().flatten()?;
        let version = found.versions.get(number)?;
        vec![type_version(linked, env, found.list, version, env.regime.period, sink)?]
    };
    let shown = versions.iter().find(|v| v.version.period.overlaps(&env.regime.period)).or(versions.last())?;
    let origin = shown.version.origin;
    let (span, item_from) = (shown.version.span, shown.item_from.clone());
    let mut ty = Type::Never;
    let mut literals = super::literals::Literals::default();
    for version in &versions {
        ty = match literals.unify(&ty, &version.ty) {
            Some(joined) => joined,
            None => {
                report_other_type(&ty, &version.ty, version.version.span, sink);
                Type::Broken
            }
        };
    }
    if ty.is_broken() {
        return None;
    }
    let head = head(linked, origin);
    check_kind(head.kind, head.tags, &ty, span, sink)?;
    overlays::check_replacement(linked, env, group, origin, head.kind, &ty, sink)?;
    if let Some(item) = &head.tags.and_then(|t| t.item.clone())
        && !env.schema.catalogue.items.contains_key(&item.value)
    {
        let known = env.schema.catalogue.items.keys().map(|c| &**c);
        super::catalogue::report_no_code(&item.value, item.span, known, sink);
    }
    let list = match found.list {
        Some(list) => {
            let fact = linked.fact(list)?;
            let slot = env.slot(list, &found.name).map(|(slot, _)| slot)?;
            Some((*env.typed.by_name.get(&fact.name.value)?, slot))
        }
        None => None,
    };
    let path = crate::graph::rule_name(linked, group, &found.name);
    let dated_by = match (&head.dated_by, found.list) {
        (Some(field), Some(list)) => Some(date_field(env, list, field, sink)?),
        (Some(field), None) => {
            report_not_dated(field, sink);
            return None;
        }
        _ => None,
    };
    let words = |s: Option<&Spanned<String>>| s.map(|s| Arc::from(s.value.as_str()));
    let tags = head.tags;
    let pair = |id: Option<&Spanned<Template>>, en: Option<&Spanned<Template>>| {
        id.map(|id| Bilingual { id: id.value.clone(), en: en.map(|t| t.value.clone()) })
    };
    let rule = Rule {
        kind: head.kind,
        list,
        dated_by,
        met: tags.and_then(|t| pair(t.met.as_ref(), t.met_en.as_ref())),
        unmet: tags.and_then(|t| pair(t.unmet.as_ref(), t.unmet_en.as_ref())),
        advice: tags.and_then(|t| pair(t.advice.as_ref(), t.advice_en.as_ref())),
        item: tags.and_then(|t| t.item.as_ref()).map(|i| Arc::clone(&i.value)),
        item_from,
        reason: tags.and_then(|t| {
            t.reason.as_ref().map(|r| (r.value.clone(), t.reason_en.as_ref().map(|e| e.value.clone())))
        }),
        pack: linked
            .declarations
            .manifest
            .as_ref()
            .map_or_else(|| Arc::from(""), |m| Arc::clone(&m.id.value)),
        versions: versions.into_iter().map(|v| v.version).collect(),
    };
    Some(Node {
        name: Arc::clone(&found.name),
        path,
        label: words(head.label),
        label_en: words(head.label_en),
        unit: words(head.unit),
        ty,
        inputs: Vec::new(),
        parameters: Vec::new(),
        body: Body::Rule(Arc::new(rule)),
    })
}

/// What stands above a rule, whether it is a function or a table.
struct Head<'a> {
    label: Option<&'a Spanned<String>>,
    label_en: Option<&'a Spanned<String>>,
    unit: Option<&'a Spanned<String>>,
    kind: Kind,
    dated_by: Option<crate::script::ast::Ident>,
    tags: Option<&'a Tags>,
}

fn head(linked: &Linked, origin: Origin) -> Head<'_> {
    if let Some(function) = linked.function(origin) {
        let tags = &function.doc.tags;
        return Head {
            label: function.doc.label.as_ref(),
            label_en: tags.label_en.as_ref(),
            unit: tags.unit.as_ref(),
            kind: tags.kind.as_ref().map_or(Kind::Score, |k| k.value),
            dated_by: tags.dated_by.clone(),
            tags: Some(tags),
        };
    }
    let table = linked.table(origin);
    Head {
        label: table.and_then(|t| t.label.as_ref()),
        label_en: table.and_then(|t| t.label_en.as_ref()),
        unit: table.and_then(|t| t.unit.as_ref()),
        kind: Kind::Score,
        dated_by: table.and_then(|t| t.dated_by.clone()),
        tags: None,
    }
}

pub(super) fn type_version(
    linked: &Linked,
    env: &Environment<'_>,
    list: Option<usize>,
    version: &RuleVersion,
    period: Period,
    sink: &mut Sink,
) -> Option<Typed> {
    match version.origin {
        Origin::Function(script, _) => type_function(linked, env, list, version, script, period, sink),
        Origin::Table(number, result) => {
            type_table_rule(linked, env, list, version, number, result, period, sink)
        }
    }
}

fn type_function(
    linked: &Linked,
    env: &Environment<'_>,
    list: Option<usize>,
    version: &RuleVersion,
    script: usize,
    period: Period,
    sink: &mut Sink,
) -> Option<Typed> {
    let function = linked.function(version.origin)?;
    let tags = &function.doc.tags;
    let before = sink.errors();
    let inputs: Vec<Arc<str>> = version.inputs.iter().map(|i| Arc::clone(&i.value)).collect();
    let mut typer = Typer::new(linked, env, sink, Scope::Rule { inputs, list }, Some(script));
    typer.check_inputs(&version.inputs, list);
    let mut applies = tags.applies.as_ref().map(|condition| typer.bool(condition));
    if let Some(condition) = &applies {
        typer.known.extend(narrow::follows(condition, true));
    }
    let item_from = tags.item_from.as_ref().map(|name| typer.name(&name.value, name.span));
    if let Some(item) = &item_from {
        typer.expect(&Type::Text, item);
    }
    typer.tail = true;
    let mut body = match tags.interpreted {
        Some(span) => interpreted::body(&mut typer, function, script, span)?,
        None => typer.block_value(&function.body),
    };
    let mut ty = body.ty.clone();
    if let Some(returns) = &tags.returns
        && let Some(told) = returned_type(returns, env, typer.sink)
    {
        ty = returned(&mut typer, &told, &body, returns);
    }
    body.ty = ty.clone();
    body = super::additions::with_additions(linked, &mut typer, version, body);
    if tags.returns.is_none() || ty.as_number().is_some_and(|n| n.scale.is_none()) {
        typer.finite(&body.ty, body.span);
    }
    let too_large = if typer.size > MAX_SIZE {
        Some(text!(
            "Aturan ini terlalu besar setelah fungsi bantunya diuraikan: lebih dari {MAX_SIZE} bagian.",
            "This rule is too large once its helpers are written out: more than {MAX_SIZE} parts."
        ))
    } else {
        typer.too_deep.then(|| {
            text!(
                "Aturan ini terlalu dalam setelah fungsi bantunya diuraikan: lebih dari {MAX_DEPTH} operasi bertumpuk.",
                "This rule is too deep once its helpers are written out: more than {MAX_DEPTH} operations stand in each other."
            )
        })
    };
    if let Some(message) = too_large {
        typer.sink.push(Diagnostic::error("T1213", function.name.span, message).with_help(text!(
            "Pecah menjadi beberapa aturan; hasil sebuah aturan dihitung sekali saja.",
            "Split it into several rules; the result of a rule is worked out once."
        )));
    }
    // What is broken may be where the input was meant to be used.
    let sound = typer.sink.errors() == before && !typer.sink.is_explained(function.span);
    for param in function.params.iter().filter(|_| sound) {
        if !typer.used.contains(&param.value) {
            let name = &param.value;
            typer.sink.push(
                Diagnostic::warning(
                    "T1304",
                    param.span,
                    text!(
                        "Masukan `{name}` tidak dipakai aturan ini, padahal tampak ikut menentukan hasilnya.",
                        "The input `{name}` is not used by this rule, though it seems to count in its result."
                    ),
                )
                .with_help(text!("Hapus dari parameternya.", "Take it out of the parameters.")),
            );
        }
    }
    let literals = std::mem::take(&mut typer.literals);
    let locals = typer.next_local;
    literals.settle(&mut body, sink);
    if let Some(condition) = &mut applies {
        literals.settle(condition, sink);
    }
    let mut ty = literals.settled(&ty);
    let promise = tags.range.as_ref().map(|r| Promise { lo: r.value.lo, hi: r.value.hi, span: r.span });
    let mut widest = promise.map_or_else(|| ty.clone(), |promise| promise.widest(&ty));
    // What replaces an open rule may have the decimals that the rule promises, though its own result has fewer.
    if let (Type::Number(number), Some(told)) = (&mut widest, tags.returns.as_ref().and_then(|tag| tag.scale))
    {
        number.scale = number.scale.map(|own| own.max(told));
    }
    ty = promised::result(ty, promise, body.span, sink);
    if sink.errors() > before || ty.is_broken() {
        return None;
    }
    let version = Version {
        period,
        origin: version.origin,
        basis: tags.basis.as_ref().map(|b| Arc::from(b.value.as_str())),
        applies,
        range: tags.range.as_ref().map(|r| r.value),
        body,
        locals,
        span: version.span,
    };
    Some(Typed { version, ty, widest, item_from })
}

/// The type that `@returns` tells.
pub(super) fn returned_type(tag: &TypeTag, env: &Environment<'_>, sink: &mut Sink) -> Option<Type> {
    let one = match &*tag.name.value {
        "number" => Type::Number(NumberType::within(tag.scale, None, None)),
        "boolean" => Type::Bool,
        "text" => Type::Text,
        "date" => Type::Date,
        _ => Type::Enum(env.schema.scheme(&tag.name, sink)?),
    };
    Some(if tag.list { Type::list_of(one, 0) } else { one })
}

fn returned(typer: &mut Typer<'_>, told: &Type, body: &Expr, tag: &TypeTag) -> Type {
    let found = typer.literals.resolve(&body.ty);
    if let (Type::Number(number), Some(scale)) = (&found, tag.scale) {
        if number.scale.is_none_or(|own| own > scale) {
            typer.sink.push(
                Diagnostic::error(
                    "T1204",
                    body.span,
                    text!(
                        "@returns menjanjikan {scale} desimal, tetapi hasilnya dapat lebih panjang.",
                        "@returns promises {scale} decimals, but the result may have more."
                    ),
                )
                .with_place(tag.span, text!("dijanjikan di sini", "promised here"))
                .with_help(text!(
                    "Bulatkan, misalnya round_half_up(..., {scale}).",
                    "Round it, for example round_half_up(..., {scale})."
                )),
            );
        }
        return found;
    }
    match (told, typer.expect(told, body)) {
        (Type::Number(_), _) if matches!(found, Type::Number(_)) => found,
        // What the promise leaves open, the list itself tells.
        (Type::List(told), Type::List(_)) if told.item.as_number().is_some() => found,
        (_, met) => met,
    }
}

#[expect(clippy::too_many_arguments, reason = "the table and its result are two numbers of one origin")]
fn type_table_rule(
    linked: &Linked,
    env: &Environment<'_>,
    list: Option<usize>,
    version: &RuleVersion,
    number: usize,
    result: usize,
    period: Period,
    sink: &mut Sink,
) -> Option<Typed> {
    let decl = linked.declarations.tables.get(number)?;
    let before = sink.errors();
    let names: Vec<Arc<str>> = version.inputs.iter().map(|i| Arc::clone(&i.value)).collect();
    let mut typer = Typer::new(linked, env, sink, Scope::Rule { inputs: names, list }, None);
    typer.check_inputs(&version.inputs, list);
    let inputs: Vec<Expr> = decl.inputs.iter().map(|input| typer.name(&input.value, input.span)).collect();
    let types: Vec<Type> = inputs.iter().map(|i| i.ty.clone()).collect();
    if sink.errors() > before || types.iter().any(Type::is_broken) {
        return None;
    }
    let (table, results) = tables::type_table(linked, env, number, &types, sink)?;
    let found = results.get(result)?.clone();
    let promise = decl.range.as_ref().map(|r| Promise { lo: r.value.0, hi: r.value.1, span: r.span });
    let widest = promise.map_or_else(|| found.clone(), |promise| promise.widest(&found));
    let ty = promised::result(found, promise, version.span, sink);
    if ty.is_broken() {
        return None;
    }
    let body = Expr {
        kind: ExprKind::Table { table, result, inputs, called: false },
        ty: ty.clone(),
        span: version.span,
    };
    let basis = decl.basis.as_ref().map(|b| Arc::from(b.value.as_str()));
    let range = decl.range.as_ref().map(|r| RangeTag { lo: r.value.0, hi: r.value.1 });
    let (origin, span) = (version.origin, version.span);
    let version = Version { period, origin, basis, applies: None, range, body, locals: 0, span };
    Some(Typed { version, ty, widest, item_from: None })
}

/// Types a rule that is dated by its item once for each regime in which it has a version.
fn type_dated(linked: &Linked, env: &Environment<'_>, group: usize, sink: &mut Sink) -> Option<Vec<Typed>> {
    let found = linked.groups.get(group)?;
    let mut typed = Vec::new();
    let with_version = |regime: &Regime| regime.rules.get(group).copied().flatten();
    for regime in &linked.regimes {
        let Some(version) = with_version(regime).and_then(|number| found.versions.get(number)) else {
            continue;
        };
        let there = env.in_regime(regime);
        typed.push(type_version(linked, &there, found.list, version, regime.period, sink)?);
    }
    (!typed.is_empty()).then_some(typed)
}

/// The nodes and parameters that a rule's expressions name.
pub(super) fn direct_inputs(
    env: &Environment<'_>,
    list: Option<usize>,
    node: &Node,
) -> (Vec<NodeId>, Vec<Arc<str>>) {
    let (mut nodes, mut parameters) = (Vec::new(), Vec::new());
    let Body::Rule(rule) = &node.body else { return (nodes, parameters) };
    fn add<T: PartialEq>(to: &mut Vec<T>, one: T) {
        if !to.contains(&one) {
            to.push(one);
        }
    }
    for version in &rule.versions {
        for expr in version.applies.iter().chain([&version.body]).chain(&rule.item_from) {
            super::walk::each(expr, &mut |inner| match &inner.kind {
                ExprKind::Node(id) => add(&mut nodes, *id),
                ExprKind::ItemField(slot, _) => {
                    rule.list.iter().for_each(|(id, _)| add(&mut nodes, *id));
                    let field = list.and_then(|list| env.field(list, *slot));
                    field
                        .and_then(|f| env.typed.by_name.get(&f.path))
                        .iter()
                        .for_each(|id| add(&mut nodes, **id));
                }
                ExprKind::Field { base, slot, .. } => {
                    // A rule of a list is read as a field of its items.
                    let Type::Record(record) = &base.ty else { return };
                    let field = record.fields.get(*slot);
                    field
                        .and_then(|f| env.typed.by_name.get(&f.path))
                        .iter()
                        .for_each(|id| add(&mut nodes, **id));
                }
                ExprKind::Parameter(name, _) | ExprKind::At(name, ..) => {
                    add(&mut parameters, Arc::clone(name))
                }
                ExprKind::Table { table, .. } => {
                    let named = table.rows.iter().flat_map(|row| &row.parameters);
                    named.for_each(|name| add(&mut parameters, Arc::clone(name)));
                }
                _ => {}
            });
        }
    }
    (nodes, parameters)
}
