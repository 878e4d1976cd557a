//! A seeded population of invented employees, written as CSV for the facts of `rules/nasional`, and of the packs that
//! extend it.
//!
//! One main file and a child file for each list fact. Every employee is drawn from the seed and the number of
//! the row alone, so that the first rows of a large population are those of a small one, and the memory used
//! does not grow with the count. Only integers are calculated with, so that all platforms write the same bytes.
//!
//! Nobody in it exists: names are numbers, and the employee numbers begin with 9999, a year of birth that no
//! one has.

mod appraisal;
mod behaviour;
mod career;
mod competence;
mod conversion;
mod discipline;
mod employee;
mod faults;
mod parquet;
mod periods;
mod person;
mod plan;
mod position;
mod profile;
mod regions;
mod schema;
mod streams;
#[cfg(test)]
mod tests;
mod text;
mod training;
mod unit;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use employee::Employee;
use streams::Draws;

pub use parquet::write_parquet;
pub use regions::Place;
pub use schema::Table;

/// How many employees are drawn, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The count of employees.
    pub rows: u64,
    /// The seed; the same seed gives the same bytes.
    pub seed: u64,
    /// The place whose own facts are drawn too.
    pub place: Option<Place>,
}

impl Default for Options {
    /// The sample that is kept beside the national rules.
    fn default() -> Options {
        Options { rows: 400, seed: 1, place: None }
    }
}

impl Options {
    /// The sample that is kept beside the rules of a place.
    #[must_use]
    pub fn of(place: Place) -> Options {
        Options { rows: 80, seed: place.seed(), place: Some(place) }
    }

    /// Gives the files in the order in which they are written: the main one, then one for each list fact.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        schema::tables(self.place)
    }
}

/// Writes the population into a folder, a file for each of [`Options::tables`].
///
/// # Errors
///
/// When the folder or a file in it cannot be written.
pub fn write_folder(folder: &Path, options: Options) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut files = Vec::new();
    for table in options.tables() {
        files.push(BufWriter::new(File::create(folder.join(table.file))?));
    }
    write(&mut files, options)?;
    files.iter_mut().try_for_each(Write::flush)
}

/// Writes the population to one writer for each of [`Options::tables`], in that order.
///
/// # Errors
///
/// When a writer fails.
///
/// # Example: a population in memory
///
/// ```
/// use timbang_benches::population::{Options, write};
///
/// let options = Options { rows: 3, seed: 7, ..Options::default() };
/// let mut files = vec![Vec::new(); options.tables().len()];
/// write(&mut files, options)?;
/// assert_eq!(files[0].iter().filter(|byte| **byte == b'\n').count(), 4, "a header and three employees");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write<W: Write>(files: &mut [W], options: Options) -> io::Result<()> {
    for (file, table) in files.iter_mut().zip(options.tables()) {
        writeln!(file, "{}", table.columns().collect::<Vec<_>>().join(","))?;
    }
    each(options, |table, cells| match files.get_mut(table) {
        Some(file) => writeln!(file, "{}", cells.join(",")),
        None => Ok(()),
    })
}

/// Hands on the rows of all employees, each with the number of its table.
fn each<E>(options: Options, mut take: impl FnMut(usize, Vec<String>) -> Result<(), E>) -> Result<(), E> {
    for row in 0..options.rows {
        let draws = Draws { seed: options.seed, row };
        let mut employee = Employee::draw(draws, options.place);
        faults::spoil(&mut employee, draws);
        for (table, rows) in employee.into_tables().into_iter().enumerate() {
            for cells in rows {
                take(table, cells)?;
            }
        }
    }
    Ok(())
}
