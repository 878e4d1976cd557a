//! Gives something another name everywhere at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::definition::at;
use super::edit::{Edit, apply};
use super::index::is_builtin;
use super::symbol::{Occurrence, Symbol};
use super::workspace::Workspace;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pack::names::{input_refusal, is_name, value_refusal};
use crate::script::token::Kind;
use crate::source::Span;
use crate::text;
use crate::value::Text;

/// The name at a byte that can be changed, and its place.
///
/// # Errors
/// `T4020` where nothing stands there that can have another name.
pub fn prepare_rename(workspace: &Workspace, path: &str, offset: usize) -> Result<Span, Box<Diagnostic>> {
    renamed(workspace, path, offset).map(|found| found.span)
}

/// The changes that give what stands at a byte another name: in rules, tables, TOML, cases and texts.
///
/// A change that would alter what the check of the pack finds is refused.
///
/// # Errors
/// `T4020` where nothing stands there that can have another name, `T4021` where the new name is taken or none,
/// `T4022` where the pack has errors or would have some.
pub fn rename(
    workspace: &Workspace,
    path: &str,
    offset: usize,
    new_name: &str,
) -> Result<Vec<Edit>, Box<Diagnostic>> {
    let found = renamed(workspace, path, offset)?;
    if **found.symbol.name() == *new_name {
        return Ok(Vec::new());
    }
    if let Some(error) = findings(workspace).keys().find(|(_, severity)| *severity == Severity::Error) {
        let code = error.0;
        return Err(Box::new(refused(
            "T4022",
            found.span,
            text!(
                "Pack ini punya galat ({code}), sehingga tidak pasti di mana saja nama ini dipakai.",
                "This pack has errors ({code}), so it is not certain where this name is used."
            ),
            text!("Perbaiki galatnya dahulu.", "Mend the errors first."),
        )));
    }
    check_name(workspace, found, new_name)?;
    if let Some(place) = interpreted_use(workspace, &found.symbol) {
        let name = found.symbol.name();
        let refusal = refused(
            "T4022",
            found.span,
            text!(
                "`{name}` mungkin dipakai dalam aturan @interpreted, yang isinya tidak diketahui tipenya.",
                "`{name}` may be used in an @interpreted rule, whose inside has no known types."
            ),
            text!("Ubah sendiri di semua tempat.", "Change it everywhere by hand."),
        );
        return Err(Box::new(refusal.with_place(place, text!("di sini", "here"))));
    }
    let mut edits: Vec<Edit> = Vec::new();
    for place in workspace.index().of(&found.symbol).map(|o| o.span) {
        if edits.last().is_none_or(|last| last.span != place) {
            edits.push(Edit { span: place, text: written(workspace, place, new_name) });
        }
    }
    let after = workspace.with_layers(apply(workspace, &edits));
    if let Some(first) = differing(workspace, &after) {
        let (code, id, en) = (first.code, &first.message.id, &first.message.en);
        return Err(Box::new(refused(
            "T4022",
            found.span,
            text!(
                "Dengan nama itu pemeriksaan pack berubah; {code}: {id}",
                "With that name the check of the pack would change; {code}: {en}"
            ),
            text!("Pilih nama lain, atau ubah sendiri.", "Choose another name, or change it by hand."),
        )));
    }
    Ok(edits)
}

/// A word of an @interpreted rule that may mean a field, a value or a code: only its inputs are known there.
fn interpreted_use(workspace: &Workspace, symbol: &Symbol) -> Option<Span> {
    if !matches!(
        symbol,
        Symbol::Field(..) | Symbol::ListRule(..) | Symbol::Part(..) | Symbol::Value(..) | Symbol::Code(_)
    ) {
        return None;
    }
    let scripts = workspace.linked().scripts.iter();
    let bodies = scripts.flat_map(|s| &s.functions).filter(|f| f.doc.tags.interpreted.is_some());
    for span in bodies.map(|function| function.body.span) {
        let Some(source) = workspace.files().get(span.file) else { continue };
        let mut tokens = crate::script::tokens(span.file, &source.text).into_iter();
        let known = |place: Span| workspace.index().of(symbol).any(|o| o.span == place);
        let found = tokens.find(|token| {
            let inside = span.start <= token.span.start && token.span.end <= span.end;
            let named = match &token.kind {
                Kind::Name(word) | Kind::Text(word) => word == symbol.name(),
                _ => false,
            };
            inside && named && !known(token.span)
        });
        if let Some(token) = found {
            return Some(token.span);
        }
    }
    None
}

fn refused(code: &'static str, span: Span, message: Text, help: Text) -> Diagnostic {
    Diagnostic::error(code, span, message).with_help(help)
}

/// A finding of a code that is told more often after a change, or less often; a note may go, such as the one that two
/// things have the same name.
fn differing<'a>(before: &'a Workspace, after: &'a Workspace) -> Option<&'a Diagnostic> {
    let (was, is) = (findings(before), findings(after));
    let count = |of: &BTreeMap<_, usize>, key| of.get(&key).copied().unwrap_or(0);
    let differs = |found: &&Diagnostic| {
        let key = (found.code, found.severity);
        let (was, is) = (count(&was, key), count(&is, key));
        is > was || (is < was && found.severity != Severity::Note)
    };
    let told = after.report().diagnostics.iter().chain(&before.report().diagnostics);
    told.into_iter().find(differs)
}

