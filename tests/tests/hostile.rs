//! The cases of `suite/hostile`: every input is answered, on a small stack, and none ends in a panic.
//!
//! `make hostile` runs them in release and shows what each costs; here no time is asserted.

#[expect(
    clippy::disallowed_types,
    reason = "the run shows what an input costs, and asserts nothing of it"
)]
use std::time::{Duration, Instant};

use timbang_tests::hostile::{Asked, HostileFile, run};
use timbang_tests::suite;

/// How many cases there are at least; fewer would mean that a file was not read.
const AT_LEAST: usize = 150;

#[test]
fn every_hostile_input_is_answered() -> Result<(), String> {
    let (mut wrong, mut spent) = (Vec::new(), Vec::new());
    for (name, file) in suite::read::<HostileFile>(&suite::folder("hostile"))? {
        for case in &file.case {
            let asked = Asked::new(&file, case);
            let title = format!("{name} / {}", asked.name);
            // Shown first: a stack that overflows ends the whole run.
            println!("{title}");
            let started = now();
            if let Err(told) = run(&asked) {
                println!("  {told}");
                wrong.push(format!("{title}\n  {told}"));
            }
            spent.push((started.elapsed(), peak_memory(), title));
        }
    }
    spent.sort_by(|a, b| b.cmp(a));
    println!("\nthe slowest of {} inputs", spent.len());
    for (time, memory, title) in spent.iter().take(5) {
        println!("{:>7} ms {memory:>6} MiB  {title}", time.as_millis());
    }
    let whole: Duration = spent.iter().map(|(time, ..)| *time).sum();
    println!("{:>7} ms              all of them", whole.as_millis());
    assert!(wrong.is_empty(), "{} inputs\n\n{}", wrong.len(), wrong.join("\n"));
    assert!(spent.len() >= AT_LEAST, "only {} inputs", spent.len());
    Ok(())
}

#[expect(clippy::disallowed_types, reason = "the run shows what an input costs, and asserts nothing of it")]
fn now() -> Instant {
    Instant::now()
}

/// The most memory that was in use since the last call, in MiB, where the system tells; else 0.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    // Writing 5 sets the mark back to what is in use now; where that is not allowed the mark only rises.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let digits = line.and_then(|rest| rest.split_whitespace().next());
    digits.and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
