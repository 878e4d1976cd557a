//! The loop by hand, rhai, and both evaluators of the engine give the same; the population is what it says.

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int8Type};
use arrow_array::{Array, RecordBatch};
use serde_json::Value as Json;
use timbang::Facts;

use super::{ByRhai, People, Person, Quality, by_hand, checksum, checksum_by_hand, plan};

const SEED: u64 = 7;

fn people(quality: Quality) -> People {
    People { seed: SEED, quality }
}

fn same(a: &RecordBatch, b: &RecordBatch) {
    assert_eq!(a.num_rows(), b.num_rows());
    for field in a.schema().fields() {
        let name = field.name();
        let (left, right) = (a.column_by_name(name).unwrap(), b.column_by_name(name).unwrap());
        if left.data_type().is_dictionary() {
            let (left, right) = (left.as_dictionary::<Int8Type>(), right.as_dictionary::<Int8Type>());
            assert_eq!(left.values(), right.values(), "{name}");
            assert_eq!(left.keys(), right.keys(), "{name}");
        } else {
            assert!(left == right, "{name}");
        }
    }
}

trait IsDictionary {
    fn is_dictionary(&self) -> bool;
}

impl IsDictionary for arrow_schema::DataType {
    fn is_dictionary(&self) -> bool {
        matches!(self, arrow_schema::DataType::Dictionary(..))
    }
}

fn is_the_engine(quality: Quality, rows: u64) {
    let plan = plan().unwrap();
    let batch = people(quality).batch(0..rows).unwrap();
    let scored = plan.batches().evaluate(&batch).unwrap().batch;
    let hand = by_hand(plan.output_schema());
    assert_eq!(scored.num_columns(), 24);
    same(&scored, &hand.evaluate(&batch, false).unwrap());
    same(&scored, &hand.evaluate(&batch, true).unwrap());
    // A slice begins anywhere, also within a byte of a bitmap.
    let part = batch.slice(1_003, 3_001);
    same(&plan.batches().evaluate(&part).unwrap().batch, &hand.evaluate(&part, false).unwrap());
}

#[test]
fn the_loop_by_hand_is_the_engine() {
    is_the_engine(Quality::AsDescribed, 100_000);
}

#[test]
fn the_loop_by_hand_is_the_engine_where_every_row_fails() {
    is_the_engine(Quality::EveryRowFails, 20_000);
}

#[test]
fn a_checksum_tells_the_same_of_both() {
    let plan = plan().unwrap();
    let batch = people(Quality::AsDescribed).batch(0..10_001).unwrap();
    let (mut outputs, mut results) = (timbang::arrow::Outputs::new(), super::Results::default());
    plan.batches().evaluate_into(&batch, &mut outputs).unwrap();
    by_hand(plan.output_schema()).evaluate_into(&batch, &mut results, false).unwrap();
    let names: Vec<String> = plan.outputs().iter().map(|output| output.name.to_string()).collect();
    let own = checksum(&outputs, names.iter().map(String::as_str));
    assert_eq!(own, checksum_by_hand(&results));
    assert_ne!(own, 0);
}

/// A cell as the reference says it in JSON.
fn cell(batch: &RecordBatch, name: &str, row: usize) -> Json {
    let column = batch.column_by_name(name).unwrap();
    if column.is_null(row) {
        return Json::Null;
    }
    if let Some(bools) = column.as_boolean_opt() {
        return bools.value(row).into();
    }
    if let Some(numbers) = column.as_primitive_opt::<Decimal128Type>() {
        let digits = u64::try_from(numbers.value(row)).unwrap();
        let scale = usize::try_from(numbers.scale()).unwrap();
        let text = super::person::decimal(digits, scale);
        let text = if scale == 0 {
            text.trim_end_matches('.')
        } else {
            text.trim_end_matches('0').trim_end_matches('.')
        };
        return text.into();
    }
    let words = column.as_dictionary::<Int8Type>();
    let at = usize::try_from(words.keys().value(row)).unwrap();
    words.values().as_string::<i32>().value(at).into()
}

fn is_the_reference(quality: Quality, rows: u64) {
    let plan = plan().unwrap();
    let people = people(quality);
    let found = by_hand(plan.output_schema()).evaluate(&people.batch(0..rows).unwrap(), false).unwrap();
    for row in 0..rows {
        let facts = Facts::from_json(&people.person(row).facts()).unwrap();
        let outcome = plan.evaluate(&facts).unwrap();
        for output in plan.outputs() {
            let told = outcome.get(&output.name).unwrap();
            let ty = &plan.program().node(output.node).unwrap().ty;
            let told = told.map_or(Json::Null, |value| timbang::outcome::value_json(&value, ty));
            let own = cell(&found, &output.name, usize::try_from(row).unwrap());
            let plain = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            assert_eq!(plain(&own), plain(&told), "{} of row {row}", output.name);
        }
    }
}

#[test]
fn the_loop_by_hand_is_the_reference() {
    is_the_reference(Quality::AsDescribed, 2_000);
    is_the_reference(Quality::EveryRowFails, 200);
}

