//! What there is to say of a plan whatever the subject: made once and kept with the plan.

use std::sync::Arc;

use super::{ENGINE, SEMANTICS, Unverified, words};
use crate::eval::reference::Used;
use crate::plan::{Keeper, Plan};
use crate::typing::Type;
use crate::typing::program::{Expr, ExprKind, Node, NodeId, Program, Rule, Version};
use crate::typing::walk;
use crate::value::{Lang, Names, Text, json, unit_json};

/// What there is to say of a plan whatever the subject.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// What an outcome begins with on the wire.
    pub(super) head: String,
    nodes: Vec<NodeSheet>,
    /// The labels of parameters.
    parameters: Names<Arc<Text>>,
}

/// What there is to say of a node whatever the subject.
#[derive(Debug, Default)]
pub(super) struct NodeSheet {
    /// What people read.
    pub(super) label: Arc<Text>,
    /// Its label and its unit, as they stand on the wire after its value.
    pub(super) tail: String,
    /// Whether an unverified figure stands anywhere in what it may rest on.
    pub(super) may_rest: bool,
    /// What it looks at, where that is the same for every subject.
    pub(super) looked: Option<Looked>,
    /// The unverified figures among the parameters that its only version names.
    figures: Vec<(Arc<str>, Option<Arc<Figure>>)>,
}

/// An unverified figure with its words on the wire.
#[derive(Debug)]
pub struct Figure {
    /// The figure.
    pub told: Unverified,
    pub(super) json: String,
}

/// What one node looked at itself.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) figures: Vec<Arc<Figure>>,
    pub(super) inputs: Vec<NodeId>,
}

impl Figure {
    pub(crate) fn new(told: Unverified) -> Arc<Figure> {
        let json = json!({
            "label": told.label, "basis": told.basis.as_deref(), "note": told.note.as_deref(),
        });
        Arc::new(Figure { json: json.to_string(), told })
    }
}

impl PartialEq for Figure {
    fn eq(&self, other: &Figure) -> bool {
        self.told == other.told
    }
}

impl Plan {
    /// What there is to say of the plan whatever the subject.
    pub(crate) fn sheet(&self) -> Arc<Sheet> {
        // INVARIANT: nothing else is kept here, so that it is always found again.
        let kept = self.kept(Keeper::Outcome, || Arc::new(Sheet::new(self)));
        Arc::downcast(kept).unwrap_or_else(|_| Arc::new(Sheet::new(self)))
    }
}

