//! What the cases of a pack reach: rules, conditions, arms, rows of tables, states of requirements.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::trace::{Taking, trace};
use super::{Plans, outcome_of};
use crate::eval::reference::Values;
use crate::outcome::Outcome;
use crate::plan::Pack;
use crate::script::ast::Kind;
use crate::source::{Files, Span};
use crate::text;
use crate::typing::program::{Expr, ExprKind, Node as ProgramNode, Rule, Step, Version};
use crate::typing::walk;
use crate::value::{Cause, Node, Raw, Status, Text, Value};

/// What the cases of a pack reach and what they do not, in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Each version of each rule. A rule that only waits for a fact is not reached.
    pub rules: Vec<Covered>,
    /// Each `@applies`, once as true and once as false.
    pub applies: Vec<Covered>,
    /// Each arm of `if` and `switch`.
    pub arms: Vec<Covered>,
    /// Each row of the tables that rules use.
    pub rows: Vec<Covered>,
    /// Each requirement, once as met, once as not met and once as undetermined.
    pub requirements: Vec<Covered>,
    pub(super) files: Arc<Files>,
}

/// One thing that a case can reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Where it is written.
    pub span: Span,
    /// How many cases reach it.
    pub hits: usize,
    /// What it is.
    pub label: Text,
}

/// What there is to reach; the order is that in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Rule,
    Applies(bool),
    Arm(usize),
    Row,
    State(u8),
}

/// A place, what is to be reached there, and the rule, where one place stands for several.
type Key = (Span, Target, Arc<str>);

/// Finds what the cases of a pack reach.
///
/// Each arm counts once, in whatever regime or call of a helper it is taken. A rule for which a case gives a value is
/// not reached by that case. Of an overlay only what it adds or replaces counts: its base has cases of its own.
///
/// # Example: what nobody has tried yet
///
/// ```
/// # fn main() -> Result<(), timbang::Error> {
/// let pack = timbang::Pack::from_dir("../rules/nasional")?;
/// let coverage = timbang::cases::coverage(&pack);
/// assert!(coverage.rules.iter().any(|rule| rule.hits > 0));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn coverage(pack: &Pack) -> Coverage {
    let mut all: BTreeMap<Key, (Text, usize)> = BTreeMap::new();
    for regime in pack.regimes() {
        let day =
            regime.period.from.or(regime.period.until).unwrap_or_else(|| crate::value::date(2000, 1, 1));
        let program = pack.program(day);
        for (_, node, rule) in program.rules() {
            rule.versions.iter().for_each(|version| list_targets(node, rule, version, &mut all));
        }
    }
    all.retain(|(span, ..), _| pack.linked().layers.is_top(*span));
    let mut plans = Plans::new();
    for case in &pack.linked().declarations.cases {
        if let Ok(outcome) = outcome_of(pack, case, &mut plans) {
            let mut reached: Vec<Key> = reached(&outcome);
            reached.sort();
            reached.dedup();
            for key in reached {
                if let Some((_, hits)) = all.get_mut(&key) {
                    *hits = hits.saturating_add(1);
                }
            }
        }
    }
    let mut found = Coverage { files: Arc::clone(&pack.linked().files), ..Coverage::default() };
    for ((span, target, _), (label, hits)) in all {
        let list = match target {
            Target::Rule => &mut found.rules,
            Target::Applies(_) => &mut found.applies,
            Target::Arm(_) => &mut found.arms,
            Target::Row => &mut found.rows,
            Target::State(_) => &mut found.requirements,
        };
        list.push(Covered { span, hits, label });
    }
    found
}

/// From the name of a rule to the end of what it computes.
fn whole(version: &Version) -> Span {
    version.span.to(version.body.span)
}

fn nobody() -> Arc<str> {
    Arc::from("")
}

/// Lists what there is to reach in a version of a rule.
fn list_targets(node: &ProgramNode, rule: &Rule, version: &Version, all: &mut BTreeMap<Key, (Text, usize)>) {
    let name = &node.path;
    let mut add = |span: Span, target: Target, owner: Arc<str>, label: Text| {
        all.entry((span, target, owner)).or_insert((label, 0));
    };
    add(whole(version), Target::Rule, Arc::clone(name), text!("aturan `{name}`", "the rule `{name}`"));
    if let Some(condition) = &version.applies {
        let both = [
            (true, text!("`@applies` dari `{name}`: berlaku", "`@applies` of `{name}`: applies")),
            (
                false,
                text!("`@applies` dari `{name}`: tidak berlaku", "`@applies` of `{name}`: does not apply"),
            ),
        ];
        for (holds, label) in both {
            add(condition.span, Target::Applies(holds), Arc::clone(name), label);
        }
    }
    if rule.kind == Kind::Requirement {
        let states = [
            text!("syarat `{name}`: terpenuhi", "the requirement `{name}`: met"),
            text!("syarat `{name}`: tidak terpenuhi", "the requirement `{name}`: not met"),
            text!("syarat `{name}`: belum dapat dipastikan", "the requirement `{name}`: undetermined"),
        ];
        for (number, label) in (0u8..).zip(states) {
            add(version.span, Target::State(number), Arc::clone(name), label);
        }
    }
    for expr in version.applies.iter().chain([&version.body]) {
        walk::each(expr, &mut |inner: &Expr| match &inner.kind {
            ExprKind::If(..) => ways(inner.span, name, &mut add),
            ExprKind::Switch(_, arms) => arms.iter().for_each(|arm| arm_of(arm.span, name, &mut add)),
            ExprKind::Block(steps) => steps_of(steps, name, &mut add),
            ExprKind::Table { table, .. } => {
                for row in &table.rows {
                    let (file, line) = (&table.file, row.line);
                    let label = text!("baris {line} dari {file}", "line {line} of {file}");
                    add(row.span, Target::Row, nobody(), label);
                }
            }
            _ => {}
        });
    }
}