#[test]
fn rhai_is_the_loop_by_hand() {
    let plan = plan().unwrap();
    let people = people(Quality::AsDescribed);
    let found = by_hand(plan.output_schema()).evaluate(&people.batch(0..2_000).unwrap(), false).unwrap();
    let rhai = ByRhai::new().unwrap();
    let predicates = ["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"];
    for row in 0..2_000 {
        let told = rhai.evaluate(&people.person(row)).unwrap();
        for (output, told) in plan.outputs().iter().zip(told) {
            let own = cell(&found, &output.name, usize::try_from(row).unwrap());
            let told = if told.is_unit() {
                Json::Null
            } else if let Ok(bool) = told.as_bool() {
                bool.into()
            } else if let Ok(number) = told.as_decimal() {
                number.normalize().to_string().into()
            } else if &*output.name == "predikat" {
                predicates[usize::try_from(told.as_int().unwrap()).unwrap()].into()
            } else {
                told.to_string().into()
            };
            assert_eq!(own, told, "{} of row {row}", output.name);
        }
    }
}

/// How many of a thousand have a property.
#[expect(clippy::arithmetic_side_effects, reason = "small numbers of a test")]
fn share(rows: u64, has: impl Fn(&Person) -> bool) -> u64 {
    let count = (0..rows).filter(|row| has(&Person::draw(SEED, *row))).count();
    u64::try_from(count).unwrap() * 1_000 / rows
}

#[test]
fn the_population_has_the_shares_that_it_should() {
    const ROWS: u64 = 20_000;
    let near = |found: u64, wanted: u64| assert!(found.abs_diff(wanted) <= 12, "{found}, not {wanted}");
    for (code, wanted) in [(0, 80), (1, 720), (2, 200)] {
        near(share(ROWS, |p| p.ratings[0] == code), wanted);
    }
    for (code, wanted) in (0..).zip([20, 140, 40, 160, 480, 140, 20]) {
        near(share(ROWS, |p| p.education == code), wanted);
    }
    for (code, wanted) in (0..).zip([50, 150, 150, 100, 250, 180, 100, 20]) {
        near(share(ROWS, |p| p.rank == code), wanted);
    }
    for (code, wanted) in (0..).zip([950, 25, 17, 8]) {
        near(share(ROWS, |p| p.discipline == code), wanted);
    }
    for (gap, wanted) in (-2..).zip([60, 190, 450, 220, 80]) {
        near(share(ROWS, |p| p.gaps[8] == gap), wanted);
    }
    near(share(ROWS, |p| p.hours.is_none()), 50);
    near(share(ROWS, |p| p.before_that.is_none()), 50);
    near(share(ROWS, |p| p.months == 12), 700 + 300 / 12);
    // Two of five are made whole; one of a hundred of the others, and those at the bound, are by themselves.
    near(share(ROWS, |p| p.scores[1] % 100 == 0), 407);
    for (n, wanted) in [200, 400, 500].into_iter().enumerate() {
        near(share(ROWS, |p| p.training[n]), wanted);
    }
    let distance = |p: &Person| (p.credit + p.yearly()).abs_diff(p.asked());
    near(share(ROWS, |p| distance(p) <= 2), 50);
    near(share(ROWS, |p| distance(p) == 0), 40);
}

#[test]
fn the_population_keeps_its_bounds() {
    let (mut sum, mut squares) = (0, 0);
    for row in 0..20_000 {
        let p = Person::draw(SEED, row);
        assert_eq!(p.weights.iter().sum::<u64>(), 100);
        assert!(p.weights.iter().all(|weight| *weight >= 5 && weight % 5 == 0));
        assert!(p.scores.iter().all(|score| *score <= 13_000));
        assert!(p.years <= 800 && (1..=12).contains(&p.months));
        assert!(p.credit <= p.asked() * 6 / 5);
        sum += p.scores[0];
        squares += p.scores[0].abs_diff(9_500).pow(2);
    }
    assert!((sum / 20_000).abs_diff(9_500) < 30, "the mean is {}", sum / 20_000);
    assert!((squares / 20_000).abs_diff(1_200 * 1_200) < 60_000, "the variance is {}", squares / 20_000);
}

#[test]
fn a_population_is_the_same_in_any_cut() {
    let people = people(Quality::AsDescribed);
    let whole = people.batch(0..300).unwrap();
    assert_eq!(whole.slice(100, 50), people.batch(100..150).unwrap());
    assert!(whole.column_by_name("jp_diklat").unwrap().null_count() > 0);
}

#[test]
fn a_population_is_written_to_parquet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.parquet");
    super::write_parquet(people(Quality::AsDescribed), 70_000, &path).unwrap();
    let file = std::fs::File::open(&path).unwrap();
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(file, 70_000).unwrap();
    let read: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    assert_eq!(read.iter().map(RecordBatch::num_rows).sum::<usize>(), 70_000);
    assert_eq!(read[0].slice(66_000, 100), people(Quality::AsDescribed).batch(66_000..66_100).unwrap());
}
