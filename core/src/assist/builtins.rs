//! What the language has itself, each with how it is called and one sentence.

use crate::value::Text;

/// A builtin: its name, how it is called, and what it gives in Indonesian and English.
#[derive(Clone, Copy, Debug)]
pub struct BuiltinDoc {
    /// The name.
    pub name: &'static str,
    /// How it is called.
    pub signature: &'static str,
    id: &'static str,
    en: &'static str,
}

macro_rules! docs {
    ($($name:literal $signature:literal $id:literal $en:literal;)*) => {
        &[$(BuiltinDoc { name: $name, signature: $signature, id: $id, en: $en }),*]
    };
}

const DOCS: &[BuiltinDoc] = docs! {
    "min" "min(a, b, ...) | list.min(|x| key)" "Nilai yang paling kecil." "The least value.";
    "max" "max(a, b, ...) | list.max(|x| key)" "Nilai yang paling besar." "The greatest value.";
    "clamp" "clamp(x, lo, hi)" "Angka yang ditahan di antara dua batas." "A number held within two bounds.";
    "abs" "abs(x)" "Angka tanpa tandanya." "A number without its sign.";
    "floor" "floor(x, decimals)" "Dibulatkan ke arah yang lebih kecil." "Rounded towards the lesser.";
    "ceil" "ceil(x, decimals)" "Dibulatkan ke arah yang lebih besar." "Rounded towards the greater.";
    "round_half_up" "round_half_up(x, decimals)" "Dibulatkan; tepat di tengah menjauhi nol." "Rounded; a tie goes away from zero.";
    "round_half_even" "round_half_even(x, decimals)" "Dibulatkan; tepat di tengah ke angka genap." "Rounded; a tie goes to the even digit.";
    "round_down" "round_down(x, decimals)" "Dibulatkan ke arah nol." "Rounded towards zero.";
    "round_up" "round_up(x, decimals)" "Dibulatkan menjauhi nol." "Rounded away from zero.";
    "interpolate" "interpolate(points, x)" "Nilai pada garis yang melalui titik-titik; di luarnya nilai titik ujung." "The value of a line through points; outside them that of the end.";
    "comparison" "comparison(a, b)" "`less`, `equal` atau `greater`: bagaimana a terhadap b." "`less`, `equal` or `greater`: how a compares with b.";
    "next" "next(value)" "Nilai enum berurut yang satu tingkat lebih tinggi." "The next higher value of an ordered enum.";
    "previous" "previous(value)" "Nilai enum berurut yang satu tingkat lebih rendah." "The next lower value of an ordered enum.";
    "steps_between" "steps_between(a, b)" "Banyaknya tingkat dari a ke b." "How many ranks lie from a to b.";
    "date" "date(year, month, day)" "Tanggal dengan tahun, bulan dan hari itu." "The date with that year, month and day.";
    "year" "year(date)" "Tahun sebuah tanggal." "The year of a date.";
    "month" "month(date)" "Bulan sebuah tanggal, 1 sampai 12." "The month of a date, 1 to 12.";
    "day" "day(date)" "Hari dalam bulan." "The day of the month.";
    "quarter" "quarter(date)" "Triwulan sebuah tanggal, 1 sampai 4." "The quarter of a date, 1 to 4.";
    "add_days" "add_days(date, n)" "Tanggal sekian hari kemudian." "The date so many days later.";
    "add_months" "add_months(date, n)" "Tanggal sekian bulan kemudian." "The date so many months later.";
    "add_years" "add_years(date, n)" "Tanggal sekian tahun kemudian; 29 Februari menjadi 28." "The date so many years later; 29 February becomes 28.";
    "days_between" "days_between(earlier, later)" "Banyaknya hari dari yang pertama ke yang kedua." "The days from the first to the second.";
    "months_between" "months_between(earlier, later)" "Banyaknya bulan penuh dari yang pertama ke yang kedua." "The whole months from the first to the second.";
    "years_between" "years_between(earlier, later)" "Banyaknya tahun penuh dari yang pertama ke yang kedua." "The whole years from the first to the second.";
    "map" "list.map(|x| value)" "Satu nilai untuk tiap butir." "A value for each item.";
    "filter" "list.filter(|x| condition)" "Butir yang memenuhi syarat." "The items for which a condition holds.";
    "sum" "list.sum(|x| number)" "Jumlahnya; 0 untuk daftar kosong." "The sum; 0 for an empty list.";
    "mean" "list.mean(|x| number)" "Rata-ratanya, hasil bagi yang belum dibulatkan." "The mean, an unrounded quotient.";
    "weighted_mean" "list.weighted_mean(|x| number, |x| weight)" "Rata-rata berbobot, hasil bagi yang belum dibulatkan." "The mean with weights, an unrounded quotient.";
    "count" "list.count(|x| condition)" "Banyaknya butir, atau yang memenuhi syarat." "How many items there are, or for how many a condition holds.";
    "any" "list.any(|x| condition)" "Apakah satu butir memenuhi syarat." "Whether a condition holds for one item.";
    "all" "list.all(|x| condition)" "Apakah setiap butir memenuhi syarat." "Whether a condition holds for every item.";
    "min_by" "list.min_by(|x| key)" "Butir dengan kunci terkecil." "The item with the least key.";
    "max_by" "list.max_by(|x| key)" "Butir dengan kunci terbesar." "The item with the greatest key.";
    "only" "list.only(|x| condition)" "Satu-satunya butir, atau yang memenuhi syarat." "The one item, or the one for which a condition holds.";
    "first" "list.first(|x| condition)" "Butir pertama, atau yang pertama memenuhi syarat." "The first item, or the first for which a condition holds.";
    "last" "list.last(|x| condition)" "Butir terakhir, atau yang terakhir memenuhi syarat." "The last item, or the last for which a condition holds.";
    "is_empty" "list.is_empty()" "Apakah tidak ada butir." "Whether there is no item.";
    "is_known" "is_known(x)" "Apakah fakta atau hasil itu diketahui." "Whether a fact or a result is known.";
    "not_regulated" "not_regulated(\"reason\")" "Tanpa nilai: peraturan tidak mengaturnya." "No value: the regulation is silent.";
    "all_of" "all_of([requirement, ...])" "Semua syarat terpenuhi; yang tidak berlaku dilewati." "All requirements are met; those that do not apply are skipped.";
    "any_of" "any_of([requirement, ...])" "Salah satu syarat terpenuhi; yang tidak berlaku dilewati." "One requirement is met; those that do not apply are skipped.";
    "at" "at(parameter, date)" "Nilai sebuah parameter menurut hukum pada tanggal lain." "The value of a parameter by the law of another day.";
    "as_of" "as_of" "Tanggal yang ditanyakan." "The date asked for.";
    "catalogue" "catalogue" "Katalog sebagai daftar, menurut kodenya." "The catalogue as a list, in order of code.";
};

/// Every builtin.
#[must_use]
pub fn builtin_docs() -> &'static [BuiltinDoc] {
    DOCS
}

/// The builtin with this name.
#[must_use]
pub fn builtin_doc(name: &str) -> Option<&'static BuiltinDoc> {
    DOCS.iter().find(|doc| doc.name == name)
}

impl BuiltinDoc {
    /// What it gives, in one sentence.
    #[must_use]
    pub fn text(&self) -> Text {
        Text { id: self.id.to_owned(), en: self.en.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assist::index::SPECIAL;
    use crate::typing::{builtins, lists};

    #[test]
    fn every_builtin_has_its_sentence() {
        for name in builtins::names().chain(lists::names()).chain(SPECIAL) {
            assert!(builtin_doc(name).is_some(), "{name}");
        }
    }
}
