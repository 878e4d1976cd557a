//! Facts brought to the types of a program.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::Facts;
use super::codes;
use super::given::Given;
use super::reader::{Reader, shape_of};
use super::seen::Seen;
use crate::diagnostic::nearest;
use crate::text;
use crate::typing::program::{Body, Fact, Node, NodeId, Program, Shape};
use crate::value::{Raw, Text};

/// A person's assessment: who judged, when, on what evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Who judged.
    pub by: Option<String>,
    /// When.
    pub on: Option<String>,
    /// On what evidence.
    pub evidence: Option<String>,
}

impl Judgement {
    /// The assessment that a record around a value tells.
    pub(super) fn of(map: &IndexMap<String, Raw>) -> Judgement {
        let words = |key: &str| match map.get(key) {
            Some(Raw::Text(words) | Raw::Number(words)) => Some(words.clone()),
            _ => None,
        };
        Judgement { by: words("by"), on: words("on"), evidence: words("evidence") }
    }
}

/// A problem of a given fact. It holds no value, because messages travel further than facts may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactIssue {
    /// The fact, or `list.field`.
    pub fact: Arc<str>,
    /// The row of a list, from 0.
    pub row: Option<usize>,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: Text,
}

/// Facts brought to the types of a program.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The value of each fact, and of each rule that a value stands in for.
    pub values: Given,
    /// Who judged the facts that are assessments.
    pub judgements: BTreeMap<NodeId, Judgement>,
    /// Who judged the fields of rows that are assessments, by `list.field` and row.
    pub row_judgements: BTreeMap<(Arc<str>, usize), Judgement>,
    /// What is wrong with what was given.
    pub issues: Vec<FactIssue>,
    /// The rules that a value stands in for.
    pub stand_ins: Vec<NodeId>,
}

impl Typed {
    /// Brings facts to the types of a program. With `stand_ins`, values may be given for rules too, as cases do.
    #[must_use]
    pub fn new(program: &Program, facts: &Facts, stand_ins: bool) -> Typed {
        let mut typed = Typed { values: Given::new(program.nodes.len()), ..Typed::default() };
        let mut unknown = Vec::new();
        let mut issues: Vec<(NodeId, FactIssue)> = Vec::new();
        facts.each(|name, seen| {
            let found = program.find(name);
            match found.map(|(id, node)| (id, node, &node.body)) {
                Some((id, node, Body::Fact(fact))) => {
                    typed.read_fact(program, (id, node), fact, seen, stand_ins);
                }
                Some((id, node, Body::Rule(_))) if stand_ins => {
                    typed.read_stand_in(program, (id, node), seen)
                }
                _ => unknown.push(name),
            }
            if let Some((id, _)) = found.filter(|_| !typed.issues.is_empty()) {
                issues.extend(typed.issues.drain(..).map(|issue| (id, issue)));
            }
        });
        for (id, node) in program.nodes() {
            let Some(fact) = node.fact().filter(|_| typed.values.get(id).is_none()) else { continue };
            let value = match &fact.shape {
                Shape::List(list) if list.absent_is_empty => {
                    typed.reader(program, &node.path, stand_ins).read(Seen::List(&[]), &fact.shape)
                }
                _ => Err(fact.missing.clone()),
            };
            typed.values.insert(id, value);
            issues.extend(typed.issues.drain(..).map(|issue| (id, issue)));
        }
        // In whatever order facts come, they are told in the order of the pack.
        issues.sort_by_key(|(id, _)| *id);
        typed.issues.extend(issues.into_iter().map(|(_, issue)| issue));
        typed.report_unknown(program, &unknown);
        typed
    }

    fn reader<'a>(&'a mut self, program: &'a Program, path: &'a Arc<str>, stand_ins: bool) -> Reader<'a> {
        Reader {
            program,
            path,
            row: None,
            issues: &mut self.issues,
            judged: &mut self.row_judgements,
            stand_ins,
        }
    }

    fn read_fact(
        &mut self,
        program: &Program,
        (id, node): (NodeId, &Node),
        fact: &Fact,
        seen: Seen<'_>,
        stand_ins: bool,
    ) {
        let given = match seen {
            Seen::Map(map) if fact.judgement && map.contains_key("value") => {
                self.judgements.insert(id, Judgement::of(map));
                map.get("value").map_or(Seen::Null, Seen::from)
            }
            other => other,
        };
        if !given.is_nothing() {
            let value = self.reader(program, &node.path, stand_ins).read(given, &fact.shape);
            self.values.insert(id, value);
        }
    }

    fn read_stand_in(&mut self, program: &Program, (id, node): (NodeId, &Node), seen: Seen<'_>) {
        if let Some(shape) = shape_of(&node.ty).filter(|_| !seen.is_nothing()) {
            let value = self.reader(program, &node.path, true).read(seen, &shape);
            self.values.insert(id, value);
            self.stand_ins.push(id);
        }
    }

    fn report_unknown(&mut self, program: &Program, unknown: &[&str]) {
        for name in unknown {
            let names =
                program.nodes().map(|(_, node)| node).filter(|n| n.fact().is_some()).map(|n| &*n.path);
            let message = match nearest(name, names) {
                Some(near) => text!(
                    "Tidak ada fakta bernama `{name}`; mungkin maksudnya `{near}`? Nilainya tidak dipakai.",
                    "There is no fact named `{name}`; did you mean `{near}`? Its value was not used."
                ),
                None => text!(
                    "Tidak ada fakta bernama `{name}`; nilainya tidak dipakai.",
                    "There is no fact named `{name}`; its value was not used."
                ),
            };
            self.issues.push(FactIssue {
                fact: Arc::from(*name),
                row: None,
                code: codes::UNKNOWN_FACT,
                message,
            });
        }
    }
}
