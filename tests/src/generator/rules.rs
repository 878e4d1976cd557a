//! Rules of every kind, one text each.

use super::random::Random;
use super::world::{List, Name, Ty, World, names_of_item};
use super::writer::Writer;

/// What stands between two versions of a rule: the later one is of another file.
pub(super) const LATER: &str = "\u{1}";

/// A body, the inputs that it reads, and what it gives.
struct Body {
    text: String,
    inputs: Vec<String>,
    ty: Ty,
}

/// Draws the rules; each may read those before it.
pub(super) fn draw(random: &mut Random, world: &mut World) -> Vec<String> {
    let mut all = Vec::new();
    for at in 0..1 + random.below(2) {
        all.push(helper(random, world, at));
    }
    for at in 0..6 + random.below(6) {
        all.extend(one(random, world, &format!("r{at}")));
    }
    all
}

/// A rule of some kind.
pub(super) fn one(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    match random.below(20) {
        0..=2 => requirement(random, world, name),
        3 => promotion(random, world, name),
        4 => trigger(random, world, name),
        5..=8 => of_items(random, world, name),
        9 => rows(random, world, name),
        10 => interpreted(random, world, name),
        _ => Some(plain(random, world, name, None)),
    }
}

/// A rule of an overlay that others of the base rest on, so that it may read only so many names.
pub(super) fn within(
    random: &mut Random,
    world: &World,
    name: &str,
    before: usize,
    tags: &str,
    ty: &Ty,
) -> String {
    let names: Vec<Name> = world.names.iter().take(before).cloned().collect();
    let found = body(random, world, names, Some(ty), 2);
    let tags = format!("{}{tags}", returns(world, &found.ty));
    written(name, "Daerah", &tags, &found, &[])
}

fn body(random: &mut Random, world: &World, names: Vec<Name>, ty: Option<&Ty>, depth: usize) -> Body {
    let mut writer = Writer::new(random, world, names);
    let ty = ty.cloned().unwrap_or_else(|| writer.any_type());
    let mut steps = String::new();
    for _ in 0..writer.random.below(3) {
        if writer.random.chance(40) {
            continue;
        }
        let local = if writer.random.chance(70) { Ty::number() } else { Ty::Truth };
        let (value, found) = writer.of(&local, depth - 1);
        let text = writer.fresh();
        steps.push_str(&format!("    let {text} = {value};\n"));
        writer.names.push(Name { text, root: None, ty: found, asked: false });
    }
    let mut most = (0, 0);
    let mut grow = |ty: &Ty| {
        if let Ty::Number { whole, scale } = ty {
            most = (most.0.max(*whole), most.1.max(*scale));
        }
    };
    if writer.random.chance(25) {
        let condition = writer.truth(depth - 1);
        let (early, found) = writer.of(&ty, depth - 1);
        grow(&found);
        steps.push_str(&format!("    if {condition} {{ return {early}; }}\n"));
    }
    let (last, found) = writer.of(&ty, depth);
    grow(&found);
    let inputs = writer.used.iter().cloned().collect();
    let (last, ty) = match found {
        Ty::Number { .. } if most.0 + most.1 > 28 => {
            let scale = most.1.min(2);
            (format!("clamp(round_half_up({last}, 2), -9999, 99999)"), Ty::Number { whole: 30, scale })
        }
        Ty::Number { .. } => (last, Ty::Number { whole: most.0, scale: most.1 }),
        other => (last, other),
    };
    Body { text: format!("{steps}    {last}"), inputs, ty }
}

fn returns(world: &World, ty: &Ty) -> String {
    match ty {
        Ty::Enum(scheme) => format!("/// @returns {}\n", world.schemes[*scheme].name),
        Ty::Text => "/// @returns text\n".to_owned(),
        _ => String::new(),
    }
}

fn written(name: &str, label: &str, tags: &str, body: &Body, more: &[String]) -> String {
    let mut inputs = body.inputs.clone();
    for input in more {
        if !inputs.contains(input) {
            inputs.push(input.clone());
        }
    }
    format!("/// {label} {name}.\n{tags}fn {name}({}) {{\n{}\n}}\n", inputs.join(", "), body.text)
}

/// `@applies` with what it reads; its names are inputs without being parameters.
fn applies(random: &mut Random, world: &World, names: &[Name]) -> String {
    if !random.chance(25) {
        return String::new();
    }
    let mut writer = Writer::new(random, world, names.to_vec());
    format!("/// @applies {}\n", writer.truth(1))
}

