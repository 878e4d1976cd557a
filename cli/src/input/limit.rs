//! Holds a row to a length, so that an unclosed quote does not read a whole file into memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// How many more bytes may be read before somebody says that a row has ended, and what was read last.
#[derive(Clone)]
pub(crate) struct Allowance(Arc<Progress>);

// Reader and limit go to another thread together, and only one thread at a time looks at these.
struct Progress {
    left: AtomicU64,
    total: AtomicU64,
    last: AtomicU8,
}

impl Allowance {
    /// Allows another row.
    pub(crate) fn renew(&self, bytes: u64) {
        self.0.left.store(bytes, Ordering::Relaxed);
    }

    /// Whether so many bytes are all that was read, and they do not end with a line.
    pub(crate) fn ends_within_line(&self, bytes: u64) -> bool {
        self.0.total.load(Ordering::Relaxed) == bytes && self.0.last.load(Ordering::Relaxed) != b'\n'
    }
}

/// Reads until the allowance is used up, then fails.
pub(crate) struct Limited<R> {
    inner: R,
    left: Allowance,
}

impl<R: Read> Limited<R> {
    /// Puts a limit on a reader.
    pub(crate) fn new(inner: R, bytes: u64) -> (Limited<R>, Allowance) {
        let read =
            Progress { left: AtomicU64::new(bytes), total: AtomicU64::new(0), last: AtomicU8::new(b'\n') };
        let left = Allowance(Arc::new(read));
        (Limited { inner, left: left.clone() }, left)
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = &self.left.0;
        let left = read.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "row"));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let Some(part) = buffer.get_mut(..most) else { return Ok(0) };
        let count = self.inner.read(part)?;
        if let Some(last) = count.checked_sub(1).and_then(|at| part.get(at)) {
            read.last.store(*last, Ordering::Relaxed);
        }
        let count_wide = u64::try_from(count).unwrap_or(u64::MAX);
        read.total.fetch_add(count_wide, Ordering::Relaxed);
        read.left.store(left.saturating_sub(count_wide), Ordering::Relaxed);
        Ok(count)
    }
}
