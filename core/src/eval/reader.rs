//! Brings one given value to what the schema asks of it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::codes;
use super::seen::{Seen, trimmed};
use super::typed::{FactIssue, Judgement};
use super::unread::Unread;
use crate::diagnostic::nearest;
use crate::text;
use crate::typing::Type;
use crate::typing::program::{ListShape, Program, Shape};
use crate::value::{Cause, Causes, Date, DateOrder, Node, Number, NumberError, Raw, Scheme, Text, Value};

/// Whether a value stands for none: a text of blanks.
pub(crate) fn is_nothing(raw: &Raw) -> bool {
    Seen::from(raw).is_nothing()
}

/// Reads one given value for a shape that is no list: the value, or the code of why it is none.
pub(crate) fn read_one(raw: &Raw, shape: &Shape) -> Result<Value, &'static str> {
    static NOTHING: LazyLock<(Program, Arc<str>)> = LazyLock::new(Default::default);
    let (program, path) = &*NOTHING;
    let (mut issues, mut judged) = (Vec::new(), BTreeMap::new());
    let mut reader =
        Reader { program, path, row: None, issues: &mut issues, judged: &mut judged, stand_ins: false };
    reader.read(Seen::from(raw), shape).map_err(|causes| match causes.iter().next() {
        Some(Cause::Invalid(_, code)) => code,
        _ => codes::WRONG_TYPE,
    })
}

/// What tells a key from others of its field.
fn key_words(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Enum(value) => value.index().to_string(),
        Value::Text(words) => words.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(items) => items.iter().map(|item| told_apart(Some(item))).collect(),
        Value::Record(fields) => fields.iter().map(|field| told_apart(field.as_ref().ok())).collect(),
    }
}

/// Words with their length before them, so that no two lists of words are put together the same.
fn told_apart(value: Option<&Value>) -> String {
    let words = value.map(key_words).unwrap_or_default();
    format!("{}:{words}", words.len())
}

/// Whether the digits are those that the number is written with.
pub(super) fn is_plain_integer(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'))
}

/// The shape of a rule's value that a case gives: its own range and scale do not bind it.
pub(super) fn shape_of(ty: &Type) -> Option<Shape> {
    Some(match ty {
        Type::Bool => Shape::Bool,
        Type::Number(_) => Shape::Number { min: None, max: None, scale: None },
        Type::Enum(scheme) => Shape::Enum(Arc::clone(scheme)),
        Type::Text => Shape::Text,
        Type::Date => Shape::Date { min: crate::value::date(1, 1, 1), max: crate::value::date(9999, 12, 31) },
        _ => return None,
    })
}

pub(super) struct Reader<'a> {
    pub(super) program: &'a Program,
    pub(super) path: &'a Arc<str>,
    pub(super) row: Option<usize>,
    pub(super) issues: &'a mut Vec<FactIssue>,
    pub(super) judged: &'a mut BTreeMap<(Arc<str>, usize), Judgement>,
    pub(super) stand_ins: bool,
}

