//! Gaps, overlaps and rows that never decide, against every point of a small grid.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a table that is read wrongly is a failed test"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use timbang::diagnostic::Diagnostic;
use timbang::source::Files;

/// The inputs: `x` from 0.0 to 3.0, `y` from -2 to 2, an ordered enum and a truth value; each as whole steps.
const STEPS: [i32; 4] = [31, 5, 3, 2];
const NAMES: [&str; 4] = ["x", "y", "tingkat", "tetap"];
const LEVELS: [&str; 3] = ["rendah", "sedang", "tinggi"];

const FACTS: &str = r#"
[enum.tingkat]
ordered = true
values = ["rendah", "sedang", "tinggi"]
[fact.x]
type = "number"
label = "X"
min = 0
max = 3
scale = 1
[fact.y]
type = "number"
label = "Y"
min = -2
max = 2
[fact.tingkat]
type = "tingkat"
label = "Tingkat"
[fact.tetap]
type = "boolean"
label = "Tetap"
"#;

/// A cell over the steps of its input; its bounds may lie outside them.
#[derive(Clone, Debug)]
enum Cell {
    Any,
    Below(i32),
    AtMost(i32),
    Above(i32),
    AtLeast(i32),
    Between(i32, bool, i32, bool),
    OneOf(Vec<i32>),
}

impl Cell {
    fn holds(&self, at: i32) -> bool {
        match self {
            Cell::Any => true,
            Cell::Below(b) => at < *b,
            Cell::AtMost(b) => at <= *b,
            Cell::Above(b) => at > *b,
            Cell::AtLeast(b) => at >= *b,
            Cell::Between(lo, with_lo, hi, with_hi) => {
                (at > *lo || (*with_lo && at == *lo)) && (at < *hi || (*with_hi && at == *hi))
            }
            Cell::OneOf(steps) => steps.contains(&at),
        }
    }

    fn text(&self, input: usize) -> String {
        let word = |at: i32| word(input, at);
        match self {
            Cell::Any => "-".to_owned(),
            Cell::Below(b) => format!("< {}", word(*b)),
            Cell::AtMost(b) => format!("<= {}", word(*b)),
            Cell::Above(b) => format!("> {}", word(*b)),
            Cell::AtLeast(b) => format!(">= {}", word(*b)),
            Cell::Between(lo, with_lo, hi, with_hi) => {
                let (open, close) = (if *with_lo { "[" } else { "(" }, if *with_hi { "]" } else { ")" });
                format!("{open}{}..{}{close}", word(*lo), word(*hi))
            }
            Cell::OneOf(steps) => steps.iter().map(|s| word(*s)).collect::<Vec<_>>().join("|"),
        }
    }
}

/// A step in words; a number may be outside the bounds of its fact.
fn word(input: usize, at: i32) -> String {
    match input {
        0 => timbang::Number::from_scaled(i128::from(at), 1).unwrap().to_string(),
        1 => (at - 2).to_string(),
        2 => LEVELS[usize::try_from(at).unwrap()].to_owned(),
        _ => if at == 0 { "tidak" } else { "ya" }.to_owned(),
    }
}

fn step(input: usize, word: &str) -> i32 {
    (0..STEPS[input]).find(|at| self::word(input, *at) == word).unwrap()
}

fn cell(input: usize) -> BoxedStrategy<Cell> {
    let inside = 0..STEPS[input];
    let any = Just(Cell::Any);
    let one_of =
        prop::collection::btree_set(inside.clone(), 1..3).prop_map(|s| Cell::OneOf(s.into_iter().collect()));
    if input == 3 {
        return prop_oneof![2 => any, 3 => one_of].boxed();
    }
    let bound = if input == 2 { inside } else { -2..STEPS[input] + 2 };
    let between = (bound.clone(), any_bool(), bound.clone(), any_bool())
        .prop_map(|(a, x, b, y)| Cell::Between(a.min(b), x, a.max(b), y));
    prop_oneof![
        2 => any,
        1 => bound.clone().prop_map(Cell::Below),
        1 => bound.clone().prop_map(Cell::AtMost),
        1 => bound.clone().prop_map(Cell::Above),
        1 => bound.prop_map(Cell::AtLeast),
        4 => between,
        1 => one_of,
    ]
    .boxed()
}

fn any_bool() -> impl Strategy<Value = bool> {
    any::<bool>()
}

/// A table: which inputs it has, whether the first row decides, and its rows.
#[derive(Clone, Debug)]
struct Grid {
    inputs: Vec<usize>,
    first: bool,
    rows: Vec<Vec<Cell>>,
}

fn grid() -> impl Strategy<Value = Grid> {
    prop::sample::subsequence(vec![0usize, 1, 2, 3], 1..=3).prop_flat_map(|inputs| {
        let row: Vec<_> = inputs.iter().map(|input| cell(*input)).collect();
        (Just(inputs), any::<bool>(), prop::collection::vec(row, 1..7))
            .prop_map(|(inputs, first, rows)| Grid { inputs, first, rows })
    })
}

