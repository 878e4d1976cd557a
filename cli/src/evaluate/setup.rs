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

/// Opens the pack, makes the plan, and opens and joins the files.
pub(crate) fn open(
    args: &InputArgs,
    keep: &[String],
    layers: &Layers<'_>,
    streams: &mut Streams<'_>,
    issues: &mut dyn Tell,
) -> Outcome<Population> {
    check_named(args)?;
    let date = as_of(args.how.as_of.as_deref())?;
    let pack = layers.load(streams)?;
    let plan = pack.plan(date, &args.how.outputs)?;
    open_for((plan, None), args, keep, streams, issues)
}

/// Opens and joins the files for a plan, and for another that reads the same rows.
pub(crate) fn open_for(
    (plan, also): (Plan, Option<&Plan>),
    args: &InputArgs,
    keep: &[String],
    streams: &mut Streams<'_>,
    issues: &mut dyn Tell,
) -> Outcome<Population> {
    let how = &args.how;
    let foreign = how.source.as_deref().map(|id| plan.source(id)).transpose()?;
    let source = Source::open(&args.input, how.input_format, streams)?;
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
    joined((plan, also), source, children, foreign, (how.key.as_deref(), keep), issues)
}

/// Joins opened files for a plan.
pub(crate) fn join(
    plan: Plan,
    source: Source,
    children: Vec<(String, Source)>,
    foreign: Option<timbang::intake::Source>,
    columns: (Option<&str>, &[String]),
    issues: &mut dyn Tell,
) -> Outcome<Population> {
    joined((plan, None), source, children, foreign, columns, issues)
}

fn joined(
    (plan, also): (Plan, Option<&Plan>),
    source: Source,
    children: Vec<(String, Source)>,
    foreign: Option<timbang::intake::Source>,
    (key, keep): (Option<&str>, &[String]),
    issues: &mut dyn Tell,
) -> Outcome<Population> {
    let mut shaper = Shaper::new(plan.program(), key, keep);
    also.iter().for_each(|also| shaper.also_for(also.program()));
    shaper.foreign(foreign);
    if key.is_none() && !children.is_empty() {
        return Err(bad_option(
            text!("--list memerlukan kolom kunci.", "--list needs a key column."),
            text!(
                "Tambahkan --key KOLOM, kolom yang ada di semua berkas.",
                "Add --key COLUMN, the column that all files have."
            ),
        ));
    }
    let mut sources = Vec::new();
    for (list, source) in children {
        let Some(shape) = shaper.list(&list) else { return Err(no_list(&shaper, &list)) };
        if sources.iter().any(|child: &ChildSource| child.list == list) {
            return Err(bad_option(
                text!("--list {list} disebut dua kali.", "--list {list} is given twice."),
                text!("Gabungkan berkasnya menjadi satu.", "Put the files together into one."),
            ));
        }
        let most = usize::try_from(shape.max_items).unwrap_or(usize::MAX).saturating_add(1);
        sources.push(ChildSource { list, source, most: most.max(LEAST_KEPT) });
    }
    let (main_name, lists): (String, Vec<String>) =
        (source.name.clone(), sources.iter().map(|child| child.list.clone()).collect());
    // A fact that the source fills can tell subjects apart, but files are joined by what stands in their rows.
    let by = key.filter(|key| !lists.is_empty() || !shaper.is_mapped(key));
    let subjects = Subjects::join(source, by, sources, SORT_MEMORY, issues)?;
    shaper.decimal_commas(subjects.decimal_comma);
    for list in &lists {
        let comma = subjects.child_columns.iter().find(|(name, ..)| name == list);
        shaper.join(list, comma.is_some_and(|(.., comma)| *comma));
    }
    if let Some(columns) = &subjects.columns {
        check_header(&main_name, columns, keep, &mut shaper, issues)?;
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

fn check_header(
    file: &str,
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
        if shaper.list(column).is_some() {
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
