//! The arguments of the command line. Help stands in both languages, Indonesian first.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use timbang::Lang;

use crate::input::Format;
use crate::population::{CompareArgs, FairnessArgs};

/// What stands over the arguments without a name.
const INPUTS: &str = "Masukan / Arguments";

const TEMPLATE: &str =
    "{before-help}{about-with-newline}\nPemakaian / Usage: {usage}\n\n{all-args}{after-help}";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "timbang",
    version,
    about = "Timbang: mesin aturan kepegawaian / a rules engine for the civil service",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_help_heading = "Perintah / Commands",
    subcommand_value_name = "PERINTAH",
    next_help_heading = "Pilihan / Options",
    help_template = TEMPLATE,
    propagate_version = true
)]
pub(crate) struct Arguments {
    /// Bahasa pesan: id atau en / Language of messages: id or en.
    #[arg(
        long,
        global = true,
        value_name = "id|en",
        default_value = "id",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) lang: Language,
    /// Pack yang ditumpangi PACK, dari yang terbawah; dapat diulang / A pack that PACK extends, the lowest first; repeatable.
    #[arg(long = "base", global = true, value_name = "FOLDER")]
    pub(crate) bases: Vec<PathBuf>,
    /// Tampilkan bantuan / Show this help.
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Tampilkan versi / Show the version.
    #[arg(short = 'V', long, global = true, action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The language of messages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Language {
    /// Indonesian.
    #[value(help = None)]
    Id,
    /// English.
    #[value(help = None)]
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Id => Lang::Id,
            Language::En => Lang::En,
        }
    }
}

