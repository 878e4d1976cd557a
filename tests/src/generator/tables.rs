//! Decision tables: parted without gap or overlap, or decided by the first row.

use std::fmt::Write;

use super::random::Random;
use super::world::{Name, Ty, World, decimal, names_of_item};

/// Draws tables: path and text; their results join the world.
pub(super) fn draw(random: &mut Random, world: &mut World, from: usize) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for at in from..from + 1 + random.below(3) {
        let text = if random.chance(20) { matrix(random, world, at) } else { None };
        let text = text.or_else(|| table(random, world, at));
        files.extend(text.map(|text| (format!("tables/t{at}.csv"), text)));
    }
    files
}

/// The cells that part what an input may be.
fn parts(random: &mut Random, world: &World, ty: &Ty) -> Vec<String> {
    match ty {
        Ty::Number { scale, .. } => {
            let bound = world.names.iter().any(|name| name.text == "p0");
            if bound && random.chance(25) {
                return vec!["< p0".to_owned(), ">= p0".to_owned()];
            }
            let a = random.within(-3, 40);
            let (a, b) = (decimal(a, 0), decimal(a * 10 + 15, (*scale).min(1)));
            let b = if *scale == 0 { (a.parse::<i128>().unwrap_or(0) + 7).to_string() } else { b };
            let (x, y): (f64, f64) = (a.parse().unwrap_or(0.0), b.parse().unwrap_or(0.0));
            if x >= y || random.chance(40) {
                return vec![format!("<= {a}"), format!("> {a}")];
            }
            vec![format!("< {a}"), format!("[{a}..{b})"), format!(">= {b}")]
        }
        Ty::Enum(scheme) => {
            let scheme = &world.schemes[*scheme];
            let cut = 1 + random.below(scheme.values.len() - 1);
            if scheme.ordered && random.chance(50) {
                let value = &scheme.values[cut];
                return vec![format!("< {value}"), format!(">= {value}")];
            }
            let (a, b) = scheme.values.split_at(cut);
            vec![a.join("|"), b.join("|")]
        }
        Ty::Truth => vec!["ya".to_owned(), "tidak".to_owned()],
        Ty::Text => ["A", "B|C-3", "Ä|a b", "A|Ä"].map(str::to_owned).to_vec(),
        _ => {
            let day = *random.of(&["2020-02-29", "2015-12-31", "2024-01-01"]);
            vec![format!("< {day}"), format!(">= {day}")]
        }
    }
}

fn one_result(random: &mut Random, world: &World, ty: &Ty) -> String {
    if random.chance(12) {
        return (*random.of(&["-", "?"])).to_owned();
    }
    match ty {
        Ty::Number { .. } => decimal(random.within(-500, 3_000), *random.of(&[0, 1, 2])),
        Ty::Truth => (*random.of(&["ya", "tidak"])).to_owned(),
        Ty::Enum(scheme) => random.of(&world.schemes[*scheme].values).clone(),
        Ty::Values(of) => {
            let Ty::Enum(scheme) = **of else { return "-".to_owned() };
            let values = &world.schemes[scheme].values;
            let cut = 1 + random.below(values.len());
            values[..cut].join("|")
        }
        _ => (*random.of(&["A", "B", "C-3"])).to_owned(),
    }
}

