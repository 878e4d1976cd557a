//! Each pack that extends the national one has a sample in which all of its own is seen: its facts are filled, its rules
//! come to different results, and both evaluators agree on them.

use std::collections::{BTreeMap, BTreeSet};

use timbang::pack::decl::TypeDecl;
use timbang::{Date, Facts, Outcome, Pack, Raw, date};
use timbang_tests::packs::{folder, overlay, overlays};
use timbang_tests::sample::population_of;

/// The regions' rules begin with 2026, and their samples have a quarter of it.
fn day() -> Date {
    date(2026, 3, 31)
}

/// The names of the overlay's own facts; a field of a list stands behind its list.
fn own_facts(pack: &Pack) -> Result<Vec<(String, Option<String>)>, String> {
    let declared = &pack.linked().declarations;
    let first = pack.layers().next_back().ok_or("no layers")?.first;
    let mut names = Vec::new();
    for fact in declared.facts.iter().filter(|fact| fact.name.span.file >= first) {
        let name = fact.name.value.to_string();
        let TypeDecl::List(list) = &fact.ty else {
            names.push((name, None));
            continue;
        };
        let record = declared.records.iter().find(|record| record.name.value == list.record.value);
        let record = record.ok_or_else(|| format!("{name} has no record"))?;
        names.extend(record.fields.iter().map(|field| (name.clone(), Some(field.name.value.to_string()))));
    }
    Ok(names)
}

fn is_filled(people: &[Facts], name: &str, field: Option<&str>) -> bool {
    people.iter().any(|person| match (person.get(name), field) {
        (Some(Raw::List(rows)), Some(field)) => {
            rows.iter().any(|row| matches!(row, Raw::Map(row) if row.contains_key(field)))
        }
        (given, None) => given.is_some(),
        _ => false,
    })
}

/// The rules that the national pack does not have, and the pack's own outputs.
fn own_rules(pack: &Pack) -> Result<BTreeSet<String>, String> {
    let national = Pack::from_dir(folder("nasional")).map_err(|error| error.to_string())?.program(day());
    let known: BTreeSet<_> = national.rules().map(|(_, node, _)| node.path.to_string()).collect();
    let program = pack.program(day());
    let own = program.rules().map(|(_, node, _)| node.path.to_string()).filter(|path| !known.contains(path));
    Ok(own.chain(pack.default_outputs().iter().map(ToString::to_string)).collect())
}

/// What a rule comes to for a subject: values, and why there is none; of a rule of a list, those of its rows.
fn results(outcome: &Outcome, rule: &str) -> Result<Vec<String>, String> {
    let nodes = match outcome.items(rule) {
        Ok(Ok(rows)) => rows,
        Ok(Err(causes)) => vec![Err(causes)],
        Err(_) => vec![outcome.get(rule).map_err(|error| error.to_string())?],
    };
    let shown = nodes.into_iter().map(|node| match node {
        Ok(value) => format!("{value:?}"),
        Err(causes) => causes.status().word().to_owned(),
    });
    Ok(shown.collect())
}

#[test]
fn every_fact_of_an_overlay_is_filled_in_its_sample() {
    let mut seen = 0;
    for path in overlays().unwrap() {
        let (pack, people) = (overlay(&path).unwrap(), population_of(&path).unwrap());
        for (name, field) in own_facts(&pack).unwrap() {
            let filled = is_filled(&people, &name, field.as_deref());
            assert!(filled, "{}: {name} {field:?} is empty: add it to the population", pack.id());
            seen += 1;
        }
        assert!(
            !is_filled(&people, "tidak_ada", None) && !is_filled(&people, "kompetensi", Some("tidak_ada"))
        );
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn every_rule_of_an_overlay_comes_to_different_values_in_its_sample() {
    let mut alike = Vec::new();
    for path in overlays().unwrap() {
        let (pack, people) = (overlay(&path).unwrap(), population_of(&path).unwrap());
        let rules = own_rules(&pack).unwrap();
        let plan = pack.plan(day(), &rules).unwrap();
        let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for person in &people {
            let outcome = plan.evaluate(person).unwrap();
            for rule in &rules {
                found.entry(rule).or_default().extend(results(&outcome, rule).unwrap());
            }
        }
        assert_eq!(found.len(), rules.len());
        for (rule, results) in found {
            let values = results.iter().filter(|result| !matches!(result.as_str(), "undetermined" | "error"));
            if values.count() < 2 {
                alike.push(format!("{} {rule}: {results:?}", pack.id()));
            }
        }
    }
    assert_eq!(alike, Vec::<String>::new(), "these come to one result for everybody");
}

#[test]
fn both_evaluators_agree_on_the_samples_of_overlays() {
    for path in overlays().unwrap() {
        let (pack, people) = (overlay(&path).unwrap(), population_of(&path).unwrap());
        let plan = pack.plan(day(), own_rules(&pack).unwrap()).unwrap();
        assert_eq!(plan.row_by_row(), [], "{}", pack.id());
        let found = plan.agreement(&people, false);
        assert_eq!(found.compared, people.len());
        assert!(found.differences.is_empty(), "{}: {}", pack.id(), found.differences.join("\n"));
    }
}
