//! Reading, evaluating and writing side by side: while a batch is evaluated the next is read, and the last is written.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use timbang::Lang;
use timbang::arrow::Batches;

use super::evaluating::{Done, Evaluating};
use super::joining::{Joining, Subjects};
use crate::failure::{Failure, Outcome};
use crate::join::{InputIssue, Tell};

/// How many issues are handed on at a time; there may be more of them than fit into memory.
const ISSUES: usize = 1_024;

/// What one stage hands to the next.
enum Step<T> {
    Issues(Vec<InputIssue>),
    Batch(Box<T>),
    Failed(Failure),
}

/// Takes what comes of it, in order.
pub(super) trait Take: Tell {
    /// Takes some subjects.
    fn take(&mut self, done: Done) -> Outcome<()>;
}

/// Runs to the end; one thread does one thing after the other.
pub(super) fn run(
    mut joining: Joining,
    mut evaluating: Evaluating,
    (batches, threads, lang): (&Batches, Option<usize>, Lang),
    to: &mut dyn Take,
) -> Outcome<()> {
    if threads == Some(1) {
        while let Some(subjects) = joining.next(&mut Through(to))? {
            let done = evaluating.evaluate(batches, &subjects, lang)?;
            drop(subjects);
            to.take(done)?;
        }
        return Ok(());
    }
    std::thread::scope(|scope| {
        let (read, to_evaluate) = sync_channel(1);
        let (evaluated, to_write) = sync_channel(1);
        scope.spawn(move || reading(&mut joining, &read));
        scope.spawn(move || {
            for step in to_evaluate {
                let step = match step {
                    Step::Issues(issues) => Step::Issues(issues),
                    Step::Failed(failure) => Step::Failed(failure),
                    Step::Batch(subjects) => match evaluating.evaluate(batches, &subjects, lang) {
                        Ok(done) => Step::Batch(Box::new(done)),
                        Err(failure) => Step::Failed(failure),
                    },
                };
                // Where nobody takes it any more, the reason is known there.
                if evaluated.send(step).is_err() {
                    return;
                }
            }
        });
        writing(to_write, to)
    })
}

fn reading(joining: &mut Joining, to: &SyncSender<Step<Subjects>>) {
    let mut telling = Telling { to, waiting: Vec::new() };
    let failed = loop {
        let subjects = joining.next(&mut telling);
        match subjects.and_then(|subjects| telling.pass_on().map(|()| subjects)) {
            Ok(Some(subjects)) => {
                if to.send(Step::Batch(Box::new(subjects))).is_err() {
                    return;
                }
            }
            Ok(None) => return,
            Err(failure) => break failure,
        }
    };
    // A failed hand-over means that the next stage has ended and knows why.
    drop(to.send(Step::Failed(failed)));
}

fn writing(from: Receiver<Step<Done>>, to: &mut dyn Take) -> Outcome<()> {
    for step in from {
        match step {
            Step::Issues(issues) => {
                for issue in issues {
                    to.tell(issue)?;
                }
            }
            Step::Batch(done) => to.take(*done)?,
            Step::Failed(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// Hands issues on to the next stage.
struct Telling<'s> {
    to: &'s SyncSender<Step<Subjects>>,
    waiting: Vec<InputIssue>,
}

impl Telling<'_> {
    fn pass_on(&mut self) -> Outcome<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let sent = self.to.send(Step::Issues(std::mem::take(&mut self.waiting)));
        sent.map_err(|_| Failure::Closed)
    }
}

impl Tell for Telling<'_> {
    fn tell(&mut self, issue: InputIssue) -> Outcome<()> {
        self.waiting.push(issue);
        if self.waiting.len() < ISSUES { Ok(()) } else { self.pass_on() }
    }
}

/// Tells what takes results.
struct Through<'t>(&'t mut dyn Take);

impl Tell for Through<'_> {
    fn tell(&mut self, issue: InputIssue) -> Outcome<()> {
        self.0.tell(issue)
    }
}
