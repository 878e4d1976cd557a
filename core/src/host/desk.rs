//! Requests and answers of a process that stays: one JSON object in, one JSON object out, whatever comes in.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::{error_json, lang, plan, shown};
use crate::Facts;
use crate::plan::{Pack, Plan};
use crate::text;
use crate::value::{Error, Raw, Text, json, tree_of};

/// The keys of a request.
const KEYS: [&str; 8] = ["id", "do", "facts", "outputs", "as_of", "source", "format", "lang"];

/// How many plans are kept ready; each is a choice of a date and of outputs, and a portal has few of them.
const MAX_PLANS: usize = 32;

/// Answers requests about one pack, with its plans kept ready.
#[derive(Debug)]
pub struct Desk {
    pack: Pack,
    checked: Json,
    as_of: Option<String>,
    outputs: Vec<String>,
    source: Option<String>,
    plans: IndexMap<(String, Vec<String>), Plan>,
}

/// A request that could be read.
struct Request {
    what: What,
    facts: Option<Raw>,
    outputs: Vec<String>,
    as_of: Option<String>,
    source: Option<String>,
    format: String,
    lang: String,
}

#[derive(Clone, Copy)]
enum What {
    Evaluate,
    Explain,
    Check,
}

impl Desk {
    /// Opens a desk for a pack: `checked` is what its check found ([`super::report_json`]); date, outputs and source are
    /// those of requests that name none.
    ///
    /// # Errors
    /// `T3003`, `T3004`, `T3008`, `T3013` where a default cannot be used.
    pub fn new(
        pack: Pack,
        checked: Json,
        as_of: Option<&str>,
        outputs: &[String],
        source: Option<&str>,
    ) -> Result<Desk, Error> {
        let mut desk = Desk {
            pack,
            checked,
            as_of: as_of.map(str::to_owned),
            outputs: outputs.to_vec(),
            source: source.map(str::to_owned),
            plans: IndexMap::new(),
        };
        if let Some(as_of) = as_of {
            let plan = desk.plan(as_of, outputs)?;
            source.map(|id| plan.source(id)).transpose()?;
        }
        Ok(desk)
    }

    /// Answers one request: `{ id, ok, ... }`, and where it is not `ok` an `error` with code, message and help.
    pub fn answer(&mut self, line: &[u8]) -> Json {
        let (id, answer) = match read(line) {
            Err(error) => (Json::Null, Err(error)),
            Ok(map) => (map.get("id").map_or(Json::Null, Raw::to_json), self.carry_out(&map)),
        };
        let mut object = Map::from_iter([("id".to_owned(), id)]);
        match answer {
            Ok(more) => {
                object.insert("ok".to_owned(), json!(true));
                object.extend(more);
            }
            Err(error) => {
                object.insert("ok".to_owned(), json!(false));
                object.insert("error".to_owned(), error_json(&error));
            }
        }
        Json::Object(object)
    }

    /// What is answered to a line of more bytes than are read.
    #[must_use]
    pub fn too_long(&self, most: u64) -> Json {
        let error = unreadable(text!(
            "Baris permintaan ini lebih panjang dari {most} byte dan dilewati.",
            "This request is longer than {most} bytes and was passed over."
        ));
        json!({ "id": Json::Null, "ok": false, "error": error_json(&error) })
    }

    fn carry_out(&mut self, map: &IndexMap<String, Raw>) -> Result<Map<String, Json>, Error> {
        let asked = request(map)?;
        let mut answer = Map::new();
        if let What::Check = asked.what {
            answer.insert("check".to_owned(), self.checked.clone());
            if asked.facts.is_none() {
                return Ok(answer);
            }
        }
        let Some(as_of) = asked.as_of.as_deref().or(self.as_of.as_deref()).map(str::to_owned) else {
            return Err(unreadable(text!(
                "Permintaan ini tidak menyebut tanggal aturan, dan prosesnya dimulai tanpa --as-of.",
                "The request names no date of the rules, and the process was started without --as-of."
            )));
        };
        let outputs = if asked.outputs.is_empty() { self.outputs.clone() } else { asked.outputs };
        let plan = self.plan(&as_of, &outputs)?;
        let record = match asked.facts {
            Some(Raw::Map(record)) => record,
            None => IndexMap::new(),
            Some(_) => return Err(wrong("facts", text!("objek", "an object"))),
        };
        let facts = match asked.source.as_deref().or(self.source.as_deref()) {
            Some(id) => plan.source(id)?.facts(&record),
            None => Facts::from_map(record),
        };
        let outcome = plan.evaluate(&facts)?;
        match asked.what {
            What::Evaluate => {
                answer.insert("outcome".to_owned(), outcome.to_json());
            }
            What::Explain => {
                let (lang, mut found) = (lang(&asked.lang)?, Map::new());
                for output in plan.outputs() {
                    let shown = shown(&outcome, &output.name, &asked.format, lang)?;
                    let shown = match asked.format.as_str() {
                        "json" => tree_of(&shown),
                        _ => Json::String(shown),
                    };
                    found.insert(output.name.to_string(), shown);
                }
                answer.insert("explanations".to_owned(), Json::Object(found));
            }
            What::Check => {
                let issues = outcome.to_json().get("issues").cloned().unwrap_or(Json::Null);
                answer.insert("issues".to_owned(), issues);
            }
        }
        Ok(answer)
    }

