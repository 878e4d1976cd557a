//! Facts as they are given, brought to the types of the schema.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::Unread;
use super::codes;
use crate::diagnostic::nearest;
use crate::text;
use crate::typing::Type;
use crate::typing::program::{Body, ListShape, NodeId, Program, Shape};
use crate::value::{Cause, Causes, Date, DateOrder, Error, Node, Number, NumberError, Raw, Text, Value};

/// What is known of a subject, by the names of facts.
///
/// # Example: a lecturer of whom little is known
///
/// ```
/// let facts = timbang::Facts::from_json_text(r#"{"golongan": "III/c", "bulan_penilaian": 4}"#)?;
/// assert_eq!(facts.names().count(), 2);
/// # Ok::<(), timbang::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Arc<IndexMap<String, Raw>>);

/// A person's assessment: who judged, when, on what evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Who judged.
    pub by: Option<String>,
    /// When.
    pub on: Option<String>,
    /// On what evidence.
    pub evidence: Option<String>,
}

/// A problem of a given fact. It holds no value, because messages travel further than facts may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactIssue {
    /// The fact, or `list.field`.
    pub fact: Arc<str>,
    /// The row of a list, from 0.
    pub row: Option<usize>,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: Text,
}

/// What was given for the nodes of a program.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<Option<Node>>);

impl Given {
    fn new(nodes: usize) -> Given {
        Given((0..nodes).map(|_| None).collect())
    }

    fn insert(&mut self, id: NodeId, node: Node) {
        if let Some(slot) = self.0.get_mut(id.0) {
            *slot = Some(node);
        }
    }

    /// What was given for a node.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.0.get(id.0)?.as_ref()
    }

    /// All that was given, in the order of the nodes.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.0.iter().enumerate().filter_map(|(number, node)| Some((NodeId(number), node.as_ref()?)))
    }
}

/// Facts brought to the types of a program.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The value of each fact, and of each rule that a value stands in for.
    pub values: Given,
    /// Who judged the facts that are assessments.
    pub judgements: BTreeMap<NodeId, Judgement>,
    /// Who judged the fields of rows that are assessments, by `list.field` and row.
    pub row_judgements: BTreeMap<(Arc<str>, usize), Judgement>,
    /// What is wrong with what was given.
    pub issues: Vec<FactIssue>,
}

impl Facts {
    /// Facts by name.
    #[must_use]
    pub fn from_map(map: IndexMap<String, Raw>) -> Facts {
        Facts(Arc::new(map))
    }

    /// Reads facts from a JSON object; numbers keep their digits.
    ///
    /// # Errors
    /// `T3005` where the text is no JSON object, or names something twice.
    pub fn from_json_text(text: &str) -> Result<Facts, Error> {
        let parsed = Raw::from_json_bytes(text.as_bytes()).map_err(|error| {
            let (line, column) = (error.line, error.column);
            not_facts(match error.twice {
                true => text!(
                    "Satu nama ditulis dua kali dalam fakta ini: baris {line}, kolom {column}. Yang mana yang berlaku, tidak jelas.",
                    "One name is written twice in these facts: line {line}, column {column}. Which of them holds is not clear."
                ),
                false => text!(
                    "Fakta ini bukan JSON yang utuh: baris {line}, kolom {column}.",
                    "These facts are no whole JSON: line {line}, column {column}."
                ),
            })
        })?;
        Facts::from_raw(parsed)
    }

    /// Takes facts from a JSON object.
    ///
    /// # Errors
    /// `T3005` where it is no object.
    pub fn from_json(json: &serde_json::Value) -> Result<Facts, Error> {
        Facts::from_raw(Raw::from_json(json))
    }

    fn from_raw(raw: Raw) -> Result<Facts, Error> {
        match raw {
            Raw::Map(map) => Ok(Facts(Arc::new(map))),
            _ => Err(not_facts(text!(
                "Fakta harus berupa objek: nama fakta dan nilainya.",
                "Facts must be an object: names of facts and their values."
            ))),
        }
    }

    /// The values by name, as they were given.
    #[must_use]
    pub fn into_map(self) -> IndexMap<String, Raw> {
        Arc::unwrap_or_clone(self.0)
    }

    /// The same facts with one more, or with another value for one.
    #[must_use]
    pub fn with(mut self, name: &str, value: Raw) -> Facts {
        Arc::make_mut(&mut self.0).insert(name.to_owned(), value);
        self
    }

    /// The names that were given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The value given for a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Raw> {
        self.0.get(name)
    }

    /// The facts as a JSON object.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        Raw::Map((*self.0).clone()).to_json()
    }
}

fn not_facts(message: Text) -> Error {
    Error::new("T3005", message)
        .with_help(text!("Contoh: {{\"golongan\": \"III/c\"}}.", "For example: {{\"golongan\": \"III/c\"}}."))
}