fn range(random: &mut Random, ty: &Ty) -> String {
    match ty {
        Ty::Number { whole, .. } if *whole < 12 && random.chance(20) => {
            (*random.of(&["/// @range 0..100\n", "/// @range -5..12.5\n", "/// @range 1..1000000\n"]))
                .to_owned()
        }
        _ => String::new(),
    }
}

fn plain(random: &mut Random, world: &mut World, name: &str, ty: Option<&Ty>) -> String {
    let names = world.names.clone();
    let found = body(random, world, names.clone(), ty, 3);
    let open = !matches!(found.ty, Ty::Number { .. }) && random.chance(25);
    if open {
        world.open.push((name.to_owned(), found.ty.clone(), names.len()));
    }
    let tags = format!(
        "{}{}{}{}",
        returns(world, &found.ty),
        applies(random, world, &names),
        range(random, &found.ty),
        if open { "/// @open\n" } else { "" }
    );
    let mut ty = found.ty.clone();
    let mut text;
    if !open && random.chance(15) {
        // Two versions, each in force for a time.
        text = written(name, "Lama", &format!("{tags}/// @effective 1900-01-01..2022-12-31\n"), &found, &[]);
        let other = body(random, world, names, Some(&found.ty), 3);
        let tags = format!("{}/// @effective 2023-01-01..\n", returns(world, &other.ty));
        text.push_str(LATER);
        text.push_str(&written(name, "Baru", &tags, &other, &[]));
        if let (Ty::Number { whole: a, scale: s }, Ty::Number { whole: b, scale: t }) = (&ty, &other.ty) {
            ty = Ty::Number { whole: *a.max(b), scale: *s.max(t) };
        }
    } else {
        text = written(name, "Nilai", &tags, &found, &[]);
    }
    world.names.push(Name { text: name.to_owned(), root: Some(name.to_owned()), ty, asked: true });
    text
}

fn requirement(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    let names = world.names.clone();
    let found = body(random, world, names.clone(), Some(&Ty::Truth), 2);
    let applies = applies(random, world, &names);
    let tags = format!("/// @kind requirement\n/// @unmet Belum terpenuhi.\n{applies}");
    world.requirements.push(name.to_owned());
    world.names.push(Name { text: name.to_owned(), root: Some(name.to_owned()), ty: Ty::Truth, asked: true });
    Some(written(name, "Syarat", &tags, &found, &[]))
}

fn promotion(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    let all = &world.requirements;
    let [first, .., last] = all.as_slice() else { return None };
    let middle = random.of(all);
    let text = match random.below(3) {
        0 => format!("    all_of([{}])", all.join(", ")),
        1 => format!("    all_of([{first}, any_of([{middle}, {last}])])"),
        _ => format!("    any_of([{}])", all.join(", ")),
    };
    let inputs = all.iter().filter(|name| text.contains(&***name)).cloned().collect();
    let body = Body { text, inputs, ty: Ty::Truth };
    world.promotions.push((name.to_owned(), world.names.len()));
    world.names.push(Name { text: name.to_owned(), root: Some(name.to_owned()), ty: Ty::Truth, asked: true });
    Some(written(name, "Kenaikan", "/// @kind promotion\n", &body, &[]))
}

fn trigger(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    let names = world.names.clone();
    let found = body(random, world, names, Some(&Ty::number()), 2);
    let item = random.below(4);
    let tags = format!("/// @kind trigger\n/// @item K-{item}\n/// @reason gap\n");
    Some(written(name, "Pemicu", &tags, &found, &[]))
}

