//! Thousands of generated packs: value and causes of every rule are the same.

use timbang_tests::generator::{Tally, Verdict, draw, judge, shrink, write};

/// Compares the evaluators over the seeds from `from` on; stops at the first difference.
fn compare(from: u64, count: u64) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for seed in from..from.saturating_add(count) {
        let case = draw(seed);
        let verdict = judge(&case);
        tally.add(&verdict);
        if let Verdict::Different(told) = verdict {
            let small = shrink(&case);
            let folder = std::env::temp_dir().join(format!("timbang-differ-{seed}"));
            write(&small, &folder).map_err(|error| error.to_string())?;
            let pack: Vec<String> =
                small.rules.iter().chain(small.tables.iter().map(|(_, t)| t)).cloned().collect();
            println!(
                "seed {seed}, written to {}:\n{}\n{}",
                folder.display(),
                pack.join("\n"),
                small.subjects[0]
            );
            let Verdict::Different(small) = judge(&small) else { return Err(told.join("\n")) };
            return Err(small.first().cloned().unwrap_or_default());
        }
    }
    Ok(tally)
}

#[test]
fn generated_packs_agree() -> Result<(), String> {
    let from = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let count = std::env::var("COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(400);
    let tally = compare(from, count)?;
    println!("{tally:?}");
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
    let pack = timbang::Pack::from_dir(&folder).map_err(|error| error.to_string())?;
    let day = std::env::var("DAY").unwrap_or_else(|_| "2024-02-29".to_owned());
    let day = timbang::host::date(&day).map_err(|error| error.to_string())?;
    let every: Vec<String> = pack.program(day).rules().map(|(_, node, _)| node.path.to_string()).collect();
    let plan = pack.plan(day, every).map_err(|error| error.to_string())?;
    println!("{}", plan.instructions());
    Ok(())
}
