//! Random calculations over facts of very different ranges, as trees and as the text of a rule.

use proptest::prelude::*;

/// The facts of the pack, with their bounds in units of their last decimal, and their decimals.
pub(crate) const FACTS: [(&str, i128, i128, u32); 6] = [
    ("a", 0, 10_000, 2),
    ("b", -2_000, 2_000, 2),
    ("c", 1, 12, 0),
    ("g", 0, 9_999_999_999_999_999_999, 5),
    ("h", -1_000_000_000_000_000, 1_000_000_000_000_000, 10),
    ("n", -3, 0, 0),
];
/// The fields of the items of the list `daftar`, in the same way; it has at most three items.
pub(crate) const FIELDS: [(&str, i128, i128, u32); 3] = [("u", -55, 55, 1), ("w", 0, 10, 0), ("v", 5, 70, 0)];
/// The entries of the parameter that is keyed by the enum `k`, in hundredths.
pub(crate) const KEYED: [i128; 3] = [150, -75, 25];
/// The points of the parameter `titik`.
pub(crate) const POINTS: [(i128, i128); 4] = [(0, 0), (7, 50), (10, 40), (90, 100)];

/// What an item of the list is brought to by a closure.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    U,
    W,
    V,
    Product(i128),
    Share(i128),
}

/// A calculation.
#[derive(Clone, Debug)]
pub(crate) enum Calc {
    Constant(i128, u32),
    Fact(usize),
    Keyed,
    Binary(char, Box<Calc>, Box<Calc>),
    Negative(Box<Calc>),
    Absolute(Box<Calc>),
    Least(Box<Calc>, Box<Calc>),
    Most(Box<Calc>, Box<Calc>),
    Clamp(Box<Calc>, i128, i128),
    Round(usize, Box<Calc>, u32),
    Compare(&'static str, Box<Calc>, Box<Calc>, Box<Calc>, Box<Calc>),
    Choose([Box<Calc>; 3]),
    Helper(Box<Calc>, Box<Calc>),
    Line(Box<Calc>),
    Sum(Item),
    Mean(Item),
    Weighted(Item, Item),
    Count(i128),
    Greatest(Item),
}

/// The roundings by name.
pub(crate) const ROUNDINGS: [&str; 6] =
    ["round_half_up", "round_half_even", "round_down", "round_up", "floor", "ceil"];
/// The comparisons.
pub(crate) const COMPARISONS: [&str; 6] = ["<", "<=", ">", ">=", "==", "!="];

fn digits(units: i128, scale: u32) -> String {
    timbang::Number::from_scaled(units, scale).map(|n| n.to_string()).unwrap_or_default()
}

impl Item {
    fn text(&self) -> String {
        match self {
            Item::U => "i.u".to_owned(),
            Item::W => "i.w".to_owned(),
            Item::V => "i.v".to_owned(),
            Item::Product(by) => format!("i.u * i.w * ({by})"),
            Item::Share(more) => format!("i.u / (i.w + {more})"),
        }
    }
}

impl Calc {
    /// The calculation as a rule writes it.
    pub(crate) fn text(&self) -> String {
        match self {
            Calc::Constant(units, scale) => format!("({})", digits(*units, *scale)),
            Calc::Fact(fact) => FACTS.get(*fact).map_or_else(String::new, |f| f.0.to_owned()),
            Calc::Keyed => "nilai_kunci[k]".to_owned(),
            Calc::Binary(op, a, b) => format!("({} {op} {})", a.text(), b.text()),
            Calc::Negative(a) => format!("(-({}))", a.text()),
            Calc::Absolute(a) => format!("abs({})", a.text()),
            Calc::Least(a, b) => format!("min({}, {})", a.text(), b.text()),
            Calc::Most(a, b) => format!("max({}, {})", a.text(), b.text()),
            Calc::Clamp(a, lo, hi) => format!("clamp({}, {lo}, {hi})", a.text()),
            Calc::Round(how, a, scale) => {
                let name = ROUNDINGS.get(*how).copied().unwrap_or("floor");
                format!("{name}({}, {scale})", a.text())
            }
            Calc::Compare(op, a, b, then, otherwise) => format!(
                "if {} {op} {} {{ {} }} else {{ {} }}",
                a.text(),
                b.text(),
                then.text(),
                otherwise.text()
            ),
            Calc::Choose([x, y, z]) => format!(
                "switch k {{ \"satu\" => {}, \"dua\" => {}, \"tiga\" => {} }}",
                x.text(),
                y.text(),
                z.text()
            ),
            Calc::Helper(a, b) => format!("bantu({}, {})", a.text(), b.text()),
            Calc::Line(a) => format!("interpolate(titik, {})", a.text()),
            Calc::Sum(item) => format!("daftar.sum(|i| {})", item.text()),
            Calc::Mean(item) => format!("daftar.mean(|i| {})", item.text()),
            Calc::Weighted(item, weight) => {
                format!("daftar.weighted_mean(|i| {}, |i| {})", item.text(), weight.text())
            }
            Calc::Count(than) => format!("daftar.count(|i| i.u > {than})"),
            Calc::Greatest(item) => format!("daftar.max(|i| {})", item.text()),
        }
    }
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        Just(Item::U),
        Just(Item::W),
        Just(Item::V),
        (-9i128..9).prop_map(Item::Product),
        (0i128..4).prop_map(Item::Share),
    ]
}

