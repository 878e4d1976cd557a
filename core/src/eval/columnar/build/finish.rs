//! Takes out what no output rests on, and finds where each register is read last.

use std::sync::Arc;

use super::super::code::{
    Code, Domain, DomainKind, Instr, Meaning, Op, OutputSpec, Reg, RowField, RowInput, RowList, SUBJECTS,
};
use super::super::lanes::Lane;
use super::values::Val;
use super::{Builder, unsupported};
use crate::typing::program::NodeId;

impl Builder<'_> {
    pub(super) fn finish(mut self) -> Code {
        for (name, node) in &self.wanted.outputs {
            let Some(val) = self.val_of_node(*node) else { continue };
            let kept = self.scalar(&val).unwrap_or(val);
            // A list or a record has no column of its own; one with rows that were given is left to the reference
            // evaluator, which knows what stood in them when its rule was worked out.
            let whole = kept.column().or_else(|| self.collected(*node, &kept));
            let Some((reg, meaning)) = whole.or_else(|| self.whole_value(*node)) else { continue };
            let rule = self.wanted.program.node(*node).and_then(|n| n.rule());
            let domain = match rule.and_then(|rule| rule.list) {
                Some((list, _)) => self.rows_of_list(list, None).unwrap_or(SUBJECTS),
                None => SUBJECTS,
            };
            let name = Arc::clone(name);
            self.code.outputs.push(OutputSpec { node: *node, name, reg, meaning, domain });
            self.item(*node);
        }
        let mut code = self.code;
        code.causes = self.cause_sets.into_values().map(|(causes, _)| causes).collect();
        compact(&mut code);
        code.ends = ends(&code);
        code
    }
}

impl Builder<'_> {
    /// The code that a trigger calls for, where a rule gives it.
    fn item(&mut self, node: NodeId) {
        let program = self.wanted.program;
        let Some(own) = program.node(node) else { return };
        let Some((rule, from)) = own.rule().and_then(|rule| Some((rule, rule.item_from.as_ref()?))) else {
            return;
        };
        if self.enter(own, rule).is_none() {
            return;
        }
        let found = self.expr(from).and_then(|val| self.scalar(&val));
        if let Some((reg, meaning)) = found.ok().and_then(|val| val.column()) {
            let name = Arc::clone(&own.path);
            let domain = self.code.ops.get(reg.at()).map_or(SUBJECTS, |instr| instr.domain);
            self.code.items.push(OutputSpec { node, name, reg, meaning, domain });
        }
    }

    /// A list of values or a record of the pack, put together for each row.
    fn collected(&mut self, id: NodeId, val: &Val) -> Option<(Reg, Meaning)> {
        let node = self.wanted.program.node(id)?;
        self.enter(node, node.rule()?)?;
        let whole = match val {
            Val::Chosen(index, records) => {
                RowInput::Value(self.lift(*index, self.at).ok()?, Meaning::Among(Arc::clone(records)))
            }
            other => self.list_of_values(other).ok()?,
        };
        let number = self.code.wholes.len();
        self.code.wholes.push(whole);
        Some((self.emit(Op::Collect(number), Lane::Any, self.at, 0, 0), Meaning::Any))
    }

    /// A value that the reference evaluator puts together, which has no column of its own.
    pub(super) fn whole_value(&mut self, id: NodeId) -> Option<(Reg, Meaning)> {
        let program = self.wanted.program;
        let node = program.node(id)?;
        let rule = node.rule()?;
        self.enter(node, rule)?;
        self.by_row(id, node, rule, unsupported("a list or a record as a result")).column()
    }
}