fn table(random: &mut Random, world: &mut World, at: usize) -> Option<String> {
    let helper = random.chance(20);
    let per = (!helper && random.chance(25)).then(|| {
        let of: Vec<usize> = (0..world.lists.len())
            .filter(|n| !world.lists[*n].nested && world.lists[*n].name != "catalogue")
            .collect();
        *random.of(&of)
    });
    let mut names = world.names.clone();
    if let Some(list) = per {
        names = names_of_item(world, list, "").into_iter().chain(names.into_iter().take(4)).collect();
    }
    let first = random.chance(30);
    let fits = |name: &&Name| match name.ty {
        // Texts have no end of values, so that only the first row that holds can decide.
        Ty::Text => first && !name.text.contains('.'),
        Ty::Number { whole, scale } => whole <= 3 && scale <= 2 && !name.text.contains('.'),
        Ty::Enum(_) | Ty::Truth | Ty::Date => !name.text.contains('.'),
        _ => false,
    };
    let fitting: Vec<&Name> = names.iter().filter(fits).filter(|name| !name.text.starts_with('p')).collect();
    let mut inputs: Vec<(String, Ty)> = Vec::new();
    for _ in 0..1 + random.below(3) {
        let name = fitting.get(random.below(fitting.len()))?;
        if inputs.iter().all(|(known, _)| *known != name.text) {
            inputs.push((name.text.clone(), name.ty.clone()));
        }
    }
    if helper {
        inputs = vec![("x".to_owned(), Ty::Number { whole: 4, scale: 2 }), ("y".to_owned(), Ty::Truth)];
    }
    let mut results = Vec::new();
    for n in 0..1 + usize::from(!helper) * random.below(2) {
        let ty = match random.below(6) {
            _ if helper => Ty::Number { whole: 4, scale: 2 },
            0..=2 => Ty::Number { whole: 4, scale: 2 },
            3 => Ty::Enum(random.below(world.schemes.len())),
            4 => Ty::Truth,
            _ if per.is_none() && random.chance(70) => {
                Ty::Values(Box::new(Ty::Enum(random.below(world.schemes.len()))))
            }
            _ => Ty::Text,
        };
        results.push((format!("t{at}_{n}"), ty));
    }
    let mut rows = Vec::new();
    if first {
        for _ in 0..1 + random.below(4) {
            rows.push(inputs.iter().map(|(_, ty)| cell(random, world, ty)).collect::<Vec<String>>());
        }
        if random.chance(85) {
            rows.push(vec!["-".to_owned(); inputs.len()]);
        }
    } else {
        part(random, world, &inputs, vec!["-".to_owned(); inputs.len()], &mut rows);
    }
    let mut out = "# label: Tabel\n# basis: contoh\n".to_owned();
    if helper {
        out.push_str("# helper: ya\n");
    }
    if first {
        out.push_str("# hit: first\n");
    }
    if let Some(list) = per {
        let _ = writeln!(out, "# per: {}", world.lists[list].name);
        if random.chance(25) {
            out.push_str("# dated_by: tanggal\n");
        }
    }
    for (name, ty) in &results {
        let ty = match ty {
            Ty::Enum(scheme) => world.schemes[*scheme].name.clone(),
            Ty::Values(of) => match **of {
                Ty::Enum(scheme) => format!("list of {}", world.schemes[scheme].name),
                _ => return None,
            },
            Ty::Text => "text".to_owned(),
            _ => continue,
        };
        let _ = writeln!(
            out,
            "# returns: {}{ty}",
            if results.len() > 1 { format!("{name} = ") } else { String::new() }
        );
    }
    let head: Vec<String> = inputs
        .iter()
        .map(|(name, _)| name.clone())
        .chain(results.iter().map(|(name, _)| format!("result: {name}")))
        .collect();
    let _ = writeln!(out, "{}", head.join(","));
    for row in rows {
        let found = results.iter().map(|(_, ty)| one_result(random, world, ty));
        let cells: Vec<String> = row.into_iter().chain(found).collect();
        let _ = writeln!(out, "{}", cells.join(","));
    }
    for (name, ty) in results {
        if helper {
            let args = inputs.iter().map(|(_, ty)| ty.clone()).collect();
            world.helpers.push((name, args, ty));
        } else if let Some(list) = per {
            world.lists[list].rules.push(Name { text: name, root: None, ty, asked: true });
        } else {
            let asked = !matches!(ty, Ty::Values(_));
            world.names.push(Name { text: name.clone(), root: Some(name), ty, asked });
        }
    }
    Some(out)
}

fn cell(random: &mut Random, world: &World, ty: &Ty) -> String {
    if random.chance(30) {
        return "-".to_owned();
    }
    let all = parts(random, world, ty);
    random.of(&all).clone()
}

/// Parts what an input that is not yet tested may be, so that exactly one row holds for each subject.
fn part(
    random: &mut Random,
    world: &World,
    inputs: &[(String, Ty)],
    row: Vec<String>,
    rows: &mut Vec<Vec<String>>,
) {
    let open: Vec<usize> = (0..inputs.len()).filter(|n| row[*n] == "-").collect();
    if open.is_empty() || (row.len() > open.len() && random.chance(35)) {
        rows.push(row);
        return;
    }
    let at = *random.of(&open);
    for cell in parts(random, world, &inputs[at].1) {
        let mut next = row.clone();
        next[at] = cell;
        part(random, world, inputs, next, rows);
    }
}

fn matrix(random: &mut Random, world: &mut World, at: usize) -> Option<String> {
    let all: Vec<&Name> =
        world.names.iter().filter(|n| matches!(n.ty, Ty::Enum(_)) && !n.text.starts_with('p')).collect();
    let (down, across) = (all.first()?, all.get(1 + random.below(all.len().checked_sub(1)?))?);
    let (Ty::Enum(a), Ty::Enum(b)) = (&down.ty, &across.ty) else { return None };
    let (a, b) = (&world.schemes[*a].values, &world.schemes[*b].values);
    let name = format!("t{at}_0");
    let ty = Ty::Number { whole: 4, scale: 2 };
    let mut out = format!(
        "# label: Matriks\n# basis: contoh\n# result: {name}\n{} \\ {},{}\n",
        down.text,
        across.text,
        b.join(",")
    );
    for value in a {
        let cells: Vec<String> = b.iter().map(|_| one_result(random, world, &ty)).collect();
        let _ = writeln!(out, "{value},{}", cells.join(","));
    }
    world.names.push(Name { text: name.clone(), root: Some(name), ty, asked: true });
    Some(out)
}
