//! Types a decision table against the types of its inputs.

use std::sync::Arc;

use super::environment::Environment;
use super::number_type::NumberType;
use super::program::{Row, RowResult, Table, Test};
use super::types::Type;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Linked, Symbol};
use crate::pack::decl::{
    BoundDecl, CellDecl, CompareDecl, ResultDecl, RowDecl, TableDecl, TableType, TestDecl,
};
use crate::script::ast::BinaryOp;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Number, Value};

/// The table with its cells as values, and the types of its results.
pub(super) fn type_table(
    linked: &Linked,
    env: &Environment<'_>,
    number: usize,
    inputs: &[Type],
    sink: &mut Sink,
) -> Option<(Arc<Table>, Vec<Type>)> {
    let decl = linked.declarations.tables.get(number)?;
    let results: Option<Vec<Type>> =
        (0..decl.results.len()).map(|r| result_type(decl, r, env, sink)).collect();
    let mut results = results?;
    let mut rows = Vec::new();
    let mut sound = true;
    for row in &decl.rows {
        match type_row(linked, env, row, inputs, &mut results, sink) {
            Some(row) => rows.push(row),
            None => sound = false,
        }
    }
    if !sound {
        return None;
    }
    results.iter_mut().for_each(settle);
    let words = |s: &Option<Spanned<String>>| s.as_ref().map(|s| Arc::from(s.value.as_str()));
    let table = Table {
        label: words(&decl.label),
        label_en: words(&decl.label_en),
        inputs: decl.inputs.iter().map(|i| Arc::clone(&i.value)).collect(),
        results: decl.results.iter().map(|r| Arc::clone(&r.value)).collect(),
        rows,
        first_hit: decl.first_hit,
        file: linked.files.get(decl.file).map_or_else(|| Arc::from(""), |f| Arc::clone(&f.path)),
    };
    Some((Arc::new(table), results))
}

/// The type of a result: as `returns` says, else that of the enum of its name, else what its cells are.
///
/// A number starts out without bounds; the cells then give them.
fn result_type(decl: &TableDecl, result: usize, env: &Environment<'_>, sink: &mut Sink) -> Option<Type> {
    let name = decl.results.get(result)?;
    let told = decl.returns.iter().find(|(of, _)| match of {
        Some(of) => of.value == name.value,
        None => decl.results.len() == 1,
    });
    if let Some((_, told)) = told {
        return type_of_name(&told.value, told.span, env, sink);
    }
    if let Some(scheme) = env.schema.schemes.get(&name.value) {
        return Some(Type::Enum(Arc::clone(scheme)));
    }
    let cells = || decl.rows.iter().filter_map(|row| row.results.get(result));
    let known =
        || cells().filter(|c| !matches!(c.value, ResultDecl::NotApplicable | ResultDecl::NotRegulated));
    if known().all(|c| matches!(c.value, ResultDecl::Number(_))) {
        return Some(Type::Number(NumberType::of_scale(0)));
    }
    if known().all(|c| matches!(c.value, ResultDecl::Bool(_))) {
        return Some(Type::Bool);
    }
    let word = &name.value;
    let odd = known().find(|c| !matches!(c.value, ResultDecl::Number(_) | ResultDecl::Bool(_)));
    let mut report = Diagnostic::error(
        "T1401",
        name.span,
        text!(
            "Jenis hasil `{word}` tidak diketahui: isinya bukan angka atau ya/tidak, dan tidak ada enum bernama itu.",
            "The type of the result `{word}` is not known: its cells are no numbers or truth values, and no enum has that name."
        ),
    )
    .with_help(text!(
        "Tambahkan baris `# returns: {word} = NAMA_ENUM` di atas tabel.",
        "Add a line `# returns: {word} = ENUM` above the table."
    ));
    if let Some(odd) = odd {
        report = report.with_place(odd.span, text!("misalnya isi ini", "this cell, for example"));
    }
    sink.push(report);
    None
}

fn type_of_name(told: &TableType, span: Span, env: &Environment<'_>, sink: &mut Sink) -> Option<Type> {
    let one = match &*told.name {
        "number" => Type::Number(NumberType::of_scale(told.scale.unwrap_or(0))),
        "boolean" => Type::Bool,
        "text" => Type::Text,
        "date" => Type::Date,
        _ => {
            let name = Spanned::new(Arc::clone(&told.name), span);
            Type::Enum(env.schema.scheme(&name, sink)?)
        }
    };
    Some(if told.list { Type::list_of(one, 0) } else { one })
}

