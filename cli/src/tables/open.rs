//! Opens tables that can be joined by columns: all of them are tables, and in order of the key.

use timbang::typing::program::Shape;
use timbang::{Plan, text};

use super::children::Children;
use super::evaluating::Evaluating;
use super::in_order::{InOrder, Order};
use super::joining::Joining;
use crate::evaluate::{Opened, Shaper, check_header, prepare};
use crate::failure::{BAD_HEADER, Failure, Outcome, failure};
use crate::input::{Format, Source, Table};
use crate::join::Tell;

/// Whether files can be read by columns and joined as they are read.
pub(crate) enum Fit {
    /// They can; of each list the rows that come late.
    ByColumns(Vec<Vec<u64>>),
    /// They are not in order of the key.
    NotInOrder,
    /// Some are no tables.
    NoTables,
}

/// Looks at all files; what was piped in is put on disk.
pub(crate) fn fit(opened: &mut Opened, by: Option<&str>) -> Outcome<Fit> {
    let of_columns = |source: &Source| source.format == Format::Csv || source.format.is_columnar();
    if !of_columns(&opened.main) || !opened.children.iter().all(|(_, source)| of_columns(source)) {
        return Ok(Fit::NoTables);
    }
    let Some(by) = by else { return Ok(Fit::ByColumns(Vec::new())) };
    opened.main.keep()?;
    let Some(main) = Order::of(&mut opened.main, by)?.filter(|order| order.late.is_empty()) else {
        return Ok(Fit::NotInOrder);
    };
    let mut late = Vec::new();
    for (_, source) in &mut opened.children {
        source.keep()?;
        // Numbers and texts have orders of their own.
        match Order::of(source, by)?.filter(|order| order.kind == main.kind) {
            Some(order) => late.push(order.late),
            None => return Ok(Fit::NotInOrder),
        }
    }
    Ok(Fit::ByColumns(late))
}

/// Opens everything to be joined and evaluated by columns.
pub(crate) fn open(
    (mut opened, late): (Opened, Vec<Vec<u64>>),
    by: Option<&str>,
    keep: &[String],
    tell: &mut dyn Tell,
) -> Outcome<(Joining, Evaluating, Option<u64>)> {
    let (mut shaper, most) = prepare(&opened, by, keep)?;
    let plan = opened.plan.clone();
    let plans = || std::iter::once(&plan).chain(&opened.also);
    let of_plan =
        |plan: &Plan, name: &str| plan.program().find(name).is_some_and(|(_, node)| node.fact().is_some());
    let is_fact = |name: &str| plans().any(|plan| of_plan(plan, name));
    let is_kept = |name: &str| keep.iter().any(|kept| kept == name) || by == Some(name);
    let main = Table::open(&mut opened.main, |name| is_fact(name) || is_kept(name))?;
    shaper.decimal_commas(main.decimal_comma);
    let mut children = Vec::new();
    for (((list, source), most), late) in opened.children.iter_mut().zip(most).zip(late) {
        let fields: Vec<String> =
            shaper.list(list).iter().flat_map(|shape| &shape.fields).map(|f| f.name.to_string()).collect();
        let is_wanted = |name: &str| by == Some(name) || fields.iter().any(|field| field == name);
        let rows = InOrder::open(source, by.unwrap_or_default(), late, is_wanted)?;
        shaper.join(list, rows.table.decimal_comma);
        children.push(Children::new(list.clone(), rows, by.unwrap_or_default(), most));
    }
    check_header((&main.name, opened.main.format), &main.columns, keep, &mut shaper, tell)?;
    for child in &children {
        for column in child.columns() {
            shaper.check_child_column(&child.list, column, tell)?;
        }
    }
    let mut commas: Vec<Option<String>> = Vec::new();
    commas.extend(main.decimal_comma.then_some(None));
    commas.extend(children.iter().filter(|c| c.has_decimal_commas()).map(|c| Some(c.list.clone())));
    let total = main.total;
    let evaluating = Evaluating::new(plan, shaper, by, keep, commas);
    Ok((Joining::new(main, by, children), evaluating, total))
}

/// Whether a fact, or the field of a list, is a number.
pub(super) fn is_number(shaper: &Shaper, list: Option<&str>, name: &str) -> bool {
    match list {
        None => shaper.is_number(name),
        Some(list) => shaper.list(list).is_some_and(|shape| {
            shape
                .fields
                .iter()
                .any(|field| *field.name == *name && matches!(field.shape, Shape::Number { .. }))
        }),
    }
}

/// A table without a key.
pub(super) fn no_key(name: &str, by: &str) -> Failure {
    failure(
        BAD_HEADER,
        text!(
            "`{name}` tidak punya kolom kunci `{by}` berupa teks atau bilangan bulat.",
            "`{name}` has no key column `{by}` of texts or whole numbers."
        ),
        text!("Periksa --key.", "Check --key."),
    )
}
