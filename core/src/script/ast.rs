//! The syntax tree of a rule file: what was written, with the place of everything.

use std::sync::Arc;

use crate::source::{FileId, Span, Spanned};
use crate::value::{Number, Period};

/// A name as written.
pub type Ident = Spanned<Arc<str>>;

/// One rule file.
#[derive(Clone, Debug)]
pub struct Script {
    /// The file.
    pub file: FileId,
    /// The `//!` tags, which are defaults for the functions.
    pub tags: Tags,
    /// The functions in the order of the file.
    pub functions: Vec<Function>,
}

/// One function: a rule, or a helper where it is private.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Ident,
    /// The names of its inputs.
    pub params: Vec<Ident>,
    /// Whether it is a helper (`private fn`).
    pub private: bool,
    /// What its comment says, with the file's defaults filled in.
    pub doc: Doc,
    /// What it computes.
    pub body: Block,
    /// The whole function, from `fn` to the closing brace.
    pub span: Span,
}

/// The comment above a function.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    /// The first sentence, without its full stop.
    pub label: Option<Spanned<String>>,
    /// The sentences after the first, before the tags.
    pub description: Option<String>,
    /// The tags; each of the file's stands where the function has none of that name.
    pub tags: Tags,
}

/// The kind of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Any value.
    #[default]
    Score,
    /// A truth value: one condition of a promotion.
    Requirement,
    /// A combination of requirements.
    Promotion,
    /// A priority for an item of the catalogue.
    Trigger,
}

/// The kind of reason that a trigger gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// Something falls short of what the position asks for.
    Gap,
    /// A regulation demands it.
    Mandatory,
    /// Good performance opens it.
    Opportunity,
    /// It cannot wait.
    Urgent,
}

/// The reason of a trigger: its kind and an optional text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The kind.
    pub kind: ReasonKind,
    /// The text with `{names}`.
    pub text: Option<Template>,
}

/// A text with `{names}` to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The pieces in order.
    pub parts: Vec<TemplatePart>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// Words as they are.
    Words(String),
    /// A name in braces.
    Name(Ident),
}

/// A type as a tag writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeTag {
    /// The name: `number`, `boolean`, `text`, `date`, an enum, a record.
    pub name: Ident,
    /// `list of NAME`.
    pub list: bool,
    /// `number, scale 2`.
    pub scale: Option<u32>,
    /// The whole.
    pub span: Span,
}

/// The bounds of `@range`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeTag {
    /// The lower bound.
    pub lo: Number,
    /// The upper bound.
    pub hi: Number,
}

/// The tags of a file or of a function.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// `@basis`.
    pub basis: Option<Spanned<String>>,
    /// `@unit`.
    pub unit: Option<Spanned<String>>,
    /// `@en`: the label in English.
    pub label_en: Option<Spanned<String>>,
    /// `@kind`.
    pub kind: Option<Spanned<Kind>>,
    /// `@applies`: a condition.
    pub applies: Option<Expr>,
    /// `@effective`.
    pub effective: Option<Spanned<Period>>,
    /// `@per`: the list fact.
    pub per: Option<Ident>,
    /// `@dated_by`: a date field of the item.
    pub dated_by: Option<Ident>,
    /// `@range`.
    pub range: Option<Spanned<RangeTag>>,
    /// `@returns`.
    pub returns: Option<TypeTag>,
    /// `@met`, `@met_en`.
    pub met: Option<Spanned<Template>>,
    /// The same in English.
    pub met_en: Option<Spanned<Template>>,
    /// `@unmet`, `@unmet_en`.
    pub unmet: Option<Spanned<Template>>,
    /// The same in English.
    pub unmet_en: Option<Spanned<Template>>,
    /// `@advice`, `@advice_en`.
    pub advice: Option<Spanned<Template>>,
    /// The same in English.
    pub advice_en: Option<Spanned<Template>>,
    /// `@item`: a catalogue code.
    pub item: Option<Spanned<Arc<str>>>,
    /// `@item_from`: the rule that gives one.
    pub item_from: Option<Ident>,
    /// `@reason`.
    pub reason: Option<Spanned<Reason>>,
    /// `@reason_en`: the text of the reason in English.
    pub reason_en: Option<Spanned<Template>>,
    /// `@adds_to`: the promotion of the base that this requirement joins.
    pub adds_to: Option<Ident>,
    /// `@open`.
    pub open: Option<Span>,
    /// `@interpreted`.
    pub interpreted: Option<Span>,
}

