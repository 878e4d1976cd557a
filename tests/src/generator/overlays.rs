//! Overlays: what a region may add to a generated pack and change in it.

use super::random::Random;
use super::world::{Ty, World};
use super::{Overlay, rules, schema};

const MANIFEST: &str = "format = 1\nid = \"daerah\"\nversion = \"0.1.0\"\ntitle = \"Daerah\"\n\
    subject = \"pegawai\"\noutputs = []\n[extends]\nid = \"uji\"\nversion = \"0.1.0\"\n";

/// Draws an overlay; what it declares joins the world.
pub(super) fn draw(random: &mut Random, world: &mut World) -> Overlay {
    let mut files = vec![("pack.toml".to_owned(), MANIFEST.to_owned())];
    // A helper is seen in its own pack; one that is a table, everywhere.
    world.helpers.retain(|(name, ..)| !name.starts_with("bantu"));
    files.push(("facts.toml".to_owned(), schema::fact(random, world, "g0")));
    if random.chance(60) {
        files.push(("catalogue.csv".to_owned(), schema::catalogue(random, "L")));
    }
    if random.chance(60) {
        let value = random.within(-9, 99);
        files.push(("parameters/a.toml".to_owned(), format!("[p0]\nbasis = \"daerah\"\nvalue = {value}\n")));
    }
    let mut drawn = Vec::new();
    for (number, (promotion, before)) in world.promotions.clone().into_iter().enumerate() {
        if random.chance(70) {
            let tags = format!("/// @kind requirement\n/// @adds_to {promotion}\n");
            drawn.push(rules::within(random, world, &format!("s{number}"), before, &tags, &Ty::Truth));
        }
    }
    for (name, ty, before) in world.open.clone() {
        if random.chance(70) {
            drawn.push(rules::within(random, world, &name, before, "", &ty));
        }
    }
    for at in 0..1 + random.below(3) {
        drawn.extend(rules::one(random, world, &format!("g{}", at + 1)));
    }
    Overlay { files, rules: drawn }
}
