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
    /// What each output begins with on the wire, up to its status.
    pub(super) begins: Vec<String>,
    /// How long the text of an outcome mostly is.
    pub(super) room: usize,
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
    /// Of an output, what an outcome that had no value given for a rule ends with on the wire, where that is the same for every
    /// subject.
    pub(super) end: Option<String>,
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

/// Room for what depends on the subject.
const ROOM: usize = 64;

/// Adds a figure that is not there yet.
pub(super) fn add(found: &mut Vec<Arc<Figure>>, figure: &Arc<Figure>) {
    if !found.iter().any(|known| Arc::ptr_eq(known, figure) || known == figure) {
        found.push(Arc::clone(figure));
    }
}

/// Writes what a node ends with on the wire: the unverified figures that it rests on.
pub(super) fn write_end(figures: &[Arc<Figure>], out: &mut String) {
    let mut before = ",\"unverified\":[";
    for figure in figures {
        out.push_str(before);
        before = ",";
        out.push_str(&figure.json);
    }
    out.push_str(if before == "," { "]}" } else { "}" });
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
        let mut sheet = Sheet {
            head: head(plan),
            begins: Vec::new(),
            room: 0,
            nodes: Vec::new(),
            parameters: labels.collect(),
        };
        for number in 0..program.nodes.len() {
            let node = program.node(NodeId(number));
            let said = node.map(|node| sheet.node_sheet(plan, program, node)).unwrap_or_default();
            sheet.nodes.push(said);
        }
        sheet.room = sheet.head.len().saturating_add(ROOM);
        for output in plan.outputs() {
            let (before, node) = (if sheet.begins.is_empty() { '{' } else { ',' }, program.node(output.node));
            let status = if node.is_some() { "{\"status\":\"" } else { "null" };
            let begin = format!("{before}{}:{status}", json!(&*output.name));
            let end = sheet.end(output.node);
            let long = sheet.nodes.get_mut(output.node.0).map_or(0, |said| {
                said.end = end;
                said.tail.len().saturating_add(said.end.as_ref().map_or(ROOM, String::len))
            });
            sheet.room = sheet.room.saturating_add(begin.len()).saturating_add(long).saturating_add(ROOM);
            sheet.begins.push(begin);
        }
        sheet
    }

    /// What a node ends with on the wire, where all that it may rest on looks at the same for every subject.
    fn end(&self, id: NodeId) -> Option<String> {
        let mut is_settled = true;
        let figures = self.resting(id, |id| {
            let looked = self.node(id).and_then(|node| node.looked.as_ref());
            is_settled &= looked.is_some();
            looked
        });
        let mut end = String::new();
        write_end(&figures, &mut end);
        is_settled.then_some(end)
    }

    /// The unverified figures that a node rests on, by what each node looked at.
    pub(super) fn resting<'l>(
        &self,
        id: NodeId,
        mut looked: impl FnMut(NodeId) -> Option<&'l Looked>,
    ) -> Vec<Arc<Figure>> {
        let mut found: Vec<Arc<Figure>> = Vec::new();
        let rests = |id: NodeId| self.node(id).is_some_and(|node| node.may_rest);
        if !rests(id) {
            return found;
        }
        let mut seen = vec![false; self.nodes.len()];
        let mut open = Vec::new();
        // A node is opened once, and only where a figure stands somewhere above it.
        let mut push = |open: &mut Vec<NodeId>, id: NodeId| {
            if let Some(seen) = seen.get_mut(id.0).filter(|seen| !**seen && rests(id)) {
                *seen = true;
                open.push(id);
            }
        };
        push(&mut open, id);
        while let Some(id) = open.pop() {
            let Some(looked) = looked(id) else { continue };
            for figure in &looked.figures {
                add(&mut found, figure);
            }
            looked.inputs.iter().for_each(|input| push(&mut open, *input));
        }
        found
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
