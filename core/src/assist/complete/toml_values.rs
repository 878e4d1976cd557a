//! In a TOML file behind a key: types, names, values of enums.

use super::toml::Place;
use super::{CompletionKind, Here, nothing};
use crate::assist::index::Shape;
use crate::pack::decl::{DateForm, ForeignForm};
use crate::pack::keys;
use crate::pack::places::FileKind;

const SWITCHES: [&str; 7] = ["optional", "protected", "code", "judgement", "open", "ordered", "verified"];

/// Offers what may stand behind a key.
pub(super) fn offer(here: &mut Here<'_>, kind: FileKind, place: &Place<'_>) {
    let Some(path) = &place.key else { return };
    let key = place.inner.or_else(|| path.last().copied()).unwrap_or("");
    match kind {
        FileKind::Facts => facts(here, place, key),
        FileKind::Parameters => parameters(here, place, key),
        FileKind::Manifest if ["outputs", "consumers", "rule"].contains(&key) => {
            here.offer_rules(&[]);
            here.offer("triggers", CompletionKind::Key, nothing());
        }
        FileKind::Manifest if key == "fact" => here.offer_names(None),
        FileKind::Source if place.in_braces => here.offer_all(keys::SOURCE_FIELD, CompletionKind::Key),
        FileKind::Source if key == "dates" => {
            let forms: Vec<&str> = DateForm::ALL.into_iter().map(DateForm::name).collect();
            here.offer_all(&forms, CompletionKind::Value);
        }
        FileKind::Source if key == "form" => {
            let forms: Vec<&str> = ForeignForm::ALL.into_iter().map(ForeignForm::name).collect();
            here.offer_all(&forms, CompletionKind::Value);
        }
        FileKind::Source if key == "decimal_comma" => {
            here.offer_all(&["true", "false"], CompletionKind::Keyword);
        }
        FileKind::CasesToml => cases(here, place, path, key),
        _ => {}
    }
    if !place.quoted && kind != FileKind::CasesToml {
        // What is a text in TOML stands in quotes.
        for found in here.found.iter_mut().filter(|c| is_text(c.kind)) {
            found.text = format!("\"{}\"", found.text);
        }
    }
}

fn is_text(kind: CompletionKind) -> bool {
    !matches!(kind, CompletionKind::Keyword | CompletionKind::Key)
}

fn facts(here: &mut Here<'_>, place: &Place<'_>, key: &str) {
    let in_record = place.header.first() == Some(&"record");
    if place.in_braces {
        let known = if in_record { keys::FACT } else { keys::ENUM_VALUE };
        here.offer_all(known, CompletionKind::Key);
        return;
    }
    let types = &["number", "boolean", "text", "date", "list"];
    match key {
        "type" => here.offer_types(types, false),
        _ if SWITCHES.contains(&key) => here.offer_all(&["true", "false"], CompletionKind::Keyword),
        "record" => here.offer_records(),
        "absent" => here.offer_all(&["empty", "unknown"], CompletionKind::Value),
        "key" | "order" => {
            let record = record_above(here);
            if let Some(record) = record {
                here.offer_fields(&record);
            }
        }
        // A field may be its type alone.
        _ if in_record && place.header.len() == 2 && place.inner.is_none() => here.offer_types(types, false),
        _ => {}
    }
}

/// The record that the part at hand names.
fn record_above(here: &Here<'_>) -> Option<String> {
    let part = here.above().lines().rev().take_while(|line| !line.trim_start().starts_with('['));
    let below =
        here.text.get(here.offset..)?.lines().skip(1).take_while(|line| !line.trim_start().starts_with('['));
    let mut lines = part.chain(below);
    lines.find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "record").then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn parameters(here: &mut Here<'_>, place: &Place<'_>, key: &str) {
    let name = place.header.first().copied().unwrap_or("");
    let declared = here.workspace.linked().declarations.parameters.iter().find(|p| &*p.name.value == name);
    let of = |ident: Option<&crate::pack::decl::Ident>| ident.map(|i| i.value.to_string());
    let (by, scheme) = declared.map_or((None, None), |p| (of(p.key.as_ref()), of(p.scheme.as_ref())));
    match key {
        "key" | "scheme" if place.inner.is_none() => here.offer_types(&[], false),
        "verified" => here.offer_all(&["true", "false"], CompletionKind::Keyword),
        _ if place.in_braces => match (by, key) {
            (_, "overridable") => here.offer_all(keys::OVERRIDABLE, CompletionKind::Key),
            (Some(by), "value") => {
                here.offer_values(&by);
                here.found.iter_mut().for_each(|c| c.kind = CompletionKind::Key);
            }
            _ => {}
        },
        _ => {
            if let Some(scheme) = scheme {
                here.offer_values(&scheme);
            }
        }
    }
}

fn cases(here: &mut Here<'_>, place: &Place<'_>, path: &[&str], key: &str) {
    if ["met", "not_met", "undetermined", "not_applicable", "without"].contains(&key) {
        here.offer_names(None);
        return;
    }
    let first = path.first().copied().unwrap_or("");
    let section = place.header.last().copied().unwrap_or("");
    let inline = path.len() == 1 && ["given", "expect"].contains(&first);
    if place.in_braces && inline {
        match first {
            "given" => here.offer_names(None),
            _ => here.offer_rules(&[]),
        }
        return;
    }
    let name = match path {
        ["given" | "expect", name] => *name,
        [_] if inline => place.inner.unwrap_or(""),
        [name] if ["given", "expect"].contains(&section) => *name,
        _ => return,
    };
    let Some(symbol) = here.names.resolve(name, None) else {
        if name == "triggers" {
            here.offer_codes();
        }
        return;
    };
    match here.names.shape(&symbol) {
        Shape::Enum(scheme) => {
            here.offer_values(&scheme);
            if !place.quoted {
                here.found.iter_mut().for_each(|c| c.text = format!("\"{}\"", c.text));
            }
        }
        Shape::Rows(record, list) if place.in_braces => {
            here.offer_fields(&record);
            if let Some(list) = list.and_then(|l| here.workspace.linked().list_fact(&l)) {
                here.offer_members(list);
            }
        }
        Shape::Rows(record, list) => {
            let member = place.inner.and_then(|inner| here.names.member(&record, list.as_deref(), inner));
            if let Some(Shape::Enum(scheme)) = member.map(|symbol| here.names.shape(&symbol)) {
                here.offer_values(&scheme);
                if !place.quoted {
                    here.found.iter_mut().for_each(|c| c.text = format!("\"{}\"", c.text));
                }
            }
        }
        Shape::Other if place.in_braces && first == "expect" => {
            here.offer_all(keys::EXPECTED_FORMS, CompletionKind::Key)
        }
        Shape::Other => {}
    }
}
