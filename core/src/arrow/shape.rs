//! What the columns of the results are, known before anything is run.

use std::sync::Arc;

use arrow_schema::{DataType, Field};

use crate::eval::columnar::code::{Code, Domain, Meaning, OutputSpec, Reg, SUBJECTS};
use crate::plan::Plan;
use crate::script::ast::Kind;
use crate::typing::Type;
use crate::typing::program::NodeId;
use crate::value::Scheme;

/// The most digits of an Arrow decimal of 128 bits.
const MOST_DIGITS: u8 = 38;

/// One output of a plan as columns.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The name by which it was asked for.
    pub(super) name: Arc<str>,
    /// The register with its numbers; none where the plan has none.
    pub(super) reg: Reg,
    /// The rows that it has numbers for.
    pub(super) domain: Domain,
    /// What it shows.
    pub(super) cells: CellKind,
    /// Whether it is a promotion, which has a column for its status too.
    pub(super) is_promotion: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Debug)]
pub(super) enum CellKind {
    /// Truth values.
    Bool,
    /// Decimals with a precision and a scale.
    Decimal(u8, i8),
    /// Positions in an enum.
    Enum(Arc<Scheme>),
    /// Days since 1970.
    Date,
    /// Texts.
    Text,
    /// Lists and records, as JSON.
    Json(Type),
}

/// The outputs of a plan as columns, in the order in which they were asked for.
pub(super) fn shown(plan: &Plan, code: &Code) -> Vec<Shown> {
    let found = |node: NodeId| code.outputs.iter().find(|output| output.node == node);
    plan.outputs()
        .iter()
        .filter_map(|output| Some(one(plan, code, &output.name, found(output.node)?)))
        .collect()
}

fn one(plan: &Plan, code: &Code, name: &Arc<str>, spec: &OutputSpec) -> Shown {
    let rule = plan.program().node(spec.node).and_then(|node| node.rule());
    Shown {
        name: Arc::clone(name),
        reg: spec.reg,
        domain: spec.domain,
        cells: cells(plan, code, spec),
        is_promotion: rule.is_some_and(|rule| rule.kind == Kind::Promotion) && spec.domain == SUBJECTS,
    }
}

fn cells(plan: &Plan, code: &Code, spec: &OutputSpec) -> CellKind {
    match &spec.meaning {
        Meaning::Bool => CellKind::Bool,
        Meaning::Number(scale) => {
            let instr = code.ops.get(spec.reg.at());
            let (lo, hi) = instr.map_or((0, 0), |instr| (instr.lo, instr.hi));
            decimal(lo, hi, *scale)
        }
        Meaning::Enum(scheme) => CellKind::Enum(Arc::clone(scheme)),
        Meaning::Date => CellKind::Date,
        Meaning::Text => CellKind::Text,
        Meaning::Any | Meaning::Among(_) => {
            let node = plan.program().node(spec.node);
            node.map_or(CellKind::Text, |node| CellKind::Json(node.ty.clone()))
        }
    }
}

/// The narrowest decimal that the proven bounds allow.
fn decimal(lo: i128, hi: i128, scale: u32) -> CellKind {
    let most = lo.unsigned_abs().max(hi.unsigned_abs());
    let digits = most.checked_ilog10().map_or(1, |n| n.saturating_add(1));
    let precision = u8::try_from(digits.max(scale)).unwrap_or(MOST_DIGITS).clamp(1, MOST_DIGITS);
    CellKind::Decimal(precision, i8::try_from(scale).unwrap_or(i8::MAX))
}

impl Shown {
    /// Its columns in the results.
    pub(super) fn fields(&self) -> Vec<Field> {
        let item = self.cells.data_type();
        let own = if self.domain == SUBJECTS {
            Field::new(&*self.name, item, true)
        } else {
            Field::new(&*self.name, DataType::List(Arc::new(item_field(&self.cells))), true)
        };
        let status = Field::new(format!("{}.status", self.name), status_type(), false);
        if self.is_promotion { vec![own, status] } else { vec![own] }
    }
}

/// The field of the items of a list.
pub(super) fn item_field(cells: &CellKind) -> Field {
    Field::new("item", cells.data_type(), true)
}

/// The type of a column of statuses.
pub(super) fn status_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8))
}

impl CellKind {
    /// The Arrow type.
    pub(super) fn data_type(&self) -> DataType {
        match self {
            CellKind::Bool => DataType::Boolean,
            CellKind::Decimal(precision, scale) => DataType::Decimal128(*precision, *scale),
            CellKind::Enum(scheme) => {
                let key = match scheme.values.len() {
                    0..=128 => DataType::Int8,
                    129..=32_768 => DataType::Int16,
                    _ => DataType::Int32,
                };
                DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8))
            }
            CellKind::Date => DataType::Date32,
            CellKind::Text | CellKind::Json(_) => DataType::Utf8,
        }
    }
}
