//! What an author waits for: a large pack is loaded and checked, and checked again after a change of one file.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
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

criterion_group!(benches, load);
criterion_main!(benches);
