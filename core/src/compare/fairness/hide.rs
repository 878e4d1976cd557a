//! Which cells of a table of groups are hidden, so that no small count is told and none can be worked out.
//!
//! The totals over all groups are taken as known to everybody: they are told by other tables too. A group smaller than
//! the least cell is hidden whole, together with the next smallest where it would be the only one or where all that is
//! hidden would be fewer than the least cell together. A small cell of another group is hidden with three more: another
//! cell of its group, and the same two columns of another group. With these four the counts could as well be others: one
//! moved along them changes no count that is told, no size of a group and no total. That is asked of whole numbers that
//! are not below zero, so that nobody can rule the other counts out.

/// The columns: yes, no, undetermined, not applicable.
pub(super) const COLUMNS: usize = 4;

/// Which of the four counts of a group, and as the last its size, are hidden.
pub(super) type Hidden = [bool; COLUMNS + 1];

const WHOLE: Hidden = [true; COLUMNS + 1];

/// What is hidden of each group, where counts from one up to below `least` are small.
pub(super) fn hide(groups: &[[u64; COLUMNS]], least: u64) -> Vec<Hidden> {
    let mut hidden: Vec<Hidden> = vec![[false; COLUMNS + 1]; groups.len()];
    if !hide_groups(groups, least, &mut hidden) {
        return vec![WHOLE; groups.len()];
    }
    for row in 0..groups.len() {
        for column in 0..COLUMNS {
            let count = at(groups, row, column);
            if count == 0 || count >= least || is(&hidden, row, column) {
                continue;
            }
            let Some((other_row, other_column)) = partner(groups, &hidden, row, column) else {
                return vec![WHOLE; groups.len()];
            };
            for r in [row, other_row] {
                for c in [column, other_column] {
                    if let Some(slot) = hidden.get_mut(r).and_then(|cells| cells.get_mut(c)) {
                        *slot = true;
                    }
                }
            }
        }
    }
    hidden
}

/// Hides groups that are small themselves; whether others are left that need not be hidden.
fn hide_groups(groups: &[[u64; COLUMNS]], least: u64, hidden: &mut [Hidden]) -> bool {
    let size = |group: &[u64; COLUMNS]| group.iter().fold(0u64, |sum, count| sum.saturating_add(*count));
    let mut by_size: Vec<(u64, usize)> = groups.iter().map(size).zip(0..).collect();
    by_size.sort_unstable();
    let (mut together, mut taken) = (0u64, 0usize);
    for (own, row) in by_size {
        let is_enough = taken == 0 || (taken > 1 && together >= least);
        if own >= least && is_enough {
            return true;
        }
        if let Some(slot) = hidden.get_mut(row) {
            *slot = WHOLE;
        }
        together = together.saturating_add(own);
        taken = taken.saturating_add(1);
    }
    // Every group was taken: what is left to say is only how many there are together.
    false
}

