//! Explanations built by hand, for the tests of the renderings.

use std::sync::Arc;

use serde_json::json;

use super::tree::{Explanation, Role, Step, blank};
use super::worth::Worth;
use crate::eval::Judgement;
use crate::outcome::{
    Comparison, Decision, Figure, Promotion, Requirement, Shortfall, Side, State, Unverified,
};
use crate::script::ast::Kind;
use crate::{Cause, Causes, Number, Period, Status, Text, Value, date};

pub(super) fn both(id: &str, en: &str) -> Text {
    Text { id: id.to_owned(), en: en.to_owned() }
}

pub(super) fn entry(name: &str, label: Text, role: Role) -> Explanation {
    Explanation { label: Arc::new(label), role, ..blank(&Arc::from(name)) }
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

pub(super) fn comparison() -> Comparison {
    let side = |label, value| Side {
        label: Arc::new(label),
        value: Ok(Value::Number(number(value))),
        unit: Some(Arc::from("tahun")),
    };
    Comparison {
        left: side(both("Masa kerja dalam pangkat", "Years in rank"), "2.5"),
        op: ">=",
        right: side(both("Masa kerja minimal", "Years needed"), "4"),
        holds: Some(false),
        shortfall: Some(Shortfall { amount: number("1.5"), unit: Some(both("tahun", "years")) }),
    }
}

fn requirement(name: &str, label: Text, state: State) -> Requirement {
    Requirement {
        name: Arc::from(name),
        label,
        state,
        value: Ok(Value::Bool(state == State::Met)),
        causes: Vec::new(),
        comparisons: Vec::new(),
        text: None,
        advice: None,
        basis: Some(Arc::from("PerBKN 2/2025")),
    }
}

/// A promotion with a requirement of each state.
pub(super) fn promotion() -> Explanation {
    let years = Requirement {
        comparisons: vec![comparison()],
        advice: Some(both("Ajukan lagi setelah 4 tahun.", "Apply again after 4 years.")),
        ..requirement(
            "masa_kerja_cukup",
            both("Masa kerja dalam pangkat mencukupi", "Enough years in rank"),
            State::NotMet,
        )
    };
    let missing = both(
        "Ijazah belum diketahui; isiannya berasal dari SIASN.",
        "The degree is not known; it comes from SIASN.",
    );
    let degree = Requirement {
        value: Err(Causes::one(Cause::Missing(Arc::from("ijazah")))),
        causes: vec![missing.clone()],
        ..requirement("ijazah_diakui", both("Ijazah diakui", "Degree recognised"), State::Undetermined)
    };
    let promotion = Promotion {
        name: Arc::from("kenaikan_pangkat_reguler"),
        label: both("Kenaikan pangkat reguler", "Regular rank promotion"),
        decision: Decision::DoesNotQualify,
        requirements: vec![
            requirement(
                "predikat_cukup",
                both("Predikat kinerja mencukupi", "Performance is good enough"),
                State::Met,
            ),
            years.clone(),
            degree,
            requirement("uji", both("Uji kompetensi", "Competence test"), State::NotApplicable),
        ],
    };

    let mut predicate = entry("predikat", both("Predikat kinerja", "Performance predicate"), Role::Fact);
    predicate.value = Some(Worth::said(both("Baik", "Good"), None));
    predicate.is_judgement = true;
    predicate.judgement = Some(Judgement {
        by: Some("Kepala Bidang".to_owned()),
        on: Some("2025-05-20".to_owned()),
        evidence: Some("berita acara".to_owned()),
    });
    let mut good =
        entry("predikat_cukup", promotion.requirements[0].label.clone(), Role::Rule(Kind::Requirement));
    good.value = Some(Worth::said(both("ya", "yes"), Some(json!(true))));
    good.inputs.push(Arc::new(predicate));

    let mut minimum =
        entry("masa_kerja_minimal", both("Masa kerja minimal", "Years needed"), Role::Parameter);
    minimum.value = Some(Worth::said(both("4 tahun", "4 years"), None));
    minimum.basis = Some(Arc::from("PerBKN 2/2025"));
    minimum.period = Some(Period { from: Some(date(2025, 5, 20)), until: None });
    minimum.unverified.push(Figure::new(Unverified {
        label: (*minimum.label).clone(),
        basis: minimum.basis.clone(),
        note: Some(Arc::from("naskah belum terbit")),
    }));
    let mut enough = entry("masa_kerja_cukup", years.label.clone(), Role::Rule(Kind::Requirement));
    enough.value = Some(Worth::said(both("tidak", "no"), Some(json!(false))));
    enough.steps = vec![Step::Compared(comparison()), Step::Advises(years.advice.clone().unwrap())];
    enough.unverified = minimum.unverified.clone();
    enough.inputs.push(Arc::new(minimum));

    let mut file = entry("ijazah", both("Ijazah", "Degree"), Role::Fact);
    file.status = Status::Undetermined;
    file.causes.push(missing.clone());
    file.source = Some(Arc::from("SIASN"));
    let mut recognised =
        entry("ijazah_diakui", both("Ijazah diakui", "Degree recognised"), Role::Rule(Kind::Requirement));
    recognised.status = Status::Undetermined;
    recognised.causes.push(missing);
    recognised.inputs.push(Arc::new(file));

    let mut again = good.clone();
    again.inputs.clear();
    again.repeated = true;

    let mut root = entry("kenaikan_pangkat_reguler", promotion.label.clone(), Role::Rule(Kind::Promotion));
    root.value = Some(Worth::said(both("tidak", "no"), Some(json!(false))));
    root.basis = Some(Arc::from("PerBKN 2/2025"));
    root.steps.push(Step::Requirements(promotion));
    root.inputs = [good, enough, recognised, again].map(Arc::new).to_vec();
    root
}

/// A calculation with a table and a formula.
pub(super) fn score() -> Explanation {
    let mut months = entry("bulan", both("Bulan dinilai", "Months assessed"), Role::Fact);
    months.value = Some(Worth::said(both("4 bulan", "4 bulan"), None));
    months.source = Some(Arc::from("e-Kinerja"));
    let mut root =
        entry("konversi", both("Angka kredit konversi", "Converted credit"), Role::Rule(Kind::Score));
    root.value = Some(Worth::said(both("0,63 angka kredit", "0.63 angka kredit"), Some(json!("0.63"))));
    root.basis = Some(Arc::from("PerBKN 3/2023 Pasal 13"));
    root.pack = Some(Arc::from("nasional"));
    root.steps = vec![
        Step::Row {
            table: both("Persentase", "Persentase"),
            line: 4,
            cells: vec![(both("Predikat", "Predicate"), both("baik", "good"))],
            result: both("50%", "50%"),
            basis: None,
            note: Some(Arc::from("salinan")),
        },
        Step::Formula(both(
            "4 ÷ 12 × 50% × 3,75, dibulatkan ke 2 desimal",
            "4 ÷ 12 × 50% × 3.75, rounded to 2 decimals",
        )),
    ];
    root.inputs.push(Arc::new(months));
    root
}

/// The same with a label that would be a script on a careless page.
pub(super) fn hostile() -> Explanation {
    let mut root = promotion();
    let bad = "<img src=x onerror=alert(1)>";
    let evil = both(bad, bad);
    root.label = Arc::new(evil.clone());
    root.basis = Some(Arc::from(bad));
    let good = Arc::make_mut(&mut root.inputs[0]);
    good.label = Arc::new(evil.clone());
    let predicate = Arc::make_mut(&mut good.inputs[0]);
    predicate.value = Some(Worth::said(evil.clone(), None));
    predicate.judgement.as_mut().unwrap().by = Some(bad.to_owned());
    Arc::make_mut(&mut root.inputs[2]).causes = vec![evil.clone()];
    if let Some(Step::Requirements(promotion)) = root.steps.first_mut() {
        promotion.requirements[1].label = evil.clone();
        promotion.requirements[1].advice = Some(evil);
    }
    root
}

/// Rules that rest on one another in one long chain.
pub(super) fn chain(length: usize) -> Explanation {
    let mut told = entry("langkah", both("Langkah", "Step"), Role::Rule(Kind::Score));
    for _ in 0..length {
        let mut next = entry("langkah", both("Langkah", "Step"), Role::Rule(Kind::Score));
        next.inputs.push(Arc::new(told));
        told = next;
    }
    told
}