impl Typed {
    /// Brings facts to the types of a program. With `stand_ins`, values may be given for rules too, as cases do.
    #[must_use]
    pub fn new(program: &Program, facts: &Facts, stand_ins: bool) -> Typed {
        let mut typed = Typed { values: Given::new(program.nodes.len()), ..Typed::default() };
        // Each name that was given is looked up once, and not each fact among the names.
        let mut all: Vec<Option<&Raw>> = vec![None; program.nodes.len()];
        let mut unknown = Vec::new();
        for (name, raw) in &*facts.0 {
            let found = program.find(name);
            if !found.is_some_and(|(_, node)| stand_ins || node.fact().is_some()) {
                unknown.push(name.as_str());
            }
            if let Some(slot) = found.and_then(|(id, _)| all.get_mut(id.0)) {
                *slot = Some(raw).filter(|raw| !is_nothing(raw));
            }
        }
        for (id, node) in program.nodes() {
            let given = all.get(id.0).copied().flatten();
            match &node.body {
                Body::Fact(fact) => {
                    let given = match given {
                        Some(Raw::Map(map)) if fact.judgement && map.contains_key("value") => {
                            typed.judgements.insert(id, judgement(map));
                            map.get("value").filter(|raw| !is_nothing(raw))
                        }
                        other => other,
                    };
                    let mut reader = Reader {
                        program,
                        path: &node.path,
                        row: None,
                        issues: &mut typed.issues,
                        judged: &mut typed.row_judgements,
                        stand_ins,
                    };
                    let value = match (given, &fact.shape) {
                        (Some(raw), shape) => reader.read(raw, shape),
                        (None, Shape::List(list)) if list.absent_is_empty => {
                            reader.read(&Raw::List(Vec::new()), &Shape::List(Arc::clone(list)))
                        }
                        (None, _) => Err(missing(&node.path)),
                    };
                    typed.values.insert(id, value);
                }
                Body::Rule(_) if stand_ins => {
                    if let (Some(raw), Some(shape)) = (given, shape_of(&node.ty)) {
                        let mut reader = Reader {
                            program,
                            path: &node.path,
                            row: None,
                            issues: &mut typed.issues,
                            judged: &mut typed.row_judgements,
                            stand_ins,
                        };
                        let value = reader.read(raw, &shape);
                        typed.values.insert(id, value);
                    }
                }
                Body::Rule(_) => {}
            }
        }
        typed.report_unknown(program, &unknown);
        typed
    }

    fn report_unknown(&mut self, program: &Program, unknown: &[&str]) {
        for name in unknown {
            let names =
                program.nodes().map(|(_, node)| node).filter(|n| n.fact().is_some()).map(|n| &*n.path);
            let message = match nearest(name, names) {
                Some(near) => text!(
                    "Tidak ada fakta bernama `{name}`; mungkin maksudnya `{near}`? Nilainya tidak dipakai.",
                    "There is no fact named `{name}`; did you mean `{near}`? Its value was not used."
                ),
                None => text!(
                    "Tidak ada fakta bernama `{name}`; nilainya tidak dipakai.",
                    "There is no fact named `{name}`; its value was not used."
                ),
            };
            self.issues.push(FactIssue {
                fact: Arc::from(*name),
                row: None,
                code: codes::UNKNOWN_FACT,
                message,
            });
        }
    }
}

/// Reads one given value for a shape that is no list: the value, or the code of why it is none.
pub(crate) fn read_one(raw: &Raw, shape: &Shape) -> Result<Value, &'static str> {
    static NOTHING: LazyLock<(Program, Arc<str>)> = LazyLock::new(Default::default);
    let (program, path) = &*NOTHING;
    let (mut issues, mut judged) = (Vec::new(), BTreeMap::new());
    let mut reader =
        Reader { program, path, row: None, issues: &mut issues, judged: &mut judged, stand_ins: false };
    reader.read(raw, shape).map_err(|causes| match causes.iter().next() {
        Some(Cause::Invalid(_, code)) => code,
        _ => codes::WRONG_TYPE,
    })
}

fn missing(path: &Arc<str>) -> Causes {
    Causes::one(Cause::Missing(Arc::clone(path)))
}

/// Nothing was given: null, or a text without characters, which is how files and portals write it.
fn is_nothing(raw: &Raw) -> bool {
    match raw {
        Raw::Null => true,
        Raw::Text(words) => words.trim().is_empty(),
        _ => false,
    }
}

fn judgement(map: &IndexMap<String, Raw>) -> Judgement {
    let words = |key: &str| match map.get(key) {
        Some(Raw::Text(words) | Raw::Number(words)) => Some(words.clone()),
        _ => None,
    };
    Judgement { by: words("by"), on: words("on"), evidence: words("evidence") }
}

/// The shape of a rule's value that a case gives: its own range and scale do not bind it.
fn shape_of(ty: &Type) -> Option<Shape> {
    Some(match ty {
        Type::Bool => Shape::Bool,
        Type::Number(_) => Shape::Number { min: None, max: None, scale: None },
        Type::Enum(scheme) => Shape::Enum(Arc::clone(scheme)),
        Type::Text => Shape::Text,
        Type::Date => Shape::Date { min: crate::value::date(1, 1, 1), max: crate::value::date(9999, 12, 31) },
        _ => return None,
    })
}

