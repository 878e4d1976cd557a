//! What a run comes to, in a few lines for people.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use timbang::{Lang, Status, text};

use super::Issues;
use super::write::Layout;

/// Counts rows and statuses.
pub(crate) struct Summary {
    /// How many rows were evaluated.
    pub(crate) rows: u64,
    outputs: Vec<(String, BTreeMap<Status, u64>)>,
    has_triggers: bool,
}

impl Summary {
    /// Begins to count.
    pub(crate) fn new(layout: &Layout) -> Summary {
        let mut outputs: Vec<_> =
            layout.outputs.iter().map(|column| (column.name.clone(), BTreeMap::new())).collect();
        if layout.triggers {
            outputs.push(("triggers".to_owned(), BTreeMap::new()));
        }
        Summary { rows: 0, outputs, has_triggers: layout.triggers }
    }

    /// Counts one row.
    pub(crate) fn count(&mut self, statuses: impl Iterator<Item = Status>, triggers: Option<Status>) {
        self.rows = self.rows.saturating_add(1);
        let statuses = statuses.chain(triggers.filter(|_| self.has_triggers));
        for ((_, counts), status) in self.outputs.iter_mut().zip(statuses) {
            let count = counts.entry(status).or_insert(0);
            *count = count.saturating_add(1);
        }
    }

    /// Writes the counts, and the first issues where no file has them.
    pub(crate) fn write(
        &self,
        issues: &Issues<'_>,
        file: Option<&Path>,
        lang: Lang,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        for issue in &issues.shown {
            let mut at = Vec::new();
            if let Some(row) = issue.row {
                at.push(text!("baris {row}", "row {row}").get(lang).to_owned());
            }
            if !issue.output.is_empty() {
                at.push(issue.output.to_string());
            }
            let at = if at.is_empty() { String::new() } else { format!("{}: ", at.join(", ")) };
            writeln!(to, "{at}[{}] {}", issue.code, issue.message)?;
        }
        let hidden = issues.total().saturating_sub(u64::try_from(issues.shown.len()).unwrap_or(u64::MAX));
        if file.is_none() && hidden > 0 {
            let more = text!(
                "... dan {hidden} masalah lagi; --issues BERKAS menuliskan semuanya.",
                "... and {hidden} more issues; --issues FILE writes them all."
            );
            writeln!(to, "{}", more.get(lang))?;
        }
        let rows = self.rows;
        writeln!(to, "{}", text!("{rows} baris dinilai", "rows evaluated: {rows}").get(lang))?;
        let width = self.outputs.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, counts) in &self.outputs {
            let shown: Vec<String> =
                counts.iter().map(|(status, count)| format!("{count} {}", word(*status).get(lang))).collect();
            writeln!(to, "  {name:width$}  {}", shown.join(", "))?;
        }
        let total = issues.total();
        let codes: Vec<String> =
            issues.counts.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
        writeln!(to, "{}{codes}", text!("masalah: {total}", "issues: {total}").get(lang))?;
        if let Some(file) = file {
            let file = file.display();
            writeln!(to, "{}", text!("masalah ditulis ke {file}", "issues written to {file}").get(lang))?;
        }
        Ok(())
    }
}

fn word(status: Status) -> timbang::Text {
    match status {
        Status::Value => text!("bernilai", "with value"),
        Status::Undetermined => text!("belum dapat dipastikan", "undetermined"),
        Status::NotApplicable => text!("tidak berlaku", "not applicable"),
        Status::Error => text!("galat", "error"),
    }
}
