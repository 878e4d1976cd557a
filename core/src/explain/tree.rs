//! The derivation of a result: the one producer of explanations. Renderings only show what stands here.

use std::sync::{Arc, LazyLock};

use super::formula;
use super::parameters::{Parameters, parameters};
use super::worth::Worth;
use crate::eval::Judgement;
use crate::eval::reference::{Frame, RowFound, Used, find_row, used};
use crate::outcome::words::{self, Filling};
use crate::outcome::{Comparison, Figure, Outcome, Promotion, Requirement, Triggers};
use crate::script::ast::Kind;
use crate::text;
use crate::typing::Type;
use crate::typing::program::{
    Body, Expr, ExprKind, Node as ProgramNode, NodeId, Program, RowResult, Rule, Shape, Test, Version,
};
use crate::typing::walk;
use crate::value::{Causes, Error, Few, Lang, Node, Number, Period, Status, Text, Value};

/// Why a name has what it has.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The name: a fact, a parameter, a rule, `list.rule`.
    pub name: Arc<str>,
    /// What people read.
    pub label: Arc<Text>,
    /// What stands behind the name.
    pub role: Role,
    /// The row of the list that this is about: its key fields.
    pub row: Option<Text>,
    /// The status.
    pub status: Status,
    /// The value.
    pub value: Option<Worth>,
    /// Why there is no value.
    pub causes: Vec<Text>,
    /// The citation.
    pub basis: Option<Arc<str>>,
    /// The pack that it comes from.
    pub pack: Option<Arc<str>>,
    /// The days for which a parameter or a version holds.
    pub period: Option<Period>,
    /// The office or record that fills a fact.
    pub source: Option<Arc<str>>,
    /// Who judged a fact that is an assessment.
    pub judgement: Option<Judgement>,
    /// Whether the fact is an assessment by a person.
    pub is_judgement: bool,
    /// How the value came about, in order.
    pub steps: Vec<Step>,
    /// The figures that it rests on itself and whose source nobody has seen.
    pub unverified: Vec<Arc<Figure>>,
    /// What it rests on, as far as that was used.
    pub inputs: Vec<Arc<Explanation>>,
    /// Whether the same was told further up, so that its inputs are left out here.
    pub repeated: bool,
}

/// What stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A fact.
    Fact,
    /// A parameter.
    Parameter,
    /// A rule.
    Rule(Kind),
    /// The date of the plan.
    AsOf,
}

/// One step of how a value came about.
#[derive(Clone, Debug)]
pub enum Step {
    /// The rule does not apply, or it does: its condition with what it compares.
    Applies {
        /// Whether it applies; `None` where that is not known.
        holds: Option<bool>,
        /// What the condition compares.
        comparisons: Vec<Comparison>,
    },
    /// The row of a table that was taken.
    Row {
        /// The label of the table.
        table: Text,
        /// The line in its file.
        line: usize,
        /// The tested cells: the input, and what the cell asks for.
        cells: Vec<(Text, Text)>,
        /// The result.
        result: Text,
        /// The citation of the row.
        basis: Option<Arc<str>>,
        /// What there is to say of it.
        note: Option<Arc<str>>,
    },
    /// What was compared, with both sides and the shortfall.
    Compared(Comparison),
    /// The calculation with its figures.
    Formula(Text),
    /// What the pack says of it, with values filled in.
    Says(Text),
    /// What the pack advises.
    Advises(Text),
    /// That the rule reads a protected fact, and the article that sets the limit.
    Excepted(Text),
    /// The requirements of a promotion.
    Requirements(Promotion),
    /// The value was given in place of the rule.
    Given,
}

/// The most rows of a list that one explanation tells; the rest is counted.
const MAX_ROWS: usize = 60;

impl Outcome {
    /// Why a name has what it has: the derivation as a tree.
    ///
    /// An explanation holds the subject's values, because that is its purpose.
    ///
    /// # Errors
    /// `T3003` for a name that the plan does not work out.
    pub fn why(&self, name: &str) -> Result<Explanation, Error> {
        let id = self.find(name)?;
        let mut teller = Teller::new(self);
        Ok(teller.node(id, None))
    }