/// Leaves only the instructions that an output rests on.
fn compact(code: &mut Code) {
    let mut wanted = vec![false; code.ops.len()];
    let mut open: Vec<Reg> = code.kept().map(|output| output.reg).collect();
    while let Some(reg) = open.pop() {
        let Some(mark) = wanted.get_mut(reg.at()) else { continue };
        if std::mem::replace(mark, true) {
            continue;
        }
        if let Some(instr) = code.ops.get(reg.at()) {
            open.extend(instr.op.reads(code));
        }
    }
    let mut renamed: Vec<Reg> = Vec::new();
    let mut kept: Vec<Instr> = Vec::new();
    for (instr, wanted) in std::mem::take(&mut code.ops).into_iter().zip(wanted) {
        renamed.push(Reg::of(kept.len()));
        if wanted {
            kept.push(instr);
        }
    }
    let mut to = |reg: &mut Reg| {
        if let Some(new) = renamed.get(reg.at()) {
            *reg = *new;
        }
    };
    for instr in &mut kept {
        instr.op.each_read(&mut to);
    }
    for output in code.outputs.iter_mut().chain(&mut code.items) {
        to(&mut output.reg);
    }
    for rule in &mut code.row_rules {
        rule.each_read(&mut to);
    }
    for whole in &mut code.wholes {
        whole.each_read(&mut to);
    }
    code.ops = kept;
    mark_used(code);
}

/// What is never looked at is never read.
fn mark_used(code: &mut Code) {
    for instr in &code.ops {
        if let Op::Input(input) = instr.op
            && let Some(input) = code.inputs.get_mut(input)
        {
            input.used = true;
        }
    }
    let mut domains: Vec<Domain> = code.ops.iter().map(|instr| instr.domain).collect();
    domains.extend(code.outputs.iter().map(|output| output.domain));
    for rule in &code.row_rules {
        for field in rule.item.iter().flatten().flatten() {
            if let RowField::List(list) = field {
                list_domains(list, &mut domains);
            }
        }
    }
    for input in
        code.row_rules.iter().flat_map(|rule| &rule.inputs).map(|(_, input)| input).chain(&code.wholes)
    {
        match input {
            RowInput::List(list) => list_domains(list, &mut domains),
            RowInput::Values(_, domain, ..) => domains.push(*domain),
            RowInput::Value(..) => {}
        }
    }
    while let Some(domain) = domains.pop() {
        let Some(spec) = usize::try_from(domain.0).ok().and_then(|n| code.domains.get_mut(n)) else {
            continue;
        };
        if std::mem::replace(&mut spec.used, true) {
            continue;
        }
        domains.push(spec.parent);
        match &spec.kind {
            DomainKind::Cross(list) => domains.push(*list),
            DomainKind::List(list) => {
                if let Some(input) = code.inputs.get_mut(list.present) {
                    input.used = true;
                }
            }
            DomainKind::Subjects | DomainKind::Written(_) => {}
        }
    }
}

fn list_domains(list: &RowList, found: &mut Vec<Domain>) {
    found.push(list.domain);
    for field in list.fields.iter().flatten() {
        if let RowField::List(list) = field {
            list_domains(list, found);
        }
    }
}

/// For each instruction the registers that nothing reads after it.
fn ends(code: &Code) -> Vec<Vec<Reg>> {
    let mut last: Vec<Option<usize>> = vec![None; code.ops.len()];
    for (number, instr) in code.ops.iter().enumerate() {
        for reg in instr.op.reads(code) {
            if let Some(last) = last.get_mut(reg.at()) {
                *last = Some(number);
            }
        }
    }
    for output in code.kept() {
        if let Some(last) = last.get_mut(output.reg.at()) {
            *last = None;
        }
    }
    let mut found = vec![Vec::new(); code.ops.len()];
    for ((reg, instr), number) in (0..).map(Reg::of).zip(&code.ops).zip(last) {
        let is_kept = matches!(instr.op, Op::Const(_) | Op::Never(_) | Op::Input(_));
        if let (Some(ends), false) = (number.and_then(|number| found.get_mut(number)), is_kept) {
            ends.push(reg);
        }
    }
    found
}
