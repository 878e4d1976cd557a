//! The forms of outcomes, explanations and decision records.

use super::Form::{Any, Count, List, Map, Named, OrNull, Text, Truth, Words};
use super::{Body, Field, Form, Shape, field, object, optional};

const NUMBER: Form = Named("NumberText");
pub(super) const BOTH: Form = Named("BothLanguages");
pub(super) const TEXT: Form = Text;
pub(super) const COMPARISON: Form = Named("Comparison");
const CAUSE: Form = Named("Cause");
const REQUIREMENT: Form = Named("Requirement");
pub(super) const FIGURE: Form = Named("Unverified");
const PACK: Form = Named("PackUsed");
pub(super) const VALUE: Form = Named("Value");

pub(super) const LABEL: Field = field("label", BOTH, "What people read.");
const UNIT: Field = optional("unit", Text, "Its unit, as the pack writes it.");
const UNIT_TEXT: Field = optional("unit_text", Named("UnitText"), "Its unit in both languages.");
const IN_WORDS: Field = optional(
    "text",
    BOTH,
    "The value as people read it, where it is no number, date or truth value: the label of an enum.",
);
const PROMOTION: Field = optional("promotion", Named("Promotion"), "Of a promotion its decision.");
const OWN_REQUIREMENT: Field = optional("requirement", REQUIREMENT, "Of a requirement what became of it.");
const UNVERIFIED: Field =
    optional("unverified", List(&FIGURE), "Figures it rests on whose source nobody has seen.");
