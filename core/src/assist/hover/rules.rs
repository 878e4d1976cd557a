//! Rules, results of tables, and helpers.

use std::sync::Arc;

use super::types::words;
use super::{basis, joined, label, period};
use crate::assist::workspace::Workspace;
use crate::link::RuleGroup;
use crate::script::ast::Kind;
use crate::source::FileId;
use crate::text;
use crate::typing::program::{Node, Program};
use crate::value::{Date, Text};

pub(super) fn rule(workspace: &Workspace, path: &str, as_of: Date) -> Option<(Text, Vec<Text>)> {
    if let Some(versions) = workspace.linked().helper_tables.get(path) {
        let table = versions.first().and_then(|v| workspace.linked().table(v.origin))?;
        let args: Vec<&str> = table.inputs.iter().map(|i| &*i.value).collect();
        let text_of = |t: &Option<crate::source::Spanned<String>>| t.as_ref().map(|l| l.value.clone());
        let title = label(text_of(&table.label).as_deref(), text_of(&table.label_en).as_deref(), path);
        let (args, form) = (args.join(", "), text!("tabel bantu", "helper table"));
        return Some((title, vec![form, text!("`{path}({args})`", "`{path}({args})`")]));
    }
    // A rule that is not in force on the day is told as it is on another.
    let today = workspace.program(as_of);
    let found = today.as_ref().and_then(|program| in_program(program, path));
    let mut lines = Vec::new();
    let title = match found {
        Some(title_and_lines) => {
            lines.extend(title_and_lines.1);
            title_and_lines.0
        }
        None => {
            let (title, _) = workspace
                .programs()
                .iter()
                .find_map(|program| in_program(program, path))
                .or_else(|| untyped(workspace, path))?;
            lines.push(text!("Tidak berlaku pada {as_of}.", "Not in force on {as_of}."));
            title
        }
    };
    let count = group(workspace, path).map_or(0, |g| g.versions.len());
    if count > 1 {
        lines.push(text!("{count} versi pada masa yang berbeda.", "{count} versions at different times."));
    }
    Some((title, lines))
}

fn in_program(program: &Program, path: &str) -> Option<(Text, Vec<Text>)> {
    let (_, node) = program.find(path)?;
    let rule = node.rule()?;
    let mut kind = vec![kind_words(rule.kind), words(&node.ty, node.unit.as_deref())];
    if let Some((list, _)) = rule.list
        && let Some(list) = program.node(list)
    {
        let list = &list.name;
        kind.push(text!("untuk tiap baris `{list}`", "for each row of `{list}`"));
    }
    let mut lines = vec![joined(&kind)];
    for version in &rule.versions {
        let pack = &rule.pack;
        lines.push(joined(&[period(version.period), text!("pack `{pack}`", "pack `{pack}`")]));
        lines.extend(version.basis.as_deref().map(basis));
    }
    Some((title(node), lines))
}

fn title(node: &Node) -> Text {
    label(node.label.as_deref(), node.label_en.as_deref(), &node.path)
}

fn group<'w>(workspace: &'w Workspace, path: &str) -> Option<&'w RuleGroup> {
    let linked = workspace.linked();
    let (list, name) = path.split_once('.').map_or((None, path), |(list, name)| (Some(list), name));
    let list = list.and_then(|list| linked.list_fact(list));
    linked.groups.iter().find(|g| &*g.name == name && g.list == list)
}

/// A rule that could not be typed still has its label.
fn untyped(workspace: &Workspace, path: &str) -> Option<(Text, Vec<Text>)> {
    let version = group(workspace, path)?.versions.first()?;
    let function = workspace.linked().function(version.origin);
    let id = function.and_then(|f| f.doc.label.as_ref()).map(|l| l.value.as_str());
    let en = function.and_then(|f| f.doc.tags.label_en.as_ref()).map(|l| l.value.as_str());
    Some((label(id, en, path), Vec::new()))
}

pub(in crate::assist) fn kind_words(kind: Kind) -> Text {
    match kind {
        Kind::Score => text!("aturan", "rule"),
        Kind::Requirement => text!("syarat", "requirement"),
        Kind::Promotion => text!("kenaikan", "promotion"),
        Kind::Trigger => text!("pemicu", "trigger"),
    }
}

pub(super) fn helper(workspace: &Workspace, file: FileId, name: &Arc<str>) -> Option<(Text, Vec<Text>)> {
    let script = workspace.linked().scripts.iter().find(|s| s.file == file)?;
    let function = script.functions.iter().find(|f| f.private && f.name.value == *name)?;
    let params: Vec<&str> = function.params.iter().map(|p| &*p.value).collect();
    let call = format!("`{name}({})`", params.join(", "));
    let title = label(
        function.doc.label.as_ref().map(|l| l.value.as_str()),
        function.doc.tags.label_en.as_ref().map(|l| l.value.as_str()),
        name,
    );
    Some((title, vec![text!("fungsi bantu", "helper function"), Text { id: call.clone(), en: call }]))
}
