//! `timbang graph`: what depends on what.

use std::sync::Arc;

use timbang::diagnostic::nearest;
use timbang::graph::Graph;
use timbang::{Error, Lang, text};

use super::Layers;
use crate::args::GraphArgs;
use crate::evaluate::as_of;
use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Draws the graph of a day, or lists what was asked for.
pub(crate) fn graph(args: &GraphArgs, layers: &Layers<'_>, streams: &mut Streams<'_>) -> Outcome {
    let day = as_of(args.as_of.as_deref())?;
    let (pack, lang) = (layers.load(streams)?, layers.lang);
    let Some(graph) = pack.graph(day) else { return Ok(0) };
    let path = args.path.iter().flatten();
    for name in [&args.focus, &args.upstream, &args.downstream].into_iter().flatten().chain(path) {
        known(graph, name)?;
    }
    let shown = match (&args.upstream, &args.downstream, args.path.as_deref()) {
        (Some(name), ..) => listed(graph, graph.upstream(name), lang),
        (_, Some(name), _) => listed(graph, graph.downstream(name), lang),
        (.., Some([from, to])) => match graph.path(from, to) {
            Some(names) => listed(graph, names, lang),
            None => {
                let none =
                    text!("`{to}` tidak bergantung pada `{from}`.", "`{to}` does not rest on `{from}`.");
                writeln!(streams.out, "{}", none.get(lang)).map_err(|error| stream(&error))?;
                return Ok(1);
            }
        },
        _ => graph.to_mermaid(args.focus.as_deref(), lang),
    };
    write!(streams.out, "{shown}").map_err(|error| stream(&error))?;
    Ok(0)
}

fn known(graph: &Graph, name: &str) -> Outcome<()> {
    if graph.nodes().any(|(known, _)| **known == *name) {
        return Ok(());
    }
    let help = match nearest(name, graph.nodes().map(|(known, _)| &**known)) {
        Some(near) => text!("Mungkin maksudnya `{near}`?", "Did you mean `{near}`?"),
        None => text!(
            "`timbang graph PACK --as-of TANGGAL` menyebut semua nama yang berlaku.",
            "`timbang graph PACK --as-of DATE` names everything in force."
        ),
    };
    let message =
        text!("Tidak ada yang bernama `{name}` pada tanggal itu.", "Nothing is named `{name}` on that date.");
    Err(Error::new("T3003", message).with_help(help).into())
}

fn listed(graph: &Graph, names: Vec<Arc<str>>, lang: Lang) -> String {
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let label = |name: &Arc<str>| {
        graph.nodes().find(|(known, _)| *known == name).and_then(|(_, node)| node.label.as_ref())
    };
    let lines = names.iter().map(|name| match label(name) {
        Some(label) => format!("{name:width$}  {}\n", label.get(lang)),
        None => format!("{name}\n"),
    });
    lines.collect()
}