impl Sheet {
    fn new(plan: &Plan) -> Sheet {
        let program = plan.program();
        let labels = program.parameters.keys();
        let labels = labels.map(|name| (Arc::clone(name), Arc::new(words::label_of(program, name))));
        let mut sheet = Sheet { head: head(plan), nodes: Vec::new(), parameters: labels.collect() };
        for number in 0..program.nodes.len() {
            let node = program.node(NodeId(number));
            let said = node.map(|node| sheet.node_sheet(plan, program, node)).unwrap_or_default();
            sheet.nodes.push(said);
        }
        sheet
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&NodeSheet> {
        self.nodes.get(id.0)
    }

    /// The label of a parameter.
    pub(super) fn parameter(&self, name: &Arc<str>) -> Option<Arc<Text>> {
        self.parameters.get(name).map(Arc::clone)
    }

    fn node_sheet(&self, plan: &Plan, program: &Program, node: &Node) -> NodeSheet {
        let labels = json!({ "id": words::label(node, Lang::Id), "en": words::label(node, Lang::En) });
        let mut tail = format!(",\"label\":{labels}");
        if let Some(unit) = &node.unit {
            tail.push_str(&format!(",\"unit\":{},\"unit_text\":{}", json!(&**unit), unit_json(unit)));
        }
        let label = Arc::new(words::labels(node));
        let mut said = NodeSheet { label, tail, ..NodeSheet::default() };
        let Some(rule) = node.rule() else { return said };
        // A rule that looks at the rows of its list may take another version for each of them.
        let ([version], None, None) = (rule.versions.as_slice(), rule.list, rule.dated_by) else {
            said.may_rest = true;
            return said;
        };
        let mut seen = Mentioned { chooses: version.applies.is_some(), ..Mentioned::default() };
        for expr in expressions(rule, version) {
            walk::each(expr, &mut |part| seen.add(program, part));
        }
        let figures = seen.used.parameters.iter();
        said.figures = figures.map(|name| (Arc::clone(name), figure(plan, name, version))).collect();
        let above = seen.used.nodes.iter();
        let mut above = above.map(|id| self.node(*id).is_none_or(|node| node.may_rest));
        said.may_rest = seen.has_unverified_row
            || above.any(|rests| rests)
            || said.figures.iter().any(|(_, f)| f.is_some());
        if !seen.chooses {
            let figures = said.figures.iter().filter_map(|(_, figure)| figure.clone()).collect();
            said.looked = Some(Looked { figures, inputs: seen.used.nodes });
        }
        said
    }
}

impl NodeSheet {
    /// The unverified figure of a parameter, where that is known of its only version.
    pub(super) fn figure(&self, name: &Arc<str>) -> Option<&Option<Arc<Figure>>> {
        let found = self.figures.iter().find(|(known, _)| Arc::ptr_eq(known, name) || known == name);
        found.map(|(_, figure)| figure)
    }
}

/// What an outcome was worked out with: engine, semantics, packs with their digests, date.
fn head(plan: &Plan) -> String {
    let packs: Vec<_> = plan
        .bundle()
        .layers()
        .map(|l| json!({ "id": &*l.id, "version": &*l.version, "digest": &*l.digest }))
        .collect();
    let (packs, engine, as_of) = (json!(packs), json!(ENGINE), json!(plan.as_of().to_string()));
    format!("\"v\":1,\"engine\":{engine},\"semantics\":{SEMANTICS},\"packs\":{packs},\"as_of\":{as_of}")
}

/// Everything that a version of a rule is worked out with.
fn expressions<'a>(rule: &'a Rule, version: &'a Version) -> impl Iterator<Item = &'a Expr> {
    version.applies.iter().chain([&version.body]).chain(&rule.item_from)
}

/// The unverified figure of a parameter as a version reads it.
pub(super) fn figure(plan: &Plan, name: &Arc<str>, version: &Version) -> Option<Arc<Figure>> {
    // A version that is dated by its item reads the values of its own days.
    let mut values = plan.bundle().figures(name).iter();
    let value = values.find(|value| value.period.covers(&version.period));
    value.filter(|value| !value.verified).map(|value| {
        Figure::new(Unverified {
            label: words::label_of(plan.program(), name),
            basis: value.basis.clone(),
            note: value.note.clone(),
        })
    })
}

/// What an expression names, whichever way it goes.
#[derive(Default)]
struct Mentioned {
    used: Used,
    chooses: bool,
    has_unverified_row: bool,
}

impl Mentioned {
    fn add(&mut self, program: &Program, expr: &Expr) {
        match &expr.kind {
            ExprKind::Node(id) => self.used.add_node(*id),
            ExprKind::Parameter(name, _) | ExprKind::At(name, ..) => self.used.add_parameter(name),
            ExprKind::Field { base, slot, .. } => {
                if let Type::Record(record) = &base.ty {
                    let rule = record.fields.get(*slot).and_then(|f| program.by_name.get(&f.path));
                    // What is looked at comes in an order of its own there.
                    self.chooses |= rule.is_some();
                    rule.iter().for_each(|id| self.used.add_node(**id));
                }
            }
            ExprKind::Table { table, .. } => {
                self.chooses = true;
                for row in &table.rows {
                    self.has_unverified_row |= !row.verified;
                    row.parameters.iter().for_each(|name| self.used.add_parameter(name));
                }
            }
            ExprKind::Coalesce(..)
            | ExprKind::If(..)
            | ExprKind::Switch(..)
            | ExprKind::Block(..)
            | ExprKind::ListOp(..)
            | ExprKind::Call { .. } => self.chooses = true,
            _ => {}
        }
    }
}
