//! Runs `suite/defects`: slips that were published, as small packs, and how each comes to light.

use indexmap::IndexMap;
use serde::Deserialize;
use timbang::Pack;

use crate::suite;

/// A file of `suite/defects`: one published slip.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefectFile {
    /// What is wrong.
    pub defect: String,
    /// Where it was published, or the regulation that reads so.
    pub source: String,
    /// The packs that hold it.
    pub pack: Vec<DefectPack>,
}

/// A pack with the slip.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefectPack {
    /// What it shows.
    pub name: String,
    /// The files of the pack, by path.
    pub files: IndexMap<String, String>,
    /// What the check must find.
    #[serde(default)]
    pub finds: Vec<Find>,
    /// Codes that the check must not find: the same bands where they do cover everything.
    #[serde(default)]
    pub without: Vec<String>,
    /// The cases that must fail, and no others; the others state what the regulation says and pass.
    #[serde(default)]
    pub fails: Vec<String>,
    /// What the proposed boundary cases must hold, as they are written.
    #[serde(default)]
    pub proposes: Vec<String>,
}

/// A finding of the check.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// The code.
    pub code: String,
    /// The line of its main place, from 1.
    pub line: usize,
    /// What its message holds, in Indonesian: the example that shows the slip.
    pub says: String,
}

/// Runs one pack.
///
/// # Errors
/// What did not come to light, in words.
pub fn run(pack: &DefectPack) -> Result<(), String> {
    let report = timbang::check(suite::pack(&pack.files));
    let told = timbang::diagnostic::to_text(&report.diagnostics, &report.files, timbang::Lang::Id);
    for find in &pack.finds {
        let found = report.diagnostics.iter().any(|d| {
            let line = report.files.get(d.span().file).map(|file| file.place(d.span().start).line);
            d.code == find.code && line == Some(find.line) && d.message.id.contains(&find.says)
        });
        if !found {
            return Err(format!(
                "{} on line {} with \"{}\" is not in\n{told}",
                find.code, find.line, find.says
            ));
        }
    }
    if let Some(code) = pack.without.iter().find(|code| report.diagnostics.iter().any(|d| d.code == **code)) {
        return Err(format!("{code} is found in\n{told}"));
    }
    match report.pack {
        Some(loaded) => run_cases(pack, &loaded),
        None if pack.fails.is_empty() && pack.proposes.is_empty() => Ok(()),
        None => Err(format!("the pack has errors\n{told}")),
    }
}

fn run_cases(pack: &DefectPack, loaded: &Pack) -> Result<(), String> {
    let report = timbang::cases::run(loaded);
    let failed: Vec<&str> = report.results.iter().filter(|r| !r.passed()).map(|r| r.name.as_str()).collect();
    if failed != pack.fails {
        return Err(format!("these cases fail: {failed:?}"));
    }
    if pack.proposes.is_empty() {
        return Ok(());
    }
    let proposed = timbang::cases::boundaries(loaded).to_toml(timbang::Lang::Id);
    match pack.proposes.iter().find(|words| !proposed.contains(words.as_str())) {
        Some(words) => Err(format!("\"{words}\" is not in\n{proposed}")),
        None => Ok(()),
    }
}
