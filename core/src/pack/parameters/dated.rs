//! The dates of a parameter's values: what each states itself, the file's defaults, and the next value.

use crate::diagnostic::Diagnostic;
use crate::pack::decl::{DatedValueDecl, LiteralDecl};
use crate::pack::literal::literal;
use crate::pack::report::Report;
use crate::pack::toml::{Fields, walk};
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{Date, Period};

/// What a value, or the defaults of a file, state of dates and source.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    from: Option<Spanned<Date>>,
    until: Option<Spanned<Date>>,
    basis: Option<Spanned<String>>,
    verified: Option<bool>,
}

impl Stated {
    /// Reads `from`, `until`, `basis` and `verified`.
    pub(super) fn read(report: &mut Report<'_>, fields: &Fields<'_>) -> Stated {
        Stated {
            from: fields.date(report, "from"),
            until: fields.date(report, "until"),
            basis: fields.text(report, "basis"),
            verified: fields.get("verified").and_then(|node| walk::boolean(report, node)),
        }
    }
}

/// A value as it stands in the file.
pub(super) struct Written {
    stated: Stated,
    note: Option<String>,
    value: Spanned<LiteralDecl>,
    place: Span,
}

/// Reads one value with what it states itself.
pub(super) fn one(report: &mut Report<'_>, fields: &Fields<'_>, keyed: bool) -> Option<Written> {
    let stated = Stated::read(report, fields);
    let note = fields.words(report, "note");
    let value = fields.get("value").and_then(|node| literal(report, node, keyed))?;
    Some(Written { stated, note, value, place: fields.owner })
}

/// Fills in the defaults, and for a value without `until` the day before the next one begins.
///
/// Values out of order are reported and put in order, so that no later check tells of them again.
pub(super) fn complete(
    report: &mut Report<'_>,
    mut written: Vec<Written>,
    defaults: &Stated,
) -> Vec<DatedValueDecl> {
    let mut before: Option<Spanned<Date>> = None;
    for (index, value) in written.iter().enumerate() {
        let from = &value.stated.from;
        if index > 0 {
            order(report, before.as_ref(), from.as_ref(), value.place);
        }
        before = from.clone().or_else(|| defaults.from.clone());
    }
    let mut index = 0usize;
    written.retain(|value| {
        index = index.saturating_add(1);
        index == 1 || value.stated.from.is_some()
    });
    for value in &mut written {
        value.stated.from = value.stated.from.take().or_else(|| defaults.from.clone());
    }
    let start = |value: &Written| value.stated.from.as_ref().map(|from| from.value);
    written.sort_by_key(start);
    written.dedup_by_key(|value| start(value));
    let mut out = Vec::with_capacity(written.len());
    let mut rest = written.into_iter().peekable();
    while let Some(value) = rest.next() {
        let next = rest.peek().and_then(|next| next.stated.from.clone());
        out.push(dated(report, value, next, defaults));
    }
    out
}

fn dated(
    report: &mut Report<'_>,
    value: Written,
    next: Option<Spanned<Date>>,
    defaults: &Stated,
) -> DatedValueDecl {
    let Written { stated, note, value, place } = value;
    let last_before_next = next.as_ref().map(|next| next.value.previous_day());
    if let (Some(until), Some(next)) = (&stated.until, &next)
        && until.value >= next.value
    {
        overlap(report, until.span, next.span);
    }
    let until = match (&stated.until, last_before_next) {
        (Some(own), Some(last)) => Some(own.value.min(last)),
        (Some(own), None) => Some(own.value),
        (None, Some(last)) => Some(last),
        (None, None) => defaults.until.as_ref().map(|until| until.value),
    };
    let period = Period { from: stated.from.as_ref().map(|from| from.value), until };
    if period.is_empty() {
        report.error(
            "T0016",
            stated.until.as_ref().map_or(place, |until| until.span),
            text!(
                "Nilai ini berakhir sebelum mulai, sehingga tidak pernah berlaku.",
                "This value ends before it begins, so it never holds."
            ),
            text!("Perbaiki `from` atau `until`.", "Correct `from` or `until`."),
        );
    }
    let basis = stated.basis.or_else(|| defaults.basis.clone());
    let verified = stated.verified.or(defaults.verified).unwrap_or(true);
    DatedValueDecl { period, basis, verified, note, value }
}

fn overlap(report: &mut Report<'_>, until: Span, next: Span) {
    let found = Diagnostic::error(
        "T0031",
        until,
        text!(
            "Nilai ini masih berlaku ketika nilai berikutnya mulai berlaku; pada hari yang sama ada dua nilai.",
            "This value still holds when the next one begins; on the same day there are two values."
        ),
    );
    report.push(
        found
            .with_place(next, text!("Nilai berikutnya mulai di sini.", "The next one begins here."))
            .with_help(text!(
                "Hapus `until`, atau akhiri sehari sebelum nilai berikutnya.",
                "Remove `until`, or end it a day before the next value."
            )),
    );
}

// The file lists the values as they came into force, so that a reader sees the law's course.
fn order(report: &mut Report<'_>, before: Option<&Spanned<Date>>, from: Option<&Spanned<Date>>, place: Span) {
    let Some(from) = from else {
        report.error(
            "T0031",
            place,
            text!(
                "Nilai kedua dan seterusnya harus menyebut sejak kapan ia berlaku.",
                "The second value and those after it must say from when they hold."
            ),
            text!("Tambahkan `from = 2026-01-01`.", "Add `from = 2026-01-01`."),
        );
        return;
    };
    let Some(before) = before else { return };
    if from.value <= before.value {
        let found = Diagnostic::error(
            "T0031",
            from.span,
            text!(
                "Nilai-nilai harus berurutan menurut waktu; yang ini mulai sebelum atau bersamaan dengan yang sebelumnya.",
                "The values must stand in order of time; this one begins before or with the one above it."
            ),
        );
        report.push(
            found
                .with_place(
                    before.span,
                    text!("Yang sebelumnya mulai di sini.", "The one before begins here."),
                )
                .with_help(text!("Urutkan menurut `from`.", "Order them by `from`.")),
        );
    }
}
