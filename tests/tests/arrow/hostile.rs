//! Arrays that no careful host would send: nothing panics, and what is no fact is told as the reference tells it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arrow_array::types::{Decimal256Type, Int8Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int8Array,
    Int64Array, ListArray, NullArray, PrimitiveArray, RecordBatch, RecordBatchOptions, StringArray,
    StructArray, TimestampSecondArray, UInt64Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer, i256};
use arrow_schema::{DataType, Field, Schema};
use timbang::arrow::{IssuesAs, Numbers, Outputs};
use timbang::typing::program::Shape;
use timbang::{Facts, Pack, Plan, Raw, date};
use timbang_tests::sample::{folder, population};

use super::compare::{differences, invalid, issues, rows};
use super::every;
use super::given::{Style, batch};

fn national() -> Plan {
    every(&Pack::from_dir(folder()).unwrap(), date(2025, 12, 31))
}

/// The facts that are no lists, with the columns that a host makes of the same cells for all of them.
fn compare_cells(plan: &Plan, cells: &[Raw], column: impl Fn(&Shape) -> Option<ArrayRef>) {
    let facts: Vec<(String, ArrayRef)> = plan
        .program()
        .nodes()
        .filter_map(|(_, node)| Some((node.path.to_string(), column(&node.fact()?.shape)?)))
        .collect();
    assert!(facts.len() > 5);
    let given =
        |cell: &Raw| facts.iter().fold(Facts::default(), |all, (name, _)| all.with(name, cell.clone()));
    let people: Vec<Facts> = cells.iter().map(given).collect();
    let batch = RecordBatch::try_from_iter(facts.iter().map(|(name, array)| (name, array.clone()))).unwrap();
    let scored = plan.evaluate_batch(&batch).unwrap();
    let (_, told) = differences(plan, &people, &scored.batch);
    assert!(told.is_empty(), "{}", told[..told.len().min(10)].join("\n"));
    assert_eq!(plan.batches().invalid(&batch).unwrap(), invalid(plan, &people));
    let (found, expected) = (rows(&scored.issues), issues(plan, &people));
    let more: Vec<&String> = found.symmetric_difference(&expected).take(10).collect();
    assert!(more.is_empty(), "{more:?}");
}

fn is_list(shape: &Shape) -> bool {
    matches!(shape, Shape::List(_))
}

#[test]
fn odd_texts_are_read_as_facts_are_read() {
    let cells = [
        "",
        " ",
        "3",
        " 5 ",
        "3.0",
        "03",
        "-1",
        "1e5",
        "abc",
        "0.5",
        "12.345678901",
        "ya",
        "TRUE",
        "tidak",
        "99999999999999999999999999999999999999999",
        "2025-02-30",
        "31-12-2024",
        "2024-12-31",
        "0001-01-01",
        "sesuai",
        "ahli_pertama",
        "III/c",
        "-0",
        "+7",
        "1_000",
        "1,5",
        "NaN",
        "\u{0}",
        "\u{661}",
    ];
    let raws: Vec<Raw> = cells.iter().map(|words| Raw::Text((*words).to_owned())).collect();
    let plan = national();
    compare_cells(&plan, &raws, |shape| {
        (!is_list(shape)).then(|| Arc::new(StringArray::from(cells.to_vec())) as ArrayRef)
    });
    let keys: Int8Array = (0..cells.len()).map(|n| i8::try_from(n).ok()).collect();
    compare_cells(&plan, &raws, |shape| {
        let values: ArrayRef = Arc::new(StringArray::from(cells.to_vec()));
        (!is_list(shape))
            .then(|| Arc::new(DictionaryArray::try_new(keys.clone(), values).unwrap()) as ArrayRef)
    });
}

