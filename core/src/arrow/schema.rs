//! The schema of the results, which says by what they were made.

use std::sync::Arc;

use arrow_schema::{FieldRef, Schema, SchemaRef};
use serde_json::json;

use super::options::{Batches, IssuesAs};
use super::shape::shown;
use super::triggers::Triggers;
use crate::outcome::{ENGINE, SEMANTICS};
use crate::plan::Plan;
use crate::value::Lang;

/// The columns that were kept, then the outputs.
pub(super) fn results(batches: &Batches, kept: Vec<FieldRef>) -> SchemaRef {
    let plan = &batches.plan;
    let mut fields = kept;
    for output in shown(plan, &plan.columnar().code) {
        fields.extend(output.fields().into_iter().map(Arc::new));
    }
    let triggers = Triggers::new(plan, &plan.columnar().code).map(|triggers| Arc::new(triggers.field()));
    fields.extend(triggers);
    if batches.issues == IssuesAs::Column {
        fields.push(Arc::new(super::told::column_field()));
    }
    Arc::new(Schema::new_with_metadata(fields, made_by(plan).into_iter().collect()))
}

/// What the results were made by.
pub(super) fn made_by(plan: &Plan) -> Vec<(String, String)> {
    let pack = |layer: &crate::link::Layer| json!({"id": &*layer.id, "version": &*layer.version, "digest": &*layer.digest});
    let packs: Vec<serde_json::Value> = plan.bundle().layers().map(pack).collect();
    vec![
        ("timbang.packs".to_owned(), json!(packs).to_string()),
        ("timbang.as_of".to_owned(), plan.as_of().to_string()),
        ("timbang.engine".to_owned(), ENGINE.to_owned()),
        ("timbang.semantics".to_owned(), SEMANTICS.to_string()),
    ]
}

/// The columns of the table of issues.
pub(super) fn issues(plan: &Plan, messages: Option<Lang>) -> SchemaRef {
    super::told::table_schema(made_by(plan), messages)
}
