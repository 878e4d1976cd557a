//! Makes what the browser package is built from: the JavaScript around the engine, types and texts of the core, and the
//! national pack as a module.
//!
//! `wasm-bindgen-cli-support` of the version of `wasm-bindgen` writes the same bytes as the command of that version,
//! which then need not be installed.

mod generated;

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let done =
        match arguments.as_slice() {
            [what, wasm, folder, name] if what.as_os_str() == "bindgen" => {
                bindgen(wasm, folder, &name.to_string_lossy())
            }
            [what, pack, folder] if what.as_os_str() == "sources" => generated::write(pack, folder),
            _ => Err("timbang-wasm-task bindgen ENGINE.wasm FOLDER NAME | sources rules/nasional FOLDER"
                .to_owned()),
        };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(told) => {
            use std::io::Write as _;
            // Where even this cannot be written, the exit code still tells.
            drop(writeln!(std::io::stderr(), "{told}"));
            ExitCode::FAILURE
        }
    }
}

/// Writes `NAME.js`, `NAME.d.ts` and `NAME_bg.wasm`. The name section stays: wasm-opt takes it out of what is
/// published.
fn bindgen(wasm: &PathBuf, folder: &PathBuf, name: &str) -> Result<(), String> {
    let mut task = Bindgen::new();
    task.input_path(wasm)
        .out_name(name)
        .typescript(true)
        .omit_default_module_path(true)
        .reset_state_function(true);
    let made = task.web(true).and_then(|task| task.generate(folder));
    made.map_err(|error| format!("{error:#}"))
}
