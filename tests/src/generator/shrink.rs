//! Makes a case that differs smaller: rules, tables, subjects and facts are dropped while it still does.

use std::path::Path;

use super::judge::{Verdict, judge};
use super::{Case, Overlay};

/// The smallest case that still differs, by dropping one thing at a time.
#[must_use]
pub fn shrink(case: &Case) -> Case {
    let mut case = case.clone();
    loop {
        let smaller = candidates(&case).into_iter().find(|case| matches!(judge(case), Verdict::Different(_)));
        match smaller {
            Some(smaller) => case = smaller,
            None => return case,
        }
    }
}

fn candidates(case: &Case) -> Vec<Case> {
    let mut all = Vec::new();
    for at in 0..case.subjects.len() {
        if case.subjects.len() > 1 {
            let mut next = case.clone();
            next.subjects = vec![case.subjects[at].clone()];
            all.push(next);
        }
    }
    for at in (0..case.rules.len()).rev() {
        let mut next = case.clone();
        next.rules.remove(at);
        all.push(next);
    }
    for at in (0..case.tables.len()).rev() {
        let mut next = case.clone();
        next.tables.remove(at);
        all.push(next);
    }
    if let Some(overlay) = &case.overlay {
        all.push(Case { overlay: None, ..case.clone() });
        for at in 0..overlay.rules.len() {
            let mut next = overlay.clone();
            next.rules.remove(at);
            all.push(Case { overlay: Some(next), ..case.clone() });
        }
        // The first file is the manifest.
        for at in 1..overlay.files.len() {
            let mut next = overlay.clone();
            next.files.remove(at);
            all.push(Case { overlay: Some(next), ..case.clone() });
        }
    }
    if let [subject] = case.subjects.as_slice() {
        for key in
            subject.as_object().map(|facts| facts.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
        {
            let mut next = case.clone();
            if let Some(facts) = next.subjects[0].as_object_mut() {
                facts.remove(&key);
            }
            all.push(next);
            let rows = subject[&key].as_array().map_or(0, Vec::len);
            for row in 0..rows {
                let mut next = case.clone();
                if let Some(rows) = next.subjects[0][&key].as_array_mut() {
                    rows.remove(row);
                }
                all.push(next);
            }
        }
    }
    all
}

/// Writes a case as a folder: the pack, the subjects, and what differs; its overlay stands in a folder beside it that ends in `.overlay`.
///
/// # Errors
/// Where the folder cannot be written.
pub fn write(case: &Case, folder: &Path) -> std::io::Result<()> {
    let overlay = case.overlay.iter().flat_map(Overlay::files);
    let overlay = overlay.map(|(path, text)| (folder.with_extension("overlay").join(path), text));
    for (path, text) in case.files().into_iter().map(|(path, text)| (folder.join(path), text)).chain(overlay)
    {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    let subjects: Vec<String> = case.subjects.iter().map(ToString::to_string).collect();
    std::fs::write(folder.join("subjects.jsonl"), subjects.join("\n") + "\n")?;
    let told = match judge(case) {
        Verdict::Different(told) => told.join("\n"),
        other => format!("{other:?}"),
    };
    std::fs::write(folder.join("differences.txt"), told + "\n")
}
