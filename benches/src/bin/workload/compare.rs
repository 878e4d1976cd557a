//! The engine against the loop by hand and rhai, by alternating pairs.

use std::hint::black_box;

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use timbang::arrow::{IssuesAs, Outputs};
use timbang_benches::measure::{Ratio, median, ratio};
use timbang_benches::workload::{ByRhai, People, Person, Quality, Results};

use super::Outcome;
use super::clock::time;
use super::options::Options;
use super::sides::{Sides, batches};
use super::verdict::{at_least, at_most};

/// Rows that rhai evaluates: enough to be steady.
const FEW: u64 = 10_000;

/// The two sides of a pair: seconds a row of processor time, and of time on the wall.
#[derive(Default)]
struct Pairs {
    cpu: Vec<(f64, f64)>,
    wall: Vec<(f64, f64)>,
}

impl Pairs {
    /// Measures pairs, each side first in every other one.
    fn measure(
        count: usize,
        mut ours: impl FnMut() -> Outcome<super::clock::Seconds>,
        mut theirs: impl FnMut() -> Outcome<super::clock::Seconds>,
    ) -> Outcome<Pairs> {
        let mut pairs = Pairs::default();
        // The first of each only warms up.
        ours()?;
        theirs()?;
        for n in 0..count {
            let (own, other) = if n % 2 == 0 {
                let own = ours()?;
                (own, theirs()?)
            } else {
                let other = theirs()?;
                (ours()?, other)
            };
            pairs.cpu.push((other.cpu, own.cpu));
            pairs.wall.push((other.wall, own.wall));
        }
        Ok(pairs)
    }

    fn ours(&self) -> f64 {
        median(&self.cpu.iter().map(|(_, own)| *own).collect::<Vec<_>>())
    }

    fn theirs(&self) -> f64 {
        median(&self.cpu.iter().map(|(other, _)| *other).collect::<Vec<_>>())
    }
}

pub(crate) fn compare(options: &Options) -> Outcome {
    let sides = Sides::new()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
    println!(
        "speed of the engine by that of the other side; median of {} pairs, 95% interval\n",
        options.pairs
    );
    let rhai = rhai_seconds(options.pairs)?;
    println!("{:<58} {:>8.0} rows/s", "rhai, one call a rule", 1.0 / median(&rhai));

    let stream = batches(Quality::AsDescribed, options.streamed_rows)?;
    let one = streamed(&sides, options, &stream, 1)?;
    tell("streamed, one thread", &one, options.streamed_rows, Some(0.45), &rhai, 250.0);
    let two = pool.install(|| streamed(&sides, options, &stream, 2).map_err(|e| e.to_string()))?;
    gain("streamed, gain of two threads by the loop's gain", &one, &two, Some(0.9));

    fails(&sides, options)?;

    drop(stream);
    let parts = batches(Quality::AsDescribed, options.rows)?;
    let table = parts.first().map(|first| concat_batches(&first.schema(), &parts)).transpose()?;
    let table: RecordBatch = table.ok_or("--rows 0")?;
    drop(parts);
    let one = whole(&sides, options, &table, 1)?;
    tell("whole table, one thread", &one, options.rows, Some(0.75), &rhai, 150.0);
    let two = pool.install(|| whole(&sides, options, &table, 2).map_err(|e| e.to_string()))?;
    gain("whole table, gain of two threads by the loop's gain", &one, &two, None);
    Ok(())
}

fn streamed(sides: &Sides, options: &Options, stream: &[RecordBatch], threads: usize) -> Outcome<Pairs> {
    let (mut room, mut room_by_hand) = (Outputs::new(), Results::default());
    let (mut ours, mut theirs) = (0, 0);
    let pairs = Pairs::measure(
        options.pairs,
        || {
            let (sum, seconds) = sides.streamed(stream, threads, &mut room)?;
            ours = sum;
            Ok(seconds)
        },
        || {
            let (sum, seconds) = sides.streamed_by_hand(stream, threads, &mut room_by_hand)?;
            theirs = sum;
            Ok(seconds)
        },
    )?;
    if ours == theirs { Ok(pairs) } else { Err("the checksums differ".into()) }
}

fn whole(sides: &Sides, options: &Options, table: &RecordBatch, threads: usize) -> Outcome<Pairs> {
    Pairs::measure(
        options.pairs,
        || sides.whole(table, threads, IssuesAs::Nothing),
        || sides.whole_by_hand(table, threads),
    )
}

fn tell(what: &str, pairs: &Pairs, rows: u64, target: Option<f64>, rhai: &[f64], rhai_target: f64) {
    let rows = rows as f64;
    at_least(&format!("{what}, loop by hand"), ratio(&pairs.cpu), target);
    println!(
        "{:<58} {:>8.2} M rows/s, by hand {:.2}",
        "",
        rows / pairs.ours() / 1e6,
        rows / pairs.theirs() / 1e6
    );
    let against: Vec<(f64, f64)> =
        rhai.iter().zip(&pairs.cpu).map(|(rhai, (_, own))| (*rhai, own / rows)).collect();
    at_least(&format!("{what}, rhai"), ratio(&against), Some(rhai_target));
}

fn gain(what: &str, one: &Pairs, two: &Pairs, target: Option<f64>) {
    let gains = one.wall.iter().zip(&two.wall);
    let gains: Vec<(f64, f64)> = gains.map(|(one, two)| (one.1 / two.1, one.0 / two.0)).collect();
    at_least(what, ratio(&gains), target);
    let single: Vec<f64> = gains.iter().map(|(own, _)| *own).collect();
    println!("{:<58} {:>8.2} ", "  our own gain", median(&single));
}

/// Seconds a row.
fn rhai_seconds(count: usize) -> Outcome<Vec<f64>> {
    let rhai = ByRhai::new().map_err(|e| e.to_string())?;
    let people = People { seed: 7, quality: Quality::AsDescribed };
    let people: Vec<Person> = (0..FEW).map(|row| people.person(row)).collect();
    let mut all = Vec::new();
    for _ in 0..count {
        let (done, seconds) = time(|| {
            people.iter().try_for_each(|person| rhai.evaluate(person).map(|row| drop(black_box(row))))
        });
        done.map_err(|e| e.to_string())?;
        all.push(seconds.cpu / FEW as f64);
    }
    Ok(all)
}

/// A population in which every row fails, by a clean one.
fn fails(sides: &Sides, options: &Options) -> Outcome {
    let rows = options.streamed_rows.min(4 * super::sides::BATCH);
    let (clean, failing) = (batches(Quality::Clean, rows)?, batches(Quality::EveryRowFails, rows)?);
    for (what, issues) in
        [("statuses only", IssuesAs::Nothing), ("with the table of issues", IssuesAs::Table)]
    {
        let run = |batches: &[RecordBatch]| -> Outcome<super::clock::Seconds> {
            let mut sum = super::clock::Seconds { cpu: 0.0, wall: 0.0 };
            for batch in batches {
                let seconds = sides.whole(batch, 1, issues)?;
                sum.cpu += seconds.cpu;
                sum.wall += seconds.wall;
            }
            Ok(sum)
        };
        let pairs = Pairs::measure(options.pairs, || run(&clean), || run(&failing))?;
        let costs: Ratio = ratio(&pairs.cpu);
        at_most(&format!("cost of a population where every row fails, {what}"), costs, 3.0);
    }
    Ok(())
}
