//! Which rules of a list a function reaches through the fields of its items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Linked, Origin, Symbol};
use crate::script::ast::{Block, Expr, ExprKind, Pattern, Statement};

/// A list that an expression may be, or be an item of, and the rule that handed its rows on.
type Lists = BTreeSet<(usize, Option<usize>)>;

/// The builtins whose result is items of the list that they are called on; `map` gives what its closure does.
const KEEPS_ITEMS: [&str; 6] = ["filter", "first", "last", "only", "min_by", "max_by"];

/// What a function reads and gives of the rows of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Read {
    /// The groups of the rules of lists that it reads as fields of items.
    found: BTreeSet<usize>,
    /// The same where another rule handed the rows on: that rule, and the one that is read.
    asked: BTreeSet<(usize, usize)>,
    /// What its result may be.
    gives: Lists,
}

/// What a rule waits for besides its inputs, by its group.
pub(super) type Waits = BTreeMap<usize, BTreeSet<usize>>;

struct Reader<'a> {
    linked: &'a Linked,
    script: usize,
    given: &'a BTreeMap<usize, BTreeSet<usize>>,
    bound: Vec<(Arc<str>, Lists)>,
    read: Read,
    helpers: Vec<Arc<str>>,
}

/// The groups of the rules of lists that each version of each rule reads as fields of items, and what must be worked
/// out before a rule may hand rows on: `iki.sum(|i| i.nilai)` reaches `iki.nilai`; where the rows are those that the
/// rule `terpilih` gives, `terpilih` waits for `iki.nilai` too.
pub(super) fn find(linked: &Linked) -> (BTreeMap<(usize, usize), BTreeSet<usize>>, Waits) {
    if linked.list_rules.is_empty() {
        return Default::default();
    }
    let (mut given, mut reads) = (BTreeMap::new(), BTreeMap::new());
    let readers = readers(linked);
    let mut open: BTreeSet<usize> = (0..linked.groups.len()).collect();
    while let Some(group) = open.pop_first() {
        let mut lists: BTreeSet<usize> = given.get(&group).cloned().unwrap_or_default();
        let before = lists.len();
        for (number, version) in linked.groups.get(group).iter().flat_map(|g| &g.versions).enumerate() {
            let Some(read) = read(linked, group, version.origin, &given) else { continue };
            lists.extend(read.gives.iter().map(|(list, _)| *list));
            reads.insert((group, number), read);
        }
        if lists.len() > before {
            given.insert(group, lists);
            let name = linked.groups.get(group).map(|found| &found.name);
            open.extend(name.and_then(|name| readers.get(name)).into_iter().flatten());
        }
    }
    let waits = waits(linked, &reads);
    (reads.into_iter().map(|(version, read)| (version, read.found)).collect(), waits)
}

/// The rules that have a name among their inputs.
fn readers(linked: &Linked) -> BTreeMap<&Arc<str>, Vec<usize>> {
    let mut readers: BTreeMap<&Arc<str>, Vec<usize>> = BTreeMap::new();
    for (number, group) in linked.groups.iter().enumerate() {
        for input in group.versions.iter().flat_map(|version| &version.inputs) {
            readers.entry(&input.value).or_default().push(number);
        }
    }
    readers
}

/// Rows that go through several rules must have what is read of them from the first on.
fn waits(linked: &Linked, reads: &BTreeMap<(usize, usize), Read>) -> Waits {
    let mut waits = Waits::new();
    let mut open: Vec<(usize, usize)> = reads.values().flat_map(|read| read.asked.iter().copied()).collect();
    while let Some((giver, rule)) = open.pop() {
        if !waits.entry(giver).or_default().insert(rule) {
            continue;
        }
        let list = linked.groups.get(rule).and_then(|group| group.list);
        for (_, read) in reads.range((giver, 0)..=(giver, usize::MAX)) {
            let before = read.gives.iter().filter(|(own, _)| Some(*own) == list);
            open.extend(before.filter_map(|(_, by)| Some(((*by)?, rule))));
        }
    }
    waits
}

fn read(
    linked: &Linked,
    group: usize,
    origin: Origin,
    given: &BTreeMap<usize, BTreeSet<usize>>,
) -> Option<Read> {
    let (function, Origin::Function(script, _)) = (linked.function(origin)?, origin) else { return None };
    let own_list = linked.groups.get(group)?.list;
    let mut reader =
        Reader { linked, script, given, bound: Vec::new(), read: Read::default(), helpers: Vec::new() };
    for param in &function.params {
        let field_of_item =
            own_list.is_some_and(|list| linked.list_fields(list).iter().any(|f| f.name.value == param.value));
        let lists = if field_of_item { Lists::new() } else { reader.named(&param.value) };
        reader.bound.push((Arc::clone(&param.value), lists));
    }
    reader.read.gives = reader.block(&function.body);
    if let Some(condition) = &function.doc.tags.applies {
        reader.expr(condition);
    }
    Some(reader.read)
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

    /// What a name of the subject may be.
    fn named(&self, name: &Arc<str>) -> Lists {
        match self.linked.names.get(name) {
            Some(Symbol::Rule(group)) => {
                let lists = self.given.get(group).into_iter().flatten();
                lists.map(|list| (*list, Some(*group))).collect()
            }
            _ => self.linked.list_fact(name).into_iter().map(|list| (list, None)).collect(),
        }
    }

    fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Lists {
        exprs.into_iter().flat_map(|e| self.expr(e)).collect()
    }

    fn expr(&mut self, expr: &Expr) -> Lists {
        match &expr.kind {
            ExprKind::Name(name) => match self.bound.iter().rev().find(|(known, _)| known == name) {
                Some((_, lists)) => lists.clone(),
                None => self.named(name),
            },
            ExprKind::Field { base, field, .. } => {
                let lists = self.expr(base);
                for (list, by) in &lists {
                    let rule = self.linked.list_rule(*list, &field.value);
                    self.read.found.extend(rule);
                    self.read.asked.extend(by.zip(rule));
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
        let mut given: Vec<Lists> = Vec::new();
        for arg in args {
            let of = match &arg.kind {
                // The items that a closure sees are those of the receiver.
                ExprKind::Closure { params, body } => {
                    let items = given.first().cloned().unwrap_or_default();
                    self.closure(params, body, &items)
                }
                _ => self.expr(arg),
            };
            given.push(of);
        }
        let handed_on = match &**name {
            "map" => given.get(1),
            _ if KEEPS_ITEMS.contains(&&**name) => given.first(),
            _ => None,
        };
        let mut lists = handed_on.cloned().unwrap_or_default();
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
