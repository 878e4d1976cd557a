//! `evaluate --stdio`: a resident process that answers one request a line.

use std::io::{BufRead, BufReader, Read};

use timbang::host::Desk;
use timbang::text;

use crate::args::InputArgs;
use crate::commands::Layers;
use crate::failure::{Failure, Outcome, bad_option, stream, unreadable};
use crate::input::{MAX_ROW, skip_line};
use crate::streams::Streams;

/// Answers requests until the input ends or nobody reads the answers any more.
pub(crate) fn serve(args: &InputArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let how = &args.how;
    if !args.input.is_empty() || how.key.is_some() || !how.lists.is_empty() || how.input_format.is_some() {
        return Err(bad_option(
            text!(
                "Dengan --stdio tidak ada berkas masukan, --key, --list dan --input-format.",
                "With --stdio there is no input file, --key, --list and --input-format."
            ),
            text!("Faktanya disebut dalam setiap permintaan.", "The facts are given in each request."),
        ));
    }
    let report = layers.check()?;
    let checked = timbang::host::report_json(&report);
    let pack = match report.pack {
        Some(pack) => pack,
        None => layers.load(streams)?,
    };
    let mut desk = Desk::new(pack, checked, how.as_of.as_deref(), &how.outputs, how.source.as_deref())?;
    let Some(stdin) = streams.stdin.take() else { return Ok(0) };
    let mut requests = BufReader::with_capacity(1 << 16, stdin);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = requests.by_ref().take(MAX_ROW).read_until(b'\n', &mut line);
        let count = read.map_err(|error| unreadable("-", &error))?;
        if count == 0 {
            return Ok(0);
        }
        let too_long = !line.ends_with(b"\n") && u64::try_from(count).unwrap_or(u64::MAX) >= MAX_ROW;
        if too_long {
            skip_line(&mut requests).map_err(|error| unreadable("-", &error))?;
        } else if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = if too_long { desk.too_long(MAX_ROW) } else { desk.answer(&line) };
        let written = writeln!(streams.out, "{answer}").and_then(|()| streams.out.flush());
        match written.map_err(|error| stream(&error)) {
            Ok(()) => {}
            Err(Failure::Closed) => return Ok(0),
            Err(other) => return Err(other),
        }
    }
}
