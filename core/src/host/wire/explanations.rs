//! The forms of explanations.

use super::Form::{Count, List, Named, OrNull, Text, Truth, Words};
use super::outcomes::{BOTH, COMPARISON, FIGURE, LABEL, TEXT, VALUE};
use super::{Body, Form, Shape, field, object, optional};

const EXPLANATION: Form = Named("Explanation");

pub(super) const SHAPES: &[Shape] = &[
    object(
        "Explanation",
        "Why something has what it has: a tree.",
        &[
            optional("v", Count, "The version, at the root."),
            field("name", Text, "The name."),
            LABEL,
            field("role", Words(&["fact", "parameter", "rule", "as_of"]), "What it is."),
            optional("kind", Words(&["score", "requirement", "promotion", "trigger"]), "The kind of a rule."),
            optional("row", BOTH, "The row of its list, as people call it."),
            field(
                "status",
                Words(&["value", "undetermined", "not_applicable", "error"]),
                "Whether it has a value.",
            ),
            optional("value", VALUE, "The value."),
            optional("text", BOTH, "The value as people read it, with its unit."),
            optional("causes", List(&BOTH), "Why it has none, in words."),
            optional("basis", Text, "The citation."),
            optional("pack", Text, "The pack it comes from."),
            optional("period", Named("PeriodWire"), "When that value of a parameter holds."),
            optional("source", Text, "The office or record that fills a fact."),
            optional("judgement", Named("JudgementWire"), "Who assessed it."),
            optional("steps", List(&Named("Step")), "How it came about."),
            optional("unverified", List(&FIGURE), "Figures whose source nobody has seen."),
            optional("repeated", Truth, "Whether its own derivation stands elsewhere in the tree."),
            optional("inputs", List(&EXPLANATION), "What it rests on."),
            optional("more", Truth, "Whether what lies deeper was left out."),
        ],
    ),
    object(
        "PeriodWire",
        "From when to when something holds, both days included.",
        &[
            field("from", OrNull(&Named("DateText")), "The first day."),
            field("until", OrNull(&Named("DateText")), "The last day."),
        ],
    ),
    object(
        "JudgementWire",
        "Who assessed, when, on what evidence.",
        &[
            field("by", OrNull(&TEXT), "Who."),
            field("on", OrNull(&TEXT), "When."),
            field("evidence", OrNull(&TEXT), "On what."),
        ],
    ),
    Shape {
        name: "Step",
        about: "A step of a derivation.",
        body: Body::OneOf(&[
            "StepApplies",
            "StepRow",
            "StepCompared",
            "StepSays",
            "StepRequirements",
            "StepGiven",
        ]),
    },
    object(
        "StepApplies",
        "Whether the rule applies.",
        &[
            field("step", Words(&["applies"]), "The kind of step."),
            field("holds", OrNull(&Truth), "Whether its condition holds."),
            field("comparisons", List(&COMPARISON), "What decides it."),
        ],
    ),
    object(
        "StepRow",
        "The row of a table that was taken.",
        &[
            field("step", Words(&["row"]), "The kind of step."),
            field("table", BOTH, "The table."),
            field("line", Count, "The line of the file."),
            field("cells", List(&Named("StepCell")), "What the row asks."),
            field("result", BOTH, "What it gives."),
            field("basis", OrNull(&TEXT), "The citation of the row."),
            field("note", OrNull(&TEXT), "What the row notes."),
        ],
    ),
    object(
        "StepCell",
        "What a cell of a row asks.",
        &[field("label", BOTH, "Of what."), field("asked", BOTH, "What.")],
    ),
    object(
        "StepCompared",
        "A comparison.",
        &[
            field("step", Words(&["compared"]), "The kind of step."),
            field("comparison", COMPARISON, "Both sides."),
        ],
    ),
    object(
        "StepSays",
        "A formula, or words.",
        &[
            field("step", Words(&["formula", "says", "excepted", "advises"]), "The kind of step."),
            field("text", BOTH, "The words."),
        ],
    ),
    object(
        "StepRequirements",
        "The requirements of a promotion.",
        &[
            field("step", Words(&["requirements"]), "The kind of step."),
            field("decision", Words(&["MS", "TMS", "BTL", "TB"]), "The decision."),
            field("text", BOTH, "The decision in words."),
            field("requirements", List(&Named("RequirementTold")), "Every requirement."),
        ],
    ),
    object(
        "RequirementTold",
        "A requirement within an explanation.",
        &[
            field("name", Text, "The rule."),
            LABEL,
            field(
                "state",
                Words(&["met", "not_met", "undetermined", "not_applicable"]),
                "What became of it.",
            ),
            field("comparisons", List(&COMPARISON), "The comparisons that decide it."),
            field("causes", List(&BOTH), "Why it is undetermined, in words."),
            field("text", OrNull(&BOTH), "What the pack says of it."),
            field("advice", OrNull(&BOTH), "What the pack advises."),
            field("basis", OrNull(&TEXT), "The citation."),
        ],
    ),
    object(
        "StepGiven",
        "That the value was given.",
        &[field("step", Words(&["given"]), "The kind of step.")],
    ),
];