struct Reader<'a> {
    program: &'a Program,
    path: &'a Arc<str>,
    row: Option<usize>,
    issues: &'a mut Vec<FactIssue>,
    judged: &'a mut BTreeMap<(Arc<str>, usize), Judgement>,
    stand_ins: bool,
}

impl Reader<'_> {
    fn refuse(&mut self, code: &'static str, message: Text) -> Node {
        self.issues.push(FactIssue { fact: Arc::clone(self.path), row: self.row, code, message });
        Err(Causes::one(Cause::Invalid(Arc::clone(self.path), code)))
    }

    fn read(&mut self, raw: &Raw, shape: &Shape) -> Node {
        if let Some(unread) = Unread::of(raw) {
            return self.read_unread(&unread, shape);
        }
        match shape {
            Shape::Bool => self.read_bool(raw),
            Shape::Number { min, max, scale } => self.read_number(raw, *min, *max, *scale),
            Shape::Enum(scheme) => {
                let found = match raw {
                    Raw::Text(words) => scheme.position_of_input(words.trim()),
                    Raw::Number(digits) => {
                        // An integral float such as 3.0 is the code 3.
                        let plain =
                            digits.parse::<Number>().map_or_else(|_| digits.clone(), |n| n.to_string());
                        scheme.position_of_input(&plain).or_else(|| scheme.position_of_input(digits))
                    }
                    _ => None,
                };
                match found.and_then(|at| scheme.value(at)) {
                    Some(value) => Ok(Value::Enum(value)),
                    None => {
                        let (path, name) = (self.path.clone(), &scheme.id);
                        self.refuse(
                            codes::UNKNOWN_VALUE,
                            text!(
                                "Nilai `{path}` bukan nilai atau kode enum `{name}`.",
                                "The value of `{path}` is no value or code of the enum `{name}`."
                            ),
                        )
                    }
                }
            }
            Shape::Text => match raw {
                Raw::Text(words) => Ok(Value::Text(Arc::from(words.as_str()))),
                Raw::Number(digits) => Ok(Value::Text(Arc::from(digits.as_str()))),
                _ => self.wrong_type(text!("teks", "a text")),
            },
            Shape::Date { min, max } => self.read_date(raw, *min, *max),
            Shape::List(list) => self.read_list(raw, list),
        }
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

    fn read_bool(&mut self, raw: &Raw) -> Node {
        let found = match raw {
            Raw::Bool(value) => Some(*value),
            Raw::Text(words) => match words.trim().to_ascii_lowercase().as_str() {
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
        raw: &Raw,
        min: Option<Number>,
        max: Option<Number>,
        scale: Option<u32>,
    ) -> Node {
        let number = match raw {
            Raw::Number(digits) => digits.parse::<Number>(),
            Raw::Text(words) => words.trim().parse::<Number>(),
            _ => Err(NumberError::Syntax),
        };
        let path = self.path.clone();
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

    fn read_date(&mut self, raw: &Raw, min: Date, max: Date) -> Node {
        let found = match raw {
            Raw::Text(words) => {
                let words = words.trim();
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

    fn read_list(&mut self, raw: &Raw, list: &ListShape) -> Node {
        let Raw::List(rows) = raw else { return self.wrong_type(text!("daftar", "a list")) };
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
            let key: Option<Vec<String>> = list
                .key
                .iter()
                .map(|slot| fields.get(*slot)?.as_ref().ok().map(|v| format!("{v:?}")))
                .collect();
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
            let given = match map.get(&*field.name).filter(|raw| !is_nothing(raw)) {
                Some(Raw::Map(record)) if field.judgement && record.contains_key("value") => {
                    inner.judged.insert((Arc::clone(&path), at), judgement(record));
                    record.get("value").filter(|raw| !is_nothing(raw))
                }
                other => other,
            };
            fields.push(match (given, &field.shape) {
                (Some(raw), shape) => inner.read(raw, shape),
                (None, Shape::List(inside)) if inside.absent_is_empty => {
                    inner.read(&Raw::List(Vec::new()), &field.shape)
                }
                (None, _) => Err(missing(&path)),
            });
        }
        // The rules of the list come after its fields; a case may give values for them.
        let rules = self.program.find(&outer).and_then(|(id, _)| self.program.list_fields.get(&id));
        for rule in rules.into_iter().flatten().skip(list.fields.len()) {
            let given = map.get(&*rule.name).filter(|raw| self.stand_ins && !is_nothing(raw));
            if let (Some(raw), Some(shape)) = (given, shape_of(&rule.ty)) {
                let mut inner = Reader {
                    program: self.program,
                    path: &rule.path,
                    row: Some(at),
                    issues: &mut *self.issues,
                    judged: &mut *self.judged,
                    stand_ins: true,
                };
                fields.push(inner.read(raw, &shape));
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
