//! Typed programs: facts, rules, expressions and tables.

use super::coded::{Coded, Reader, Writer, of_enum, of_struct};
use crate::link::Origin;
use crate::script::ast::{
    BinaryOp, Kind, RangeTag, Reason, ReasonKind, Template, TemplatePart, UnaryOp,
};
use crate::script::interpreted::Interpreted;
use crate::typing::builtins::Builtin;
use crate::typing::lists::ListOp;
use crate::typing::program::{
    Arm, Bilingual, Body, Catalogue, CatalogueItem, Closure, Expr, ExprKind, Fact, FieldShape, ListShape,
    LocalId, Node, NodeId, Parameter, Pattern, Program, Row, RowResult, Rule, Shape, Step, Table, Test,
    Version,
};
use crate::typing::{Ask, FieldType, KeyedType, ListType, NumberType, Quotient, RecordType, Type};

of_struct!(Program { period, nodes, by_name, schemes, parameters, catalogue, list_fields });
of_struct!(Catalogue { record, values, items });
of_struct!(CatalogueItem { code, kind, title, title_en, provider, hours, cost, prerequisite });
of_struct!(Parameter { name, label, label_en, unit, ty, value, pack, period, basis, verified, note, span });
of_struct!(Node { name, path, label, label_en, unit, ty, body, inputs, parameters });
of_enum!(Body { 0 => Fact(fact), 1 => Rule(rule) });
of_struct!(Fact { optional, protected, judgement, source, shape, missing });
of_enum!(Shape {
    0 => Bool,
    1 => Number { min, max, scale },
    2 => Enum(scheme),
    3 => Text,
    4 => Date { min, max },
    5 => List(rows),
});
of_struct!(ListShape { fields, key, min_items, max_items, absent_is_empty });
of_struct!(FieldShape { name, label, label_en, unit, shape, protected, judgement, source });
of_struct!(Rule {
    kind, list, versions, dated_by, met, unmet, advice, item, item_from, reason, pack,
});
of_struct!(Bilingual { id, en });
of_struct!(Version { period, origin, basis, applies, range, body, locals, span });
of_enum!(ExprKind {
    0 => Const(value),
    1 => Literal(number, text),
    2 => AsOf,
    3 => Catalogue,
    4 => Node(id),
    5 => NotInForce(name),
    6 => Parameter(name, value),
    7 => ItemField(slot, name),
    8 => Local(id, name, ask),
    9 => Field { base, slot, name, optional, may_ask },
    10 => Entry { base, key },
    11 => Unary(op, operand),
    12 => Binary(op, left, right),
    13 => If(condition, then, otherwise),
    14 => Switch(subject, arms),
    15 => Block(steps),
    16 => List(items),
    17 => Builtin(builtin, args),
    18 => ListOp(op, list, closures),
    19 => Combine { any, operands },
    20 => Coalesce(left, right),
    21 => IsKnown(operand),
    22 => NotRegulated(reason),
    23 => At(name, values, day),
    24 => Call { name, args, body },
    25 => Interpreted { file, name, args },
    26 => Table { table, result, inputs, called },
});
of_enum!(Pattern { 0 => Value(value), 1 => Range { lo, hi, inclusive } });
of_enum!(Step {
    0 => Let(name, value),
    1 => Give(value),
    2 => Branch(condition, then, otherwise),
    3 => Choose(subject, arms),
});
of_struct!(Closure { params, body });
of_struct!(Table { label, label_en, inputs, results, rows, first_hit, file });
of_struct!(Row { tests, results, basis, note, verified, parameters, line, span });
of_enum!(Test {
    0 => Equal(value),
    1 => Compare(op, value),
    2 => Range { lo, lo_included, hi, hi_included },
});
of_enum!(RowResult { 0 => Value(value), 1 => NotApplicable, 2 => NotRegulated });

