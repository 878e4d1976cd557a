//! Two reports of the same files, to the last expression of each typed program.

use proptest::prelude::*;
use timbang::source::Files;
use timbang::{Date, Report};

/// Everything that can be seen of a program: nodes with their types and expressions, parameters, places.
fn programs(report: &Report) -> Vec<String> {
    let Some(pack) = &report.pack else { return Vec::new() };
    let day = |from: Option<Date>, until: Option<Date>| from.or(until).unwrap_or(timbang::date(2025, 1, 1));
    let days = pack.regimes().iter().map(|regime| day(regime.period.from, regime.period.until));
    days.map(|day| format!("{:?}", pack.program(day))).collect()
}

/// Whether a report is the one of a check from the start.
pub(crate) fn is_as_from_the_start(again: &Report) -> Result<(), TestCaseError> {
    let files = again.files.iter().map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()));
    let fresh = timbang::check(Files::from_map(files));
    prop_assert_eq!(&again.diagnostics, &fresh.diagnostics);
    let digest = |report: &Report| report.pack.as_ref().map(|pack| pack.digest().to_owned());
    prop_assert_eq!(digest(again), digest(&fresh));
    let (ours, theirs) = (programs(again), programs(&fresh));
    prop_assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        if ours != theirs {
            let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| text.chars().skip(at.saturating_sub(200)).take(300).collect::<String>();
            prop_assert!(false, "the programs differ\n{}\n{}", near(ours), near(theirs));
        }
    }
    Ok(())
}
