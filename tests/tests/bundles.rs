//! Bundles: what a pack says is what its bundle says, and no bytes that are no bundle bring the engine down.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on has failed"
)]

use sha2::{Digest as _, Sha256};
use timbang::source::Files;
use timbang::{Bundle, Facts, Pack, date, host};
use timbang_tests::bundles::{agree, days, plans, read_again};
use timbang_tests::generator::draw;
use timbang_tests::packs::{all, folder};
use timbang_tests::sample::population;

type Tested = Result<(), Box<dyn std::error::Error>>;

/// What a bundle begins with, and where its contents begin: the mark, the engine's version and the form, a digest.
fn contents(bytes: &[u8]) -> usize {
    let mark = b"timbang bundle\n".len();
    // A text is written with two numbers before it.
    let version = usize::from(bytes[mark + 1]);
    mark + 2 + version + 1 + 32
}

/// The same bundle with other contents, and the digest that they have.
fn signed(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let at = contents(bytes);
    let mut own = bytes[at..].to_vec();
    change(&mut own);
    [&bytes[..at - 32], &Sha256::digest(&own)[..], &own].concat()
}

/// The files of a small pack, and more beside them.
fn files(more: &[(&str, &str)]) -> Files {
    let own = [
        (
            "pack.toml",
            "format = 1\nid = \"kecil\"\nversion = \"1\"\ntitle = \"Kecil\"\nsubject = \"pegawai\"\noutputs = [\"cukup\"]\n",
        ),
        (
            "facts.toml",
            "[fact.jp]\ntype = \"number\"\nlabel = \"Jam pelajaran\"\nunit = \"jam\"\nmin = 0\nmax = 100\n",
        ),
        (
            "parameters/batas.toml",
            "[jp_minimal]\nlabel = \"JP minimal\"\n[[jp_minimal.values]]\nfrom = 2020-01-01\nvalue = 20\nbasis = \"Peraturan 1/2020\"\nverified = false\n",
        ),
        (
            "aturan.rhai",
            "/// Cukup.\n/// @kind requirement\n/// @basis Peraturan 1/2020\n/// @met Sudah {jp}.\n/// @unmet Baru {jp}.\nfn cukup(jp, jp_minimal) { jp + 1 > jp_minimal }\n",
        ),
    ];
    Files::from_map(own.into_iter().chain(more.iter().copied()))
}

fn small() -> Result<Pack, timbang::Error> {
    Pack::from_files(files(&[]))
}

#[test]
fn every_pack_says_the_same_through_its_bundle() -> Tested {
    let mut subjects = 0;
    let people = population()?;
    for pack in all()? {
        let bundle = read_again(&pack)?;
        let cases = &pack.linked().declarations.cases;
        assert_eq!(host::facts_schema(pack.bundle()), host::facts_schema(&bundle));
        assert!(
            bundle
                .layers()
                .map(|layer| layer.digest.to_string())
                .eq(pack.layers().map(|l| l.digest.to_string()))
        );
        for day in days(pack.bundle()) {
            let (one, other) = plans(&pack, &bundle, day)?;
            let some: Vec<&Facts> = people.iter().step_by(40).collect();
            subjects += some.len();
            agree(&one, &other, some)?;
            agree(&one, &other, [&Facts::from_json_text("{}")?])?;
        }
        assert!(!cases.is_empty(), "{} has no cases", pack.id());
    }
    assert!(subjects > 100, "{subjects} subjects are too few");
    Ok(())
}

#[test]
fn columns_and_sources_are_the_same() -> Tested {
    let pack = Pack::from_dir(folder("nasional"))?;
    let bundle = read_again(&pack)?;
    let (one, other) = plans(&pack, &bundle, date(2025, 12, 31))?;
    let people = population()?;
    let agreement = other.agreement(&people, false);
    assert_eq!(agreement.differences, Vec::<String>::new());
    assert_eq!(one.instructions(), other.instructions());
    let record = r#"{"data_utama": {"tmtGolAkhir": "01-10-2020"}}"#;
    assert_eq!(host::facts(&one, record, "siasn")?, host::facts(&other, record, "siasn")?);
    let wanted = host::facts(&one, record, "tidak_ada").map_err(|error| error.code().to_owned());
    assert_eq!(host::facts(&other, record, "tidak_ada").map_err(|error| error.code().to_owned()), wanted);
    Ok(())
}

