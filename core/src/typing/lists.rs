//! The builtins of lists, with their closures.

use std::sync::Arc;

use super::fitting::From;
use super::number_type::NumberType;
use super::program::{Closure, Expr, ExprKind};
use super::typer::{Ask, Typer};
use super::types::{ListType, Type};
use crate::diagnostic::Diagnostic;
use crate::script::ast::{self, Ident};
use crate::source::Span;
use crate::text;

/// A builtin of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListOp {
    /// A value for each item.
    Map,
    /// The items for which a condition holds.
    Filter,
    /// The sum.
    Sum,
    /// The mean, a quotient.
    Mean,
    /// The mean with weights, a quotient.
    WeightedMean,
    /// How many items there are, or for how many a condition holds.
    Count,
    /// Whether a condition holds for one item.
    Any,
    /// Whether a condition holds for every item.
    All,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// The item with the least key.
    MinBy,
    /// The item with the greatest key.
    MaxBy,
    /// The one item, or the one for which a condition holds.
    Only,
    /// The first item, or the first for which a condition holds.
    First,
    /// The last item, or the last for which a condition holds.
    Last,
    /// Whether there is no item.
    IsEmpty,
}

/// The name, and the least and greatest count of closures.
const TABLE: &[(&str, ListOp, usize, usize)] = &[
    ("map", ListOp::Map, 1, 1),
    ("filter", ListOp::Filter, 1, 1),
    ("sum", ListOp::Sum, 0, 1),
    ("mean", ListOp::Mean, 0, 1),
    ("weighted_mean", ListOp::WeightedMean, 2, 2),
    ("count", ListOp::Count, 0, 1),
    ("any", ListOp::Any, 0, 1),
    ("all", ListOp::All, 0, 1),
    ("min", ListOp::Min, 0, 1),
    ("max", ListOp::Max, 0, 1),
    ("min_by", ListOp::MinBy, 1, 1),
    ("max_by", ListOp::MaxBy, 1, 1),
    ("only", ListOp::Only, 0, 1),
    ("first", ListOp::First, 0, 1),
    ("last", ListOp::Last, 0, 1),
    ("is_empty", ListOp::IsEmpty, 0, 0),
];

/// The list builtin with this name.
pub(super) fn find(name: &str) -> Option<(ListOp, usize, usize)> {
    TABLE.iter().find(|(known, ..)| *known == name).map(|(_, op, least, most)| (*op, *least, *most))
}

/// The names of the builtins of lists.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, ..)| *name)
}

impl ListOp {
    /// The name as rules write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(_, op, ..)| *op == self).map_or("", |(name, ..)| *name)
    }

    /// Whether it picks or sums up something that an empty list does not have.
    #[must_use]
    pub fn is_pick(self) -> bool {
        matches!(
            self,
            ListOp::First
                | ListOp::Last
                | ListOp::Only
                | ListOp::Min
                | ListOp::Max
                | ListOp::MinBy
                | ListOp::MaxBy
                | ListOp::Mean
                | ListOp::WeightedMean
        )
    }
}

