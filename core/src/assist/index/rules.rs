//! The names in the rule files.

use std::sync::Arc;

use super::{Builder, Symbol};
use crate::script::ast::{Arm, Block, Expr, ExprKind, Function, Ident, Pattern, Script, Statement};
use crate::script::token::Kind;
use crate::source::FileId;
use crate::typing::{FieldType, RecordType, Type, builtins, lists};

/// What a function's names stand for, from the outermost scope inwards.
pub(super) struct Scope<'s> {
    pub(super) script: &'s Script,
    pub(super) list: Option<usize>,
    names: Vec<(Arc<str>, Symbol)>,
}

/// The names of the builtins that take more than values.
pub(in crate::assist) const SPECIAL: [&str; 5] = ["is_known", "not_regulated", "all_of", "any_of", "at"];

/// Whether a name calls something that the language has itself.
pub(in crate::assist) fn is_builtin(name: &str) -> bool {
    SPECIAL.contains(&name) || builtins::names().chain(lists::names()).any(|known| known == name)
}

impl Builder<'_> {
    /// Reads every rule file.
    pub(super) fn scripts(&mut self) {
        let linked = self.linked;
        for script in &linked.scripts {
            for function in &script.functions {
                self.function(script, function);
            }
        }
    }

    fn function(&mut self, script: &Script, function: &Function) {
        let list = function.doc.tags.per.as_ref().and_then(|per| self.linked.list_fact(&per.value));
        let mut scope = Scope { script, list, names: Vec::new() };
        let name = Arc::clone(&function.name.value);
        let own = match list.and_then(|list| self.linked.fact(list)) {
            _ if function.private => Symbol::Helper(script.file, name),
            Some(list) => Symbol::ListRule(Arc::clone(&list.name.value), name),
            None => Symbol::Name(name),
        };
        self.define(own, function.name.span);
        for param in &function.params {
            if function.private {
                self.local(&mut scope, param);
            } else if let Some(symbol) = self.resolve(&param.value, list) {
                self.add(symbol.clone(), param.span, false);
                scope.names.push((Arc::clone(&param.value), symbol));
            }
        }
        self.tags(&mut scope, &function.doc.tags);
        if function.doc.tags.interpreted.is_some() {
            self.interpreted(&scope, function);
        } else {
            self.block(&mut scope, &function.body);
        }
    }

    /// The words of a body that rhai runs; only the inputs are known there.
    fn interpreted(&mut self, scope: &Scope<'_>, function: &Function) {
        let file: FileId = function.body.span.file;
        let Some(source) = self.linked.files.get(file) else { return };
        let mut after_point = false;
        for token in crate::script::tokens(file, &source.text) {
            let inside =
                function.body.span.start <= token.span.start && token.span.end <= function.body.span.end;
            if let Kind::Name(name) = &token.kind
                && inside
                && !after_point
                && let Some((_, symbol)) = scope.names.iter().find(|(known, _)| known == name)
            {
                self.add(symbol.clone(), token.span, false);
            }
            after_point = token.is(".") || token.is("?.");
        }
    }

    fn local(&mut self, scope: &mut Scope<'_>, name: &Ident) {
        let symbol = Symbol::Local(name.span, Arc::clone(&name.value));
        self.define(symbol.clone(), name.span);
        scope.names.push((Arc::clone(&name.value), symbol));
    }

    fn block(&mut self, scope: &mut Scope<'_>, block: &Block) {
        let depth = scope.names.len();
        for statement in &block.statements {
            match statement {
                Statement::Let { name, value } => {
                    self.expr(scope, value);
                    self.local(scope, name);
                }
                Statement::Return { value, .. } | Statement::Branch(value) => self.expr(scope, value),
            }
        }
        if let Some(value) = &block.value {
            self.expr(scope, value);
        }
        scope.names.truncate(depth);
    }

    /// Reads an expression; its height is bounded where it is read.
    pub(super) fn expr(&mut self, scope: &mut Scope<'_>, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                let known = scope.names.iter().rev().find(|(known, _)| known == name);
                let symbol = known.map(|(_, s)| s.clone()).or_else(|| self.resolve(name, scope.list));
                self.refer(symbol, expr.span);
            }
            ExprKind::Field { base, field, .. } => {
                self.expr(scope, base);
                let symbol = self.field_of(base, field);
                self.refer(symbol, field.span);
            }
            ExprKind::Index { base: left, index: right } | ExprKind::Binary { left, right, .. } => {
                self.expr(scope, left);
                self.expr(scope, right);
            }
            ExprKind::Call { name, args, .. } => {
                args.iter().for_each(|arg| self.expr(scope, arg));
                let symbol = self.called(scope, &name.value);
                self.refer(symbol, name.span);
            }
            ExprKind::Array(items) => items.iter().for_each(|item| self.expr(scope, item)),
            ExprKind::Unary { operand, .. } => self.expr(scope, operand),
            ExprKind::If { condition, then, otherwise } => {
                self.expr(scope, condition);
                self.block(scope, then);
                if let Some(otherwise) = otherwise {
                    self.expr(scope, otherwise);
                }
            }
            ExprKind::Switch { subject, arms } => {
                self.expr(scope, subject);
                arms.iter().for_each(|arm| self.arm(scope, arm));
            }
            ExprKind::Block(block) => self.block(scope, block),
            ExprKind::Closure { params, body } => {
                let depth = scope.names.len();
                params.iter().for_each(|param| self.local(scope, param));
                self.expr(scope, body);
                scope.names.truncate(depth);
            }
            ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Text(_) | ExprKind::Broken => {}
        }
    }

    fn arm(&mut self, scope: &mut Scope<'_>, arm: &Arm) {
        for pattern in &arm.patterns {
            if let Pattern::Value(value) = pattern {
                self.expr(scope, value);
            }
        }
        if let Some(guard) = &arm.guard {
            self.expr(scope, guard);
        }
        self.expr(scope, &arm.body);
    }

    fn called(&self, scope: &Scope<'_>, name: &Arc<str>) -> Option<Symbol> {
        if scope.script.functions.iter().any(|f| f.private && f.name.value == *name) {
            return Some(Symbol::Helper(scope.script.file, Arc::clone(name)));
        }
        if self.linked.helper_tables.contains_key(name) {
            return Some(Symbol::Name(Arc::clone(name)));
        }
        is_builtin(name).then(|| Symbol::Builtin(Arc::clone(name)))
    }

    /// What a field after a point is, by the type of what stands before it.
    fn field_of(&self, base: &Expr, field: &Ident) -> Option<Symbol> {
        let Type::Record(record) = self.type_at(base.span)? else { return None };
        let (_, found) = record.field(&field.value)?;
        Some(self.symbol_of_field(record, found))
    }

    /// The symbol of a field of a record type.
    fn symbol_of_field(&self, record: &RecordType, field: &FieldType) -> Symbol {
        let name = Arc::clone(&field.name);
        let declared = &self.linked.declarations;
        let first = field.path.split('.').next().unwrap_or("");
        if declared.parameters.iter().any(|p| &*p.name.value == first) {
            return Symbol::Part(Arc::from(first), name);
        }
        let list = field.path.rsplit_once('.').map(|(list, _)| list);
        let known = self.member(&record.name, list, &name);
        known.unwrap_or_else(|| Symbol::Field(Arc::clone(&record.name), name))
    }
}
