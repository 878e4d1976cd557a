//! Figures whose source nobody has seen, as far as a result rests on them.

use std::sync::{Arc, OnceLock};

use super::Outcome;
use super::sheet::{self, Figure, Looked, add};
use crate::eval::reference::{Used, used};
use crate::text;
use crate::typing::program::{Node as ProgramNode, NodeId, Rule, Version};
use crate::value::{Node, Text, Value};

/// A figure that a result rests on and whose source nobody has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unverified {
    /// What it is: a parameter, or a row of a table.
    pub label: Text,
    /// The citation.
    pub basis: Option<Arc<str>>,
    /// What there is to say of it.
    pub note: Option<Arc<str>>,
}

impl Outcome {
    /// The unverified figures that a node rests on, directly or not: those of arms that were not taken are left out.
    #[must_use]
    pub fn unverified(&self, id: NodeId) -> Vec<Unverified> {
        self.figures(id).into_iter().map(|figure| figure.told.clone()).collect()
    }

    /// As [`Outcome::unverified`].
    pub(super) fn figures(&self, id: NodeId) -> Vec<Arc<Figure>> {
        self.sheet().resting(id, |id| self.looked(id))
    }

    /// Writes what a node ends with on the wire.
    pub(super) fn write_end(&self, id: NodeId, out: &mut String) {
        let known = self.sheet().node(id).and_then(|node| node.end.as_deref());
        match known.filter(|_| !self.has_stand_ins()) {
            Some(end) => out.push_str(end),
            None => sheet::write_end(&self.figures(id), out),
        }
    }

    /// What a node looked at itself, found once for all that rests on it.
    fn looked(&self, id: NodeId) -> Option<&Looked> {
        if let Some(looked) = self.sheet().node(id).and_then(|node| node.looked.as_ref())
            && !self.is_given(id)
        {
            return Some(looked);
        }
        let nodes = self.values().program().nodes.len();
        let all = self.0.looked.get_or_init(|| (0..nodes).map(|_| OnceLock::new()).collect());
        all.get(id.0).map(|slot| slot.get_or_init(|| self.look(id)))
    }

    fn look(&self, id: NodeId) -> Looked {
        let mut found = Looked::default();
        let program = self.values().program();
        let Some(node) = program.node(id) else { return found };
        let Some(rule) = node.rule().filter(|_| !self.is_given(id)) else { return found };
        let items: Vec<Option<Arc<[Node]>>> = match rule.list {
            None => vec![None],
            Some((list, _)) => {
                let rows = self.values().rows(list).unwrap_or_default();
                rows.into_iter().map(Some).collect()
            }
        };
        for item in items {
            let Some((version, used)) = self.looked_at(node, rule, item.as_ref()) else { continue };
            for figure in self.unverified_among(id, version, &used) {
                add(&mut found.figures, &figure);
            }
            let fields = rule.list.and_then(|(list, _)| program.list_fields.get(&list));
            let of_list = used.fields.iter().filter_map(|slot| fields?.get(*slot));
            let rules = of_list.filter_map(|field| program.by_name.get(&field.path).copied());
            found.inputs.extend(used.nodes.iter().copied().chain(rules));
        }
        found
    }

    /// What a rule looked at for one item, or for the subject.
    fn looked_at<'r>(
        &self,
        node: &ProgramNode,
        rule: &'r Rule,
        item: Option<&Arc<[Node]>>,
    ) -> Option<(&'r Version, Used)> {
        let values = self.values();
        let version = values.version(node, rule, item).ok()?;
        let mut frame = values.frame(node, version, item);
        let mut found = Used::default();
        let holds = version.applies.as_ref().is_none_or(|condition| {
            used(values, condition, &mut frame, &mut found);
            values.eval(condition, &mut frame) == Ok(Value::Bool(true))
        });
        if holds {
            // A table that is called in the middle of a rule reads local names, which get their values here.
            if version.locals > 0 {
                drop(values.eval(&version.body, &mut frame));
            }
            used(values, &version.body, &mut frame, &mut found);
        }
        if let Some(code) = &rule.item_from {
            used(values, code, &mut frame, &mut found);
        }
        Some((version, found))
    }

    /// The unverified figures among what a version of a rule looked at itself.
    pub(crate) fn unverified_among(&self, id: NodeId, version: &Version, used: &Used) -> Vec<Arc<Figure>> {
        let mut found: Vec<Arc<Figure>> = Vec::new();
        let known = self.sheet().node(id);
        for name in &used.parameters {
            found.extend(match known.and_then(|node| node.figure(name)) {
                Some(figure) => figure.clone(),
                None => sheet::figure(self.plan(), name, version),
            });
        }
        for (table, number) in &used.rows {
            let Some(row) = table.rows.get(*number).filter(|row| !row.verified) else { continue };
            let (name, line) = (table.name(), row.line);
            let (id, en) = (name.id, name.en);
            let figure = Figure::new(Unverified {
                label: text!("{id}, baris {line}", "{en}, line {line}"),
                basis: row.basis.clone().or_else(|| version.basis.clone()),
                note: row.note.clone(),
            });
            add(&mut found, &figure);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::{Facts, Pack, date};

    #[test]
    fn what_a_plan_knows_of_a_rule_is_what_an_outcome_finds() {
        let pack = Pack::from_dir("../rules/nasional").unwrap();
        let plan = pack.plan(date(2025, 12, 31), pack.default_outputs()).unwrap();
        let outcome = plan.evaluate(&Facts::default()).unwrap();
        let (mut known, mut resting) = (0, 0);
        for id in plan.order() {
            let said = outcome.sheet().node(*id).unwrap();
            let found = outcome.look(*id);
            if let Some(looked) = &said.looked {
                assert_eq!((&looked.figures, &looked.inputs), (&found.figures, &found.inputs), "{id:?}");
                known += 1;
            }
            let above = found.inputs.iter().any(|input| outcome.sheet().node(*input).unwrap().may_rest);
            assert!(said.may_rest || (found.figures.is_empty() && !above), "{id:?}");
            resting += usize::from(!found.figures.is_empty());
        }
        assert!(known > 20 && resting > 0, "{known} {resting}");
    }
}
