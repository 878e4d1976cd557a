//! Modules that are written from the core.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value as Json};
use timbang::{host, source};

/// Writes types, texts and the national pack into a folder.
pub(super) fn write(pack: &Path, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = source::read_folder(pack).map_err(|error| error.to_string())?;
    // A pack that is not sound is not shipped.
    let sound = host::load(files.clone()).map_err(|error| error.to_string())?;
    let counting = files.iter().filter(|(_, file)| source::counts(&file.path));
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
        ("nasional-types.d.ts", host::types(&sound).replace("\"timbang\"", "\"../js/index.js\"")),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn slips() -> String {
    format!(
        "// Written from timbang::host::slips; not to be edited.\n\
         import type {{ ErrorWire }} from \"./wire.js\";\n\n\
         export const SLIPS = {:#} satisfies Record<string, ErrorWire>;\n",
        host::slips()
    )
}
