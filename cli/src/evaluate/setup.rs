//! Opens what a population is evaluated with: pack, plan and files.

use std::path::Path;

use timbang::diagnostic::nearest;
use timbang::{Date, Plan, host, text};

use super::{Shaped, Shaper};
use crate::args::InputArgs;
use crate::commands::Layers;
use crate::failure::{BAD_HEADER, LIST_IN_CELL, Outcome, bad_option, failure};
use crate::input::{Format, Source};
use crate::join::{ChildSource, SORT_MEMORY, Subjects, Tell};
use crate::streams::Streams;

/// The rows of one subject that are kept even where its list may have fewer; it bounds memory.
const LEAST_KEPT: usize = 1000;

/// A population that is about to be evaluated.
pub(crate) struct Population {
    /// The plan.
    pub(crate) plan: Plan,
    shaper: Shaper,
    subjects: Subjects,
}

impl Population {
    /// The next subject as the engine takes it.
    pub(crate) fn next(&mut self, issues: &mut dyn Tell) -> Outcome<Option<Shaped>> {
        match self.subjects.next(issues)? {
            Some(subject) => self.shaper.shape(subject, issues).map(Some),
            None => Ok(None),
        }
    }
}

/// Reads the date of the rules. It must be given: whatever day it is today decides nothing in silence.
pub(crate) fn as_of(given: Option<&str>) -> Outcome<Date> {
    match given {
        Some(words) => Ok(host::date(words)?),
        None => Err(bad_option(
            text!("Tanggal aturan belum disebut.", "The date of the rules is not given."),
            text!("Tambahkan --as-of YYYY-MM-DD.", "Add --as-of YYYY-MM-DD."),
        )),
    }
}

/// A plan, and the files of a population.
pub(crate) struct Opened {
    /// The plan.
    pub(crate) plan: Plan,
    /// Another plan that reads the same rows.
    pub(crate) also: Option<Plan>,
    /// The main file.
    pub(crate) main: Source,
    /// The files of lists, each with the list fact that it fills.
    pub(crate) children: Vec<(String, Source)>,
    /// The source that maps their records.
    pub(crate) foreign: Option<timbang::intake::Source>,
}

/// Refuses a call that names no input.
pub(crate) fn check_named(args: &InputArgs) -> Outcome<()> {
    if args.input.is_empty() {
        return Err(bad_option(
            text!("Berkas masukan belum disebut.", "The input file is not given."),
            text!("Sebutkan berkasnya sesudah folder pack.", "Name the file after the folder of the pack."),
        ));
    }
    Ok(())
}

/// Opens the pack, makes the plan, and opens the files.
pub(crate) fn open_files(
    args: &InputArgs,
    layers: &Layers<'_>,
    streams: &mut Streams<'_>,
) -> Outcome<Opened> {
    check_named(args)?;
    let date = as_of(args.how.as_of.as_deref())?;
    let pack = layers.load(streams)?;
    let plan = pack.plan(date, &args.how.outputs)?;
    open_for((plan, None), args, streams)
}

/// Opens the files for a plan, and for another that reads the same rows.
pub(crate) fn open_for(
    (plan, also): (Plan, Option<Plan>),
    args: &InputArgs,
    streams: &mut Streams<'_>,
) -> Outcome<Opened> {
    let how = &args.how;
    let foreign = how.source.as_deref().map(|id| plan.source(id)).transpose()?;
    let main = Source::open(&args.input, how.input_format, streams)?;
    let mut children = Vec::new();
    for given in &how.lists {
        let Some((list, file)) = given.split_once('=') else {
            return Err(bad_option(
                text!("`--list {given}` tidak lengkap.", "`--list {given}` is not complete."),
                text!("Tulis --list FAKTA=BERKAS.", "Write --list FACT=FILE."),
            ));
        };
        // The format of the main input is not that of the others, unless they are piped too.
        let format =
            if file == "-" { how.input_format } else { Format::of(Path::new(file)).or(how.input_format) };
        children.push((list.to_owned(), Source::open(file, format, streams)?));
    }
    Ok(Opened { plan, also, main, children, foreign })
}

/// Opens everything and joins the files row by row.
pub(crate) fn open(
    args: &InputArgs,
    keep: &[String],
    layers: &Layers<'_>,
    streams: &mut Streams<'_>,
    issues: &mut dyn Tell,
) -> Outcome<Population> {
    open_files(args, layers, streams)?.join(args.how.key.as_deref(), keep, issues)
}

