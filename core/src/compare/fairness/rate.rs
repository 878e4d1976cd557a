//! The rate that is looked at: a truth value, a promotion, or a condition on an output.

use crate::compare::cell::OutputKind;
use crate::plan::Plan;
use crate::text;
use crate::typing::Type;
use crate::typing::program::NodeId;
use crate::value::{Error, Lang, Node, Number, Status, Text, Value};

/// A result whose rate is looked at, such as `kenaikan_pangkat_reguler`, `predikat_kinerja=sangat_baik|baik` or
/// `jp_kurang>0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    output: String,
    test: Option<(Comparator, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparator {
    Equal,
    Other,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What a subject counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Yes,
    No,
    Undetermined,
    NotApplicable,
}

/// A rate bound to a plan.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) node: NodeId,
    test: Test,
}

#[derive(Clone, Debug)]
enum Test {
    Is(bool),
    OneOf(Vec<String>, bool),
    Rank(Comparator, u16),
    Number(Comparator, Number),
}

const SIGNS: [(&str, Comparator); 6] = [
    ("!=", Comparator::Other),
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("=", Comparator::Equal),
    (">", Comparator::More),
    ("<", Comparator::Less),
];

impl Rate {
    /// Reads a rate: the name of an output, or its name, a sign of comparison and a value.
    ///
    /// # Errors
    /// `T3030` where a name or a value is missing.
    pub fn parse(words: &str) -> Result<Rate, Error> {
        let first = words.find(['!', '<', '>', '=']);
        let (name, rest) = first.and_then(|at| words.split_at_checked(at)).unwrap_or((words, ""));
        let output = name.trim().to_owned();
        let test =
            SIGNS.iter().find_map(|(sign, kind)| Some((*kind, rest.strip_prefix(sign)?.trim().to_owned())));
        let whole = rest.is_empty() || test.as_ref().is_some_and(|(_, value)| !value.is_empty());
        if output.is_empty() || !whole {
            return Err(refused(
                words,
                text!(
                    "Tulis nama keluaran, atau nama dan syarat seperti predikat_kinerja=sangat_baik.",
                    "Write the name of an output, or a name and a condition such as predikat_kinerja=sangat_baik."
                ),
            ));
        }
        Ok(Rate { output, test })
    }

    /// The output.
    #[must_use]
    pub fn output(&self) -> &str {
        &self.output
    }

    /// The rate as it was asked for.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.test {
            None => self.output.clone(),
            Some((sign, value)) => format!("{}{}{value}", self.output, sign.sign()),
        }
    }

    /// The condition on the output in words; of a promotion `MS`.
    pub(super) fn label(&self, kind: OutputKind, ty: &Type) -> Text {
        match (&self.test, kind) {
            (None, OutputKind::Promotion) => text!("MS", "MS"),
            (None, _) => text!("ya", "yes"),
            (Some((sign, value)), _) => {
                let sign = if *sign == Comparator::Equal { "" } else { sign.sign() };
                let each: Vec<Text> = value.split('|').map(|one| named(one.trim(), ty)).collect();
                let joined =
                    |lang, or: &str| each.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(or);
                let (id, en) = (joined(Lang::Id, " atau "), joined(Lang::En, " or "));
                text!("{sign}{id}", "{sign}{en}")
            }
        }
    }

    /// Binds the rate to a plan that gives its output.
    pub(super) fn bind(&self, plan: &Plan) -> Result<Bound, Error> {
        let words = self.words();
        let program = plan.program();
        let Some((id, node)) = program.find(&self.output) else {
            return Err(plan.with_outputs(std::slice::from_ref(&self.output)).err().unwrap_or_else(|| {
                refused(&words, text!("Periksa nama keluarannya.", "Check the name of the output."))
            }));
        };
        let kind = OutputKind::of(program, id);
        let test = match (kind, &self.test, &node.ty) {
            (OutputKind::Promotion | OutputKind::Truth, None, _) => Some(Test::Is(true)),
            (OutputKind::Promotion, Some((sign, value)), _) => truth(*sign, value, ("MS", "TMS")),
            (OutputKind::Truth, Some((sign, value)), _) => {
                truth(*sign, value, ("ya", "tidak")).or_else(|| truth(*sign, value, ("true", "false")))
            }
            (OutputKind::Named { ordered }, Some((sign, value)), Type::Enum(scheme)) => match sign {
                Comparator::Equal | Comparator::Other => {
                    let values: Vec<String> = value.split('|').map(|one| one.trim().to_owned()).collect();
                    let known = values.iter().all(|one| scheme.position(one).is_some());
                    known.then_some(Test::OneOf(values, *sign == Comparator::Equal))
                }
                sign => scheme.position(value).filter(|_| ordered).map(|rank| Test::Rank(*sign, rank)),
            },
            (OutputKind::Number, Some((sign, value)), _) => {
                value.parse().ok().map(|number| Test::Number(*sign, number))
            }
            _ => None,
        };
        let test = test.ok_or_else(|| refused(&words, expected(kind, &self.output, &node.ty)))?;
        Ok(Bound { node: id, test })
    }
}

