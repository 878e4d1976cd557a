//! rhai's interpreter, shut in.

use std::fmt;
use std::sync::Arc;

use rhai::grain::{Program, SharedProgram, Vm};
use rhai::packages::{
    BasicArrayPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage, CorePackage, LogicPackage,
    MoreStringPackage, Package as _,
};
use rhai::{Array, Dynamic, Engine, EvalAltResult, Map, Scope};
use rust_decimal::Decimal;

use super::compile::compile;
use super::{MAX_ITEMS, Plain, Refusal, Stopped, named};
use crate::text;
use crate::value::Number;

/// The most operations of one call; a rule over a hundred rows takes some thousands.
const MAX_OPERATIONS: u64 = 100_000;

/// The most characters of a text.
const MAX_TEXT: usize = 10_000;

rhai::def_package! {
    /// The functions that rules may call.
    pub(super) Words(_module):
        CorePackage,
        LogicPackage,
        BasicMathPackage,
        BasicArrayPackage,
        BasicMapPackage,
        BasicIteratorPackage,
        MoreStringPackage
    {}
}

/// A rule compiled for the sandbox.
pub struct Interpreted {
    engine: Engine,
    program: Option<SharedProgram>,
    bytes: Arc<[u8]>,
}

impl fmt::Debug for Interpreted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Interpreted")
    }
}

impl Interpreted {
    /// Compiles a rule, given with the helpers that it may call, by its name and how many inputs it has.
    ///
    /// # Errors
    /// What rhai says against it.
    pub fn compile(source: &str, function: &str, inputs: usize) -> Result<Interpreted, Refusal> {
        let bytes = compile(source, function, inputs)?;
        Interpreted::from_bytes(&bytes).map_err(|refusal| refusal.unwrap_or_else(unread))
    }

    /// Reads a rule that was compiled, wherever that was.
    ///
    /// # Errors
    /// None where the bytes are no such rule; in an engine without an interpreter, why it cannot be run.
    pub fn from_bytes(bytes: &[u8]) -> Result<Interpreted, Option<Refusal>> {
        let program = Program::read(bytes).map_err(|_| None)?.into_shared();
        let mut engine = Engine::new_raw();
        Words::new().register_into_engine(&mut engine);
        named::register(&mut engine);
        limit(&mut engine);
        engine.on_print(|_| {});
        engine.on_debug(|_, _, _| {});
        Ok(Interpreted { engine, program: Some(program), bytes: Arc::from(bytes) })
    }

    /// What stands for a rule that could not be read; nothing ever calls it.
    pub(crate) fn nothing() -> Interpreted {
        Interpreted { engine: Engine::new_raw(), program: None, bytes: Arc::from([]) }
    }

    /// What was compiled, for [`Interpreted::from_bytes`].
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Calls the rule.
    ///
    /// # Errors
    /// Why there is no value.
    pub fn call(&self, args: &[Plain]) -> Result<Plain, Stopped> {
        let mut scope = Scope::new();
        for (at, arg) in args.iter().enumerate() {
            scope.push_dynamic(input(at), inward(arg).ok_or(Stopped::Value)?);
        }
        let program = self.program.as_ref().ok_or(Stopped::Failed)?;
        match Vm::new(&self.engine).eval_with_callbacks(&mut scope, program) {
            Ok(value) => outward(value).ok_or(Stopped::Value),
            Err(error) => Err(why(&error)),
        }
    }
}

/// The name under which a compiled rule finds an input.
pub(super) fn input(at: usize) -> String {
    format!("input_{at}")
}

/// Bounds what a rule may use, while it is compiled and while it runs.
pub(in crate::script) fn limit(engine: &mut Engine) {
    engine.set_max_operations(MAX_OPERATIONS);
    engine.set_max_call_levels(32);
    engine.set_max_variables(256);
    engine.set_max_string_size(MAX_TEXT);
    engine.set_max_array_size(MAX_ITEMS);
    engine.set_max_map_size(MAX_ITEMS);
}

fn unread() -> Refusal {
    Refusal {
        message: text!(
            "Aturan @interpreted ini tidak dapat dibaca kembali setelah disusun.",
            "This @interpreted rule could not be read again after it was compiled."
        ),
        help: text!(
            "Tulis aturan ini dengan cara yang lebih sederhana.",
            "Write this rule in a simpler way."
        ),
    }
}

pub(in crate::script) fn why(error: &EvalAltResult) -> Stopped {
    match error {
        EvalAltResult::ErrorTooManyOperations(_)
        | EvalAltResult::ErrorStackOverflow(_)
        | EvalAltResult::ErrorDataTooLarge(..)
        | EvalAltResult::ErrorTooManyVariables(_)
        | EvalAltResult::ErrorTerminated(..) => Stopped::Limit,
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => why(inner),
        _ => Stopped::Failed,
    }
}

