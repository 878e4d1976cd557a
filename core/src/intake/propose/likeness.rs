//! How alike two names are, in thousandths; no binary fractions, so that every machine proposes the same.

use crate::pack::words_of;

/// Short forms that portals use, and what they stand for; what says nothing of the contents stands for nothing.
const SHORT: [(&str, &str); 26] = [
    ("gol", "golongan"),
    ("golru", "golongan"),
    ("ruang", ""),
    ("akhir", "terakhir"),
    ("tgl", "tanggal"),
    ("thn", "tahun"),
    ("bln", "bulan"),
    ("jab", "jabatan"),
    ("jns", "jenis"),
    ("pend", "pendidikan"),
    ("didik", "pendidikan"),
    ("tk", "tingkat"),
    ("st", "status"),
    ("stat", "status"),
    ("sts", "status"),
    ("peg", "pegawai"),
    ("jk", "kelamin"),
    ("nilai", ""),
    ("id", ""),
    ("kode", ""),
    ("lengkap", ""),
    ("nm", "nama"),
    ("ak", "kredit"),
    ("hukdis", "hukuman"),
    ("pkt", "pangkat"),
    ("kel", "kelamin"),
];

/// Words that many names have and that tell none by themselves.
const COMMON: [&str; 10] =
    ["jenis", "status", "tanggal", "tahun", "bulan", "nama", "tingkat", "kerja", "pegawai", "terakhir"];

/// A name as its words, in small letters: `tmtGolAkhir`, `TMT_GOL_AKHIR` and `tmt gol. akhir` are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    whole: String,
    words: Vec<String>,
}

impl Words {
    /// Takes a name apart.
    pub(super) fn of(name: &str) -> Words {
        let words = words_of(name.chars().take(120));
        let whole = words.concat();
        let long = words.iter().map(|word| match SHORT.iter().find(|(short, _)| short == word) {
            Some((_, long)) => (*long).to_owned(),
            None => word.clone(),
        });
        let mut long: Vec<String> = long.filter(|word| !word.is_empty()).collect();
        long.dedup();
        Words { whole, words: if long.is_empty() { words } else { long } }
    }
}

impl Words {
    /// Whether the other is the same name in another spelling.
    pub(super) fn is(&self, other: &Words) -> bool {
        self.whole == other.whole
    }
}

/// How alike two names are: 1000 where they are the same.
pub(super) fn likeness(a: &Words, b: &Words) -> usize {
    if a.whole == b.whole {
        return 1000;
    }
    if a.words == b.words {
        return 950;
    }
    // Words that both have, each once, against all words of both.
    let mut left: Vec<&String> = b.words.iter().collect();
    let mut common = 0usize;
    for word in &a.words {
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.remove(at);
            common = common.saturating_add(1);
        }
    }
    let all = a.words.len().saturating_add(left.len());
    let by_words = common.saturating_mul(900).checked_div(all).unwrap_or(0);
    let (one, other) = (a.words.concat(), b.words.concat());
    let length = one.chars().count().max(other.chars().count());
    let distance = strsim::damerau_levenshtein(&one, &other);
    let by_letters = length.saturating_sub(distance).saturating_mul(900).checked_div(length).unwrap_or(0);
    // A column is often named by the one word of a fact that matters.
    let short = if a.words.len() <= b.words.len() { &a.words } else { &b.words };
    let is_part = common == short.len() && short.iter().any(|word| !COMMON.contains(&word.as_str()));
    let by_words = if is_part { by_words.max(650) } else { by_words };
    // Letters alone mean a slip, not another word: half of them agree by chance.
    by_words.max(if by_letters >= 750 { by_letters } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> usize {
        likeness(&Words::of(a), &Words::of(b))
    }

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (a, b) in
            [("tmtGolAkhir", "TMT_GOL_AKHIR"), ("Tgl. Lahir", "tanggal_lahir"), ("GOL_RUANG", "golongan")]
        {
            assert!(alike(a, b) >= 900, "{a} {b} {}", alike(a, b));
        }
    }

    #[test]
    fn a_slip_is_near_and_another_name_is_not() {
        assert!(alike("golonganx", "golongan") >= 700);
        assert!(
            (600..900).contains(&alike("Pendidikan", "tingkat_pendidikan")),
            "a part of a name is a guess"
        );
        assert!(alike("jenis", "jenis_jabatan") < 600, "a common word tells nothing");
        for (a, b) in [("unit_kerja", "golongan"), ("tmt_cpns", "tanggal_lahir"), ("agama", "nama")] {
            assert!(alike(a, b) < 600, "{a} {b} {}", alike(a, b));
        }
    }
}
