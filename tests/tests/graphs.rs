//! The graph of each regime: regimes share one only where the same rules and parameters are in force.

use timbang::source::Files;
use timbang::{Pack, date};

const RULES: &str = "//! @basis contoh

/// Hasil.
/// @effective ..2019-12-31
fn hasil(nilai) { nilai }
";

const LATER: &str = "//! @basis contoh

/// Hasil.
/// @effective 2020-01-01..
fn hasil(nilai, batas) { min(nilai, batas) }
";

const PARAMETERS: &str = "[defaults]
basis = \"contoh\"
[batas]
[[batas.values]]
until = 2021-12-31
value = 50
[[batas.values]]
from = 2022-01-01
value = 60
[cadangan]
[[cadangan.values]]
from = 2024-01-01
value = 1
";

#[test]
fn a_graph_is_shared_by_regimes_in_which_the_same_is_in_force() {
    let pack = Pack::from_files(Files::from_map([
        (
            "pack.toml",
            "format = 1\nid = \"uji\"\nversion = \"0.1.0\"\ntitle = \"Uji\"\nsubject = \"pegawai\"\noutputs = []\n",
        ),
        ("facts.toml", "[fact.nilai]\ntype = \"number\"\nmin = 0\nmax = 100\n"),
        ("parameters/a.toml", PARAMETERS),
        ("a/a.rhai", RULES),
        ("a/b.rhai", LATER),
    ]))
    .unwrap();
    let of = |year: i16| pack.graph(date(year, 6, 1)).unwrap();
    let inputs = |year: i16| of(year).inputs("hasil").map(|name| &**name).collect::<Vec<_>>();
    assert_eq!(inputs(2019), ["nilai"]);
    assert_eq!(inputs(2021), ["batas", "nilai"]);
    assert_eq!(inputs(2023), ["batas", "nilai"]);
    let has = |year: i16| of(year).nodes().any(|(name, _)| &**name == "cadangan");
    assert_eq!([2021, 2023, 2025].map(has), [false, false, true]);
    assert!(std::ptr::eq(of(2021), of(2023)), "only the value of a parameter differs");
}
