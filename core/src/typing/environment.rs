//! What a rule can see while it is typed: the nodes before it, the parameters and tables in force.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::program::{Body, ExprKind, Node, NodeId, Parameter};
use super::rules;
use super::schema::Schema;
use super::types::{FieldType, ListType, RecordType, Type};
use crate::diagnostic::Sink;
use crate::link::{Linked, Origin, Regime, Symbol};
use crate::pack::decl::TypeDecl;
use crate::value::{Names, Period, Value};

/// What a rule can see while it is typed.
#[derive(Debug)]
pub(super) struct Environment<'a> {
    /// What the pack declares.
    pub(super) schema: &'a Schema,
    /// What is in force.
    pub(super) regime: &'a Regime,
    /// What is in force on the day of the plan, where that is another one.
    plan: &'a Regime,
    /// What was typed before it.
    pub(super) typed: Cow<'a, Typed>,
    // The types of rules that hold here but not on the day of the plan, once they were asked for.
    elsewhere: RefCell<BTreeMap<usize, Option<Type>>>,
    depth: Cell<usize>,
}

/// How far rules that do not hold on the day of the plan are typed through each other.
const DEEPEST: usize = 24;

/// What has been typed so far in a regime.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// The facts and rules; `None` for one that could not be typed.
    pub(super) nodes: Vec<Option<Arc<Node>>>,
    /// Their numbers by name.
    pub(super) by_name: Names<NodeId>,
    /// The fields of each list: the declared ones, then its rules, untyped until their turn.
    pub(super) list_fields: IndexMap<usize, Vec<FieldType>>,
    /// Names that could not be typed; that was reported.
    pub(super) broken: BTreeSet<Arc<str>>,
    // The type of each list fact with the fields as they now are, once it was asked for.
    lists: RefCell<IndexMap<usize, Type>>,
}

/// Why a name cannot be seen.
pub(super) enum Absence {
    /// Nothing has that name.
    Unknown,
    /// It could not be typed, which was reported.
    Reported,
    /// It is not in force.
    NotInForce,
}

