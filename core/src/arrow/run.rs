//! Runs a batch: chunk by chunk, side by side, results in the order of the input.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::Scored;
use super::arrays;
use super::bind::Bound;
use super::issues::Finder;
use super::options::{Batches, IssuesAs};
use super::outputs::Outputs;
use super::shape::Shown;
use super::store::{Piece, Stored, Window};
use super::told::Issues;
use super::triggers::{Called, Triggers};
use super::write::Ran;
use crate::eval::columnar::bound::Room;
use crate::eval::columnar::load::Loaded;
use crate::eval::columnar::run::{First, Frame};
use crate::eval::columnar::{CHUNK, Columnar};
use crate::plan::Plan;
use crate::text;
use crate::value::Error;

/// What a thread works with; kept between chunks, so that nothing is allocated again.
pub(super) struct Worker {
    clean: Frame<First>,
    loaded: Loaded,
    room: Room,
    finder: Option<Finder>,
}

/// A chunk to be run.
struct Task<'a> {
    rows: Range<usize>,
    windows: Vec<Window<'a>>,
}

/// What came of a chunk besides what was written into its windows.
struct Done {
    pieces: Vec<(usize, Piece)>,
    called: Option<Called>,
    issues: Option<Issues>,
}

/// What a batch is run with.
struct Job<'a> {
    plan: &'a Plan,
    columnar: &'a Columnar,
    bound: &'a Bound,
    shown: &'a [Shown],
    triggers: Option<&'a Triggers>,
    issues: bool,
}

impl Worker {
    fn new(columnar: &Columnar) -> Worker {
        let code = &columnar.code;
        Worker { clean: Frame::new(code), loaded: Loaded::new(code), room: Room::default(), finder: None }
    }

    fn run(&mut self, job: &Job<'_>, task: Task<'_>) -> Done {
        let code = &job.columnar.code;
        let program = job.plan.program();
        let first = task.rows.start;
        job.bound.load(code, task.rows, &mut self.loaded, &mut self.room);
        self.clean.run(code, &mut self.loaded, &job.columnar.host);
        let ran = Ran { code, frame: &self.clean, loaded: &self.loaded };
        let written = job.shown.iter().zip(task.windows).enumerate();
        let pieces =
            written.filter_map(|(at, (shown, window))| Some((at, ran.write(shown, window)?))).collect();
        let called = job.triggers.map(|all| all.collect(program, code, &self.clean, &self.loaded));
        let mut finder = job.issues.then(|| self.finder.get_or_insert_with(|| Finder::new(code)));
        // What a trigger calls for may be an input, so it is looked at before these are handed back.
        if let Some(finder) = &mut finder {
            finder.look((code, program, job.triggers), &self.clean, &self.loaded);
        }
        self.clean.give_back(code, &mut self.loaded);
        let issues = finder
            .map(|finder| finder.find((job.columnar, job.triggers), &self.clean, &mut self.loaded, first));
        Done { pieces, called, issues }
    }
}

impl Batches {
    /// Evaluates a record batch.
    ///
    /// # Errors
    /// `T3020` for a column whose type cannot hold its fact, `T3021` for two columns of one name, `T3022` where the
    /// call was cancelled, `T3023` where results do not fit an Arrow array, `T3024` for a kept column that does
    /// not exist or is named as an output.
    pub fn evaluate(&self, batch: &RecordBatch) -> Result<Scored, Error> {
        let mut outputs = Outputs::new();
        let kept = arrays::kept(self, batch)?;
        let unused = self.evaluate_into(batch, &mut outputs)?;
        let (batch, issues) = arrays::results(self, kept, &mut outputs)?;
        Ok(Scored { batch, issues, unused })
    }

    /// Evaluates a record batch into room that is kept between batches; gives the columns that were not used.
    ///
    /// # Errors
    /// As [`Batches::evaluate`].
    pub fn evaluate_into(&self, batch: &RecordBatch, outputs: &mut Outputs) -> Result<Vec<String>, Error> {
        outputs.prepare(&self.plan);
        let columnar = &*self.plan.columnar();
        let bound = Bound::new(self.plan.program(), &columnar.code, batch, &self.keep)?;
        outputs.rows = batch.num_rows();
        let Outputs { shown, stored, workers, rows, triggers, called, issues, .. } = outputs;
        called.clear();
        issues.clear();
        let job = Job {
            plan: &self.plan,
            columnar,
            bound: &bound,
            shown,
            triggers: triggers.as_ref(),
            issues: self.issues != IssuesAs::Nothing,
        };
        let tasks = tasks(shown, stored, *rows);
        let told = AtomicUsize::new(0);
        let work = |task: Task<'_>| -> Result<Done, Error> {
            if self.cancel.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed)) {
                return Err(cancelled());
            }
            let count = task.rows.len();
            let mut worker = take(workers).unwrap_or_else(|| Worker::new(columnar));
            let done = worker.run(&job, task);
            give_back(workers, worker);
            if let Some(tell) = &self.progress {
                tell(told.fetch_add(count, Ordering::Relaxed).saturating_add(count), *rows);
            }
            Ok(done)
        };
        let done = self.side_by_side(tasks, &work)?;
        for done in done {
            called.extend(done.called);
            issues.extend(done.issues);
            for (at, piece) in done.pieces {
                if let Some(stored) = stored.get_mut(at) {
                    stored.pieces.push(piece);
                }
            }
        }
        Ok(bound.unused)
    }

    /// Works on several things at once, as many as there are threads.
    pub(super) fn side_by_side<T: Send, D: Send>(
        &self,
        tasks: Vec<T>,
        work: &(dyn Fn(T) -> Result<D, Error> + Sync),
    ) -> Result<Vec<D>, Error> {
        if self.threads == Some(1) || tasks.len() < 2 {
            return tasks.into_iter().map(work).collect();
        }
        let all = || tasks.into_par_iter().map(work).collect();
        let Some(threads) = self.threads else { return all() };
        let start = || rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
        match self.pool.get_or_init(start) {
            Some(pool) => pool.install(all),
            // Where no threads can be started, those that run already do.
            None => all(),
        }
    }
}

fn tasks<'a>(shown: &[Shown], stored: &'a mut [Stored], rows: usize) -> Vec<Task<'a>> {
    let starts = (0..rows).step_by(CHUNK);
    let mut tasks: Vec<Task<'a>> = starts
        .map(|from| Task { rows: from..from.saturating_add(CHUNK).min(rows), windows: Vec::new() })
        .collect();
    for (shown, stored) in shown.iter().zip(stored) {
        for (task, window) in tasks.iter_mut().zip(stored.windows(shown, rows, CHUNK)) {
            task.windows.push(window);
        }
    }
    tasks
}

fn take(workers: &Mutex<Vec<Worker>>) -> Option<Worker> {
    workers.lock().ok()?.pop()
}

fn give_back(workers: &Mutex<Vec<Worker>>, worker: Worker) {
    if let Ok(mut workers) = workers.lock() {
        workers.push(worker);
    }
}

fn cancelled() -> Error {
    Error::new(
        "T3022",
        text!("Evaluasi dihentikan sebelum selesai.", "The evaluation was stopped before its end."),
    )
    .with_help(text!(
        "Tidak ada hasil sebagian; jalankan lagi bila perlu.",
        "There are no partial results; run it again if you need them."
    ))
}
