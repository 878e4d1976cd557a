//! The schema of a generated pack: enums, records, facts.

use std::fmt::Write;

use super::random::Random;
use super::world::{Field, List, Name, Scheme, TEXTS, Ty, World, decimal};

/// Draws enums, facts and lists.
pub(super) fn draw(random: &mut Random) -> World {
    let mut world = World::default();
    for (at, values) in [3, 2 + random.below(5), 2 + random.below(3)].into_iter().enumerate() {
        let values = (0..values).map(|n| format!("{}{n}", ["k", "III/", "z y "][at])).collect();
        world.schemes.push(Scheme { name: format!("skema{at}"), ordered: at != 2, values });
    }
    for at in 0..6 + random.below(5) {
        let fact = field(random, &format!("f{at}"), 3);
        world.names.push(Name {
            text: fact.name.clone(),
            root: Some(fact.name.clone()),
            ty: fact.ty.clone(),
            asked: fact.optional,
        });
        world.facts.push(fact);
    }
    lists(random, &mut world);
    world
}

fn lists(random: &mut Random, world: &mut World) {
    for at in 0..1 + random.below(2) {
        let mut own = list(random, &format!("daftar{at}"), false);
        if random.chance(40) {
            let inner = list(random, "anak", true);
            let ty = Ty::Rows(world.lists.len());
            own.fields.push(Field {
                name: "anak".to_owned(),
                ty,
                min: 0,
                max: 0,
                optional: false,
                judgement: false,
            });
            world.lists.push(List { name: format!("anak{at}"), ..inner });
        }
        world.names.push(Name {
            text: own.name.clone(),
            root: Some(own.name.clone()),
            ty: Ty::Rows(world.lists.len()),
            asked: false,
        });
        world.lists.push(own);
    }
    let number = |name: &str, most: i128, whole| Field {
        name: name.to_owned(),
        ty: Ty::Number { whole, scale: 0 },
        min: 0,
        max: most,
        optional: true,
        judgement: false,
    };
    let text = |name: &str, optional| Field {
        name: name.to_owned(),
        ty: Ty::Text,
        min: 0,
        max: 0,
        optional,
        judgement: false,
    };
    let fields =
        vec![text("code", false), number("hours", 99, 2), number("tingkat", 9, 1), text("bidang", true)];
    world.names.push(Name {
        text: "catalogue".to_owned(),
        root: Some("catalogue".to_owned()),
        ty: Ty::Rows(world.lists.len()),
        asked: false,
    });
    world.lists.push(List {
        name: "catalogue".to_owned(),
        fields,
        rules: Vec::new(),
        key: None,
        order: vec!["code".to_owned()],
        least: 0,
        most: 4,
        absent_is_empty: true,
        nested: false,
    });
}

fn list(random: &mut Random, name: &str, nested: bool) -> List {
    let mut fields = vec![plain("kode", Ty::Text), plain("tanggal", Ty::Date)];
    for at in 0..2 + random.below(4) {
        fields.push(field(random, &format!("c{at}"), 2));
    }
    let order = match random.below(4) {
        0 => vec!["kode".to_owned()],
        1 => vec!["tanggal".to_owned(), "kode".to_owned()],
        2 => vec![fields[2 + random.below(fields.len() - 2)].name.clone()],
        _ => Vec::new(),
    };
    List {
        name: name.to_owned(),
        fields,
        rules: Vec::new(),
        key: random.chance(50).then(|| "kode".to_owned()),
        order,
        least: usize::from(random.chance(20)),
        most: 3 + random.below(3),
        absent_is_empty: random.chance(50),
        nested,
    }
}

fn plain(name: &str, ty: Ty) -> Field {
    Field { name: name.to_owned(), ty, min: 0, max: 0, optional: false, judgement: false }
}

fn field(random: &mut Random, name: &str, schemes: usize) -> Field {
    let (ty, min, max) = match random.below(10) {
        0..=4 => number(random),
        5 | 6 => (Ty::Truth, 0, 0),
        7 => (Ty::Enum(random.below(schemes)), 0, 0),
        8 => (Ty::Text, 0, 0),
        _ => (Ty::Date, 0, 0),
    };
    let judgement = matches!(ty, Ty::Enum(_)) && random.chance(20);
    Field { name: name.to_owned(), ty, min, max, optional: random.chance(30), judgement }
}

