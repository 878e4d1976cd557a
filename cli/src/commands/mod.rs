//! The commands, one a file.

mod bundle;
mod cases;
mod check;
mod describe;
mod diff;
mod explain;
mod explain_code;
mod format;
mod graph;
mod guard;
mod help;
mod load;
mod lock;
mod lsp;
mod map;
mod new;
mod quality;
mod regimes;
mod replay;
mod report;
mod schema;
mod test;

use std::ffi::OsString;

use clap::Parser as _;
use timbang::Lang;

use crate::args::{Arguments, Command};
use crate::failure::{Failure, Outcome, stream, tell};
use crate::streams::Streams;
use crate::{demo, evaluate, population, usage};

pub(crate) use load::Layers;

/// Runs the command line and gives the exit code: 0 where all is well, 1 where something was found, 2 where the
/// command could not be carried out.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let wanted = usage::language(&arguments);
    let done = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => dispatch(&parsed, streams),
        Err(error) if usage::is_help(&error) => {
            let shown = error.render();
            let written = match error.exit_code() {
                0 => write!(streams.out, "{shown}"),
                _ => write!(streams.err, "{shown}"),
            };
            written.map_err(|error| stream(&error)).map(|()| if error.exit_code() == 0 { 0 } else { 2 })
        }
        Err(error) => Err(usage::refused(&error)),
    };
    streams.progress.finish_and_clear();
    match done {
        Ok(code) => code,
        Err(Failure::Closed) => 0,
        Err(Failure::Told(error)) => {
            // Where even this cannot be written, the exit code still tells.
            drop(tell(&error, wanted, streams.err));
            2
        }
    }
}

fn dispatch(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let lang = Lang::from(arguments.lang);
    let of = |pack| Layers { bases: &arguments.bases, pack, lang };
    match &arguments.command {
        Command::Check { pack, format } => check::check(&of(pack), *format, streams),
        Command::Test { pack, coverage: false, format } => test::test(&of(pack), *format, streams),
        Command::Test { pack, coverage: true, format } => test::coverage(&of(pack), *format, streams),
        // The only kind of proposal so far; clap asks for its name.
        Command::Cases { pack, boundaries: _ } => cases::boundaries(&of(pack), streams),
        Command::Regimes { pack, format } => regimes::regimes(&of(pack), *format, streams),
        Command::Diff { old, new, format } => diff::diff(&of(old), &of(new), *format, streams),
        Command::Compare(args) => population::compare(args, &of(&args.input.pack), streams),
        Command::Fairness(args) => population::fairness(args, &of(&args.input.pack), streams),
        Command::Guard { pack, format } => guard::guard(&of(pack), *format, streams),
        Command::Evaluate(args) => evaluate::evaluate(args, &of(&args.input.pack), streams),
        Command::Explain(args) => explain::explain(args, &of(&args.input.pack), streams),
        Command::Replay { pack, record } => replay::replay(&of(pack), record, streams),
        Command::Graph(args) => graph::graph(args, &of(&args.pack), streams),
        Command::Describe { pack, as_of, format, out } => {
            describe::describe(&of(pack), as_of.as_deref(), *format, out.as_deref(), streams)
        }
        Command::Format { pack, check } => format::format(&of(pack), *check, streams),
        Command::Lock { pack } => lock::lock(&of(pack), streams),
        Command::Lsp { as_of } => lsp::lsp(&arguments.bases, as_of.as_deref(), lang, streams),
        Command::Map { input, pack, input_format } => map::map(input, *input_format, &of(pack), streams),
        Command::Quality(args) => quality::quality(args, &of(&args.pack), streams),
        Command::Bundle { pack, out } => bundle::bundle(&of(pack), out, streams),
        Command::Schema { facts: Some(pack), .. } => schema::facts(&of(pack), streams),
        Command::Schema { kind, facts: None } => schema::schema(kind.as_deref().unwrap_or_default(), streams),
        Command::Types { pack } => schema::types(&of(pack), streams),
        Command::New { folder } => new::new(folder, lang, streams),
        Command::ExplainCode { code } => explain_code::explain_code(code.as_deref(), lang, streams),
        Command::Help { command } => help::help(command.as_deref(), streams),
        Command::Demo { pack, sample, as_of, key } => {
            demo::demo(&of(pack), sample, as_of.as_deref(), key, streams)
        }
    }
}
