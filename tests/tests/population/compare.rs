//! Two plans over a population: worked out by hand, over the sample, and what holds of any.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use proptest::prelude::*;
use serde_json::Value as Json;
use timbang::compare::{Compared, Comparing, Grouping, Moved, Options, Subject, Way};
use timbang::outcome::Decision;
use timbang::{Bundle, Lang, Pack, Plan, Raw};
use timbang_tests::sample::{folder, population};

use crate::small::{RULES, day, pack, set, subject, with_rules};

fn options() -> Options {
    Options { by: vec![Grouping::parse("kelamin").unwrap()], ..Options::default() }
}

fn compared(before: &Plan, after: &Plan, subjects: &[Subject], options: Options) -> (Compared, Vec<Moved>) {
    let mut comparing = Comparing::new(before, after, options).unwrap();
    let moved = comparing.add(subjects).unwrap();
    (comparing.finish().unwrap(), moved)
}

fn five() -> Vec<Subject> {
    vec![
        subject("a", r#"{"masa": 4, "predikat": "baik", "nilai": 80}"#, "l"),
        subject("b", r#"{"masa": 6, "predikat": "baik", "nilai": 92.5}"#, "p"),
        subject("c", r#"{"masa": 2, "predikat": "baik", "nilai": 10}"#, "p"),
        subject("d", r#"{"predikat": "baik"}"#, "p"),
        subject("e", r#"{"masa": 4, "predikat": "kurang", "nilai": 95}"#, "l"),
    ]
}

#[test]
fn what_was_worked_out_by_hand_is_found() {
    let pack = pack();
    let proposal = set(&set(&set(&pack, "masa_minimal", "5"), "kali", "2.5"), "batas", "93");
    let none: [&str; 0] = [];
    let (before, after) = (pack.plan(day(), none).unwrap(), proposal.plan(day(), none).unwrap());
    let (found, moved) = compared(&before, &after, &five(), options());
    assert_eq!((found.subjects, found.moved), (5, 4), "d has nothing that changes");
    let changed: Vec<(&str, &str, &str)> =
        found.changed.iter().map(|one| (&*one.path, &*one.before, &*one.after)).collect();
    assert_eq!(changed, [("masa_minimal", "4", "5"), ("kali", "2", "2.5"), ("batas", "90", "93")]);
    let [naik, tunjangan, akhir] = found.outputs.as_slice() else { panic!("three outputs") };

    // a: four years are no longer enough. e: they are not either, but the predicate was too low already.
    assert_eq!((naik.moved, naik.up, naik.down, naik.other()), (1, 0, 1, 0));
    let words: Vec<(&str, &str, u64)> =
        naik.transitions.iter().map(|t| (t.from.word(), t.to.word(), t.count)).collect();
    assert_eq!(words, [("MS", "MS", 1), ("MS", "TMS", 1), ("TMS", "TMS", 2), ("BTL", "BTL", 1)]);
    assert_eq!(naik.causes.len(), 1);
    assert_eq!(
        naik.causes[0].text.id,
        "Masa kerja paling sedikit: 4 tahun menjadi 5 tahun (lewat \"Masa kerja mencukupi\")"
    );
    assert_eq!(
        naik.causes[0].text.en,
        "Fewest years: 4 years becomes 5 years (through \"Masa kerja mencukupi\")"
    );
    let (_, rows) = &naik.groups[0];
    let rows: Vec<_> =
        rows.iter().map(|row| (row.label.id.as_str(), row.subjects, row.moved, row.down)).collect();
    assert_eq!(rows, [("l", 2, 1, 1), ("p", 3, 0, 0)]);

    // Half of each value more: 40, 46.25, 5 and 47.5; d has none.
    let numbers = tunjangan.numbers.as_ref().unwrap();
    assert_eq!((tunjangan.moved, tunjangan.up), (4, 4));
    assert_eq!(numbers.before.sum.unwrap().to_string(), "555");
    assert_eq!(numbers.after.sum.unwrap().to_string(), "693.75");
    assert_eq!(
        (numbers.difference.count, numbers.difference.sum.unwrap().to_string()),
        (4, "138.75".to_owned())
    );
    assert_eq!(numbers.difference.mean().unwrap().to_string(), "34.6875");
    let bins: Vec<u64> = numbers.bins.values().copied().collect();
    assert_eq!(bins, [1, 3], "5 lies from 5 up to 10, the others from 20 up to 50");

    // b: 92.5 is below 93, so that the predicate falls from excellent to good.
    assert_eq!((akhir.moved, akhir.up, akhir.down), (1, 0, 1));
    let b = moved.iter().find(|one| &*one.output == "predikat_akhir").unwrap();
    assert_eq!((b.key.as_str(), b.way), ("b", Way::Down));
    assert_eq!((b.before.as_str(), b.after.as_str()), ("sangat_baik", "baik"));
    assert_eq!(b.because.as_ref().unwrap().id, "Batas istimewa: 90 menjadi 93");
    assert_eq!(moved.len(), 6, "one for each output of each who moved");
}

#[test]
fn a_rule_that_changed_and_one_that_is_new_are_named() {
    let changed = RULES.replace("predikat >= \"baik\"", "predikat >= \"sangat_baik\"");
    let added = RULES.replace("fn naik(masa_cukup, predikat_cukup) { all_of([masa_cukup, predikat_cukup]) }",
        "fn naik(masa_cukup, predikat_cukup, nilai_cukup) { all_of([masa_cukup, predikat_cukup, nilai_cukup]) }\n\n\
         /// Nilai mencukupi.\n/// @kind requirement\n/// @unmet Nilainya kurang.\nfn nilai_cukup(nilai, batas) { nilai >= batas }\n");
    assert_ne!(added, RULES);
    for (rules, expected) in
        [(changed, "aturan \"Predikat mencukupi\" berubah"), (added, "\"Nilai mencukupi\" baru")]
    {
        let (before, after) =
            (pack().plan(day(), ["naik"]).unwrap(), with_rules(&rules).plan(day(), ["naik"]).unwrap());
        let (found, moved) = compared(&before, &after, &five(), options());
        assert_eq!(found.outputs[0].causes[0].text.id, expected);
        assert!(moved.iter().any(|one| one.key == "a"), "{moved:?}");
        let (back, _) = compared(&after, &before, &five(), options());
        assert_eq!(back.outputs[0].up, found.outputs[0].down, "the other way round they gain");
    }
}

#[test]
fn reasons_are_looked_for_of_the_first_only_where_that_is_asked_and_it_is_told() {
    let pack = pack();
    let proposal = set(&pack, "kali", "3");
    let (before, after) =
        (pack.plan(day(), ["tunjangan"]).unwrap(), proposal.plan(day(), ["tunjangan"]).unwrap());
    let (found, moved) = compared(&before, &after, &five(), Options { explained: 2, ..options() });
    assert_eq!((found.moved, found.explained, found.outputs[0].explained), (4, 2, 2));
    assert_eq!(moved.iter().filter(|one| one.because.is_some()).count(), 2);
    assert!(found.to_text(Lang::Id).contains("sebab, dari 2 pertama di antara 4 yang berpindah"));
    assert!(found.to_html(Lang::En).contains("reasons, of the first 2 among the 4 who moved"));
}

#[test]
fn every_rendering_tells_the_same_and_nothing_in_it_is_markup() {
    let pack = pack();
    let proposal = set(&pack, "masa_minimal", "5");
    let (before, after) = (pack.plan(day(), ["naik"]).unwrap(), proposal.plan(day(), ["naik"]).unwrap());
    let mut people = five();
    people[0].groups = vec![Raw::Text("<script>x</script>".to_owned())];
    let (found, moved) = compared(&before, &after, &people, options());
    let json = found.to_json();
    assert_eq!((json["v"].as_u64(), json["kind"].as_str()), (Some(1), Some("compare")));
    assert_eq!(json["outputs"][0]["transitions"][1]["count"], 1);
    assert_eq!(json["outputs"][0]["causes"][0]["name"], "masa_minimal");
    assert_eq!(json["outputs"][0]["share"], "0.2000");
    let csv = found.to_csv();
    assert!(csv.starts_with("v,output,section,column,group,from,to,measure,value\n"), "{csv}");
    assert!(csv.contains("1,naik,transition,,,MS,TMS,subjects,1\n"), "{csv}");
    assert!(csv.contains("1,naik,group,kelamin,<script>x</script>,,,moved,1\n"), "{csv}");
    for lang in [Lang::Id, Lang::En] {
        let page = found.to_html(lang);
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("Uji &lt;b&gt;"), "{page}");
        assert!(!page.contains("http"), "a page stands by itself");
    }
    assert!(found.to_text(Lang::En).contains("moved: 1 (gain 0, lose 1, other 0)"));
    let (same, _) = compared(&before, &before, &people, options());
    assert!(same.to_text(Lang::Id).contains("Tidak berubah bagi siapa pun: naik\n"));
    assert!(same.to_html(Lang::En).contains("The same for everybody"));
    assert_eq!(moved[0].to_json()["before"]["state"], "MS");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let pack = pack();
    let plan = |name: &str| pack.plan(day(), [name]).unwrap();
    let code = |result: Result<Comparing, timbang::Error>| result.err().map(|error| error.code());
    assert_eq!(code(Comparing::new(&plan("naik"), &plan("tunjangan"), options())), Some("T3038"));
    let national = Pack::from_dir(folder()).unwrap();
    let unit = Pack::from_dir(folder().join("../unit")).unwrap();
    let none: [&str; 0] = [];
    let (a, b) = (national.plan(day(), none).unwrap(), unit.plan(day(), none).unwrap());
    assert_eq!(code(Comparing::new(&a, &b, options())), Some("T3038"));

    let empty = Comparing::new(&plan("naik"), &plan("naik"), options()).unwrap();
    assert_eq!(empty.finish().unwrap_err().code(), "T3033");
    let mut ungrouped = Comparing::new(&plan("naik"), &plan("naik"), options()).unwrap();
    ungrouped.add(&[subject("a", "{}", " ")]).unwrap();
    assert_eq!(ungrouped.finish().unwrap_err().code(), "T3031");
}

/// What holds of the counts of every comparison.
fn adds_up(found: &Compared) {
    for own in &found.outputs {
        let all: u64 = own.transitions.iter().map(|t| t.count).sum();
        assert_eq!(all, found.subjects, "{}", own.name);
        let changed: u64 = own.transitions.iter().filter(|t| t.from != t.to).map(|t| t.count).sum();
        assert!(changed <= own.moved && own.moved <= found.moved, "{}", own.name);
        assert_eq!(own.up + own.down + own.other(), own.moved, "{}", own.name);
        for (_, rows) in &own.groups {
            assert_eq!(rows.iter().map(|row| row.subjects).sum::<u64>(), found.subjects, "{}", own.name);
            assert_eq!(rows.iter().map(|row| row.moved).sum::<u64>(), own.moved, "{}", own.name);
            assert_eq!(rows.iter().map(|row| row.up).sum::<u64>(), own.up, "{}", own.name);
        }
        if let Some(numbers) = &own.numbers {
            assert_eq!(numbers.bins.values().sum::<u64>(), numbers.difference.count, "{}", own.name);
        }
        for cause in &own.causes {
            assert!(cause.count <= own.explained && own.explained <= own.moved, "{}", own.name);
        }
        assert!(own.explained == 0 || !own.causes.is_empty(), "{}: every mover has a reason", own.name);
    }
}

fn grouped(people: Vec<timbang::Facts>) -> Vec<Subject> {
    let each = people.into_iter().enumerate();
    each.map(|(number, facts)| Subject {
        key: number.to_string(),
        groups: vec![facts.get("jenis_kelamin").cloned().unwrap_or(Raw::Null)],
        facts,
    })
    .collect()
}

#[test]
fn the_sample_against_a_proposal_is_what_its_outcomes_say_one_by_one() -> Result<(), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let proposal = set(&pack, "masa_kerja_pangkat_reguler", "3");
    let output = ["kenaikan_pangkat_reguler"];
    let (before, after) = (pack.plan(day(), output).unwrap(), proposal.plan(day(), output).unwrap());
    let people = grouped(population()?);
    let (found, moved) = compared(&before, &after, &people, options());
    adds_up(&found);
    let decided =
        |plan: &Plan, subject: &Subject| plan.evaluate(&subject.facts).unwrap().promotions()[0].decision;
    let mut expected = Vec::new();
    for subject in &people {
        let (old, new) = (decided(&before, subject), decided(&after, subject));
        if old != new {
            assert_eq!(
                (old, new),
                (Decision::DoesNotQualify, Decision::Qualifies),
                "only a gain is possible"
            );
            expected.push(subject.key.clone());
        }
    }
    assert!(expected.len() > 5, "the proposal moves somebody");
    assert_eq!(moved.iter().map(|one| one.key.clone()).collect::<Vec<_>>(), expected);
    let own = &found.outputs[0];
    assert_eq!(own.up, u64::try_from(expected.len()).unwrap());
    assert_eq!(own.causes.len(), 1, "{:?}", own.causes);
    assert_eq!(own.causes[0].because.through.as_deref(), Some("masa_kerja_pangkat_cukup"));
    Ok(())
}

#[test]
fn entries_of_parameters_are_told_exactly_and_in_words_and_so_by_plans_of_bundles() -> Result<(), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let proposal = set(&set(&pack, "persentase_konversi.baik", "112.5%"), "batas_penetapan_skp.hari", "28");
    let told = |before: &Plan, after: &Plan| {
        let one = [subject("a", "{}", "l")];
        let (found, _) = compared(before, after, &one, options());
        let changed = found.changed.iter();
        changed
            .map(|one| (one.path.clone(), one.before.clone(), one.after.clone(), one.told.id.clone()))
            .collect::<Vec<_>>()
    };
    let outputs = ["angka_kredit_konversi"];
    let plan = |pack: &Pack| pack.plan(day(), outputs).map_err(|error| error.to_string());
    let found = told(&plan(&pack)?, &plan(&proposal)?);
    let wanted = [
        ("persentase_konversi.baik", "1", "1.125", "100% menjadi 112,5%"),
        ("batas_penetapan_skp.hari", "31", "28", "31 menjadi 28"),
    ];
    assert_eq!(found, wanted.map(|(a, b, c, d)| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned())));
    let read = |pack: &Pack| {
        let bundle = Bundle::from_bytes(&pack.bundle().to_bytes()).map_err(|error| error.to_string())?;
        bundle.plan(day(), outputs).map_err(|error| error.to_string())
    };
    assert_eq!(told(&read(&pack)?, &read(&proposal)?), found);
    Ok(())
}

#[test]
fn a_plan_against_itself_moves_nobody_and_another_day_gives_everyone_who_moves_a_reason() -> Result<(), String>
{
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let none: [&str; 0] = [];
    let plan = pack.plan(day(), none).unwrap();
    let people = grouped(population()?);
    let (same, moved) = compared(&plan, &pack.plan(day(), none).unwrap(), &people, options());
    adds_up(&same);
    assert_eq!((same.moved, moved.len()), (0, 0));
    let (found, moved) =
        compared(&plan, &pack.plan(timbang::date(2026, 6, 30), none).unwrap(), &people, options());
    adds_up(&found);
    assert!(found.moved > 50, "{}", found.moved);
    assert!(moved.iter().all(|one| one.because.as_ref().is_some_and(|text| !text.id.is_empty())));
    Ok(())
}

/// Facts as columns of texts; lists are left out.
fn batch(people: &[Subject]) -> RecordBatch {
    let mut names: Vec<String> = Vec::new();
    for subject in people {
        for name in subject.facts.names() {
            if !names.iter().any(|known| known == name)
                && !matches!(subject.facts.get(name), Some(Raw::List(_)))
            {
                names.push(name.to_owned());
            }
        }
    }
    let column = |name: &String| -> ArrayRef {
        let cells = people.iter().map(|subject| match subject.facts.get(name) {
            Some(Raw::Text(words) | Raw::Number(words)) => Some(words.clone()),
            _ => None,
        });
        Arc::new(cells.collect::<StringArray>())
    };
    RecordBatch::try_from_iter(names.iter().map(|name| (name.clone(), column(name)))).unwrap()
}

#[test]
fn record_batches_say_what_subjects_say() -> Result<(), String> {
    let pack = Pack::from_dir(folder()).map_err(|error| error.to_string())?;
    let proposal = set(&pack, "masa_kerja_pangkat_fungsional", "1");
    let outputs =
        ["kenaikan_pangkat_reguler", "masa_kerja_pangkat_fungsional_cukup", "angka_kredit_konversi"];
    let (before, after) = (pack.plan(day(), outputs).unwrap(), proposal.plan(day(), outputs).unwrap());
    let by = || Options { by: vec![Grouping::parse("jenis_kelamin").unwrap()], ..Options::default() };
    let without_lists = |facts: &timbang::Facts| {
        let mut map = facts.clone().into_map();
        map.retain(|_, raw| !matches!(raw, Raw::List(_)));
        timbang::Facts::from_map(map)
    };
    let people: Vec<Subject> = grouped(population()?)
        .into_iter()
        .map(|subject| Subject {
            key: match subject.facts.get("nip") {
                Some(Raw::Text(nip)) => nip.clone(),
                _ => String::new(),
            },
            facts: without_lists(&subject.facts),
            ..subject
        })
        .collect();
    let (rows, moved) = compared(&before, &after, &people, by());
    assert!(rows.moved > 0, "somebody moves");
    let all = batch(&people);
    let mut comparing = Comparing::new(&before, &after, by()).unwrap();
    let mut found = Vec::new();
    for from in (0..all.num_rows()).step_by(150) {
        let part = all.slice(from, 150.min(all.num_rows() - from));
        found.extend(comparing.add_batch(&part, "nip").unwrap());
    }
    assert_eq!(comparing.finish().unwrap().to_json(), rows.to_json());
    assert_eq!(found, moved);
    Ok(())
}

fn person() -> impl Strategy<Value = (Option<u32>, Option<u32>, Option<&'static str>, &'static str)> {
    let predicate =
        prop::option::weighted(0.8, prop::sample::select(vec!["kurang", "baik", "sangat_baik", "salah"]));
    let sex = prop::sample::select(vec!["l", "p", ""]);
    (prop::option::weighted(0.8, 0u32..45), prop::option::weighted(0.8, 0u32..110), predicate, sex)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn counts_add_up_over_any_population(
        people in prop::collection::vec(person(), 1..60),
        minimal in 0u32..12,
        times in 0u32..5,
    ) {
        let pack = pack();
        let proposal = set(&set(&pack, "masa_minimal", &minimal.to_string()), "kali", &times.to_string());
        let none: [&str; 0] = [];
        let (before, after) = (pack.plan(day(), none).unwrap(), proposal.plan(day(), none).unwrap());
        let subjects: Vec<Subject> = people.iter().enumerate().map(|(number, (masa, nilai, predikat, sex))| {
            let mut facts = serde_json::Map::new();
            masa.iter().for_each(|masa| { facts.insert("masa".to_owned(), Json::from(*masa)); });
            nilai.iter().for_each(|nilai| { facts.insert("nilai".to_owned(), Json::from(*nilai)); });
            predikat.iter().for_each(|predikat| { facts.insert("predikat".to_owned(), Json::from(*predikat)); });
            subject(&number.to_string(), &Json::Object(facts).to_string(), sex)
        }).collect();
        let options = || Options { by: Vec::new(), ..Options::default() };
        let (found, moved) = compared(&before, &after, &subjects, options());
        adds_up(&found);
        prop_assert_eq!(found.outputs.iter().map(|own| own.moved).sum::<u64>(), moved.len() as u64);
        for (number, one) in subjects.iter().enumerate() {
            let (a, b) = (before.evaluate(&one.facts).unwrap(), after.evaluate(&one.facts).unwrap());
            let differs = ["tunjangan", "predikat_akhir"].iter().filter(|name| {
                let (a, b) = (a.get(name).unwrap(), b.get(name).unwrap());
                a.as_ref().map_err(|causes| causes.status()) != b.as_ref().map_err(|causes| causes.status())
            }).count() + usize::from(a.promotions()[0].decision != b.promotions()[0].decision);
            prop_assert_eq!(differs, moved.iter().filter(|m| m.key == number.to_string()).count());
        }
        let (same, nobody) = compared(&before, &before, &subjects, options());
        adds_up(&same);
        prop_assert!(same.moved == 0 && nobody.is_empty());
        // In two batches it is the same.
        let mut comparing = Comparing::new(&before, &after, options()).unwrap();
        let (first, rest) = subjects.split_at(subjects.len() / 2);
        comparing.add(first).unwrap();
        comparing.add(rest).unwrap();
        prop_assert_eq!(comparing.finish().unwrap().to_json(), found.to_json());
    }
}