fn number(random: &mut Random) -> (Ty, i128, i128) {
    let (whole, scale, min, max) = *random.of(&[
        (1, 0, 0, 9),
        (2, 0, 1, 12),
        (2, 0, -20, 20),
        (3, 0, 0, 200),
        (3, 2, 0, 10_000),
        (2, 2, -2_000, 2_000),
        (2, 1, 5, 305),
        (6, 2, -99_999_999, 99_999_999),
        (12, 0, 0, 999_999_999_999),
        (4, 9, -1, 1_234_000_000_001),
        (5, 18, -99_999_000_000_000_000_000_000, 99_999_000_000_000_000_000_000),
        (30, 0, -10i128.pow(29), 10i128.pow(29)),
        (1, 35, 0, 10i128.pow(35)),
    ]);
    (Ty::Number { whole, scale }, min, max)
}

/// The schema as a file.
pub(super) fn to_toml(world: &World) -> String {
    let mut out = String::new();
    for scheme in &world.schemes {
        let values: Vec<String> = scheme
            .values
            .iter()
            .enumerate()
            .map(|(n, value)| format!("{{ id = \"{value}\", aliases = [\"{}\"] }}", n + 1))
            .collect();
        let _ = writeln!(
            out,
            "[enum.{}]\nlabel = \"S\"\nordered = {}\nvalues = [{}]",
            scheme.name,
            scheme.ordered,
            values.join(", ")
        );
    }
    for own in &world.lists {
        let _ = writeln!(out, "[record.{}]", own.name);
        for field in own.fields.iter().filter(|f| !["code", "hours"].contains(&&*f.name)) {
            let keys = match &field.ty {
                Ty::Rows(inner) => list_keys(&world.lists[*inner]).join(", "),
                _ => keys(world, field).join(", "),
            };
            let _ = writeln!(out, "{} = {{ {keys} }}", field.name);
        }
        if !own.nested && own.name != "catalogue" {
            let _ = writeln!(out, "[fact.{}]\nlabel = \"Daftar\"\n{}", own.name, list_keys(own).join("\n"));
        }
    }
    for fact in &world.facts {
        let _ = writeln!(out, "[fact.{}]\nlabel = \"Fakta\"\n{}", fact.name, keys(world, fact).join("\n"));
        if fact.judgement {
            out.push_str("judgement = true\n");
        }
    }
    out
}

fn list_keys(own: &List) -> Vec<String> {
    let mut keys = vec![
        "type = \"list\"".to_owned(),
        format!("record = \"{}\"", own.name),
        format!("max_items = {}", own.most),
        format!("absent = \"{}\"", if own.absent_is_empty { "empty" } else { "unknown" }),
    ];
    if own.least > 0 {
        keys.push(format!("min_items = {}", own.least));
    }
    keys.extend(own.key.iter().map(|key| format!("key = \"{key}\"")));
    if !own.order.is_empty() {
        keys.push(format!("order = {:?}", own.order));
    }
    keys
}

fn keys(world: &World, field: &Field) -> Vec<String> {
    let mut keys = match &field.ty {
        Ty::Number { scale, .. } => vec![
            "type = \"number\"".to_owned(),
            format!("scale = {scale}"),
            format!("min = \"{}\"", decimal(field.min, *scale)).replace('"', ""),
            format!("max = \"{}\"", decimal(field.max, *scale)).replace('"', ""),
        ],
        Ty::Truth => vec!["type = \"boolean\"".to_owned()],
        Ty::Enum(at) => vec![format!("type = \"{}\"", world.schemes[*at].name)],
        Ty::Date => vec!["type = \"date\"".to_owned()],
        _ => vec!["type = \"text\"".to_owned(), "code = true".to_owned()],
    };
    if field.optional {
        keys.push("optional = true".to_owned());
    }
    keys
}

/// One more fact, as an overlay declares it.
pub(super) fn fact(random: &mut Random, world: &mut World, name: &str) -> String {
    let fact = field(random, name, 3);
    let text = format!("[fact.{name}]\nlabel = \"Fakta daerah\"\n{}\n", keys(world, &fact).join("\n"));
    let (root, ty, asked) = (Some(name.to_owned()), fact.ty.clone(), fact.optional);
    world.names.push(Name { text: name.to_owned(), root, ty, asked });
    world.facts.push(Field { judgement: false, ..fact });
    text
}

/// The catalogue as a file, with what its codes begin with.
pub(super) fn catalogue(random: &mut Random, codes: &str) -> String {
    let mut out = "code,kind,title,hours,tingkat,bidang\n".to_owned();
    // A long one is not worked out item by item.
    let count = if random.chance(15) { 36 } else { 4 };
    for at in 0..count {
        let number = |random: &mut Random| {
            if random.chance(30) { String::new() } else { random.below(10).to_string() }
        };
        let bidang = if random.chance(30) { "" } else { random.of(&TEXTS) };
        let (hours, level) = (number(random), number(random));
        let _ = writeln!(out, "{codes}-{at},course,Kursus {at},{hours},{level},{bidang}");
    }
    out
}
