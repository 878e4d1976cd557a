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
mod memo;
mod narrow;
mod number_type;
pub(crate) mod open_enums;
mod overlays;
pub mod program;
mod promised;
mod quotient;
mod rests_on;
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

use environment::Environment;
use program::{Catalogue, Parameter, Program};

pub(crate) use branches::gives;
pub(crate) use fitting::figures;
pub use memo::{Memo, Standing, TypedRegime};
pub(crate) use narrow::{Place, place};
pub use number_type::NumberType;
pub use quotient::Quotient;
pub use schema::Schema;
pub(crate) use schema::is_protected;
pub use typer::Ask;
pub use types::{FieldType, KeyedType, ListType, RecordType, Type};

/// Types everything that is in force in a regime; what stands as it stood before is taken over.
///
/// What cannot be typed is reported and left out, so that the rest is still looked at.
pub fn type_regime(
    linked: &Linked,
    schema: &Schema,
    regime: &Regime,
    graph: &Graph,
    before: &Standing<'_>,
    sink: &mut Sink,
) -> TypedRegime {
    let mut env = Environment::new(linked, schema, regime);
    for (number, (decl, node)) in linked.declarations.facts.iter().zip(&schema.nodes).enumerate() {
        if linked.computes(number, regime).is_some() {
            continue;
        }
        env.add(&decl.name.value, node.clone());
    }
    graph.cycles().into_iter().flatten().for_each(|name| env.leave_out(name));
    let mut memory = memo::Memory::of(before, regime.period);
    for (name, node) in graph.order() {
        let NodeKind::Rule(group, _) = node.kind else { continue };
        let node = memory.type_rule(linked, &env, group, name, sink);
        let list = linked.groups.get(group).and_then(|group| group.list);
        if let (Some(node), Some(list)) = (&node, list) {
            env.type_field(list, &node.name, &node.ty, node.label.clone(), node.unit.clone());
        }
        env.add(name, node);
    }
    let parameters = parameters(linked, &env);
    let catalogue = &schema.catalogue;
    let typed = env.typed.into_owned();
    let program = Program {
        period: regime.period,
        schemes: schema.schemes.clone(),
        parameters,
        catalogue: Catalogue {
            record: catalogue.record.clone(),
            values: Arc::clone(&catalogue.values),
            items: catalogue.items.clone(),
        },
        list_fields: typed
            .list_fields
            .into_iter()
            .filter_map(|(list, fields)| {
                let id = *typed.by_name.get(&linked.fact(list)?.name.value)?;
                Some((id, fields))
            })
            .collect(),
        nodes: typed.nodes,
        by_name: typed.by_name,
    };
    memory.finish(Arc::new(program))
}

fn parameters(linked: &Linked, env: &Environment<'_>) -> IndexMap<Arc<str>, Arc<Parameter>> {
    let in_force = (0..linked.declarations.parameters.len()).filter_map(|number| env.parameter(number));
    in_force.map(|parameter| (Arc::clone(&parameter.name), Arc::clone(parameter))).collect()
}
