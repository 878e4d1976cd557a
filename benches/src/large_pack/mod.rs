//! A large pack: 500 rules and 100 tables over twenty topics, in the words of a national pack, with figures drawn
//! from a seed.
//!
//! Each topic has the same files, in `topic/`: `~` in them is the name of the topic, and `#25` a figure drawn from
//! three quarters of 25 up to 25, so that no two topics are alike.

use timbang::source::Files;

use crate::random::Random;

/// How many topics there are; each has 25 rules and 5 tables.
pub const TOPICS: u64 = 20;

/// The files of a topic: a path and what stands in it.
const TOPIC: [(&str, &str); 11] = [
    ("facts/~.toml", include_str!("topic/facts.toml")),
    ("parameters/~.toml", include_str!("topic/parameters.toml")),
    ("~/nilai.rhai", include_str!("topic/nilai.rhai")),
    ("~/butir.rhai", include_str!("topic/butir.rhai")),
    ("~/syarat.rhai", include_str!("topic/syarat.rhai")),
    ("tables/poin_~.csv", include_str!("topic/poin.csv")),
    ("tables/predikat_~.csv", include_str!("topic/predikat.csv")),
    ("tables/kelas_~.csv", include_str!("topic/kelas.csv")),
    ("tables/tunjangan_~.csv", include_str!("topic/tunjangan.csv")),
    ("tables/butir_~.csv", include_str!("topic/butir.csv")),
    ("cases/~.toml", include_str!("topic/kasus.toml")),
];

/// The large pack of a seed; the same seed gives the same bytes.
#[must_use]
pub fn large_pack(seed: u64) -> Files {
    let mut files = vec![("facts/umum.toml".to_owned(), include_str!("common.toml").to_owned())];
    let mut catalogue = "code,kind,title,title_en,provider,hours,cost\n".to_owned();
    for topic in 0..TOPICS {
        let name = format!("t{topic:02}");
        for (number, (path, text)) in (0..).zip(TOPIC) {
            let mut random = Random::for_purpose(seed, topic, number);
            files.push((path.replace('~', &name), drawn(&text.replace('~', &name), &mut random)));
        }
        catalogue.push_str(&format!("PEL-{name},course,Pelatihan {name},Training {name},LAN,24,1800000\n"));
        catalogue.push_str(&format!("BIM-{name},coaching,Bimbingan {name},Guidance {name},Unit kerja,6,0\n"));
    }
    files.push(("catalogue.csv".to_owned(), catalogue));
    files.push(("pack.toml".to_owned(), manifest()));
    Files::from_map(files)
}

fn manifest() -> String {
    let outputs = (0..TOPICS).map(|topic| format!("  \"kredit_seluruhnya_t{topic:02}\",\n"));
    let outputs: String = outputs.collect();
    format!(
        "format = 1\nid = \"besar\"\nversion = \"0.1.0\"\ntitle = \"Pack besar\"\nsubject = \"pegawai\"\n\
         outputs = [\n{outputs}  \"triggers\",\n]\n"
    )
}

/// The text with a figure in place of each `#`.
fn drawn(text: &str, random: &mut Random) -> String {
    let mut pieces = text.split('#');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
        match digits.parse::<u64>() {
            Ok(most) => {
                let least = most.saturating_sub(most.checked_div(4).unwrap_or(0));
                out.push_str(&random.between(least, most).to_string());
            }
            // The mark of a comment.
            Err(_) => out.push('#'),
        }
        out.push_str(piece.get(digits.len()..).unwrap_or_default());
    }
    out
}
