//! `T1505`: what still rests on a regulation after the day on which that was revoked.

use super::Subject;
use crate::diagnostic::{Diagnostic, Sink};
use crate::link::{Origin, Regime};
use crate::pack::decl::RevokedDecl;
use crate::source::Span;
use crate::text;
use crate::value::Date;

/// Begins the part of a citation that tells what was in force before.
const FORMERLY: &str = "sebelumnya ";

/// Something that cites a regulation: its name, its place, and the last day on which it holds.
struct Cited<'a> {
    name: &'a str,
    place: Span,
    basis: &'a str,
    until: Option<Date>,
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let linked = subject.linked;
    let Some(manifest) = &linked.declarations.manifest else { return };
    if manifest.revoked.is_empty() {
        return;
    }
    for cited in values(subject).into_iter().chain(rules(subject)).chain(exceptions(subject)) {
        for revoked in &manifest.revoked {
            // An overlay need not hear again what the base was told of itself.
            let own = subject.is_own(cited.place) || subject.is_own(revoked.regulation.span);
            let beyond = cited.until.is_none_or(|until| until >= revoked.from.value);
            if own && beyond && names(cited.basis, &revoked.regulation.value) {
                report(&cited, revoked, sink);
            }
        }
    }
}

/// Whether a citation names a regulation as what holds: `PP 53/2010 Pasal 4`, not `PP 53/20101`.
fn names(basis: &str, regulation: &str) -> bool {
    let parts = basis.split(';').map(str::trim).filter(|part| !part.starts_with(FORMERLY));
    parts.into_iter().any(|part| {
        part.match_indices(regulation).any(|(at, found)| {
            let before = part.get(..at).and_then(|words| words.chars().next_back());
            let after = part.get(at.saturating_add(found.len())..).and_then(|words| words.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

fn values<'a>(subject: &Subject<'a>) -> Vec<Cited<'a>> {
    let mut found = Vec::new();
    for parameter in &subject.linked.declarations.parameters {
        for value in &parameter.values {
            let Some(basis) = &value.basis else { continue };
            found.push(Cited {
                name: &parameter.name.value,
                place: if basis.span.file == value.value.span.file { basis.span } else { value.value.span },
                basis: &basis.value,
                until: value.period.until,
            });
        }
    }
    found
}

/// Exceptions for protected facts hold as long as the pack does.
fn exceptions<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Cited<'a>> {
    let manifest = subject.linked.declarations.manifest.as_ref();
    manifest.into_iter().flat_map(|m| &m.exceptions).map(|exception| Cited {
        name: &exception.rule.value,
        place: exception.basis.span,
        basis: &exception.basis.value,
        until: None,
    })
}

fn rules<'a>(subject: &Subject<'a>) -> Vec<Cited<'a>> {
    let linked = subject.linked;
    let mut found: Vec<Cited<'a>> = Vec::new();
    let in_force = |number: usize, version: usize| {
        last_day(&linked.regimes, |regime| regime.rules.get(number).copied().flatten() == Some(version))
    };
    let groups = linked.groups.iter().enumerate().flat_map(|(g, group)| {
        group.versions.iter().enumerate().map(move |(v, version)| (version, in_force(g, v)))
    });
    let helpers = linked.helper_tables.values().enumerate().flat_map(|(h, versions)| {
        versions.iter().enumerate().map(move |(v, version)| {
            let held = |regime: &Regime| regime.helper_tables.get(h).copied().flatten() == Some(v);
            (version, last_day(&linked.regimes, held))
        })
    });
    for (version, until) in groups.chain(helpers) {
        // One that is never in force holds on no day.
        let Some(until) = until else { continue };
        let name = linked.files.slice(version.span);
        if let Some(function) = linked.function(version.origin) {
            let basis = function.doc.tags.basis.as_ref();
            found.extend(basis.map(|b| Cited { name, place: version.span, basis: &b.value, until }));
        }
        // A table that gives several results is one table.
        let Origin::Table(_, 0) = version.origin else { continue };
        let Some(table) = linked.table(version.origin) else { continue };
        let of_table = table.basis.iter().map(|basis| (basis.value.as_str(), basis.span));
        let of_rows = table.rows.iter().filter_map(|row| Some((row.basis.as_deref()?, row.span)));
        found.extend(of_table.chain(of_rows).map(|(basis, place)| Cited { name, place, basis, until }));
    }
    found
}

/// The last day on which something is in force, `Some(None)` where there is none; `None` where it never is.
fn last_day(regimes: &[Regime], held: impl Fn(&Regime) -> bool) -> Option<Option<Date>> {
    regimes.iter().rev().find(|regime| held(regime)).map(|regime| regime.period.until)
}

fn report(cited: &Cited<'_>, revoked: &RevokedDecl, sink: &mut Sink) {
    let (name, regulation, from) = (cited.name, &revoked.regulation.value, revoked.from.value);
    let (by_id, by_en) = match &revoked.by {
        Some(by) => (format!(" oleh {}", by.value), format!(" by {}", by.value)),
        None => (String::new(), String::new()),
    };
    sink.push(
        Diagnostic::warning(
            "T1505",
            cited.place,
            text!(
                "`{name}` masih bertumpu pada {regulation}, yang dicabut{by_id} sejak {from}.",
                "`{name}` still rests on {regulation}, which was revoked{by_en} as of {from}."
            ),
        )
        .with_place(revoked.regulation.span, text!("pencabutannya", "what revokes it"))
        .with_help(text!(
            "Akhiri sehari sebelum itu, dan tulis versi baru menurut peraturan penggantinya; bila masih berlaku karena \
             aturan peralihan, sebut aturan itu sebagai dasarnya.",
            "End it on the day before, and write a new version by the regulation that follows; where it still holds by a \
             transitional rule, name that as its basis."
        ))
        .with_basis(Some(cited.basis)),
    );
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_citation_names_a_regulation_by_whole_words() {
        for cited in
            ["PP 53/2010", "PP 53/2010 Pasal 4", "PP 94/2021 jo. PP 53/2010", "UU 5/2014; PP 53/2010"]
        {
            assert!(names(cited, "PP 53/2010"), "{cited}");
        }
        for other in ["PP 53/20101", "PPP 53/2010", "PP 153/2010", "PP 94/2021; sebelumnya PP 53/2010"] {
            assert!(!names(other, "PP 53/2010"), "{other}");
        }
    }
}
