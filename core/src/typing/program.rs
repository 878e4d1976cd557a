//! The typed program of a regime: what both evaluators run.

use std::sync::Arc;

use indexmap::IndexMap;

use super::builtins::Builtin;
use super::lists::ListOp;
use super::typer::Ask;
use super::types::{FieldType, RecordType, Type};
use crate::link::Origin;
use crate::script::ast::{BinaryOp, Kind, RangeTag, Reason, Template, TemplatePart, UnaryOp};
use crate::script::interpreted::Interpreted;
use crate::source::Span;
use crate::value::{Causes, Date, Names, Number, Period, Scheme, Text, Value};

/// The number of a node in its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// The typed rules and facts of a regime; each node stands after everything that it rests on.
#[derive(Debug, Default)]
pub struct Program {
    /// The days in which it holds.
    pub period: Period,
    /// Facts and rules in the order in which they can be worked out; `None` for one that could not be typed, which a
    /// sound pack has none of. So a rule that is broken for a while moves no other.
    ///
    /// What a change does not touch is the same in memory after the next check.
    pub nodes: Vec<Option<Arc<Node>>>,
    /// Nodes by name; a rule of a list is `list.rule`.
    pub by_name: Names<NodeId>,
    /// The enums by name.
    pub schemes: IndexMap<Arc<str>, Arc<Scheme>>,
    /// The parameters in force by name.
    pub parameters: IndexMap<Arc<str>, Arc<Parameter>>,
    /// The catalogue in order of code, as the list that rules read, and as items.
    pub catalogue: Catalogue,
    /// The fields of the items of each list fact: the declared ones, then its rules.
    pub list_fields: IndexMap<NodeId, Vec<FieldType>>,
}

/// The catalogue of what triggers can call for.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The record of an item as rules see it.
    pub record: Option<Arc<RecordType>>,
    /// The items as rules see them.
    pub values: Arc<[Value]>,
    /// The items by code.
    pub items: IndexMap<Arc<str>, CatalogueItem>,
}

/// One item of the catalogue as an outcome shows it.
#[derive(Clone, Debug)]
pub struct CatalogueItem {
    /// The code.
    pub code: Arc<str>,
    /// `course`, `coaching`, `study`, `reward` or `service`.
    pub kind: Arc<str>,
    /// The title.
    pub title: Arc<str>,
    /// The title in English.
    pub title_en: Option<Arc<str>>,
    /// Who offers it.
    pub provider: Option<Arc<str>>,
    /// Lesson hours.
    pub hours: Option<Number>,
    /// Rupiah.
    pub cost: Option<Number>,
    /// Codes of which one must have been taken before.
    pub prerequisite: Vec<Arc<str>>,
}

impl CatalogueItem {
    /// The title in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        let en = self.title_en.as_ref().unwrap_or(&self.title);
        Text { id: self.title.to_string(), en: en.to_string() }
    }
}

/// A parameter with one of its values.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: Arc<str>,
    /// What people read.
    pub label: Option<Arc<str>>,
    /// The same in English.
    pub label_en: Option<Arc<str>>,
    /// The unit.
    pub unit: Option<Arc<str>>,
    /// Its type.
    pub ty: Type,
    /// Its value in force.
    pub value: Value,
    /// The pack that the value comes from.
    pub pack: Arc<str>,
    /// When that value holds.
    pub period: Period,
    /// The citation.
    pub basis: Option<Arc<str>>,
    /// Whether somebody has seen the source.
    pub verified: bool,
    /// What there is to say of it.
    pub note: Option<Arc<str>>,
    /// Where the value stands.
    pub span: Span,
}

