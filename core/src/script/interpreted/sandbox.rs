//! rhai's interpreter, shut in.

use std::fmt;
use std::sync::Arc;

use rhai::packages::{
    BasicArrayPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage, CorePackage, LogicPackage,
    MoreStringPackage, Package as _,
};
use rhai::{AST, Array, Dynamic, Engine, EvalAltResult, Map, Scope, Token};
use rust_decimal::Decimal;

use super::{MAX_ITEMS, Plain, Refusal, Stopped};
use crate::text;
use crate::value::Number;

/// The most operations of one call; a rule over a hundred rows takes some thousands.
const MAX_OPERATIONS: u64 = 100_000;

/// The most characters of a text.
const MAX_TEXT: usize = 10_000;

/// A rule file compiled for the sandbox.
pub struct Interpreted {
    engine: Engine,
    ast: AST,
    source: Arc<str>,
}

impl fmt::Debug for Interpreted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Interpreted")
    }
}

impl Interpreted {
    /// Compiles a rule and the helpers that it may call.
    ///
    /// # Errors
    /// What rhai says against it. Functions held in variables are refused: a chain of them, each holding the one
    /// before, counts towards no limit and can end the whole program.
    pub fn compile(source: &str) -> Result<Interpreted, Refusal> {
        let mut engine = Engine::new_raw();
        CorePackage::new().register_into_engine(&mut engine);
        LogicPackage::new().register_into_engine(&mut engine);
        BasicMathPackage::new().register_into_engine(&mut engine);
        BasicArrayPackage::new().register_into_engine(&mut engine);
        BasicMapPackage::new().register_into_engine(&mut engine);
        BasicIteratorPackage::new().register_into_engine(&mut engine);
        MoreStringPackage::new().register_into_engine(&mut engine);
        forbid(&mut engine);
        engine.set_allow_anonymous_fn(false);
        engine.set_max_operations(MAX_OPERATIONS);
        engine.set_max_call_levels(32);
        engine.set_max_expr_depths(128, 128);
        engine.set_max_variables(256);
        engine.set_max_functions(256);
        engine.set_max_string_size(MAX_TEXT);
        engine.set_max_array_size(MAX_ITEMS);
        engine.set_max_map_size(MAX_ITEMS);
        engine.on_print(|_| {});
        engine.on_debug(|_, _, _| {});
        let ast = engine.compile(source).map_err(|error| refusal(&error.0.to_string()))?;
        Ok(Interpreted { engine, ast, source: Arc::from(source) })
    }

    /// What stands for a file that could not be compiled; nothing ever calls it.
    pub(crate) fn nothing() -> Interpreted {
        Interpreted { engine: Engine::new_raw(), ast: AST::empty(), source: Arc::default() }
    }

    /// What was compiled.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Calls a function of the file.
    ///
    /// # Errors
    /// Why there is no value.
    pub fn call(&self, function: &str, args: &[Plain]) -> Result<Plain, Stopped> {
        let args: Option<Vec<Dynamic>> = args.iter().map(inward).collect();
        let args = args.ok_or(Stopped::Value)?;
        let mut scope = Scope::new();
        let given = self.engine.call_fn::<Dynamic>(&mut scope, &self.ast, function, args);
        match given {
            Ok(value) => outward(value).ok_or(Stopped::Value),
            Err(error) => Err(why(&error)),
        }
    }
}

fn refusal(words: &str) -> Refusal {
    Refusal {
        message: text!(
            "Aturan @interpreted ini tidak dapat dijalankan dalam kotak pasir: {words}.",
            "This @interpreted rule cannot be run in the sandbox: {words}."
        ),
        help: text!(
            "Pakai `for` dan `while`; fungsi kecil `|x| ...` tidak tersedia di dalamnya.",
            "Use `for` and `while`; closures `|x| ...` are not available in it."
        ),
    }
}

/// Takes away the words of rhai that no rule may use, because no limit stops them.
///
/// `eval` runs text as code; `sleep` waits and counts as a single operation; `curry` doubles a function in itself.
pub(in crate::script) fn forbid(engine: &mut Engine) {
    engine.disable_symbol("eval");
    engine.disable_symbol("curry");
    // To rhai `sleep` is a function like any other, which `disable_symbol` passes over.
    #[expect(deprecated, reason = "rhai marks what may still change so; its version is pinned")]
    engine.on_parse_token(|token, _, _| match token {
        Token::Identifier(word) if *word == "sleep" => Token::Reserved(word),
        token => token,
    });
}

fn why(error: &EvalAltResult) -> Stopped {
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

fn inward(value: &Plain) -> Option<Dynamic> {
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

fn outward(value: Dynamic) -> Option<Plain> {
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
        Interpreted::compile(source).unwrap().call("f", args)
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
        assert!(Interpreted::compile("fn f() { sleep(3600); 1 }").is_err());
        assert!(Interpreted::compile("fn f() { 3600.sleep(); 1 }").is_err());
        assert!(Interpreted::compile("fn f() { let g = |x| x; g = g.curry(g); 1 }").is_err());
    }

    #[test]
    fn there_is_no_eval_no_import_and_no_clock() {
        assert!(Interpreted::compile("fn f() { eval(\"1\") }").is_err());
        assert!(Interpreted::compile("fn f() { import \"x\" as y; 1 }").is_err());
        assert_eq!(call("fn f() { timestamp() }", &[]), Err(Stopped::Failed));
    }

    #[test]
    fn functions_in_variables_are_refused() {
        assert!(Interpreted::compile("fn f() { let f = || 1; loop { let g = f; f = || g; } }").is_err());
        assert!(Interpreted::compile("fn f(xs) { xs.filter(|x| x > 1) }").is_err());
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