    fn plan(&mut self, as_of: &str, outputs: &[String]) -> Result<Plan, Error> {
        let key = (as_of.to_owned(), outputs.to_vec());
        if let Some(kept) = self.plans.get(&key) {
            return Ok(kept.clone());
        }
        let made = plan(&self.pack, as_of, outputs)?;
        if self.plans.len() >= MAX_PLANS {
            // The one that was made first goes.
            self.plans.shift_remove_index(0);
        }
        self.plans.insert(key, made.clone());
        Ok(made)
    }
}

fn read(line: &[u8]) -> Result<IndexMap<String, Raw>, Error> {
    match Raw::from_json_bytes(line) {
        Ok(Raw::Map(map)) => Ok(map),
        Ok(_) => Err(unreadable(text!(
            "Permintaan harus berupa satu objek JSON sebaris.",
            "A request must be one JSON object on a line."
        ))),
        Err(error) if error.twice => {
            let column = error.column;
            Err(unreadable(text!(
                "Satu nama ditulis dua kali dalam permintaan ini: kolom {column}.",
                "One name is written twice in this request: column {column}."
            )))
        }
        Err(error) => {
            let column = error.column;
            Err(unreadable(text!(
                "Permintaan ini bukan JSON yang utuh dalam UTF-8: kolom {column}.",
                "This request is no whole JSON in UTF-8: column {column}."
            )))
        }
    }
}

fn request(map: &IndexMap<String, Raw>) -> Result<Request, Error> {
    if let Some(unknown) = map.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let (shown, known): (String, _) = (unknown.chars().take(60).collect(), KEYS.join(", "));
        return Err(unreadable(text!(
            "Kunci `{shown}` tidak dikenal dalam permintaan; yang dikenal: {known}.",
            "The key `{shown}` is not known in a request; known are: {known}."
        )));
    }
    let words = |key: &str| match map.get(key) {
        None | Some(Raw::Null) => Ok(None),
        Some(Raw::Text(words)) => Ok(Some(words.clone())),
        Some(_) => Err(wrong(key, text!("teks", "a text"))),
    };
    let what = match words("do")?.as_deref() {
        Some("evaluate") => What::Evaluate,
        Some("explain") => What::Explain,
        Some("check") => What::Check,
        _ => {
            return Err(unreadable(text!(
                "`do` harus salah satu dari: evaluate, explain, check.",
                "`do` must be one of: evaluate, explain, check."
            )));
        }
    };
    let outputs = match map.get("outputs") {
        None | Some(Raw::Null) => Some(Vec::new()),
        Some(Raw::List(items)) => items
            .iter()
            .map(|item| match item {
                Raw::Text(name) => Some(name.clone()),
                _ => None,
            })
            .collect(),
        Some(_) => None,
    };
    Ok(Request {
        what,
        facts: map.get("facts").filter(|facts| **facts != Raw::Null).cloned(),
        outputs: outputs.ok_or_else(|| wrong("outputs", text!("daftar teks", "a list of texts")))?,
        as_of: words("as_of")?,
        source: words("source")?,
        format: words("format")?.unwrap_or_else(|| "text".to_owned()),
        lang: words("lang")?.unwrap_or_else(|| "id".to_owned()),
    })
}

fn wrong(key: &str, wanted: Text) -> Error {
    let Text { id, en } = wanted;
    unreadable(text!("`{key}` harus berupa {id}.", "`{key}` must be {en}."))
}

fn unreadable(message: Text) -> Error {
    Error::new("T3014", message).with_help(text!(
        "Contoh: {{\"id\": 1, \"do\": \"evaluate\", \"as_of\": \"2025-12-31\", \"facts\": {{\"golongan\": \"III/c\"}}}}.",
        "For example: {{\"id\": 1, \"do\": \"evaluate\", \"as_of\": \"2025-12-31\", \"facts\": {{\"golongan\": \"III/c\"}}}}."
    ))
}
