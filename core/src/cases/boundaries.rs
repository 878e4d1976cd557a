//! Proposes cases at each side of each threshold, from the comparisons of rules and the cells of tables, where no case
//! stands yet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::domain::Domain;
use super::thresholds::{Held, Site, sites};
use super::{Plans, outcome_of};
use crate::eval::Facts;
use crate::outcome::Outcome;
use crate::pack::decl::CaseDecl;
use crate::plan::{Pack, Plan};
use crate::source::{Files, Span};
use crate::text;
use crate::typing::program::{Body, Expr, ExprKind, Node as ProgramNode, NodeId, Program, Rule, Version};
use crate::typing::walk;
use crate::value::{Date, Node, Raw, Text, Value, order};

/// How many cases are tried for one threshold before it is given up.
const ATTEMPTS: usize = 16;

/// Cases that a pack might have at its thresholds, and the thresholds for which none could be made.
#[derive(Clone, Debug, Default)]
pub struct Boundaries {
    /// The proposals, in the order of the rules.
    pub candidates: Vec<Candidate>,
    /// The thresholds without one, in the order of the files.
    pub not_covered: Vec<NotCovered>,
    pub(super) files: Arc<Files>,
}

/// A proposal: the result is what the rules say now, so a person must confirm it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The rule whose result is expected.
    pub rule: Arc<str>,
    /// Where the comparison is written.
    pub span: Span,
    /// The fact that stands at the threshold.
    pub fact: Arc<str>,
    /// At which side.
    pub side: Side,
    /// The day.
    pub as_of: Date,
    /// The facts, with the one at the threshold.
    pub given: Vec<(String, Raw)>,
    /// What the rule says of them.
    pub result: Node,
    /// The case from which the other facts were taken.
    pub model: String,
}

/// A side of a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The last value below.
    Below,
    /// The first and the last value at it.
    At,
    /// The first value past it.
    Above,
}

/// A threshold for which no case could be proposed.
#[derive(Clone, Debug)]
pub struct NotCovered {
    /// The rule.
    pub rule: Arc<str>,
    /// Where the comparison is written.
    pub span: Span,
    /// Why.
    pub reason: Text,
}

/// Proposes cases at those sides of each threshold at which no case of the pack stands yet.
///
/// A threshold is looked at where what is compared rests on a single fact, by whatever rules: a number, a date or a
/// value of an ordered enum. The other facts are those of a case that works the rule out.
#[must_use]
pub fn boundaries(pack: &Pack) -> Boundaries {
    let mut plans = Plans::new();
    let cases = &pack.linked().declarations.cases;
    let runs: Vec<(&CaseDecl, Outcome)> =
        cases.iter().filter_map(|case| Some((&**case, outcome_of(pack, case, &mut plans).ok()?))).collect();
    let layers = &pack.linked().layers;
    let held = Held::of(runs.iter().map(|(_, outcome)| outcome));
    let mut found = Boundaries { files: Arc::clone(&pack.linked().files), ..Boundaries::default() };
    let mut missing: BTreeMap<(Span, Arc<str>), Text> = BTreeMap::new();
    let mut covered: BTreeSet<(Span, Arc<str>)> = BTreeSet::new();
    for regime in pack.regimes() {
        let day =
            regime.period.from.or(regime.period.until).unwrap_or_else(|| crate::value::date(2000, 1, 1));
        let program = pack.program(day);
        let here: Vec<&(&CaseDecl, Outcome)> =
            runs.iter().filter(|(_, outcome)| regime.period.contains(outcome.plan().as_of())).collect();
        for (id, node, rule) in program.rules() {
            for version in &rule.versions {
                // What a base compares is for the base's own cases.
                for site in sites(version).into_iter().filter(|site| layers.is_top(site.span)) {
                    let key = (site.span, Arc::clone(&node.path));
                    match propose(
                        &program,
                        id,
                        node,
                        rule,
                        version,
                        &site,
                        (&here, &held),
                        &mut found.candidates,
                    ) {
                        Ok(()) => drop(covered.insert(key)),
                        Err(reason) => drop(missing.insert(key, reason)),
                    }
                }
            }
        }
    }
    let open = missing.into_iter().filter(|(key, _)| !covered.contains(key));
    found.not_covered = open.map(|((span, rule), reason)| NotCovered { rule, span, reason }).collect();
    found
}