/// Statements and the value that they end in.
#[derive(Clone, Debug)]
pub struct Block {
    /// The statements before the value.
    pub statements: Vec<Statement>,
    /// The value; absent where every way through the block returns early.
    pub value: Option<Box<Expr>>,
    /// The whole, braces included.
    pub span: Span,
}

/// A statement of a block.
#[derive(Clone, Debug)]
pub enum Statement {
    /// `let name = value;`
    Let {
        /// The name.
        name: Ident,
        /// Its value.
        value: Expr,
    },
    /// `return value;`
    Return {
        /// What the function gives.
        value: Expr,
        /// The whole statement.
        span: Span,
    },
    /// An `if` or `switch` that stands as a statement: only ways that return are of use in it.
    Branch(Expr),
}

/// An expression and its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `in`
    In,
    /// `!in`
    NotIn,
    /// `??`
    Coalesce,
}

/// An operator with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `!`
    Not,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A number.
    Number(Number),
    /// `true` or `false`.
    Bool(bool),
    /// A text in quotes, unescaped.
    Text(Arc<str>),
    /// A name.
    Name(Arc<str>),
    /// `base.field` or `base?.field`.
    Field {
        /// The record.
        base: Box<Expr>,
        /// The field.
        field: Ident,
        /// Whether it was written `?.`.
        optional: bool,
    },
    /// `base[index]`.
    Index {
        /// What is looked into.
        base: Box<Expr>,
        /// The key.
        index: Box<Expr>,
    },
    /// `name(args)`; for `receiver.name(args)` the receiver is the first of `args`.
    Call {
        /// The function.
        name: Ident,
        /// The arguments, the receiver first.
        args: Vec<Expr>,
        /// Whether it was written with a receiver.
        method: bool,
    },
    /// An operator with one operand.
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// An operator with two operands.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Where the operator stands.
        op_span: Span,
        /// The left operand.
        left: Box<Expr>,
        /// The right operand.
        right: Box<Expr>,
    },
    /// `if`, with `else if` as a nested `if` in `otherwise`.
    If {
        /// The condition.
        condition: Box<Expr>,
        /// What holds where it is true.
        then: Block,
        /// What holds where it is false.
        otherwise: Option<Box<Expr>>,
    },
    /// `switch`.
    Switch {
        /// What is looked at.
        subject: Box<Expr>,
        /// The arms in order.
        arms: Vec<Arm>,
    },
    /// `{ ... }` as an expression.
    Block(Block),
    /// `[a, b]`.
    Array(Vec<Expr>),
    /// `|x| body`.
    Closure {
        /// The names of its parameters.
        params: Vec<Ident>,
        /// What it computes.
        body: Box<Expr>,
    },
    /// What could not be read; it was reported, and nothing more is said of it.
    Broken,
}

/// One arm of a `switch`.
#[derive(Clone, Debug)]
pub struct Arm {
    /// The alternatives; empty for `_`.
    pub patterns: Vec<Pattern>,
    /// `if` after the patterns.
    pub guard: Option<Expr>,
    /// What the arm gives.
    pub body: Expr,
    /// The whole arm.
    pub span: Span,
}

/// A pattern of an arm.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A literal: a number, a text or a truth value.
    Value(Expr),
    /// `lo..hi` or `lo..=hi`.
    Range {
        /// The lower bound, included.
        lo: Number,
        /// The upper bound.
        hi: Number,
        /// Whether the upper bound is included.
        inclusive: bool,
        /// The whole.
        span: Span,
    },
}
