//! The templates of the renderings and how they are filled: every value is escaped unless it is known to be safe.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Output, State, Value};
use serde::Serialize;

use crate::value::Lang;

const FILES: [(&str, &str); 7] = [
    ("style.css", include_str!("templates/style.css")),
    ("parts.html", include_str!("templates/parts.html")),
    ("explanation.html", include_str!("templates/explanation.html")),
    ("outcome.html", include_str!("templates/outcome.html")),
    ("handbook.css", include_str!("templates/handbook.css")),
    ("handbook.html", include_str!("templates/handbook.html")),
    ("handbook.md", include_str!("templates/handbook.md")),
];

/// Fills a template in a language.
///
/// In templates `t("Dasar", "Basis")` picks the words of the language, and `lang` is its tag.
pub(super) fn fill(name: &str, lang: Lang, context: &impl Serialize) -> String {
    let mut environment = Environment::new();
    // INVARIANT: the delimiters are the usual ones, which are in order.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
        Some("md") => AutoEscape::Custom("md".into()),
        _ => AutoEscape::Html,
    });
    environment.set_formatter(|out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value| {
        match (state.auto_escape(), value.as_str()) {
            (AutoEscape::Custom(_), Some(words)) if !value.is_safe() => {
                Ok(out.write_str(&markdown(words)).map_err(minijinja::Error::from)?)
            }
            (AutoEscape::Custom(_), _) => Ok(write!(out, "{value}")?),
            _ => minijinja::escape_formatter(out, state, value),
        }
    });
    environment.add_function("t", move |id: String, en: String| if lang == Lang::Id { id } else { en });
    // These three are all that the templates need of the library's own words, which together weigh more than its rest.
    environment.add_filter("length", |list: &Value| list.len().unwrap_or_default());
    environment.add_filter("join", join);
    environment.add_function("range", |count: u32| Value::make_iterable(move || 0..count));
    environment.add_global("lang", if lang == Lang::Id { "id" } else { "en" });
    // INVARIANT: the templates are part of the program and a test fills each of them, so neither step fails.
    for (name, text) in FILES {
        drop(environment.add_template(name, text));
    }
    let filled = environment.get_template(name).and_then(|t| t.render(minijinja::value::Serde(context)));
    #[cfg(test)]
    assert!(filled.is_ok(), "{filled:?}");
    filled.unwrap_or_default()
}

/// The items of a list with words between them.
fn join(list: &Value, between: &str) -> Result<String, minijinja::Error> {
    let items: Vec<String> = list.try_iter()?.map(|item| item.to_string()).collect();
    Ok(items.join(between))
}

/// Words within Markdown: nothing in them is markup, and they stay on one line.
fn markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
