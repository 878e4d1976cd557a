//! The columnar evaluator says what the reference evaluator says: of every case of the national pack, and of the
//! sample population. The suite's own packs are compared where they are run.

use timbang::{Pack, date};
use timbang_tests::sample::{folder, population};

#[test]
fn the_sample_population_agrees() -> Result<(), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let subjects = population()?;
    for as_of in [date(2021, 6, 1), date(2024, 12, 31), date(2025, 12, 31)] {
        let every: Vec<String> =
            pack.program(as_of).rules().map(|(_, node, _)| node.path.to_string()).collect();
        let plan = pack.plan(as_of, every).map_err(|error| error.to_string())?;
        let found = plan.agreement(&subjects, false);
        assert_eq!(found.compared, subjects.len());
        assert!(
            found.differences.is_empty(),
            "{as_of}: {} differences\n{}",
            found.differences.len(),
            found.differences.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
        );
    }
    Ok(())
}

#[test]
fn the_cases_of_the_national_pack_agree() -> Result<(), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let found = timbang::cases::agreement(&pack);
    println!("{} compared, {} with values for rules of lists by row left out", found.compared, found.skipped);
    assert!(found.compared > 200);
    assert!(found.differences.is_empty(), "{}", found.differences.join("\n"));
    Ok(())
}

/// So that whoever writes a rule that has no instructions learns of it: such a rule costs a hundred times as much.
#[test]
fn every_rule_of_the_national_pack_runs_over_columns() -> Result<(), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    for as_of in [date(2021, 6, 1), date(2024, 12, 31), date(2025, 12, 31)] {
        let every: Vec<String> =
            pack.program(as_of).rules().map(|(_, node, _)| node.path.to_string()).collect();
        let plan = pack.plan(as_of, every).map_err(|error| error.to_string())?;
        assert_eq!(plan.row_by_row(), [], "{as_of}");
    }
    Ok(())
}
