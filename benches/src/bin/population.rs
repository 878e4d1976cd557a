//! Writes the sample population: `population --rows 400 --seed 1 --out rules/nasional/sample`.

use std::error::Error;
use std::path::PathBuf;

use timbang_benches::population::{Options, write_folder};

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = Options::default();
    let mut folder = PathBuf::from("sample");
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name}: nilainya belum ada / has no value"))?;
        match name.as_str() {
            "--rows" => options.rows = value.parse().map_err(|e| format!("--rows {value}: {e}"))?,
            "--seed" => options.seed = value.parse().map_err(|e| format!("--seed {value}: {e}"))?,
            "--out" => folder = PathBuf::from(value),
            _ => return Err(format!("{name}: pilihan tidak dikenal / unknown option").into()),
        }
    }
    write_folder(&folder, options)?;
    Ok(())
}