/// A fact or a rule.
#[derive(Clone, Debug)]
pub struct Node {
    /// The name; of a rule of a list only its own part.
    pub name: Arc<str>,
    /// The name by which it is asked for and reported: `list.rule` for a rule of a list.
    pub path: Arc<str>,
    /// What people read.
    pub label: Option<Arc<str>>,
    /// The same in English.
    pub label_en: Option<Arc<str>>,
    /// The unit.
    pub unit: Option<Arc<str>>,
    /// The type of its value.
    pub ty: Type,
    /// Whether it is a fact or a rule.
    pub body: Body,
    /// The nodes that it rests on directly, in order.
    pub inputs: Vec<NodeId>,
    /// The parameters that it rests on directly, by name.
    pub parameters: Vec<Arc<str>>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Body {
    /// A fact, by its number in the declarations.
    Fact(Arc<Fact>),
    /// A rule or a result of a table.
    Rule(Arc<Rule>),
}

/// A fact of the schema.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Whether rules may ask if it is known.
    pub optional: bool,
    /// Whether it may not reach a merit result.
    pub protected: bool,
    /// Whether it is a person's assessment.
    pub judgement: bool,
    /// The office or record that fills it.
    pub source: Option<Arc<str>>,
    /// The bounds of its values.
    pub shape: Shape,
    /// What it has where it was not given.
    pub missing: Causes,
}

/// What a given value must be to count.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A truth value.
    Bool,
    /// A number within bounds.
    Number {
        /// The least.
        min: Option<Number>,
        /// The greatest.
        max: Option<Number>,
        /// The most decimals; `None` for any finite number.
        scale: Option<u32>,
    },
    /// A value of an enum, by its spelling or an alias.
    Enum(Arc<Scheme>),
    /// Any text.
    Text,
    /// A date within bounds.
    Date {
        /// The first day.
        min: Date,
        /// The last day.
        max: Date,
    },
    /// A list of records.
    List(Arc<ListShape>),
}

/// What the rows of a list must be.
#[derive(Clone, Debug)]
pub struct ListShape {
    /// The fields in the order of the record.
    pub fields: Vec<FieldShape>,
    /// The fields that tell rows apart, by position.
    pub key: Vec<usize>,
    /// The least count of rows.
    pub min_items: u32,
    /// The greatest count of rows.
    pub max_items: u32,
    /// Whether a list that was not given has no rows.
    pub absent_is_empty: bool,
}

/// What a field of a row must be.
#[derive(Clone, Debug)]
pub struct FieldShape {
    /// Its name.
    pub name: Arc<str>,
    /// What people read.
    pub label: Option<Arc<str>>,
    /// The same in English.
    pub label_en: Option<Arc<str>>,
    /// Its unit.
    pub unit: Option<Arc<str>>,
    /// What its values must be.
    pub shape: Shape,
    /// Whether it may not reach a merit result.
    pub protected: bool,
    /// Whether it is a person's assessment.
    pub judgement: bool,
    /// The office or record that fills it, where it is another than fills the list.
    pub source: Option<Arc<str>>,
}

/// A rule in force.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The kind.
    pub kind: Kind,
    /// The node of the list whose items it is for, and the position of its result among the item's fields.
    pub list: Option<(NodeId, usize)>,
    /// The versions: one for a rule of the plan's date, several with their days for a rule dated by its item.
    pub versions: Vec<Version>,
    /// The position of the item's date that chooses the version.
    pub dated_by: Option<usize>,
    /// What is said where a requirement is met, in Indonesian and English.
    pub met: Option<Bilingual>,
    /// What is said where it is not.
    pub unmet: Option<Bilingual>,
    /// What can be done about it.
    pub advice: Option<Bilingual>,
    /// The catalogue code that a trigger calls for.
    pub item: Option<Arc<str>>,
    /// The rule that gives the code.
    pub item_from: Option<Expr>,
    /// The reason of a trigger.
    pub reason: Option<(Reason, Option<Template>)>,
    /// The pack that it comes from.
    pub pack: Arc<str>,
}

/// A template in Indonesian and, where there is one, in English.
#[derive(Clone, Debug)]
pub struct Bilingual {
    /// Indonesian.
    pub id: Template,
    /// English.
    pub en: Option<Template>,
}

/// One version of a rule.
#[derive(Clone, Debug)]
pub struct Version {
    /// The days for which it holds.
    pub period: Period,
    /// Where it is written.
    pub origin: Origin,
    /// The citation.
    pub basis: Option<Arc<str>>,
    /// The condition under which it applies.
    pub applies: Option<Expr>,
    /// The bounds outside which its result is `failed`.
    pub range: Option<RangeTag>,
    /// What it computes.
    pub body: Expr,
    /// How many local names its expressions use.
    pub locals: usize,
    /// Where it is declared.
    pub span: Span,
}

