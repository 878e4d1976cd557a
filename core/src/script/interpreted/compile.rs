//! What rhai's parser makes of a rule: a program for its machine, which an engine without that parser runs too.

use rhai::grain::Compiler;
use rhai::{Engine, Token};

use super::{Refusal, sandbox};
use crate::text;

/// The bytes of the program that calls a function with so many inputs.
///
/// They carry no places of the text: what a rule does must not hang on where it stands.
///
/// # Errors
/// What rhai says against it. Functions held in variables are refused: a chain of them, each holding the one
/// before, counts towards no limit and can end the whole program.
pub(super) fn compile(source: &str, function: &str, inputs: usize) -> Result<Vec<u8>, Refusal> {
    let mut engine = Engine::new_raw();
    forbid(&mut engine);
    sandbox::limit(&mut engine);
    engine.set_allow_anonymous_fn(false);
    engine.set_max_expr_depths(128, 128);
    engine.set_max_functions(256);
    let given: Vec<String> = (0..inputs).map(sandbox::input).collect();
    let whole = format!("{source}\n{function}({})", given.join(", "));
    let ast = engine.compile(whole).map_err(|error| refusal(&error.0.to_string()))?;
    let program = Compiler::new().compile(&ast);
    let written = program.write_stripped().map_err(|error| refusal(&error.to_string()))?;
    Ok(written.artifact)
}

/// Takes away the words of rhai that no rule may use, because no limit stops them or because they read text as code.
///
/// `eval` runs text as code and `parse_json` reads it with rhai's parser, which a bundle does not need; `sleep` waits and
/// counts as a single operation; `curry` doubles a function in itself; nothing is shared where there are no closures.
pub(in crate::script) fn forbid(engine: &mut Engine) {
    engine.disable_symbol("eval");
    engine.disable_symbol("curry");
    engine.disable_symbol("is_shared");
    // To rhai these are functions like any other, which `disable_symbol` passes over.
    #[expect(deprecated, reason = "rhai marks what may still change so; its version is pinned")]
    engine.on_parse_token(|token, _, _| match token {
        Token::Identifier(word) if matches!(word.as_str(), "sleep" | "parse_json") => Token::Reserved(word),
        token => token,
    });
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
