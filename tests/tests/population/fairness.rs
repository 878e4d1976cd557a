//! Rates by group: worked out by hand, hidden where they are small, and never told to a rule.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use timbang::compare::{Fair, Fairness, FairnessOptions, Grouping, Rate, Subject};
use timbang::{Error, Lang, Pack, Raw};

use crate::small::{day, pack, subject};

fn prepared(rate: &str, by: &[&str], min_cell: u64) -> Result<Fairness, Error> {
    let rate = Rate::parse(rate)?;
    let plan = pack().plan(day(), [rate.output()])?;
    let by = by.iter().map(|by| Grouping::parse(by)).collect::<Result<_, _>>()?;
    Fairness::new(&plan, &rate, FairnessOptions { by, min_cell })
}

fn counted(rate: &str, min_cell: u64, subjects: &[Subject]) -> Result<Fair, Error> {
    let mut fairness = prepared(rate, &["jenis_kelamin"], min_cell)?;
    fairness.add(subjects)?;
    fairness.finish()
}

/// So many of a group with these facts.
fn people(group: &str, count: usize, facts: &str) -> Vec<Subject> {
    (0..count).map(|number| subject(&number.to_string(), facts, group)).collect()
}

const LONG: &str = r#"{"masa": 6, "predikat": "baik"}"#;
const SHORT: &str = r#"{"masa": 1, "predikat": "baik"}"#;
const POOR: &str = r#"{"masa": 6, "predikat": "kurang"}"#;
const UNKNOWN: &str = r#"{"predikat": "baik"}"#;

/// Men: 20 promoted, 10 too short, 5 too poor. Women: 10 promoted, 15 too short, 5 too poor, 10 unknown.
fn seventy_five() -> Vec<Subject> {
    let mut all = people("l", 20, LONG);
    all.extend(people("l", 10, SHORT));
    all.extend(people("l", 5, POOR));
    all.extend(people("p", 10, LONG));
    all.extend(people("p", 15, SHORT));
    all.extend(people("p", 5, POOR));
    all.extend(people("p", 10, UNKNOWN));
    all
}

#[test]
fn what_was_worked_out_by_hand_is_found() {
    let fair = counted("naik", 5, &seventy_five()).unwrap();
    assert_eq!(fair.all.rate, Some((30, 65)));
    let own = &fair.groupings[0];
    let [men, women] = own.groups.as_slice() else { panic!("two groups") };
    assert_eq!((own.best, own.hides), (Some(0), false));
    assert_eq!((men.rate, women.rate), (Some((20, 35)), Some((10, 30))));
    assert_eq!((women.undetermined, women.undetermined_rate), (Some(10), Some((10, 40))));
    // A third against four sevenths.
    assert_eq!(women.ratio.unwrap().to_string(), "7/12");
    assert_eq!((women.below_four_fifths, women.is_clear), (Some(true), Some(false)));
    assert_eq!((men.below_four_fifths, men.gap.is_none()), (Some(false), true));
    // Too short: 15 of 30 women, of those whose years are known; 10 of 35 men. Too poor: 5 of 40, 5 of 35.
    let gap = women.gap.as_ref().unwrap();
    assert_eq!((gap.name.as_str(), gap.own, gap.best), ("masa_cukup", (15, 30), (10, 35)));
    // Wilson, 10 of 30: 0.1923 to 0.5122.
    assert_eq!(women.interval.map(|i| (i.lower, i.upper)), Some((1923, 5122)));
}

#[test]
fn rates_of_conditions_are_counted_too() {
    let rate = |words: &str| {
        let fair = counted(words, 1, &seventy_five()).unwrap();
        (fair.groupings[0].groups[0].rate.unwrap(), fair.condition.get(Lang::En).to_owned())
    };
    assert_eq!(rate("naik=TMS"), ((15, 35), "TMS".to_owned()));
    assert_eq!(rate("masa_cukup"), ((25, 35), "yes".to_owned()));
    assert_eq!(rate("masa_cukup=tidak").0, (10, 35));
    assert_eq!(rate("predikat=baik|sangat_baik"), ((30, 35), "baik or Excellent".to_owned()));
    assert_eq!(rate("predikat<baik").0, (5, 35));
    assert_eq!(rate("masa>=6").0, (25, 35));
}

