//! A pack that passed its checks, and plans: a regime's program with a date and a choice of outputs.

mod load;
mod pack;
mod part;
mod report;
mod what_if;
mod workspace;

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::bundle::Bundle;
use crate::diagnostic::{did_you_mean, nearest};
use crate::script::ast::Kind;
use crate::text;
use crate::typing::program::{NodeId, Program};
use crate::value::{Date, Error};

pub use load::{check, check_layers};
pub use pack::Pack;
pub use report::Report;
pub use workspace::Workspace;

/// A pack compiled for a date and a choice of outputs: immutable, cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Plan(Arc<Inner>);

struct Inner {
    bundle: Bundle,
    program: Arc<Program>,
    as_of: Date,
    outputs: Vec<Output>,
    triggers: bool,
    order: Vec<NodeId>,
    /// Of each node of the program, whether it is in that order.
    in_order: Vec<bool>,
    /// What the stages after this one have made of the plan.
    kept: [OnceLock<Arc<dyn Any + Send + Sync>>; 4],
}

/// Who keeps something with a plan.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keeper {
    /// The evaluator over columns: its instructions.
    Columns,
    /// The outcome: its instructions for one subject at a time.
    Single,
    /// The outcome: what there is to say of the plan whatever the subject.
    Outcome,
    /// The explanation: what is told of each parameter.
    Explanation,
}

/// One output of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The name by which it was asked for.
    pub name: Arc<str>,
    /// Its node.
    pub node: NodeId,
}

impl Bundle {
    /// Compiles the bundle for a date and a choice of outputs; without any, for the pack's default outputs.
    ///
    /// # Errors
    /// As [`Pack::plan`], and `T3047` where the bundle was read and has no sound program of the date.
    pub fn plan<S: AsRef<str>>(
        &self,
        as_of: Date,
        outputs: impl IntoIterator<Item = S>,
    ) -> Result<Plan, Error> {
        let names: Vec<String> = outputs.into_iter().map(|name| name.as_ref().to_owned()).collect();
        Plan::new(self, as_of, &names)
    }
}

impl Plan {
    /// Compiles a bundle for a date; without names for the pack's default outputs.
    fn new(bundle: &Bundle, as_of: Date, names: &[String]) -> Result<Plan, Error> {
        let program = bundle.program(as_of)?;
        let (mut outputs, mut triggers) = (Vec::new(), false);
        let mut add = |name: &str, node: NodeId| {
            if !outputs.iter().any(|o: &Output| o.node == node) {
                outputs.push(Output { name: Arc::from(name), node });
            }
        };
        for name in names {
            if name == "triggers" {
                triggers = true;
                continue;
            }
            match program.find(name) {
                Some((id, _)) => add(name, id),
                None => return Err(no_output(bundle, &program, name, as_of)),
            }
        }
        if names.is_empty() {
            let defaults = bundle.default_outputs();
            // A default output that is not in force on the date is left out.
            for name in defaults {
                if &**name == "triggers" {
                    triggers = true;
                } else if let Some((id, _)) = program.find(name) {
                    add(name, id);
                }
            }
            if defaults.is_empty() {
                triggers = program.rules().any(|(_, _, rule)| rule.kind == Kind::Trigger);
                for (id, node, rule) in program.rules() {
                    if rule.list.is_none() {
                        add(&node.path, id);
                    }
                }
            }
        }
        let in_order = needed(&program, &outputs, triggers);
        // Nodes stand in the program in an order in which they can be worked out.
        let order = in_order.iter().enumerate().filter(|(_, is_in)| **is_in).map(|(id, _)| NodeId(id));
        let order = order.collect();
        Ok(Plan(Arc::new(Inner {
            bundle: bundle.clone(),
            program,
            as_of,
            outputs,
            triggers,
            order,
            in_order,
            kept: Default::default(),
        })))
    }

    /// What was compiled: the pack's particulars, its programs and what is told of them.
    #[must_use]
    pub fn bundle(&self) -> &Bundle {
        &self.0.bundle
    }

