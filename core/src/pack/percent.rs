//! Percentages in quotes: `"75%"` is 0.75.

use crate::value::Number;

/// What a text is as a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Percent {
    /// It is this number.
    Is(Number),
    /// It was meant as one.
    Misspelt,
    /// It is any other text.
    Not,
}

/// Reads a percentage.
pub(super) fn percent(text: &str) -> Percent {
    let Some(digits) = text.trim().strip_suffix('%') else { return Percent::Not };
    let starts = digits.trim_start().trim_start_matches(['+', '-']);
    if !starts.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') {
        return Percent::Not;
    }
    let plain = text.len() == digits.len().saturating_add(1) && !digits.contains(['e', 'E']);
    let number = digits.parse::<Number>().ok().and_then(|n| n.checked_div(Number::from(100u32)));
    number.filter(|_| plain).map_or(Percent::Misspelt, Percent::Is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_a_hundredth_of_its_number() {
        assert_eq!(percent("75%"), Percent::Is("0.75".parse().unwrap()));
        assert_eq!(percent("7.5%"), Percent::Is("0.075".parse().unwrap()));
        assert_eq!(percent("-150%"), Percent::Is("-1.5".parse().unwrap()));
        for misspelt in ["7,5%", "75 %", " 75%", "1e2%", "1.2.3%"] {
            assert_eq!(percent(misspelt), Percent::Misspelt, "{misspelt}");
        }
        for other in ["75", "baik", "%", "a%"] {
            assert_eq!(percent(other), Percent::Not, "{other}");
        }
    }
}
