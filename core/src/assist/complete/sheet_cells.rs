//! In a cell of a CSV file.

use super::{CompletionKind, Here};
use crate::assist::index::Shape;
use crate::pack::places::FileKind;
use crate::text;

/// Offers what may stand in a cell of a column.
pub(super) fn offer(here: &mut Here<'_>, kind: FileKind, header: &str, delimiter: char, column: usize) {
    let heads: Vec<&str> = header.split(delimiter).map(|cell| cell.trim().trim_matches('"')).collect();
    let first = heads.first().copied().unwrap_or("");
    if kind == FileKind::Table
        && let Some((rows, _)) = first.split_once('\\')
    {
        let result =
            here.text.lines().find_map(|l| l.trim().strip_prefix('#')?.trim().strip_prefix("result:"));
        let name = if column == 0 { rows.trim() } else { result.map_or("", str::trim) };
        values(here, name);
        if column > 0 {
            none(here);
        }
        return;
    }
    let Some(head) = heads.get(column).copied() else { return };
    let (what, name) = head.split_once(':').map_or(("", head), |(what, name)| (what.trim(), name.trim()));
    match (kind, what, name) {
        (FileKind::Table, "", "verified") => here.offer_all(&["ya", "tidak"], CompletionKind::Value),
        (FileKind::Table, "", "note" | "basis") | (FileKind::CasesCsv, "", "name" | "as_of" | "note") => {}
        (FileKind::Table, "result", name) => {
            values(here, name);
            none(here);
        }
        (FileKind::Table, _, name) => {
            here.offer("-", CompletionKind::Value, text!("apa pun", "anything"));
            if !values(here, name) {
                here.offer_parameters();
            }
        }
        (FileKind::CasesCsv, "expect", name) => {
            values(here, name);
            here.offer_all(&["undetermined", "not_regulated", "not_applicable"], CompletionKind::Value);
        }
        (FileKind::CasesCsv, _, name) => {
            values(here, name);
        }
        (_, _, "kind") => {
            here.offer_all(&["course", "coaching", "study", "reward", "service"], CompletionKind::Value);
        }
        (_, _, "prerequisite") => here.offer_codes(),
        (_, _, field) => {
            let symbol = here.names.member("catalogue", None, field);
            if let Some(Shape::Enum(scheme)) = symbol.map(|symbol| here.names.shape(&symbol)) {
                here.offer_values(&scheme);
            }
        }
    }
}

fn none(here: &mut Here<'_>) {
    here.offer("-", CompletionKind::Value, text!("tidak berlaku", "not applicable"));
    here.offer("?", CompletionKind::Value, text!("tidak diatur", "not regulated"));
}

/// Offers the values of what a column names; says whether it is of an enum.
fn values(here: &mut Here<'_>, name: &str) -> bool {
    let list = here.text.lines().find_map(|l| l.trim().strip_prefix('#')?.trim().strip_prefix("per:"));
    let list = list.and_then(|list| here.workspace.linked().list_fact(list.trim()));
    let declared =
        here.text.lines().find_map(|l| l.trim().strip_prefix('#')?.trim().strip_prefix("returns:"));
    let declared =
        declared.map(|ty| ty.split_once('=').map_or(ty, |(_, ty)| ty).trim().trim_start_matches("list of "));
    let shape = here.names.resolve(name, list).map(|symbol| here.names.shape(&symbol));
    let scheme =
        match shape {
            Some(Shape::Enum(scheme)) => Some(scheme.to_string()),
            // A result that is being written has its type from the comment, or from its name.
            _ => [Some(name), declared].into_iter().flatten().map(str::to_owned).find(|name| {
                here.workspace.linked().declarations.enums.iter().any(|e| *e.name.value == **name)
            }),
        };
    match scheme {
        Some(scheme) => {
            here.offer_values(&scheme);
            true
        }
        None => false,
    }
}