fn type_row(
    linked: &Linked,
    env: &Environment<'_>,
    row: &RowDecl,
    inputs: &[Type],
    results: &mut [Type],
    sink: &mut Sink,
) -> Option<Row> {
    let mut parameters = Vec::new();
    let mut sound = true;
    let mut tests = Vec::new();
    for (cell, ty) in row.tests.iter().zip(inputs) {
        let CellDecl::Tests(decls) = &cell.value else {
            tests.push(None);
            continue;
        };
        let mut typed = Vec::new();
        for test in decls {
            let mut bound =
                |bound: &BoundDecl| read_bound(linked, env, bound, ty, cell.span, &mut parameters, sink);
            match read_test(test, &mut bound) {
                Some(test) => typed.push(test),
                None => sound = false,
            }
        }
        let ordered = typed.iter().any(|test| !matches!(test, Test::Equal(_)));
        if ordered && sound && !has_order(ty) {
            report_no_order(ty, cell.span, sink);
            sound = false;
        }
        tests.push(Some(typed));
    }
    let mut values = Vec::new();
    for (cell, ty) in row.results.iter().zip(results) {
        match read_result(cell, ty, sink) {
            Some(value) => values.push(value),
            None => sound = false,
        }
    }
    let words = |s: &Option<String>| s.as_deref().map(Arc::from);
    sound.then(|| Row {
        tests,
        results: values,
        basis: words(&row.basis),
        note: words(&row.note),
        verified: row.verified,
        parameters,
        line: row.line,
        span: row.span,
    })
}

fn read_test(test: &TestDecl, bound: &mut dyn FnMut(&BoundDecl) -> Option<Value>) -> Option<Test> {
    Some(match test {
        TestDecl::Equal(value) => Test::Equal(bound(value)?),
        TestDecl::Compare(compare, value) => {
            let op = match compare {
                CompareDecl::Less => BinaryOp::Lt,
                CompareDecl::LessOrEqual => BinaryOp::Le,
                CompareDecl::Greater => BinaryOp::Gt,
                CompareDecl::GreaterOrEqual => BinaryOp::Ge,
            };
            Test::Compare(op, bound(value)?)
        }
        TestDecl::Range { lo, lo_included, hi, hi_included } => {
            let (lo, hi) = (bound(lo), bound(hi));
            Test::Range { lo: lo?, lo_included: *lo_included, hi: hi?, hi_included: *hi_included }
        }
    })
}

fn has_order(ty: &Type) -> bool {
    match ty {
        Type::Number(_) | Type::Date => true,
        Type::Enum(scheme) => scheme.ordered,
        _ => false,
    }
}

fn report_no_order(ty: &Type, span: Span, sink: &mut Sink) {
    let what = ty.describe();
    sink.push(
        Diagnostic::error(
            "T1402",
            span,
            crate::Text {
                id: format!(
                    "Sel ini membandingkan urutan, tetapi masukannya {}, yang tidak berurutan.",
                    what.id
                ),
                en: format!("This cell compares by order, but its input is {}, which has none.", what.en),
            },
        )
        .with_help(text!(
            "Sebut nilainya satu per satu, dipisah `|`.",
            "Name the values one by one, separated by `|`."
        )),
    );
}

fn read_bound(
    linked: &Linked,
    env: &Environment<'_>,
    bound: &BoundDecl,
    ty: &Type,
    span: Span,
    parameters: &mut Vec<Arc<str>>,
    sink: &mut Sink,
) -> Option<Value> {
    let value = match (bound, ty) {
        (BoundDecl::Number(number), Type::Number(_)) => return Some(Value::Number(*number)),
        (BoundDecl::Date(date), Type::Date) => return Some(Value::Date(*date)),
        (BoundDecl::Bool(value), Type::Bool) => return Some(Value::Bool(*value)),
        (BoundDecl::Word(word), Type::Enum(scheme)) => {
            if let Some(value) = scheme.value_of(word) {
                return Some(Value::Enum(value));
            }
            sink.push(super::literals::unknown_enum_value(word, scheme, span));
            return None;
        }
        // Codes often look like numbers; a text column takes them as they are written.
        (BoundDecl::Number(number), Type::Text) => return Some(Value::Text(Arc::from(number.to_string()))),
        (BoundDecl::Number(number), Type::Enum(scheme)) => {
            let word = number.to_string();
            if let Some(value) = scheme.value_of(&word) {
                return Some(Value::Enum(value));
            }
            sink.push(super::literals::unknown_enum_value(&word, scheme, span));
            return None;
        }
        (BoundDecl::Word(word), _) => match linked.names.get(word) {
            Some(Symbol::Parameter(number)) => match env.parameter(*number) {
                Some(dated) => {
                    parameters.push(Arc::clone(word));
                    let mut literals = super::literals::Literals::default();
                    literals.unify(ty, &dated.ty).map(|_| dated.value.clone())
                }
                None => return None,
            },
            _ if matches!(ty, Type::Text) => return Some(Value::Text(Arc::clone(word))),
            _ => None,
        },
        _ => None,
    };
    if value.is_none() {
        let what = ty.describe();
        sink.push(
            Diagnostic::error(
                "T1403",
                span,
                crate::Text {
                    id: format!("Sel ini tidak cocok dengan masukannya, yaitu {}.", what.id),
                    en: format!("This cell does not fit its input, which is {}.", what.en),
                },
            )
            .with_help(text!(
                "Tulis nilai sejenis, atau nama parameter yang sejenis.",
                "Write a value of that type, or the name of a parameter of it."
            )),
        );
    }
    value
}