/// The facts that an expression rests on; nothing where it reads a local name or a field of an item.
fn facts_of(program: &Program, expr: &Expr) -> Option<BTreeSet<NodeId>> {
    let (mut open, mut whole) = (Vec::new(), true);
    walk::each(expr, &mut |inner: &Expr| match &inner.kind {
        ExprKind::Node(id) => open.push(*id),
        ExprKind::ItemField(..) | ExprKind::Local(..) => whole = false,
        _ => {}
    });
    let (mut seen, mut facts) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = open.pop() {
        let Some(node) = program.node(id).filter(|_| seen.insert(id)) else { continue };
        if let Body::Fact(_) = node.body {
            facts.insert(id);
        }
        open.extend(&node.inputs);
    }
    whole.then_some(facts)
}

#[expect(clippy::too_many_arguments, reason = "a comparison is told apart by its program, rule and version")]
fn propose(
    program: &Arc<Program>,
    id: NodeId,
    node: &ProgramNode,
    rule: &Rule,
    version: &Version,
    site: &Site<'_>,
    (runs, held): (&[&(&CaseDecl, Outcome)], &Held),
    found: &mut Vec<Candidate>,
) -> Result<(), Text> {
    if rule.list.is_some() {
        return Err(text!(
            "aturan untuk tiap butir daftar; tulis kasusnya sendiri",
            "a rule for each item of a list; write its case by hand"
        ));
    }
    let several = || {
        text!(
            "yang dibandingkan tidak bertumpu pada satu fakta saja",
            "what is compared does not rest on a single fact"
        )
    };
    let facts = facts_of(program, site.compared).ok_or_else(several)?;
    let [fact] = facts.iter().copied().collect::<Vec<_>>()[..] else { return Err(several()) };
    let against = match site.threshold() {
        Some(expr) => facts_of(program, expr).ok_or_else(several)?,
        None => BTreeSet::new(),
    };
    if against.contains(&fact) {
        return Err(several());
    }
    let fact_node = program.node(fact).ok_or_else(several)?;
    let shape = fact_node.fact().map(|fact| &fact.shape).ok_or_else(several)?;
    let Some(domain) = Domain::of(shape) else {
        return Err(text!(
            "faktanya bukan angka berbatas, tanggal, atau nilai berurutan",
            "the fact is no bounded number, date or ordered value"
        ));
    };
    let worked_out = |outcome: &Outcome| {
        outcome.plan().order().contains(&id) && !outcome.is_given(id) && outcome.values().get(id).is_ok()
    };
    let mut none = text!("belum ada kasus yang menghitung aturan ini", "no case works this rule out yet");
    for (case, outcome) in runs.iter().filter(|(_, outcome)| worked_out(outcome)).take(ATTEMPTS) {
        let Ok(plan) = outcome.plan().with_outputs(&[node.path.to_string()]) else { continue };
        let trial = Trial { plan, facts: outcome.facts(), name: &fact_node.path, node, version, site };
        match trial.around(&domain) {
            Some(sides) => {
                for (side, index) in sides {
                    let stands = domain.at(index).and_then(|raw| trial.sides(raw));
                    if stands.is_some_and(|sides| held.has(site, &node.path, sides)) {
                        continue;
                    }
                    let candidate = trial.candidate(id, side, &domain, index, case);
                    found.extend(candidate.filter(|new| !found.iter().any(|old| same(old, new))));
                }
                return Ok(());
            }
            None => {
                none = text!(
                    "dengan fakta kasus yang ada, batasnya tidak terlampaui di rentang fakta itu",
                    "with the facts of the cases at hand, the threshold is not crossed within the fact's range"
                );
            }
        }
    }
    Err(none)
}

