//! Writes the large pack of the measurements, for a look at it: `large_pack FOLDER`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use timbang_benches::large_pack::large_pack;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "large_pack".to_owned()));
    for (_, file) in large_pack(1).iter() {
        let path = folder.join(&*file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.bytes)?;
    }
    Ok(())
}
