//! The binary `timbang`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(timbang_cli::run_in_terminal(std::env::args_os()))
}
