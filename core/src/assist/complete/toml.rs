//! In a TOML file: headers, and the keys that belong to each part.

use super::{CompletionKind, Here};
use crate::pack::keys;
use crate::pack::places::FileKind;

/// Where a line of a TOML file stands, told from the lines above it: the file need not parse.
pub(super) struct Place<'t> {
    /// The keys of the header above.
    pub(super) header: Vec<&'t str>,
    /// The key of the line, where the place is behind its `=`.
    pub(super) key: Option<Vec<&'t str>>,
    /// The key within the innermost braces, where the place is behind its `=`.
    pub(super) inner: Option<&'t str>,
    /// Whether the place is where a key stands within braces.
    pub(super) in_braces: bool,
    /// Whether the place is within quotes.
    pub(super) quoted: bool,
}

/// Offers what may be written in a TOML file.
pub(super) fn complete(here: &mut Here<'_>) {
    let kind = here.workspace.kind(here.file);
    let line = here.line_before();
    if line.trim_start().starts_with('#') {
        return;
    }
    if line.trim_start().starts_with('[') && !line.contains('=') {
        headers(here, kind);
        return;
    }
    let place = place(here);
    if place.quoted
        && let Some(open) = line.rfind('"')
    {
        let start = here.offset.saturating_sub(line.len()).saturating_add(open).saturating_add(1);
        here.replace_from(start);
    }
    if place.key.is_some() {
        super::toml_values::offer(here, kind, &place);
    } else {
        offer_keys(here, kind, &place.header, line);
    }
}

fn headers(here: &mut Here<'_>, kind: FileKind) {
    let words: &[&str] = match kind {
        FileKind::Facts => &["enum.", "record.", "fact."],
        FileKind::Manifest => &["extends", "[exception]"],
        FileKind::Parameters => &["defaults"],
        FileKind::Source => &["fact", "list."],
        FileKind::CasesToml => &["given", "[case]"],
        _ => &[],
    };
    let line = here.line_before();
    let content = line.trim_start().trim_start_matches('[');
    match (kind, content.split_once('.')) {
        (FileKind::Source, Some(("list", _))) => here.offer_lists(),
        (FileKind::Parameters, _) => {
            here.offer_all(words, CompletionKind::Key);
            here.offer_parameters();
        }
        (_, None) => here.offer_all(words, CompletionKind::Key),
        _ => {}
    }
}

fn offer_keys(here: &mut Here<'_>, kind: FileKind, header: &[&str], line: &str) {
    let dotted = line.trim_start().split_once('.').map(|(first, _)| first.trim());
    match (kind, header, dotted) {
        (FileKind::CasesToml, _, Some("given")) => here.offer_names(None),
        (FileKind::CasesToml, _, Some("expect")) => offer_expected(here),
        (FileKind::CasesToml, ["given"] | ["case", "given"], _) => here.offer_names(None),
        (FileKind::CasesToml, ["case", "expect"], _) => offer_expected(here),
        (FileKind::CasesToml, ["case"], _) => here.offer_all(keys::CASE, CompletionKind::Key),
        (FileKind::CasesToml, ..) => here.offer_all(keys::CASES, CompletionKind::Key),
        (FileKind::Manifest, ["extends"], _) => here.offer_all(keys::EXTENDS, CompletionKind::Key),
        (FileKind::Manifest, ["exception"], _) => here.offer_all(keys::EXCEPTION, CompletionKind::Key),
        (FileKind::Manifest, ..) => here.offer_all(keys::MANIFEST, CompletionKind::Key),
        (FileKind::Facts, ["enum", ..], _) => here.offer_all(keys::ENUM, CompletionKind::Key),
        (FileKind::Facts, ["fact", ..] | ["record", _, _], _) => {
            here.offer_all(keys::FACT, CompletionKind::Key)
        }
        (FileKind::Parameters, ["defaults"], _) => here.offer_all(keys::DEFAULTS, CompletionKind::Key),
        (FileKind::Parameters, [_, "values"], _) => here.offer_all(keys::DATED_VALUE, CompletionKind::Key),
        (FileKind::Parameters, [_, "overridable"], _) => {
            here.offer_all(keys::OVERRIDABLE, CompletionKind::Key)
        }
        (FileKind::Parameters, [_], _) => here.offer_all(keys::PARAMETER, CompletionKind::Key),
        (FileKind::Source, ["fact"], _) => here.offer_names(None),
        (FileKind::Source, ["list", name], _) => {
            here.offer("from", CompletionKind::Key, super::nothing());
            if let Some(list) = here.workspace.linked().list_fact(name) {
                here.offer_members(list);
            }
        }
        (FileKind::Source, ..) => here.offer_all(keys::SOURCE, CompletionKind::Key),
        _ => {}
    }
}

fn offer_expected(here: &mut Here<'_>) {
    here.offer_rules(&[]);
    here.offer("triggers", CompletionKind::Key, super::nothing());
}

/// Where the place stands.
fn place<'w>(here: &Here<'w>) -> Place<'w> {
    let line = here.line_before();
    let is_header = |line: &&str| line.trim_start().starts_with('[') && line.trim_end().ends_with(']');
    let above = here.above().lines().rev();
    // A list that goes on over several lines belongs to the key that opened it.
    let mut statement = line;
    let continued = !line.contains('=');
    if continued {
        let open = above.clone().take_while(|l| !is_header(l)).find(|l| l.contains(['=', ']']));
        statement = open.filter(|l| l.trim_end().ends_with(['[', ',']) && l.contains('=')).unwrap_or(line);
    }
    let header = above.clone().find(is_header).map(|l| split(l.trim().trim_matches(['[', ']'])));
    let (key, rest) = match statement.split_once('=') {
        Some((key, rest)) => (Some(split(key.trim())), rest),
        None => (None, ""),
    };
    let rest = if continued { line } else { rest };
    let open = rest.rfind('{').filter(|at| rest.rfind('}').is_none_or(|close| close < *at));
    let inside = open.and_then(|at| rest.get(at.saturating_add(1)..)).map(last_part);
    let inner = inside.and_then(|part| part.split_once('=')).map(|(key, _)| key.trim());
    Place {
        header: header.unwrap_or_default(),
        key,
        in_braces: inside.is_some_and(|part| !part.contains('=')),
        inner,
        quoted: line.matches('"').count() % 2 == 1,
    }
}

fn split(path: &str) -> Vec<&str> {
    path.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect()
}

/// What follows the last comma that stands in no list.
fn last_part(inside: &str) -> &str {
    let (mut depth, mut start) = (0usize, 0usize);
    for (at, c) in inside.char_indices() {
        match c {
            '[' => depth = depth.saturating_add(1),
            ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => start = at.saturating_add(1),
            _ => {}
        }
    }
    inside.get(start..).unwrap_or("")
}