/// The cells of the line of a group: of the text apart by blanks, of CSV by commas.
fn line<'a>(shown: &'a str, start: &str) -> &'a str {
    shown.lines().find(|line| line.trim_start().starts_with(start)).unwrap()
}

#[test]
fn what_is_small_is_hidden_in_every_rendering() {
    // Three women of 43 are promoted: neither they nor what they could be worked out from is told.
    let mut all = people("l", 31, LONG);
    all.extend(people("l", 17, SHORT));
    all.extend(people("p", 3, LONG));
    all.extend(people("p", 40, SHORT));
    let fair = counted("naik", 5, &all).unwrap();
    let own = &fair.groupings[0];
    assert!(own.hides);
    for group in &own.groups {
        assert_eq!((group.yes, group.no, group.rate), (None, None, None));
        assert!(group.interval.is_none() && group.ratio.is_none() && group.gap.is_none());
    }
    assert_eq!((own.groups[0].subjects, own.groups[1].subjects), (Some(48), Some(43)));
    for lang in [Lang::Id, Lang::En] {
        let text = fair.to_text(lang);
        assert_eq!(
            line(&text, "p ").split_whitespace().collect::<Vec<_>>(),
            ["p", "43", "×", "×", "0", "0", "×"]
        );
        assert_eq!(
            line(&text, "l ").split_whitespace().collect::<Vec<_>>(),
            ["l", "48", "×", "×", "0", "0", "×"]
        );
    }
    let csv = fair.to_csv();
    assert_eq!(line(&csv, "1,naik,jenis_kelamin,p"), "1,naik,jenis_kelamin,p,43,,,0,0,,,,,,,,,,,");
    let json = fair.to_json();
    let women = &json["groupings"][0]["groups"][1];
    for hidden in ["yes", "no", "rate", "interval", "ratio", "ratio_exact", "gap", "undetermined_rate"] {
        assert!(women[hidden].is_null(), "{hidden}: {women}");
    }
    assert_eq!(women["subjects"], 43);
    let page = fair.to_html(Lang::Id);
    let row =
        page.split("<th scope=\"row\">p</th>").nth(1).and_then(|rest| rest.split("</tr>").next()).unwrap();
    assert_eq!(row.matches('×').count(), 3, "{row}");
    assert!(!row.contains("<circle") && !row.contains(">3<") && !row.contains(">40<"), "{row}");
    // With nothing to hide all of it is told.
    let open = counted("naik", 1, &all).unwrap();
    assert_eq!(open.groupings[0].groups[1].rate, Some((3, 43)));
}

#[test]
fn what_makes_the_gap_is_not_told_where_its_counts_are_small() {
    // Eight women are not promoted, which is told; that four of them are too short is not.
    let mut all = people("l", 40, LONG);
    all.extend(people("p", 32, LONG));
    all.extend(people("p", 4, SHORT));
    all.extend(people("p", 4, POOR));
    let gap = |least: u64| {
        let fair = counted("naik", least, &all).unwrap();
        let women = fair.groupings[0].groups[1].clone();
        assert_eq!(women.rate, Some((32, 40)));
        women.gap.map(|gap| gap.own)
    };
    assert_eq!((gap(5), gap(4)), (None, Some((4, 40))));
}