impl Typer<'_> {
    /// Types `list.op(|item| ...)`.
    pub(super) fn list_op(
        &mut self,
        op: ListOp,
        list: Expr,
        list_type: &Arc<ListType>,
        args: &[ast::Expr],
        span: Span,
    ) -> Expr {
        let mut closures = Vec::new();
        let mut types = Vec::new();
        for arg in args {
            let (closure, ty) = match &arg.kind {
                ast::ExprKind::Closure { params, body } => {
                    self.closure(op, &list_type.item, params, body, arg.span)
                }
                _ => {
                    self.sink.push(
                        Diagnostic::error(
                            "T1211",
                            arg.span,
                            text!(
                                "Di sini dibutuhkan fungsi kecil untuk tiap butir, misalnya `|i| i.nilai`.",
                                "Here a closure for each item is needed, for example `|i| i.nilai`."
                            ),
                        )
                        .with_help(text!("Tulis `|i| ...`.", "Write `|i| ...`.")),
                    );
                    return self.broken(span);
                }
            };
            types.push((ty, closure.body.span));
            closures.push(closure);
        }
        self.warn_without_order(op, &list, list_type);
        let ty = self.list_result(op, &list, list_type, &types, span);
        Expr { kind: ExprKind::ListOp(op, Box::new(list), closures), ty, span }
    }

    /// Warns where the order in which rows happen to arrive would decide.
    fn warn_without_order(&mut self, op: ListOp, list: &Expr, of: &ListType) {
        let by_order = matches!(op, ListOp::First | ListOp::Last | ListOp::MinBy | ListOp::MaxBy);
        let rows = matches!(of.item, Type::Record(_)) && !of.sources.is_empty();
        if !by_order || !rows || of.order.is_some() {
            return;
        }
        let name = op.name();
        self.sink.push(
            Diagnostic::warning(
                "T1226",
                list.span,
                text!(
                    "Daftar ini tidak punya urutan, jadi pada `{name}` urutan datangnya baris dapat menentukan.",
                    "This list has no order, so that in `{name}` the order in which rows arrive may decide."
                ),
            )
            .with_help(text!(
                "Nyatakan `order` pada fakta daftarnya, misalnya order = \"tanggal\".",
                "Declare `order` on the list fact, for example order = \"tanggal\"."
            )),
        );
    }

    fn closure(
        &mut self,
        op: ListOp,
        item: &Type,
        params: &[Ident],
        body: &ast::Expr,
        span: Span,
    ) -> (Closure, Type) {
        let depth = self.locals.len();
        if params.len() != 1 {
            self.sink.push(
                Diagnostic::error(
                    "T1205",
                    span,
                    text!(
                        "Fungsi kecil ini harus punya tepat satu nama: `|i| ...`.",
                        "This closure must have exactly one name: `|i| ...`."
                    ),
                )
                .with_help(text!("Tulis `|i| ...`.", "Write `|i| ...`.")),
            );
        }
        let bound = params.iter().map(|param| self.bind(param, item.clone(), Ask::No)).collect();
        let keys = matches!(op, ListOp::MinBy | ListOp::MaxBy);
        let typed = match &body.kind {
            // Keys are compared in order, so they need not be of one type.
            ast::ExprKind::Array(items) if keys => {
                let typed: Vec<Expr> = items.iter().map(|item| self.inner(item)).collect();
                for key in &typed {
                    self.needs_order(&key.ty.clone(), key.span);
                }
                Expr {
                    kind: ExprKind::List(typed),
                    ty: Type::list_of(Type::Broken, items.len()),
                    span: body.span,
                }
            }
            _ => {
                let typed = self.inner(body);
                if keys {
                    self.needs_order(&typed.ty.clone(), typed.span);
                }
                typed
            }
        };
        self.locals.truncate(depth);
        let ty = typed.ty.clone();
        (Closure { params: bound, body: typed }, ty)
    }

    /// The type of the result; `closures` are the types that the closures give, and where they stand.
    fn list_result(
        &mut self,
        op: ListOp,
        receiver: &Expr,
        list: &Arc<ListType>,
        closures: &[(Type, Span)],
        span: Span,
    ) -> Type {
        let (of, at) = match closures.first() {
            Some((ty, span)) => (self.literals.resolve(ty), *span),
            None => (self.literals.resolve(&list.item), receiver.span),
        };
        match op {
            ListOp::Map => {
                // What was reported for the items is not reported again for their sum.
                let item = if self.finite(&of, at) { of } else { Type::Broken };
                Type::List(Arc::new(ListType { item, order: None, ..(**list).clone() }))
            }
            ListOp::Filter => {
                self.fits(&Type::Bool, &of, at);
                Type::List(Arc::new(ListType { min_items: 0, ..(**list).clone() }))
            }
            ListOp::Any | ListOp::All => {
                self.fits(&Type::Bool, &of, at);
                Type::Bool
            }
            ListOp::Count => {
                if !closures.is_empty() {
                    self.fits(&Type::Bool, &of, at);
                }
                Type::Number(NumberType::whole(0, i64::from(list.max_items)))
            }
            ListOp::Only | ListOp::First | ListOp::Last => {
                if !closures.is_empty() {
                    self.fits(&Type::Bool, &of, at);
                }
                list.item.clone()
            }
            ListOp::Sum => {
                let Some(item) = self.number_at(&of, at) else { return Type::Broken };
                self.fitting(item.summed(list.max_items), &[], From::numbers(&[item]), span)
            }
            ListOp::Mean => {
                let Some(item) = self.number_at(&of, at) else { return Type::Broken };
                let sum = item.summed(list.max_items);
                let mean = sum.over(NumberType::whole(1, i64::from(list.max_items).max(1)));
                self.fitting(mean.as_mean_of(item), &[sum], From::numbers(&[item]), span)
            }
            ListOp::WeightedMean => {
                let item = self.number_at(&of, at);
                let weight = closures.get(1).and_then(|(weight, at)| self.number_at(weight, *at));
                let Some((item, weight)) = item.zip(weight) else { return Type::Broken };
                let product = item.times(weight);
                let (sum, total) = (product.summed(list.max_items), weight.summed(list.max_items));
                let mut mean = sum.over(total);
                // Only weights that are all of one sign keep the mean among the items.
                if !weight.has_both_signs() {
                    mean = mean.as_mean_of(item);
                }
                self.fitting(mean, &[product, sum, total], From::numbers(&[item, weight]), span)
            }
            ListOp::Min | ListOp::Max => {
                self.needs_order(&of, at);
                of
            }
            ListOp::MinBy | ListOp::MaxBy => list.item.clone(),
            ListOp::IsEmpty => Type::Bool,
        }
    }

    fn fits(&mut self, wanted: &Type, found: &Type, at: Span) {
        if self.literals.unify(wanted, found).is_none() {
            self.mismatch(wanted, found, at);
        }
    }

    fn number_at(&mut self, ty: &Type, at: Span) -> Option<NumberType> {
        match self.literals.resolve(ty) {
            Type::Number(number) => Some(number),
            Type::Never => Some(NumberType::of_nothing()),
            other => {
                self.mismatch(&Type::number(0), &other, at);
                None
            }
        }
    }
}
