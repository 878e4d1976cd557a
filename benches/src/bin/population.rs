//! Writes a sample population: `population rules/nasional`, or that of a pack that extends it; with `--rows` and `--seed`
//! another one, with `--out` elsewhere than beside the rules, with `--format parquet` as Parquet in the types of the facts.

use std::error::Error;
use std::path::{Path, PathBuf};

use timbang::source::read_folder;
use timbang::{check_layers, date};
use timbang_benches::population::{Options, Place, write_folder, write_parquet};

fn main() -> Result<(), Box<dyn Error>> {
    let mut parquet = false;
    let mut arguments = std::env::args().skip(1);
    let pack = arguments.next().unwrap_or_default();
    let mut options = match Place::of_folder(&pack) {
        Some(place) => Options::of(place),
        None if pack.trim_end_matches('/') == "rules/nasional" => Options::default(),
        None => {
            let known: Vec<_> = Place::ALL.into_iter().map(Place::folder).collect();
            let known = known.join(", ");
            return Err(format!("{pack}: bukan / none of: rules/nasional, {known}").into());
        }
    };
    let mut folder: PathBuf = Path::new(&pack).join("sample");
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name}: nilainya belum ada / has no value"))?;
        match name.as_str() {
            "--rows" => options.rows = value.parse().map_err(|e| format!("--rows {value}: {e}"))?,
            "--seed" => options.seed = value.parse().map_err(|e| format!("--seed {value}: {e}"))?,
            "--format" => parquet = value == "parquet",
            "--out" => folder = PathBuf::from(value),
            _ => return Err(format!("{name}: pilihan tidak dikenal / unknown option").into()),
        }
    }
    if parquet {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |pack: &str| read_folder(&root.join(pack));
        let own = options.place.map(|place| read(place.folder())).transpose()?;
        let report = check_layers(read("rules/nasional")?, own.into_iter().collect());
        let pack = report.pack.ok_or_else(|| format!("{pack}: tidak utuh / is not sound"))?;
        return write_parquet(&folder, options, &pack.program(date(2025, 12, 31)));
    }
    write_folder(&folder, options)?;
    Ok(())
}
