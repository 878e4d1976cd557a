//! The forms as types of TypeScript.

use std::fmt::Write as _;

use super::{Body, Field, Form, shapes};

/// The types of everything that goes over the border, as a file of TypeScript.
#[must_use]
pub fn typescript() -> String {
    let mut out = String::from(
        "// Written from timbang::host::wire; not to be edited.\n\n\
         /** What JSON can hold. */\n\
         export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };\n",
    );
    for shape in shapes() {
        let _ = write!(out, "\n/** {} */\n", shape.about);
        let _ = match &shape.body {
            Body::Object(fields) => {
                let _ = writeln!(out, "export interface {} {{", shape.name);
                fields.iter().for_each(|field| write_field(&mut out, field));
                writeln!(out, "}}")
            }
            Body::OneOf(names) => writeln!(out, "export type {} = {};", shape.name, names.join(" | ")),
            Body::Is(form) => writeln!(out, "export type {} = {};", shape.name, written(form)),
        };
    }
    out
}

fn write_field(out: &mut String, field: &Field) {
    let mark = if field.optional { "?" } else { "" };
    let _ =
        writeln!(out, "  /** {} */\n  readonly {}{mark}: {};", field.about, field.name, written(&field.form));
}

fn written(form: &Form) -> String {
    match form {
        Form::Truth => "boolean".to_owned(),
        Form::Count => "number".to_owned(),
        Form::Text => "string".to_owned(),
        Form::Any => "Json".to_owned(),
        Form::Words(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | "),
        Form::Named(name) => (*name).to_owned(),
        Form::List(item) => format!("ReadonlyArray<{}>", written(item)),
        Form::Map(value) => format!("{{ readonly [name: string]: {} }}", written(value)),
        Form::OrNull(inner) => format!("{} | null", written(inner)),
    }
}
