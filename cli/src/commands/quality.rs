//! `timbang quality`: which missing or invalid facts hold up the most results, by unit, and where each comes from.

use std::io::{self, Write};

use timbang::outcome::{Problem, Quality, UnitQuality};
use timbang::{Lang, Raw, text};

use super::Layers;
use crate::args::{InputArgs, QualityArgs, TextOrJson};
use crate::evaluate::{self, Issues, next_done};
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// How many facts are shown of each unit.
const SHOWN: usize = 10;

/// Evaluates a population and tells what holds its results up.
pub(crate) fn quality(args: &QualityArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let lang = layers.lang;
    let mut issues = Issues::shown(lang);
    let input = InputArgs { pack: args.pack.clone(), input: args.input.clone(), how: args.how.clone() };
    let keep: Vec<String> = args.unit.iter().cloned().collect();
    let mut population = evaluate::open(&input, &keep, layers, streams, &mut issues)?;
    let plan = population.plan.clone();
    let mut counted = Quality::new();
    loop {
        let done = next_done(&mut population, &mut issues, |shaped| Ok(plan.evaluate(&shaped.facts)?))?;
        if done.is_empty() {
            break;
        }
        for (shaped, outcome) in done {
            let unit = match shaped.kept.first() {
                Some(Raw::Text(words) | Raw::Number(words)) => words.trim(),
                _ => "",
            };
            counted.add(unit, &outcome);
        }
    }
    for issue in &issues.shown {
        writeln!(streams.err, "[{}] {}", issue.code, issue.message).map_err(|error| stream(&error))?;
    }
    let written = match args.format {
        TextOrJson::Json => writeln!(streams.out, "{:#}", counted.to_json()),
        TextOrJson::Text => show(&counted, args.unit.as_deref(), lang, streams.out),
    };
    written.map_err(|error| stream(&error))?;
    Ok(0)
}

fn show(counted: &Quality, unit: Option<&str>, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    show_unit(text!("Semua", "All").get(lang), &counted.all(), lang, to)?;
    let Some(column) = unit else { return Ok(()) };
    for (unit, told) in counted.units() {
        let none = text!("tanpa unit", "no unit");
        let unit = if unit.is_empty() { none.get(lang) } else { unit };
        writeln!(to)?;
        show_unit(&format!("{column}: {unit}"), &told, lang, to)?;
    }
    Ok(())
}

fn show_unit(title: &str, told: &UnitQuality, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    let (subjects, results, held_up) = (told.subjects, told.results, told.held_up);
    writeln!(
        to,
        "{title}: {}",
        text!(
            "{subjects} orang, {held_up} dari {results} hasil tertahan data",
            "subjects: {subjects}, held up by data: {held_up} of {results} results"
        )
        .get(lang)
    )?;
    let width = told.facts.iter().take(SHOWN).map(|own| own.fact.chars().count()).max().unwrap_or(0);
    for own in told.facts.iter().take(SHOWN) {
        let problem = match own.problem {
            Problem::Missing => text!("belum ada", "missing"),
            Problem::Invalid => text!("tidak sah", "invalid"),
            Problem::Empty => text!("daftar kosong", "empty list"),
        };
        let (problem, fact) = (problem.get(lang), &own.fact);
        let (results, alone, subjects) = (own.results, own.alone, own.subjects);
        let counts = text!(
            "menahan {results} hasil ({alone} hanya olehnya) pada {subjects} orang",
            "holds up {results} results ({alone} by itself) of {subjects} subjects"
        );
        let source = match &own.source {
            Some(source) => text!("; dari {source}", "; from {source}").get(lang).to_owned(),
            None => String::new(),
        };
        writeln!(to, "  {fact:width$}  {problem}: {}{source}", counts.get(lang))?;
    }
    let more = told.facts.len().saturating_sub(SHOWN);
    if more > 0 {
        let line = text!(
            "... dan {more} fakta lagi; --format json menyebut semuanya",
            "... and {more} more facts; --format json tells them all"
        );
        writeln!(to, "  {}", line.get(lang))?;
    }
    Ok(())
}
