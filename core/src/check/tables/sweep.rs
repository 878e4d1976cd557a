//! Looks at every combination of pieces: which rows hold there.

use std::collections::BTreeSet;

use crate::typing::program::Table;

use super::pieces::Domain;

/// What a sweep finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// No row holds where the first inputs lie in these pieces, whatever the others are.
    Gaps(Vec<Vec<usize>>),
    /// Two rows hold at this point, which a unique table may not have.
    Overlap(usize, usize, Vec<usize>),
    /// The row never decides; the row that hides it, where one does everywhere.
    Unreachable(usize, Option<usize>),
    /// There are more combinations than are looked at.
    TooLarge,
}

/// The most rows that are looked at over all combinations: what bounds the time of tables with thousands of rows.
const MAX_LOOKS: usize = 20_000_000;

struct Sweep<'a> {
    table: &'a Table,
    dimensions: &'a [Domain],
    left: usize,
    looks: usize,
    gaps: Vec<Vec<usize>>,
    overlaps: Vec<(usize, usize, Vec<usize>)>,
    overlapping: BTreeSet<(usize, usize)>,
    decides: Vec<bool>,
    hidden_by: Vec<Option<usize>>,
}

/// Sweeps a table; at most one overlap for each pair of rows is told.
pub(super) fn sweep(table: &Table, dimensions: &[Domain], most: usize) -> Vec<Finding> {
    let rows = table.rows.len();
    let mut sweep = Sweep {
        table,
        dimensions,
        left: most,
        looks: MAX_LOOKS,
        gaps: Vec::new(),
        overlaps: Vec::new(),
        overlapping: BTreeSet::new(),
        decides: vec![false; rows],
        hidden_by: vec![None; rows],
    };
    let alive: Vec<usize> = (0..rows).collect();
    if !sweep.go(&mut Vec::new(), &alive) {
        return vec![Finding::TooLarge];
    }
    let mut found: Vec<Finding> = Vec::new();
    if !sweep.gaps.is_empty() {
        found.push(Finding::Gaps(sweep.gaps));
    }
    found.extend(sweep.overlaps.into_iter().map(|(a, b, point)| Finding::Overlap(a, b, point)));
    for (row, decides) in sweep.decides.iter().enumerate() {
        if !decides {
            found.push(Finding::Unreachable(row, sweep.hidden_by.get(row).copied().flatten()));
        }
    }
    found
}

impl Sweep<'_> {
    /// Goes through the pieces of the next input; `false` where there are too many combinations.
    fn go(&mut self, point: &mut Vec<usize>, alive: &[usize]) -> bool {
        self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            None => return false,
        };
        if alive.is_empty() {
            self.gaps.push(point.clone());
            return true;
        }
        let Some(domain) = self.dimensions.get(point.len()) else {
            self.leaf(point, alive);
            return true;
        };
        for (at, piece) in domain.pieces.iter().enumerate() {
            self.looks = match self.looks.checked_sub(alive.len()) {
                Some(looks) => looks,
                None => return false,
            };
            let rest: Vec<usize> =
                alive.iter().copied().filter(|row| piece.rows.get(*row) == Some(&true)).collect();
            point.push(at);
            let within = self.go(point, &rest);
            point.pop();
            if !within {
                return false;
            }
        }
        true
    }

    fn leaf(&mut self, point: &[usize], alive: &[usize]) {
        let Some(first) = alive.first().copied() else { return };
        for (at, row) in alive.iter().copied().enumerate() {
            if at == 0 || !self.table.first_hit {
                self.mark(row);
            } else if let Some(slot) = self.hidden_by.get_mut(row) {
                *slot = slot.or(Some(first));
            }
        }
        if let (false, Some(second)) = (self.table.first_hit, alive.get(1).copied())
            && self.overlapping.insert((first, second))
        {
            self.overlaps.push((first, second, point.to_vec()));
        }
    }

    fn mark(&mut self, row: usize) {
        if let Some(slot) = self.decides.get_mut(row) {
            *slot = true;
        }
    }
}
