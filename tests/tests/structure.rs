//! The core's own shape: one direction of imports, short files, nothing that could end a host's process.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use timbang_tests::structure::{Tree, bare, budget, library, long, naming, read, root_names, violations};

/// The folders of `core/src`: each imports only those that stand before it.
const ORDER: [&str; 20] = [
    "value",
    "source",
    "diagnostic",
    "pack",
    "script",
    "link",
    "graph",
    "typing",
    "bundle",
    "check",
    "plan",
    "eval",
    "intake",
    "outcome",
    "explain",
    "cases",
    "compare",
    "assist",
    "arrow",
    "host",
];

fn crate_source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src")
}

#[test]
fn a_folder_imports_only_what_stands_before_it() -> Result<(), String> {
    let core = library(&read(&crate_source("core"))?);
    assert!(core.len() > 100, "the core was found");
    let wrong = violations(&core, &ORDER);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn evaluators_know_nothing_of_plans() -> Result<(), String> {
    // A program and facts are all that an evaluator is given; so either could be run on its own.
    let core = library(&read(&crate_source("core"))?);
    let is_own = |path: &str| path.starts_with("eval/") || path == "lib.rs";
    let eval: Tree = core.into_iter().filter(|(path, _)| is_own(path)).collect();
    let order: Vec<&str> =
        ORDER.into_iter().filter(|folder| !["bundle", "check", "plan"].contains(folder)).collect();
    let wrong = violations(&eval, &order);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn only_the_folder_of_scripts_names_rhai() -> Result<(), String> {
    let core = library(&read(&crate_source("core"))?);
    assert_eq!(naming(&core, "rhai", "script"), Vec::<String>::new());
    Ok(())
}

#[test]
fn files_keep_their_budget() -> Result<(), String> {
    let mut wrong = Vec::new();
    for name in ["core", "cli", "tests", "benches", "bindings-python", "bindings-wasm", "bindings-wasm/task"]
    {
        let code = library(&read(&crate_source(name))?);
        for (count, path) in long(&code) {
            println!("{name}/src/{path}: {count} lines of code");
        }
        wrong.extend(budget(&code).into_iter().map(|told| format!("{name}/src/{told}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn every_code_in_the_core_has_a_page() -> Result<(), String> {
    let registered: BTreeSet<&str> = timbang::diagnostic::codes().iter().map(|info| info.code).collect();
    let mut used = BTreeSet::new();
    // The list of pages itself uses nothing.
    let mut sources = read(&crate_source("core"))?;
    sources.remove("diagnostic/codes.rs");
    for text in sources.into_values().chain(read(&crate_source("cli"))?.into_values()) {
        for (_, after) in text.match_indices("\"T").map(|(at, found)| text.split_at(at + found.len())) {
            let digits: String = after.chars().take_while(|c| *c != '"').collect();
            if digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
                used.insert(format!("T{digits}"));
            }
        }
    }
    // The core's own tests ask for a code that does not exist.
    used.remove("T9999");
    let unknown: Vec<&String> = used.iter().filter(|code| !registered.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "no page for {unknown:?}");
    let unused: Vec<&&str> = registered.iter().filter(|code| !used.contains(**code)).collect();
    assert!(unused.is_empty(), "pages of codes that nothing reports: {unused:?}");
    Ok(())
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn the_harness_finds_what_it_should() {
    let lib = ("lib.rs", "pub use plan::{Pack, Plan};\npub use value::Number;\n");
    let import = |path: &'static str, text: &'static str| {
        violations(&library(&tree(&[lib, (path, text)])), &["value", "typing", "plan"]).len()
    };
    assert_eq!(import("typing/a.rs", "use crate::value::Number;\nuse super::b;\n"), 0);
    assert_eq!(import("typing/a.rs", "use crate::plan::Plan;\n"), 1, "a later folder");
    assert_eq!(
        import("typing/a.rs", "use crate::{\n    Pack,\n    value::{self, Date},\n};\n"),
        1,
        "in braces"
    );
    assert_eq!(import("typing/a.rs", "fn f(x: crate::Plan) {}\n"), 1, "by the crate's own name for it");
    assert_eq!(import("typing/a/b.rs", "use super::super::super::plan;\n"), 1, "by climbing");
    assert_eq!(import("typing/mod.rs", "use super::plan;\n"), 1, "by climbing from mod.rs");
    assert_eq!(import("typing/a.rs", "// crate::plan\nlet x = \"crate::plan\"; let y = 'a';\n"), 0, "words");
    assert_eq!(import("typing/a.rs", "#[cfg(test)]\nmod tests {\n    use crate::plan;\n}\n"), 0, "tests");
    assert_eq!(import("extra/a.rs", ""), 1, "a folder without a place");

    let long_file = "fn f() {}\n".repeat(601);
    let one = |text: &str| budget(&library(&tree(&[("a.rs", text), ("b.rs", ""), ("c.rs", "")])));
    assert!(one(&"fn f() {}\n".repeat(600)).is_empty());
    assert_eq!(one(&long_file).len(), 1);
    assert!(one(&"// a comment\n\n".repeat(601)).is_empty(), "only code counts");
    assert_eq!(one("#[allow(dead_code)]\nfn f() { x.unwrap(); todo!() }\n").len(), 3);
    assert_eq!(budget(&tree(&[("a.rs", &"x\n".repeat(121))])).len(), 1, "the median");
    assert_eq!(
        naming(&tree(&[("eval/a.rs", "use rhai::Engine;"), ("script/a.rs", "rhai::x")]), "rhai", "script"),
        ["eval/a.rs"]
    );
}

#[test]
fn texts_and_comments_are_no_code() {
    assert_eq!(bare("a \"x // y\" b // c\nd"), "a  b \nd");
    assert_eq!(bare("r#\"a \" b\"# c '\"' d '\\'' e 'static"), " c  d  e 'static");
    assert_eq!(bare("\"a \\\" b\" c /* x\ny */ d"), " c \n d");
    assert!(root_names("a/b.rs", "crate::{c::{d, e}, f}; super::g; mycrate::h").iter().eq(["c", "f"]));
}
