//! A long chain of rules is no deep stack: it is checked, worked out and explained on a small one.

use std::fmt::Write as _;

use timbang::source::Files;
use timbang::{Facts, Lang, Pack, date};

const LINKS: usize = 1_000;

#[test]
fn a_thousand_rules_in_a_chain_are_worked_out_and_explained_on_two_megabytes() {
    let mut rules = String::from("//! @basis contoh\n\n/// Mata rantai 0.\nfn c0(nilai) { nilai }\n");
    for link in 1..=LINKS {
        let before = link.saturating_sub(1);
        let _ = write!(rules, "\n/// Mata rantai {link}.\nfn c{link}(c{before}) {{ c{before} }}\n");
    }
    let manifest = format!(
        "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = [\"c{LINKS}\"]\n"
    );
    let facts = "[fact.nilai]\ntype = \"number\"\nmin = 0\nmax = 100\n";
    let files = Files::from_map([
        ("pack.toml", manifest.as_str()),
        ("facts.toml", facts),
        ("a.rhai", rules.as_str()),
    ]);
    let told = std::thread::Builder::new()
        .stack_size(2 * 1024 * 1024)
        .spawn(move || {
            let plan = Pack::from_files(files).unwrap().plan(date(2026, 1, 1), [] as [&str; 0]).unwrap();
            let outcome = plan.evaluate(&Facts::from_json_text(r#"{"nilai": 7}"#).unwrap()).unwrap();
            outcome.why(&format!("c{LINKS}")).unwrap().to_text(Lang::Id)
        })
        .unwrap()
        .join()
        .unwrap();
    assert!(told.starts_with(&format!("Mata rantai {LINKS} = 7")), "{told}");
}
