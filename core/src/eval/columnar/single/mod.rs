//! One subject through the instructions: numbers in place of columns, and kinds of causes in place of causes.
//!
//! It is a quick way beside the reference evaluator and takes only what is plain: a plan without lists, and facts
//! that stand as they are mostly written. Whatever else there is, it leaves alone, and causes it never has.

mod read;
mod step;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use super::code::{Code, Meaning, Op, Reg, SUBJECTS, kinds_of};
use crate::eval::{Facts, Given};
use crate::typing::program::{NodeId, Program, Shape};
use crate::value::{Node, Value};
use read::{Read, Taken};

/// A plan in instructions for one subject at a time.
pub(crate) struct Single {
    program: Arc<Program>,
    code: Code,
    /// How each node is read that is a fact, by its number.
    facts: Vec<Option<Taken>>,
    /// Where each node stands that is worked out, by its number.
    nodes: Vec<Option<(usize, Meaning)>>,
    /// The nodes of the plan, in order.
    order: Vec<NodeId>,
    /// What the registers hold before anything is read.
    begin: Registers,
    /// The instructions that run, by number.
    steps: Vec<usize>,
    /// Whether every node of the plan is worked out, and every fact that can be given is looked at.
    whole: bool,
    /// For each place among the facts given the fact that stood there in a subject before.
    places: Vec<AtomicU32>,
}

/// The registers of one subject: numbers, and the kinds of causes where there is no value.
#[derive(Clone, Debug, Default)]
pub(super) struct Registers {
    numbers: Vec<i128>,
    marks: Vec<u8>,
}

/// One subject worked out.
#[derive(Clone)]
pub(crate) struct Singled {
    single: Arc<Single>,
    registers: Registers,
}

impl Single {
    /// Takes the instructions of a plan whose outputs are all the nodes that it rests on.
    pub(crate) fn new(program: &Arc<Program>, order: &[NodeId], code: Code) -> Single {
        let mut single = Single {
            program: Arc::clone(program),
            facts: (0..program.nodes.len()).map(|_| None).collect(),
            nodes: (0..program.nodes.len()).map(|_| None).collect(),
            order: order.to_vec(),
            begin: Registers { numbers: vec![0; code.ops.len()], marks: vec![0; code.ops.len()] },
            steps: Vec::new(),
            whole: true,
            places: (0..program.nodes.len()).map(|_| AtomicU32::new(0)).collect(),
            code,
        };
        single.take_facts();
        let known = single.take_instructions();
        single.take_nodes(&known);
        single
    }

    fn take_facts(&mut self) {
        for (id, node) in self.program.nodes() {
            let Some(fact) = node.fact() else { continue };
            // The list that stands for one not given may itself be refused.
            let refused_when_absent =
                matches!(&fact.shape, Shape::List(list) if list.absent_is_empty && list.min_items > 0);
            self.whole &= !refused_when_absent;
            if let Some(slot) = self.facts.get_mut(id.0) {
                *slot = Some(Taken::new(&fact.shape));
            }
        }
    }

    /// Sets what registers hold from the beginning, and finds those that can be worked out.
    fn take_instructions(&mut self) -> Vec<bool> {
        let mut known: Vec<bool> = Vec::new();
        for (number, instr) in self.code.ops.iter().enumerate() {
            let (value, mark) = (self.begin.numbers.get_mut(number), self.begin.marks.get_mut(number));
            let (Some(value), Some(mark)) = (value, mark) else { continue };
            let is_known = match &instr.op {
                Op::Const(constant) => {
                    *value = *constant;
                    true
                }
                Op::Never(set) => {
                    *mark = step::kinds(&self.code, *set);
                    true
                }
                Op::Input(input) => {
                    let spec = self.code.inputs.get(*input).filter(|spec| spec.domain == SUBJECTS);
                    let fact =
                        spec.and_then(|spec| self.program.node(spec.fact)).and_then(|node| node.fact());
                    let slot = spec.and_then(|spec| self.facts.get_mut(spec.fact.0)).and_then(Option::as_mut);
                    match (fact, slot) {
                        (Some(fact), Some(taken)) if taken.is_kept() => {
                            taken.register = Some(number);
                            *mark = kinds_of(&fact.missing);
                            true
                        }
                        _ => false,
                    }
                }
                op => {
                    let reads = op.reads(&self.code);
                    let at = |reg: &Reg| known.get(reg.at()).copied();
                    let all = reads.iter().all(|reg| at(reg) == Some(true));
                    let can = all && instr.domain == SUBJECTS && step::has(op);
                    if can {
                        self.steps.push(number);
                    }
                    can
                }
            };
            known.push(is_known);
        }
        known
    }

    fn take_nodes(&mut self, known: &[bool]) {
        for output in &self.code.outputs {
            let at = output.reg.at();
            let is_known = known.get(at) == Some(&true) && output.domain == SUBJECTS;
            if is_known
                && !matches!(output.meaning, Meaning::Any)
                && let Some(slot) = self.nodes.get_mut(output.node.0)
            {
                *slot = Some((at, output.meaning.clone()));
            }
        }
        self.whole &= self.order.iter().all(|id| self.nodes.get(id.0).is_some_and(Option::is_some));
    }

    /// Whether every node of the plan is worked out here.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Works a subject out; none where a fact is not as it is mostly written. Lists are passed over, unless the whole
    /// plan is worked out here, when one that is given is not plain either.
    pub(crate) fn run(self: &Arc<Single>, facts: &Facts) -> Option<Singled> {
        let mut registers = self.begin.clone();
        let (mut place, mut plain) = (0usize, true);
        facts.each(|name, seen| {
            if plain {
                plain = match self.read(place, name, seen, &mut registers) {
                    Read::Plain => true,
                    Read::List => !self.whole,
                    Read::Odd => false,
                };
                place = place.saturating_add(1);
            }
        });
        if !plain {
            return None;
        }
        for number in &self.steps {
            if let Some(instr) = self.code.ops.get(*number) {
                step::step(&self.code, instr, *number, &mut registers);
            }
        }
        Some(Singled { single: Arc::clone(self), registers })
    }
}

impl Singled {
    /// The value of a node; none where it has none, or is not worked out here.
    pub(crate) fn value(&self, id: NodeId) -> Option<Value> {
        let (at, meaning) = self.single.nodes.get(id.0)?.as_ref()?;
        if *self.registers.marks.get(*at)? != 0 {
            return None;
        }
        let texts = &self.single.code.texts;
        let text = |number: i128| {
            usize::try_from(number).ok().and_then(|n| texts.get(n)).cloned().unwrap_or_default()
        };
        meaning.value(*self.registers.numbers.get(*at)?, &text)
    }

    /// The kinds of causes of a node that is worked out here; 0 where it has a value.
    pub(crate) fn kinds(&self, id: NodeId) -> Option<u8> {
        let (at, _) = self.single.nodes.get(id.0)?.as_ref()?;
        self.registers.marks.get(*at).copied()
    }

    /// The values of all nodes of the plan; none where one has none.
    pub(crate) fn all(&self) -> Option<Given> {
        let mut given = Given::new(self.single.nodes.len());
        for id in &self.single.order {
            let node: Node = Ok(self.value(*id)?);
            given.insert(*id, node);
        }
        Some(given)
    }
}
