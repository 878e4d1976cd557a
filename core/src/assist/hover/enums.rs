//! Enums and their values.

use super::label;
use crate::assist::workspace::Workspace;
use crate::pack::decl::EnumDecl;
use crate::text;
use crate::value::Text;

pub(super) fn scheme(workspace: &Workspace, name: &str) -> Option<(Text, Vec<Text>)> {
    let scheme = find(workspace, name)?;
    let values: Vec<String> = scheme.values.iter().map(|v| format!("`{}`", v.id.value)).collect();
    let kind = if scheme.ordered {
        text!("enum berurut, dari yang terendah", "ordered enum, from the lowest")
    } else {
        text!("enum tanpa urutan", "enum without order")
    };
    let values = values.join(", ");
    let title = label(scheme.label.as_deref(), scheme.label_en.as_deref(), name);
    Some((title, vec![kind, Text { id: values.clone(), en: values }]))
}

pub(super) fn value(workspace: &Workspace, name: &str, value: &str) -> Option<(Text, Vec<Text>)> {
    let scheme = find(workspace, name)?;
    let at = scheme.values.iter().position(|v| &*v.id.value == value)?;
    let found = scheme.values.get(at)?;
    let (rank, count) = (at.saturating_add(1), scheme.values.len());
    let line = if scheme.ordered {
        text!("nilai `{name}`, urutan {rank} dari {count}", "value of `{name}`, rank {rank} of {count}")
    } else {
        text!("nilai `{name}`", "value of `{name}`")
    };
    Some((label(found.label.as_deref(), found.label_en.as_deref(), value), vec![line]))
}

fn find<'w>(workspace: &'w Workspace, name: &str) -> Option<&'w EnumDecl> {
    workspace.linked().declarations.enums.iter().find(|e| &*e.name.value == name)
}
