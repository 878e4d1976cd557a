//! The arguments of `compare` and `fairness`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::args::InputArgs;

/// The arguments of `compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Folder pack usulan; bawaannya PACK sendiri / The folder of the proposed pack; PACK itself unless given.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: Option<PathBuf>,
    /// Pack yang ditumpangi pack usulan; bawaannya --base; dapat diulang / A pack that the proposal extends; --base unless given.
    #[arg(long = "to-base", value_name = "FOLDER")]
    pub(crate) to_bases: Vec<PathBuf>,
    /// Tanggal aturan usulan; bawaannya --as-of / The date of the proposed rules; --as-of unless given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) to_as_of: Option<String>,
    /// Ubah parameter pada usulan, juga satu entrinya (a.b=75%); dapat diulang / Change a parameter of the proposal, or an entry; repeatable.
    #[arg(long = "set", value_name = "PARAMETER=VALUE")]
    pub(crate) set: Vec<String>,
    /// Hitung juga menurut kolom ini, atau kolom:lebar pita; dapat diulang / Count by this column, or column:width of bands; repeatable.
    #[arg(long = "by", value_name = "COLUMN[:WIDTH]")]
    pub(crate) by: Vec<String>,
    /// Cari sebab hanya pada N pertama yang berpindah; bawaannya 10000 / Look for reasons of the first N who moved only; 10000 unless given.
    #[arg(long, value_name = "N")]
    pub(crate) explained: Option<u64>,
    /// Tulis siapa yang berpindah, dari apa ke apa dan mengapa (CSV atau NDJSON) / Write who moved, from what to what, and why.
    #[arg(long, value_name = "FILE")]
    pub(crate) movers: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
}

/// The arguments of `fairness`.
#[derive(Debug, Args)]
pub(crate) struct FairnessArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Hasil yang dihitung bagiannya: kenaikan, ya/tidak, atau syarat seperti predikat_kinerja=sangat_baik|baik / The result whose rate is counted.
    #[arg(long, value_name = "OUTPUT[=VALUE]")]
    pub(crate) rate: String,
    /// Kolom kelompok, atau kolom:lebar pita; dari tanggal dihitung umurnya; dapat diulang / A column of groups, or column:width of bands.
    #[arg(long = "by", value_name = "COLUMN[:WIDTH]")]
    pub(crate) by: Vec<String>,
    /// Sembunyikan hitungan di bawah ini; bawaannya 5 / Hide counts below this; 5 unless given.
    #[arg(long, value_name = "N")]
    pub(crate) min_cell: Option<u64>,
    #[command(flatten)]
    pub(crate) shown: ShownArgs,
}

/// How the result is written.
#[derive(Debug, Args)]
pub(crate) struct ShownArgs {
    /// Bentuk keluaran / How to write the result.
    #[arg(long, value_name = "text|html|json|csv", hide_possible_values = true)]
    pub(crate) format: Option<ShownFormat>,
    /// Berkas hasil; bentuknya dikenali dari akhir namanya / The file to write; the end of its name tells the format.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Text, a page, JSON or CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShownFormat {
    /// For the terminal.
    #[value(help = None)]
    Text,
    /// A page.
    #[value(help = None)]
    Html,
    /// For programs.
    #[value(help = None)]
    Json,
    /// For spreadsheets.
    #[value(help = None)]
    Csv,
}

impl ShownArgs {
    /// The format as the core names it.
    pub(crate) fn format(&self) -> &'static str {
        let ending = self.out.as_ref().and_then(|out| out.extension()).and_then(|ending| ending.to_str());
        match (self.format, ending.map(str::to_ascii_lowercase).as_deref()) {
            (Some(ShownFormat::Text), _) => "text",
            (Some(ShownFormat::Html), _) | (None, Some("html" | "htm")) => "html",
            (Some(ShownFormat::Json), _) | (None, Some("json")) => "json",
            (Some(ShownFormat::Csv), _) | (None, Some("csv")) => "csv",
            (None, _) => "text",
        }
    }
}