of_enum!(Type {
    0 => Bool,
    1 => Number(number),
    2 => Enum(scheme),
    3 => Text,
    4 => Date,
    5 => Record(record),
    6 => List(list),
    7 => Keyed(keyed),
    8 => Literal(number),
    9 => Never,
    10 => Broken,
});
of_struct!(NumberType { scale, lo, hi, quotient });
of_struct!(Quotient { fixed, varying, numerator });
of_struct!(RecordType { name, fields });
of_struct!(FieldType { name, path, ty, may_ask, label, unit });
of_struct!(ListType { item, sources, min_items, max_items, order });
of_struct!(KeyedType { scheme, entry });
of_enum!(Ask { 0 => No, 1 => Known, 2 => Pick });

of_enum!(Origin { 0 => Function(script, function), 1 => Table(table, result) });
of_enum!(Kind { 0 => Score, 1 => Requirement, 2 => Promotion, 3 => Trigger });
of_struct!(Reason { kind, text });
of_enum!(ReasonKind { 0 => Gap, 1 => Mandatory, 2 => Opportunity, 3 => Urgent });
of_struct!(Template { parts });
of_enum!(TemplatePart { 0 => Words(words), 1 => Name(name) });
of_struct!(RangeTag { lo, hi });
of_enum!(UnaryOp { 0 => Neg, 1 => Not });
of_enum!(BinaryOp {
    0 => Add, 1 => Sub, 2 => Mul, 3 => Div, 4 => Rem, 5 => Eq, 6 => Ne, 7 => Lt, 8 => Le, 9 => Gt, 10 => Ge, 11 => And,
    12 => Or, 13 => In, 14 => NotIn, 15 => Coalesce,
});
of_enum!(Builtin {
    0 => Min, 1 => Max, 2 => Clamp, 3 => Abs, 4 => Round(rounding), 5 => Interpolate, 6 => Comparison, 7 => Next,
    8 => Previous, 9 => StepsBetween, 10 => Date, 11 => Year, 12 => Month, 13 => Day, 14 => Quarter, 15 => AddDays,
    16 => AddMonths, 17 => AddYears, 18 => DaysBetween, 19 => MonthsBetween, 20 => YearsBetween,
});
of_enum!(ListOp {
    0 => Map, 1 => Filter, 2 => Sum, 3 => Mean, 4 => WeightedMean, 5 => Count, 6 => Any, 7 => All, 8 => Min, 9 => Max,
    10 => MinBy, 11 => MaxBy, 12 => Only, 13 => First, 14 => Last, 15 => IsEmpty,
});

impl Coded for Expr {
    fn write(&self, to: &mut Writer) {
        self.kind.write(to);
        self.ty.write(to);
        self.span.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Expr> {
        from.within(|from| {
            Some(Expr { kind: Coded::read(from)?, ty: Coded::read(from)?, span: Coded::read(from)? })
        })
    }
}

impl<B: Coded> Coded for Arm<B> {
    fn write(&self, to: &mut Writer) {
        self.patterns.write(to);
        self.guard.write(to);
        self.body.write(to);
        self.span.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Arm<B>> {
        Some(Arm {
            patterns: Coded::read(from)?,
            guard: Coded::read(from)?,
            body: Coded::read(from)?,
            span: Coded::read(from)?,
        })
    }
}

macro_rules! of_number {
    ($($name:ident),*) => {$(
        impl Coded for $name {
            fn write(&self, to: &mut Writer) {
                self.0.write(to);
            }

            fn read(from: &mut Reader<'_>) -> Option<$name> {
                usize::read(from).map($name)
            }
        }
    )*};
}

of_number!(NodeId, LocalId);

/// The source goes into the bundle; who reads it compiles it again, or has no interpreter for it.
impl Coded for Interpreted {
    fn write(&self, to: &mut Writer) {
        to.text(self.source());
    }

    fn read(from: &mut Reader<'_>) -> Option<Interpreted> {
        let compiled = Interpreted::compile(&from.text()?);
        compiled.map_err(|refusal| from.refused = Some(refusal)).ok()
    }
}
