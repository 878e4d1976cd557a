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
pub(super) fn complete(
    report: &mut Report<'_>,
    written: Vec<Written>,
    defaults: &Stated,
) -> Vec<DatedValueDecl> {
    let starts: Vec<Option<Spanned<Date>>> =
        written.iter().map(|w| w.stated.from.clone().or_else(|| defaults.from.clone())).collect();
    let mut out = Vec::with_capacity(written.len());
    let mut before: Option<Spanned<Date>> = None;
    for (index, value) in written.into_iter().enumerate() {
        let from = starts.get(index).cloned().flatten();
        let next = starts.get(index.saturating_add(1)).cloned().flatten();
        if index > 0 {
            order(report, before.as_ref(), value.stated.from.as_ref(), value.place);
        }
        let own_until = value.stated.until.clone();
        if let (Some(until), Some(next)) = (&own_until, &next)
            && until.value >= next.value
        {
            let found = Diagnostic::error(
                "T0031",
                until.span,
                text!(
                    "Nilai ini masih berlaku ketika nilai berikutnya mulai berlaku; pada hari yang sama ada dua nilai.",
                    "This value still holds when the next one begins; on the same day there are two values."
                ),
            );
            report.push(
                found
                    .with_place(
                        next.span,
                        text!("Nilai berikutnya mulai di sini.", "The next one begins here."),
                    )
                    .with_help(text!(
                        "Hapus `until`, atau akhiri sehari sebelum nilai berikutnya.",
                        "Remove `until`, or end it a day before the next value."
                    )),
            );
        }
        let until = own_until
            .map(|d| d.value)
            .or_else(|| next.as_ref().map(|d| d.value.previous_day()))
            .or_else(|| defaults.until.as_ref().map(|d| d.value));
        let period = Period { from: from.as_ref().map(|d| d.value), until };
        let ends = value.stated.until.as_ref().or(defaults.until.as_ref().filter(|_| next.is_none()));
        if period.is_empty()
            && let Some(ends) = ends
        {
            report.error(
                "T0016",
                value.stated.until.as_ref().map_or(value.place, |_| ends.span),
                text!(
                    "Nilai ini berakhir sebelum mulai, sehingga tidak pernah berlaku.",
                    "This value ends before it begins, so it never holds."
                ),
                text!("Perbaiki `from` atau `until`.", "Correct `from` or `until`."),
            );
        }
        let basis = value.stated.basis.or_else(|| defaults.basis.clone());
        let verified = value.stated.verified.or(defaults.verified).unwrap_or(true);
        out.push(DatedValueDecl { period, basis, verified, note: value.note, value: value.value });
        before = from;
    }
    out
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
