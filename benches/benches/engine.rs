//! Criterion benches: reading a pack, planning, one subject, a batch of workload W.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run is a bug to be seen")]

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use timbang::arrow::Outputs;
use timbang::{Facts, Pack};
use timbang_benches::workload::{People, Quality, plan};

fn load(c: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/nasional");
    c.bench_function("load the national rules", |b| b.iter(|| Pack::from_dir(&folder).unwrap()));
    let fresh = || Pack::from_dir(&folder).unwrap();
    c.bench_function("plan the national rules", |b| {
        b.iter_batched(
            fresh,
            |pack| pack.plan(timbang::date(2025, 12, 31), pack.default_outputs()).unwrap(),
            BatchSize::PerIteration,
        );
    });
}

fn one(c: &mut Criterion) {
    let plan = plan().unwrap();
    let person = People { seed: 7, quality: Quality::AsDescribed }.person(1);
    let text = person.facts().to_string();
    let facts = Facts::from_json_text(&text).unwrap();
    c.bench_function("one subject", |b| b.iter(|| plan.evaluate(black_box(&facts)).unwrap()));
    c.bench_function("one subject with an explanation", |b| {
        b.iter(|| plan.evaluate(black_box(&facts)).unwrap().why("eligible").unwrap().to_string());
    });
    c.bench_function("one subject, JSON text in and out", |b| {
        b.iter(|| {
            let facts = Facts::from_json_text(black_box(&text)).unwrap();
            plan.evaluate(&facts).unwrap().to_json().to_string()
        });
    });
}

fn batch(c: &mut Criterion) {
    let plan = plan().unwrap();
    let batch = People { seed: 7, quality: Quality::AsDescribed }.batch(0..65_536).unwrap();
    let engine = plan.batches().threads(1);
    let mut room = Outputs::new();
    let mut group = c.benchmark_group("workload W");
    group.throughput(Throughput::Elements(65_536));
    group
        .bench_function("a batch of 65,536", |b| b.iter(|| engine.evaluate_into(&batch, &mut room).unwrap()));
    group.finish();
}

criterion_group!(benches, load, one, batch);
criterion_main!(benches);
