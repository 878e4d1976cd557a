//! Writes the seeds of the fuzz targets: `seeds FOLDER`, a folder for each target.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use timbang_tests::fuzz::{ENTRIES, seeds};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "corpus".to_owned()));
    for (name, _) in ENTRIES {
        let folder = folder.join(name);
        fs::create_dir_all(&folder)?;
        for (number, bytes) in seeds(name).into_iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), bytes)?;
        }
    }
    Ok(())
}
