//! In the comment above a function: tags and their arguments.

use super::{CompletionKind, Here};
use crate::pack::decl::TypeDecl;
use crate::script::ast::Kind;
use crate::script::{KINDS, REASONS, TAGS};
use crate::text;
use crate::value::Text;

/// Offers what may be written in a comment about a function or a file.
pub(super) fn complete(here: &mut Here<'_>) {
    let line = here.line_before();
    let content = line.trim_start().trim_start_matches(['/', '!']).trim_start();
    if content.starts_with('@') && !content.contains(char::is_whitespace) {
        here.replace_from(here.offset.saturating_sub(content.len()));
        for tag in TAGS {
            here.offer(format!("@{tag}"), CompletionKind::Tag, meaning(tag));
        }
        return;
    }
    // Within braces a text names what is filled in.
    if line.rfind('{') > line.rfind('}') {
        let list = here.list_above_next();
        here.offer_names(list);
        return;
    }
    let Some((tag, argument)) = content.strip_prefix('@').and_then(|c| c.split_once(char::is_whitespace))
    else {
        return;
    };
    let argument = argument.trim_start();
    match tag {
        "kind" => {
            KINDS.iter().for_each(|(word, _)| here.offer(*word, CompletionKind::Value, super::nothing()))
        }
        "reason" if !argument.contains(':') => {
            REASONS.iter().for_each(|(word, _)| here.offer(*word, CompletionKind::Value, super::nothing()));
        }
        "per" => here.offer_lists(),
        "returns" => here.offer_types(&["number", "boolean", "text", "date", "list of "], true),
        "item" => {
            // A code has signs that no other word has.
            here.replace_from(here.offset.saturating_sub(argument.len()));
            here.offer_codes();
        }
        "item_from" => here.offer_rules(&[Kind::Score]),
        "adds_to" => here.offer_rules(&[Kind::Promotion]),
        "dated_by" => {
            let linked = here.workspace.linked();
            let list = here.list_above_next();
            for field in list.map(|list| linked.list_fields(list)).unwrap_or_default() {
                if matches!(field.ty, TypeDecl::Date { .. }) {
                    here.offer(&*field.name.value, CompletionKind::Field, super::names::field_label(field));
                }
            }
        }
        "applies" => here.offer_in_condition(here.offset.saturating_sub(argument.len())),
        _ => {}
    }
}

fn meaning(tag: &str) -> Text {
    match tag {
        "basis" => text!("Dasar hukum", "The legal basis"),
        "unit" => text!("Satuan hasil", "The unit of the result"),
        "en" => text!("Label dalam bahasa Inggris", "The label in English"),
        "kind" => text!("Jenis aturan", "The kind of rule"),
        "applies" => text!("Syarat berlakunya aturan", "The condition under which the rule applies"),
        "effective" => text!("Masa berlaku, A..B", "The period, A..B"),
        "per" => text!("Untuk tiap baris sebuah daftar", "For each row of a list"),
        "dated_by" => text!("Tanggal baris yang memilih versinya", "The row's date that chooses the version"),
        "range" => text!("Batas hasil, 0..100", "The bounds of the result, 0..100"),
        "returns" => text!("Tipe hasil", "The type of the result"),
        "met" | "met_en" => text!("Teks bila terpenuhi", "What is said where it is met"),
        "unmet" | "unmet_en" => text!("Teks bila tidak terpenuhi", "What is said where it is not met"),
        "advice" | "advice_en" => text!("Saran", "What can be done about it"),
        "item" => text!("Kode katalog", "A code of the catalogue"),
        "item_from" => text!("Aturan yang memberi kodenya", "The rule that gives the code"),
        "reason" | "reason_en" => text!("Alasan pemicu", "The reason of a trigger"),
        "adds_to" => text!("Kenaikan yang ditambahi syarat ini", "The promotion that this requirement joins"),
        "open" => text!("Dapat diganti daerah", "An overlay may replace it"),
        _ => text!("Dijalankan rhai apa adanya", "Run by rhai as it is"),
    }
}
