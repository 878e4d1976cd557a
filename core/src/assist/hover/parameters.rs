//! Parameters with the value in force.

use super::{basis, joined, label, period};
use crate::assist::workspace::Workspace;
use crate::outcome::words;
use crate::text;
use crate::typing::Type;
use crate::typing::program::Parameter;
use crate::value::{Date, Lang, Text, Value};

pub(super) fn parameter(workspace: &Workspace, name: &str, as_of: Date) -> Option<(Text, Vec<Text>)> {
    let decl = workspace.linked().declarations.parameters.iter().find(|p| &*p.name.value == name)?;
    let title = label(decl.label.as_deref(), decl.label_en.as_deref(), name);
    let mut kind = vec![text!("parameter", "parameter")];
    kind.extend(decl.unit.as_ref().map(|u| text!("{u}", "{u}")));
    kind.extend(decl.key.as_ref().map(|k| &k.value).map(|k| text!("menurut `{k}`", "by `{k}`")));
    if let Some(bounds) = &decl.overridable {
        let (lo, hi) = (bounds.min, bounds.max);
        kind.push(text!("daerah boleh menetapkan {lo}..{hi}", "an overlay may set {lo}..{hi}"));
    }
    let mut lines = vec![joined(&kind)];
    let program = workspace.program(as_of);
    match program.as_ref().and_then(|program| program.parameters.get(name)) {
        Some(parameter) => in_force(parameter, &mut lines),
        None => lines.push(text!("Tidak berlaku pada {as_of}.", "Not in force on {as_of}.")),
    }
    let others = decl.values.len().saturating_sub(1);
    if others > 0 {
        lines.push(text!("{others} nilai lain pada masa lain.", "{others} other values at other times."));
    }
    Some((title, lines))
}

fn in_force(parameter: &Parameter, lines: &mut Vec<Text>) {
    let value = |lang| shown(&parameter.value, &parameter.ty, parameter.unit.as_deref(), lang);
    lines.push(Text { id: value(Lang::Id), en: value(Lang::En) });
    let pack = &parameter.pack;
    lines.push(joined(&[period(parameter.period), text!("pack `{pack}`", "pack `{pack}`")]));
    lines.extend(parameter.basis.as_deref().map(basis));
    if !parameter.verified {
        lines.push(text!(
            "Angka ini belum diperiksa pada sumbernya.",
            "Nobody has seen the source of this figure."
        ));
    }
    lines.extend(parameter.note.as_ref().map(|note| text!("{note}", "{note}")));
}

/// The value; a record or a keyed value by its parts.
fn shown(value: &Value, ty: &Type, unit: Option<&str>, lang: Lang) -> String {
    let part = |name: &str, value: &Value| format!("`{name}`: {}", words::value(value, unit, lang));
    let parts: Vec<String> = match (value, ty) {
        (Value::Record(parts), Type::Record(record)) => {
            let told = record.fields.iter().zip(parts.iter());
            told.filter_map(|(field, value)| Some(part(&field.name, value.as_ref().ok()?))).collect()
        }
        (Value::List(entries), Type::Keyed(keyed)) => {
            keyed.scheme.values.iter().zip(entries.iter()).map(|(key, value)| part(&key.id, value)).collect()
        }
        _ => return words::with_unit(value, unit, lang),
    };
    parts.join(", ")
}