pub(in crate::script) fn inward(value: &Plain) -> Option<Dynamic> {
    Some(match value {
        Plain::Bool(value) => Dynamic::from(*value),
        Plain::Number(number) => match number.to_integer() {
            Some(whole) => match i64::try_from(whole) {
                Ok(small) => Dynamic::from(small),
                Err(_) => Dynamic::from(decimal(*number)?),
            },
            None => Dynamic::from(decimal(*number)?),
        },
        Plain::Text(words) => Dynamic::from(words.clone()),
        Plain::List(items) => {
            let items: Option<Array> = items.iter().map(inward).collect();
            Dynamic::from(items?)
        }
        Plain::Record(fields) => {
            let mut map = Map::new();
            for (name, value) in fields {
                map.insert((&**name).into(), inward(value)?);
            }
            Dynamic::from(map)
        }
    })
}

/// rhai's decimals hold 28 digits; a number that is longer must not be cut.
fn decimal(number: Number) -> Option<Decimal> {
    let words = number.to_string();
    Decimal::from_str_exact(&words).ok()
}

pub(in crate::script) fn outward(value: Dynamic) -> Option<Plain> {
    if let Ok(value) = value.as_bool() {
        return Some(Plain::Bool(value));
    }
    if let Ok(value) = value.as_int() {
        return Some(Plain::Number(Number::from(value)));
    }
    if let Ok(value) = value.as_decimal() {
        return value.to_string().parse().ok().map(Plain::Number);
    }
    if value.is_string() {
        return value.into_string().ok().map(Plain::Text);
    }
    if value.is_array() {
        let items = value.into_array().ok()?;
        return items.into_iter().map(outward).collect::<Option<Vec<_>>>().map(Plain::List);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(source: &str, args: &[Plain]) -> Result<Plain, Stopped> {
        Interpreted::compile(source, "f", args.len()).unwrap().call(args)
    }

    fn is_refused(source: &str) -> bool {
        Interpreted::compile(source, "f", 0).is_err()
    }

    fn number(words: &str) -> Plain {
        Plain::Number(words.parse().unwrap())
    }

    #[test]
    fn loops_and_maps_run_exactly() {
        let source = "fn f(xs) { let sum = 0.0; for x in xs { if x.naik { sum += x.nilai; } } sum }";
        let row = |up: bool, value: &str| {
            Plain::Record(vec![("naik".into(), Plain::Bool(up)), ("nilai".into(), number(value))])
        };
        let rows = Plain::List(vec![row(true, "0.1"), row(false, "5"), row(true, "0.2")]);
        assert_eq!(call(source, &[rows]), Ok(number("0.3")));
    }

    #[test]
    fn limits_stop_what_would_not_end() {
        assert_eq!(call("fn f() { loop { } }", &[]), Err(Stopped::Limit));
        assert_eq!(call("fn f() { let s = \"x\"; loop { s += s; } }", &[]), Err(Stopped::Limit));
        assert_eq!(call("fn f() { let a = [1]; loop { a += a; } }", &[]), Err(Stopped::Limit));
        assert_eq!(call("fn f() { f() }", &[]), Err(Stopped::Limit));
    }

    #[test]
    fn nesting_is_bounded_before_the_stack_is() {
        assert_eq!(call("fn f() { let a = []; loop { a = [a]; } }", &[]), Err(Stopped::Limit));
        assert_eq!(call("fn f() { let a = #{}; loop { a = #{ a: a }; } }", &[]), Err(Stopped::Limit));
        assert_eq!(call("fn f() { let a = []; loop { a.push(a); } }", &[]), Err(Stopped::Limit));
    }

    #[test]
    fn nothing_waits() {
        assert!(is_refused("fn f() { sleep(3600); 1 }"));
        assert!(is_refused("fn f() { 3600.sleep(); 1 }"));
        assert!(is_refused("fn f() { let g = |x| x; g = g.curry(g); 1 }"));
    }

    #[test]
    fn there_is_no_eval_no_import_and_no_clock() {
        assert!(is_refused("fn f() { eval(\"1\") }"));
        assert!(is_refused("fn f() { import \"x\" as y; 1 }"));
        assert_eq!(call("fn f() { timestamp() }", &[]), Err(Stopped::Failed));
    }

    #[test]
    fn functions_in_variables_are_refused() {
        assert!(is_refused("fn f() { let f = || 1; loop { let g = f; f = || g; } }"));
        assert!(is_refused("fn f(xs) { xs.filter(|x| x > 1) }"));
    }

    #[test]
    fn what_is_no_value_of_a_rule_does_not_come_out() {
        assert_eq!(call("fn f() { () }", &[]), Err(Stopped::Value));
        assert_eq!(call("fn f() { #{ a: 1 } }", &[]), Err(Stopped::Value));
        assert_eq!(
            call("fn f(x) { x }", &[number("0.12345678901234567890123456789012")]),
            Err(Stopped::Value)
        );
    }
}