/// A hundred packs that nobody wrote, all their rules asked for on the days between which the rules change.
#[test]
fn generated_packs_say_the_same_through_their_bundles() -> Tested {
    let (mut sound, mut overlays, mut interpreted) = (0, 0, 0);
    for (seed, case) in (1..).map(|seed| (seed, draw(seed))) {
        if sound == 100 {
            break;
        }
        let Some(pack) = case.check().pack else { continue };
        sound += 1;
        overlays += usize::from(case.overlay.is_some());
        interpreted += usize::from(case.rules.iter().any(|rule| rule.contains("@interpreted")));
        let bundle = read_again(&pack).map_err(|told| format!("seed {seed}: {told}"))?;
        let subjects = case.subjects.iter().map(|facts| Facts::from_json_text(&facts.to_string()));
        let subjects: Vec<Facts> = subjects.collect::<Result<_, _>>()?;
        for day in days(pack.bundle()) {
            let every: Vec<String> =
                pack.program(day).rules().map(|(_, node, _)| node.path.to_string()).collect();
            if every.is_empty() {
                continue;
            }
            let (one, other) = (pack.plan(day, &every)?, bundle.plan(day, &every)?);
            let told = |told| format!("seed {seed} on {day}: {told}");
            // Of one of them also why, which takes longest.
            agree(&one, &other, subjects.first()).map_err(told)?;
            for facts in &subjects {
                let (one, other) = (one.evaluate(facts)?, other.evaluate(facts)?);
                assert_eq!(one.to_json_text(), other.to_json_text(), "seed {seed} on {day}");
            }
        }
    }
    assert!(overlays >= 10, "only {overlays} of them have an overlay");
    assert!(interpreted >= 10, "only {interpreted} of them have a rule marked @interpreted");
    Ok(())
}

/// A small pack with a rule that rhai runs.
fn with_interpreted() -> Result<Pack, timbang::Error> {
    let rule = "/// Kelipatan.\n/// @basis contoh\n/// @interpreted\n/// @returns number, scale 0\n/// @range 0..200\n\
        fn kelipatan(jp) { let n = 0; while n < jp { n += 7; } n }\n";
    Pack::from_files(files(&[("uji/a.rhai", rule)]))
}

#[test]
fn a_rule_marked_interpreted_runs_as_it_was_compiled() -> Tested {
    let pack = with_interpreted()?;
    let (day, names) = (date(2025, 1, 1), ["kelipatan"]);
    let (one, other) = (pack.plan(day, names)?, read_again(&pack)?.plan(day, names)?);
    let outcome = other.evaluate(&Facts::from_json_text("{\"jp\": 15}")?)?;
    assert_eq!(outcome.to_json()["results"]["kelipatan"]["value"], "21");
    let given = ["{}", "{\"jp\": 100}", "{\"jp\": 101}"].map(Facts::from_json_text);
    agree(&one, &other, &given.into_iter().collect::<Result<Vec<_>, _>>()?)?;
    Ok(())
}

/// What the checker lets through is as deep as anything in a bundle of its own making: it is read again.
#[test]
fn the_deepest_rules_are_read_again() -> Tested {
    let (plus, ifs) = (" + 1".repeat(118), "if jp > 1 { ".repeat(30));
    let rules = format!(
        "//! @basis contoh\n/// Panjang.\nfn panjang(jp) {{ b0(jp) }}\nprivate fn b0(x) {{ b1(x){plus} }}\n\
         private fn b1(x) {{ x{plus} }}\n/// Dalam.\nfn dalam(jp) {{ {ifs}return jp;{} 0 }}\n",
        " }".repeat(30),
    );
    let pack = Pack::from_files(files(&[("uji/a.rhai", &rules)]))?;
    let bundle = read_again(&pack)?;
    let names = ["panjang", "dalam"];
    let (one, other) = (pack.plan(date(2025, 1, 1), names)?, bundle.plan(date(2025, 1, 1), names)?);
    agree(&one, &other, [&Facts::from_json_text("{\"jp\": 9}")?])?;
    Ok(())
}

#[test]
fn a_record_of_one_replays_by_the_other() -> Tested {
    let pack = small()?;
    let bundle = read_again(&pack)?;
    let none: [&str; 0] = [];
    let facts = Facts::from_json_text("{\"jp\": 12}")?;
    let record = pack.plan(date(2025, 1, 1), none)?.evaluate(&facts)?.record().to_json().to_string();
    assert_eq!(host::replay(&bundle, &record)?["same"], true);
    Ok(())
}