/// A typed expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The type of its value.
    pub ty: Type,
    /// Where it is written.
    pub span: Span,
}

/// The number of a local name within a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalId(pub usize);

/// What a typed expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A value.
    Const(Value),
    /// A text in quotes whose scheme is not known yet; gone once a rule is typed.
    Literal(usize, Arc<str>),
    /// The date of the plan.
    AsOf,
    /// The catalogue.
    Catalogue,
    /// A fact or a rule of the subject.
    Node(NodeId),
    /// A rule that holds on the day of an item, but not on the day of the plan.
    NotInForce(Arc<str>),
    /// A parameter in force.
    Parameter(Arc<str>, Value),
    /// A field of the item at hand, or a rule of its list.
    ItemField(usize, Arc<str>),
    /// A local name, and how it may be asked about.
    Local(LocalId, Arc<str>, Ask),
    /// A field of a record.
    Field {
        /// The record.
        base: Box<Expr>,
        /// The position of the field.
        slot: usize,
        /// Its name.
        name: Arc<str>,
        /// Whether it was written `?.`.
        optional: bool,
        /// Whether the field may be asked if it is known.
        may_ask: bool,
    },
    /// The entry of a keyed value.
    Entry {
        /// The keyed value.
        base: Box<Expr>,
        /// The enum value.
        key: Box<Expr>,
    },
    /// An operator with one operand.
    Unary(UnaryOp, Box<Expr>),
    /// An operator with two operands; never `??`.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `condition ? then : otherwise`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `switch` with the value it looks at.
    Switch(Box<Expr>, Vec<Arm<Expr>>),
    /// Steps, of which one gives the value.
    Block(Vec<Step>),
    /// A list written out.
    List(Vec<Expr>),
    /// A builtin of values.
    Builtin(Builtin, Vec<Expr>),
    /// A builtin of lists with its closures.
    ListOp(ListOp, Box<Expr>, Vec<Closure>),
    /// `all_of`, or `any_of` where `any` is set; with the node of a requirement where an operand is one.
    Combine {
        /// Whether one is enough.
        any: bool,
        /// What is combined.
        operands: Vec<Expr>,
    },
    /// `x ?? y`.
    Coalesce(Box<Expr>, Box<Expr>),
    /// `is_known(x)`.
    IsKnown(Box<Expr>),
    /// `not_regulated(reason)`.
    NotRegulated(Arc<str>),
    /// `at(parameter, date)`: the dated values and the date.
    At(Arc<str>, Vec<(Period, Value)>, Box<Expr>),
    /// A call of a helper function: the arguments become local names.
    Call {
        /// The helper.
        name: Arc<str>,
        /// The arguments.
        args: Vec<(LocalId, Expr)>,
        /// Its body.
        body: Box<Expr>,
    },
    /// A rule that rhai runs in its sandbox.
    Interpreted {
        /// The compiled rule.
        rule: Arc<Interpreted>,
        /// Its inputs in order; it sees only known ones.
        args: Vec<Expr>,
    },
    /// A result of a decision table; the inputs are in the order of its columns.
    Table {
        /// The table.
        table: Arc<Table>,
        /// The position of the result.
        result: usize,
        /// The inputs.
        inputs: Vec<Expr>,
        /// Whether it is called, and so needs every input.
        called: bool,
    },
}

/// An arm of a switch.
#[derive(Clone, Debug)]
pub struct Arm<B> {
    /// The alternatives; empty for `_`.
    pub patterns: Vec<Pattern>,
    /// The condition after the patterns.
    pub guard: Option<Expr>,
    /// What it gives.
    pub body: B,
    /// Where it is written.
    pub span: Span,
}

/// A pattern of an arm.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Equal to a value.
    Value(Expr),
    /// Within a range of numbers.
    Range {
        /// The lower bound, included.
        lo: Number,
        /// The upper bound.
        hi: Number,
        /// Whether it is included.
        inclusive: bool,
    },
}