/// A rule for each row of a list, sometimes of the law of the row's own date, sometimes a trigger.
fn of_items(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    let lists: Vec<usize> = (0..world.lists.len())
        .filter(|at| !world.lists[*at].nested && world.lists[*at].name != "catalogue")
        .collect();
    let list = *random.of(&lists);
    let per = format!("/// @per {}\n", world.lists[list].name);
    let names: Vec<Name> = world.names.iter().cloned().chain(names_of_item(world, list, "")).collect();
    if random.chance(15) {
        let kode =
            "    catalogue.filter(|k| (k.tingkat ?? 0) >= 3 || k.bidang == kode).first().code".to_owned();
        let body = Body { text: kode, inputs: vec!["catalogue".into(), "kode".into()], ty: Ty::Text };
        let from = format!("{name}_kode");
        let mut text = written(&from, "Kode", &format!("{per}/// @returns text\n"), &body, &[]);
        let found = self::body(random, world, names, Some(&Ty::number()), 2);
        let tags = format!("{per}/// @kind trigger\n/// @item_from {from}\n/// @reason opportunity\n");
        text.push_str(&written(name, "Pemicu", &tags, &found, &[]));
        return Some(text);
    }
    let found = body(random, world, names.clone(), None, 2);
    let dated = random.chance(25);
    let mut tags = format!("{per}{}{}", returns(world, &found.ty), applies(random, world, &names));
    tags.push_str(&range(random, &found.ty));
    let mut ty = found.ty.clone();
    let text = if dated {
        tags.push_str("/// @dated_by tanggal\n");
        let two = random.chance(60);
        let period = if two { "/// @effective 1950-01-01..2019-12-31\n" } else { "" };
        let mut text = written(name, "Butir", &format!("{tags}{period}"), &found, &[]);
        if two {
            let other = body(random, world, names, Some(&found.ty), 2);
            let returns = returns(world, &other.ty);
            let tags = format!("{per}{returns}/// @dated_by tanggal\n/// @effective 2020-01-01..\n");
            text.push_str(LATER);
            text.push_str(&written(name, "Butir", &tags, &other, &[]));
            if let (Ty::Number { whole: a, scale: s }, Ty::Number { whole: b, scale: t }) = (&ty, &other.ty) {
                ty = Ty::Number { whole: *a.max(b), scale: *s.max(t) };
            }
        }
        text
    } else {
        written(name, "Butir", &tags, &found, &[])
    };
    world.lists[list].rules.push(Name { text: name.to_owned(), root: None, ty, asked: true });
    Some(text)
}

/// A rule whose result is a list; rows that it hands on have the rules of their list too.
fn rows(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    let mut writer = Writer::new(random, world, world.names.clone());
    let found = writer.read(|name| matches!(name.ty, Ty::Rows(_)))?;
    let Ty::Rows(list) = found.ty else { return None };
    let handed_on = writer.random.chance(50);
    let text = if handed_on { writer.rows_of(list, 2) } else { writer.mapped(&Ty::number(), 1)? };
    let inputs = writer.used.iter().cloned().collect();
    let ty = if handed_on {
        world.lists.push(List { nested: true, ..world.lists[list].clone() });
        Ty::Rows(world.lists.len() - 1)
    } else {
        Ty::Values(Box::new(Ty::Number { whole: 6, scale: 2 }))
    };
    let body = Body { text: format!("    {text}"), inputs, ty: ty.clone() };
    world.names.push(Name { text: name.to_owned(), root: Some(name.to_owned()), ty, asked: false });
    Some(written(name, "Daftar", "", &body, &[]))
}

/// A rule that rhai runs in its sandbox.
fn interpreted(random: &mut Random, world: &mut World, name: &str) -> Option<String> {
    let mut writer = Writer::new(random, world, world.names.clone());
    let a =
        writer.read(|n| !n.text.contains('.') && matches!(n.ty, Ty::Number { scale: 0, whole: 0..=6 }))?;
    let text = format!("    let t = {};\n    while t > 50 {{ t -= t / 2; }}\n    t", a.text);
    let body = Body { text, inputs: a.root.into_iter().collect(), ty: Ty::Number { whole: 4, scale: 0 } };
    let tags = "/// @interpreted\n/// @returns number, scale 0\n/// @range -10..1000\n";
    let text = written(name, "Bebas", tags, &body, &[]);
    world.names.push(Name { text: name.to_owned(), root: Some(name.to_owned()), ty: body.ty, asked: true });
    Some(text)
}

/// A helper function.
fn helper(random: &mut Random, world: &mut World, at: usize) -> String {
    let args = [Ty::Number { whole: 4, scale: 2 }, Ty::Truth, Ty::Number { whole: 4, scale: 2 }];
    let args = &args[..1 + random.below(3)];
    let names: Vec<Name> = args
        .iter()
        .enumerate()
        .map(|(n, ty)| Name { text: format!("a{n}"), root: None, ty: ty.clone(), asked: false })
        .collect();
    let params: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
    let name = format!("bantu{at}");
    let mut writer = Writer::new(random, world, names);
    let found = writer.short(2);
    let as_of = writer.used.contains("as_of");
    let text = if as_of { params[0].clone() } else { found.text.clone() };
    let ty = Ty::Number { whole: found.whole.max(4), scale: found.scale.max(2) };
    world.helpers.push((name.clone(), args.to_vec(), ty));
    format!("/// Bantu.\nprivate fn {name}({}) {{\n    {text}\n}}\n", params.join(", "))
}
