//! `timbang regimes`: the calendar of a pack, and what begins or ends on each of its days.

use serde_json::{Value as Json, json};
use timbang::graph::rule_name;
use timbang::link::{Linked, Regime};
use timbang::{Lang, Text, outcome::words, text};

use super::Layers;
use crate::args::TextOrJson;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// What becomes of a name where a regime begins.
struct Turn {
    matter: &'static str,
    kind: &'static str,
    name: String,
    text: Text,
}

/// Tells the regimes of a pack from the earliest.
pub(crate) fn regimes(layers: &Layers<'_>, format: TextOrJson, streams: &mut Streams<'_>) -> Outcome {
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let linked = pack.linked();
    let mut before: Option<&Regime> = None;
    let (mut shown, mut list) = (String::new(), Vec::new());
    for (at, regime) in linked.regimes.iter().enumerate() {
        let later = linked.regimes.get(at.saturating_add(1)..).unwrap_or_default();
        let turns = before.map_or_else(Vec::new, |before| turns(linked, before, regime, later));
        let period = &regime.period;
        list.push(json!({
            "from": period.from.map(|day| day.to_string()),
            "until": period.until.map(|day| day.to_string()),
            "turns": turns.iter().map(|t| json!({
                "matter": t.matter, "kind": t.kind, "name": t.name, "text": t.text,
            })).collect::<Vec<Json>>(),
        }));
        shown.push_str(&format!("{}\n", told(regime, lang)));
        turns.iter().for_each(|turn| shown.push_str(&format!("  {}\n", turn.text.get(lang))));
        before = Some(regime);
    }
    let written = match format {
        TextOrJson::Text => write!(streams.out, "{shown}"),
        TextOrJson::Json => writeln!(streams.out, "{:#}", json!({ "v": 1, "regimes": list })),
    };
    written.map_err(|error| stream(&error))?;
    Ok(0)
}

fn told(regime: &Regime, lang: Lang) -> String {
    let day = |date| words::date(date, lang);
    let told = match (regime.period.from.map(day), regime.period.until.map(day)) {
        (None, None) => text!("Sepanjang waktu", "Always"),
        (Some(from), None) => text!("Sejak {from}", "From {from}"),
        (None, Some(until)) => text!("Sampai {until}", "Until {until}"),
        (Some(from), Some(until)) => text!("{from} sampai {until}", "{from} until {until}"),
    };
    told.get(lang).to_owned()
}

fn turns(linked: &Linked, before: &Regime, now: &Regime, later: &[Regime]) -> Vec<Turn> {
    let mut found = Vec::new();
    let parameters = linked.declarations.parameters.iter().map(|p| p.name.value.to_string());
    compare(
        ("parameter", "Parameter", "The parameter"),
        parameters,
        (before, now, later),
        |regime| &regime.parameters,
        &mut found,
    );
    let rules = linked.groups.iter().enumerate().map(|(n, g)| rule_name(linked, n, &g.name).to_string());
    compare(("rule", "Aturan", "The rule"), rules, (before, now, later), |regime| &regime.rules, &mut found);
    let helpers = linked.helper_tables.keys().map(ToString::to_string);
    compare(("table", "Tabel", "The table"), helpers, (before, now, later), |r| &r.helper_tables, &mut found);
    found
}

fn compare(
    (matter, id, en): (&'static str, &str, &str),
    names: impl Iterator<Item = String>,
    (before, now, later): (&Regime, &Regime, &[Regime]),
    versions: impl Fn(&Regime) -> &Vec<Option<usize>>,
    found: &mut Vec<Turn>,
) {
    let pairs = versions(before).iter().zip(versions(now));
    for (at, (name, (before, now))) in names.zip(pairs).enumerate() {
        // A name that comes back leaves a gap, which the check warns of.
        let back = later.iter().find(|regime| versions(regime).get(at).copied().flatten().is_some());
        let back = back.and_then(|regime| regime.period.from);
        let (kind, text) = match (before, now) {
            (None, Some(_)) => {
                ("begins", text!("{id} `{name}` mulai berlaku.", "{en} `{name}` comes into force."))
            }
            (Some(_), None) => match back {
                Some(day) => {
                    let (day_id, day_en) = (words::date(day, Lang::Id), words::date(day, Lang::En));
                    (
                        "pauses",
                        text!(
                            "{id} `{name}` tidak berlaku sampai versi berikutnya pada {day_id} (celah).",
                            "{en} `{name}` is not in force until its next version on {day_en} (a gap)."
                        ),
                    )
                }
                None => (
                    "ends",
                    text!("{id} `{name}` tidak berlaku lagi.", "{en} `{name}` is no longer in force."),
                ),
            },
            (Some(a), Some(b)) if a != b => (
                "changes",
                text!("{id} `{name}` berganti isi.", "{en} `{name}` is replaced by a new version."),
            ),
            _ => continue,
        };
        found.push(Turn { matter, kind, name, text });
    }
}