/// What shapes facts, and of each list the most rows that are kept; refuses lists that the pack does not have.
pub(crate) fn prepare(opened: &Opened, key: Option<&str>, keep: &[String]) -> Outcome<(Shaper, Vec<usize>)> {
    let mut shaper = Shaper::new(opened.plan.program(), key, keep);
    opened.also.iter().for_each(|also| shaper.also_for(also.program()));
    shaper.foreign(opened.foreign.clone());
    if key.is_none() && !opened.children.is_empty() {
        return Err(bad_option(
            text!("--list memerlukan kolom kunci.", "--list needs a key column."),
            text!(
                "Tambahkan --key KOLOM, kolom yang ada di semua berkas.",
                "Add --key COLUMN, the column that all files have."
            ),
        ));
    }
    let mut most = Vec::new();
    for (at, (list, _)) in opened.children.iter().enumerate() {
        let Some(shape) = shaper.list(list) else { return Err(no_list(&shaper, list)) };
        if opened.children.iter().take(at).any(|(other, _)| other == list) {
            return Err(bad_option(
                text!("--list {list} disebut dua kali.", "--list {list} is given twice."),
                text!("Gabungkan berkasnya menjadi satu.", "Put the files together into one."),
            ));
        }
        let own = usize::try_from(shape.max_items).unwrap_or(usize::MAX).saturating_add(1);
        most.push(own.max(LEAST_KEPT));
    }
    Ok((shaper, most))
}

impl Opened {
    /// Joins the files row by row.
    pub(crate) fn join(
        self,
        key: Option<&str>,
        keep: &[String],
        issues: &mut dyn Tell,
    ) -> Outcome<Population> {
        let (mut shaper, most) = prepare(&self, key, keep)?;
        let Opened { plan, main, children, .. } = self;
        let sources: Vec<ChildSource> = children
            .into_iter()
            .zip(most)
            .map(|((list, source), most)| ChildSource { list, source, most })
            .collect();
        let (name, format) = (main.name.clone(), main.format);
        // A fact that the source fills can tell subjects apart, but files are joined by what stands in their rows.
        let by = key.filter(|key| !sources.is_empty() || !shaper.is_mapped(key));
        let subjects = Subjects::join(main, by, sources, SORT_MEMORY, issues)?;
        shaper.decimal_commas(subjects.decimal_comma);
        for (list, _, comma) in &subjects.child_columns {
            shaper.join(list, *comma);
        }
        if let Some(columns) = &subjects.columns {
            check_header((&name, format), columns, keep, &mut shaper, issues)?;
        }
        for (list, columns, _) in &subjects.child_columns {
            if let Some(columns) = columns
                && shaper.check_foreign(Some(list), columns, issues)?
            {
                continue;
            }
            for column in columns.iter().flatten() {
                shaper.check_child_column(list, column, issues)?;
            }
        }
        Ok(Population { plan, shaper, subjects })
    }
}

/// Tells of what the header of the main file has that nobody uses; refuses what cannot be.
pub(crate) fn check_header(
    (file, format): (&str, Format),
    columns: &[String],
    keep: &[String],
    shaper: &mut Shaper,
    issues: &mut dyn Tell,
) -> Outcome<()> {
    for column in keep {
        if !columns.contains(column) && !shaper.is_mapped(column) {
            let near = nearest(column, columns.iter().map(String::as_str));
            let known = columns.join(", ");
            let help = near.map_or_else(
                || text!("Kolomnya: {known}.", "Its columns: {known}."),
                |near| text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?"),
            );
            return Err(failure(
                BAD_HEADER,
                text!("`{file}` tidak punya kolom `{column}`.", "`{file}` has no column `{column}`."),
                help,
            ));
        }
    }
    if shaper.check_foreign(None, columns, issues)? {
        return Ok(());
    }
    for column in columns {
        if shaper.list(column).is_some() && !format.is_columnar() {
            return Err(failure(
                LIST_IN_CELL,
                text!(
                    "`{file}`: kolom `{column}` adalah fakta daftar; satu sel tidak dapat memuat daftar.",
                    "`{file}`: the column `{column}` is a list fact; one cell cannot hold a list."
                ),
                text!(
                    "Taruh baris-barisnya di berkas sendiri: --list {column}={column}.csv --key KOLOM.",
                    "Put its rows into a file of their own: --list {column}={column}.csv --key COLUMN."
                ),
            ));
        }
        shaper.check_column(column, issues)?;
    }
    Ok(())
}

fn no_list(shaper: &Shaper, list: &str) -> crate::failure::Failure {
    let known: Vec<&str> = shaper.lists().map(|name| &**name).collect();
    let help = match nearest(list, known.iter().copied()) {
        Some(near) => text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?"),
        None => {
            let known = known.join(", ");
            text!("Fakta daftar pack ini: {known}.", "The list facts of this pack: {known}.")
        }
    };
    bad_option(
        text!("Pack ini tidak punya fakta daftar `{list}`.", "This pack has no list fact `{list}`."),
        help,
    )
}