#[test]
fn whole_numbers_are_read_as_facts_are_read() {
    let mut cells: Vec<i64> = (-3..40).collect();
    cells.extend([99, 100, 101, 127, 128, 255, 256, 1999, 32_768, 1 << 31, 1 << 40, i64::MAX, i64::MIN]);
    let raws: Vec<Raw> = cells.iter().map(|n| Raw::Number(n.to_string())).collect();
    let plan = national();
    let fits = |shape: &Shape| matches!(shape, Shape::Number { .. } | Shape::Enum(_) | Shape::Text);
    compare_cells(&plan, &raws, |shape| {
        fits(shape).then(|| Arc::new(Int64Array::from(cells.clone())) as ArrayRef)
    });
    let small: Vec<i8> = (i8::MIN..=i8::MAX).step_by(15).collect();
    let raws: Vec<Raw> = small.iter().map(|n| Raw::Number(n.to_string())).collect();
    compare_cells(&plan, &raws, |shape| {
        fits(shape).then(|| Arc::new(Int8Array::from(small.clone())) as ArrayRef)
    });
    let floats: Vec<f64> = small.iter().map(|n| f64::from(*n)).collect();
    compare_cells(&plan, &raws, |shape| {
        matches!(shape, Shape::Number { .. } | Shape::Enum(_))
            .then(|| Arc::new(Float64Array::from(floats.clone())) as ArrayRef)
    });
    let large = vec![0, 1, u64::MAX];
    let raws: Vec<Raw> = large.iter().map(|n| Raw::Number(n.to_string())).collect();
    compare_cells(&plan, &raws, |shape| {
        fits(shape).then(|| Arc::new(UInt64Array::from(large.clone())) as ArrayRef)
    });
}

#[test]
fn decimals_with_more_digits_than_wanted_are_read_as_facts_are_read() {
    let digits: Vec<i128> = vec![
        0,
        1,
        10,
        100,
        1_000,
        10_000,
        12_340_000,
        1_500_000,
        99_990_000,
        12_345,
        -10_000,
        i128::from(i64::MAX),
        10i128.pow(37),
    ];
    let array = Decimal128Array::from(digits).with_precision_and_scale(38, 5).unwrap();
    let raws: Vec<Raw> = (0..array.len()).map(|row| Raw::Number(array.value_as_string(row))).collect();
    let array: ArrayRef = Arc::new(array);
    compare_cells(&national(), &raws, |shape| matches!(shape, Shape::Number { .. }).then(|| array.clone()));
}

fn codes(plan: &Plan, fact: &str, column: ArrayRef) -> Vec<String> {
    let mut columns = vec![(fact, column.clone())];
    if fact != "jenis_jabatan" {
        let functional = vec!["fungsional"; column.len()];
        columns.push(("jenis_jabatan", Arc::new(StringArray::from(functional)) as ArrayRef));
    }
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let scored = plan.evaluate_batch(&batch).unwrap();
    let told = rows(&scored.issues);
    let found = |row: usize| {
        let is_own = |told: &&String| {
            let words: Vec<&str> = told.split(' ').collect();
            words[0] == row.to_string() && words[5] == fact
        };
        told.iter().find(is_own).map_or("-".to_owned(), |told| told.split(' ').nth(4).unwrap().to_owned())
    };
    (0..batch.num_rows()).map(found).collect()
}

#[test]
fn floats_and_wide_decimals_that_are_no_numbers_are_told() {
    let plan = national();
    let floats = [3.0, 2.5, f64::NAN, f64::INFINITY, 1e39, -1e300, f64::MIN_POSITIVE, 13.0];
    let found = codes(&plan, "bulan_penilaian", Arc::new(Float64Array::from(floats.to_vec())));
    assert_eq!(found[1..], ["T2001", "T2001", "T2001", "T2007", "T2007", "T2001", "T2002"]);
    assert_eq!(found[0], "-");
    let wide = [i256::from_i128(5), i256::MAX, i256::MIN, i256::from_i128(i128::MAX)];
    let wide = PrimitiveArray::<Decimal256Type>::from(wide.to_vec()).with_precision_and_scale(76, 0).unwrap();
    assert_eq!(codes(&plan, "bulan_penilaian", Arc::new(wide)), ["-", "T2007", "T2007", "T2002"]);
    let days = TimestampSecondArray::from(vec![86_400 * 18_000, 86_400 * 18_000 + 1, i64::MAX, i64::MIN]);
    assert_eq!(codes(&plan, "tmt_golongan", Arc::new(days))[1..], ["T2001"; 3]);
    let days = Date32Array::from(vec![18_000, i32::MAX, i32::MIN]);
    assert_eq!(codes(&plan, "tmt_golongan", Arc::new(days)), ["-", "T2002", "T2002"]);
}