/// What there is to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Periksa pack dan sebutkan semua masalahnya / Check a pack and tell all its problems.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Check {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Bentuk keluaran / How to write the result.
        #[arg(
            long,
            value_name = "text|json",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: TextOrJson,
    },
    /// Jalankan kasus uji pack / Run the cases of a pack.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Test {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Tunjukkan apa yang dicapai kasus dan apa yang belum / Show what the cases reach and what they do not.
        #[arg(long)]
        coverage: bool,
        /// Bentuk keluaran; html hanya dengan --coverage / How to write the result; html only with --coverage.
        #[arg(
            long,
            value_name = "text|html|json",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: ExplainFormat,
    },
    /// Usulkan kasus di kedua sisi tiap batas / Propose cases at each side of each threshold.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Cases {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Kasus pada batas perbandingan / Cases at the thresholds of comparisons.
        #[arg(long, required = true)]
        boundaries: bool,
    },
    /// Tunjukkan kapan aturan berganti / Show when the rules change.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Regimes {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Bentuk keluaran / How to write the result.
        #[arg(
            long,
            value_name = "text|json",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: TextOrJson,
    },
    /// Sebutkan perbedaan dua pack / Tell what differs between two packs.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Diff {
        /// Folder pack lama / The folder of the old pack.
        #[arg(value_name = "OLD", help_heading = INPUTS)]
        old: PathBuf,
        /// Folder pack baru / The folder of the new pack.
        #[arg(value_name = "NEW", help_heading = INPUTS)]
        new: PathBuf,
        /// Bentuk keluaran / How to write the result.
        #[arg(
            long,
            value_name = "text|html|json",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: ExplainFormat,
    },
    /// Bandingkan dua aturan pada satu populasi: siapa berpindah dan mengapa / Compare two sets of rules over a population.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Compare(CompareArgs),
    /// Hitung bagian sebuah hasil menurut kelompok / Count the rate of a result by group.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Fairness(FairnessArgs),
    /// Sebutkan fakta yang dilindungi dan pengecualiannya / Tell the protected facts and the exceptions.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Guard {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Bentuk keluaran / How to write the result.
        #[arg(
            long,
            value_name = "text|json",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: TextOrJson,
    },
    /// Nilai banyak pegawai dari berkas / Evaluate many subjects from files.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Evaluate(EvaluateArgs),
    /// Jelaskan hasil satu pegawai / Explain the result of one subject.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Explain(ExplainArgs),
    /// Hitung ulang catatan keputusan / Work a decision record out again.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Replay {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Catatan keputusan: satu JSON, atau NDJSON dari evaluate --record / A record as JSON, or NDJSON of evaluate --record.
        #[arg(value_name = "RECORD", help_heading = INPUTS)]
        record: String,
    },
    /// Gambarkan apa bergantung pada apa (Mermaid) / Draw what depends on what (Mermaid).
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Graph(GraphArgs),
    /// Tulis pack sebagai buku pegangan / Write a pack as a handbook.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Describe {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Tanggal aturan / The date of the rules.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        /// Bentuk keluaran / How to write the result.
        #[arg(
            long,
            value_name = "markdown|html",
            default_value = "markdown",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: MarkdownOrHtml,
        /// Berkas hasil / The file to write.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Tata berkas pack menurut tata letak yang biasa / Bring the files of a pack into the usual layout.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Format {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Hanya sebutkan berkas yang perlu ditata / Only name the files that want laying out.
        #[arg(long)]
        check: bool,
    },
    /// Usulkan pemetaan kolom portal menjadi fakta / Propose how a portal's columns become facts.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Map {
        /// Berkas CSV, JSON atau NDJSON; `-` untuk masukan standar / A CSV, JSON or NDJSON file; `-` for standard input.
        #[arg(value_name = "INPUT", help_heading = INPUTS)]
        input: String,
        /// Folder pack; bawaannya folder ini / The folder of the pack; this folder unless given.
        #[arg(long, value_name = "FOLDER", default_value = ".", hide_default_value = true)]
        pack: PathBuf,
        /// Bentuk masukan bila tidak terlihat dari namanya / The format of the input where its name does not tell.
        #[arg(long, value_name = "csv|json|ndjson", hide_possible_values = true)]
        input_format: Option<Format>,
    },
    /// Hitung fakta mana yang paling banyak menahan hasil / Tell which facts hold up the most results.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Quality(QualityArgs),
    /// Kunci pack yang ditumpangi dengan sidik jarinya / Lock the pack that this one extends by its digest.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Lock {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
    },
    /// Bantu penyunting teks lewat stdin dan stdout (Language Server Protocol) / Serve text editors over stdin and stdout.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Lsp {
        /// Tanggal nilai yang ditunjukkan / The date of the values that are shown.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
    },
    /// Tulis skema JSON berkas pack / Write the JSON Schema of a pack's files.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Schema {
        /// Jenis berkas: pack, facts, parameters, source, cases / The kind of file.
        #[arg(value_name = "KIND", help_heading = INPUTS, required_unless_present = "facts")]
        kind: Option<String>,
        /// Skema fakta pack ini: apa yang diterima sebagai masukan / The schema of this pack's facts: what is accepted as input.
        #[arg(long, value_name = "PACK", conflicts_with = "kind")]
        facts: Option<PathBuf>,
    },
    /// Tulis tipe TypeScript untuk fakta dan keluaran pack / Write TypeScript types of a pack's facts and outputs.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Types {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
    },
    /// Tulis pack sebagai satu berkas untuk peramban / Write a pack as one file for browsers.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Bundle {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Berkas hasil / The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Buat pack contoh yang lengkap / Make a small complete pack to start from.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    New {
        /// Folder baru / The new folder.
        #[arg(value_name = "FOLDER", help_heading = INPUTS)]
        folder: PathBuf,
    },
    /// Terangkan sebuah kode, atau sebutkan semuanya / Explain a code, or list them all.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    ExplainCode {
        /// Kode seperti T1001 / A code such as T1001.
        #[arg(value_name = "CODE", help_heading = INPUTS)]
        code: Option<String>,
    },
    /// Tampilkan bantuan, juga untuk satu perintah / Show help, also for one command.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Help {
        /// Perintah / The command.
        #[arg(value_name = "PERINTAH", help_heading = INPUTS)]
        command: Option<String>,
    },
    /// Nilai populasi contoh dan tampilkan ringkasannya / Evaluate a sample population and show a digest of it.
    #[command(help_template = TEMPLATE, next_help_heading = "Pilihan / Options")]
    Demo {
        /// Folder pack / The folder of the pack.
        #[arg(value_name = "PACK", help_heading = INPUTS)]
        pack: PathBuf,
        /// Folder populasi: pegawai.csv dan satu CSV tiap daftar / The folder of the population.
        #[arg(value_name = "SAMPLE", help_heading = INPUTS)]
        sample: PathBuf,
        /// Tanggal aturan / The date of the rules.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        /// Kolom kunci / The key column.
        #[arg(
            long,
            value_name = "COLUMN",
            default_value = "nip",
            hide_default_value = true,
            hide_possible_values = true
        )]
        key: String,
    },
}

/// Where the facts of subjects come from.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Folder pack / The folder of the pack.
    #[arg(value_name = "PACK", help_heading = INPUTS)]
    pub(crate) pack: PathBuf,
    /// Berkas CSV, JSON, NDJSON, Parquet atau Arrow; `-` untuk masukan standar / A CSV, JSON, NDJSON, Parquet or Arrow file; `-` for standard input.
    #[arg(value_name = "INPUT", help_heading = INPUTS, default_value = "", hide_default_value = true)]
    pub(crate) input: String,
    #[command(flatten)]
    pub(crate) how: HowArgs,
}

