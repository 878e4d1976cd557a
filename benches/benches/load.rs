//! What an author waits for: a large pack is loaded and checked, and checked again after a change of one file.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use timbang::Workspace;
use timbang::source::{Files, read_folder};
use timbang_benches::large_pack::large_pack;

fn load(c: &mut Criterion) {
    let large = large_pack(1);
    c.bench_function("load: 500 rules and 100 tables", |b| {
        b.iter_batched(|| large.clone(), |files| black_box(timbang::check(files)), BatchSize::SmallInput);
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
    let national: Files = read_folder(&folder).unwrap_or_default();
    c.bench_function("load: rules/nasional", |b| {
        b.iter_batched(|| national.clone(), |files| black_box(timbang::check(files)), BatchSize::SmallInput);
    });
}

/// A change of one file: where, what is written there, and what instead.
const CHANGES: [(&str, &str, &str, &str); 7] = [
    ("a rule", "t07/nilai.rhai", "* faktor_jabatan_t07, 2)", "* faktor_jabatan_t07 / 2, 2)"),
    ("a rule of a list", "t07/butir.rhai", "bobot * faktor / 100", "bobot * faktor / 200"),
    ("a rule, broken", "t07/nilai.rhai", "* faktor_jabatan_t07, 2)", "* faktor_jabatan_t07, "),
    ("a table", "tables/kelas_t07.csv", "-,-,1,", "-,-,0,"),
    ("a parameter", "parameters/t07.toml", "pertama = \"60%\"", "pertama = \"61%\""),
    ("a fact", "facts/t07.toml", "scale = 2", "scale = 1"),
    ("an enum that all rules use", "facts/umum.toml", "\"Jenjang\"", "\"Jenjang jabatan\""),
];

fn check_again(c: &mut Criterion) {
    let workspace = Workspace::new(large_pack(1));
    for (name, path, old, new) in CHANGES {
        let files = &workspace.report().files;
        let text = files.find(path).and_then(|id| files.get(id)).map_or("", |file| &*file.text);
        assert!(text.contains(old), "{path} does not hold {old}");
        let changed = text.replacen(old, new, 1);
        c.bench_function(&format!("check again: {name}"), |b| {
            b.iter_batched(
                || changed.clone().into_bytes(),
                |contents| black_box(workspace.with_file(path, contents)),
                BatchSize::SmallInput,
            );
        });
    }
}

criterion_group!(benches, load, check_again);
criterion_main!(benches);
