//! `timbang explain-code`: what a code means and what to do.

use timbang::diagnostic::codes;
use timbang::{Lang, host};

use crate::failure::{Outcome, stream};
use crate::streams::Streams;

/// Writes the page of a code, or the list of all.
pub(crate) fn explain_code(code: Option<&str>, lang: Lang, streams: &mut Streams<'_>) -> Outcome {
    let written = match code {
        Some(code) => writeln!(streams.out, "{}", part(host::explain_code(code)?, lang).trim_end()),
        None => codes().iter().try_for_each(|info| {
            let title = info.page.lines().next().unwrap_or(info.code).trim_start_matches('#').trim();
            writeln!(streams.out, "{title}")
        }),
    };
    written.map_err(|error| stream(&error))?;
    Ok(0)
}

/// The title of a page and its text in one language.
fn part(page: &str, lang: Lang) -> String {
    let Some((indonesian, english)) = page.split_once("\n## English") else { return page.to_owned() };
    match lang {
        Lang::Id => indonesian.to_owned(),
        Lang::En => {
            let title = page.lines().next().unwrap_or_default();
            format!("{title}\n\n{}", english.trim_start())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_part_of_a_page() {
        let page = "# T1 · Judul / Title\n\nTeks.\n\n## English\n\nWords.\n";
        assert_eq!(part(page, Lang::Id), "# T1 · Judul / Title\n\nTeks.\n");
        assert_eq!(part(page, Lang::En), "# T1 · Judul / Title\n\nWords.\n");
    }
}