impl Grid {
    fn text(&self) -> String {
        let mut text = String::from("# label: Hasil\n# basis: contoh\n");
        text.push_str(if self.first { "# hit: first\n" } else { "# note: tunggal\n" });
        for input in &self.inputs {
            let _ = write!(text, "{},", NAMES[*input]);
        }
        text.push_str("result: hasil\n");
        for row in &self.rows {
            for (cell, input) in row.iter().zip(&self.inputs) {
                let _ = write!(text, "{},", cell.text(*input));
            }
            text.push_str("1\n");
        }
        text
    }

    /// The rows that hold at a point.
    fn at(&self, point: &[i32]) -> Vec<usize> {
        let holds = |row: &Vec<Cell>| row.iter().zip(point).all(|(cell, at)| cell.holds(*at));
        (0..self.rows.len()).filter(|row| holds(&self.rows[*row])).collect()
    }

    fn points(&self) -> Vec<Vec<i32>> {
        let mut points = vec![Vec::new()];
        for input in &self.inputs {
            points = points
                .into_iter()
                .flat_map(|point: Vec<i32>| {
                    (0..STEPS[*input]).map(move |at| point.iter().copied().chain([at]).collect())
                })
                .collect();
        }
        points
    }

    fn row_of_line(&self, line: usize) -> usize {
        line - 5
    }

    /// The point of an example such as `x = 0.5, tetap = ya`.
    fn point(&self, example: &str) -> Vec<i32> {
        let words: Vec<&str> = example.split(", ").map(|part| part.split(" = ").nth(1).unwrap()).collect();
        self.inputs.iter().zip(words).map(|(input, word)| step(*input, word)).collect()
    }
}

fn check(grid: &Grid) -> (Vec<Diagnostic>, std::sync::Arc<Files>) {
    let table = grid.text();
    let files = Files::from_map([
        ("pack.toml", timbang_tests::suite::MANIFEST),
        ("facts.toml", FACTS),
        ("tables/a.csv", table.as_str()),
    ]);
    let report = timbang::check(files);
    (report.diagnostics, report.files)
}

/// What the message says between two phrases.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap() + from.len();
    &text[start..start + text[start..].find(to).unwrap()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_of_a_table_is_what_its_points_say(grid in grid()) {
        let (told, files) = check(&grid);
        let line = |d: &Diagnostic| {
            let file = files.get(d.span().file).unwrap();
            grid.row_of_line(file.place(d.span().start).line)
        };
        let of = |code: &str| told.iter().filter(|d| d.code == code).collect::<Vec<_>>();
        let points = grid.points();

        let gaps: BTreeSet<&Vec<i32>> = points.iter().filter(|p| grid.at(p).is_empty()).collect();
        let found = of("T1405");
        prop_assert_eq!(found.len(), usize::from(!gaps.is_empty()), "{}", grid.text());
        for gap in found {
            let text = &gap.message.en;
            let all = text.trim_end_matches('.').split("no row holds for ").nth(1).unwrap();
            let all: Vec<&str> = all.split("; and ").next().unwrap().split("; ").collect();
            let shown: BTreeSet<Vec<i32>> = all.iter().map(|example| grid.point(example)).collect();
            prop_assert_eq!(shown.len(), all.len(), "{} twice in\n{}", text, grid.text());
            for point in &shown {
                prop_assert!(gaps.contains(point), "{point:?} is covered in\n{}", grid.text());
            }
            if let [input] = grid.inputs.as_slice() {
                // On one line of numbers each stretch without a row is a gap; elsewhere all of it is one.
                let starts = gaps.iter().filter(|p| !gaps.contains(&vec![p[0] - 1])).count();
                let wanted = if *input < 2 { starts } else { 1 };
                let count = if text.contains("has a gap") { 1 } else { between(text, "has ", " gaps").parse().unwrap() };
                prop_assert_eq!(count, wanted, "{}\n{}", text, grid.text());
            }
        }

        let mut pairs = BTreeSet::new();
        let mut decide = BTreeSet::new();
        for point in &points {
            let rows = grid.at(point);
            decide.extend(rows.iter().copied().take(if grid.first { 1 } else { rows.len() }));
            if let (false, [first, second, ..]) = (grid.first, rows.as_slice()) {
                pairs.insert((*first, *second));
            }
        }
        let overlaps: BTreeSet<(usize, usize)> = of("T1406").iter().map(|d| {
            let point = grid.point(
                d.message.en.split("both hold for ").nth(1).unwrap().split(", so that").next().unwrap(),
            );
            let rows = grid.at(&point);
            (rows[0], line(d))
        }).collect();
        prop_assert_eq!(overlaps, pairs, "{}", grid.text());

        let never: BTreeSet<usize> = of("T1407").iter().map(|d| line(d)).collect();
        let wanted: BTreeSet<usize> = (0..grid.rows.len()).filter(|row| !decide.contains(row)).collect();
        prop_assert_eq!(never, wanted, "{}", grid.text());
    }
}
