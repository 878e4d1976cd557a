//! What is told of the parameters of a plan, whoever the subject is.

use std::sync::Arc;

use super::tree::{Explanation, Role, blank};
use super::worth::Worth;
use crate::outcome::{Figure, Unverified, value_json, words};
use crate::plan::{Keeper, Plan};
use crate::typing::Type;
use crate::typing::program::Parameter;
use crate::value::{Lang, Names, Text, Value};

/// What is told of each parameter.
pub(super) type Parameters = Names<Arc<Explanation>>;

/// What is told of each parameter of a plan: made once and kept with the plan.
pub(super) fn parameters(plan: &Plan) -> Arc<Parameters> {
    let make = || -> Arc<Parameters> {
        let all = plan.program().parameters.iter();
        Arc::new(all.map(|(name, one)| (Arc::clone(name), Arc::new(parameter_told(one)))).collect())
    };
    // INVARIANT: nothing else is kept here, so that it is always found again.
    Arc::downcast(plan.kept(Keeper::Explanation, || make())).unwrap_or_else(|_| make())
}

fn parameter_told(parameter: &Parameter) -> Explanation {
    let mut told = blank(&parameter.name);
    let id = parameter.label.as_deref().unwrap_or(&parameter.name);
    let en = parameter.label_en.as_deref().unwrap_or(id);
    told.label = Arc::new(Text { id: id.to_owned(), en: en.to_owned() });
    told.role = Role::Parameter;
    told.basis = parameter.basis.clone();
    told.pack = Some(Arc::clone(&parameter.pack));
    told.period = Some(parameter.period);
    let unit = parameter.unit.as_deref();
    let said = Text {
        id: parameter_value(parameter, unit, Lang::Id),
        en: parameter_value(parameter, unit, Lang::En),
    };
    told.value = Some(Worth::said(said, Some(value_json(&parameter.value, &parameter.ty))));
    if !parameter.verified {
        told.unverified.push(Figure::new(Unverified {
            label: (*told.label).clone(),
            basis: parameter.basis.clone(),
            note: parameter.note.clone(),
        }));
    }
    told
}

/// The value of a parameter; of a keyed one or a record every entry with its name.
fn parameter_value(parameter: &Parameter, unit: Option<&str>, lang: Lang) -> String {
    match (&parameter.value, &parameter.ty) {
        (Value::List(entries), Type::Keyed(keyed)) => {
            let labels = keyed.scheme.values.iter();
            let told = labels.zip(entries.iter()).map(|(key, entry)| {
                let label = match lang {
                    Lang::Id => key.label.as_deref(),
                    Lang::En => key.label_en.as_deref().or(key.label.as_deref()),
                };
                format!("{} {}", label.unwrap_or(&key.id), words::value(entry, unit, lang))
            });
            told.collect::<Vec<_>>().join("; ")
        }
        (Value::Record(fields), Type::Record(record)) => {
            let told = record.fields.iter().zip(fields.iter()).filter_map(|(field, node)| {
                Some(format!("{} {}", field.name, words::value(node.as_ref().ok()?, unit, lang)))
            });
            told.collect::<Vec<_>>().join("; ")
        }
        (value, _) => words::with_unit(value, unit, lang),
    }
}
