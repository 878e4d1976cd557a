//! Sorts records by key on disk.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::damaged;
use crate::failure::{Outcome, unwritable};

/// How many sorted files are merged at once, which bounds open files.
const FAN_IN: usize = 32;

/// The most bytes that one part of a record may have; beyond it the file is damaged.
const MAX_PART: u32 = 1 << 30;

/// A record: ordered by key, then by its place among those pushed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Record {
    /// What it is sorted by.
    pub(crate) key: Vec<u8>,
    /// Where it stood, from the caller.
    pub(crate) sequence: u64,
    /// What it holds.
    pub(crate) payload: Vec<u8>,
}

/// Takes records in any order.
pub(crate) struct Sorter {
    memory: usize,
    used: usize,
    held: Vec<Record>,
    /// Sorted files; those of level n hold about `FAN_IN` to the power of n times the memory.
    levels: Vec<Vec<File>>,
}

impl Sorter {
    /// Sorts with so many bytes of memory for records.
    pub(crate) fn new(memory: usize) -> Sorter {
        Sorter { memory, used: 0, held: Vec::new(), levels: Vec::new() }
    }

    /// Takes a record.
    pub(crate) fn push(&mut self, key: &[u8], sequence: u64, payload: &[u8]) -> Outcome<()> {
        // A record costs its bytes and the places where they are kept.
        let cost = key.len().saturating_add(payload.len()).saturating_add(96);
        if !self.held.is_empty() && self.used.saturating_add(cost) > self.memory {
            self.spill()?;
        }
        self.used = self.used.saturating_add(cost);
        self.held.push(Record { key: key.to_vec(), sequence, payload: payload.to_vec() });
        Ok(())
    }

    fn spill(&mut self) -> Outcome<()> {
        let mut held = std::mem::take(&mut self.held);
        self.used = 0;
        held.sort_unstable();
        let run = write_run(held.into_iter().map(Ok))?;
        self.keep(run, 0)
    }

    /// Puts a sorted file on its level; a full level becomes one file of the next.
    fn keep(&mut self, run: File, level: usize) -> Outcome<()> {
        let (mut run, mut level) = (run, level);
        loop {
            while self.levels.len() <= level {
                self.levels.push(Vec::new());
            }
            let Some(runs) = self.levels.get_mut(level) else { return Ok(()) };
            runs.push(run);
            if runs.len() < FAN_IN {
                return Ok(());
            }
            let full = std::mem::take(runs);
            run = write_run(Merged::new(full)?)?;
            level = level.saturating_add(1);
        }
    }

    /// The records in order.
    pub(crate) fn finish(mut self) -> Outcome<Sorted> {
        if self.levels.is_empty() {
            let mut held = std::mem::take(&mut self.held);
            held.sort_unstable();
            return Ok(Sorted::Held(held.into_iter()));
        }
        if !self.held.is_empty() {
            self.spill()?;
        }
        let mut runs: Vec<File> = self.levels.into_iter().flatten().collect();
        while runs.len() > FAN_IN {
            let few: Vec<File> = runs.drain(..FAN_IN).collect();
            runs.push(write_run(Merged::new(few)?)?);
        }
        Ok(Sorted::Merged(Merged::new(runs)?))
    }
}

/// Records in order.
pub(crate) enum Sorted {
    /// All fitted into memory.
    Held(std::vec::IntoIter<Record>),
    /// They are merged from disk.
    Merged(Merged),
}

impl Sorted {
    /// The next record.
    pub(crate) fn next(&mut self) -> Outcome<Option<Record>> {
        match self {
            Sorted::Held(records) => Ok(records.next()),
            Sorted::Merged(merged) => merged.next().transpose(),
        }
    }
}

/// Merges sorted files.
pub(crate) struct Merged {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(Record, usize)>>,
}

impl Merged {
    fn new(files: Vec<File>) -> Outcome<Merged> {
        let mut merged = Merged { runs: Vec::new(), heads: BinaryHeap::new() };
        for mut file in files {
            file.rewind().map_err(|error| temporary(&error))?;
            merged.runs.push(BufReader::with_capacity(1 << 16, file));
        }
        for at in 0..merged.runs.len() {
            merged.refill(at)?;
        }
        Ok(merged)
    }

    fn refill(&mut self, at: usize) -> Outcome<()> {
        if let Some(run) = self.runs.get_mut(at)
            && let Some(record) = read_record(run)?
        {
            self.heads.push(Reverse((record, at)));
        }
        Ok(())
    }
}

impl Iterator for Merged {
    type Item = Outcome<Record>;

    fn next(&mut self) -> Option<Outcome<Record>> {
        let Reverse((record, at)) = self.heads.pop()?;
        Some(self.refill(at).map(|()| record))
    }
}

fn temporary(error: &io::Error) -> crate::failure::Failure {
    unwritable(&std::env::temp_dir(), error)
}

fn write_run(records: impl Iterator<Item = Outcome<Record>>) -> Outcome<File> {
    // The file has no name, so that nothing is left of it however the run ends.
    let file = tempfile::tempfile().map_err(|error| temporary(&error))?;
    let mut writer = BufWriter::with_capacity(1 << 16, file);
    for record in records {
        let record = record?;
        let length = |part: &[u8]| u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes();
        for part in [
            &length(&record.key)[..],
            &record.key,
            &record.sequence.to_le_bytes(),
            &length(&record.payload),
            &record.payload,
        ] {
            writer.write_all(part).map_err(|error| temporary(&error))?;
        }
    }
    writer.into_inner().map_err(|error| temporary(error.error()))
}

fn read_record(run: &mut impl Read) -> Outcome<Option<Record>> {
    let mut first = [0u8; 4];
    let mut have = 0usize;
    while let Some(rest) = first.get_mut(have..).filter(|rest| !rest.is_empty()) {
        let count = run.read(rest).map_err(|error| temporary(&error))?;
        if count == 0 {
            return if have == 0 { Ok(None) } else { Err(damaged()) };
        }
        have = have.saturating_add(count);
    }
    let key = read_part(run, u32::from_le_bytes(first))?;
    let mut sequence = [0u8; 8];
    run.read_exact(&mut sequence).map_err(|_| damaged())?;
    let mut length = [0u8; 4];
    run.read_exact(&mut length).map_err(|_| damaged())?;
    let payload = read_part(run, u32::from_le_bytes(length))?;
    Ok(Some(Record { key, sequence: u64::from_le_bytes(sequence), payload }))
}

fn read_part(run: &mut impl Read, length: u32) -> Outcome<Vec<u8>> {
    if length > MAX_PART {
        return Err(damaged());
    }
    let mut part = Vec::new();
    let count = run.take(u64::from(length)).read_to_end(&mut part).map_err(|error| temporary(&error))?;
    if u32::try_from(count) != Ok(length) {
        return Err(damaged());
    }
    Ok(part)
}