fn read_result(cell: &Spanned<ResultDecl>, ty: &mut Type, sink: &mut Sink) -> Option<RowResult> {
    let value = match (&cell.value, &*ty) {
        (ResultDecl::NotApplicable, _) => return Some(RowResult::NotApplicable),
        (ResultDecl::NotRegulated, _) => return Some(RowResult::NotRegulated),
        (ResultDecl::Number(number), Type::Number(_)) => {
            grow(ty, *number);
            Some(Value::Number(*number))
        }
        (ResultDecl::Bool(value), Type::Bool) => Some(Value::Bool(*value)),
        (ResultDecl::Date(date), Type::Date) => Some(Value::Date(*date)),
        (ResultDecl::Words(words), _) => read_words(words, ty, cell.span, sink)?,
        (ResultDecl::Number(number), Type::Text | Type::Enum(_) | Type::List(_)) => {
            read_words(&Arc::from(number.to_string()), ty, cell.span, sink)?
        }
        (ResultDecl::Bool(value), Type::Text) => {
            Some(Value::Text(Arc::from(if *value { "ya" } else { "tidak" })))
        }
        (ResultDecl::Date(date), Type::Text) => Some(Value::Text(Arc::from(date.to_string()))),
        _ => None,
    };
    if value.is_none() {
        let what = ty.describe();
        sink.push(
            Diagnostic::error(
                "T1404",
                cell.span,
                crate::Text {
                    id: format!("Hasil di sini harus berupa {}.", what.id),
                    en: format!("The result here must be {}.", what.en),
                },
            )
            .with_help(text!(
                "Tulis nilai sejenis; `-` berarti tidak berlaku dan `?` tidak diatur.",
                "Write a value of that type; `-` means not applicable and `?` not regulated."
            )),
        );
    }
    value.map(RowResult::Value)
}

/// Widens the type of a number by the value of one more cell.
fn grow(ty: &mut Type, number: Number) {
    let Type::Number(so_far) = ty else { return };
    let next = NumberType::exactly(number);
    *ty = Type::Number(NumberType::within(
        so_far.scale.max(next.scale),
        Some(so_far.lo.map_or(number, |lo| lo.min(number))),
        Some(so_far.hi.map_or(number, |hi| hi.max(number))),
    ));
}

/// Bounds a number of which no cell gives a value: all of them say that there is none.
fn settle(ty: &mut Type) {
    match ty {
        Type::Number(number) if number.lo.is_none() => *number = NumberType::of_nothing(),
        Type::List(list) if matches!(list.item, Type::Number(number) if number.lo.is_none()) => {
            let item = Type::Number(NumberType::of_nothing());
            *ty = Type::List(Arc::new(super::types::ListType { item, ..(**list).clone() }));
        }
        _ => {}
    }
}

/// Words as an enum value, a text, or a list `a|b`; `Some(None)` where they are none of these.
fn read_words(words: &Arc<str>, ty: &mut Type, span: Span, sink: &mut Sink) -> Option<Option<Value>> {
    Some(match ty {
        Type::Enum(scheme) => match scheme.value_of(words) {
            Some(value) => Some(Value::Enum(value)),
            None => {
                sink.push(super::literals::unknown_enum_value(words, scheme, span));
                return None;
            }
        },
        Type::Text => Some(Value::Text(Arc::clone(words))),
        Type::List(list) => {
            let mut item = list.item.clone();
            let mut values = Vec::new();
            for part in words.split('|').map(str::trim).filter(|p| !p.is_empty()) {
                let value = match &item {
                    Type::Number(_) => part.parse().ok().map(|number| {
                        grow(&mut item, number);
                        Value::Number(number)
                    }),
                    Type::Date => part.parse().ok().map(Value::Date),
                    _ => read_words(&Arc::from(part), &mut item, span, sink)?,
                };
                match value {
                    Some(value) => values.push(value),
                    None => return Some(None),
                }
            }
            let most = list.max_items.max(u32::try_from(values.len()).unwrap_or(u32::MAX));
            *ty = Type::List(Arc::new(super::types::ListType { item, max_items: most, ..(**list).clone() }));
            Some(Value::List(values.into()))
        }
        _ => None,
    })
}
