//! Parameters of every form, some with several dated values.

use std::fmt::Write;

use super::random::Random;
use super::world::{Name, Ty, World, decimal};

/// Draws parameters; their names join the world.
pub(super) fn draw(random: &mut Random, world: &mut World) -> String {
    let mut out = String::new();
    for (at, form) in
        ["number", "percent", "keyed", "record", "list", "points", "enum", "enums", "keyed_enum"]
            .into_iter()
            .enumerate()
    {
        if at > 2 && random.chance(35) {
            continue;
        }
        let name = format!("p{at}");
        let scheme = random.below(2);
        let ordered = random.below(world.schemes.len());
        let value = |random: &mut Random| one(random, world, form, (scheme, ordered));
        let dated = random.chance(50);
        let _ = writeln!(out, "[{name}]\nlabel = \"Parameter\"");
        match form {
            "keyed" => {
                let _ = writeln!(out, "key = \"{}\"", world.schemes[ordered].name);
            }
            "keyed_enum" => {
                let names = (&world.schemes[ordered].name, &world.schemes[scheme].name);
                let _ = writeln!(out, "key = \"{}\"\nscheme = \"{}\"", names.0, names.1);
            }
            "number" => out.push_str("overridable = { min = -1000, max = 100000 }\n"),
            "enum" | "enums" => {
                let _ = writeln!(out, "scheme = \"{}\"", world.schemes[scheme].name);
            }
            _ => {}
        }
        if dated {
            let from = ["1900-01-01", "2020-01-01", "2024-07-01"];
            for from in from.iter() {
                let _ = writeln!(
                    out,
                    "[[{name}.values]]\nfrom = {from}\nbasis = \"contoh {from}\"\nvalue = {}",
                    value(random)
                );
            }
        } else {
            let _ = writeln!(out, "basis = \"contoh\"\nvalue = {}", value(random));
        }
        let number = Ty::Number { whole: 4, scale: 2 };
        let mut add = |text: String, ty: Ty| {
            let name = Name { text, root: Some(name.clone()), ty, asked: false };
            if dated && !name.text.contains('.') {
                world.dated.push(name.clone());
            }
            world.names.push(name);
        };
        match form {
            "number" | "percent" => add(name.clone(), number),
            "keyed" => add(name.clone(), Ty::Keyed(ordered, Box::new(number))),
            "keyed_enum" => add(name.clone(), Ty::Keyed(ordered, Box::new(Ty::Enum(scheme)))),
            "record" => {
                add(format!("{name}.satu"), number.clone());
                add(format!("{name}.dua"), number);
            }
            "list" => add(name.clone(), Ty::Values(Box::new(number))),
            "points" => add(name.clone(), Ty::Points),
            "enum" => add(name.clone(), Ty::Enum(scheme)),
            _ => add(name.clone(), Ty::Values(Box::new(Ty::Enum(scheme)))),
        }
    }
    out
}

fn number(random: &mut Random) -> String {
    match random.below(4) {
        0 => random.within(-9, 99).to_string(),
        1 => decimal(random.within(1, 9_999), 2),
        2 => random.within(1, 12).to_string(),
        _ => format!("\"{}%\"", random.within(1, 150)),
    }
}

fn one(random: &mut Random, world: &World, form: &str, (scheme, key): (usize, usize)) -> String {
    let values = &world.schemes[scheme].values;
    match form {
        "number" => number(random),
        "percent" => format!("\"{}%\"", random.within(1, 100)),
        "keyed" => {
            let keys = world.schemes[key].values.iter();
            let entries: Vec<String> = keys.map(|key| format!("{key:?} = {}", number(random))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        "keyed_enum" => {
            let keys = world.schemes[key].values.iter();
            let entries: Vec<String> = keys.map(|key| format!("{key:?} = {:?}", random.of(values))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        "record" => format!("{{ satu = {}, dua = {} }}", number(random), number(random)),
        "list" => {
            let all: Vec<String> = (0..1 + random.below(4)).map(|_| number(random)).collect();
            format!("[{}]", all.join(", "))
        }
        "points" => {
            let mut at = random.within(-5, 5);
            let points: Vec<String> = (0..2 + random.below(3))
                .map(|_| {
                    at += random.within(1, 40);
                    format!("[{at}, {}]", random.within(-50, 120))
                })
                .collect();
            format!("[{}]", points.join(", "))
        }
        "enum" => format!("{:?}", random.of(values)),
        _ => {
            let all: Vec<String> =
                (0..1 + random.below(3)).map(|_| format!("{:?}", random.of(values))).collect();
            format!("[{}]", all.join(", "))
        }
    }
}