fn findings(workspace: &Workspace) -> BTreeMap<(&'static str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for found in &workspace.report().diagnostics {
        let count: &mut usize = counts.entry((found.code, found.severity)).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

fn renamed<'w>(
    workspace: &'w Workspace,
    path: &str,
    offset: usize,
) -> Result<&'w Occurrence, Box<Diagnostic>> {
    let file = workspace.file(path).map(|(file, _)| file).unwrap_or_default();
    let here = Span::new(file, offset, offset);
    let nothing = |span, message| {
        Box::new(refused(
            "T4020",
            span,
            message,
            text!(
                "Yang dapat diganti namanya: fakta, parameter, aturan, enum dan nilainya, rekaman dan kolomnya, kode katalog, dan nama setempat.",
                "What can be renamed: facts, parameters, rules, enums and their values, records and their fields, catalogue codes, and local names."
            ),
        ))
    };
    let Some(found) = at(workspace, path, offset) else {
        return Err(nothing(here, text!("Di sini tidak ada nama.", "There is no name here.")));
    };
    let name = found.symbol.name();
    if !workspace.index().of(&found.symbol).any(|o| o.defines) {
        return Err(nothing(
            found.span,
            text!("`{name}` tidak dinyatakan dalam pack ini.", "`{name}` is not declared in this pack."),
        ));
    }
    let own = workspace.own_layer();
    if let Some(below) = workspace.index().of(&found.symbol).find(|o| workspace.layer(o.span) < own) {
        return Err(nothing(
            below.span,
            text!(
                "`{name}` milik pack dasar, yang tidak diubah dari sini.",
                "`{name}` belongs to the base, which is not changed from here."
            ),
        ));
    }
    Ok(found)
}

/// Refuses a name that is none, or that means something already.
fn check_name(workspace: &Workspace, found: &Occurrence, new: &str) -> Result<(), Box<Diagnostic>> {
    let by_form = match &found.symbol {
        Symbol::Value(..) | Symbol::Code(_) => {
            let odd =
                new.contains(['\\', '\'']) || (matches!(found.symbol, Symbol::Code(_)) && new.contains(' '));
            value_refusal(new).or_else(|| {
                odd.then(|| {
                    text!(
                        "Nilai ini berisi tanda yang tidak dapat ditulis di semua berkas.",
                        "This value holds a sign that cannot be written in every file."
                    )
                })
            })
        }
        _ if !is_name(new) => Some(text!(
            "`{new}` bukan nama: nama terdiri atas huruf kecil a-z, angka dan garis bawah, diawali huruf.",
            "`{new}` is not a name: a name has small letters a-z, digits and underscores, and begins with a letter."
        )),
        Symbol::Enum(_) | Symbol::Record(_) => {
            let taken = ["boolean", "comparison", "date", "list", "number", "text"].contains(&new);
            taken
                .then(|| text!("`{new}` adalah nama tipe bawaan.", "`{new}` is the name of a built-in type."))
        }
        _ if is_builtin(new) => {
            Some(text!("`{new}` adalah fungsi bawaan.", "`{new}` is a builtin function."))
        }
        _ => input_refusal(new),
    };
    let mut refusal = by_form.map(|message| {
        refused("T4021", found.span, message, text!("Pilih nama lain.", "Choose another name."))
    });
    if refusal.is_none() {
        let taken = workspace
            .index()
            .places
            .iter()
            .find(|o| **o.symbol.name() == *new && meet(&found.symbol, &o.symbol));
        refusal = taken.map(|other| {
            refused(
                "T4021",
                found.span,
                text!("Nama `{new}` sudah dipakai.", "The name `{new}` is already taken."),
                text!("Pilih nama lain.", "Choose another name."),
            )
            .with_place(other.span, text!("dipakai di sini", "used here"))
        });
    }
    refusal.map_or(Ok(()), |refusal| Err(Box::new(refusal)))
}

/// Whether two things of one name could be taken for each other.
fn meet(a: &Symbol, b: &Symbol) -> bool {
    let same = |a: &Arc<str>, b: &Arc<str>| a == b;
    match (a, b) {
        (Symbol::Value(a, _), Symbol::Value(b, _)) | (Symbol::Part(a, _), Symbol::Part(b, _)) => same(a, b),
        (Symbol::Enum(_), Symbol::Enum(_)) | (Symbol::Record(_), Symbol::Record(_)) => true,
        (Symbol::Code(_), Symbol::Code(_)) => true,
        (Symbol::Field(a, _), Symbol::Field(b, _)) => same(a, b),
        (a, b) => is_input(a) && is_input(b),
    }
}

fn is_input(symbol: &Symbol) -> bool {
    matches!(
        symbol,
        Symbol::Name(_) | Symbol::ListRule(..) | Symbol::Field(..) | Symbol::Helper(..) | Symbol::Local(..)
    )
}

/// The new name as the place needs it: a TOML key that is more than a word stands in quotes.
fn written(workspace: &Workspace, place: Span, new: &str) -> String {
    let Some(source) = workspace.files().get(place.file) else { return new.to_owned() };
    let before = source.text.get(..place.range().start).unwrap_or("");
    let bare = new.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare || !source.path.ends_with(".toml") || before.ends_with(['"', '\'', '.']) {
        return new.to_owned();
    }
    format!("\"{new}\"")
}
