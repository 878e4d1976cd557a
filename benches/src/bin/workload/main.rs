//! Measures workload W; `workload help` tells how.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]
#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::arithmetic_side_effects,
    reason = "measurements read clocks, and are no amounts of anybody"
)]

mod clock;
mod compare;
mod kernels;
mod one;
mod options;
mod ours;
mod sides;
mod verdict;
mod web;

use std::error::Error;

use options::Options;

/// What a measurement may fail of.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const HELP: &str = "workload compare  against the loop by hand and rhai: [--rows 5000000] [--streamed-rows 1048576] [--pairs 15]
workload one      one subject, and planning: [--pairs 15]
workload write    the population and the exact answers as Parquet: --rows N --out FOLDER
workload ours     one run, told as JSON: --from FILE [--mode streamed|whole] [--threads 1]
workload web      the population as typed arrays, and the native times for the same: --rows N --out FOLDER [--pairs 15]
workload kernels  evaluates one batch so many times, for instruction counts: --times N
                  [--quality described|clean|failing] [--issues table]";

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let options = Options::read(arguments)?;
    match command.as_str() {
        "compare" => compare::compare(&options),
        "one" => one::one(&options),
        "write" => ours::write(&options),
        "ours" => ours::ours(&options),
        "web" => web::web(&options),
        "kernels" => kernels::kernels(&options),
        _ => {
            println!("{HELP}");
            Ok(())
        }
    }
}
