//! `timbang guard`: what a pack protects, the exceptions, and what is claimed.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use timbang::pack::decl::ExceptionDecl;
use timbang::typing::program::{Body, Shape};
use timbang::{Pack, Text, date, text};

use super::Layers;
use crate::args::TextOrJson;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Tells what is protected; a pack in which a protected fact reaches a result cannot be loaded.
pub(crate) fn guard(layers: &Layers<'_>, format: TextOrJson, streams: &mut Streams<'_>) -> Outcome {
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let facts = protected(&pack);
    let manifest = pack.linked().declarations.manifest.as_ref();
    let exceptions = manifest.map_or(&[][..], |manifest| &manifest.exceptions);
    let claim = claim(&pack, exceptions.len());
    let written = match format {
        TextOrJson::Json => {
            let facts: Vec<Json> =
                facts.iter().map(|(name, label)| json!({ "name": name, "label": label })).collect();
            let exceptions: Vec<Json> = exceptions.iter().map(exception_json).collect();
            let all = json!({
                "v": 1, "protected": facts, "exceptions": exceptions, "claim": claim,
                "regimes": pack.regimes().len(), "paths": 0,
            });
            writeln!(streams.out, "{all:#}")
        }
        TextOrJson::Text => {
            let width = facts.keys().map(|name| name.chars().count()).max().unwrap_or(0);
            let mut shown = format!("{}\n", text!("Fakta yang dilindungi:", "Protected facts:").get(lang));
            if facts.is_empty() {
                shown.push_str(text!("  tidak ada\n", "  none\n").get(lang));
            }
            for (name, label) in &facts {
                shown.push_str(format!("  {name:width$}  {}", label.get(lang)).trim_end());
                shown.push('\n');
            }
            shown.push_str(text!("\nPengecualian:\n", "\nExceptions:\n").get(lang));
            if exceptions.is_empty() {
                shown.push_str(text!("  tidak ada\n", "  none\n").get(lang));
            }
            for exception in exceptions {
                shown.push_str(&format!("  {}\n", exception_text(exception).get(lang)));
            }
            write!(streams.out, "{shown}\n{}\n", claim.get(lang))
        }
    };
    written.map_err(|error| stream(&error))?;
    Ok(0)
}

/// The protected facts and fields by name, each with its label, of all regimes.
fn protected(pack: &Pack) -> BTreeMap<String, Text> {
    let mut found = BTreeMap::new();
    for regime in pack.regimes() {
        let day = regime.period.from.or(regime.period.until).unwrap_or_else(|| date(2000, 1, 1));
        for (_, node) in pack.program(day).nodes() {
            let Body::Fact(fact) = &node.body else { continue };
            if fact.protected {
                let id = node.label.as_deref().unwrap_or_default().to_owned();
                let en = node.label_en.as_deref().map_or_else(|| id.clone(), str::to_owned);
                found.insert(node.path.to_string(), Text { id, en });
            }
            fields(&fact.shape, &node.path, &mut found);
        }
    }
    found
}

fn fields(shape: &Shape, path: &str, found: &mut BTreeMap<String, Text>) {
    let Shape::List(list) = shape else { return };
    for field in &list.fields {
        let inner = format!("{path}.{}", field.name);
        fields(&field.shape, &inner, found);
        if field.protected {
            found.insert(inner, Text { id: String::new(), en: String::new() });
        }
    }
}

fn claim(pack: &Pack, exceptions: usize) -> Text {
    let regimes = pack.regimes().len();
    let but = if exceptions == 0 {
        text!("", "")
    } else {
        text!(", kecuali lewat pengecualian di atas", ", except by the exceptions above")
    };
    Text {
        id: format!(
            "Tidak ada nilai, status, atau sebab suatu hasil yang bergantung pada fakta yang dilindungi{}. \
             Pemeriksaan menelusuri {regimes} masa berlaku dan tidak menemukan satu jalan pun.",
            but.id
        ),
        en: format!(
            "No value, status or cause of a result depends on a protected fact{}. \
             The check went through {regimes} periods of the rules and found no path.",
            but.en
        ),
    }
}

fn exception_text(exception: &ExceptionDecl) -> Text {
    let (fact, rule, basis) = (&exception.fact.value, &exception.rule.value, &exception.basis.value);
    let consumers = consumers(exception).join(", ");
    text!(
        "`{fact}` dibaca aturan `{rule}` ({basis}); dipakai oleh: {consumers}",
        "`{fact}` is read by the rule `{rule}` ({basis}); used by: {consumers}"
    )
}

fn exception_json(exception: &ExceptionDecl) -> Json {
    json!({
        "fact": &*exception.fact.value, "rule": &*exception.rule.value,
        "basis": exception.basis.value, "consumers": consumers(exception),
    })
}

fn consumers(exception: &ExceptionDecl) -> Vec<String> {
    exception.consumers.iter().map(|name| name.value.to_string()).collect()
}
