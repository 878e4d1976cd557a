//! One subject, and planning the national rules.

use std::hint::black_box;
use std::path::Path;

use timbang::arrow::Outputs;
use timbang::{Facts, Pack, Plan};
use timbang_benches::measure::median;
use timbang_benches::workload::{People, Quality, plan};

use super::Outcome;
use super::clock::time;
use super::options::Options;
use super::verdict::amount;

/// Different subjects, so that no branch is always the same.
const SUBJECTS: u64 = 512;

pub(crate) fn one(options: &Options) -> Outcome {
    let plan = plan()?;
    let people = People { seed: 7, quality: Quality::AsDescribed };
    let texts: Vec<String> = (0..SUBJECTS).map(|row| people.person(row).facts().to_string()).collect();
    let facts = texts.iter().map(|text| Facts::from_json_text(text)).collect::<Result<Vec<Facts>, _>>()?;

    let seconds = micros(options, &facts, |facts| values(&plan, facts));
    amount("one subject, 24 values", seconds?, "microseconds", Some(3.0));
    let seconds = micros(options, &facts, |facts| {
        black_box(plan.evaluate(facts)?.why("eligible")?);
        Ok(())
    });
    amount("one subject, with a derivation as a tree", seconds?, "microseconds", None);
    let seconds = micros(options, &facts, |facts| {
        let outcome = plan.evaluate(facts)?;
        black_box(outcome.why("eligible")?.to_string());
        Ok(())
    });
    amount("one subject, with an explanation", seconds?, "microseconds", Some(6.0));
    let seconds = micros(options, &texts, |text| {
        let outcome = plan.evaluate(&Facts::from_json_text(text)?)?;
        black_box(outcome.to_json_text());
        Ok(())
    });
    amount("one subject, JSON text in and out", seconds?, "microseconds", Some(15.0));

    let engine = plan.batches().threads(1);
    let rows = (0..SUBJECTS).map(|row| people.batch(row..row + 1)).collect::<Result<Vec<_>, _>>()?;
    let mut room = Outputs::new();
    let seconds = micros(options, &rows, |row| {
        engine.evaluate_into(row, &mut room)?;
        black_box(room.rows());
        Ok(())
    });
    amount("one subject as a record batch of one row", seconds?, "microseconds", None);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
    let (mut plans, mut schemas) = (Vec::new(), Vec::new());
    for _ in 0..options.pairs {
        let pack = Pack::from_dir(&folder)?;
        let (planned, seconds) = time(|| pack.plan(timbang::date(2025, 12, 31), pack.default_outputs()));
        plans.push(seconds.wall * 1e3);
        let planned = planned?;
        let ((), seconds) = time(|| drop(black_box(planned.output_schema())));
        schemas.push(seconds.wall * 1e3);
    }
    amount("planning the national rules", median(&plans), "ms", Some(3.0));
    amount("  and then bringing them into columns", median(&schemas), "ms", None);
    Ok(())
}

fn values(plan: &Plan, facts: &Facts) -> Outcome {
    let outcome = plan.evaluate(facts)?;
    for (_, value) in outcome.outputs() {
        black_box(value.is_ok());
    }
    Ok(())
}

/// The median of microseconds a subject.
fn micros<T>(options: &Options, subjects: &[T], mut work: impl FnMut(&T) -> Outcome) -> Outcome<f64> {
    let mut all = Vec::new();
    for _ in 0..=options.pairs {
        let (done, seconds) = time(|| subjects.iter().try_for_each(&mut work));
        done?;
        all.push(seconds.cpu * 1e6 / subjects.len() as f64);
    }
    Ok(median(all.get(1..).unwrap_or_default()))
}
