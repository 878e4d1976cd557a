//! The forms of reports about packs, of errors, and of help for editors.

use super::Form::{Count, List, Named, OrNull, Text, Truth, Words};
use super::{Form, Shape, field, object};

const BOTH: Form = Named("BothLanguages");
const TEXT: Form = Text;
const CODE: super::Field = field("code", Text, "The stable code, such as `T1001`.");

pub(super) const SHAPES: &[Shape] = &[
    object(
        "ReportWire",
        "What a check of a pack found.",
        &[
            field("v", Count, "The version of the wire."),
            field("ok", Truth, "Whether the pack is sound."),
            field("errors", Count, "How many errors."),
            field("warnings", Count, "How many warnings."),
            field("diagnostics", List(&Named("Diagnostic")), "All findings, in the order of their places."),
            field("pack", OrNull(&Named("PackWire")), "The pack, where it is sound."),
        ],
    ),
    object(
        "PackWire",
        "A pack's own particulars.",
        &[
            field("id", Text, "Its id."),
            field("version", Text, "Its version."),
            field("title", Text, "Its title."),
            field("subject", Text, "What it weighs."),
            field("digest", Text, "The digest of its files."),
            field("outputs", List(&TEXT), "Its default outputs."),
        ],
    ),
    object(
        "Diagnostic",
        "A finding about a pack.",
        &[
            CODE,
            field("severity", Words(&["error", "warning", "note"]), "How grave it is."),
            field("message", BOTH, "What is wrong and why."),
            field("help", OrNull(&BOTH), "What to do about it."),
            field("basis", OrNull(&TEXT), "The regulation that the place rests on."),
            field(
                "labels",
                List(&Named("DiagnosticPlace")),
                "Where: the main place first, then others involved.",
            ),
        ],
    ),
    object(
        "DiagnosticPlace",
        "A place in a file of a pack; lines and columns count from 1, columns count characters.",
        &[
            field("file", Text, "The path within the pack; in an overlay after its id and a colon."),
            field("line", Count, "The line."),
            field("column", Count, "The column."),
            field("end_line", Count, "The line of the end."),
            field("end_column", Count, "The column behind the end."),
            field("offset", Count, "The byte."),
            field("length", Count, "How many characters."),
            field("text", BOTH, "What is to be seen there; may be empty."),
        ],
    ),
    object(
        "ErrorWire",
        "Why a call could not be carried out.",
        &[
            CODE,
            field("message", BOTH, "What is wrong and why."),
            field("help", OrNull(&BOTH), "What to do about it."),
        ],
    ),
    object(
        "CompletionWire",
        "Something that may be written at a place.",
        &[
            field("text", Text, "What is written."),
            field(
                "kind",
                Words(&[
                    "fact",
                    "parameter",
                    "rule",
                    "helper",
                    "builtin",
                    "local",
                    "keyword",
                    "value",
                    "type",
                    "tag",
                    "field",
                    "key",
                    "code",
                ]),
                "What kind of thing it is.",
            ),
            field("detail", BOTH, "What it means; may be empty."),
            field("from", Count, "Where what gives way to it begins, in UTF-16 units."),
            field("to", Count, "Where that ends."),
        ],
    ),
    object(
        "HoverWire",
        "What a name means.",
        &[
            field("title", BOTH, "What people call it."),
            field("lines", List(&BOTH), "Its kind and type, unit, value, basis."),
            field("from", Count, "Where the name begins, in UTF-16 units."),
            field("to", Count, "Where it ends."),
        ],
    ),
    object(
        "PlaceWire",
        "A place in a file of a pack.",
        &[
            field("file", Text, "The path."),
            field("line", Count, "The line, from 1."),
            field("column", Count, "The column, from 1."),
            field("from", Count, "Where it begins, in UTF-16 units of the file."),
            field("to", Count, "Where it ends."),
        ],
    ),
    object(
        "CaseReportWire",
        "What became of the cases of a pack.",
        &[
            field("v", Count, "The version of the wire."),
            field("passed", Count, "How many are as expected."),
            field("failed", Count, "How many are not."),
            field("results", List(&Named("CaseWire")), "Each case, in the order of the files."),
        ],
    ),
    object(
        "CaseWire",
        "What became of a case.",
        &[
            field("name", Text, "Its name."),
            field("at", Text, "Where it is written: `file:line:column`."),
            field("source", OrNull(&TEXT), "Where it was published."),
            field("passed", Truth, "Whether everything is as expected."),
            field("differences", List(&Named("CaseDifferenceWire")), "What is not."),
            field("errata", List(&TEXT), "Published figures that do not follow, each with the reason."),
        ],
    ),
    object(
        "CaseDifferenceWire",
        "Something that is not as expected.",
        &[
            field("name", Text, "What it is about; empty for the case as a whole."),
            field("at", Text, "Where the expectation is written."),
            field("text", BOTH, "What was expected and what was found."),
        ],
    ),
];
