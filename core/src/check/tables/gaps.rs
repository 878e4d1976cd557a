//! Puts the places that no row covers together to gaps, as large as they are, and tells each with an example.

use std::collections::BTreeMap;

use super::pieces::Domain;
use crate::text;
use crate::typing::program::Table;
use crate::value::Text;

/// The most gaps of one table that are told with an example each; of more the count is told.
const MAX_TOLD: usize = 5;

/// Where no row holds: of each input the pieces, and later the places, in which it lies.
type Gap = Vec<Vec<usize>>;

/// The gaps of a table.
#[derive(Debug)]
pub(super) struct Gaps {
    count: usize,
    /// Of the first gaps a place of each input.
    first: Vec<Vec<usize>>,
}

impl Gaps {
    /// Puts together what a sweep found: pieces of the first inputs, whatever the others are.
    pub(super) fn of(boxes: &[Vec<usize>], domains: &[Domain]) -> Gaps {
        let pieces = |domain: &Domain, piece: Option<&usize>| match piece {
            Some(piece) => vec![*piece],
            None => (0..domain.pieces.len()).collect(),
        };
        let whole = |found: &Vec<usize>| -> Gap {
            domains.iter().enumerate().map(|(at, domain)| pieces(domain, found.get(at))).collect()
        };
        let mut gaps: Vec<Gap> = boxes.iter().map(whole).collect();
        // Where one pass joined something, another input may have come to agree.
        loop {
            let before = gaps.len();
            for input in (0..domains.len()).rev() {
                gaps = joined(gaps, input);
            }
            if gaps.len() == before {
                break;
            }
        }
        let mut found = Gaps { count: 0, first: Vec::new() };
        gaps.iter().for_each(|gap| found.add(gap, domains));
        found
    }

    /// Adds a gap, which is several where its numbers or dates are no neighbours: 84.5 and 90.5 are two.
    fn add(&mut self, gap: &Gap, domains: &[Domain]) {
        let stretches: Vec<Vec<usize>> =
            gap.iter().zip(domains).map(|(pieces, domain)| domain.stretches(pieces)).collect();
        let count = stretches.iter().fold(1usize, |count, starts| count.saturating_mul(starts.len()));
        self.count = self.count.saturating_add(count);
        for number in 0..count.min(MAX_TOLD.saturating_sub(self.first.len())) {
            let mut rest = number;
            let mut places: Vec<usize> = Vec::new();
            // The last input changes first, as the digits of a number do.
            for starts in stretches.iter().rev() {
                let at = rest.checked_rem(starts.len()).unwrap_or(0);
                rest = rest.checked_div(starts.len()).unwrap_or(0);
                places.push(starts.get(at).copied().unwrap_or(0));
            }
            places.reverse();
            self.first.push(places);
        }
    }

    /// What an author reads.
    pub(super) fn told(&self, table: &Table, domains: &[Domain]) -> Text {
        let examples: Vec<String> = self.first.iter().map(|places| example(table, domains, places)).collect();
        let (count, examples) = (self.count, examples.join("; "));
        match count.saturating_sub(MAX_TOLD) {
            _ if count == 1 => text!(
                "Tabel ini punya celah: tidak ada baris untuk {examples}.",
                "This table has a gap: no row holds for {examples}."
            ),
            0 => text!(
                "Tabel ini punya {count} celah: tidak ada baris untuk {examples}.",
                "This table has {count} gaps: no row holds for {examples}."
            ),
            more => text!(
                "Tabel ini punya {count} celah: tidak ada baris untuk {examples}; dan {more} lagi.",
                "This table has {count} gaps: no row holds for {examples}; and {more} more."
            ),
        }
    }
}

impl Domain {
    /// The first place of each stretch of neighbours that these pieces come to.
    fn stretches(&self, pieces: &[usize]) -> Vec<usize> {
        let values = pieces.iter().filter_map(|piece| self.pieces.get(*piece)).flat_map(|p| &p.values);
        let mut places: Vec<usize> = values.copied().collect();
        places.sort_unstable();
        let mut last: Option<usize> = None;
        places.retain(|place| {
            let follows = last.and_then(|last| last.checked_add(1)) == Some(*place);
            let starts = if self.ordered { !follows } else { last.is_none() };
            last = Some(*place);
            starts
        });
        places
    }
}

/// The inputs with the values that stand for these places.
pub(super) fn example(table: &Table, domains: &[Domain], places: &[usize]) -> String {
    let named = table.inputs.iter().zip(domains).zip(places);
    let words: Vec<String> = named
        .filter_map(|((name, domain), at)| Some(format!("{name} = {}", domain.examples.get(*at)?)))
        .collect();
    words.join(", ")
}

/// Joins gaps that differ in this input only.
fn joined(gaps: Vec<Gap>, input: usize) -> Vec<Gap> {
    let mut by_rest: BTreeMap<Gap, Vec<usize>> = BTreeMap::new();
    for mut gap in gaps {
        let own = gap.get_mut(input).map(std::mem::take).unwrap_or_default();
        by_rest.entry(gap).or_default().extend(own);
    }
    by_rest
        .into_iter()
        .map(|(mut gap, mut places)| {
            places.sort_unstable();
            if let Some(slot) = gap.get_mut(input) {
                *slot = places;
            }
            gap
        })
        .collect()
}
