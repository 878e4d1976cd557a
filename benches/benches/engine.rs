//! Criterion benches: reading a pack, planning, one subject, a batch of workload W.
fn main() {}
