//! Holds a row to a length, so that an unclosed quote does not read a whole file into memory.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// How many more bytes may be read before somebody says that a row has ended, and what was read last.
#[derive(Clone)]
pub(crate) struct Allowance(Rc<Progress>);

struct Progress {
    left: Cell<u64>,
    total: Cell<u64>,
    last: Cell<u8>,
}

impl Allowance {
    /// Allows another row.
    pub(crate) fn renew(&self, bytes: u64) {
        self.0.left.set(bytes);
    }

    /// Whether so many bytes are all that was read, and they do not end with a line.
    pub(crate) fn ends_within_line(&self, bytes: u64) -> bool {
        self.0.total.get() == bytes && self.0.last.get() != b'\n'
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
        let read = Progress { left: Cell::new(bytes), total: Cell::new(0), last: Cell::new(b'\n') };
        let left = Allowance(Rc::new(read));
        (Limited { inner, left: left.clone() }, left)
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = &self.left.0;
        let left = read.left.get();
        if left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "row"));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let Some(part) = buffer.get_mut(..most) else { return Ok(0) };
        let count = self.inner.read(part)?;
        if let Some(last) = count.checked_sub(1).and_then(|at| part.get(at)) {
            read.last.set(*last);
        }
        let count_wide = u64::try_from(count).unwrap_or(u64::MAX);
        read.total.set(read.total.get().saturating_add(count_wide));
        read.left.set(left.saturating_sub(count_wide));
        Ok(count)
    }
}
