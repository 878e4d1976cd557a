//! Rules that the reference evaluator runs row by row.

use std::sync::Arc;

use super::super::calendar;
use super::super::code::{Domain, Instr, Meaning, Reg, RowField, RowInput, RowList, SUBJECTS};
use super::super::lanes::Buf;
use super::column::{Column, View};
use super::exec::State;
use super::marks::Mark;
use super::sets::Sets;
use super::texts::Texts;
use crate::eval::reference::Values;
use crate::typing::program::Program;
use crate::value::{Causes, Date, Node, Value};

/// What the reference evaluator needs besides values.
pub(crate) struct Host {
    pub(crate) program: Arc<Program>,
    pub(crate) as_of: Date,
}

/// Runs a rule for each row.
pub(super) fn run<M: Mark>(
    view: &View<'_, M>,
    rule: usize,
    instr: &Instr,
    to: &mut Column<M>,
    len: usize,
    state: &mut State<'_>,
) {
    let Some(rule) = view.code.row_rules.get(rule) else { return };
    let Some(node) = state.host.program.node(rule.node) else { return };
    let Some(body) = node.rule() else { return };
    to.buf = Buf::new(instr.lane);
    to.marks.clear();
    to.marked = true;
    let mut subject = None;
    let mut values: Option<Values> = None;
    for row in 0..len {
        let own = subject_of(view, instr.domain, row);
        if subject != Some(own) {
            subject = Some(own);
            let known = rule.inputs.iter().map(|(id, input)| {
                let name = state.host.program.node(*id).map(|n| Arc::clone(&n.path)).unwrap_or_default();
                (*id, input_of(view, input, own, &name, state.sets, state.texts))
            });
            values = Some(Values::of_nodes(&state.host.program, state.host.as_of, known.collect()));
        }
        let Some(values) = &values else { continue };
        let item: Option<Arc<[Node]>> = rule.item.as_ref().map(|fields| {
            let field = |field: &Option<RowField>| match field {
                Some(RowField::Value(reg, meaning)) => {
                    node_of(view, *reg, meaning, row, &node.path, state.sets, state.texts)
                }
                Some(RowField::List(list)) => list_of(view, list, row, &node.path, state.sets, state.texts),
                None => Err(Causes::default()),
            };
            fields.iter().map(field).collect()
        });
        match values.rule(node, body, item.as_ref()) {
            Ok(value) => {
                push(&mut to.buf, &value, &rule.meaning, state.texts);
                to.marks.push(M::default());
            }
            Err(causes) => {
                to.buf.push(0);
                let mark = M::found(&causes, state.sets);
                to.marks.push(mark);
            }
        }
    }
}

/// Puts a value together for each row.
pub(super) fn collect<M: Mark>(
    view: &View<'_, M>,
    whole: usize,
    to: &mut Column<M>,
    len: usize,
    state: &mut State<'_>,
) {
    let Some(whole) = view.code.wholes.get(whole) else { return };
    let name = Arc::from("");
    let mut values = Vec::with_capacity(len);
    for (row, mark) in to.marks_of(len).iter_mut().enumerate() {
        match input_of(view, whole, row, &name, state.sets, state.texts) {
            Ok(value) => values.push(Some(value)),
            Err(causes) => {
                values.push(None);
                *mark = M::found(&causes, state.sets);
            }
        }
    }
    to.buf = Buf::Any(values);
}

/// The row of the subject that a row belongs to.
fn subject_of<M: Mark>(view: &View<'_, M>, domain: Domain, row: usize) -> usize {
    if domain == SUBJECTS {
        return row;
    }
    let parent = view.rows(domain).and_then(|rows| rows.parents.get(row)).copied();
    parent.and_then(|parent| usize::try_from(parent).ok()).unwrap_or(0)
}

fn push(buf: &mut Buf, value: &Value, meaning: &Meaning, texts: &mut Texts) {
    if let Buf::Any(values) = buf {
        values.push(Some(value.clone()));
        return;
    }
    let number = match (value, meaning) {
        (Value::Bool(value), _) => i128::from(*value),
        (Value::Number(number), Meaning::Number(scale)) => number.to_scaled(*scale).unwrap_or(0),
        (Value::Enum(value), _) => i128::from(value.index()),
        (Value::Date(date), _) => i128::from(calendar::days_of(*date)),
        (Value::Text(words), _) => i128::from(texts.number(words)),
        _ => 0,
    };
    buf.push(number);
}

/// The value of a row of a register, or its causes.
fn node_of<M: Mark>(
    view: &View<'_, M>,
    reg: Reg,
    meaning: &Meaning,
    row: usize,
    name: &Arc<str>,
    sets: &Sets,
    texts: &Texts,
) -> Node {
    let mark = view.marks(reg, sets).at(row);
    if mark != M::default() {
        return Err(mark.causes(name, sets));
    }
    let value = match meaning {
        Meaning::Any => view.column(reg).and_then(|column| column.buf.any(row)).cloned(),
        meaning => meaning.value(view.wide(reg, row), &|number| texts.shared(number)),
    };
    value.ok_or_else(Causes::default)
}

fn input_of<M: Mark>(
    view: &View<'_, M>,
    input: &RowInput,
    row: usize,
    name: &Arc<str>,
    sets: &Sets,
    texts: &Texts,
) -> Node {
    match input {
        RowInput::Value(reg, meaning) => node_of(view, *reg, meaning, row, name, sets, texts),
        RowInput::List(list) => list_of(view, list, row, name, sets, texts),
        RowInput::Values(present, domain, mask, reg, meaning) => {
            let mark = view.marks(*present, sets).at(row);
            if mark != M::default() {
                return Err(mark.causes(name, sets));
            }
            let rows = rows_of(view, *domain, row);
            let kept = rows.filter(|row| mask.is_none_or(|mask| view.wide(mask, *row) != 0));
            let values: Result<Vec<Value>, Causes> =
                kept.map(|row| node_of(view, *reg, meaning, row, name, sets, texts)).collect();
            values.map(|values| Value::List(values.into()))
        }
    }
}

fn rows_of<M: Mark>(view: &View<'_, M>, domain: Domain, parent: usize) -> std::ops::Range<usize> {
    let offsets: &[u32] = view.rows(domain).map_or(&[], |rows| &rows.offsets);
    let at = |n: usize| offsets.get(n).and_then(|n| usize::try_from(*n).ok()).unwrap_or(0);
    at(parent)..at(parent.saturating_add(1))
}

fn list_of<M: Mark>(
    view: &View<'_, M>,
    list: &RowList,
    parent: usize,
    name: &Arc<str>,
    sets: &Sets,
    texts: &Texts,
) -> Node {
    let mark = view.marks(list.present, sets).at(parent);
    if mark != M::default() {
        return Err(mark.causes(name, sets));
    }
    let records = rows_of(view, list.domain, parent).map(|row| {
        let fields = list.fields.iter().map(|field| match field {
            Some(RowField::Value(reg, meaning)) => node_of(view, *reg, meaning, row, name, sets, texts),
            Some(RowField::List(inner)) => list_of(view, inner, row, name, sets, texts),
            None => Err(Causes::default()),
        });
        Value::Record(fields.collect())
    });
    Ok(Value::List(records.collect()))
}