#[test]
fn what_is_no_bundle_is_told_apart() -> Tested {
    let bytes = small()?.bundle().to_bytes();
    let code = |bytes: &[u8]| Bundle::from_bytes(bytes).err().map(|error| error.code());
    assert_eq!(code(&bytes), None);
    assert_eq!(code(b""), Some("T3045"));
    assert_eq!(code(b"[pack]"), Some("T3045"));
    assert_eq!(Bundle::from_bytes(&bytes).map(|bundle| bundle.to_bytes()).ok().as_deref(), Some(&bytes[..]));
    let mut other = bytes.clone();
    let version = b"timbang bundle\n".len() + 2;
    other[version] = b'9';
    assert_eq!(code(&other), Some("T3046"));
    for end in b"timbang bundle\n".len()..bytes.len() {
        assert_eq!(code(&bytes[..end]), Some("T3047"), "cut off after {end} bytes");
    }
    for at in contents(&bytes)..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        assert_eq!(code(&changed), Some("T3047"), "changed at {at}");
    }
    Ok(())
}

/// Plans every bundle that a changed byte leaves readable, and weighs a subject; gives how many there were, and how many
/// have a program that cannot be read.
fn changed_bytes(bytes: &[u8], names: &[&str]) -> Result<(usize, usize), Box<dyn std::error::Error>> {
    let facts = Facts::from_json_text("{\"jp\": 12}")?;
    let (mut read, mut no_program) = (0, 0);
    for at in 0..bytes.len() - contents(bytes) {
        for other in [0, 1, 2, 7, 0x7F, 0x80, 0xFF] {
            let changed = signed(bytes, |own| own[at] = other);
            let Ok(bundle) = Bundle::from_bytes(&changed) else { continue };
            read += 1;
            let plan = match bundle.plan(date(2025, 1, 1), names) {
                Ok(plan) => plan,
                Err(error) => {
                    no_program += usize::from(error.code() == "T3047");
                    continue;
                }
            };
            if let Ok(outcome) = plan.evaluate(&facts) {
                drop((outcome.to_json_text(), timbang_tests::bundles::said(&outcome)));
            }
            drop(plan.agreement(std::slice::from_ref(&facts), false));
            drop((host::facts_schema(&bundle), bundle.declares("jp")));
        }
    }
    Ok((read, no_program))
}

#[test]
fn no_contents_bring_the_engine_down() -> Tested {
    let (read, no_program) = changed_bytes(&small()?.bundle().to_bytes(), &[])?;
    assert!(read > 500, "only {read} changed bundles could be read");
    // A program is looked at when a plan asks for it, and not before.
    assert!(no_program > 50, "only {no_program} changed bundles have a program that cannot be read");
    Ok(())
}

/// The same where most bytes are a program for rhai's machine.
#[test]
fn no_program_of_an_interpreted_rule_brings_the_engine_down() -> Tested {
    let rule = "/// Kelipatan.\n/// @basis contoh\n/// @interpreted\n/// @returns number, scale 2\n/// @range 0..200\n\
        fn kelipatan(jp) { let all = [1, 2.5]; let seen = #{ a: [jp], b: \"x\" }; let n = 0;\n\
        for x in all { switch x { 1 => { n += dua(seen.a[0]); } _ => { seen.b += `${x}`; } } }\n\
        try { while n < 90 { n += 7; if n == jp { break; } } all[9] = 1; } catch (e) { n += e.length; } n }\n\
        private fn dua(x) { x * 2 }\n";
    let pack = Pack::from_files(files(&[("uji/a.rhai", rule)]))?;
    let outcome =
        pack.plan(date(2025, 1, 1), ["kelipatan"])?.evaluate(&Facts::from_json_text("{\"jp\": 12}")?)?;
    assert_eq!(outcome.to_json()["results"]["kelipatan"]["value"], "96");
    let (read, no_program) = changed_bytes(&pack.bundle().to_bytes(), &["kelipatan"])?;
    assert!(read > 500, "only {read} changed bundles could be read");
    // A program is looked at when a plan asks for it, and not before.
    assert!(no_program > 50, "only {no_program} changed bundles have a program that cannot be read");
    Ok(())
}

/// A bundle is read by the engine that wrote it, told by its version and the form: what is written, or what it means,
/// changes only together with the form.
#[test]
fn what_is_written_is_what_the_form_says() -> Tested {
    let bytes = small()?.bundle().to_bytes();
    let at = contents(&bytes);
    let digest: String = bytes[at - 32..at].iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        (bytes[at - 33], digest.as_str()),
        (2, "fb3e5cf2151fbcc33a1fb4de101475be42186cbe2180df5ce972436d8a2fb27d"),
        "where this fails, count FORM of core/src/bundle up and write the new digest here"
    );
    Ok(())
}