type Add<'a> = &'a mut dyn FnMut(Span, Target, Arc<str>, Text);

fn ways(span: Span, name: &str, add: Add<'_>) {
    add(span, Target::Arm(0), nobody(), text!("`if` di `{name}`: ya", "`if` in `{name}`: yes"));
    add(span, Target::Arm(1), nobody(), text!("`if` di `{name}`: tidak", "`if` in `{name}`: no"));
}

fn arm_of(span: Span, name: &str, add: Add<'_>) {
    add(
        span,
        Target::Arm(0),
        nobody(),
        text!("cabang `switch` di `{name}`", "an arm of `switch` in `{name}`"),
    );
}

/// The ways within steps; expressions within them are visited by the walk.
fn steps_of(steps: &[Step], name: &str, add: Add<'_>) {
    for step in steps {
        match step {
            Step::Let(..) | Step::Give(_) => {}
            Step::Branch(condition, then, otherwise) => {
                ways(condition.span, name, add);
                steps_of(then, name, add);
                steps_of(otherwise, name, add);
            }
            Step::Choose(_, arms) => {
                for arm in arms {
                    arm_of(arm.span, name, add);
                    steps_of(&arm.body, name, add);
                }
            }
        }
    }
}

/// What one outcome reached.
fn reached(outcome: &Outcome) -> Vec<Key> {
    let (plan, values) = (outcome.plan(), outcome.values());
    let mut found = Vec::new();
    for id in plan.order() {
        let Some(node) = plan.program().node(*id) else { continue };
        let Some(rule) = node.rule() else { continue };
        if outcome.is_given(*id) {
            continue;
        }
        match rule.list {
            None => reach(values, node, rule, None, &values.get(*id), &mut found),
            Some((list, slot)) => {
                let list_name = plan.program().node(list).map_or("", |list| &list.path);
                if gives(outcome.facts().get(list_name), &node.name) {
                    continue;
                }
                for row in values.rows(list).unwrap_or_default() {
                    let result = row.get(slot).cloned().unwrap_or_else(|| Err(Default::default()));
                    reach(values, node, rule, Some(&row), &result, &mut found);
                }
            }
        }
    }
    found
}

/// Whether the rows of a list hold a value that stands in for a rule.
fn gives(list: Option<&Raw>, rule: &str) -> bool {
    let Some(Raw::List(rows)) = list else { return false };
    rows.iter().any(|row| matches!(row, Raw::Map(fields) if fields.contains_key(rule)))
}

fn reach(
    values: &Values,
    node: &ProgramNode,
    rule: &Rule,
    item: Option<&Arc<[Node]>>,
    result: &Node,
    found: &mut Vec<Key>,
) {
    let Ok(version) = values.version(node, rule, item) else { return };
    let mut frame = values.frame(node, version, item);
    let mut taking = Taking::default();
    let name = || Arc::clone(&node.path);
    let mut applies = true;
    if let Some(condition) = &version.applies {
        trace(values, condition, &mut frame, &mut taking);
        applies = match values.eval(condition, &mut frame) {
            Ok(value) => {
                let holds = value == Value::Bool(true);
                found.push((condition.span, Target::Applies(holds), name()));
                holds
            }
            Err(_) => false,
        };
    }
    if applies {
        trace(values, &version.body, &mut frame, &mut taking);
        let own = |cause: &Cause| match cause {
            Cause::Unregulated(path, _) | Cause::Failed(path, _) | Cause::NotApplicable(path) => {
                *path == node.path
            }
            _ => false,
        };
        if result.as_ref().map_or_else(|causes| causes.iter().any(own), |_| true) {
            found.push((whole(version), Target::Rule, name()));
        }
    }
    if rule.kind == Kind::Requirement {
        let state = match result {
            Ok(Value::Bool(true)) => Some(0),
            Ok(_) => Some(1),
            Err(causes) => (causes.status() == Status::Undetermined).then_some(2),
        };
        found.extend(state.map(|state| (version.span, Target::State(state), name())));
    }
    found.extend(taking.arms.into_iter().map(|(span, way)| (span, Target::Arm(way), nobody())));
    found.extend(taking.rows.into_iter().map(|span| (span, Target::Row, nobody())));
}
