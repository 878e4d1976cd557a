//! Packs and facts that nobody wrote, well typed by construction, to hold the two evaluators against each other.
//!
//! Everything follows from a seed. What the checker still refuses is counted; [`judge`] compares the rest.

mod judge;
mod lists;
mod numbers;
mod overlays;
mod parameters;
mod random;
mod rules;
mod schema;
mod shrink;
mod subjects;
mod tables;
mod truths;
mod values;
mod world;
mod writer;

use serde_json::Value;

use random::Random;

pub use judge::{Tally, Verdict, judge, told};
pub use shrink::{shrink, write};

/// A pack and subjects for it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The files that are kept as they are: path and text.
    pub files: Vec<(String, String)>,
    /// The decision tables: path and text.
    pub tables: Vec<(String, String)>,
    /// The rules, a text each.
    pub rules: Vec<String>,
    /// The overlay that is laid over the pack, if there is one.
    pub overlay: Option<Overlay>,
    /// The facts of each subject.
    pub subjects: Vec<Value>,
}

/// An overlay on a pack.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// The files that are kept as they are: path and text.
    pub files: Vec<(String, String)>,
    /// The rules, a text each.
    pub rules: Vec<String>,
}

/// Draws a case by its seed.
#[must_use]
pub fn draw(seed: u64) -> Case {
    let mut random = Random::new(seed);
    let mut world = schema::draw(&mut random);
    let facts = schema::to_toml(&world);
    let parameters = parameters::draw(&mut random, &mut world);
    let mut tables = tables::draw(&mut random, &mut world, 0);
    let mut rules = rules::draw(&mut random, &mut world);
    // Some tables rest on rules.
    if random.chance(40) {
        tables.extend(tables::draw(&mut random, &mut world, 5));
    }
    rules.retain(|rule| !rule.is_empty());
    let catalogue = schema::catalogue(&mut random, "K");
    let overlay = random.chance(25).then(|| overlays::draw(&mut random, &mut world));
    let subjects = (0..6).map(|_| subjects::draw(&mut random, &world)).collect();
    let files = vec![
        ("pack.toml".to_owned(), crate::suite::MANIFEST.to_owned()),
        ("facts.toml".to_owned(), facts),
        ("parameters/a.toml".to_owned(), parameters),
        ("catalogue.csv".to_owned(), catalogue),
    ];
    Case { files, tables, rules, overlay, subjects }
}
