//! The comment lines of a table.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::pack::csv::{Cell, CellNumber, Sheet, number, report_bad_number};
use crate::pack::decl::{Ident, TableDecl, TableType};
use crate::pack::names::{NameOf, did_you_mean, is_name, name};
use crate::pack::report::Report;
use crate::source::{Span, Spanned};
use crate::text;
use crate::value::{MAX_SCALE, Number, Period};

/// Reads what the comment lines say; inputs, results and rows are still empty.
pub(super) fn read(report: &mut Report<'_>, sheet: &Sheet) -> TableDecl {
    let words = |key: &str| sheet.comment(key).map(|cell| Spanned::new(cell.text.clone(), cell.span));
    let per = sheet.comment("per").map(|cell| other_name(report, cell));
    let dated_by = sheet.comment("dated_by").map(|cell| other_name(report, cell));
    if let (None, Some(date)) = (&per, &dated_by) {
        report.error(
            "T0047",
            date.span,
            text!(
                "`dated_by` memilih versi menurut tanggal pada item, tetapi tabel ini tidak mempunyai `per`.",
                "`dated_by` chooses the version by a date of the item, but this table has no `per`."
            ),
            text!(
                "Tambahkan `# per: nama_daftar`, atau hapus `dated_by`.",
                "Add `# per: list_name`, or remove `dated_by`."
            ),
        );
    }
    TableDecl {
        file: report.file(),
        label: words("label"),
        label_en: words("en"),
        basis: words("basis"),
        unit: words("unit"),
        effective: sheet.comment("effective").and_then(|cell| period(report, cell)),
        per,
        dated_by,
        range: sheet.comment("range").and_then(|cell| range(report, cell, sheet.decimal_comma)),
        first_hit: sheet.comment("hit").is_some_and(|cell| first_hit(report, cell)),
        open: sheet.switch(report, "open"),
        helper: sheet.switch(report, "helper"),
        returns: sheet.comments("returns").filter_map(|cell| returns(report, cell)).collect(),
        inputs: Vec::new(),
        results: Vec::new(),
        rows: Vec::new(),
        matrix: false,
    }
}

fn other_name(report: &mut Report<'_>, cell: &Cell) -> Ident {
    name(report, &cell.text, cell.span, NameOf::Other)
}

fn period(report: &mut Report<'_>, cell: &Cell) -> Option<Spanned<Period>> {
    if let Ok(period) = cell.text.parse::<Period>() {
        return Some(Spanned::new(period, cell.span));
    }
    report.error(
        "T0016",
        cell.span,
        text!(
            "Ini bukan masa berlaku: tanggal awal, `..`, tanggal akhir; salah satunya boleh tidak ada.",
            "This is no period: the first day, `..`, the last day; one of them may be left out."
        ),
        text!(
            "Tulis seperti 2023-01-01..2025-12-31 atau 2023-01-01.. .",
            "Write it like 2023-01-01..2025-12-31 or 2023-01-01.. ."
        ),
    );
    None
}

fn range(report: &mut Report<'_>, cell: &Cell, decimal_comma: bool) -> Option<Spanned<(Number, Number)>> {
    let ends = cell.text.split_once("..").map(|(lo, hi)| (lo.trim(), hi.trim()));
    let mut end = |part: &str| match number(part, decimal_comma) {
        CellNumber::Is { number, .. } => Some(number),
        CellNumber::Bad(bad) => {
            report_bad_number(report, cell.place_of(part), bad, decimal_comma);
            None
        }
        CellNumber::Not => {
            report.error(
                "T0046",
                cell.span,
                text!(
                    "Ini bukan rentang: dua angka dengan `..` di antaranya, keduanya termasuk.",
                    "This is no range: two numbers with `..` between them, both included."
                ),
                text!("Tulis seperti 0..100.", "Write it like 0..100."),
            );
            None
        }
    };
    let (lo, hi) = match ends {
        Some((lo, hi)) => (end(lo)?, end(hi)?),
        None => (end("")?, end("")?),
    };
    if lo > hi {
        reversed(report, cell.span);
    }
    Some(Spanned::new((lo, hi), cell.span))
}

/// Reports a range whose upper end lies below its lower one.
pub(super) fn reversed(report: &mut Report<'_>, span: Span) {
    report.error(
        "T0024",
        span,
        text!(
            "Ujung atas rentang ini lebih kecil dari ujung bawahnya, sehingga tidak ada yang masuk.",
            "The upper end of this range lies below the lower one, so nothing is in it."
        ),
        text!("Tukar kedua ujungnya.", "Swap the two ends."),
    );
}

