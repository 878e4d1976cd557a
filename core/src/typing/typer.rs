//! Types the expressions of one rule: names, locals, and the shared ways of reporting.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::environment::{Absence, Environment};
use super::literals::Literals;
use super::program::{Expr, ExprKind, LocalId};
use super::types::Type;
use crate::diagnostic::{Diagnostic, Sink, did_you_mean, nearest};
use crate::link::{Linked, Symbol};
use crate::script::ast::{self, Ident};
use crate::source::Span;
use crate::text;
use crate::value::Number;

/// How a name that has no value may be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// It may not.
    No,
    /// `missing`, `unregulated` and `not_applicable` are caught.
    Known,
    /// `empty` is caught.
    Pick,
}

/// A local name in scope.
#[derive(Clone, Debug)]
pub(super) struct Local {
    name: Arc<str>,
    id: LocalId,
    ty: Type,
    ask: Ask,
}

/// Where an expression stands, which decides what names it sees.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// In a rule: its inputs.
    Rule {
        /// The names that it declares as inputs.
        inputs: Vec<Arc<str>>,
        /// The list whose items it is for.
        list: Option<usize>,
    },
    /// In a helper: nothing but its arguments.
    Helper,
}

/// Types the expressions of one rule.
pub(super) struct Typer<'a> {
    pub(super) linked: &'a Linked,
    pub(super) env: &'a Environment<'a>,
    pub(super) sink: &'a mut Sink,
    pub(super) scope: Scope,
    /// The rule file, for its helpers.
    pub(super) script: Option<usize>,
    pub(super) literals: Literals,
    pub(super) locals: Vec<Local>,
    pub(super) next_local: usize,
    pub(super) helpers: Vec<Arc<str>>,
    /// Where the rule itself calls the helper at hand.
    pub(super) called_at: Option<Span>,
    /// Names of the scope that were used.
    pub(super) used: BTreeSet<Arc<str>>,
    /// How many expressions were typed: helpers that call helpers could otherwise grow without bound.
    pub(super) size: usize,
    /// How deep the expression at hand stands in the rule, helpers written out.
    depth: usize,
    /// Whether an expression would have stood too deep.
    pub(super) too_deep: bool,
    /// What the conditions around the expression at hand say of the numbers in it.
    pub(super) known: Vec<super::narrow::Fact>,
    /// Whether the expression at hand gives the function's result, so that `return` may stand in it.
    pub(super) tail: bool,
}

/// The most expressions that one rule may come to once its helpers are written out.
pub(super) const MAX_SIZE: usize = 20_000;

/// How deep expressions may stand in each other once helpers are written out: every later stage walks them by recursion, so
/// that depth is stack. One syntax tree may be nearly as high by itself.
pub(super) const MAX_DEPTH: usize = 240;

