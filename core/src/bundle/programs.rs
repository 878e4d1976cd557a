//! Typed programs: facts, rules, expressions and tables.

use std::sync::Arc;

use super::coded::{Coded, Repeated, Writer, of_enum, of_struct, repeated};
use super::stored::Reader;
use crate::link::Origin;
use crate::script::ast::{BinaryOp, Kind, RangeTag, Reason, ReasonKind, Template, TemplatePart, UnaryOp};
use crate::script::interpreted::Interpreted;
use crate::typing::builtins::Builtin;
use crate::typing::lists::ListOp;
use crate::typing::program::{
    Arm, Bilingual, Body, Catalogue, CatalogueItem, Closure, Expr, ExprKind, Fact, FieldShape, ListShape,
    LocalId, Node, NodeId, Parameter, Pattern, Program, Row, RowResult, Rule, Shape, Step, Table, Test,
    Version,
};
use crate::typing::{Ask, FieldType, KeyedType, ListType, NumberType, Quotient, RecordType, Type};

/// The names of nodes are those of the nodes, in their order.
impl Coded for Program {
    fn write(&self, to: &mut Writer) {
        let Program { period, nodes, by_name: _, schemes, parameters, catalogue, list_fields } = self;
        period.write(to);
        to.begin(
            *period,
            nodes
                .iter()
                .map(|node| node.as_ref().map(|node| Arc::clone(&node.path)).unwrap_or_default())
                .collect(),
        );
        nodes.len().write(to);
        for node in nodes {
            node.is_some().write(to);
            if let Some(node) = node {
                to.again(|to| node.as_ref().write(to));
            }
        }
        schemes.write(to);
        parameters.write(to);
        catalogue.write(to);
        list_fields.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Program {
        let period = Coded::read(from);
        from.begin(period);
        let mut nodes: Vec<Option<Arc<Node>>> = Vec::new();
        for at in 0..from.count() {
            if from.failed() {
                break;
            }
            let node = bool::read(from).then(|| Arc::new(from.again(Node::read)));
            if let Some(node) = &node {
                from.number(&node.path, NodeId(at));
            }
            nodes.push(node);
        }
        let (schemes, parameters) = (Coded::read(from), Coded::read(from));
        let (catalogue, list_fields) = (Coded::read(from), Coded::read(from));
        Program { period, nodes, by_name: from.end(), schemes, parameters, catalogue, list_fields }
    }
}

of_struct!(Catalogue { record, values, items });
of_struct!(CatalogueItem { code, kind, title, title_en, provider, hours, cost, prerequisite });
of_struct!(Parameter { name, label, label_en, unit, ty, value, pack, period, basis, verified, note, span });
of_struct!(Node { name, path, label, label_en, unit, ty, body, inputs, parameters });
/// A rule names nodes, by numbers that are others in the next program: no two programs hold the same one.
impl Coded for Body {
    fn write(&self, to: &mut Writer) {
        match self {
            Body::Fact(fact) => {
                to.tag(0);
                fact.write(to);
            }
            Body::Rule(rule) => {
                to.tag(1);
                rule.as_ref().write(to);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Body {
        // The number of the variant: 0 or 1.
        if bool::read(from) { Body::Rule(Arc::new(Rule::read(from))) } else { Body::Fact(Coded::read(from)) }
    }
}

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
of_struct!(Rule { kind, list, versions, dated_by, met, unmet, advice, item, item_from, reason, pack });
of_struct!(Bilingual { id, en });

impl Coded for Version {
    fn write(&self, to: &mut Writer) {
        let Version { period, origin, basis, applies, range, body, locals, span } = self;
        to.days(*period);
        origin.write(to);
        basis.write(to);
        applies.write(to);
        range.write(to);
        body.write(to);
        locals.write(to);
        span.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Version {
        Version {
            period: from.days(),
            origin: Coded::read(from),
            basis: Coded::read(from),
            applies: Coded::read(from),
            range: Coded::read(from),
            body: Coded::read(from),
            locals: Coded::read(from),
            span: Coded::read(from),
        }
    }
}

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
    25 => Interpreted { rule, args },
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

repeated!(Type, FieldType);
of_enum!(Repeated for Type {
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
of_struct!(Repeated for FieldType { name, path, ty, may_ask, label, unit });
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
        Coded::write(&self.ty, to);
        self.span.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Expr {
        from.enter();
        let expr = Expr { kind: Coded::read(from), ty: Coded::read(from), span: Coded::read(from) };
        from.leave();
        expr
    }
}

impl<B: Coded> Coded for Arm<B> {
    fn write(&self, to: &mut Writer) {
        self.patterns.write(to);
        self.guard.write(to);
        self.body.write(to);
        self.span.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Arm<B> {
        Arm {
            patterns: Coded::read(from),
            guard: Coded::read(from),
            body: Coded::read(from),
            span: Coded::read(from),
        }
    }
}

impl Coded for NodeId {
    fn write(&self, to: &mut Writer) {
        to.node(self.0);
    }

    fn read(from: &mut Reader<'_>) -> NodeId {
        from.node()
    }
}

impl Coded for LocalId {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> LocalId {
        LocalId(usize::read(from))
    }
}

/// The compiled rule goes into the bundle; who reads it runs it, or has no interpreter for it.
impl Coded for Arc<Interpreted> {
    fn write(&self, to: &mut Writer) {
        to.interpreted(self.bytes());
    }

    fn read(from: &mut Reader<'_>) -> Arc<Interpreted> {
        from.interpreted()
    }
}
