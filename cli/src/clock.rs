//! The one place that measures time: how long a run took, for people.

/// Measures the time since it was started.
#[expect(clippy::disallowed_types, reason = "elapsed time is shown to people and enters no result")]
pub(crate) struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts measuring.
    #[expect(clippy::disallowed_types, reason = "elapsed time is shown to people and enters no result")]
    pub(crate) fn start() -> Stopwatch {
        Stopwatch(std::time::Instant::now())
    }

    /// The milliseconds since the start.
    pub(crate) fn milliseconds(&self) -> u128 {
        self.0.elapsed().as_millis()
    }
}