    /// The requirement with this name, where it is one.
    #[must_use]
    pub fn requirement_named(&self, name: &str) -> Option<Requirement> {
        let id = self.find(name).ok()?;
        (self.kind(id) == Some(Kind::Requirement)).then(|| self.requirement(id)).flatten()
    }

    /// Everything that a person is told of the subject: promotions, triggers, and the derivation of every output.
    #[must_use]
    pub fn explain_all(&self) -> (Vec<Explanation>, Triggers) {
        let mut teller = Teller::new(self);
        let outputs = self.plan().outputs().iter();
        let explanations = outputs
            .map(|output| {
                teller.told.clear();
                teller.node(output.node, None)
            })
            .collect();
        (explanations, self.triggers())
    }
}

struct Teller<'a> {
    outcome: &'a Outcome,
    /// What is told of each parameter, whoever the subject is.
    parameters: Arc<Parameters>,
    told: Few<NodeId>,
    /// How deep the derivation is at the moment.
    depth: usize,
}

/// How deep a derivation is told: a reader is lost long before, and each level stands on the stack.
const MAX_DEPTH: usize = 48;

/// The item at hand: its list, its position and its fields.
#[derive(Clone, Copy)]
struct Item<'a> {
    list: NodeId,
    at: usize,
    fields: &'a Arc<[Node]>,
}