#[test]
fn what_stands_in_null_slots_is_not_looked_at() {
    let plan = national();
    let nulls = || Some(NullBuffer::from(vec![true, false, false]));
    let whole = Int64Array::new(ScalarBuffer::from(vec![3, i64::MIN, 7]), nulls());
    assert_eq!(codes(&plan, "bulan_penilaian", Arc::new(whole)), ["-"; 3]);
    let decimal = Decimal128Array::new(ScalarBuffer::from(vec![3, i128::MIN, i128::MAX]), nulls());
    let decimal = decimal.with_precision_and_scale(38, 0).unwrap();
    assert_eq!(codes(&plan, "bulan_penilaian", Arc::new(decimal)), ["-"; 3]);
    let keys = PrimitiveArray::<Int8Type>::new(ScalarBuffer::from(vec![0, -7, 99]), nulls());
    let names = StringArray::from(vec![Some("fungsional"), None]);
    let dictionary = DictionaryArray::try_new(keys, Arc::new(names)).unwrap();
    assert_eq!(codes(&plan, "jenis_jabatan", Arc::new(dictionary)), ["-"; 3]);
    let names = StringArray::from(vec![None::<&str>, Some(""), Some("?")]);
    let dictionary = DictionaryArray::try_new(Int8Array::from(vec![0, 1, 2]), Arc::new(names)).unwrap();
    assert_eq!(codes(&plan, "jenis_jabatan", Arc::new(dictionary)), ["-", "-", "T2004"]);
    let empty: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    let none = DictionaryArray::try_new(Int8Array::from(vec![None, None]), empty).unwrap();
    assert_eq!(codes(&plan, "jenis_jabatan", Arc::new(none)), ["-", "-"]);
    assert_eq!(codes(&plan, "jenis_jabatan", Arc::new(NullArray::new(2))), ["-", "-"]);
}

#[test]
fn a_slice_says_what_the_whole_says() {
    let plan = national();
    let people = population().unwrap();
    for style in [Style::Plain, Style::Dictionary, Style::Long] {
        let whole = batch(plan.program(), &people, style);
        for (from, len) in [(0, 0), (0, 1), (3, 1), (7, 30), (397, 3), (313, 40)] {
            let scored = plan.evaluate_batch(&whole.slice(from, len)).unwrap();
            let (_, told) = differences(&plan, &people[from..from + len], &scored.batch);
            assert!(told.is_empty(), "{style:?} {from} {len}: {}", told[..told.len().min(5)].join("\n"));
        }
    }
}

#[test]
fn many_chunks_and_threads_give_one_result() {
    let names =
        ["masa_kerja_pangkat_cukup", "kenaikan_pangkat_fungsional", "kompetensi.kesenjangan", "triggers"];
    let pack = Pack::from_dir(folder()).unwrap();
    let plan = pack.plan(date(2025, 12, 31), names).unwrap();
    let people: Vec<Facts> = population().unwrap().into_iter().cycle().take(4_200).collect();
    let batch = batch(plan.program(), &people, Style::Plain);
    let one = plan.batches().threads(1).issues(IssuesAs::Table).evaluate(&batch).unwrap();
    let two = plan.batches().threads(3).issues(IssuesAs::Table).evaluate(&batch).unwrap();
    assert_eq!(one.batch, two.batch);
    assert_eq!(rows(&one.issues), rows(&two.issues));
    let column = plan.batches().issues(IssuesAs::Column).evaluate(&batch).unwrap();
    let lists = column.batch.column_by_name("issues").unwrap();
    let lists = lists.as_any().downcast_ref::<ListArray>().unwrap();
    assert_eq!(lists.values().len(), one.issues.num_rows());
    let mut outputs = Outputs::new();
    for _ in 0..2 {
        plan.batches().evaluate_into(&batch, &mut outputs).unwrap();
        let name = "masa_kerja_pangkat_cukup";
        let column = outputs.column(name).unwrap();
        let Numbers::Bools(bits) = column.numbers() else { panic!("no truth values") };
        let array = one.batch.column_by_name(name).unwrap();
        let array = array.as_any().downcast_ref::<BooleanArray>().unwrap();
        for row in 0..people.len() {
            assert_eq!(column.is_valid(row), array.is_valid(row));
            if array.is_valid(row) {
                assert_eq!(bits[row / 8] >> (row % 8) & 1 == 1, array.value(row));
            }
        }
    }
}