/// The label of a value of an enum; any other value as it was written.
fn named(value: &str, ty: &Type) -> Text {
    let found = match ty {
        Type::Enum(scheme) => scheme.value_of(value),
        _ => None,
    };
    let (id, en) = found.as_ref().map_or((value, value), |found| (found.label(), found.label_en()));
    text!("{id}", "{en}")
}

fn truth(sign: Comparator, value: &str, words: (&str, &str)) -> Option<Test> {
    let wanted = if value == words.0 { true } else { (value == words.1).then_some(false)? };
    match sign {
        Comparator::Equal => Some(Test::Is(wanted)),
        Comparator::Other => Some(Test::Is(!wanted)),
        _ => None,
    }
}

fn expected(kind: OutputKind, output: &str, ty: &Type) -> Text {
    match (kind, ty) {
        (OutputKind::Promotion, _) => text!(
            "Tulis {output} (yang MS), {output}=MS atau {output}=TMS.",
            "Write {output} (those who are MS), {output}=MS or {output}=TMS."
        ),
        (OutputKind::Truth, _) => {
            text!("Tulis {output} atau {output}=tidak.", "Write {output} or {output}=false.")
        }
        (OutputKind::Named { .. }, Type::Enum(scheme)) => {
            let known: Vec<&str> = scheme.values.iter().map(|value| &*value.id).collect();
            let known = known.join(", ");
            text!("Tulis {output}=NILAI; nilainya: {known}.", "Write {output}=VALUE; its values: {known}.")
        }
        (OutputKind::Number, _) => text!(
            "Tulis syarat dengan angka, misalnya {output}>=80.",
            "Write a condition with a number, such as {output}>=80."
        ),
        _ => text!(
            "Pilih keluaran yang berupa ya/tidak, kenaikan, enum atau angka.",
            "Choose an output that is a truth value, a promotion, an enum or a number."
        ),
    }
}

fn refused(words: &str, help: Text) -> Error {
    Error::new(
        "T3030",
        text!("Bagian `{words}` tidak dapat dihitung.", "The rate `{words}` cannot be counted."),
    )
    .with_help(help)
}

impl Comparator {
    fn sign(self) -> &'static str {
        SIGNS.iter().find(|(_, kind)| *kind == self).map_or("", |(sign, _)| sign)
    }

    fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Comparator::Equal => left == right,
            Comparator::Other => left != right,
            Comparator::Less => left < right,
            Comparator::AtMost => left <= right,
            Comparator::More => left > right,
            Comparator::AtLeast => left >= right,
        }
    }
}

impl Bound {
    /// What a subject with this result counts as.
    pub(super) fn verdict(&self, node: &Node) -> Verdict {
        let holds = match (node, &self.test) {
            (Err(causes), _) => return lacking(causes.status()),
            (Ok(Value::Bool(truth)), Test::Is(wanted)) => truth == wanted,
            (Ok(Value::Enum(value)), Test::OneOf(values, inside)) => {
                values.iter().any(|one| one == value.id()) == *inside
            }
            (Ok(Value::Enum(value)), Test::Rank(sign, rank)) => sign.holds(&value.index(), rank),
            (Ok(Value::Number(number)), Test::Number(sign, bound)) => sign.holds(number, bound),
            // INVARIANT: the test was chosen by the type of the output.
            (Ok(_), _) => return Verdict::Undetermined,
        };
        if holds { Verdict::Yes } else { Verdict::No }
    }
}

/// What a subject without a value counts as.
pub(super) fn lacking(status: Status) -> Verdict {
    if status == Status::NotApplicable { Verdict::NotApplicable } else { Verdict::Undetermined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_as_they_are_written() {
        for words in ["a", "a=baik|cukup", "a>=3", "a<=3", "a!=x", "a>0", "a<1"] {
            assert_eq!(Rate::parse(words).unwrap().words(), words);
        }
        assert_eq!(Rate::parse(" a >= 3 ").unwrap().words(), "a>=3");
        for words in ["", "=3", "a=", "a!3", "a>"] {
            assert_eq!(Rate::parse(words).unwrap_err().code(), "T3030", "{words}");
        }
    }
}