impl<'a> Environment<'a> {
    pub(super) fn new(linked: &Linked, schema: &'a Schema, regime: &'a Regime) -> Environment<'a> {
        let count = schema.nodes.len().saturating_add(linked.groups.len());
        let mut list_fields = schema.list_fields.clone();
        for (list, rules) in &linked.list_rules {
            let Some(fields) = list_fields.get_mut(list) else { continue };
            let Some(fact) = linked.fact(*list) else { continue };
            for (name, group) in rules {
                if regime.rules.get(*group).copied().flatten().is_none() && !linked.is_dated(*group) {
                    continue;
                }
                fields.push(FieldType {
                    name: Arc::clone(name),
                    path: Arc::from(format!("{}.{name}", fact.name.value)),
                    ty: Type::Broken,
                    may_ask: true,
                    label: None,
                    unit: None,
                });
            }
        }
        let typed = Typed {
            nodes: Vec::with_capacity(count),
            by_name: IndexMap::with_capacity_and_hasher(count, Default::default()),
            list_fields,
            ..Typed::default()
        };
        Environment {
            schema,
            regime,
            plan: regime,
            typed: Cow::Owned(typed),
            elsewhere: RefCell::default(),
            depth: Cell::default(),
        }
    }

    /// The same with another regime in force, for a rule that is dated by its item.
    pub(super) fn in_regime<'b>(&'b self, regime: &'b Regime) -> Environment<'b> {
        Environment {
            schema: self.schema,
            regime,
            plan: self.plan,
            typed: Cow::Borrowed(&self.typed),
            elsewhere: RefCell::default(),
            depth: Cell::default(),
        }
    }

    /// Adds what has a name, or leaves it out where it could not be typed; of two with one name, which was reported,
    /// the first has it.
    pub(super) fn add(&mut self, name: &Arc<str>, node: Option<Arc<Node>>) {
        let typed = self.typed.to_mut();
        match &node {
            Some(node) => {
                typed.by_name.entry(Arc::clone(&node.path)).or_insert(NodeId(typed.nodes.len()));
            }
            None => self.leave_out(Arc::clone(name)),
        }
        self.typed.to_mut().nodes.push(node);
    }

    /// The node with this number.
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.typed.nodes.get(id.0)?.as_deref()
    }

    /// Leaves a name out, because it could not be typed; that was reported.
    pub(super) fn leave_out(&mut self, name: Arc<str>) {
        self.typed.to_mut().broken.insert(name);
    }

    /// What a name stands for, where it can be seen.
    pub(super) fn lookup(
        &self,
        linked: &Linked,
        list: Option<usize>,
        name: &str,
    ) -> Option<(ExprKind, Type)> {
        if let Some(list) = list
            && let Some((slot, field)) = self.slot(list, name)
        {
            return (!field.ty.is_broken())
                .then(|| (ExprKind::ItemField(slot, Arc::clone(&field.name)), field.ty.clone()));
        }
        match name {
            "as_of" => return Some((ExprKind::AsOf, Type::Date)),
            "catalogue" => return self.catalogue().map(|ty| (ExprKind::Catalogue, ty)),
            _ => {}
        }
        match linked.names.get(name)? {
            Symbol::Fact(number) => {
                let id = *self.typed.by_name.get(name)?;
                let ty = match self.node(id)?.body {
                    Body::Fact(_) => self.fact_type(linked, *number)?,
                    // An overlay computes it.
                    Body::Rule(_) => self.node(id)?.ty.clone(),
                };
                Some((ExprKind::Node(id), ty))
            }
            Symbol::Rule(group) => match self.typed.by_name.get(name) {
                Some(id) => Some((ExprKind::Node(*id), self.node(*id)?.ty.clone())),
                None => {
                    let ty = self.type_on_another_day(linked, *group)?;
                    Some((ExprKind::NotInForce(Arc::clone(&linked.groups.get(*group)?.name)), ty))
                }
            },
            Symbol::Parameter(number) => {
                let dated = self.parameter(*number)?;
                let name = linked.declarations.parameters.get(*number).map(|p| Arc::clone(&p.name.value))?;
                Some((ExprKind::Parameter(name, dated.value.clone()), dated.ty.clone()))
            }
        }
    }

    /// The type that a rule has on the day of an item, where it does not hold on the day of the plan.
    fn type_on_another_day(&self, linked: &Linked, group: usize) -> Option<Type> {
        let (plan, there) = (self.plan.rules.get(group)?, self.regime.rules.get(group)?);
        let (None, Some(number)) = (plan, there) else { return None };
        if let Some(known) = self.elsewhere.borrow().get(&group) {
            return known.clone();
        }
        // Meanwhile it has none, so that rules in a circle, which are reported where they hold, come to an end.
        self.elsewhere.borrow_mut().insert(group, None);
        let version = linked.groups.get(group)?.versions.get(*number)?;
        let depth = self.depth.get();
        let ty = if depth < DEEPEST {
            self.depth.set(depth.saturating_add(1));
            // What is wrong with the rule is told of the days on which it holds.
            let period = self.regime.period;
            let typed = rules::type_version(linked, self, None, version, period, &mut Sink::default());
            self.depth.set(depth);
            typed.map(|typed| typed.ty)
        } else {
            // It has no value whatever its type is.
            Some(Type::Never)
        };
        self.elsewhere.borrow_mut().insert(group, ty.clone());
        ty
    }

    /// Why a name cannot be seen.
    pub(super) fn absence(&self, linked: &Linked, list: Option<usize>, name: &str) -> Absence {
        if let Some(list) = list {
            if self.slot(list, name).is_some() {
                return Absence::Reported;
            }
            if linked.list_rule(list, name).is_some() {
                return Absence::NotInForce;
            }
        }
        if self.typed.broken.contains(name) {
            return Absence::Reported;
        }
        match linked.names.get(name) {
            None => Absence::Unknown,
            Some(Symbol::Fact(_)) => Absence::Reported,
            Some(Symbol::Parameter(number)) => match self.regime.parameters.get(*number) {
                Some(None) => Absence::NotInForce,
                _ => Absence::Reported,
            },
            Some(Symbol::Rule(group)) => match self.regime.rules.get(*group) {
                Some(None) => Absence::NotInForce,
                _ => Absence::Reported,
            },
        }
    }

    /// The value of a parameter in force.
    pub(super) fn parameter(&self, number: usize) -> Option<&Arc<Parameter>> {
        let version = self.regime.parameters.get(number).copied().flatten()?;
        self.schema.parameters.get(number)?.as_ref()?.get(version)
    }

    /// Every dated value of a parameter, and the type that they share.
    pub(super) fn dated_values(&self, number: usize) -> (Type, Vec<(Period, Value)>) {
        let Some(Some(values)) = self.schema.parameters.get(number) else {
            return (Type::Broken, Vec::new());
        };
        let mut literals = super::literals::Literals::default();
        let mut ty = Type::Never;
        for value in values {
            ty = literals.unify(&ty, &value.ty).unwrap_or(Type::Broken);
        }
        (ty, values.iter().map(|v| (v.period, v.value.clone())).collect())
    }

    /// The table and the result that a helper's name stands for.
    pub(super) fn helper_table(&self, linked: &Linked, name: &str) -> Option<(usize, usize)> {
        let (at, _, versions) = linked.helper_tables.get_full(name)?;
        let version = self.regime.helper_tables.get(at).copied().flatten()?;
        match versions.get(version)?.origin {
            Origin::Table(table, result) => Some((table, result)),
            Origin::Function(..) => None,
        }
    }

    /// The enum of `comparison(a, b)`.
    pub(super) fn comparison(&self) -> Type {
        self.schema.schemes.get("comparison").map_or(Type::Broken, |scheme| Type::Enum(Arc::clone(scheme)))
    }

    /// A field of a list's items by position.
    pub(super) fn field(&self, list: usize, slot: usize) -> Option<&FieldType> {
        self.typed.list_fields.get(&list)?.get(slot)
    }

    /// A field of a list's items by name, with its position.
    pub(super) fn slot(&self, list: usize, name: &str) -> Option<(usize, &FieldType)> {
        let fields = self.typed.list_fields.get(&list)?;
        fields.iter().enumerate().find(|(_, field)| &*field.name == name)
    }

    /// Gives a rule of a list its type, so that the rules after it see it as a field.
    pub(super) fn type_field(
        &mut self,
        list: usize,
        name: &str,
        typed: &Type,
        label: Option<Arc<str>>,
        unit: Option<Arc<str>>,
    ) {
        let fields = self.typed.to_mut().list_fields.get_mut(&list);
        if let Some(field) = fields.and_then(|fields| fields.iter_mut().find(|f| &*f.name == name)) {
            field.ty = typed.clone();
            field.label = label;
            field.unit = unit;
        }
        self.typed.lists.borrow_mut().shift_remove(&list);
    }

    fn catalogue(&self) -> Option<Type> {
        let record = self.schema.catalogue.record.as_ref()?;
        let count = u32::try_from(self.schema.catalogue.items.len()).unwrap_or(u32::MAX);
        Some(Type::List(Arc::new(ListType {
            item: Type::Record(Arc::clone(record)),
            sources: BTreeSet::from([Arc::from("catalogue")]),
            min_items: count,
            max_items: count,
            order: Some(vec![0]),
        })))
    }

    fn fact_type(&self, linked: &Linked, number: usize) -> Option<Type> {
        if let Some(list) = self.typed.lists.borrow().get(&number) {
            return Some(list.clone());
        }
        let (ty, _) = self.schema.facts.get(number)?.as_ref()?;
        let (Type::List(list), Some(fields)) = (ty, self.typed.list_fields.get(&number)) else {
            return Some(ty.clone());
        };
        let Some(TypeDecl::List(decl)) = linked.fact(number).map(|f| &f.ty) else { return Some(ty.clone()) };
        let record = RecordType { name: Arc::clone(&decl.record.value), fields: fields.clone() };
        let ty = Type::List(Arc::new(ListType { item: Type::Record(Arc::new(record)), ..(**list).clone() }));
        self.typed.lists.borrow_mut().insert(number, ty.clone());
        Some(ty)
    }
}