impl<'a> Typer<'a> {
    pub(super) fn new(
        linked: &'a Linked,
        env: &'a Environment<'a>,
        sink: &'a mut Sink,
        scope: Scope,
        script: Option<usize>,
    ) -> Typer<'a> {
        Typer {
            linked,
            env,
            sink,
            scope,
            script,
            literals: Literals::default(),
            locals: Vec::new(),
            next_local: 0,
            helpers: Vec::new(),
            called_at: None,
            used: BTreeSet::new(),
            size: 0,
            depth: 0,
            too_deep: false,
            known: Vec::new(),
            tail: false,
        }
    }

    /// Goes a level deeper, unless that is too deep.
    pub(super) fn enter(&mut self) -> bool {
        if self.depth >= MAX_DEPTH {
            self.too_deep = true;
            return false;
        }
        self.depth = self.depth.saturating_add(1);
        true
    }

    /// Comes back from where [`Typer::enter`] went.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn bind(&mut self, name: &Ident, ty: Type, ask: Ask) -> LocalId {
        let id = LocalId(self.next_local);
        self.next_local = self.next_local.saturating_add(1);
        self.locals.push(Local { name: Arc::clone(&name.value), id, ty, ask });
        id
    }

    pub(super) fn broken(&self, span: Span) -> Expr {
        Expr { kind: ExprKind::Const(crate::value::Value::Bool(false)), ty: Type::Broken, span }
    }

    pub(super) fn number(&self, number: Number, span: Span) -> Expr {
        Expr {
            kind: ExprKind::Const(crate::value::Value::Number(number)),
            ty: Type::Number(super::number_type::NumberType::exactly(number)),
            span,
        }
    }

    /// A name: a local one, an input, or an error.
    pub(super) fn name(&mut self, name: &Arc<str>, span: Span) -> Expr {
        if let Some(local) = self.locals.iter().rev().find(|l| l.name == *name) {
            let kind = ExprKind::Local(local.id, Arc::clone(name), local.ask);
            return self.narrowed(Expr { kind, ty: local.ty.clone(), span });
        }
        let Scope::Rule { inputs, list } = self.scope.clone() else {
            self.report_unknown(name, span, "T1103", &[]);
            return self.broken(span);
        };
        let declared = inputs.contains(name);
        let found = self.env.lookup(self.linked, list, name);
        match found {
            Some((kind, ty)) if declared => {
                self.used.insert(Arc::clone(name));
                self.narrowed(Expr { kind, ty, span })
            }
            Some(_) => {
                self.sink.push(
                    Diagnostic::error(
                        "T1109",
                        span,
                        text!(
                            "`{name}` bukan masukan aturan ini: aturan hanya melihat nama yang menjadi parameternya.",
                            "`{name}` is no input of this rule: a rule sees only the names that are its parameters."
                        ),
                    )
                    .with_help(text!(
                        "Tambahkan `{name}` pada parameter fungsinya.",
                        "Add `{name}` to the parameters of the function."
                    )),
                );
                self.broken(span)
            }
            None => {
                // An input that means nothing is reported where it is declared; an unused report would only repeat it.
                self.used.insert(Arc::clone(name));
                if !declared {
                    self.report_unknown(name, span, "T1103", &inputs);
                }
                self.broken(span)
            }
        }
    }

    /// Reports inputs of a rule that name nothing, or something that is not in force.
    pub(super) fn check_inputs(&mut self, inputs: &[Ident], list: Option<usize>) {
        for input in inputs {
            if self.env.lookup(self.linked, list, &input.value).is_some() {
                continue;
            }
            self.used.insert(Arc::clone(&input.value));
            match self.env.absence(self.linked, list, &input.value) {
                Absence::Unknown => self.report_unknown(&input.value, input.span, "T1103", &[]),
                Absence::Reported => {}
                Absence::NotInForce => {
                    let (name, period) = (&input.value, self.env.regime.period);
                    let of_list = list.and_then(|list| self.linked.list_rule(list, name));
                    let declared = match of_list {
                        Some(rule) => self.linked.place_of_rule(rule),
                        None => self.linked.place_of(name),
                    };
                    let mut found = Diagnostic::error(
                        "T1502",
                        input.span,
                        text!(
                            "`{name}` tidak berlaku pada {period}, padahal aturan ini menyatakan berlaku saat itu.",
                            "`{name}` is not in force in {period}, but this rule says that it is in force then."
                        ),
                    );
                    if let Some(place) = declared {
                        found = found.with_place(place, text!("dinyatakan di sini", "declared here"));
                    }
                    self.sink.push(found.with_help(text!(
                        "Persempit @effective aturan ini, atau lengkapi nilai `{name}` untuk masa itu.",
                        "Narrow the rule's @effective, or complete `{name}` for that time."
                    )));
                }
            }
        }
    }

    fn report_unknown(&mut self, name: &str, span: Span, code: &'static str, more: &[Arc<str>]) {
        let mut known: Vec<&str> = self.locals.iter().map(|l| &*l.name).collect();
        known.extend(more.iter().map(|n| &**n));
        if let Scope::Rule { list, .. } = &self.scope {
            known.extend(["as_of", "catalogue"]);
            known.extend(self.linked.names.keys().map(|n| &**n));
            if let Some(list) = list {
                known.extend(self.linked.list_fields(*list).iter().map(|f| &*f.name.value));
                known.extend(self.linked.list_rules.get(list).into_iter().flatten().map(|(n, _)| &**n));
            }
        }
        let report = Diagnostic::error(
            code,
            span,
            text!("Tidak ada yang bernama `{name}`.", "Nothing is named `{name}`."),
        );
        self.sink.push(report.with_help(did_you_mean(
            nearest(name, known),
            text!(
                "Nyatakan sebagai fakta, parameter, atau aturan, atau perbaiki ejaannya.",
                "Declare it as a fact, a parameter or a rule, or mend its spelling."
            ),
        )));
    }

    /// Makes two types one, or reports that the second does not fit.
    pub(super) fn expect(&mut self, wanted: &Type, expr: &Expr) -> Type {
        match self.literals.unify(wanted, &expr.ty) {
            Some(ty) => ty,
            None => {
                self.mismatch(wanted, &expr.ty, expr.span);
                Type::Broken
            }
        }
    }

    pub(super) fn mismatch(&mut self, wanted: &Type, found: &Type, span: Span) {
        let (wanted, found) = (self.literals.resolve(wanted), self.literals.resolve(found));
        if wanted.is_broken() || found.is_broken() {
            return;
        }
        if let (Type::Enum(a), Type::Enum(b)) = (&wanted, &found) {
            let (a, b) = (&a.id, &b.id);
            self.sink.push(
                Diagnostic::error(
                    "T1202",
                    span,
                    text!(
                        "Nilai enum `{b}` tidak dapat bertemu dengan enum `{a}`: keduanya ukuran yang berbeda.",
                        "A value of the enum `{b}` cannot meet the enum `{a}`: the two measure different things."
                    ),
                )
                .with_help(text!(
                    "Petakan dahulu dengan tabel atau `switch`.",
                    "Map one to the other with a table or a `switch` first."
                )),
            );
            return;
        }
        let (w, f) = (wanted.describe(), found.describe());
        let mut report = Diagnostic::error(
            "T1201",
            span,
            crate::Text {
                id: format!("Di sini dibutuhkan {}, tetapi ini {}.", w.id, f.id),
                en: format!("Here {} is needed, but this is {}.", w.en, f.en),
            },
        );
        report = match (&wanted, &found) {
            (Type::Number(_), Type::Text | Type::Literal(_)) => {
                report.with_help(text!("Tulis angka tanpa tanda kutip.", "Write a number without quotes."))
            }
            (Type::Date, _) => report.with_help(text!(
                "Tanggal ditulis date(2025, 5, 20), atau berasal dari fakta atau parameter.",
                "A date is written date(2025, 5, 20), or comes from a fact or a parameter."
            )),
            (Type::Bool, _) => report.with_help(text!(
                "Bandingkan dahulu, misalnya `x > 0` atau `x == \"baik\"`.",
                "Compare first, for example `x > 0` or `x == \"baik\"`."
            )),
            _ => report.with_help(text!(
                "Samakan jenis kedua sisinya, atau periksa apakah nama yang dipakai sudah benar.",
                "Make both sides of one type, or check that the right name is used."
            )),
        };
        self.sink.push(report);
    }

    /// Types an expression outside the place of the function's result.
    pub(super) fn inner(&mut self, expr: &ast::Expr) -> Expr {
        let tail = std::mem::replace(&mut self.tail, false);
        let typed = self.expr(expr);
        self.tail = tail;
        typed
    }

    pub(super) fn bool(&mut self, expr: &ast::Expr) -> Expr {
        let typed = self.inner(expr);
        self.expect(&Type::Bool, &typed);
        typed
    }

    /// Types an expression that must be a number, and gives what is known of it.
    pub(super) fn as_number(&mut self, expr: &Expr) -> Option<super::number_type::NumberType> {
        match self.literals.resolve(&expr.ty) {
            Type::Number(number) => Some(number),
            Type::Broken => None,
            Type::Never => Some(super::number_type::NumberType::of_nothing()),
            other => {
                self.mismatch(&Type::number(0), &other, expr.span);
                None
            }
        }
    }

    /// How an expression may be asked about.
    pub(super) fn ask(&self, expr: &Expr) -> Ask {
        match &expr.kind {
            ExprKind::Node(id) => match self.env.node(*id).map(|n| &n.body) {
                Some(super::program::Body::Fact(fact)) if !fact.optional => Ask::No,
                Some(_) => Ask::Known,
                None => Ask::No,
            },
            ExprKind::ItemField(slot, _) => {
                let Scope::Rule { list: Some(list), .. } = &self.scope else { return Ask::No };
                if self.env.field(*list, *slot).is_some_and(|f| f.may_ask) { Ask::Known } else { Ask::No }
            }
            ExprKind::Field { base, optional, may_ask, .. } => {
                if *may_ask || (*optional && self.ask(base) != Ask::No) { Ask::Known } else { Ask::No }
            }
            ExprKind::NotInForce(_) => Ask::Known,
            ExprKind::Local(_, _, ask) => *ask,
            ExprKind::ListOp(op, ..) if op.is_pick() => Ask::Pick,
            _ => Ask::No,
        }
    }

    /// The symbol that a bare name of the subject stands for.
    pub(super) fn symbol(&self, name: &str) -> Option<Symbol> {
        self.linked.names.get(name).copied()
    }
}
