//! Which rules of a list a function reaches through the fields of its items.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Linked, Origin};
use crate::script::ast::{Block, Expr, ExprKind, Function, Pattern, Statement};

/// The lists that an expression may be, or be an item of.
type Lists = BTreeSet<usize>;

struct Reader<'a> {
    linked: &'a Linked,
    script: usize,
    bound: Vec<(Arc<str>, Lists)>,
    found: BTreeSet<usize>,
    helpers: Vec<Arc<str>>,
}

/// The groups of the rules of lists that a function reads as fields of items: `iki.sum(|i| i.nilai)` reaches `iki.nilai`.
pub(super) fn rules_reached(
    linked: &Linked,
    origin: Origin,
    function: &Function,
    own_list: Option<usize>,
) -> BTreeSet<usize> {
    let Origin::Function(script, _) = origin else { return BTreeSet::new() };
    if linked.list_rules.is_empty() {
        return BTreeSet::new();
    }
    let mut reader =
        Reader { linked, script, bound: Vec::new(), found: BTreeSet::new(), helpers: Vec::new() };
    for param in &function.params {
        let field_of_item =
            own_list.is_some_and(|list| linked.list_fields(list).iter().any(|f| f.name.value == param.value));
        let lists = if field_of_item { None } else { linked.list_fact(&param.value) };
        reader.bound.push((Arc::clone(&param.value), lists.into_iter().collect()));
    }
    reader.block(&function.body);
    if let Some(condition) = &function.doc.tags.applies {
        reader.expr(condition);
    }
    reader.found
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) -> Lists {
        let depth = self.bound.len();
        let mut lists = Lists::new();
        for statement in &block.statements {
            match statement {
                Statement::Let { name, value } => {
                    let of = self.expr(value);
                    self.bound.push((Arc::clone(&name.value), of));
                }
                Statement::Return { value, .. } => lists.extend(self.expr(value)),
                Statement::Branch(branch) => lists.extend(self.expr(branch)),
            }
        }
        if let Some(value) = &block.value {
            lists.extend(self.expr(value));
        }
        self.bound.truncate(depth);
        lists
    }

    fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Lists {
        exprs.into_iter().flat_map(|e| self.expr(e)).collect()
    }

    fn expr(&mut self, expr: &Expr) -> Lists {
        match &expr.kind {
            ExprKind::Name(name) => match self.bound.iter().rev().find(|(known, _)| known == name) {
                Some((_, lists)) => lists.clone(),
                None => self.linked.list_fact(name).into_iter().collect(),
            },
            ExprKind::Field { base, field, .. } => {
                let lists = self.expr(base);
                for list in &lists {
                    self.found.extend(self.linked.list_rule(*list, &field.value));
                }
                Lists::new()
            }
            ExprKind::Call { name, args, .. } => self.call(&name.value, args),
            ExprKind::Index { base, index } => {
                self.expr(index);
                self.expr(base)
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Binary { left, right, .. } => self.all([&**left, &**right]),
            ExprKind::If { condition, then, otherwise } => {
                self.expr(condition);
                let mut lists = self.block(then);
                lists.extend(otherwise.as_ref().map(|e| self.expr(e)).unwrap_or_default());
                lists
            }
            ExprKind::Switch { subject, arms } => {
                self.expr(subject);
                let mut lists = Lists::new();
                for arm in arms {
                    for pattern in &arm.patterns {
                        if let Pattern::Value(value) = pattern {
                            self.expr(value);
                        }
                    }
                    if let Some(guard) = &arm.guard {
                        self.expr(guard);
                    }
                    lists.extend(self.expr(&arm.body));
                }
                lists
            }
            ExprKind::Block(block) => self.block(block),
            ExprKind::Array(items) => self.all(items),
            ExprKind::Closure { params, body } => self.closure(params, body, &Lists::new()),
            ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Text(_) | ExprKind::Broken => Lists::new(),
        }
    }

    fn closure(&mut self, params: &[crate::script::ast::Ident], body: &Expr, items: &Lists) -> Lists {
        let depth = self.bound.len();
        self.bound.extend(params.iter().map(|p| (Arc::clone(&p.value), items.clone())));
        let lists = self.expr(body);
        self.bound.truncate(depth);
        lists
    }

    fn call(&mut self, name: &Arc<str>, args: &[Expr]) -> Lists {
        let linked = self.linked;
        let helper = linked
            .scripts
            .get(self.script)
            .and_then(|s| s.functions.iter().find(|f| f.private && f.name.value == *name));
        let mut given = Vec::new();
        let mut lists = Lists::new();
        for arg in args {
            let of = match &arg.kind {
                // The items that a closure sees are those of the receiver.
                ExprKind::Closure { params, body } => self.closure(params, body, &lists.clone()),
                _ => self.expr(arg),
            };
            lists.extend(of.iter().copied());
            given.push(of);
        }
        if let Some(helper) = helper {
            // A helper that calls itself is reported by the checker; here it only must not be followed for ever.
            if !self.helpers.contains(name) {
                self.helpers.push(Arc::clone(name));
                let outer = std::mem::take(&mut self.bound);
                self.bound = helper.params.iter().map(|p| Arc::clone(&p.value)).zip(given).collect();
                lists.extend(self.block(&helper.body));
                self.bound = outer;
                self.helpers.pop();
            }
        }
        lists
    }
}
