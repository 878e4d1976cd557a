//! Thousands of generated packs: value and causes of every rule are the same.

use std::sync::atomic::{AtomicBool, Ordering};

use timbang_tests::generator::{Tally, Verdict, draw, judge, shrink, write};

/// Set where one half has found a difference.
static STOP: AtomicBool = AtomicBool::new(false);

/// Compares the evaluators over the seeds from `from` on; stops at the first difference.
fn compare(from: u64, count: u64) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for seed in from..from.saturating_add(count) {
        if STOP.load(Ordering::Relaxed) {
            break;
        }
        let case = draw(seed);
        let verdict = judge(&case);
        tally.add(&verdict);
        if tally.drawn.is_multiple_of(5_000) {
            println!("up to seed {seed}: {tally:?}");
        }
        if let Verdict::Different(told) = verdict {
            STOP.store(true, Ordering::Relaxed);
            let small = shrink(&case);
            let folder = std::env::temp_dir().join(format!("timbang-differ-{seed}"));
            write(&small, &folder).map_err(|error| error.to_string())?;
            let Verdict::Different(small) = judge(&small) else { return Err(told.join("\n")) };
            let told = small.first().cloned().unwrap_or_default();
            return Err(format!("seed {seed}, written to {}: {told}", folder.display()));
        }
    }
    Ok(tally)
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The seeds in two halves, each on a core of its own.
#[test]
fn generated_packs_agree() -> Result<(), String> {
    let (from, half) = (number("SEED", 1), number("COUNT", 2_000) / 2);
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| compare(from.saturating_add(half), half));
        (compare(from, half), other.join())
    });
    let other = other.map_err(|_| "the other half stopped".to_owned())?;
    let (one, other) = (one?, other?);
    println!("{one:?}\n{other:?}");
    let (drawn, refused) = (one.drawn.saturating_add(other.drawn), one.refused.saturating_add(other.refused));
    assert!(refused.saturating_mul(4) <= drawn, "the checker refuses {refused} of {drawn}: generate better");
    Ok(())
}

/// What the checker says of refused packs, to make the generator better.
#[test]
#[ignore = "for whoever changes the generator"]
fn what_is_refused() {
    let from = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    for seed in from..from + 40 {
        let case = draw(seed);
        for told in timbang_tests::generator::told(&case) {
            println!("seed {seed}: {told}");
        }
    }
}

/// What a folder that was written differs in, with its instructions: `FOLDER=... cargo test ... -- --ignored`.
#[test]
#[ignore = "for whoever looks for the cause of a difference"]
fn a_folder_that_was_written() -> Result<(), String> {
    let Ok(folder) = std::env::var("FOLDER") else { return Ok(()) };
    let overlay = std::path::Path::new(&folder).with_extension("overlay");
    let read = |path: &std::path::Path| timbang::source::read_folder(path);
    let base = read(std::path::Path::new(&folder)).map_err(|error| error.to_string())?;
    let overlays =
        if overlay.exists() { vec![read(&overlay).map_err(|error| error.to_string())?] } else { vec![] };
    let pack = timbang::Pack::from_layers(base, overlays).map_err(|error| error.to_string())?;
    let day = std::env::var("DAY").unwrap_or_else(|_| "2024-02-29".to_owned());
    let day = timbang::host::date(&day).map_err(|error| error.to_string())?;
    let every: Vec<String> = pack.program(day).rules().map(|(_, node, _)| node.path.to_string()).collect();
    let plan = pack.plan(day, every).map_err(|error| error.to_string())?;
    println!("{}", plan.instructions());
    Ok(())
}

/// What falls back in generated packs, with how many rules each reason has.
#[test]
#[ignore = "for whoever adds instructions"]
fn what_runs_row_by_row() -> Result<(), String> {
    let mut reasons = std::collections::BTreeMap::<&str, (usize, String)>::new();
    for seed in 1..=number("COUNT", 300) {
        let case = draw(seed);
        let Some(pack) = case.check().pack else { continue };
        let day = timbang::date(2024, 2, 29);
        let every: Vec<String> = pack.program(day).rules().map(|(_, n, _)| n.path.to_string()).collect();
        let plan = pack.plan(day, every).map_err(|error| error.to_string())?;
        for (name, why) in plan.row_by_row() {
            let reason = reasons.entry(why).or_default();
            *reason = (reason.0 + 1, format!("{name} of {seed}"));
        }
    }
    for (why, (count, last)) in reasons {
        println!("{count:6} {why} ({last})");
    }
    Ok(())
}
