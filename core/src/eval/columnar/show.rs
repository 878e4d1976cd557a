//! Prints the instructions of a plan.

use std::fmt;

use super::code::{Code, Op};

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, instr) in self.ops.iter().enumerate() {
            let domain = usize::try_from(instr.domain.0).ok().and_then(|n| self.domains.get(n));
            let rows = domain.map_or("", |spec| &spec.name);
            write!(f, "%{number} = {:?}", instr.op)?;
            match &instr.op {
                Op::Input(input) => {
                    let path = self.inputs.get(*input).map_or("", |input| &input.path);
                    write!(f, " {path}")?;
                }
                Op::ByRow(rule) => {
                    let why = self.row_rules.get(*rule).map_or("", |rule| rule.why);
                    write!(f, " ({why})")?;
                }
                _ => {}
            }
            writeln!(f, " : {:?} [{}..{}] / {rows}", instr.lane, instr.lo, instr.hi)?;
        }
        for output in &self.outputs {
            writeln!(f, "{} = %{}", output.name, output.reg.number())?;
        }
        for rule in self.by_row() {
            writeln!(f, "row by row: {} ({})", rule.name, rule.why)?;
        }
        Ok(())
    }
}