    /// The date of the plan; `as_of` in rules.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.0.as_of
    }

    /// The outputs asked for, in order; triggers apart.
    #[must_use]
    pub fn outputs(&self) -> &[Output] {
        &self.0.outputs
    }

    /// Whether the triggers were asked for.
    #[must_use]
    pub fn gives_triggers(&self) -> bool {
        self.0.triggers
    }

    /// The typed program of the plan's regime.
    #[must_use]
    pub fn program(&self) -> &Arc<Program> {
        &self.0.program
    }

    /// The nodes that the outputs rest on, each after everything that it rests on itself.
    #[must_use]
    pub fn order(&self) -> &[NodeId] {
        &self.0.order
    }

    /// Whether the outputs rest on a node.
    #[must_use]
    pub fn works_out(&self, id: NodeId) -> bool {
        self.0.in_order.get(id.0).copied().unwrap_or(false)
    }

    /// What a later stage makes of the plan, made once and kept with it.
    pub(crate) fn kept(
        &self,
        by: Keeper,
        make: impl FnOnce() -> Arc<dyn Any + Send + Sync>,
    ) -> Arc<dyn Any + Send + Sync> {
        let [columns, single, outcome, explanation] = &self.0.kept;
        let slot = match by {
            Keeper::Columns => columns,
            Keeper::Single => single,
            Keeper::Outcome => outcome,
            Keeper::Explanation => explanation,
        };
        Arc::clone(slot.get_or_init(make))
    }

    /// Whether the other is this very plan.
    #[cfg(feature = "arrow")]
    pub(crate) fn is_same(&self, other: &Plan) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The same plan for other outputs.
    ///
    /// # Errors
    /// As [`Pack::plan`].
    pub fn with_outputs(&self, names: &[String]) -> Result<Plan, Error> {
        Plan::new(&self.0.bundle, self.0.as_of, names)
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.outputs.iter().map(|o| &*o.name).collect();
        write!(f, "Plan({}, {}, {names:?})", self.0.bundle.id(), self.0.as_of)
    }
}

/// Of each node, whether the outputs rest on it.
fn needed(program: &Program, outputs: &[Output], triggers: bool) -> Vec<bool> {
    let mut is_needed = vec![false; program.nodes.len()];
    let mut open = Vec::new();
    let mut need = |open: &mut Vec<NodeId>, id: NodeId| {
        if let Some(is_needed) = is_needed.get_mut(id.0).filter(|is_needed| !**is_needed) {
            *is_needed = true;
            open.push(id);
        }
    };
    outputs.iter().for_each(|output| need(&mut open, output.node));
    if triggers {
        let triggers = program.rules().filter(|(.., rule)| rule.kind == Kind::Trigger);
        triggers.for_each(|(id, ..)| need(&mut open, id));
    }
    while let Some(id) = open.pop() {
        let Some(node) = program.node(id) else { continue };
        let list = node.rule().and_then(|rule| rule.list).map(|(list, _)| list);
        for input in node.inputs.iter().copied().chain(list).chain(named_in_texts(program, id)) {
            need(&mut open, input);
        }
    }
    is_needed
}

/// The nodes that the texts of a rule name; a text may name anything that the rule rests on.
fn named_in_texts(program: &Program, id: NodeId) -> Vec<NodeId> {
    let Some(node) = program.node(id) else { return Vec::new() };
    let Some(rule) = node.rule() else { return Vec::new() };
    let fields = rule.list.and_then(|(list, _)| program.list_fields.get(&list));
    let mut found = Vec::new();
    for name in rule.template_names() {
        let field = fields.and_then(|fields| fields.iter().find(|f| *f.name == **name));
        let path = field.map_or(name, |f| &f.path);
        found.extend(program.by_name.get(path).copied().filter(|other| *other < id));
    }
    found
}

fn no_output(bundle: &Bundle, program: &Program, name: &str, as_of: Date) -> Error {
    if bundle.declares(name) {
        return Error::new(
            "T3004",
            text!(
                "Keluaran `{name}` tidak berlaku pada {as_of}.",
                "The output `{name}` is not in force on {as_of}."
            ),
        )
        .with_help(text!(
            "Pilih tanggal lain; `timbang describe` menunjukkan masa berlakunya.",
            "Choose another date; `timbang describe` shows when it is in force."
        ));
    }
    let error = Error::new(
        "T3003",
        text!("Tidak ada keluaran bernama `{name}`.", "There is no output named `{name}`."),
    );
    let known = program.by_name.keys().map(|n| &**n).chain(["triggers"]);
    error.with_help(did_you_mean(
        nearest(name, known),
        text!(
            "`timbang describe` menyebut semua aturan sebuah pack.",
            "`timbang describe` lists all rules of a pack."
        ),
    ))
}
