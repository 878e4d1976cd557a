//! Facts as a host tells them, name by name.

use super::Facts;
use super::flat::Flat;
use crate::value::Raw;

/// Writes facts down one after the other, plain values without a copy of each: what a host does that has values of its
/// own.
///
/// Of a name that is told twice the later value holds.
///
/// # Example: a lecturer, as a host has one
///
/// ```
/// use timbang::{Facts, FactsWriter};
///
/// let mut told = FactsWriter::default();
/// told.text("golongan", "III/c");
/// told.whole("bulan_penilaian", 4);
/// assert_eq!(told.facts(), Facts::from_json_text(r#"{"golongan": "III/c", "bulan_penilaian": 4}"#)?);
/// # Ok::<(), timbang::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct FactsWriter(Flat);

impl FactsWriter {
    /// Makes room for so many facts.
    #[must_use]
    pub fn with_capacity(facts: usize) -> FactsWriter {
        FactsWriter(Flat::with_capacity(facts))
    }

    /// Tells a text.
    pub fn text(&mut self, name: &str, words: &str) {
        self.0.text(name, words);
    }

    /// Tells a number by its digits.
    pub fn number(&mut self, name: &str, digits: &str) {
        self.0.number(name, digits);
    }

    /// Tells a whole number.
    pub fn whole(&mut self, name: &str, number: i64) {
        self.0.whole(name, number);
    }

    /// Tells any value.
    pub fn raw(&mut self, name: &str, value: Raw) {
        self.0.raw(name, value);
    }

    /// The facts.
    #[must_use]
    pub fn facts(self) -> Facts {
        Facts::from_flat(self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_raw() -> impl Strategy<Value = Raw> {
        prop_oneof![
            Just(Raw::Null),
            any::<bool>().prop_map(Raw::Bool),
            "[0-9]{0,3}(\\.[0-9])?".prop_map(Raw::Number),
            ".{0,4}".prop_map(Raw::Text),
            Just(Raw::List(vec![Raw::Null, Raw::Text("x".to_owned())])),
        ]
    }

    proptest! {
        #[test]
        fn what_is_told_is_what_a_map_holds(
            told in proptest::collection::vec(("[abé\"]{0,2}", any_raw()), 0..12),
            more in prop_oneof![Just(0), Just(300)],
        ) {
            let more = (0..more).map(|n: u16| (format!("n{n}"), Raw::Bool(true)));
            let told: Vec<(String, Raw)> = told.into_iter().chain(more).collect();
            let mut writer = FactsWriter::default();
            for (name, value) in told.clone() {
                match value {
                    Raw::Text(words) => writer.text(&name, &words),
                    Raw::Number(digits) => match digits.parse::<i64>().ok().filter(|n| n.to_string() == digits) {
                        Some(whole) => writer.whole(&name, whole),
                        None => writer.number(&name, &digits),
                    },
                    other => writer.raw(&name, other),
                }
            }
            let facts = writer.facts();
            let mut seen = Vec::new();
            facts.each(|name, value| seen.push((name.to_owned(), value.to_raw())));
            let wanted = Facts::from_map(told.into_iter().collect());
            let order: Vec<(String, Raw)> = wanted.clone().into_map().into_iter().collect();
            prop_assert_eq!(seen, order);
            prop_assert_eq!(facts, wanted);
        }
    }
}
