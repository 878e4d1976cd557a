//! Changes of one meaning to another, in a pack in which nearly every check has something to look at: types, scales,
//! ranges, values of enums and of parameters, periods, rules and tables that come and go.

use proptest::prelude::*;
use timbang::Workspace;
use timbang::source::Files;

use crate::compare::is_as_from_the_start;

/// The files of the pack; what may be otherwise stands between `«` and `»`, each way after a `¦`, the sound one first.
const PACK: [(&str, &str); 11] = [
    ("pack.toml", include_str!("pack/pack.toml")),
    ("facts/a.toml", include_str!("pack/kembar.toml")),
    ("facts/b.toml", include_str!("pack/facts.toml")),
    ("parameters/a.toml", include_str!("pack/parameters.toml")),
    ("tables/bantu.csv", include_str!("pack/bantu.csv")),
    ("tables/kelas.csv", include_str!("pack/kelas.csv")),
    ("catalogue.csv", include_str!("pack/catalogue.csv")),
    ("a/dasar.rhai", include_str!("pack/dasar.rhai")),
    ("a/butir.rhai", include_str!("pack/butir.rhai")),
    ("a/faktor.rhai", include_str!("pack/faktor.rhai")),
    ("b/naik.rhai", include_str!("pack/naik.rhai")),
];

/// The ways of each place of a file, in their order.
fn places(text: &str) -> Vec<Vec<&str>> {
    let inner = text.split('«').skip(1).filter_map(|piece| piece.split('»').next());
    inner.map(|ways| ways.split('¦').collect()).collect()
}

/// A file with one way at each place.
fn written(text: &str, chosen: &[usize]) -> String {
    let mut chosen = chosen.iter();
    let mut out = String::new();
    for (at, piece) in text.split('«').enumerate() {
        let Some((ways, behind)) = piece.split_once('»').filter(|_| at > 0) else {
            out.push_str(piece);
            continue;
        };
        let way = chosen.next().and_then(|way| ways.split('¦').nth(*way));
        out.push_str(way.unwrap_or_default());
        out.push_str(behind);
    }
    out
}

/// The pack as it is written at the moment: of each file the way of each of its places.
struct State(Vec<Vec<usize>>);

impl State {
    fn sound() -> State {
        State(PACK.iter().map(|(_, text)| vec![0; places(text).len()]).collect())
    }

    fn files(&self) -> Files {
        let files = PACK.iter().zip(&self.0);
        Files::from_map(files.map(|((path, text), chosen)| (*path, written(text, chosen))))
    }

    /// Writes another way at one place, and gives the file with it.
    fn change(&mut self, place: &prop::sample::Index, way: &prop::sample::Index) -> (&'static str, String) {
        let all: Vec<(usize, usize)> = self
            .0
            .iter()
            .enumerate()
            .flat_map(|(file, chosen)| (0..chosen.len()).map(move |place| (file, place)))
            .collect();
        let (file, place) = *place.get(&all);
        let (path, text) = PACK[file];
        self.0[file][place] = way.index(places(text)[place].len());
        (path, written(text, &self.0[file]))
    }
}

#[test]
fn the_pack_is_sound_and_each_place_of_it_counts() -> Result<(), TestCaseError> {
    let workspace = Workspace::new(State::sound().files());
    let told = &workspace.report().diagnostics;
    prop_assert!(workspace.report().pack.is_some(), "{told:?}");
    let mut codes = std::collections::BTreeSet::new();
    for (file, (path, text)) in PACK.iter().enumerate() {
        for (place, ways) in places(text).into_iter().enumerate() {
            for way in 1..ways.len() {
                let mut state = State::sound();
                state.0[file][place] = way;
                let again = workspace.with_file(path, written(text, &state.0[file]));
                is_as_from_the_start(again.report())?;
                codes.extend(again.report().diagnostics.iter().map(|found| found.code));
                // And back: what was remembered of the changed pack must not count in the sound one.
                let back = again.with_file(path, written(text, &State::sound().0[file]));
                prop_assert_eq!(&back.report().diagnostics, told);
                is_as_from_the_start(back.report())?;
            }
        }
    }
    // What the ways bring about is of many kinds, or the random walks below would prove little.
    prop_assert!(codes.len() >= 30, "{codes:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, max_shrink_iters: 256, ..ProptestConfig::default() })]

    #[test]
    fn changes_of_meaning(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
    ) {
        let mut state = State::sound();
        let mut workspace = Workspace::new(state.files());
        for (place, way) in &changes {
            let (path, text) = state.change(place, way);
            workspace = workspace.with_file(path, text);
            is_as_from_the_start(workspace.report())?;
        }
    }
}
