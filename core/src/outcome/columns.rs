//! Plans over columns: their instructions, and whether both evaluators say the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::eval::columnar::code::kinds_of;
use crate::eval::columnar::{Columnar, Found, planted};
use crate::eval::reference::Values;
use crate::eval::{Facts, Typed};
use crate::plan::{Keeper, Plan};
use crate::script::ast::Kind;
use crate::typing::program::{Body, NodeId, Program, Shape};
use crate::value::{Node, Value};

/// What a comparison of the two evaluators found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many subjects were compared.
    pub compared: usize,
    /// How many were not, because values were given for rules of lists row by row.
    pub skipped: usize,
    /// Where the evaluators say different things, in words.
    pub differences: Vec<String>,
}

impl Plan {
    /// Compares the two evaluators in every value and every cause of every rule that the plan rests on.
    ///
    /// With `stand_ins`, values may be given for rules too, as cases do; each subject then has a program of its own.
    #[must_use]
    pub fn agreement(&self, subjects: &[Facts], stand_ins: bool) -> Agreement {
        let program = self.program();
        let all: Vec<Typed> = subjects.iter().map(|facts| Typed::new(program, facts, stand_ins)).collect();
        let (typed, by_row): (Vec<Typed>, Vec<Typed>) =
            all.into_iter().partition(|typed| !stand_ins || !is_given_by_row(program, typed));
        let rules: Vec<(Arc<str>, NodeId)> = self
            .order()
            .iter()
            .filter_map(|id| program.node(*id).map(|node| (id, node)))
            .filter(|(_, node)| node.rule().is_some())
            .map(|(id, node)| (Arc::clone(&node.path), *id))
            .collect();
        let mut told = Vec::new();
        let compared = typed.len();
        let worked_out =
            |typed: &Typed| Values::new(program, self.as_of(), typed.values.clone(), self.order());
        let mut compare = |columnar: &Columnar, subjects: &[Typed], all: &[Values], first: usize| {
            let found = columnar.run_typed(subjects);
            for (at, (values, found)) in all.iter().zip(found).enumerate() {
                for ((name, id), found) in rules.iter().zip(found) {
                    let expected = expected(program, values, *id);
                    if expected != found {
                        let number = first.saturating_add(at);
                        told.push(format!("{number} {name}: {expected:?} by row, {found:?} by column"));
                    }
                }
            }
        };
        let build = |stand_ins| Columnar::new(program, self.as_of(), self.order(), rules.clone(), stand_ins);
        if !stand_ins {
            let all: Vec<Values> = typed.iter().map(worked_out).collect();
            compare(&build(BTreeMap::new()), &typed, &all, 0);
            self.compare_single(subjects, &all, &mut told);
            return Agreement { compared, skipped: 0, differences: told };
        }
        for (number, typed) in typed.iter().enumerate() {
            let given = typed
                .values
                .iter()
                .filter(|(id, _)| program.node(*id).is_some_and(|node| matches!(node.body, Body::Rule(_))));
            let given: BTreeMap<NodeId, Node> = given.map(|(id, node)| (id, node.clone())).collect();
            compare(&build(given), std::slice::from_ref(typed), &[worked_out(typed)], number);
        }
        Agreement { compared, skipped: by_row.len(), differences: told }
    }

    /// Compares what is worked out for one subject alone, as far as its facts are plain.
    fn compare_single(&self, subjects: &[Facts], all: &[Values], told: &mut Vec<String>) {
        let single = Arc::new(self.in_single());
        for (number, (facts, values)) in subjects.iter().zip(all).enumerate() {
            let Some(quick) = single.run(facts) else { continue };
            for id in self.order() {
                let Some(kinds) = quick.kinds(*id) else { continue };
                let expected = values.see(*id);
                let is_same = match (expected, quick.value(*id)) {
                    (Ok(expected), Some(found)) => *expected == found,
                    (Err(causes), None) => kinds_of(causes) == kinds,
                    _ => false,
                };
                if !is_same {
                    let name = self.program().node(*id).map(|node| &*node.path).unwrap_or_default();
                    let found = (quick.value(*id), kinds);
                    told.push(format!("{number} {name}: {expected:?} by row, {found:?} alone"));
                }
            }
        }
    }

    /// The instructions that the plan is run by over columns, one a line.
    #[must_use]
    pub fn instructions(&self) -> String {
        self.columnar().code.to_string()
    }

    /// The rules that run row by row, by name, and what of each has no instruction (a compact build does not keep that).
    #[must_use]
    pub fn row_by_row(&self) -> Vec<(Arc<str>, &'static str)> {
        let columnar = self.columnar();
        columnar.code.by_row().map(|rule| (Arc::clone(&rule.name), rule.why)).collect()
    }

    /// The plan in instructions: its outputs, then the triggers that they leave out.
    pub(crate) fn columnar(&self) -> Arc<Columnar> {
        let build = || -> Arc<Columnar> {
            let program = self.program();
            let mut outputs: Vec<(Arc<str>, NodeId)> =
                self.outputs().iter().map(|o| (Arc::clone(&o.name), o.node)).collect();
            if self.gives_triggers() {
                for (id, node, rule) in program.rules() {
                    if rule.kind == Kind::Trigger && !outputs.iter().any(|(_, known)| *known == id) {
                        outputs.push((Arc::clone(&node.path), id));
                    }
                }
            }
            Arc::new(Columnar::new(program, self.as_of(), self.order(), outputs, BTreeMap::new()))
        };
        // INVARIANT: nothing else is kept here, so that it is always found again.
        Arc::downcast(self.kept(Keeper::Columns, || build())).unwrap_or_else(|_| build())
    }
}

/// The defects that [`plant`] knows: none but with the feature `planted`.
#[must_use]
pub fn plantable() -> &'static [&'static str] {
    planted::names()
}

/// Plants a defect in the columnar evaluator of this process, to show that a test finds it; any other name takes it
/// out again. Whether it was planted.
pub fn plant(defect: &str) -> bool {
    planted::plant(defect)
}

fn expected(program: &Program, values: &Values, id: NodeId) -> Found {
    let rule = program.node(id).and_then(|node| node.rule());
    match rule.and_then(|rule| rule.list) {
        None => Found::One(values.get(id)),
        Some((list, slot)) => Found::Rows(values.column(list, slot).unwrap_or_default()),
    }
}

/// Whether a value was given for a rule of a list.
fn is_given_by_row(program: &Program, typed: &Typed) -> bool {
    typed.values.iter().any(|(id, node)| {
        let fields = program.node(id).and_then(|node| node.fact()).map(|fact| &fact.shape);
        let (Some(Shape::List(list)), Ok(Value::List(rows))) = (fields, node) else { return false };
        rows.iter().any(|row| match row {
            Value::Record(fields) => {
                let rules = fields.iter().skip(list.fields.len());
                rules.into_iter().any(|node| node.as_ref().map_or_else(|c| !c.is_empty(), |_| true))
            }
            _ => false,
        })
    })
}
