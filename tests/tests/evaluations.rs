//! The packs of `suite/eval`: what rules mean, construct by construct.

use timbang_tests::evaluations::{EvalFile, run};
use timbang_tests::suite;

#[test]
fn every_pack_means_what_it_should() -> Result<(), String> {
    let (mut wrong, mut count) = (Vec::new(), 0usize);
    for (name, file) in suite::read::<EvalFile>(&suite::folder("eval"))? {
        for pack in &file.pack {
            match run(pack) {
                Ok(more) => count += more,
                Err(told) => wrong.push(format!("{name} / {}\n  {told}", pack.name)),
            }
        }
    }
    println!("{count} cases, evaluations and replays");
    assert!(wrong.is_empty(), "{} packs\n\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}