fn first_hit(report: &mut Report<'_>, cell: &Cell) -> bool {
    if !["unique", "first"].contains(&cell.text.as_str()) {
        report.error(
            "T0017",
            cell.span,
            text!(
                "Kebijakan ini tidak dikenal: `unique` (tepat satu baris) atau `first` (baris pertama yang benar).",
                "This policy is not known: `unique` (exactly one row) or `first` (the first row that holds)."
            ),
            did_you_mean(&cell.text, &["unique", "first"]),
        );
    }
    cell.text == "first"
}

type Returns = (Option<Ident>, Spanned<TableType>);

fn returns(report: &mut Report<'_>, cell: &Cell) -> Option<Returns> {
    let (result, written) = match cell.text.split_once('=') {
        Some((result, written)) => (Some(result.trim()), written.trim()),
        None => (None, cell.text.as_str()),
    };
    let result = result.map(|part| name(report, part, cell.place_of(part), NameOf::Other));
    let span = cell.place_of(written);
    let Some(ty) = table_type(written) else {
        report.error(
            "T0049",
            span,
            text!("Tipe hasil ini tidak terbaca.", "This type of a result cannot be read."),
            text!(
                "Tulis nama enum, `number`, `boolean`, `text`, `date`, `number, scale 2` atau `list of TIPE`.",
                "Write the name of an enum, `number`, `boolean`, `text`, `date`, `number, scale 2` or `list of TYPE`."
            ),
        );
        return None;
    };
    Some((result, Spanned::new(ty, span)))
}

fn table_type(text: &str) -> Option<TableType> {
    let (body, list) = match text.strip_prefix("list of ") {
        Some(item) => (item.trim(), true),
        None => (text, false),
    };
    let (ty, scale) = match body.split_once(',') {
        Some((ty, rest)) => {
            let digits = rest.trim().strip_prefix("scale ")?.trim();
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let scale = digits.parse::<u32>().ok().filter(|scale| plain && *scale <= MAX_SCALE)?;
            (ty.trim(), Some(scale))
        }
        None => (body, None),
    };
    let fits = is_name(ty) && (scale.is_none() || ty == "number") && ty != "list";
    fits.then(|| TableType { name: Arc::from(ty), list, scale })
}

/// Holds the `returns` lines against the results that the table has.
pub(super) fn results(report: &mut Report<'_>, sheet: &Sheet, table: &TableDecl) {
    let names: Vec<&str> = table.results.iter().map(|name| &*name.value).collect();
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for (result, ty) in &table.returns {
        let target = match result {
            Some(name) if !names.contains(&&*name.value) => {
                report.error(
                    "T0049",
                    name.span,
                    text!(
                        "Tabel ini tidak mempunyai hasil `{}`.",
                        "This table has no result `{}`.",
                        name.value
                    ),
                    did_you_mean(&name.value, &names),
                );
                continue;
            }
            Some(name) => &*name.value,
            None if names.len() > 1 => {
                report.error(
                    "T0049",
                    ty.span,
                    text!(
                        "Tabel ini mempunyai beberapa hasil, jadi tidak jelas tipe siapa ini.",
                        "This table has several results, so it is not clear whose type this is."
                    ),
                    text!("Tulis `# returns: nama_hasil = tipe`.", "Write `# returns: result_name = type`."),
                );
                continue;
            }
            None => names.first().copied().unwrap_or(""),
        };
        match seen.iter().find(|(name, _)| *name == target) {
            Some((_, first)) => {
                let found = Diagnostic::error(
                    "T0044",
                    ty.span,
                    text!(
                        "Tipe hasil ini sudah ditulis.",
                        "The type of this result has been written already."
                    ),
                );
                report.push(
                    found
                        .with_place(*first, text!("Yang pertama ada di sini.", "The first is here."))
                        .with_help(text!("Hapus salah satunya.", "Remove one of the two.")),
                );
            }
            None => seen.push((target, ty.span)),
        }
    }
    if !table.matrix
        && let Some(cell) = sheet.comment("result")
    {
        report.error(
            "T0048",
            cell.span,
            text!(
                "`# result` hanya untuk matriks, tetapi sel pertama baris kepala tidak berbentuk `BARIS \\ KOLOM`.",
                "`# result` is for a matrix only, but the first header cell has not the form `ROWS \\ COLUMNS`."
            ),
            text!(
                "Tulis kedua masukan di sel itu, atau beri tabel kolom `result: nama`.",
                "Write the two inputs in that cell, or give the table a column `result: name`."
            ),
        );
    }
}