/// A step of a block.
#[derive(Clone, Debug)]
pub enum Step {
    /// Names a value.
    Let(LocalId, Expr),
    /// Gives the block's value.
    Give(Expr),
    /// Goes one way or the other; a way that gives nothing falls through.
    Branch(Expr, Vec<Step>, Vec<Step>),
    /// Goes the way of the first arm that holds.
    Choose(Expr, Vec<Arm<Vec<Step>>>),
}

/// A closure: its parameters and its body.
#[derive(Clone, Debug)]
pub struct Closure {
    /// The local names of its parameters.
    pub params: Vec<LocalId>,
    /// What it computes.
    pub body: Expr,
}

/// A decision table of a regime.
#[derive(Debug)]
pub struct Table {
    /// What people read.
    pub label: Option<Arc<str>>,
    /// The same in English.
    pub label_en: Option<Arc<str>>,
    /// The names of the inputs.
    pub inputs: Vec<Arc<str>>,
    /// The names of the results.
    pub results: Vec<Arc<str>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether the first row that holds decides.
    pub first_hit: bool,
    /// The path of its file.
    pub file: Arc<str>,
}

impl Table {
    /// What people call it in both languages; its file where the pack gives no label.
    #[must_use]
    pub fn name(&self) -> Text {
        let id = self.label.as_deref().unwrap_or(&self.file);
        Text { id: id.to_owned(), en: self.label_en.as_deref().unwrap_or(id).to_owned() }
    }
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// One cell an input; `None` tests nothing.
    pub tests: Vec<Option<Vec<Test>>>,
    /// One an result.
    pub results: Vec<RowResult>,
    /// The citation of the row.
    pub basis: Option<Arc<str>>,
    /// What there is to say of it.
    pub note: Option<Arc<str>>,
    /// Whether somebody has seen the source.
    pub verified: bool,
    /// The parameters that its cells name.
    pub parameters: Vec<Arc<str>>,
    /// The line in the file, from 1.
    pub line: usize,
    /// Where it is written.
    pub span: Span,
}

/// A unary test.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Equal to a value.
    Equal(Value),
    /// Compared with a value.
    Compare(BinaryOp, Value),
    /// Within a range.
    Range {
        /// The lower end.
        lo: Value,
        /// Whether it is included.
        lo_included: bool,
        /// The upper end.
        hi: Value,
        /// Whether it is included.
        hi_included: bool,
    },
}

/// A result of a row.
#[derive(Clone, Debug)]
pub enum RowResult {
    /// A value.
    Value(Value),
    /// `-`
    NotApplicable,
    /// `?`
    NotRegulated,
}

impl Program {
    /// The node with this number.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0)?.as_deref()
    }

    /// The nodes with their numbers.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().filter_map(|(at, node)| Some((NodeId(at), node.as_deref()?)))
    }

    /// The node with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(NodeId, &Node)> {
        let id = *self.by_name.get(name)?;
        Some((id, self.node(id)?))
    }

    /// The rules with their numbers.
    pub fn rules(&self) -> impl Iterator<Item = (NodeId, &Node, &Arc<Rule>)> {
        self.nodes().filter_map(|(id, node)| Some((id, node, node.rule()?)))
    }
}

impl Node {
    /// The rule, where it is one.
    #[must_use]
    pub fn rule(&self) -> Option<&Arc<Rule>> {
        match &self.body {
            Body::Rule(rule) => Some(rule),
            Body::Fact(_) => None,
        }
    }

    /// The fact, where it is one.
    #[must_use]
    pub fn fact(&self) -> Option<&Arc<Fact>> {
        match &self.body {
            Body::Fact(fact) => Some(fact),
            Body::Rule(_) => None,
        }
    }
}

impl Rule {
    /// The names that its texts fill in.
    pub fn template_names(&self) -> impl Iterator<Item = &Arc<str>> {
        let pairs = [&self.met, &self.unmet, &self.advice].into_iter().flatten();
        let texts = pairs.flat_map(|pair| [Some(&pair.id), pair.en.as_ref()]).flatten();
        let reason =
            self.reason.iter().flat_map(|(reason, en)| [reason.text.as_ref(), en.as_ref()]).flatten();
        texts.chain(reason).flat_map(|template| &template.parts).filter_map(|part| match part {
            TemplatePart::Name(name) => Some(&name.value),
            TemplatePart::Words(_) => None,
        })
    }
}