/// A calculation of up to five levels.
pub(crate) fn calculation() -> impl Strategy<Value = Calc> {
    let leaf = prop_oneof![
        3 => (-999i128..999, 0u32..4).prop_map(|(n, s)| Calc::Constant(n, s)),
        6 => (0..FACTS.len()).prop_map(Calc::Fact),
        1 => Just(Calc::Keyed),
        1 => item().prop_map(Calc::Sum),
        1 => item().prop_map(Calc::Mean),
        1 => item().prop_map(Calc::Greatest),
        1 => (item(), item()).prop_map(|(a, b)| Calc::Weighted(a, b)),
        1 => (-5i128..5).prop_map(Calc::Count),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let one = inner.clone().prop_map(Box::new);
        let two = (one.clone(), one.clone());
        prop_oneof![
            6 => (prop::sample::select(vec!['+', '-', '*', '/', '%']), one.clone(), one.clone())
                .prop_map(|(op, a, b)| Calc::Binary(op, a, b)),
            1 => one.clone().prop_map(Calc::Negative),
            1 => one.clone().prop_map(Calc::Absolute),
            1 => two.clone().prop_map(|(a, b)| Calc::Least(a, b)),
            1 => two.clone().prop_map(|(a, b)| Calc::Most(a, b)),
            1 => (one.clone(), -20i128..20, 0i128..40)
                .prop_map(|(a, lo, more)| Calc::Clamp(a, lo, lo.saturating_add(more))),
            2 => (0usize..6, one.clone(), 0u32..8).prop_map(|(how, a, s)| Calc::Round(how, a, s)),
            2 => (prop::sample::select(COMPARISONS.to_vec()), two.clone(), two.clone())
                .prop_map(|(op, (a, b), (c, d))| Calc::Compare(op, a, b, c, d)),
            1 => (one.clone(), two.clone()).prop_map(|(a, (b, c))| Calc::Choose([a, b, c])),
            1 => two.prop_map(|(a, b)| Calc::Helper(a, b)),
            1 => one.prop_map(Calc::Line),
        ]
    })
}

/// A long chain of operations over great numbers, which is near the bounds of what fits.
pub(crate) fn chain() -> impl Strategy<Value = Calc> {
    let moved = (prop::sample::select(vec![3usize, 4]), -99i128..99).prop_map(|(fact, more)| {
        Calc::Binary('+', Box::new(Calc::Fact(fact)), Box::new(Calc::Constant(more, 0)))
    });
    let operand = prop_oneof![
        3 => (0..FACTS.len()).prop_map(Calc::Fact),
        3 => moved,
        1 => item().prop_map(Calc::Sum),
        1 => item().prop_map(Calc::Mean),
    ];
    let step =
        (prop::sample::select(vec!['+', '-', '*', '*', '/', '/', '%']), operand.clone(), any::<bool>());
    (operand, prop::collection::vec(step, 1..7)).prop_map(|(first, steps)| {
        steps.into_iter().fold(first, |so_far, (op, next, turned)| match turned {
            true => Calc::Binary(op, Box::new(next), Box::new(so_far)),
            false => Calc::Binary(op, Box::new(so_far), Box::new(next)),
        })
    })
}
