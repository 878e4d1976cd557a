//! Types `if`, `switch`, blocks and early returns.

use super::open_enums::{User, report_added, warn_closed};
use super::program::{Arm, Expr, ExprKind, Pattern, Step};
use super::typer::{Ask, Typer};
use super::types::Type;
use crate::diagnostic::Diagnostic;
use crate::script::ast::{self, Block, Statement};
use crate::source::Span;
use crate::text;
use crate::value::Value;

/// The type that all ways through an expression share, found one way at a time.
struct Joined(Option<Type>);

impl Joined {
    fn add(&mut self, typer: &mut Typer<'_>, way: &Expr) {
        self.0 = Some(match self.0.take() {
            None => way.ty.clone(),
            Some(so_far) => typer.expect(&so_far, way),
        });
    }

    fn finish(self) -> Type {
        self.0.unwrap_or(Type::Broken)
    }
}

impl Typer<'_> {
    pub(super) fn if_value(
        &mut self,
        condition: &ast::Expr,
        then: &Block,
        otherwise: Option<&ast::Expr>,
        span: Span,
    ) -> Expr {
        let condition = self.bool(condition);
        let then = self.where_holds(&condition, true, |typer| typer.block_value(then));
        // An `if` without `else` was reported when it was read.
        let otherwise = match otherwise {
            Some(otherwise) => self.where_holds(&condition, false, |typer| typer.expr(otherwise)),
            None => self.broken(span),
        };
        let mut joined = Joined(None);
        joined.add(self, &then);
        joined.add(self, &otherwise);
        let kind = ExprKind::If(Box::new(condition), Box::new(then), Box::new(otherwise));
        Expr { kind, ty: joined.finish(), span }
    }

    pub(super) fn switch_value(&mut self, subject: &ast::Expr, arms: &[ast::Arm], span: Span) -> Expr {
        let subject = self.inner(subject);
        let mut joined = Joined(None);
        let mut typed = Vec::new();
        for arm in arms {
            let (patterns, guard) = self.arm_head(&subject, arm);
            let body = self.expr(&arm.body);
            joined.add(self, &body);
            typed.push(Arm { patterns, guard, body, span: arm.span });
        }
        self.exhaustive(&subject, &typed, span);
        Expr { kind: ExprKind::Switch(Box::new(subject), typed), ty: joined.finish(), span }
    }

    fn arm_head(&mut self, subject: &Expr, arm: &ast::Arm) -> (Vec<Pattern>, Option<Expr>) {
        let mut patterns = Vec::new();
        for pattern in &arm.patterns {
            match pattern {
                ast::Pattern::Value(value) => {
                    let typed = self.inner(value);
                    self.expect(&subject.ty, &typed);
                    patterns.push(Pattern::Value(typed));
                }
                ast::Pattern::Range { lo, hi, inclusive, span } => {
                    let as_number = self.number(*lo, *span);
                    self.expect(&subject.ty, &as_number);
                    patterns.push(Pattern::Range { lo: *lo, hi: *hi, inclusive: *inclusive });
                }
            }
        }
        let guard = arm.guard.as_ref().map(|guard| self.bool(guard));
        (patterns, guard)
    }

    /// Asks for an arm for every value: by `_`, or by naming each value of an enum.
    fn exhaustive<B>(&mut self, subject: &Expr, arms: &[Arm<B>], span: Span) {
        let certain = || arms.iter().filter(|arm| arm.guard.is_none());
        if certain().any(|arm| arm.patterns.is_empty()) {
            return;
        }
        let values = || {
            certain().flat_map(|arm| &arm.patterns).filter_map(|pattern| match pattern {
                Pattern::Value(value) => Some(&value.kind),
                Pattern::Range { .. } => None,
            })
        };
        let missing: Vec<String> = match self.literals.resolve(&subject.ty) {
            Type::Enum(scheme) => {
                let missing = scheme.values.iter().filter(|value| {
                    !values().any(|kind| matches!(kind, ExprKind::Literal(_, words) if *words == value.id))
                });
                let what = text!("`switch` ini", "this `switch`");
                let user = User { what: &what, place: span };
                let mut added = false;
                let missing: Vec<String> = missing
                    .filter(|value| {
                        let above = report_added(self.linked, &scheme, &value.id, user, self.sink);
                        added |= above;
                        !above
                    })
                    .map(|value| format!("\"{}\"", value.id))
                    .collect();
                if missing.is_empty() && !added {
                    let help =
                        text!("Tambahkan `_ => ...` untuk nilai lain.", "Add `_ => ...` for other values.");
                    warn_closed(self.linked, &scheme, user, help, self.sink);
                }
                missing
            }
            Type::Bool => [true, false]
                .into_iter()
                .filter(|b| !values().any(|kind| matches!(kind, ExprKind::Const(Value::Bool(x)) if x == b)))
                .map(|b| b.to_string())
                .collect(),
            Type::Broken => return,
            _ => vec!["_".to_owned()],
        };
        if missing.is_empty() {
            return;
        }
        let missing = missing.join(", ");
        self.sink.push(
            Diagnostic::error(
                "T1208",
                span,
                text!(
                    "`switch` ini tidak mencakup semua kemungkinan: belum ada {missing}.",
                    "This `switch` does not cover every possibility: {missing} is missing."
                ),
            )
            .with_help(text!(
                "Tambahkan cabangnya, atau `_ => ...` untuk sisanya.",
                "Add the arms, or `_ => ...` for the rest."
            )),
        );
    }

    /// Types a block that gives a value.
    pub(super) fn block_value(&mut self, block: &Block) -> Expr {
        if let ([], Some(value)) = (block.statements.as_slice(), &block.value) {
            return self.expr(value);
        }
        let (depth, known) = (self.locals.len(), self.known.len());
        let mut joined = Joined(None);
        let mut steps = self.steps(&block.statements, &mut joined);
        if let Some(value) = &block.value {
            let typed = self.expr(value);
            joined.add(self, &typed);
            steps.push(Step::Give(typed));
        }
        // A way that gives no value was reported when it was read.
        self.locals.truncate(depth);
        self.known.truncate(known);
        Expr { kind: ExprKind::Block(steps), ty: joined.finish(), span: block.span }
    }

    fn steps(&mut self, statements: &[Statement], joined: &mut Joined) -> Vec<Step> {
        let mut steps = Vec::new();
        for statement in statements {
            match statement {
                Statement::Let { name, value } => {
                    let typed = self.inner(value);
                    let ask = match &typed.kind {
                        // What `?.` reaches has causes of two kinds, which a name could not tell apart.
                        ExprKind::Field { optional: true, .. } => Ask::No,
                        _ => self.ask(&typed),
                    };
                    let ty = typed.ty.clone();
                    let id = self.bind(name, ty, ask);
                    steps.push(Step::Let(id, typed));
                }
                Statement::Return { value, span } => {
                    if !self.tail {
                        self.report_return(*span);
                    }
                    let typed = self.inner(value);
                    joined.add(self, &typed);
                    steps.push(Step::Give(typed));
                }
                Statement::Branch(branch) => {
                    let step = self.branch_step(branch, joined);
                    // After `if target == 0 { return ... }` the target is not zero.
                    if let Step::Branch(condition, then, otherwise) = &step
                        && gives(then)
                        && otherwise.is_empty()
                    {
                        self.known.extend(super::narrow::follows(condition, false));
                    }
                    steps.push(step);
                }
            }
        }
        steps
    }

    fn branch_step(&mut self, branch: &ast::Expr, joined: &mut Joined) -> Step {
        if !self.enter() {
            return Step::Branch(self.broken(branch.span), Vec::new(), Vec::new());
        }
        let step = match &branch.kind {
            ast::ExprKind::If { condition, then, otherwise } => {
                let condition = self.bool(condition);
                let then = self.where_holds(&condition, true, |typer| typer.way(then, joined));
                let otherwise = self.where_holds(&condition, false, |typer| match otherwise.as_deref() {
                    None => Vec::new(),
                    Some(ast::Expr { kind: ast::ExprKind::Block(block), .. }) => typer.way(block, joined),
                    Some(next) => vec![typer.branch_step(next, joined)],
                });
                Step::Branch(condition, then, otherwise)
            }
            ast::ExprKind::Switch { subject, arms } => {
                let subject = self.inner(subject);
                let mut typed = Vec::new();
                for arm in arms {
                    let (patterns, guard) = self.arm_head(&subject, arm);
                    let body = match &arm.body.kind {
                        ast::ExprKind::Block(block) => self.way(block, joined),
                        _ => vec![Step::Give(self.inner(&arm.body))],
                    };
                    typed.push(Arm { patterns, guard, body, span: arm.span });
                }
                self.exhaustive(&subject, &typed, branch.span);
                Step::Choose(subject, typed)
            }
            // A value that stands as a statement was reported when it was read.
            _ => Step::Branch(self.inner(branch), Vec::new(), Vec::new()),
        };
        self.leave();
        step
    }

    fn way(&mut self, block: &Block, joined: &mut Joined) -> Vec<Step> {
        let depth = self.locals.len();
        let steps = self.steps(&block.statements, joined);
        self.locals.truncate(depth);
        steps
    }

    fn report_return(&mut self, span: Span) {
        self.sink.push(
            Diagnostic::error(
                "T1210",
                span,
                text!(
                    "`return` hanya boleh di tempat hasil aturan, bukan di tengah sebuah perhitungan.",
                    "`return` may only stand where the rule's result does, not in the middle of a calculation."
                ),
            )
            .with_help(text!(
                "Pakai `if ... {{ a }} else {{ b }}` sebagai nilai.",
                "Use `if ... {{ a }} else {{ b }}` as a value."
            )),
        );
    }
}

/// Whether every way through the steps gives a value.
pub(crate) fn gives(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step {
        Step::Let(..) => false,
        Step::Give(_) => true,
        Step::Branch(_, then, otherwise) => gives(then) && gives(otherwise),
        Step::Choose(_, arms) => arms.iter().all(|arm| gives(&arm.body)),
    })
}
