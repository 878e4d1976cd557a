//! What a rule reads of protected facts itself: by value, by a key, by an order, by a date, by a record handed on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::script::ast::BinaryOp;
use crate::source::Span;
use crate::typing::lists::ListOp;
use crate::typing::program::{Body, Expr, ExprKind, Node, Program, Rule, Shape};
use crate::typing::{Type, walk};

/// The protected names of a program.
#[derive(Debug, Default)]
pub(super) struct Protected {
    /// Protected facts, and `list.field` for protected fields.
    names: BTreeSet<Arc<str>>,
    /// The protected fields in the key of each list: two rows alike in them make the list invalid.
    keys: BTreeMap<Arc<str>, Vec<Arc<str>>>,
}

/// The protected names found so far, each with the first place.
type Found = Vec<(Arc<str>, Span)>;

impl Protected {
    /// The protected names of a program.
    pub(super) fn of(program: &Program) -> Protected {
        let mut found = Protected::default();
        for (_, node) in program.nodes() {
            let Body::Fact(fact) = &node.body else { continue };
            if fact.protected {
                found.names.insert(Arc::clone(&node.path));
            }
            found.fields(&fact.shape, &node.path);
        }
        found
    }

    /// Whether nothing is protected.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn fields(&mut self, shape: &Shape, path: &Arc<str>) {
        let Shape::List(list) = shape else { return };
        for (slot, field) in list.fields.iter().enumerate() {
            let inner: Arc<str> = Arc::from(format!("{path}.{}", field.name));
            self.fields(&field.shape, &inner);
            if field.protected {
                if list.key.contains(&slot) {
                    self.keys.entry(Arc::clone(path)).or_default().push(Arc::clone(&inner));
                }
                self.names.insert(inner);
            }
        }
    }

    /// The protected names that a rule reads itself, each with the place.
    pub(super) fn read_by(&self, program: &Program, node: &Node, rule: &Rule) -> Found {
        let mut found = Found::new();
        let own_list = rule.list.and_then(|(list, _)| program.node(list));
        let own_fields = rule.list.and_then(|(list, _)| program.list_fields.get(&list));
        let field = |slot: usize| own_fields.and_then(|fields| fields.get(slot)).map(|field| &field.path);
        for version in &rule.versions {
            own_list.iter().for_each(|list| self.add(&list.path, version.span, &mut found));
            // The item's date chooses the version.
            let date = rule.dated_by.and_then(field);
            date.iter().for_each(|path| self.add(path, version.span, &mut found));
            for expr in version.applies.iter().chain([&version.body]).chain(&rule.item_from) {
                walk::each(expr, &mut |inner: &Expr| match &inner.kind {
                    ExprKind::Node(id) => {
                        let read = program.node(*id);
                        read.iter().for_each(|read| self.add(&read.path, inner.span, &mut found));
                    }
                    ExprKind::ItemField(slot, _) => {
                        field(*slot).iter().for_each(|path| self.add(path, inner.span, &mut found));
                    }
                    ExprKind::Field { base, slot, .. } => {
                        self.add_slots(&base.ty, &[*slot], inner.span, &mut found);
                    }
                    ExprKind::ListOp(op, list, _) => {
                        // The order of a list decides which item is picked, so what it goes by is read.
                        let ordered =
                            matches!(op, ListOp::First | ListOp::Last | ListOp::MinBy | ListOp::MaxBy);
                        let Type::List(ty) = &list.ty else { return };
                        let order = ty.order.as_deref().filter(|_| ordered).unwrap_or_default();
                        self.add_slots(&ty.item, order, inner.span, &mut found);
                    }
                    // Records are alike where all their fields are.
                    ExprKind::Binary(BinaryOp::In | BinaryOp::NotIn, left, _) => {
                        self.add_carried(&left.ty, left.span, &mut found);
                    }
                    // The sandbox sees whole records.
                    ExprKind::Interpreted { args, .. } => {
                        args.iter().for_each(|arg| self.add_carried(&arg.ty, arg.span, &mut found));
                    }
                    _ => {}
                });
            }
        }
        // A result that is a record carries all its fields with it.
        if let Some(version) = rule.versions.first() {
            self.add_carried(&node.ty, version.body.span, &mut found);
        }
        found
    }

    fn add(&self, path: &Arc<str>, place: Span, found: &mut Found) {
        let keys = self.keys.get(path).into_iter().flatten();
        for name in keys.chain(self.names.get(path)) {
            if !found.iter().any(|(known, _)| known == name) {
                found.push((Arc::clone(name), place));
            }
        }
    }

    fn add_slots(&self, record: &Type, slots: &[usize], place: Span, found: &mut Found) {
        let Type::Record(record) = record else { return };
        let fields = slots.iter().filter_map(|slot| record.fields.get(*slot));
        fields.for_each(|field| self.add(&field.path, place, found));
    }

    fn add_carried(&self, ty: &Type, place: Span, found: &mut Found) {
        match ty {
            Type::List(list) => self.add_carried(&list.item, place, found),
            Type::Record(record) => {
                for field in &record.fields {
                    self.add(&field.path, place, found);
                    self.add_carried(&field.ty, place, found);
                }
            }
            _ => {}
        }
    }
}