fn same(a: &Candidate, b: &Candidate) -> bool {
    a.rule == b.rule && a.as_of == b.as_of && a.given == b.given
}

/// One comparison with the facts of one case.
struct Trial<'a> {
    plan: Plan,
    facts: &'a Facts,
    name: &'a Arc<str>,
    node: &'a ProgramNode,
    version: &'a Version,
    site: &'a Site<'a>,
}

impl Trial<'_> {
    fn outcome(&self, raw: Raw) -> Outcome {
        self.plan.evaluate_case(&self.facts.clone().with(self.name, raw))
    }

    /// What is compared and with what, where the fact has this value.
    fn sides(&self, raw: Raw) -> Option<(Value, Value)> {
        self.site.sides(self.outcome(raw).values(), self.node, self.version)
    }

    /// Whether what is compared is not below the threshold, or past it; nothing where either is not known.
    fn reaches(&self, raw: Raw, past: bool) -> Option<bool> {
        let (compared, threshold) = self.sides(raw)?;
        let found = order(&compared, &threshold);
        Some(if past { found.is_gt() } else { found.is_ge() })
    }

    /// The two values of the fact between which what is compared reaches the threshold, or passes it, by halving: the
    /// one that does not first. What is compared may fall as the fact rises.
    fn turn(&self, domain: &Domain, past: bool) -> Option<(i128, i128)> {
        let (mut low, mut high) = (domain.lo, domain.hi);
        let (first, last) = (self.reaches(domain.at(low)?, past)?, self.reaches(domain.at(high)?, past)?);
        if first == last {
            return None;
        }
        while high.checked_sub(low)? > 1 {
            let middle = low.checked_add(high.checked_sub(low)?.checked_div(2)?)?;
            if self.reaches(domain.at(middle)?, past)? == first {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(if first { (high, low) } else { (low, high) })
    }

    /// The values of the fact where the comparison may turn: the last below the threshold, the first and the last at
    /// it (whole years stand at one for many days), the first past it.
    fn around(&self, domain: &Domain) -> Option<Vec<(Side, i128)>> {
        let (reached, passed) = (self.turn(domain, false), self.turn(domain, true));
        let mut sides: Vec<(Side, i128)> = Vec::new();
        if let Some((below, at)) = reached {
            sides.push((Side::Below, below));
            if passed != reached {
                sides.push((Side::At, at));
            }
        }
        if let Some((at, above)) = passed {
            if passed != reached && !sides.contains(&(Side::At, at)) {
                sides.push((Side::At, at));
            }
            sides.push((Side::Above, above));
        }
        (!sides.is_empty()).then_some(sides)
    }

    fn candidate(
        &self,
        id: NodeId,
        side: Side,
        domain: &Domain,
        index: i128,
        case: &CaseDecl,
    ) -> Option<Candidate> {
        let raw = domain.at(index)?;
        let outcome = self.outcome(raw.clone());
        let program = self.plan.program();
        let needed = |name: &str| program.find(name).is_some_and(|(id, _)| self.plan.order().contains(&id));
        let mut given: Vec<(String, Raw)> = case
            .given
            .iter()
            .filter(|(name, _)| needed(&name.value) && name.value != *self.name)
            .map(|(name, raw)| (name.value.to_string(), raw.value.clone()))
            .collect();
        given.push((self.name.to_string(), raw));
        Some(Candidate {
            rule: Arc::clone(&self.node.path),
            span: self.site.span,
            fact: Arc::clone(self.name),
            side,
            as_of: self.plan.as_of(),
            given,
            result: outcome.values().get(id),
            model: case.name.value.clone(),
        })
    }
}
