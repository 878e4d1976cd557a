//! The packs of `suite/eval`: what rules mean, construct by construct.

use timbang::diagnostic::codes;
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

/// Codes of facts and rules at work that no pack of the suite can bring about, and why.
const NOT_HERE: [(&str, &str); 1] =
    [("T2104", "the checker refuses tables whose rows overlap; only one too large for it could reach this")];

#[test]
fn every_code_of_facts_and_rules_is_brought_about() -> Result<(), String> {
    let mut texts = String::new();
    for entry in std::fs::read_dir(suite::folder("eval")).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        texts.push_str(&std::fs::read_to_string(path).map_err(|e| e.to_string())?);
    }
    let mut absent = Vec::new();
    for info in codes().iter().filter(|info| info.code.starts_with("T2")) {
        match NOT_HERE.iter().find(|(code, _)| *code == info.code) {
            Some((code, reason)) => println!("{code} is not here: {reason}"),
            None if texts.contains(&format!("\"{}\"", info.code)) => {}
            None => absent.push(info.code),
        }
    }
    assert!(absent.is_empty(), "no pack of suite/eval brings about {absent:?}");
    Ok(())
}
