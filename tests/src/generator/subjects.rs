//! Facts of subjects: ordinary, at their bounds, beyond them, of the wrong type, null and not given.

use serde_json::{Map, Number, Value, json};

use super::random::Random;
use super::world::{Field, List, TEXTS, Ty, World, decimal};

const DAYS: [&str; 12] = [
    "2024-02-29",
    "2023-02-28",
    "2020-01-31",
    "2019-12-31",
    "2020-01-01",
    "2024-07-01",
    "2025-03-31",
    "1900-01-01",
    "2199-12-31",
    "2015-08-30",
    "2024-06-30",
    "2000-02-29",
];

/// The facts of one subject.
pub(super) fn draw(random: &mut Random, world: &World) -> Value {
    // Some subjects are plain, so that most results have a value.
    let wild = *random.of(&[0, 4, 10, 25]);
    let mut facts = Map::new();
    for fact in &world.facts {
        if let Some(value) = field(random, world, fact, wild) {
            let value = if fact.judgement && random.chance(50) {
                json!({ "value": value, "by": "atasan", "on": "2024-01-01" })
            } else {
                value
            };
            facts.insert(fact.name.clone(), value);
        }
    }
    for list in world.lists.iter().filter(|list| !list.nested && list.name != "catalogue") {
        if let Some(value) = rows(random, world, list, wild) {
            facts.insert(list.name.clone(), value);
        }
    }
    Value::Object(facts)
}

fn rows(random: &mut Random, world: &World, list: &List, wild: usize) -> Option<Value> {
    if random.chance(wild) {
        return if random.chance(50) { None } else { Some(Value::Null) };
    }
    if random.chance(wild / 8) {
        return Some(json!(3));
    }
    let most = list.most + usize::from(random.chance(wild / 2));
    let count = (list.least + random.below(most + 1)).min(most);
    let all: Vec<Value> = (0..count)
        .map(|at| {
            if random.chance(wild / 12) {
                return Value::Null;
            }
            let mut row = Map::new();
            for own in &list.fields {
                let value = match &own.ty {
                    Ty::Rows(inner) => rows(random, world, &world.lists[*inner], wild),
                    _ if own.name == "kode" && !random.chance(wild / 2) => {
                        Some(json!(format!("{}{at}", random.of(&TEXTS))))
                    }
                    _ => field(random, world, own, wild),
                };
                if let Some(value) = value {
                    row.insert(own.name.clone(), value);
                }
            }
            Value::Object(row)
        })
        .collect();
    Some(Value::Array(all))
}

fn field(random: &mut Random, world: &World, field: &Field, wild: usize) -> Option<Value> {
    if random.chance(wild) {
        return if random.chance(70) { None } else { Some(Value::Null) };
    }
    let bad = random.chance(wild / 2);
    Some(match &field.ty {
        Ty::Number { scale, .. } => number(random, field, *scale, bad),
        Ty::Truth if bad => json!(*random.of(&["ya", "", "true"])),
        Ty::Truth => json!(random.chance(50)),
        Ty::Enum(scheme) => {
            let values = &world.schemes[*scheme].values;
            let at = random.below(values.len());
            match random.below(6) {
                _ if bad => json!("tidak ada"),
                0 => json!((at + 1).to_string()),
                1 => json!(at + 1),
                _ => json!(values[at]),
            }
        }
        Ty::Date if bad => json!(*random.of(&["2023-02-30", "1899-12-31", "kemarin", "2200-01-01"])),
        Ty::Date => match random.below(3) {
            0 => json!(format!(
                "20{:02}-{:02}-{:02}",
                random.below(30),
                1 + random.below(12),
                1 + random.below(28)
            )),
            _ => json!(*random.of(&DAYS)),
        },
        _ if bad => json!(true),
        _ => json!(*random.of(&TEXTS)),
    })
}

fn number(random: &mut Random, field: &Field, scale: u32, bad: bool) -> Value {
    let (min, max) = (field.min, field.max);
    let digits = if bad {
        match random.below(5) {
            0 => decimal(max + 1, scale),
            1 => decimal(min - 1, scale),
            2 => format!("{}{}5", decimal(min, scale), if scale == 0 { "." } else { "" }),
            3 => return json!("bukan angka"),
            _ => return json!(true),
        }
    } else {
        let unit = 10i128.pow(scale);
        let n = match random.below(8) {
            0 => min,
            1 => max,
            2 => random.within(-3, 15).saturating_mul(unit).clamp(min, max),
            3 => 0.clamp(min, max),
            4 => (random.within(-30, 200).saturating_mul(unit) / 2).clamp(min, max),
            _ => random.within(min, max),
        };
        decimal(n, scale)
    };
    // As text now and then, as spreadsheets send it.
    match digits.parse::<Number>() {
        Ok(number) if !random.chance(10) => Value::Number(number),
        _ => Value::String(digits),
    }
}
