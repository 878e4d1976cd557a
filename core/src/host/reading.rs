//! What people read of a pack: what its values are called, its handbook, its graph.

use crate::outcome::Decision;
use crate::plan::{Pack, Plan};
use crate::script::ast::Kind;
use crate::text;
use crate::typing::Type;
use crate::value::{Error, Lang, Text};

/// What people read of the values of a column of results, or of a fact: of each value of an enum, of each decision where
/// the column is `NAME.status` of a promotion, of each item of the catalogue for `triggers`; nothing of any other.
///
/// # Errors
/// `T3003` where the plan works out nothing of that name.
pub fn labels(plan: &Plan, column: &str) -> Result<Vec<(String, Text)>, Error> {
    let program = plan.program();
    let promotion = column
        .strip_suffix(".status")
        .and_then(|name| program.find(name))
        .filter(|(_, node)| node.rule().is_some_and(|rule| rule.kind == Kind::Promotion));
    if promotion.is_some() {
        return Ok(Decision::ALL.iter().map(|one| (one.code().to_owned(), one.text())).collect());
    }
    if column == "triggers" {
        return Ok(program
            .catalogue
            .items
            .values()
            .map(|item| (item.code.to_string(), item.text()))
            .collect());
    }
    let Some((_, node)) = program.find(column) else {
        return Err(Error::new(
            "T3003",
            text!("Tidak ada yang bernama `{column}`.", "Nothing is named `{column}`."),
        ));
    };
    let ty = if let Type::List(list) = &node.ty { &list.item } else { &node.ty };
    let Type::Enum(scheme) = ty else { return Ok(Vec::new()) };
    Ok(scheme.values.iter().map(|value| (value.id.to_string(), value.text())).collect())
}

/// A pack as a handbook for people, as of a day: as `markdown` or `html`.
///
/// # Errors
/// `T3008` for the date, `T3009` for the format.
pub fn describe(pack: &Pack, as_of: &str, format: &str, lang: Lang) -> Result<String, Error> {
    let day = super::date(as_of)?;
    match format {
        "markdown" => Ok(pack.describe_markdown(day, lang)),
        "html" => Ok(pack.describe_html(day, lang)),
        _ => Err(Error::new(
            "T3009",
            text!("Bentuk `{format}` tidak dikenal.", "The format `{format}` is not known."),
        )
        .with_help(text!("Pilih markdown atau html.", "Choose markdown or html."))),
    }
}

/// The graph of a day as a Mermaid flowchart, whole or only what one name rests on, with labels in a language.
///
/// # Errors
/// `T3008` for the date, `T3003` for the name.
pub fn graph(pack: &Pack, as_of: &str, focus: Option<&str>, lang: Lang) -> Result<String, Error> {
    let day = super::date(as_of)?;
    let Some(graph) = pack.graph(day) else { return Ok(String::new()) };
    if let Some(name) = focus.filter(|name| !graph.nodes().any(|(known, _)| **known == **name)) {
        return Err(Error::new(
            "T3003",
            text!("Tidak ada yang bernama `{name}`.", "Nothing is named `{name}`."),
        ));
    }
    Ok(graph.to_mermaid(focus, lang))
}
