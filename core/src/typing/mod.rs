//! Rules with types: what both evaluators run, and what the checks look at.

mod additions;
mod asked;
mod branches;
pub mod builtins;
mod calls;
mod catalogue;
mod environment;
mod expressions;
mod fitting;
mod helper_calls;
mod holds;
mod interpolation;
mod interpreted;
pub mod lists;
mod literals;
mod narrow;
mod number_type;
pub(crate) mod open_enums;
mod overlays;
pub mod program;
mod promised;
mod quotient;
mod rules;
mod schema;
mod tables;
mod typer;
mod types;
pub mod walk;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::Sink;
use crate::graph::{Graph, NodeKind};
use crate::link::{Linked, Regime};
use crate::pack::decl::FieldDecl;

use environment::Environment;
use program::{Body, Catalogue, Fact, Node, Parameter, Program};

pub(crate) use branches::gives;
pub(crate) use fitting::figures;
pub(crate) use narrow::{Place, place};
pub use number_type::NumberType;
pub use quotient::Quotient;
pub(crate) use schema::is_protected;
pub use schema::{DatedValue, Schema};
pub use typer::Ask;
pub use types::{FieldType, KeyedType, ListType, RecordType, Type};

/// Types everything that is in force in a regime.
///
/// What cannot be typed is reported and left out, so that the rest is still looked at.
pub fn type_regime(
    linked: &Linked,
    schema: &Schema,
    regime: &Regime,
    graph: &Graph,
    sink: &mut Sink,
) -> Program {
    let mut env = Environment::new(linked, schema, regime);
    for (number, decl) in linked.declarations.facts.iter().enumerate() {
        if linked.computes(number, regime).is_some() {
            continue;
        }
        match fact_node(schema, number, decl) {
            Some(node) => env.add(node),
            None => {
                env.broken.insert(Arc::clone(&decl.name.value));
            }
        }
    }
    let (order, cycles) = graph.order_without_cycles();
    env.broken.extend(cycles.into_iter().flatten());
    let kinds: IndexMap<&Arc<str>, NodeKind> = graph.nodes().map(|(name, node)| (name, node.kind)).collect();
    for name in order {
        let Some(NodeKind::Rule(group, _)) = kinds.get(&name).copied() else { continue };
        match rules::type_rule(linked, &env, group, sink) {
            Some(mut node) => {
                let list = linked.groups.get(group).and_then(|g| g.list);
                (node.inputs, node.parameters) = rules::direct_inputs(&env, list, &node);
                if let Some(list) = list {
                    env.type_field(list, &node.name, &node.ty, node.label.clone(), node.unit.clone());
                }
                env.add(node);
            }
            None => {
                env.broken.insert(name);
            }
        }
    }
    let parameters = parameters(linked, &env);
    let catalogue = &schema.catalogue;
    Program {
        period: regime.period,
        schemes: schema.schemes.clone(),
        parameters,
        catalogue: Catalogue {
            record: catalogue.record.clone(),
            values: Arc::clone(&catalogue.values),
            items: catalogue.items.clone(),
        },
        list_fields: env
            .list_fields
            .into_iter()
            .filter_map(|(list, fields)| {
                let id = *env.by_name.get(&linked.fact(list)?.name.value)?;
                Some((id, fields))
            })
            .collect(),
        nodes: env.nodes,
        by_name: env.by_name,
    }
}

fn fact_node(schema: &Schema, number: usize, decl: &FieldDecl) -> Option<Node> {
    let (ty, shape) = schema.facts.get(number)?.as_ref()?;
    let words = |s: &Option<String>| s.as_deref().map(Arc::from);
    Some(Node {
        name: Arc::clone(&decl.name.value),
        path: Arc::clone(&decl.name.value),
        label: words(&decl.label),
        label_en: words(&decl.label_en),
        unit: words(&decl.unit),
        ty: ty.clone(),
        inputs: Vec::new(),
        parameters: Vec::new(),
        body: Body::Fact(Arc::new(Fact {
            optional: decl.optional,
            protected: schema::is_protected(decl),
            judgement: decl.judgement,
            source: words(&decl.source),
            shape: shape.clone(),
        })),
    })
}

fn parameters(linked: &Linked, env: &Environment<'_>) -> IndexMap<Arc<str>, Parameter> {
    let mut parameters = IndexMap::new();
    for (number, decl) in linked.declarations.parameters.iter().enumerate() {
        let version = env.regime.parameters.get(number).copied().flatten();
        let Some(dated) = version.and_then(|v| decl.values.get(v)) else { continue };
        let Some(typed) = env.parameter(number) else { continue };
        let words = |s: &Option<String>| s.as_deref().map(Arc::from);
        parameters.insert(
            Arc::clone(&decl.name.value),
            Parameter {
                name: Arc::clone(&decl.name.value),
                label: words(&decl.label),
                label_en: words(&decl.label_en),
                unit: words(&decl.unit),
                ty: typed.ty.clone(),
                value: typed.value.clone(),
                period: dated.period,
                basis: dated.basis.as_ref().map(|b| Arc::from(b.value.as_str())),
                pack: linked
                    .layers
                    .layer(dated.value.span)
                    .map_or_else(|| Arc::from(""), |l| Arc::clone(&l.id)),
                verified: dated.verified,
                note: words(&dated.note),
                span: dated.value.span,
            },
        );
    }
    parameters
}
