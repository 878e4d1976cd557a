//! Seconds that a piece of work took.

use std::time::Instant;

use cpu_time::ProcessTime;

/// Seconds of work and of waiting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seconds {
    /// Of all threads of this process together.
    pub(crate) cpu: f64,
    /// On the wall.
    pub(crate) wall: f64,
}

/// Times a piece of work.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (T, Seconds) {
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    let done = work();
    let seconds = Seconds { cpu: cpu.elapsed().as_secs_f64(), wall: wall.elapsed().as_secs_f64() };
    (done, seconds)
}