#[test]
fn few_and_many_rows_without_value_have_the_causes_of_the_reference() {
    let pack = Pack::from_dir(folder()).unwrap();
    let plan = pack.plan(date(2025, 12, 31), ["masa_kerja_pangkat_cukup"]).unwrap();
    // Where few lack a value these alone run again, else all of the chunk.
    for (one_in, few) in [(7, true), (1, false)] {
        let given = population().unwrap().into_iter().enumerate();
        let people: Vec<Facts> =
            given.map(|(row, facts)| if row % one_in == 0 { Facts::default() } else { facts }).collect();
        let expected = issues(&plan, &people);
        let lacking: BTreeSet<&str> = expected.iter().filter_map(|told| told.split(' ').next()).collect();
        assert!(!lacking.is_empty());
        assert_eq!(lacking.len() * 2 < people.len(), few, "{}", lacking.len());
        let scored = plan.evaluate_batch(&batch(plan.program(), &people, Style::Plain)).unwrap();
        assert_eq!(rows(&scored.issues), expected);
    }
}

#[test]
fn nothing_given_is_nothing_known() {
    let plan = national();
    let options = RecordBatchOptions::new().with_row_count(Some(3));
    let batch = RecordBatch::try_new_with_options(Arc::new(Schema::empty()), Vec::new(), &options).unwrap();
    let scored = plan.evaluate_batch(&batch).unwrap();
    let people = vec![Facts::default(); 3];
    assert_eq!(differences(&plan, &people, &scored.batch).1, Vec::<String>::new());
    assert_eq!(rows(&scored.issues), issues(&plan, &people));
    let none = RecordBatch::new_empty(Arc::new(Schema::empty()));
    assert_eq!(plan.evaluate_batch(&none).unwrap().batch.num_rows(), 0);
}

#[test]
fn lists_that_are_none_are_told() {
    let plan = national();
    let field = |name: &str, array: &ArrayRef| Arc::new(Field::new(name, array.data_type().clone(), true));
    let list = |lens: Vec<usize>, known: Vec<bool>, codes: Vec<&str>, records: Vec<bool>| -> ArrayRef {
        let codes: ArrayRef = Arc::new(StringArray::from(codes));
        let fields = vec![field("kode", &codes)];
        let records =
            StructArray::try_new(fields.into(), vec![codes], Some(NullBuffer::from(records))).unwrap();
        let item = Arc::new(Field::new("item", records.data_type().clone(), true));
        let offsets = OffsetBuffer::from_lengths(lens);
        Arc::new(ListArray::try_new(item, offsets, Arc::new(records), Some(NullBuffer::from(known))).unwrap())
    };
    // A null list with rows under it, two rows of one key, a record that is none, a sound one.
    let column = list(
        vec![1, 2, 2, 1],
        vec![false, true, true, true],
        vec!["komunikasi", "kerja_sama", "kerja_sama", "integritas", "integritas", "kerja_sama"],
        vec![true, true, true, true, false, true],
    );
    let found = codes(&plan, "kompetensi", column);
    assert_eq!(found, ["-", "T2006", "T2001", "-"]);
}

#[test]
fn calls_that_cannot_be_carried_out_say_why() {
    let plan = national();
    let whole: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let item = Arc::new(Field::new("item", DataType::Int64, true));
    let lists: ArrayRef =
        Arc::new(ListArray::try_new(item, OffsetBuffer::from_lengths([1]), whole.clone(), None).unwrap());
    let of = |columns: Vec<(&str, ArrayRef)>| {
        let fields: Vec<Field> =
            columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
        let arrays = columns.into_iter().map(|(_, array)| array).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
    };
    let code = |batch: &RecordBatch| plan.evaluate_batch(batch).unwrap_err().code();
    assert_eq!(code(&of(vec![("bulan_penilaian", lists.clone())])), "T3020");
    assert_eq!(code(&of(vec![("kompetensi", lists)])), "T3020");
    assert_eq!(code(&of(vec![("tmt_golongan", whole.clone())])), "T3020");
    assert_eq!(code(&of(vec![("x", whole.clone()), ("x", whole.clone())])), "T3021");
    let batch = of(vec![("bulan_penilaian", whole.clone()), ("lain", whole)]);
    assert_eq!(plan.evaluate_batch(&batch).unwrap().unused, ["lain"]);
    let stopped = plan.batches().cancel(Arc::new(AtomicBool::new(true))).evaluate(&batch);
    assert_eq!(stopped.unwrap_err().code(), "T3022");
    let scored = plan.batches().keep(["lain"]).evaluate(&batch).unwrap();
    assert!(scored.unused.is_empty());
    assert_eq!(scored.batch.schema(), plan.batches().keep(["lain"]).output_schema(&batch.schema()).unwrap());
    assert_eq!(plan.batches().keep(["tiada"]).evaluate(&batch).unwrap_err().code(), "T3024");
}
