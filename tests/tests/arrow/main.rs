//! Record batches: what comes through the border of Arrow is what the reference evaluator says of each subject.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "a test may fail"
)]

mod children;
mod compare;
mod given;
mod hostile;

use compare::{differences, issues, rows};
use given::{STYLES, batch};
use timbang::{Pack, Plan, date};
use timbang_tests::sample::{folder, population};

fn every(pack: &Pack, as_of: timbang::Date) -> Plan {
    let program = pack.program(as_of);
    let names = program.rules().map(|(_, node, _)| node.path.to_string());
    pack.plan(as_of, names.chain(["triggers".to_owned()])).unwrap()
}

#[test]
fn the_sample_population_agrees_in_every_type_that_hosts_send() {
    let pack = Pack::from_dir(folder()).unwrap();
    let people = population().unwrap();
    let plan = every(&pack, date(2025, 12, 31));
    let (expected, invalid) = (issues(&plan, &people), compare::invalid(&plan, &people));
    assert!(!invalid.is_empty());
    for style in STYLES {
        let batch = batch(plan.program(), &people, style);
        let scored = plan.evaluate_batch(&batch).unwrap();
        assert_eq!(scored.batch.schema().fields(), plan.output_schema().fields(), "{style:?}");
        let (compared, told) = differences(&plan, &people, &scored.batch);
        let told_issues = rows(&scored.issues);
        println!("{style:?}: {compared} cells, {} issues", expected.len());
        let more: Vec<&String> = told_issues.symmetric_difference(&expected).take(20).collect();
        assert!(more.is_empty(), "{style:?}: {more:?}");
        assert_eq!(scored.issues.num_rows(), told_issues.len(), "no issue is told twice");
        assert_eq!(plan.batches().invalid(&batch).unwrap(), invalid, "{style:?}");
        assert!(compared > 10_000);
        assert!(
            told.is_empty(),
            "{style:?}: {} differences\n{}",
            told.len(),
            told[..told.len().min(20)].join("\n")
        );
    }
}