/// How the facts of subjects are read, and what is asked of them.
#[derive(Clone, Debug, Args)]
pub(crate) struct HowArgs {
    /// Tanggal aturan; wajib / The date of the rules; required.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<String>,
    /// Bentuk masukan bila tidak terlihat dari namanya / The format of the input where its name does not tell.
    #[arg(long, value_name = "csv|json|ndjson|parquet|arrow", hide_possible_values = true)]
    pub(crate) input_format: Option<Format>,
    /// Kolom kunci di semua berkas / The key column in all files.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) key: Option<String>,
    /// Isi fakta daftar dari berkas lain; dapat diulang / Fill a list fact from another file; repeatable.
    #[arg(long = "list", value_name = "FACT=FILE")]
    pub(crate) lists: Vec<String>,
    /// Sumber pack (sources/*.toml) yang memetakan catatan masukan / The source of the pack that maps the input's records.
    #[arg(long, value_name = "ID")]
    pub(crate) source: Option<String>,
    /// Keluaran yang diminta; dapat diulang; bila tidak ada, bawaan pack / The output asked for; repeatable.
    #[arg(long = "output", value_name = "NAME")]
    pub(crate) outputs: Vec<String>,
}

/// The arguments of `quality`.
#[derive(Debug, Args)]
pub(crate) struct QualityArgs {
    /// Berkas CSV, JSON atau NDJSON; `-` untuk masukan standar / A CSV, JSON or NDJSON file; `-` for standard input.
    #[arg(value_name = "INPUT", help_heading = INPUTS)]
    pub(crate) input: String,
    /// Folder pack; bawaannya folder ini / The folder of the pack; this folder unless given.
    #[arg(long, value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub(crate) pack: PathBuf,
    #[command(flatten)]
    pub(crate) how: HowArgs,
    /// Kolom unit kerja; hasilnya dihitung untuk setiap unit / The column of the unit; counts are told for each unit.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) unit: Option<String>,
    /// Bentuk keluaran / How to write the result.
    #[arg(
        long,
        value_name = "text|json",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: TextOrJson,
}

/// The arguments of `evaluate`.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Berkas hasil; bila tidak ada, keluaran standar / The file of results; standard output unless given.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Bentuk hasil bila tidak terlihat dari namanya / The format of results where the name does not tell.
    #[arg(long, value_name = "csv|json|ndjson|parquet|arrow", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    /// Berkas masalah; bawaannya OUT.issues.csv, atau .parquet untuk tabel / The file of issues; OUT.issues.csv, or .parquet for tables, unless given.
    #[arg(long, value_name = "FILE")]
    pub(crate) issues: Option<PathBuf>,
    /// Kolom masukan yang disalin ke hasil; dapat diulang / A column of the input to copy; repeatable.
    #[arg(long = "keep", value_name = "COLUMN")]
    pub(crate) keep: Vec<String>,
    /// Sertakan hasil lengkap dengan sebabnya sebagai JSON / Add the whole outcome as JSON.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Tulis catatan keputusan (NDJSON) / Write decision records (NDJSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// Kode keluar 1 bila ada masalah / Exit code 1 where there are issues.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Jawab permintaan NDJSON dari stdin, satu baris satu jawaban, sampai stdin ditutup / Answer NDJSON requests from stdin.
    #[arg(long, conflicts_with_all = ["out", "format", "issues", "keep", "explain", "record", "strict", "threads"])]
    pub(crate) stdio: bool,
    /// Banyaknya utas untuk tabel; bawaannya semua inti / Threads for tables; all cores unless given.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Nilai kunci pegawai, atau nomor baris bila tanpa --key / The key of the subject, or the row without --key.
    #[arg(long, value_name = "VALUE")]
    pub(crate) row: String,
    /// Bentuk keluaran / How to write the result.
    #[arg(
        long,
        value_name = "text|html|json",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: ExplainFormat,
    /// Berkas hasil / The file to write.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The arguments of `graph`.
#[derive(Debug, Args)]
pub(crate) struct GraphArgs {
    /// Folder pack / The folder of the pack.
    #[arg(value_name = "PACK", help_heading = INPUTS)]
    pub(crate) pack: PathBuf,
    /// Tanggal aturan / The date of the rules.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<String>,
    /// Hanya yang mendasari nama ini, sebagai gambar / Only what this name rests on, as a drawing.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["upstream", "downstream", "path"])]
    pub(crate) focus: Option<String>,
    /// Sebutkan yang mendasari nama ini / List what this name rests on.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["downstream", "path"])]
    pub(crate) upstream: Option<String>,
    /// Sebutkan yang bergantung pada nama ini / List what rests on this name.
    #[arg(long, value_name = "NAME", conflicts_with = "path")]
    pub(crate) downstream: Option<String>,
    /// Jalan terpendek dari A ke B / The shortest way from A to B.
    #[arg(long, value_names = ["A", "B"], num_args = 2)]
    pub(crate) path: Option<Vec<String>>,
}

/// Text or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    /// For people.
    #[value(help = None)]
    Text,
    /// For programs.
    #[value(help = None)]
    Json,
}

/// Markdown or HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkdownOrHtml {
    /// Markdown.
    #[value(help = None)]
    Markdown,
    /// HTML.
    #[value(help = None)]
    Html,
}

/// Text, HTML or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// For the terminal.
    #[value(help = None)]
    Text,
    /// A page.
    #[value(help = None)]
    Html,
    /// For programs.
    #[value(help = None)]
    Json,
}