impl<'a> Teller<'a> {
    fn new(outcome: &'a Outcome) -> Teller<'a> {
        Teller { outcome, parameters: parameters(outcome.plan()), told: Few::default(), depth: 0 }
    }

    fn node(&mut self, id: NodeId, item: Option<Item<'_>>) -> Explanation {
        self.depth = self.depth.saturating_add(1);
        let told = self.told_node(id, item);
        self.depth = self.depth.saturating_sub(1);
        told
    }

    fn told_node(&mut self, id: NodeId, item: Option<Item<'_>>) -> Explanation {
        let values = self.outcome.values();
        let Some(node) = values.program().node(id) else { return blank(&Arc::from("")) };
        match &node.body {
            Body::Fact(_) => self.fact(id, node),
            Body::Rule(rule) => match (rule.list, item) {
                (Some((list, slot)), Some(item)) if item.list == list => {
                    let value = item.fields.get(slot).cloned().unwrap_or_else(|| Err(Default::default()));
                    self.rule(id, node, rule, value.as_ref(), Some(item))
                }
                (Some((list, slot)), _) => self.rule_of_list(id, node, rule, list, slot),
                (None, _) => self.rule(id, node, rule, values.see(id), None),
            },
        }
    }

    fn fact(&self, id: NodeId, node: &ProgramNode) -> Explanation {
        let mut told = self.shown(id, node, self.outcome.values().see(id));
        if let Some(fact) = node.fact() {
            told.role = Role::Fact;
            told.source = fact.source.clone();
            told.is_judgement = fact.judgement;
        }
        told.judgement = self.outcome.judgement(id).cloned();
        told
    }

    /// A rule of a list for all its items: one explanation for each.
    fn rule_of_list(
        &mut self,
        id: NodeId,
        node: &ProgramNode,
        rule: &Rule,
        list: NodeId,
        slot: usize,
    ) -> Explanation {
        let values = self.outcome.values();
        let mut told = blank(&node.path);
        told.label = self.outcome.label(id);
        told.role = Role::Rule(rule.kind);
        if !self.told.insert(id) {
            told.repeated = true;
            return told;
        }
        match values.rows(list) {
            Err(causes) => {
                told.status = causes.status();
                told.causes = words::causes(values.program(), &causes);
                told.inputs.push(Arc::new(self.node(list, None)));
            }
            Ok(rows) => {
                let count = rows.len();
                told.value = Some(Worth::said(text!("{count} baris", "{count} rows"), None));
                for (at, fields) in rows.iter().enumerate().take(MAX_ROWS) {
                    let value = fields.get(slot).cloned().unwrap_or_else(|| Err(Default::default()));
                    let told_item =
                        self.rule(id, node, rule, value.as_ref(), Some(Item { list, at, fields }));
                    told.inputs.push(Arc::new(told_item));
                }
            }
        }
        told
    }

    fn rule(
        &mut self,
        id: NodeId,
        node: &ProgramNode,
        rule: &Rule,
        value: Result<&Value, &Causes>,
        item: Option<Item<'_>>,
    ) -> Explanation {
        let mut told = self.shown(id, node, value);
        told.role = Role::Rule(rule.kind);
        told.pack = Some(Arc::clone(&rule.pack));
        told.row = item.map(|item| self.row_label(item));
        // The rules of one item are told anew for each item.
        if item.is_none() && !self.told.insert(id) {
            told.repeated = true;
            return told;
        }
        if self.outcome.is_given(id) {
            told.steps.push(Step::Given);
            return told;
        }
        let values = self.outcome.values();
        let fields = item.map(|item| item.fields);
        let Ok(version) = values.version(node, rule, fields) else { return told };
        told.basis = version.basis.clone();
        told.period = (rule.versions.len() > 1).then_some(version.period);
        let mut frame = values.frame(node, version, fields);
        let mut inputs = Used::default();
        let applies = self.condition(version, &mut frame, &mut told, &mut inputs);
        if applies == Some(true) {
            if version.locals > 0 {
                // Local names get their values on the way; the value itself is known already.
                drop(values.eval(&version.body, &mut frame));
            }
            used(values, &version.body, &mut frame, &mut inputs);
            let urgent = matches!(value, Ok(Value::Number(priority)) if *priority > Number::ZERO);
            self.steps(id, node, rule, version, &mut frame, item, urgent, &mut told);
        }
        self.exceptions(node, &mut told);
        told.unverified = self.outcome.unverified_among(id, version, &inputs);
        self.inputs(&inputs, item, &mut told);
        told
    }

    /// Says where a rule reads a protected fact because the base lists it as an exception.
    fn exceptions(&self, node: &ProgramNode, told: &mut Explanation) {
        let listed = self.outcome.plan().bundle().exceptions().iter();
        for exception in listed.filter(|e| e.rule == node.path) {
            let fact = words::label_of(self.outcome.values().program(), &exception.fact);
            let basis = &exception.basis;
            told.steps.push(Step::Excepted(Text {
                id: format!(
                    "Aturan ini memakai data yang dilindungi ({}), karena batasnya ditetapkan {basis}.",
                    fact.id
                ),
                en: format!("This rule uses protected data ({}), because {basis} sets the limit.", fact.en),
            }));
        }
    }

    fn condition(
        &self,
        version: &Version,
        frame: &mut Frame<'_>,
        told: &mut Explanation,
        inputs: &mut Used,
    ) -> Option<bool> {
        let Some(condition) = &version.applies else { return Some(true) };
        let values = self.outcome.values();
        let holds = match values.eval(condition, frame) {
            Ok(Value::Bool(holds)) => Some(holds),
            _ => None,
        };
        used(values, condition, frame, inputs);
        let comparisons = crate::outcome::comparisons(self.outcome, condition, frame);
        if holds != Some(true) || !comparisons.is_empty() {
            told.steps.push(Step::Applies { holds, comparisons });
        }
        holds
    }

    #[expect(clippy::too_many_arguments, reason = "a rule, its item and what is told of both")]
    fn steps(
        &self,
        id: NodeId,
        node: &ProgramNode,
        rule: &Rule,
        version: &Version,
        frame: &mut Frame<'_>,
        item: Option<Item<'_>>,
        urgent: bool,
        told: &mut Explanation,
    ) {
        let values = self.outcome.values();
        self.rows_taken(node, version, frame, told);
        match rule.kind {
            Kind::Promotion => {
                if let Some(promotion) = self.outcome.promotion(id) {
                    told.steps.push(Step::Requirements(promotion));
                }
            }
            Kind::Requirement => {
                if let Some(requirement) = self.outcome.requirement(id) {
                    told.steps.extend(requirement.comparisons.into_iter().map(Step::Compared));
                    told.steps.extend(requirement.text.map(Step::Says));
                    told.steps.extend(requirement.advice.map(Step::Advises));
                }
            }
            Kind::Trigger | Kind::Score => {
                let compared = crate::outcome::comparisons(self.outcome, &version.body, frame);
                told.steps.extend(compared.into_iter().map(Step::Compared));
                told.steps.extend(formula::formula(values, &version.body, frame).map(Step::Formula));
                if let Some((reason, en)) =
                    rule.reason.as_ref().filter(|_| rule.kind == Kind::Trigger && urgent)
                {
                    let filling = Filling { values, item: item.map(|item| (item.list, item.fields)) };
                    if let Some(words) = &reason.text {
                        told.steps.push(Step::Says(Text {
                            id: filling.fill(words, Lang::Id),
                            en: filling.fill(en.as_ref().unwrap_or(words), Lang::En),
                        }));
                    }
                }
            }
        }
    }

    /// The rows that the tables of a rule took.
    fn rows_taken(
        &self,
        node: &ProgramNode,
        version: &Version,
        frame: &mut Frame<'_>,
        told: &mut Explanation,
    ) {
        let values = self.outcome.values();
        let mut tables: Vec<&Expr> = Vec::new();
        walk::each(&version.body, &mut |expr| {
            if matches!(expr.kind, ExprKind::Table { .. }) {
                tables.push(expr);
            }
        });
        for expr in tables {
            let ExprKind::Table { table, result, inputs, .. } = &expr.kind else { continue };
            let nodes: Vec<Node> = inputs.iter().map(|input| values.eval(input, frame)).collect();
            let RowFound::Row(number) = find_row(table, &nodes) else { continue };
            let Some(row) = table.rows.get(number) else { continue };
            let program = values.program();
            let mut cells = Vec::new();
            for (name, tests) in table.inputs.iter().zip(&row.tests) {
                if let Some(tests) = tests {
                    let each = |lang| tests.iter().map(|t| test_words(t, lang)).collect::<Vec<_>>();
                    let asked = Text { id: each(Lang::Id).join(" atau "), en: each(Lang::En).join(" or ") };
                    cells.push((words::label_of(program, name), asked));
                }
            }
            let shown = |lang| match row.results.get(*result) {
                Some(RowResult::Value(value)) => words::with_unit(value, node.unit.as_deref(), lang),
                Some(RowResult::NotApplicable) => {
                    if lang == Lang::Id { "tidak berlaku" } else { "not applicable" }.to_owned()
                }
                _ => if lang == Lang::Id { "tidak diatur" } else { "not regulated" }.to_owned(),
            };
            told.steps.push(Step::Row {
                table: table.name(),
                line: row.line,
                cells,
                result: Text { id: shown(Lang::Id), en: shown(Lang::En) },
                basis: row.basis.clone(),
                note: row.note.clone(),
            });
        }
    }

    fn inputs(&mut self, inputs: &Used, item: Option<Item<'_>>, told: &mut Explanation) {
        if self.depth >= MAX_DEPTH {
            told.repeated = true;
            return;
        }
        for id in &inputs.nodes {
            told.inputs.push(Arc::new(self.node(*id, None)));
        }
        for slot in &inputs.fields {
            if let Some(item) = item {
                told.inputs.push(Arc::new(self.field(item, *slot)));
            }
        }
        for name in &inputs.parameters {
            told.inputs.extend(self.parameters.get(name).map(Arc::clone));
        }
        if inputs.as_of {
            let day = self.outcome.values().as_of();
            let mut as_of = blank(&Arc::from("as_of"));
            as_of.label = Arc::new(text!("Tanggal yang ditanyakan", "The date asked for"));
            as_of.role = Role::AsOf;
            let said = Text { id: words::date(day, Lang::Id), en: words::date(day, Lang::En) };
            as_of.value = Some(Worth::said(said, None));
            told.inputs.push(Arc::new(as_of));
        }
    }

    /// A field of the item at hand: a rule of the list, or what was given for it.
    fn field(&mut self, item: Item<'_>, slot: usize) -> Explanation {
        let values = self.outcome.values();
        let program = values.program();
        let Some(field) = program.list_fields.get(&item.list).and_then(|fields| fields.get(slot)) else {
            return blank(&Arc::from(""));
        };
        if let Some(id) = program.by_name.get(&field.path) {
            return self.node(*id, Some(item));
        }
        let node = item.fields.get(slot).cloned().unwrap_or_else(|| Err(Default::default()));
        let mut told = blank(&field.path);
        let label = field.label.as_deref().unwrap_or(&field.name);
        told.label = Arc::new(Text { id: label.to_owned(), en: label.to_owned() });
        told.role = Role::Fact;
        told.row = Some(self.row_label(item));
        told.source = words::source_of(program, &field.path);
        told.is_judgement = is_judgement(program, item.list, slot);
        told.judgement = self.outcome.judgement_of_row(&field.path, item.at).cloned();
        self.fill(&mut told, node.as_ref(), &field.ty, field.unit.as_ref());
        told.value = told.value.map(Worth::without_json);
        told
    }

    /// What people call a row: its key fields, or its number.
    fn row_label(&self, item: Item<'_>) -> Text {
        let program = self.outcome.values().program();
        let shape = program.node(item.list).and_then(|node| node.fact()).map(|fact| &fact.shape);
        let number = item.at.saturating_add(1);
        let counted = text!("baris {number}", "row {number}");
        let Some(Shape::List(shape)) = shape else { return counted };
        let keys: Vec<&Value> =
            shape.key.iter().filter_map(|slot| item.fields.get(*slot)?.as_ref().ok()).collect();
        if keys.is_empty() {
            return counted;
        }
        let told = |lang| keys.iter().map(|key| words::value(key, None, lang)).collect::<Vec<_>>().join(", ");
        Text { id: told(Lang::Id), en: told(Lang::En) }
    }

    fn shown(&self, id: NodeId, node: &ProgramNode, value: Result<&Value, &Causes>) -> Explanation {
        let mut told = blank(&node.path);
        told.label = self.outcome.label(id);
        self.fill(&mut told, value, &node.ty, node.unit.as_ref());
        told
    }

    fn fill(
        &self,
        told: &mut Explanation,
        value: Result<&Value, &Causes>,
        ty: &Type,
        unit: Option<&Arc<str>>,
    ) {
        match value {
            Ok(value) => told.value = Some(Worth::of(value, ty, unit)),
            Err(causes) => {
                told.status = causes.status();
                told.causes = words::causes(self.outcome.values().program(), causes);
            }
        }
    }
}

/// Whether a field of a list is a person's assessment.
fn is_judgement(program: &Program, list: NodeId, slot: usize) -> bool {
    let fact = program.node(list).and_then(|node| node.fact());
    let Some(Shape::List(shape)) = fact.map(|fact| &fact.shape) else { return false };
    shape.fields.get(slot).is_some_and(|field| field.judgement)
}

fn test_words(test: &Test, lang: Lang) -> String {
    let shown = |value: &Value| words::value(value, None, lang);
    match test {
        Test::Equal(value) => shown(value),
        Test::Compare(op, value) => {
            let sign = match op {
                crate::script::ast::BinaryOp::Lt => "<",
                crate::script::ast::BinaryOp::Le => "≤",
                crate::script::ast::BinaryOp::Gt => ">",
                _ => "≥",
            };
            format!("{sign} {}", shown(value))
        }
        Test::Range { lo, lo_included, hi, hi_included } => {
            let from = if *lo_included { "≥" } else { ">" };
            let to = if *hi_included { "≤" } else { "<" };
            let and = if lang == Lang::Id { "dan" } else { "and" };
            format!("{from} {} {and} {to} {}", shown(lo), shown(hi))
        }
    }
}

/// An explanation of which nothing is told yet.
pub(super) fn blank(name: &Arc<str>) -> Explanation {
    static UNNAMED: LazyLock<Arc<Text>> = LazyLock::new(|| Arc::new(text!("", "")));
    Explanation {
        name: Arc::clone(name),
        label: Arc::clone(&UNNAMED),
        role: Role::Fact,
        row: None,
        status: Status::Value,
        value: None,
        causes: Vec::new(),
        basis: None,
        pack: None,
        period: None,
        source: None,
        judgement: None,
        is_judgement: false,
        steps: Vec::new(),
        unverified: Vec::new(),
        inputs: Vec::new(),
        repeated: false,
    }
}
