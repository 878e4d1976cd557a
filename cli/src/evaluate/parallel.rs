//! Works on several subjects at once and gives what comes of them in their own order.

use std::num::NonZero;

use super::{Population, Shaped};
use crate::failure::Outcome;
use crate::join::Tell;

/// How many subjects a worker takes at a time: enough to make starting it worth while, few enough to stay small.
const SHARE: usize = 128;

/// Takes the next few subjects, works on each, and gives the results in order; nothing where none is left.
pub(crate) fn next_done<T: Send>(
    population: &mut Population,
    issues: &mut dyn Tell,
    work: impl Fn(&Shaped) -> Outcome<T> + Sync,
) -> Outcome<Vec<(Shaped, T)>> {
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut waiting = Vec::new();
    while waiting.len() < workers.saturating_mul(SHARE) {
        match population.next(issues)? {
            Some(shaped) => waiting.push(shaped),
            None => break,
        }
    }
    in_order(waiting, workers, work)
}

fn in_order<S: Send, T: Send>(
    items: Vec<S>,
    workers: usize,
    work: impl Fn(&S) -> Outcome<T> + Sync,
) -> Outcome<Vec<(S, T)>> {
    let share = items.len().div_ceil(workers.max(1)).max(1);
    let alone = |items: Vec<S>| -> Outcome<Vec<(S, T)>> {
        items.into_iter().map(|item| work(&item).map(|done| (item, done))).collect()
    };
    if items.len() <= share {
        return alone(items);
    }
    let mut shares = Vec::new();
    let mut rest = items.into_iter();
    loop {
        let part: Vec<S> = rest.by_ref().take(share).collect();
        if part.is_empty() {
            break;
        }
        shares.push(part);
    }
    std::thread::scope(|scope| {
        let started: Vec<_> = shares.into_iter().map(|part| scope.spawn(|| alone(part))).collect();
        let mut done = Vec::new();
        for worker in started {
            match worker.join() {
                Ok(part) => done.extend(part?),
                // A defect in a worker is one of the whole run: it must not look like a result.
                Err(defect) => std::panic::resume_unwind(defect),
            }
        }
        Ok(done)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_whatever_the_count_of_workers() {
        for workers in [1, 2, 3, 7, 100] {
            for count in [0u64, 1, 2, 10, 101] {
                let found = in_order((0..count).collect(), workers, |n| Ok(n * 2)).unwrap();
                let wanted: Vec<(u64, u64)> = (0..count).map(|n| (n, n * 2)).collect();
                assert_eq!(found, wanted);
            }
        }
    }

    #[test]
    fn one_failure_is_the_failure_of_all() {
        let found = in_order((0..50u64).collect(), 4, |n| {
            if *n == 33 { Err(crate::failure::Failure::Closed) } else { Ok(()) }
        });
        assert!(found.is_err());
    }
}
