//! Modules that are written from the core.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value as Json};
use timbang::pack::SchemaKind;
use timbang::{host, source};

/// Writes types, texts and the national pack into a folder.
pub(super) fn write(pack: &Path, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = source::read_folder(pack).map_err(|error| error.to_string())?;
    // A pack that is not sound is not shipped.
    let sound = host::load(files.clone()).map_err(|error| error.to_string())?;
    let counting = files.iter().filter(|(_, file)| source::counts(&file.path));
    let bundle = folder.join("nasional.timbang");
    fs::write(&bundle, sound.bundle().to_bytes())
        .map_err(|error| format!("{}: {error}", bundle.display()))?;
    let counting: Map<String, Json> =
        counting.map(|(_, file)| (file.path.to_string(), (*file.text).into())).collect();
    let digest = Json::from(sound.digest());
    for (name, text) in [
        ("wire.ts", host::wire::typescript()),
        ("slips.ts", slips()),
        (
            "nasional.js",
            format!("export const digest = {digest};\nexport const files = {};\n", Json::from(counting)),
        ),
        (
            "nasional.d.ts",
            "export const digest: string;\nexport const files: { readonly [path: string]: string };\n"
                .to_owned(),
        ),
        ("pages.js", pages()),
        ("pages.d.ts", "export const pages: { readonly [code: string]: string };\n".to_owned()),
        ("schemas.js", schemas()?),
        ("schemas.d.ts", "export const schemas: { readonly [kind: string]: object };\n".to_owned()),
        ("nasional-types.d.ts", host::types(&sound).replace("\"timbang\"", "\"../js/index.js\"")),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// The page of each code: the engine of a browser is built without them.
fn pages() -> String {
    let pages = timbang::diagnostic::codes().iter().map(|info| (info.code.to_owned(), info.page.into()));
    format!("export const pages = {};\n", Json::Object(pages.collect()))
}

/// The JSON Schemas of the files of packs, which are the same for every pack.
fn schemas() -> Result<String, String> {
    let schema = |kind: &SchemaKind| host::schema(kind.name()).map(|schema| (kind.name().to_owned(), schema));
    let schemas: Result<Map<String, Json>, _> = SchemaKind::ALL.iter().map(schema).collect();
    let schemas = schemas.map_err(|error| error.to_string())?;
    Ok(format!("export const schemas = {};\n", Json::Object(schemas)))
}

fn slips() -> String {
    format!(
        "// Written from timbang::host::slips; not to be edited.\n\
         import type {{ ErrorWire }} from \"./wire.js\";\n\n\
         export const SLIPS = {:#} satisfies Record<string, ErrorWire>;\n",
        host::slips()
    )
}