impl Reader<'_> {
    fn refuse(&mut self, code: &'static str, message: Text) -> Node {
        self.issues.push(FactIssue { fact: Arc::clone(self.path), row: self.row, code, message });
        Err(Causes::one(Cause::Invalid(Arc::clone(self.path), code)))
    }

    /// The value of a shape, or why it is none.
    pub(super) fn read(&mut self, seen: Seen<'_>, shape: &Shape) -> Node {
        if let Some(unread) = Unread::of(seen) {
            return self.read_unread(&unread, shape);
        }
        match shape {
            Shape::Bool => self.read_bool(seen),
            Shape::Number { min, max, scale } => self.read_number(seen, *min, *max, *scale),
            Shape::Enum(scheme) => self.read_enum(seen, scheme),
            Shape::Text => match seen {
                Seen::Text(words) | Seen::Number(words) => Ok(Value::Text(Arc::from(words))),
                _ => self.wrong_type(text!("teks", "a text")),
            },
            Shape::Date { min, max } => self.read_date(seen, *min, *max),
            Shape::List(list) => self.read_list(seen, list),
        }
    }

    fn read_enum(&mut self, seen: Seen<'_>, scheme: &Arc<Scheme>) -> Node {
        let found = match seen {
            Seen::Text(words) => scheme.position_of_input(trimmed(words)),
            Seen::Number(digits) if is_plain_integer(digits) => scheme.position_of_input(digits),
            Seen::Number(digits) => {
                // An integral float such as 3.0 is the code 3.
                let plain = digits.parse::<Number>().ok().map(|number| number.to_string());
                let found = plain.and_then(|plain| scheme.position_of_input(&plain));
                found.or_else(|| scheme.position_of_input(digits))
            }
            _ => None,
        };
        if let Some(value) = found.and_then(|at| scheme.value(at)) {
            return Ok(Value::Enum(value));
        }
        let (path, name) = (self.path.clone(), &scheme.id);
        self.refuse(
            codes::UNKNOWN_VALUE,
            text!(
                "Nilai `{path}` bukan nilai atau kode enum `{name}`.",
                "The value of `{path}` is no value or code of the enum `{name}`."
            ),
        )
    }

    /// A value that its source could not read stays invalid: with the code that it has by itself, where it has one, and
    /// with the foreign field in every message.
    fn read_unread(&mut self, unread: &Unread<'_>, shape: &Shape) -> Node {
        let (path, from) = (self.path.clone(), unread.from());
        let Unread::Unreadable { given, .. } = unread else {
            return self.refuse(
                codes::CONTRADICTORY,
                text!(
                    "`{path}`: kolom {from} dalam catatan sumber saling bertentangan.",
                    "`{path}`: the fields {from} of the foreign record contradict each other."
                ),
            );
        };
        let told = self.issues.len();
        let given = Seen::from(*given);
        if Unread::of(given).is_none() {
            let own = self.read(given, shape);
            if own.is_err() {
                for issue in self.issues.iter_mut().skip(told) {
                    issue.message.id.push_str(&format!(" Asalnya kolom {from}."));
                    issue.message.en.push_str(&format!(" It came from the field {from}."));
                }
                return own;
            }
            self.issues.truncate(told);
        }
        self.refuse(
            codes::UNREADABLE,
            text!(
                "`{path}`: isi kolom {from} tidak terbaca dalam bentuk yang dinyatakan sumbernya.",
                "`{path}`: the field {from} cannot be read in the form that its source states."
            ),
        )
    }

    fn wrong_type(&mut self, wanted: Text) -> Node {
        let path = self.path.clone();
        self.refuse(
            codes::WRONG_TYPE,
            Text {
                id: format!("`{path}` harus berupa {}.", wanted.id),
                en: format!("`{path}` must be {}.", wanted.en),
            },
        )
    }

    fn read_bool(&mut self, seen: Seen<'_>) -> Node {
        let found = match seen {
            Seen::Bool(value) => Some(value),
            Seen::Text(words) => match words.trim().to_ascii_lowercase().as_str() {
                "ya" | "true" => Some(true),
                "tidak" | "false" => Some(false),
                _ => None,
            },
            _ => None,
        };
        match found {
            Some(value) => Ok(Value::Bool(value)),
            None => self.wrong_type(text!("ya atau tidak (true atau false)", "true or false (ya or tidak)")),
        }
    }

    fn read_number(
        &mut self,
        seen: Seen<'_>,
        min: Option<Number>,
        max: Option<Number>,
        scale: Option<u32>,
    ) -> Node {
        let number = match seen {
            Seen::Number(digits) => digits.parse::<Number>(),
            Seen::Text(words) => trimmed(words).parse::<Number>(),
            _ => Err(NumberError::Syntax),
        };
        let path = self.path;
        match number {
            Err(NumberError::TooLong) => self.refuse(
                codes::TOO_LONG,
                text!(
                    "`{path}` punya lebih banyak angka daripada yang dapat disimpan dengan tepat (38 angka).",
                    "`{path}` has more digits than can be kept exactly (38 digits)."
                ),
            ),
            Err(NumberError::Syntax) => self.wrong_type(text!(
                "angka dengan titik desimal, tanpa pemisah ribuan",
                "a number with a decimal point and no thousands separator"
            )),
            Ok(number) => {
                if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
                    let end = |n: Option<Number>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
                    let (lo, hi) = (end(min), end(max));
                    return self.refuse(
                        codes::OUT_OF_BOUNDS,
                        text!(
                            "`{path}` harus antara {lo} dan {hi}.",
                            "`{path}` must lie between {lo} and {hi}."
                        ),
                    );
                }
                if let Some(scale) = scale.filter(|s| number.scale().is_none_or(|own| own > *s)) {
                    return self.refuse(
                        codes::TOO_MANY_DECIMALS,
                        text!(
                            "`{path}` paling banyak {scale} angka desimal.",
                            "`{path}` has at most {scale} decimals."
                        ),
                    );
                }
                Ok(Value::Number(number))
            }
        }
    }

    fn read_date(&mut self, seen: Seen<'_>, min: Date, max: Date) -> Node {
        let found = match seen {
            Seen::Text(words) => {
                let words = trimmed(words);
                Date::from_text(words, DateOrder::YearFirst)
                    .or_else(|_| Date::from_text(words, DateOrder::DayFirst))
                    .ok()
            }
            _ => None,
        };
        match found {
            None => self
                .wrong_type(text!("tanggal YYYY-MM-DD atau DD-MM-YYYY", "a date YYYY-MM-DD or DD-MM-YYYY")),
            Some(day) if day < min || day > max => {
                let path = self.path.clone();
                self.refuse(
                    codes::OUT_OF_BOUNDS,
                    text!(
                        "`{path}` harus antara {min} dan {max}.",
                        "`{path}` must lie between {min} and {max}."
                    ),
                )
            }
            Some(day) => Ok(Value::Date(day)),
        }
    }

    fn read_list(&mut self, seen: Seen<'_>, list: &ListShape) -> Node {
        let Seen::List(rows) = seen else { return self.wrong_type(text!("daftar", "a list")) };
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if count < list.min_items || count > list.max_items {
            let (path, least, most) = (self.path.clone(), list.min_items, list.max_items);
            return self.refuse(
                codes::LIST_SIZE,
                text!(
                    "`{path}` punya {count} baris; yang diterima {least} sampai {most}.",
                    "`{path}` has {count} rows; {least} to {most} are accepted."
                ),
            );
        }
        let mut values = Vec::new();
        let mut keys: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let Raw::Map(map) = row else {
                return self.wrong_type(text!("daftar rekaman", "a list of records"));
            };
            let fields = self.read_row(map, list, at);
            let key: Option<Vec<String>> =
                list.key.iter().map(|slot| fields.get(*slot)?.as_ref().ok().map(key_words)).collect();
            if let Some(key) = key.filter(|k| !k.is_empty())
                && keys.insert(key, at).is_some()
            {
                self.row = Some(at);
                let path = self.path.clone();
                let refused = self.refuse(
                    codes::DUPLICATE_KEY,
                    text!(
                        "Dua baris `{path}` punya kunci yang sama.",
                        "Two rows of `{path}` have the same key."
                    ),
                );
                self.row = None;
                return refused;
            }
            values.push(Value::Record(fields.into()));
        }
        Ok(Value::List(values.into()))
    }

    fn read_row(&mut self, map: &IndexMap<String, Raw>, list: &ListShape, at: usize) -> Vec<Node> {
        let outer = self.path.clone();
        let mut fields = Vec::new();
        for field in &list.fields {
            let path: Arc<str> = Arc::from(format!("{outer}.{}", field.name));
            let mut inner = Reader {
                program: self.program,
                path: &path,
                row: Some(at),
                issues: &mut *self.issues,
                judged: &mut *self.judged,
                stand_ins: self.stand_ins,
            };
            let given = match map.get(&*field.name).map_or(Seen::Null, Seen::from) {
                Seen::Map(record) if field.judgement && record.contains_key("value") => {
                    inner.judged.insert((Arc::clone(&path), at), Judgement::of(record));
                    record.get("value").map_or(Seen::Null, Seen::from)
                }
                other => other,
            };
            fields.push(match &field.shape {
                shape if !given.is_nothing() => inner.read(given, shape),
                Shape::List(inside) if inside.absent_is_empty => inner.read(Seen::List(&[]), &field.shape),
                _ => Err(Causes::one(Cause::Missing(Arc::clone(&path)))),
            });
        }
        // The rules of the list come after its fields; a case may give values for them.
        let rules = self.program.find(&outer).and_then(|(id, _)| self.program.list_fields.get(&id));
        for rule in rules.into_iter().flatten().skip(list.fields.len()) {
            let given = map.get(&*rule.name).map_or(Seen::Null, Seen::from);
            let shape = shape_of(&rule.ty).filter(|_| self.stand_ins && !given.is_nothing());
            if let Some(shape) = shape {
                let mut inner = Reader {
                    program: self.program,
                    path: &rule.path,
                    row: Some(at),
                    issues: &mut *self.issues,
                    judged: &mut *self.judged,
                    stand_ins: true,
                };
                fields.push(inner.read(given, &shape));
            } else {
                fields.push(Err(Causes::default()));
            }
        }
        let rules = self.program.find(&outer).and_then(|(id, _)| self.program.list_fields.get(&id));
        for name in map.keys() {
            let known = list.fields.iter().any(|f| *f.name == **name)
                || self.stand_ins && rules.is_some_and(|r| r.iter().any(|f| *f.name == **name));
            if !known {
                let near = nearest(name, list.fields.iter().map(|f| &*f.name));
                let near = near.map_or_else(String::new, |n| format!(" ({n}?)"));
                self.issues.push(FactIssue {
                    fact: Arc::from(format!("{outer}.{name}")),
                    row: Some(at),
                    code: codes::UNKNOWN_FACT,
                    message: text!(
                        "`{outer}` tidak punya kolom `{name}`{near}; nilainya tidak dipakai.",
                        "`{outer}` has no field `{name}`{near}; its value was not used."
                    ),
                });
            }
        }
        fields
    }
}