#[test]
fn a_small_group_is_hidden_whole_with_another_one() {
    let mut all = people("a", 3, LONG);
    all.extend(people("b", 9, LONG));
    all.extend(people("b", 8, SHORT));
    for group in ["c", "d"] {
        all.extend(people(group, 30, LONG));
        all.extend(people(group, 30, SHORT));
    }
    let fair = counted("naik", 5, &all).unwrap();
    let told: Vec<Option<u64>> = fair.groupings[0].groups.iter().map(|group| group.subjects).collect();
    assert_eq!(told, [None, None, Some(60), Some(60)]);
    let json = fair.to_json();
    let is_name = |name: &str| name == "group" || name == "label";
    for (number, group) in json["groupings"][0]["groups"].as_array().unwrap().iter().enumerate().take(2) {
        let told =
            group.as_object().unwrap().iter().filter(|(name, value)| !is_name(name) && !value.is_null());
        assert_eq!(told.count(), 0, "{number}: {group}");
    }
}

#[test]
fn what_groups_subjects_is_never_a_fact() {
    // Nobody who decides this rate reads the sex: with and without it among the facts all is the same, also where it is
    // no value of the fact of that name.
    let without = counted("naik", 5, &seventy_five()).unwrap().to_json();
    let with: Vec<Subject> = seventy_five()
        .into_iter()
        .map(|subject| Subject {
            facts: subject.facts.clone().with("jenis_kelamin", subject.groups[0].clone()),
            ..subject
        })
        .collect();
    assert_eq!(counted("naik", 5, &with).unwrap().to_json(), without);

    // What a rate rests on cannot group it, be it a fact given or one far upstream.
    for (rate, by) in
        [("naik", "masa"), ("naik", "predikat"), ("tunjangan>100", "nilai"), ("masa>3", "masa:5")]
    {
        let error = prepared(rate, &[by], 5).err().unwrap();
        assert_eq!(error.code(), "T3032", "{rate} by {by}");
        assert!(error.message().en.contains("must be no fact"), "{error}");
    }
    // A fact that the rate does not rest on can.
    assert!(prepared("masa_cukup", &["predikat"], 5).is_ok());
    assert!(prepared("jenis_kelamin=l", &["jenis_kelamin"], 5).is_err());
}

#[test]
fn record_batches_say_what_subjects_say() {
    let subjects = seventy_five();
    let mut fairness = prepared("naik", &["jenis_kelamin"], 5).unwrap();
    let number = |name: &str| -> ArrayRef {
        let cells = subjects.iter().map(|subject| match subject.facts.get(name) {
            Some(Raw::Number(digits)) => digits.parse::<i64>().ok(),
            _ => None,
        });
        Arc::new(cells.collect::<Int64Array>())
    };
    let words = |cell: &dyn Fn(&Subject) -> Option<Raw>| -> ArrayRef {
        let cells = subjects.iter().map(|subject| match cell(subject) {
            Some(Raw::Text(words)) => Some(words),
            _ => None,
        });
        Arc::new(cells.collect::<StringArray>())
    };
    let batch = RecordBatch::try_from_iter([
        ("masa", number("masa")),
        ("predikat", words(&|subject| subject.facts.get("predikat").cloned())),
        ("jenis_kelamin", words(&|subject| subject.groups.first().cloned())),
    ])
    .unwrap();
    fairness.add_batch(&batch.slice(0, 40)).unwrap();
    fairness.add_batch(&batch.slice(40, 35)).unwrap();
    assert_eq!(fairness.finish().unwrap().to_json(), counted("naik", 5, &subjects).unwrap().to_json());
}

