//! Types names, literals, fields and operators.

use std::sync::Arc;

use super::fitting::From;
use super::program::{Expr, ExprKind};
use super::typer::{Ask, MAX_SIZE, Typer};
use super::types::Type;
use crate::diagnostic::{Diagnostic, nearest};
use crate::script::ast::{self, BinaryOp, UnaryOp};
use crate::source::Span;
use crate::text;
use crate::value::Value;

impl Typer<'_> {
    /// Types any expression.
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Expr {
        self.size = self.size.saturating_add(1);
        let span = expr.span;
        if self.size > MAX_SIZE || !self.enter() {
            return self.broken(span);
        }
        let typed = match &expr.kind {
            ast::ExprKind::Number(number) => self.number(*number, span),
            ast::ExprKind::Bool(value) => {
                Expr { kind: ExprKind::Const(Value::Bool(*value)), ty: Type::Bool, span }
            }
            ast::ExprKind::Text(words) => {
                let ty = self.literals.add();
                let number = if let Type::Literal(number) = ty { number } else { 0 };
                Expr { kind: ExprKind::Literal(number, Arc::clone(words)), ty, span }
            }
            ast::ExprKind::Name(name) => self.name(name, span),
            ast::ExprKind::Field { base, field, optional } => self.field(base, field, *optional, span),
            ast::ExprKind::Index { base, index } => self.entry(base, index, span),
            ast::ExprKind::Call { name, args, .. } => self.call(name, args, span),
            ast::ExprKind::Unary { op, operand } => self.unary(*op, operand, span),
            ast::ExprKind::Binary { op, left, right, .. } => self.binary(*op, left, right, span),
            ast::ExprKind::If { condition, then, otherwise } => {
                self.if_value(condition, then, otherwise.as_deref(), span)
            }
            ast::ExprKind::Switch { subject, arms } => self.switch_value(subject, arms, span),
            ast::ExprKind::Block(block) => self.block_value(block),
            ast::ExprKind::Array(items) => self.array(items, span),
            ast::ExprKind::Closure { .. } => {
                self.sink.push(
                    Diagnostic::error(
                        "T1211",
                        span,
                        text!(
                            "Fungsi kecil `|x| ...` hanya dapat diberikan pada fungsi daftar seperti `sum` atau `filter`.",
                            "A closure `|x| ...` can only be handed to a list function such as `sum` or `filter`."
                        ),
                    )
                    .with_help(text!("Tulis langsung isinya.", "Write what it computes directly.")),
                );
                self.broken(span)
            }
            ast::ExprKind::Broken => self.broken(span),
        };
        self.leave();
        typed
    }

    fn array(&mut self, items: &[ast::Expr], span: Span) -> Expr {
        let typed: Vec<Expr> = items.iter().map(|item| self.inner(item)).collect();
        let mut item = typed.first().map_or(Type::Broken, |first| first.ty.clone());
        for next in typed.iter().skip(1) {
            item = self.expect(&item, next);
        }
        for number in &typed {
            if !self.finite(&number.ty, number.span) {
                item = Type::Broken;
            }
        }
        Expr { ty: Type::list_of(item, typed.len()), kind: ExprKind::List(typed), span }
    }

    /// Asks for a rounding where a quotient would be kept in a list or leave a rule; gives whether it need not.
    pub(super) fn finite(&mut self, ty: &Type, span: Span) -> bool {
        let Type::Number(number) = self.literals.resolve(ty) else { return true };
        if number.scale.is_some() {
            return true;
        }
        self.sink.push(
            Diagnostic::error(
                "T1204",
                span,
                text!(
                    "Hasil bagi ini dapat tidak berakhir (seperti 1/3), jadi harus dibulatkan sebelum menjadi hasil.",
                    "This quotient may never end (like 1/3), so it must be rounded before it becomes a result."
                ),
            )
            .with_help(text!(
                "Bulatkan menurut peraturannya, misalnya round_half_up(..., 2).",
                "Round it as the regulation says, for example round_half_up(..., 2)."
            )),
        );
        false
    }

    fn field(&mut self, base: &ast::Expr, field: &ast::Ident, optional: bool, span: Span) -> Expr {
        let typed = self.inner(base);
        if optional && self.ask(&typed) == Ask::No && !typed.ty.is_broken() {
            self.report_ask("?.", typed.span);
        }
        let record = match self.literals.resolve(&typed.ty) {
            Type::Record(record) => record,
            Type::Broken => return self.broken(span),
            Type::Keyed(keyed) => {
                // `persentase.baik` is the entry of that value.
                let key = match keyed.scheme.value_of(&field.value) {
                    Some(value) => value,
                    None => {
                        let report =
                            super::literals::unknown_enum_value(&field.value, &keyed.scheme, field.span);
                        self.sink.push(report);
                        return self.broken(span);
                    }
                };
                let ty = Type::Enum(Arc::clone(&keyed.scheme));
                let key = Expr { kind: ExprKind::Const(Value::Enum(key)), ty, span: field.span };
                let entry = keyed.entry.clone();
                return Expr {
                    kind: ExprKind::Entry { base: Box::new(typed), key: Box::new(key) },
                    ty: entry,
                    span,
                };
            }
            other => {
                let (what, name) = (other.describe(), &field.value);
                self.sink.push(
                    Diagnostic::error(
                        "T1105",
                        field.span,
                        crate::Text {
                            id: format!("Tidak ada kolom `{name}`: ini {}, bukan rekaman.", what.id),
                            en: format!("There is no field `{name}`: this is {}, not a record.", what.en),
                        },
                    )
                    .with_help(text!(
                        "Dari sebuah daftar, pilih dahulu satu butir dengan first, last, only atau max_by.",
                        "Of a list, pick one item first with first, last, only or max_by."
                    )),
                );
                return self.broken(span);
            }
        };
        let Some((slot, found)) = record.field(&field.value) else {
            let (name, of) = (&field.value, &record.name);
            let near = nearest(name, record.fields.iter().map(|f| &*f.name));
            let report = Diagnostic::error(
                "T1105",
                field.span,
                text!("`{of}` tidak punya kolom `{name}`.", "`{of}` has no field `{name}`."),
            );
            let help = match near {
                Some(near) => text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?"),
                None => {
                    let fields: Vec<&str> = record.fields.iter().map(|f| &*f.name).take(12).collect();
                    let fields = fields.join(", ");
                    text!("Kolomnya: {fields}.", "Its fields: {fields}.")
                }
            };
            self.sink.push(report.with_help(help));
            return self.broken(span);
        };
        let kind = ExprKind::Field {
            base: Box::new(typed),
            slot,
            name: Arc::clone(&found.name),
            optional,
            may_ask: found.may_ask,
        };
        Expr { kind, ty: found.ty.clone(), span }
    }

    fn entry(&mut self, base: &ast::Expr, index: &ast::Expr, span: Span) -> Expr {
        let (base, key) = (self.inner(base), self.inner(index));
        match self.literals.resolve(&base.ty) {
            Type::Keyed(keyed) => {
                self.expect(&Type::Enum(Arc::clone(&keyed.scheme)), &key);
                let kind = ExprKind::Entry { base: Box::new(base), key: Box::new(key) };
                Expr { kind, ty: keyed.entry.clone(), span }
            }
            Type::Broken => self.broken(span),
            other => {
                let what = other.describe();
                self.sink.push(
                    Diagnostic::error(
                        "T1218",
                        base.span,
                        crate::Text {
                            id: format!("`[...]` mencari dalam nilai per enum, tetapi ini {}.", what.id),
                            en: format!("`[...]` looks into a value keyed by an enum, but this is {}.", what.en),
                        },
                    )
                    .with_help(text!(
                        "Parameter dengan `key` dapat dicari; dari daftar pilih dengan only, first atau max_by.",
                        "A parameter with `key` can be looked into; pick from a list with only, first or max_by."
                    )),
                );
                self.broken(span)
            }
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &ast::Expr, span: Span) -> Expr {
        let typed = match op {
            UnaryOp::Not => self.bool(operand),
            UnaryOp::Neg => self.inner(operand),
        };
        let ty = match op {
            UnaryOp::Not => Type::Bool,
            UnaryOp::Neg => {
                if let ExprKind::Const(Value::Number(number)) = &typed.kind
                    && let Some(turned) = number.checked_neg()
                {
                    return self.number(turned, span);
                }
                self.as_number(&typed).map_or(Type::Broken, |n| Type::Number(n.negated()))
            }
        };
        Expr { kind: ExprKind::Unary(op, Box::new(typed)), ty, span }
    }

    fn binary(&mut self, op: BinaryOp, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let ty = match op {
            BinaryOp::And | BinaryOp::Or => {
                let left = self.bool(left);
                // Where the left side decides alone, it does not matter what the right one comes to.
                let right = self.where_holds(&left, op == BinaryOp::And, |typer| typer.bool(right));
                let kind = ExprKind::Binary(op, Box::new(left), Box::new(right));
                return Expr { kind, ty: Type::Bool, span };
            }
            BinaryOp::Coalesce => return self.coalesce(left, right, span),
            _ => (self.inner(left), self.inner(right)),
        };
        let (left, right) = ty;
        let ty = match op {
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem => {
                self.arithmetic(op, &left, &right)
            }
            BinaryOp::Eq | BinaryOp::Ne => {
                let met = self.meet(&left, &right);
                if matches!(met, Type::List(_) | Type::Record(_) | Type::Keyed(_)) {
                    self.mismatch(&Type::Text, &met, left.span);
                }
                Type::Bool
            }
            BinaryOp::In | BinaryOp::NotIn => {
                match self.literals.resolve(&right.ty) {
                    Type::List(list) => {
                        if self.literals.unify(&list.item, &left.ty).is_none() {
                            self.mismatch(&list.item, &left.ty, left.span);
                        }
                    }
                    Type::Broken => {}
                    other => self.mismatch(&Type::list_of(left.ty.clone(), 0), &other, right.span),
                }
                Type::Bool
            }
            _ => {
                let met = self.meet(&left, &right);
                self.needs_order(&met, left.span.to(right.span));
                Type::Bool
            }
        };
        self.check_decided(op, &left, &right, span);
        Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), ty, span }
    }

    fn meet(&mut self, left: &Expr, right: &Expr) -> Type {
        match self.literals.unify(&left.ty, &right.ty) {
            Some(ty) => ty,
            None => {
                self.mismatch(&left.ty, &right.ty, right.span);
                Type::Broken
            }
        }
    }

    /// Refuses to order what has no order: texts, records, enums that are not ordered.
    pub(super) fn needs_order(&mut self, ty: &Type, span: Span) {
        match self.literals.resolve(ty) {
            Type::Number(_) | Type::Date | Type::Broken | Type::Never => {}
            Type::Enum(scheme) if scheme.ordered => {}
            Type::Enum(scheme) => {
                let name = &scheme.id;
                self.sink.push(
                    Diagnostic::error(
                        "T1207",
                        span,
                        text!(
                            "Nilai enum `{name}` tidak berurutan, jadi tidak ada yang lebih tinggi atau lebih rendah.",
                            "The values of the enum `{name}` have no order, so none is higher or lower."
                        ),
                    )
                    .with_help(text!(
                        "Pakai == atau `in`; atau nyatakan `ordered = true` bila memang berjenjang.",
                        "Use == or `in`; or declare `ordered = true` where it does rise."
                    )),
                );
            }
            other => {
                let what = other.describe();
                self.sink.push(
                    Diagnostic::error(
                        "T1207",
                        span,
                        crate::Text {
                            id: format!(
                                "Urutan hanya ada pada angka, tanggal, dan enum berurutan; ini {}.",
                                what.id
                            ),
                            en: format!(
                                "Only numbers, dates and ordered enums have an order; this is {}.",
                                what.en
                            ),
                        },
                    )
                    .with_help(text!(
                        "Teks adalah kode: bandingkan dengan == atau `in`.",
                        "A text is a code: compare it with == or `in`."
                    )),
                );
            }
        }
    }

    fn arithmetic(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Type {
        let dates = |t: &Type| matches!(t, Type::Date);
        if dates(&self.literals.resolve(&left.ty)) || dates(&self.literals.resolve(&right.ty)) {
            self.sink.push(
                Diagnostic::error(
                    "T1219",
                    left.span.to(right.span),
                    text!(
                        "Tanggal tidak dihitung dengan tanda + atau -: selisihnya dapat berarti hari, bulan, atau tahun.",
                        "Dates are not calculated with + or -: a difference may mean days, months or years."
                    ),
                )
                .with_help(text!(
                    "Pakai years_between, months_between, days_between, atau add_months dan sejenisnya.",
                    "Use years_between, months_between, days_between, or add_months and the like."
                )),
            );
            return Type::Broken;
        }
        let (Some(a), Some(b)) = (self.as_number(left), self.as_number(right)) else { return Type::Broken };
        let divides = matches!(op, BinaryOp::Div | BinaryOp::Rem);
        if divides && b.constant().is_some_and(crate::Number::is_zero) {
            self.sink.push(
                Diagnostic::error(
                    "T1220",
                    right.span,
                    text!(
                        "Pembagi ini selalu nol, jadi aturan ini selalu gagal.",
                        "This divisor is always zero, so this rule always fails."
                    ),
                )
                .with_help(text!("Periksa rumusnya.", "Check the formula.")),
            );
            return Type::Broken;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) {
            self.check_divisor(right, b);
        }
        let found = match op {
            BinaryOp::Add => a.plus(b),
            BinaryOp::Sub => a.minus(b),
            BinaryOp::Mul => a.times(b),
            BinaryOp::Div => a.over(b),
            _ => a.modulo(b),
        };
        let steps = [a.over(b), a.multiple_below(b)];
        let steps = if op == BinaryOp::Rem { steps.as_slice() } else { &[] };
        let from = From { numbers: &[a, b], places: self.parameter_places(&[left, right]) };
        self.fitting(found, steps, from, left.span.to(right.span))
    }

    fn coalesce(&mut self, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let (left, right) = (self.inner(left), self.inner(right));
        if self.ask(&left) == Ask::No && !left.ty.is_broken() {
            self.report_ask("??", left.span);
        }
        let ty = self.meet(&left, &right);
        Expr { kind: ExprKind::Coalesce(Box::new(left), Box::new(right)), ty, span }
    }

    /// Reports that something may not be asked whether it is known.
    pub(super) fn report_ask(&mut self, what: &str, span: Span) {
        self.sink.push(
            Diagnostic::error(
                "T1206",
                span,
                text!(
                    "`{what}` hanya untuk fakta atau kolom yang `optional`, hasil aturan, dan pilihan dari daftar.",
                    "`{what}` is only for facts or fields that are `optional`, results of rules, and picks from a list."
                ),
            )
            .with_help(text!(
                "Nyatakan `optional = true` pada faktanya bila aturan boleh berjalan tanpanya; jika tidak, hapus `{what}`.",
                "Declare `optional = true` on the fact where rules may go on without it; else take `{what}` out."
            )),
        );
    }
}