const CAUSES: Field = field("causes", List(&CAUSE), "Why it has no value.");
const LACKS: &[&str] = &["undetermined", "not_applicable", "error"];

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        name: "NumberText",
        about: "An exact number as text: no exponent, no trailing zeros.",
        body: Body::Is(Text),
    },
    Shape { name: "DateText", about: "A day as `YYYY-MM-DD`.", body: Body::Is(Text) },
    Shape {
        name: "Value",
        about: "A value: numbers, dates and enums as text, lists and records of these.",
        body: Body::Is(Any),
    },
    object(
        "BothLanguages",
        "A text in both languages.",
        &[field("id", Text, "In Indonesian."), field("en", Text, "In English.")],
    ),
    object(
        "UnitText",
        "A unit in both languages.",
        &[
            field("id", Text, "In Indonesian."),
            field("en", Text, "In English, of none or several: `years`."),
            field("en_one", Text, "In English, of exactly one: `year`."),
        ],
    ),
    object(
        "OutcomeWire",
        "What a plan says of one subject: the outcome on the wire, version 1.",
        &[
            field("v", Count, "The version of the wire."),
            field("engine", Text, "The version of the engine."),
            field("semantics", Count, "The version of what rules mean."),
            field("packs", List(&PACK), "The packs that it was worked out with, the base first."),
            field("as_of", Named("DateText"), "The date of the rules."),
            field("results", Map(&Named("Result")), "The outputs by name, in the order asked for."),
            optional("triggers", Named("Triggers"), "What is called for, where it was asked for."),
            field("issues", List(&Named("Issue")), "What is wrong with the facts given."),
        ],
    ),
    object(
        "PackUsed",
        "A pack that something was worked out with.",
        &[
            field("id", Text, "Its id."),
            field("version", Text, "Its version."),
            field("digest", Text, "The digest of its files."),
        ],
    ),
    Shape {
        name: "Result",
        about: "The result of one output.",
        body: Body::OneOf(&["Known", "KnownRows", "Lacking"]),
    },
    object(
        "Known",
        "A result that has a value.",
        &[
            field("status", Words(&["value"]), "That there is one."),
            field("value", VALUE, "The value."),
            IN_WORDS,
            LABEL,
            UNIT,
            UNIT_TEXT,
            PROMOTION,
            OWN_REQUIREMENT,
            UNVERIFIED,
        ],
    ),
    object(
        "KnownRows",
        "The results of a rule of a list: one for each row.",
        &[
            field("status", Words(&["value"]), "That there are rows."),
            field("items", List(&Named("Item")), "What each row has."),
            LABEL,
            UNIT,
            UNIT_TEXT,
            UNVERIFIED,
        ],
    ),
    object(
        "Lacking",
        "A result that has no value, and why.",
        &[
            field("status", Words(LACKS), "Why, in a word."),
            CAUSES,
            LABEL,
            UNIT,
            UNIT_TEXT,
            PROMOTION,
            OWN_REQUIREMENT,
            UNVERIFIED,
        ],
    ),
    Shape { name: "Item", about: "What one row has.", body: Body::OneOf(&["KnownItem", "LackingItem"]) },
    object(
        "KnownItem",
        "The value of a row.",
        &[
            field("status", Words(&["value"]), "That there is one."),
            field("value", VALUE, "The value."),
            IN_WORDS,
        ],
    ),
    object(
        "LackingItem",
        "A row without a value.",
        &[field("status", Words(LACKS), "Why, in a word."), CAUSES],
    ),
    object(
        "Cause",
        "Why there is no value.",
        &[
            field(
                "kind",
                Words(&["missing", "invalid", "failed", "unregulated", "empty", "not_applicable"]),
                "Its kind.",
            ),
            field("name", Text, "The fact, list or rule."),
            optional("code", Text, "The stable code of what is invalid or failed."),
            optional("reason", Text, "What the pack says is not regulated."),
            optional("source", Text, "The office or record that fills the fact."),
            field("text", BOTH, "The cause in words."),
        ],
    ),
    object(
        "Unverified",
        "A figure whose source nobody has seen.",
        &[
            field("label", BOTH, "What people read."),
            field("basis", OrNull(&TEXT), "The citation."),
            field("note", OrNull(&TEXT), "What is unsure."),
        ],
    ),
    object(
        "Promotion",
        "The decision on a promotion, in the administration's words.",
        &[
            field(
                "decision",
                Words(&["MS", "TMS", "BTL", "TB"]),
                "Memenuhi syarat, tidak memenuhi syarat, berkas tidak lengkap, tidak berlaku.",
            ),
            field("text", BOTH, "The decision in words."),
            field(
                "requirements",
                List(&REQUIREMENT),
                "Every requirement, in the order in which they are written.",
            ),
        ],
    ),
    object(
        "Requirement",
        "What became of a requirement.",
        &[
            field("name", Text, "The rule."),
            LABEL,
            field(
                "state",
                Words(&["met", "not_met", "undetermined", "not_applicable"]),
                "What became of it.",
            ),
            optional("text", BOTH, "What the pack says of it, with values filled in."),
            optional("advice", BOTH, "What the pack advises where it is not met."),
            optional("basis", Text, "The citation."),
            optional("causes", List(&CAUSE), "Why it is undetermined."),
            field("comparisons", List(&COMPARISON), "The comparisons that decide it."),
        ],
    ),
    object(
        "Comparison",
        "Both sides of what is compared, and what is missing.",
        &[
            field("left", Named("Side"), "The left side."),
            field("op", Words(&["==", "!=", "<", "<=", ">", ">="]), "The operator."),
            field("right", Named("Side"), "The right side."),
            field("holds", OrNull(&Truth), "Whether it holds; null where a side is not known."),
            field(
                "shortfall",
                OrNull(&Named("Shortfall")),
                "How much is missing, where that can be counted.",
            ),
        ],
    ),
    object(
        "Side",
        "One side of a comparison.",
        &[
            LABEL,
            field("value", VALUE, "What it has; null where it is not known."),
            IN_WORDS,
            field("unit", OrNull(&TEXT), "Its unit, as the pack writes it."),
            UNIT_TEXT,
        ],
    ),
    object(
        "Shortfall",
        "How much is missing.",
        &[field("amount", NUMBER, "The amount."), field("unit", OrNull(&BOTH), "Its unit, of so much.")],
    ),
    object(
        "Triggers",
        "What is called for, and what is not known.",
        &[
            field("called", List(&Named("Called")), "Items of the catalogue, most urgent first."),
            field("undetermined", List(&Named("Uncalled")), "Triggers that could not be worked out."),
        ],
    ),
    object(
        "Called",
        "An item of the catalogue that is called for.",
        &[
            field("code", Text, "Its code."),
            field("kind", Text, "course, coaching, study, reward or service."),
            field("title", BOTH, "Its title."),
            field("provider", OrNull(&TEXT), "Who offers it."),
            field("hours", OrNull(&NUMBER), "Lesson hours."),
            field("cost", OrNull(&NUMBER), "Rupiah."),
            field("prerequisite", List(&TEXT), "Codes of which one must have been taken before."),
            field("priority", NUMBER, "The highest priority of its reasons."),
            field("reasons", List(&Named("CallReason")), "Every trigger that calls for it."),
        ],
    ),
    object(
        "CallReason",
        "A trigger that calls for an item.",
        &[
            field("rule", Text, "The trigger."),
            field("row", OrNull(&Count), "The row of its list, from 0."),
            field("priority", NUMBER, "Its priority."),
            field(
                "kind",
                OrNull(&Words(&["gap", "mandatory", "opportunity", "urgent"])),
                "The kind of reason.",
            ),
            field("text", OrNull(&BOTH), "The reason in words."),
        ],
    ),
    object(
        "Uncalled",
        "A trigger that could not be worked out.",
        &[
            field("rule", Text, "The trigger."),
            field("row", OrNull(&Count), "The row of its list, from 0."),
            LABEL,
            CAUSES,
        ],
    ),
    object(
        "Issue",
        "What is wrong with a fact given. It holds no value.",
        &[
            field("fact", Text, "The fact, or `list.field`."),
            field("row", OrNull(&Count), "The row of the list, from 0."),
            field("code", Text, "The stable code."),
            field("message", BOTH, "What is wrong and what to do."),
        ],
    ),
    object(
        "DecisionRecord",
        "A decision as it is kept, so that it can be worked out again years later.",
        &[
            field("v", Count, "The version of the wire."),
            field("engine", Text, "The version of the engine."),
            field("semantics", Count, "The version of what rules mean."),
            field("packs", List(&PACK), "The packs that it was worked out with, the base first."),
            field("as_of", Named("DateText"), "The date of the rules."),
            field("outputs", List(&TEXT), "The outputs asked for."),
            field("facts", Map(&Any), "The facts, as they were given."),
            field("results", Map(&Any), "The results, without words."),
            optional("triggers", Any, "What was called for, without words."),
        ],
    ),
    object(
        "Replay",
        "What working out a recorded decision again has found.",
        &[
            field("v", Count, "The version of the wire."),
            field("same", Truth, "Whether everything is as it was recorded."),
            field("differences", List(&Named("Difference")), "What differs."),
        ],
    ),
    object(
        "Difference",
        "Something that is not as it was recorded.",
        &[
            field("name", Text, "An output, `packs`, `semantics` or `triggers`."),
            field("recorded", Any, "What the record holds."),
            field("found", Any, "What is found now."),
            field("text", BOTH, "The difference in words; it holds no values."),
        ],
    ),
];
