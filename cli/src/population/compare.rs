//! `timbang compare`: two plans over a population.

use std::io::Write as _;
use std::path::Path;

use timbang::compare::Moved;
use timbang::{Lang, host, text};

use super::args::CompareArgs;
use super::source::{Batch, Batches};
use crate::commands::Layers;
use crate::evaluate::{as_of, distinct};
use crate::failure::{Outcome, bad_option};
use crate::input::Format;
use crate::output::Target;
use crate::streams::Streams;

/// Compares the rules of a pack with another pack, another day, or other parameters.
pub(crate) fn compare(args: &CompareArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let (lang, how) = (layers.lang, &args.input.how);
    distinct(&args.input, &[args.shown.out.as_deref(), args.movers.as_deref()])?;
    let (day, to_day) = {
        let day = as_of(how.as_of.as_deref())?;
        (day, args.to_as_of.as_deref().map(host::date).transpose()?.unwrap_or(day))
    };
    let by: Vec<String> = host::groupings(&args.by)?.iter().map(|by| by.column().to_owned()).collect();
    let pack = layers.load(streams)?;
    let proposed = match &args.to {
        Some(to) => {
            let bases = if args.to_bases.is_empty() { layers.bases } else { &args.to_bases };
            Layers { bases, pack: to, lang }.load(streams)?
        }
        None => pack.clone(),
    };
    let proposed = host::with_parameters(&proposed, to_day, &args.set)?;
    let (before, after) = host::plans((&pack, day), (&proposed, to_day), &how.outputs)?;
    let mut comparing = host::compare(&before, &after, &args.by, args.explained)?;
    let mut movers = Movers::open(args.movers.as_deref(), lang)?;
    let mut batches = Batches::open(&args.input, (&before, Some(&after)), &by, lang, streams)?;
    let key = how.key.as_deref().unwrap_or("");
    while let Some(batch) = batches.next(streams)? {
        let moved = match &batch {
            Batch::Rows(subjects) => comparing.add(subjects)?,
            Batch::Table(batch) => comparing.add_batch(batch, key)?,
        };
        movers.add(&moved)?;
    }
    batches.finish(streams)?;
    let compared = comparing.finish()?;
    movers.finish()?;
    super::write(&host::compared(&compared, args.shown.format(), lang)?, &args.shown, streams)?;
    Ok(0)
}

/// The file of those who moved, written as they are found.
struct Movers<'a> {
    target: Option<Target<'a>>,
    as_lines_of_json: bool,
    lang: Lang,
}

impl Movers<'_> {
    fn open<'a>(path: Option<&Path>, lang: Lang) -> Outcome<Movers<'a>> {
        let as_lines_of_json = match path.map(|path| (path, Format::of(path))) {
            None | Some((_, Some(Format::Csv))) => false,
            Some((_, Some(Format::Ndjson))) => true,
            Some((path, _)) => {
                let path = path.display();
                return Err(bad_option(
                    text!(
                        "Bentuk `{path}` tidak dapat diketahui dari akhir namanya.",
                        "The format of `{path}` cannot be told from the end of its name."
                    ),
                    text!("Beri nama .csv atau .ndjson.", "Name it .csv or .ndjson."),
                ));
            }
        };
        let mut target = path.map(Target::file).transpose()?;
        if let Some(to) = target.as_mut().filter(|_| !as_lines_of_json) {
            write!(to, "{}", Moved::csv_head()).map_err(|error| to.failure(&error))?;
        }
        Ok(Movers { target, as_lines_of_json, lang })
    }

    fn add(&mut self, moved: &[Moved]) -> Outcome<()> {
        let Some(to) = &mut self.target else { return Ok(()) };
        for one in moved {
            let line =
                if self.as_lines_of_json { format!("{}\n", one.to_json()) } else { one.csv_line(self.lang) };
            write!(to, "{line}").map_err(|error| to.failure(&error))?;
        }
        Ok(())
    }

    fn finish(self) -> Outcome<()> {
        self.target.map_or(Ok(()), Target::commit)
    }
}
