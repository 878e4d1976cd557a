//! Adds instructions: the same work once, operands in one lane and for the same rows.

use std::cmp::Ordering;
use std::sync::Arc;

use super::super::code::{Arith, CauseSet, Domain, DomainKind, DomainSpec, Instr, Lut, Op, Reg, SUBJECTS};
use super::super::lanes::Lane;
use super::{Builder, Built, unsupported};
use crate::script::ast::BinaryOp;

/// Bounds in which every step of arithmetic on them still fits.
const MOST: i128 = i128::MAX / 2;

impl Builder<'_> {
    /// The subjects, and the empty set of causes.
    pub(super) fn start(&mut self) {
        self.code.domains.push(DomainSpec {
            parent: SUBJECTS,
            kind: DomainKind::Subjects,
            name: Arc::from("subjek"),
            used: true,
        });
        self.cause_set(&crate::value::Causes::default());
    }

    /// Adds an instruction, or finds the one that does the same.
    pub(super) fn emit(&mut self, mut op: Op, lane: Lane, domain: Domain, lo: i128, hi: i128) -> Reg {
        let fingerprint = op.fingerprint();
        let same = self
            .known
            .like(fingerprint)
            .find(|reg| self.instr(*reg).is_some_and(|i| i.lane == lane && i.domain == domain && i.op == op));
        if let Some(reg) = same {
            return reg;
        }
        let reg = Reg::of(self.code.ops.len());
        self.known.add(fingerprint);
        self.code.ops.push(Instr { op, lane, domain, lo, hi });
        reg
    }

    pub(super) fn instr(&self, reg: Reg) -> Option<&Instr> {
        self.code.ops.get(reg.at())
    }

    pub(super) fn lane(&self, reg: Reg) -> Lane {
        self.instr(reg).map_or(Lane::I128, |i| i.lane)
    }

    pub(super) fn domain(&self, reg: Reg) -> Domain {
        self.instr(reg).map_or(SUBJECTS, |i| i.domain)
    }

    /// The bounds of a register where it has a value.
    pub(super) fn bounds(&self, reg: Reg) -> (i128, i128) {
        self.instr(reg).map_or((i128::MIN, i128::MAX), |i| (i.lo, i.hi))
    }

    /// The number of a register that is the same in every row.
    pub(super) fn constant(&self, reg: Reg) -> Option<i128> {
        match self.instr(reg)?.op {
            Op::Const(number) => Some(number),
            _ => None,
        }
    }

    fn is_never(&self, reg: Reg) -> bool {
        self.instr(reg).is_some_and(|i| matches!(i.op, Op::Never(_)))
    }

    /// The same number in every row.
    pub(super) fn number(&mut self, number: i128) -> Reg {
        self.emit(Op::Const(number), Lane::of(number, number), SUBJECTS, number, number)
    }

    /// No value in any row.
    pub(super) fn never(&mut self, causes: CauseSet) -> Reg {
        self.emit(Op::Never(causes), Lane::TRUTH, SUBJECTS, 0, 0)
    }

    /// The domain that a row of the other lies within, or the same; none where neither lies within the other.
    pub(super) fn deeper(&self, a: Domain, b: Domain) -> Built<Domain> {
        if self.reaches(a, b) {
            Ok(a)
        } else if self.reaches(b, a) {
            Ok(b)
        } else {
            Err(unsupported("rows of two lists side by side"))
        }
    }

    /// Whether each row of `from` belongs to one row of `to`.
    fn reaches(&self, from: Domain, to: Domain) -> bool {
        let mut at = from;
        loop {
            if at == to {
                return true;
            }
            let Some(spec) = self.spec(at) else { return false };
            match spec.kind {
                DomainKind::Subjects => return false,
                DomainKind::Cross(list) if self.reaches(list, to) => return true,
                _ => at = spec.parent,
            }
        }
    }

    pub(super) fn spec(&self, domain: Domain) -> Option<&DomainSpec> {
        self.code.domains.get(usize::try_from(domain.0).ok()?)
    }

    /// The register for each row of a domain that lies within its own.
    pub(super) fn lift(&mut self, reg: Reg, to: Domain) -> Built<Reg> {
        let from = self.domain(reg);
        if from == to || self.constant(reg).is_some() || self.is_never(reg) {
            return Ok(reg);
        }
        let Some(spec) = self.spec(to).cloned() else { return Err(unsupported("rows")) };
        match spec.kind {
            DomainKind::Cross(list) if self.reaches(list, from) && !self.reaches(spec.parent, from) => {
                self.inner(reg, list, to)
            }
            DomainKind::List(_) | DomainKind::Cross(_) | DomainKind::Written(_)
                if self.reaches(spec.parent, from) =>
            {
                let near = self.lift(reg, spec.parent)?;
                Ok(self.spread(near, false, to))
            }
            _ => Err(unsupported("rows of two lists side by side")),
        }
    }

    /// The register of the rows of a list for the pairs that these rows are crossed to.
    pub(super) fn inner(&mut self, reg: Reg, list: Domain, to: Domain) -> Built<Reg> {
        let near = self.lift(reg, list)?;
        if self.placed(near).is_none() {
            return Ok(near);
        }
        Ok(self.spread(near, true, to))
    }

    fn spread(&mut self, reg: Reg, inner: bool, to: Domain) -> Reg {
        let (lo, hi) = self.bounds(reg);
        let lane = self.lane(reg);
        self.emit(Op::Spread(reg, inner), lane, to, lo, hi)
    }

    /// Both registers for the rows of the deeper one.
    pub(super) fn level(&mut self, a: Reg, b: Reg) -> Built<(Reg, Reg, Domain)> {
        let (da, db) = (self.placed(a), self.placed(b));
        let domain = match (da, db) {
            (Some(a), Some(b)) => self.deeper(a, b)?,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => SUBJECTS,
        };
        Ok((self.lift(a, domain)?, self.lift(b, domain)?, domain))
    }

    /// The domain of a register; none where it is the same in every row of any.
    pub(super) fn placed(&self, reg: Reg) -> Option<Domain> {
        (self.constant(reg).is_none() && !self.is_never(reg)).then(|| self.domain(reg))
    }

    /// The domain that all registers can be brought to.
    pub(super) fn common(&self, regs: &[Reg]) -> Built<Domain> {
        let mut domain = SUBJECTS;
        for reg in regs {
            if let Some(own) = self.placed(*reg) {
                domain = self.deeper(domain, own)?;
            }
        }
        Ok(domain)
    }

    /// The register in a lane.
    pub(super) fn cast(&mut self, reg: Reg, lane: Lane) -> Reg {
        if self.lane(reg) == lane || self.constant(reg).is_some() || self.is_never(reg) {
            return reg;
        }
        let (lo, hi) = self.bounds(reg);
        let domain = self.domain(reg);
        self.emit(Op::Cast(reg), lane, domain, lo, hi)
    }

    /// The lane in which both are kept.
    pub(super) fn common_lane(&self, a: Reg, b: Reg) -> Lane {
        let (a, b) = (self.bounds(a), self.bounds(b));
        Lane::of(a.0.min(b.0), a.1.max(b.1))
    }

    /// Arithmetic in the lane that holds operands and result.
    pub(super) fn arith(&mut self, op: Arith, a: Reg, b: Reg) -> Built<Reg> {
        let (a, b, domain) = self.level(a, b)?;
        let ((alo, ahi), (blo, bhi)) = (self.bounds(a), self.bounds(b));
        let too_wide = unsupported("numbers of more than 128 bits");
        let (lo, hi) = match op {
            Arith::Add => (add(alo, blo), add(ahi, bhi)),
            Arith::Sub => (sub(alo, bhi), sub(ahi, blo)),
            Arith::Mul => {
                let corners = [mul(alo, blo), mul(alo, bhi), mul(ahi, blo), mul(ahi, bhi)];
                let all: Option<Vec<i128>> = corners.into_iter().collect();
                let all = all.ok_or(too_wide)?;
                (all.iter().min().copied(), all.iter().max().copied())
            }
            Arith::Min => (Some(alo.min(blo)), Some(ahi.min(bhi))),
            Arith::Max => (Some(alo.max(blo)), Some(ahi.max(bhi))),
            Arith::Rem => {
                let most = blo.unsigned_abs().max(bhi.unsigned_abs());
                let most = i128::try_from(most).map_err(|_| too_wide)?;
                (Some(most.saturating_neg().max(alo.min(0))), Some(most.min(ahi.max(0))))
            }
        };
        let (lo, hi) = (lo.ok_or(too_wide)?, hi.ok_or(too_wide)?);
        if lo < -MOST || hi > MOST {
            return Err(too_wide);
        }
        if let (Some(x), Some(y)) = (self.constant(a), self.constant(b))
            && op != Arith::Rem
        {
            let folded = match op {
                Arith::Add => add(x, y),
                Arith::Sub => sub(x, y),
                Arith::Mul => mul(x, y),
                Arith::Min => Some(x.min(y)),
                _ => Some(x.max(y)),
            };
            return Ok(self.number(folded.ok_or(too_wide)?));
        }
        match (op, self.constant(a), self.constant(b)) {
            (Arith::Add | Arith::Sub, _, Some(0)) | (Arith::Mul, _, Some(1)) => return Ok(a),
            (Arith::Add, Some(0), _) | (Arith::Mul, Some(1), _) => return Ok(b),
            _ => {}
        }
        let lane = Lane::of(lo.min(alo).min(blo), hi.max(ahi).max(bhi));
        let (a, b) = (self.cast(a, lane), self.cast(b, lane));
        let wide = self.emit(Op::Arith(op, a, b), lane, domain, lo, hi);
        Ok(wide)
    }

    /// A comparison in the lane that holds both.
    pub(super) fn compare(&mut self, op: BinaryOp, a: Reg, b: Reg) -> Built<Reg> {
        let (a, b, domain) = self.level(a, b)?;
        if let (Some(x), Some(y)) = (self.constant(a), self.constant(b)) {
            // INVARIANT: an instruction that compares has an operand whose lane holds both.
            return Ok(self.number(i128::from(holds(op, x.cmp(&y)))));
        }
        let lane = self.common_lane(a, b);
        let (a, b) = (self.cast(a, lane), self.cast(b, lane));
        Ok(self.emit(Op::Compare(op, a, b), Lane::TRUTH, domain, 0, 1))
    }

    /// The second where the first is true, else the third.
    pub(super) fn select(&mut self, condition: Reg, then: Reg, otherwise: Reg) -> Built<Reg> {
        match self.constant(condition) {
            Some(0) => return Ok(otherwise),
            Some(_) => return Ok(then),
            None => {}
        }
        if then == otherwise {
            // The condition still has to be known.
            return self.needs(then, vec![condition]);
        }
        let domain = self.common(&[condition, then, otherwise])?;
        let condition = self.lift(condition, domain)?;
        let (then, otherwise) = (self.lift(then, domain)?, self.lift(otherwise, domain)?);
        if self.lane(then) == Lane::Any || self.lane(otherwise) == Lane::Any {
            return Err(unsupported("a choice between values of another kind"));
        }
        let lane = match (self.is_never(then), self.is_never(otherwise)) {
            (true, false) => self.lane(otherwise),
            (false, true) => self.lane(then),
            _ => self.common_lane(then, otherwise),
        };
        let (a, b) = (self.range(then), self.range(otherwise));
        let (lo, hi) = match (a, b) {
            (Some(a), Some(b)) => (a.0.min(b.0), a.1.max(b.1)),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => (0, 0),
        };
        let (then, otherwise) = (self.cast(then, lane), self.cast(otherwise, lane));
        Ok(self.emit(Op::Select(condition, then, otherwise), lane, domain, lo, hi))
    }

    pub(super) fn range(&self, reg: Reg) -> Option<(i128, i128)> {
        (!self.is_never(reg)).then(|| self.bounds(reg))
    }

    /// The first, where each of the others has a value.
    pub(super) fn needs(&mut self, value: Reg, others: Vec<Reg>) -> Built<Reg> {
        let others: Vec<Reg> = others.into_iter().filter(|o| self.constant(*o).is_none()).collect();
        // A value that is needed itself counts among the others, whose causes are united.
        if others.iter().all(|other| *other == value) {
            return Ok(value);
        }
        let mut all = others.clone();
        all.push(value);
        let domain = self.common(&all)?;
        let value = self.lift(value, domain)?;
        let mut lifted = Vec::new();
        for other in others {
            lifted.push(self.lift(other, domain)?);
        }
        let (lo, hi) = self.bounds(value);
        let lane = self.lane(value);
        Ok(self.emit(Op::Needs(value, lifted), lane, domain, lo, hi))
    }

    /// The first, unless the second is true.
    pub(super) fn fail_if(&mut self, value: Reg, condition: Reg, causes: CauseSet) -> Built<Reg> {
        let (value, condition, domain) = self.level(value, condition)?;
        let (lo, hi) = self.bounds(value);
        let lane = self.lane(value);
        Ok(self.emit(Op::FailIf(value, condition, causes), lane, domain, lo, hi))
    }

    /// The entry that a number chooses.
    pub(super) fn lookup(&mut self, index: Reg, lut: Lut) -> Built<Reg> {
        if let Some(number) = self.constant(index) {
            let at = number.checked_sub(lut.lo).and_then(|n| usize::try_from(n).ok());
            if let Some((value, causes)) = at.and_then(|at| lut.entries.get(at)).copied() {
                return Ok(if causes == CauseSet(0) { self.number(value) } else { self.never(causes) });
            }
        }
        let values = || lut.entries.iter().filter(|(_, c)| *c == CauseSet(0)).map(|(v, _)| *v);
        let (lo, hi) = (values().min().unwrap_or(0), values().max().unwrap_or(0));
        let number = match self.code.luts.iter().position(|known| *known == lut) {
            Some(found) => found,
            None => {
                self.code.luts.push(lut);
                self.code.luts.len().saturating_sub(1)
            }
        };
        let domain = self.domain(index);
        Ok(self.emit(Op::Lookup(index, number), Lane::of(lo, hi), domain, lo, hi))
    }

    /// Narrows what is known of a register to bounds that the checker proved.
    pub(super) fn narrow(&mut self, reg: Reg, lo: i128, hi: i128) -> Reg {
        let (own_lo, own_hi) = self.bounds(reg);
        let (lo, hi) = (lo.max(own_lo), hi.min(own_hi));
        if (lo, hi) == (own_lo, own_hi) || lo > hi || self.constant(reg).is_some() || self.is_never(reg) {
            return reg;
        }
        let lane = Lane::of(lo, hi);
        let domain = self.domain(reg);
        if lane < self.lane(reg) {
            return self.emit(Op::Cast(reg), lane, domain, lo, hi);
        }
        reg
    }
}

/// Whether a comparison holds of what comes in this order.
pub(super) fn holds(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Eq => order.is_eq(),
        BinaryOp::Ne => order.is_ne(),
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::Le => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn add(a: i128, b: i128) -> Option<i128> {
    a.checked_add(b)
}

fn sub(a: i128, b: i128) -> Option<i128> {
    a.checked_sub(b)
}

fn mul(a: i128, b: i128) -> Option<i128> {
    a.checked_mul(b)
}
