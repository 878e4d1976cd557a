//! Types calls: builtins, helpers, helper tables, and the calls that the language itself gives a meaning.

use std::sync::Arc;

use super::builtins::{self, Builtin, Signature};
use super::fitting::From;
use super::interpolation::interpolated;
use super::lists::{self, ListOp};
use super::program::{Expr, ExprKind};
use super::typer::{Ask, Typer};
use super::types::Type;
use crate::diagnostic::Diagnostic;
use crate::link::Symbol;
use crate::script::ast::{self, Ident};
use crate::source::Span;
use crate::text;
use crate::value::MAX_SCALE;

/// The calls that are no plain functions of values.
pub(super) const SPECIAL: [&str; 5] = ["is_known", "not_regulated", "all_of", "any_of", "at"];

impl Typer<'_> {
    pub(super) fn call(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        match &*name.value {
            "is_known" => return self.is_known(name, args, span),
            "not_regulated" => return self.not_regulated(name, args, span),
            "all_of" | "any_of" => return self.combine(name, args, span),
            "at" => return self.at(name, args, span),
            "round" => return self.bare_round(name, args, span),
            _ => {}
        }
        if let Some(helper) = self.helper(&name.value) {
            return self.call_helper(name, helper, args, span);
        }
        if self.linked.helper_tables.contains_key(&name.value) {
            return self.call_table(name, args, span);
        }
        let (op, builtin) = (lists::find(&name.value), builtins::find(&name.value));
        if op.is_none() && builtin.is_none() {
            args.iter().filter(|a| !matches!(a.kind, ast::ExprKind::Closure { .. })).for_each(|arg| {
                self.inner(arg);
            });
            self.report_unknown_function(name);
            return self.broken(span);
        }
        let Some((first, rest)) = args.split_first() else {
            self.report_arity(name, span, "1", 0);
            return self.broken(span);
        };
        let first = self.inner(first);
        let receiver = self.literals.resolve(&first.ty);
        if let (Type::List(list), Some((op, least, most))) = (&receiver, op) {
            // `interpolate` and the like take lists too, but have no list builtin of their name.
            if rest.len() < least || rest.len() > most {
                let wanted = if least == most { least.to_string() } else { format!("{least}..{most}") };
                self.report_arity(name, span, &wanted, rest.len());
                return self.broken(span);
            }
            return self.list_op(op, first, list, rest, span);
        }
        if receiver.is_broken() {
            rest.iter().filter(|a| !matches!(a.kind, ast::ExprKind::Closure { .. })).for_each(|arg| {
                self.inner(arg);
            });
            return self.broken(span);
        }
        let Some((builtin, signature)) = builtin else {
            self.report_needs_list(op, &first);
            return self.broken(span);
        };
        let mut typed = vec![first];
        typed.extend(rest.iter().map(|arg| self.inner(arg)));
        self.builtin(name, builtin, signature, typed, span)
    }

    fn report_needs_list(&mut self, op: Option<(ListOp, usize, usize)>, found: &Expr) {
        let Some((op, ..)) = op else { return };
        let (name, what) = (op.name(), self.literals.resolve(&found.ty).describe());
        self.sink.push(
            Diagnostic::error(
                "T1201",
                found.span,
                crate::Text {
                    id: format!("`{name}` bekerja pada daftar, tetapi ini {}.", what.id),
                    en: format!("`{name}` works on a list, but this is {}.", what.en),
                },
            )
            .with_help(text!("Berikan sebuah daftar.", "Hand it a list.")),
        );
    }

    fn builtin(
        &mut self,
        name: &Ident,
        builtin: Builtin,
        signature: Signature,
        mut args: Vec<Expr>,
        span: Span,
    ) -> Expr {
        let wanted = match signature {
            Signature::Ordered => None,
            Signature::Numbers(n) | Signature::Ranks(n) | Signature::Dates(n) => Some(n),
            Signature::Points | Signature::Pair | Signature::DateAndCount => Some(2),
            Signature::Rounding => Some(if args.len() == 1 { 1 } else { 2 }),
        };
        if wanted.is_some_and(|n| n != args.len()) {
            self.report_arity(name, span, &wanted.unwrap_or(0).to_string(), args.len());
            return self.broken(span);
        }
        let ty = match signature {
            Signature::Ordered | Signature::Pair => {
                let mut met = args.first().map_or(Type::Broken, |a| a.ty.clone());
                for arg in args.iter().skip(1) {
                    met = self.expect(&met, arg);
                }
                self.needs_order(&met, span);
                match (builtin, self.literals.resolve(&met)) {
                    (Builtin::Comparison, _) => self.env.comparison(),
                    (_, Type::Number(_)) => {
                        let numbers: Vec<_> = args.iter().filter_map(|a| a.ty.as_number()).collect();
                        self.fitting_result(builtin, &numbers, 0, span)
                    }
                    (_, other) => other,
                }
            }
            Signature::Rounding => {
                let decimals = self.decimals(name, &args);
                let number = args.first().and_then(|first| self.as_number(&first.clone()));
                args.truncate(1);
                let at = args.first().map_or(span, |a| a.span);
                args.push(self.number(crate::Number::from(decimals), at));
                number.map_or(Type::Broken, |n| self.fitting_result(builtin, &[n], decimals, span))
            }
            Signature::Numbers(_) => {
                let numbers: Vec<_> = args.iter().filter_map(|a| self.as_number(a)).collect();
                if numbers.len() == args.len() {
                    self.fitting_result(builtin, &numbers, 0, span)
                } else {
                    Type::Broken
                }
            }
            Signature::Points => {
                if matches!(
                    self.literals.resolve(&args.get(1).map_or(Type::Broken, |a| a.ty.clone())),
                    Type::List(_)
                ) {
                    args.reverse();
                }
                let points = Type::list_of(Type::list_of(Type::number(0), 2), 2);
                let [list, x] = args.as_slice() else { return self.broken(span) };
                let sound = !self.expect(&points, list).is_broken();
                match self.as_number(x).filter(|_| sound) {
                    None => Type::Broken,
                    Some(number) => match interpolated(list, number) {
                        Some((found, steps)) => self.fitting(found, &steps, From::numbers(&[number]), span),
                        None => {
                            self.report_not_points(list.span);
                            Type::Broken
                        }
                    },
                }
            }
            Signature::Ranks(_) => {
                let mut met = args.first().map_or(Type::Broken, |a| a.ty.clone());
                for arg in args.iter().skip(1) {
                    met = self.expect(&met, arg);
                }
                let at = args.first().map_or(span, |a| a.span);
                match self.literals.resolve(&met) {
                    Type::Enum(scheme) => {
                        self.needs_order(&Type::Enum(Arc::clone(&scheme)), at);
                        if builtin == Builtin::StepsBetween {
                            builtins::number_result(builtin, &[], 0)
                        } else {
                            Type::Enum(scheme)
                        }
                    }
                    Type::Broken => Type::Broken,
                    other => {
                        self.needs_rank(&other, at);
                        Type::Broken
                    }
                }
            }
            Signature::Dates(_) => {
                args.iter().for_each(|arg| {
                    self.expect(&Type::Date, arg);
                });
                builtins::number_result(builtin, &[], 0)
            }
            Signature::DateAndCount => {
                if let [date, count] = args.as_slice() {
                    self.expect(&Type::Date, date);
                    self.whole(count);
                }
                builtins::number_result(builtin, &[], 0)
            }
        };
        if builtin == Builtin::Date {
            args.iter().for_each(|arg| self.whole(arg));
        }
        Expr { kind: ExprKind::Builtin(builtin, args), ty, span }
    }

    fn report_not_points(&mut self, span: Span) {
        self.sink.push(
            Diagnostic::error(
                "T1201",
                span,
                text!(
                    "Di sini dibutuhkan titik-titik: daftar yang tidak kosong dari pasangan [x, y].",
                    "Here points are needed: a list, not empty, of pairs [x, y]."
                ),
            )
            .with_help(text!(
                "Tulis misalnya [[0, 0], [90, 100]].",
                "Write for example [[0, 0], [90, 100]]."
            )),
        );
    }

    fn needs_rank(&mut self, found: &Type, span: Span) {
        let what = found.describe();
        self.sink.push(
            Diagnostic::error(
                "T1207",
                span,
                crate::Text {
                    id: format!("Fungsi ini bekerja pada enum berurutan, tetapi ini {}.", what.id),
                    en: format!("This function works on an ordered enum, but this is {}.", what.en),
                },
            )
            .with_help(text!("Berikan nilai enum yang `ordered`.", "Hand it a value of an `ordered` enum.")),
        );
    }

    /// Asks for a number without decimals.
    fn whole(&mut self, expr: &Expr) {
        let Some(number) = self.as_number(expr) else { return };
        if number.scale != Some(0) {
            self.sink.push(
                Diagnostic::error(
                    "T1221",
                    expr.span,
                    text!("Di sini dibutuhkan bilangan bulat.", "Here a whole number is needed."),
                )
                .with_help(text!(
                    "Bulatkan dahulu, misalnya floor(x).",
                    "Round it first, for example floor(x)."
                )),
            );
        }
    }

    /// The count of decimals of a rounding: a constant, so that the scale of the result is known.
    fn decimals(&mut self, name: &Ident, args: &[Expr]) -> u32 {
        let Some(second) = args.get(1) else {
            if !matches!(&*name.value, "floor" | "ceil") {
                self.report_arity(name, name.span, "2", 1);
            }
            return 0;
        };
        let constant = second.ty.as_number().and_then(super::number_type::NumberType::constant);
        let whole = constant.and_then(crate::Number::to_integer).and_then(|n| u32::try_from(n).ok());
        match whole.filter(|n| *n <= MAX_SCALE) {
            Some(decimals) => decimals,
            None => {
                self.sink.push(
                    Diagnostic::error(
                        "T1222",
                        second.span,
                        text!(
                            "Banyaknya desimal harus bilangan bulat tetap dari 0 sampai {MAX_SCALE}.",
                            "The count of decimals must be a constant whole number from 0 to {MAX_SCALE}."
                        ),
                    )
                    .with_help(text!(
                        "Tulis misalnya round_half_up(x, 2).",
                        "Write for example round_half_up(x, 2)."
                    )),
                );
                0
            }
        }
    }

    fn bare_round(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        args.iter().for_each(|arg| {
            self.inner(arg);
        });
        self.sink.push(
            Diagnostic::error(
                "T1203",
                name.span,
                text!(
                    "`round` tidak menyebut cara membulatkan 2,5: ke 3 atau ke 2?",
                    "`round` does not say how 2.5 is rounded: to 3 or to 2?"
                ),
            )
            .with_help(text!(
                "Sebut caranya: round_half_up(x, 2), round_half_even, round_down, atau round_up.",
                "Name the way: round_half_up(x, 2), round_half_even, round_down or round_up."
            )),
        );
        self.broken(span)
    }

    fn is_known(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        let [arg] = args else {
            self.report_arity(name, span, "1", args.len());
            return self.broken(span);
        };
        let typed = self.inner(arg);
        if self.ask(&typed) == Ask::No && !typed.ty.is_broken() {
            self.report_ask("is_known", typed.span);
        }
        Expr { kind: ExprKind::IsKnown(Box::new(typed)), ty: Type::Bool, span }
    }

    fn not_regulated(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        match args {
            [ast::Expr { kind: ast::ExprKind::Text(reason), .. }] => {
                Expr { kind: ExprKind::NotRegulated(Arc::clone(reason)), ty: Type::Never, span }
            }
            _ => {
                self.report_arity(name, span, "1", args.len());
                self.broken(span)
            }
        }
    }

    fn combine(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        let [ast::Expr { kind: ast::ExprKind::Array(items), .. }] = args else {
            self.sink.push(
                Diagnostic::error(
                    "T1205",
                    span,
                    text!(
                        "Fungsi ini menerima satu daftar syarat yang ditulis langsung.",
                        "This function takes one list of requirements, written out."
                    ),
                )
                .with_help(text!(
                    "Tulis all_of([syarat_a, syarat_b]).",
                    "Write all_of([syarat_a, syarat_b])."
                )),
            );
            return self.broken(span);
        };
        let operands = items.iter().map(|item| self.bool(item)).collect();
        let kind = ExprKind::Combine { any: &*name.value == "any_of", operands };
        Expr { kind, ty: Type::Bool, span }
    }

    fn at(&mut self, name: &Ident, args: &[ast::Expr], span: Span) -> Expr {
        let [parameter, date] = args else {
            self.report_arity(name, span, "2", args.len());
            return self.broken(span);
        };
        let date = self.inner(date);
        self.expect(&Type::Date, &date);
        let ast::ExprKind::Name(word) = &parameter.kind else {
            self.report_not_parameter(parameter.span);
            return self.broken(span);
        };
        let Some(Symbol::Parameter(number)) = self.symbol(word) else {
            self.report_not_parameter(parameter.span);
            return self.broken(span);
        };
        self.name(word, parameter.span);
        let (ty, values) = self.env.dated_values(number);
        Expr { kind: ExprKind::At(Arc::clone(word), values, Box::new(date)), ty, span }
    }

    fn report_not_parameter(&mut self, span: Span) {
        self.sink.push(
            Diagnostic::error(
                "T1223",
                span,
                text!(
                    "`at(parameter, tanggal)` membaca nilai sebuah parameter pada tanggal lain; ini bukan parameter.",
                    "`at(parameter, date)` reads a parameter's value on another date; this is no parameter."
                ),
            )
            .with_help(text!("Sebut nama parameternya.", "Name the parameter.")),
        );
    }

    fn helper(&self, name: &str) -> Option<usize> {
        let script = self.linked.scripts.get(self.script?)?;
        script.functions.iter().position(|f| f.private && &*f.name.value == name)
    }
}
