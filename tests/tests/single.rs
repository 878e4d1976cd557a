//! A plan that has worked out some subjects works the next ones out in another way, to the very same.

use serde_json::{Value as Json, json};
use timbang::{Facts, Outcome, Plan};
use timbang_benches::workload::{Person, plan};

type Tested = Result<(), Box<dyn std::error::Error>>;

/// More subjects than a plan works out in the long way.
const WARM: u64 = 64;

fn warm() -> Result<Plan, Box<dyn std::error::Error>> {
    let plan = plan()?;
    for row in 0..WARM {
        plan.evaluate(&Facts::from_json(&Person::draw(3, row).facts())?)?;
    }
    Ok(plan)
}

/// Everything that an outcome says.
fn said(outcome: &Outcome) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut said = vec![outcome.to_json_text(), outcome.record().to_json().to_string()];
    said.push(format!("{:?} {:?}", outcome.issues(), outcome.triggers()));
    for (output, node) in outcome.outputs() {
        said.push(format!("{} {node:?} {:?}", output.name, outcome.get(&output.name)?));
        said.push(format!("{:?}", outcome.status(&output.name)?));
        said.push(outcome.why(&output.name)?.to_json().to_string());
    }
    Ok(said)
}

/// Holds a subject to what a plan says that has seen none before.
fn holds(warm: &Plan, facts: &Json) -> Tested {
    let facts = Facts::from_json(facts)?;
    let (again, first) = (warm.evaluate(&facts)?, plan()?.evaluate(&facts)?);
    assert_eq!(said(&again)?, said(&first)?, "{}", facts.to_json());
    // Values are the same too where nothing else was asked for before.
    let again = warm.evaluate(&facts)?;
    assert!(again.outputs().map(|(_, node)| node).eq(first.outputs().map(|(_, node)| node)));
    assert_eq!(again.issues(), first.issues());
    Ok(())
}

#[test]
fn the_same_is_said_of_a_population() -> Tested {
    let plan = warm()?;
    for row in 0..60 {
        holds(&plan, &Person::draw(11, row).facts())?;
    }
    Ok(())
}

#[test]
fn the_same_is_said_where_facts_are_odd() -> Tested {
    let plan = warm()?;
    let person = Person::draw(5, 1).facts();
    let odd = [
        Json::Null,
        json!(""),
        json!("  "),
        json!(" 1 "),
        json!("1.0"),
        json!("1.005"),
        json!(-1),
        json!(999_999),
        json!("12345678901234567890"),
        json!("satu"),
        json!("baik"),
        json!("Baik"),
        json!(true),
        json!("ya"),
        json!([]),
        json!({}),
        json!({ "value": 1 }),
        json!({ "value": "1", "by": "penilai" }),
        json!({ "unreadable": "x", "from": "kolom" }),
    ];
    for name in ["rating_hasil", "jp_diklat", "diklat_pim", "capaian1", "k9", "tidak_ada"] {
        for value in &odd {
            let mut facts = person.clone();
            if let Some(facts) = facts.as_object_mut() {
                facts.insert(name.to_owned(), value.clone());
            }
            holds(&plan, &facts)?;
        }
    }
    holds(&plan, &json!({}))
}