#[test]
fn what_cannot_be_counted_is_told_in_both_languages() {
    let code = |result: Result<Fair, Error>| {
        let error = result.err().unwrap();
        assert!(!error.message().id.is_empty() && error.message().id != error.message().en, "{error}");
        assert!(error.help().is_some(), "{error}");
        error.code()
    };
    let all = seventy_five();
    for rate in [
        "predikat",
        "predikat=salah",
        "naik=3",
        "naik>MS",
        "tunjangan",
        "tunjangan=baik",
        "masa_cukup=MS",
        "",
    ] {
        assert_eq!(code(counted(rate, 5, &all)), "T3030", "{rate}");
    }
    assert_eq!(code(counted("niak", 5, &all)), "T3003");
    assert_eq!(code(counted("naik", 5, &[])), "T3033");
    assert_eq!(code(counted("naik", 5, &people("l", 9, LONG))), "T3034");
    assert_eq!(code(counted("naik", 5, &people("", 9, LONG))), "T3031");
    let mut unknown = people("l", 9, UNKNOWN);
    unknown.extend(people("p", 9, UNKNOWN));
    assert_eq!(code(counted("naik", 5, &unknown)), "T3035");
    let fair = counted("naik", 5, &all).unwrap();
    assert_eq!(timbang::host::fair(&fair, "pdf", Lang::Id).err().map(|error| error.code()), Some("T3009"));
    assert_eq!(prepared("naik", &[], 5).err().unwrap().code(), "T3036");
    assert_eq!(prepared("naik", &["usia:0"], 5).err().unwrap().code(), "T3036");
}

#[test]
fn the_pages_escape_what_comes_from_the_data() {
    let mut all = people("<script>x</script>", 9, LONG);
    all.extend(people("\" onload=\"x", 9, SHORT));
    let page = counted("naik", 5, &all).unwrap().to_html(Lang::En);
    assert!(!page.contains("<script") && !page.contains("\" onload"), "{page}");
    assert!(!page.contains("http"), "a page stands by itself");
}

#[test]
fn the_codes_of_one_value_are_one_group_under_its_label() {
    let national = Pack::from_dir(timbang_tests::sample::folder()).unwrap();
    let rate = Rate::parse("masa_kerja_pangkat_cukup").unwrap();
    let plan = national.plan(day(), [rate.output()]).unwrap();
    let (_, node) = plan.program().find("jenis_kelamin").unwrap();
    let Some(timbang::typing::program::Shape::Enum(scheme)) = node.fact().map(|fact| &fact.shape) else {
        panic!("an enum")
    };
    let (man, woman) = (&scheme.values[0], &scheme.values[1]);
    let by = vec![Grouping::parse("jenis_kelamin").unwrap()];
    let mut fairness = Fairness::new(&plan, &rate, FairnessOptions { by, min_cell: 5 }).unwrap();
    let facts = r#"{"tmt_golongan": "2015-10-01"}"#;
    for group in [&man.id, &man.aliases[0], &woman.id] {
        fairness.add(&people(group, 6, facts)).unwrap();
    }
    let fair = fairness.finish().unwrap();
    let told: Vec<_> =
        fair.groupings[0].groups.iter().map(|group| (group.key.as_str(), group.subjects)).collect();
    assert_eq!(told, [(&*man.id, Some(12)), (&*woman.id, Some(6))]);
    assert_eq!(fair.groupings[0].groups[0].label.id, man.label.as_deref().unwrap_or(&man.id));
}

#[test]
fn bands_of_age_come_from_dates_on_the_day_of_the_rules() {
    let national = Pack::from_dir(timbang_tests::sample::folder()).unwrap();
    let rate = Rate::parse("masa_kerja_pangkat_cukup").unwrap();
    let plan = national.plan(day(), [rate.output()]).unwrap();
    let by = vec![Grouping::parse("tanggal_lahir:10").unwrap()];
    let mut fairness = Fairness::new(&plan, &rate, FairnessOptions { by, min_cell: 5 }).unwrap();
    let facts = r#"{"tmt_golongan": "2015-10-01"}"#;
    for born in ["1996-01-01", "1995-12-31"] {
        fairness.add(&people(born, 6, facts)).unwrap();
    }
    let labels: Vec<String> =
        fairness.finish().unwrap().groupings[0].groups.iter().map(|group| group.label.en.clone()).collect();
    assert_eq!(labels, ["20–29 years", "30–39 years"]);
}
