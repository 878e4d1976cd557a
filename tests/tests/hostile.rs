//! The cases of `suite/hostile`: every input is answered, on a small stack, within its bounds, and none ends in a panic.
//!
//! `make test` runs the short inputs in the development build and bounds their memory. `make hostile` runs all of
//! them in release, bounds their time too, and shows which cost the most.

use std::time::Duration;

use peak_alloc::PeakAlloc;
use timbang_tests::hostile::{Asked, HostileFile, run};
use timbang_tests::suite;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Whether all inputs are run, and their time is bounded.
const ALL: bool = cfg!(feature = "hostile");

/// How many cases there are at least; fewer would mean that a file was not read.
const AT_LEAST: usize = 350;

/// The largest input, in bytes, that the short run takes.
const SHORT: usize = 4 * 1024;

/// The longest that an input may take in release.
const LONGEST: Duration = Duration::from_secs(1);

/// The most memory in bytes that an input may take, its own text counted.
const MOST: usize = 256 * 1024 * 1024;

/// What an input cost.
struct Cost {
    time: Duration,
    memory: usize,
    title: String,
}

impl Cost {
    fn told(&self) -> String {
        let mebibytes = self.memory.div_ceil(1024 * 1024);
        format!("{:>7} ms {mebibytes:>6} MiB  {}", self.time.as_millis(), self.title)
    }
}

#[test]
fn every_hostile_input_is_answered_within_its_bounds() -> Result<(), String> {
    let (mut wrong, mut spent, mut left) = (Vec::new(), Vec::new(), 0usize);
    for (name, file) in suite::read::<HostileFile>(&suite::folder("hostile"))? {
        for case in &file.case {
            let asked = Asked::new(&file, case);
            if !ALL && asked.size() > SHORT {
                left = left.saturating_add(1);
                continue;
            }
            let title = format!("{name} / {}", asked.name);
            // Shown first: a stack that overflows ends the whole run.
            println!("{title}");
            let (answer, mut cost) = answered(&asked, &title);
            // Other programs on the machine may have been in the way.
            for _ in 0..2 {
                if ALL && cost.time > LONGEST {
                    cost.time = cost.time.min(answered(&asked, &title).1.time);
                }
            }
            let bounds = [
                (cost.memory > MOST, "it takes too much memory"),
                (ALL && cost.time > LONGEST, "it takes too long"),
            ];
            let over = bounds.iter().filter(|(over, _)| *over).map(|(_, what)| (*what).to_owned());
            for told in answer.err().into_iter().chain(over) {
                println!("  {told}");
                wrong.push(format!("{}\n  {told}", cost.told()));
            }
            spent.push(cost);
        }
    }
    spent.sort_by_key(|cost| std::cmp::Reverse(cost.time));
    println!("\nthe slowest of {} inputs; {left} long ones are left for `make hostile`", spent.len());
    spent.iter().take(5).for_each(|cost| println!("{}", cost.told()));
    spent.sort_by_key(|cost| std::cmp::Reverse(cost.memory));
    println!("those that take the most memory");
    spent.iter().take(5).for_each(|cost| println!("{}", cost.told()));
    let whole: Duration = spent.iter().map(|cost| cost.time).sum();
    println!("{:>7} ms              all of them", whole.as_millis());
    assert!(wrong.is_empty(), "{} inputs\n\n{}", wrong.len(), wrong.join("\n"));
    assert!(spent.len().saturating_add(left) >= AT_LEAST, "only {} inputs", spent.len());
    Ok(())
}

#[expect(clippy::disallowed_types, reason = "the run bounds what an input costs")]
fn answered(asked: &Asked, title: &str) -> (Result<(), String>, Cost) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let started = std::time::Instant::now();
    let answer = run(asked);
    let time = started.elapsed();
    let memory = MEMORY.peak_usage().saturating_sub(before).saturating_add(asked.size());
    (answer, Cost { time, memory, title: title.to_owned() })
}