/// The other group and column that hide a small cell with the least loss.
fn partner(
    groups: &[[u64; COLUMNS]],
    hidden: &[Hidden],
    row: usize,
    column: usize,
) -> Option<(usize, usize)> {
    let mut best: Option<((u64, u64), (usize, usize))> = None;
    for other_row in (0..groups.len()).filter(|other| *other != row) {
        for other_column in (0..COLUMNS).filter(|other| *other != column) {
            let (beside, below, across) = (
                at(groups, row, other_column),
                at(groups, other_row, column),
                at(groups, other_row, other_column),
            );
            // The small cell itself is at least one, so that it can be one less where the one across can.
            let (less, more) = (across > 0, beside > 0 && below > 0);
            if !less && !more {
                continue;
            }
            let cells = [(row, other_column), (other_row, column), (other_row, other_column)];
            let new = cells.iter().filter(|(r, c)| !is(hidden, *r, *c));
            let loss = new.clone().map(|(_, c)| weight(*c)).sum::<u64>();
            let counts = new.fold(0u64, |sum, (r, c)| sum.saturating_add(at(groups, *r, *c)));
            let cost = (loss.saturating_add(u64::from(!(less && more))), counts);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, (other_row, other_column)));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// Without the counts of yes and no a group has no rate: they are hidden last.
fn weight(column: usize) -> u64 {
    if column < 2 { 8 } else { 2 }
}

fn at(groups: &[[u64; COLUMNS]], row: usize, column: usize) -> u64 {
    groups.get(row).and_then(|group| group.get(column)).copied().unwrap_or(0)
}

fn is(hidden: &[Hidden], row: usize, column: usize) -> bool {
    hidden.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(groups: &[[u64; COLUMNS]]) -> Vec<String> {
        let hidden = hide(groups, 5);
        let row = |(group, hidden): (&[u64; COLUMNS], &Hidden)| -> String {
            let size: u64 = group.iter().sum();
            let cells = group.iter().chain([&size]).zip(hidden);
            cells
                .map(|(count, hidden)| if *hidden { "x".to_owned() } else { count.to_string() })
                .collect::<Vec<_>>()
                .join(" ")
        };
        groups.iter().zip(&hidden).map(row).collect()
    }

    #[test]
    fn a_small_cell_is_hidden_with_three_more() {
        assert_eq!(
            shown(&[[10, 20, 0, 30], [40, 50, 6, 0]]),
            ["10 20 0 30 60", "40 50 6 0 96"],
            "nothing is small"
        );
        // Rates survive where only the undetermined are few.
        assert_eq!(shown(&[[10, 20, 3, 30], [40, 50, 6, 7]]), ["10 20 x x 63", "40 50 x x 103"]);
        assert_eq!(shown(&[[10, 20, 3, 30], [40, 50, 0, 7]]), ["10 20 x x 63", "40 50 x x 97"]);
        // The next group is one that costs least; the third is told in full.
        assert_eq!(
            shown(&[[2, 20, 0, 0], [400, 500, 0, 0], [40, 50, 0, 0]]),
            ["x x 0 0 22", "400 500 0 0 900", "x x 0 0 90"]
        );
    }

    #[test]
    fn a_small_group_is_hidden_whole_and_never_alone() {
        assert_eq!(
            shown(&[[2, 1, 0, 0], [40, 50, 6, 7], [20, 30, 6, 7]]),
            ["x x x x x", "40 50 6 7 103", "x x x x x"]
        );
        assert_eq!(
            shown(&[[1, 0, 0, 0], [0, 1, 0, 0], [20, 30, 6, 7], [40, 50, 6, 7]]),
            ["x x x x x", "x x x x x", "x x x x x", "40 50 6 7 103"],
            "the two together are fewer than five"
        );
        assert_eq!(
            shown(&[[1, 0, 0, 0], [40, 50, 6, 7]]),
            ["x x x x x", "x x x x x"],
            "two groups, one of them small"
        );
    }

    /// Whether another table of whole counts, not below zero, shows the same and has other counts in this cell.
    fn could_be_another(groups: &[[u64; COLUMNS]], hidden: &[Hidden], cell: (usize, usize)) -> bool {
        // One is moved along two cells of a column, or four cells of two rows and columns: enough for what is claimed.
        let (row, column) = cell;
        let all_hidden = |cells: &[(usize, usize)]| cells.iter().all(|(r, c)| hidden[*r][*c]);
        let can = |less: &[(usize, usize)]| less.iter().all(|(r, c)| groups[*r][*c] > 0);
        (0..groups.len()).filter(|r| *r != row).any(|r| {
            let sizes = all_hidden(&[(row, COLUMNS), (r, COLUMNS)]);
            let one_column = sizes && all_hidden(&[(row, column), (r, column)]);
            one_column && (can(&[(row, column)]) || can(&[(r, column)]))
                || (0..COLUMNS).filter(|c| *c != column).any(|c| {
                    all_hidden(&[(row, column), (row, c), (r, column), (r, c)])
                        && (can(&[(row, column), (r, c)]) || can(&[(row, c), (r, column)]))
                })
        })
    }

    proptest! {
        #[test]
        fn no_small_count_is_told_or_can_be_worked_out(
            groups in prop::collection::vec(prop::array::uniform4(prop_oneof![Just(0u64), 0u64..8, 0u64..100]), 2..7),
            least in 1u64..8,
        ) {
            let hidden = hide(&groups, least);
            let all_hidden = hidden.iter().all(|cells| *cells == WHOLE);
            for (row, group) in groups.iter().enumerate() {
                let size: u64 = group.iter().sum();
                prop_assert!(hidden[row][COLUMNS] || size >= least, "a small group is told");
                for (column, count) in group.iter().enumerate() {
                    let small = *count > 0 && *count < least;
                    prop_assert!(!small || hidden[row][column], "a small cell is told");
                    if small && !all_hidden {
                        prop_assert!(could_be_another(&groups, &hidden, (row, column)), "{groups:?} {hidden:?}");
                    }
                }
            }
            if !all_hidden {
                let tiny: Vec<u64> = groups.iter().zip(&hidden).filter(|(_, h)| h[COLUMNS]).map(|(g, _)| g.iter().sum()).collect();
                prop_assert!(tiny.is_empty() || (tiny.len() > 1 && tiny.iter().sum::<u64>() >= least));
            }
        }
    }
}
