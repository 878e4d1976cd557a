//! What the cases of the packs promise: they say who printed a figure, and stand at each side of each threshold.

use timbang::Lang;
use timbang_tests::packs;

/// Who says it: the regulation itself, its issuer in explaining it, or somebody else.
const AUTHORITIES: [&str; 3] = ["peraturan: ", "paparan: ", "sumber kedua: "];

#[test]
fn every_published_example_says_who_printed_it_and_where() -> Result<(), String> {
    let (mut wrong, mut seen) = (Vec::new(), [0; 3]);
    for pack in packs::all()? {
        for case in &pack.linked().declarations.cases {
            let Some(source) = &case.source else { continue };
            let known = AUTHORITIES.iter().position(|authority| source.starts_with(authority));
            match known.and_then(|index| seen.get_mut(index)) {
                Some(count) => *count += 1,
                None => wrong.push(format!("{}: {}: {source}", pack.id(), case.name.value)),
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "these begin with none of {AUTHORITIES:?}");
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
    Ok(())
}

#[test]
fn a_published_figure_that_does_not_follow_says_where_it_was_printed() -> Result<(), String> {
    let mut errata = 0;
    for pack in packs::all()? {
        for case in timbang::cases::run(&pack).results {
            assert!(case.passed(), "{}: {}", pack.id(), case.name);
            errata += case.errata.len();
            assert!(case.errata.is_empty() || case.source.is_some(), "{}: {}", pack.id(), case.name);
        }
    }
    assert!(errata > 0);
    Ok(())
}

#[test]
fn packs_of_every_kind_are_found() -> Result<(), String> {
    let found = packs::all()?;
    let ids: Vec<&str> = found.iter().map(timbang::Pack::id).collect();
    for known in ["nasional", "unit", "instansi", "kupang", "kemnaker"] {
        assert!(ids.contains(&known), "{known} {ids:?}");
    }
    Ok(())
}

#[test]
fn a_case_stands_at_each_side_of_each_threshold() -> Result<(), String> {
    for pack in packs::all()? {
        let missing = timbang::cases::boundaries(&pack);
        assert!(missing.candidates.is_empty(), "{}:\n{}", pack.id(), missing.to_toml(Lang::Id));
    }
    Ok(())
}
