//! The handbook of a pack as it is shipped, and of one that means harm.

use crate::source::Files;
use crate::{Lang, Pack, check, date};

fn nasional() -> Pack {
    Pack::from_dir("../rules/nasional").unwrap()
}

#[test]
fn the_page_tells_everything_once_and_its_links_lead_somewhere() {
    for lang in [Lang::Id, Lang::En] {
        let page = nasional().describe_html(date(2026, 1, 1), lang);
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id), "{id} stands twice");
        }
        let links: Vec<&str> =
            page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() > 100);
        for link in links {
            assert!(ids.contains(&link), "{link} leads nowhere");
        }
        assert!(!page.contains("<script") && !page.contains("http"));
        assert!(page.contains("masa_kerja_pangkat &gt;= masa_kerja_pangkat_reguler"));
    }
}

#[test]
fn the_markdown_tells_rules_figures_and_promotions_in_both_languages() {
    let pack = nasional();
    let told = pack.describe_markdown(date(2026, 1, 1), Lang::Id);
    for line in [
        "# Aturan nasional kinerja, angka kredit, kenaikan pangkat dan pelatihan ASN",
        "- semua dari:",
        "  - Masa kerja dalam pangkat mencukupi",
        "## Angka yang masih harus dicocokkan",
        "```rhai\nfn masa_kerja_pangkat(tmt_golongan, as_of) {",
    ] {
        assert!(told.contains(line), "{line}");
    }
    assert!(told.contains(pack.digest()));
    let told = pack.describe_markdown(date(2026, 1, 1), Lang::En);
    assert!(told.contains("  - Enough years in rank"));
    assert!(told.contains("## Figures still to be checked"));
}

#[test]
fn cases_and_exceptions_are_shown_and_what_is_unverified_comes_last() {
    let told = nasional().describe_markdown(date(2026, 1, 1), Lang::Id);
    assert!(told.contains("Kasus:\n\n- "), "{told}");
    let places = ["## Pengecualian atas fakta yang dilindungi", "## Angka yang masih harus dicocokkan"];
    let at: Vec<usize> =
        told.lines().enumerate().filter(|(_, l)| places.contains(l)).map(|(n, _)| n).collect();
    let heads: Vec<usize> =
        told.lines().enumerate().filter(|(_, l)| l.starts_with("## ")).map(|(n, _)| n).collect();
    assert_eq!(at, heads[heads.len() - 2..]);
}

#[test]
fn lists_are_told_with_labels_and_in_the_numbers_of_the_language() {
    let page = nasional().describe_html(date(2026, 1, 1), Lang::Id);
    // A field of the rows that a table looks at, and what cases expect of each row.
    assert!(page.contains("<th scope=\"col\">Hari kerja tidak masuk"), "{page}");
    assert!(
        page.contains("<strong>Teguran tertulis; Pernyataan tidak puas secara tertulis</strong>"),
        "{page}"
    );
    assert!(page.contains("<strong>104; 97,33</strong>"), "{page}");
    assert!(
        page.contains("belum dapat dipastikan karena Rating hasil kerja, Rating perilaku kerja"),
        "{page}"
    );
    let told = nasional().describe_markdown(date(2026, 1, 1), Lang::En);
    assert!(told.contains("104; 97.33") && !told.contains("→ [104"), "{told}");
}

#[test]
fn results_of_one_table_are_told_apart() {
    let page = nasional().describe_html(date(2026, 1, 1), Lang::Id);
    let head = page.split("Lama dan potongan tiap jenis hukuman disiplin").find_map(|rest| {
        let (_, table) = rest.split_once("<thead>")?;
        table.split("</thead>").next()
    });
    let head = head.unwrap();
    let columns: Vec<&str> = head.split("scope=\"col\">").skip(1).collect();
    assert!(columns.len() > 3);
    for (at, column) in columns.iter().enumerate() {
        assert!(!columns[..at].contains(column), "{head}");
    }
}

#[test]
fn what_is_unverified_stands_together_under_what_it_is_of() {
    let told = nasional().describe_markdown(date(2026, 1, 1), Lang::Id);
    let (_, last) = told.split_once("## Angka yang masih harus dicocokkan").unwrap();
    let heads: Vec<&str> = last.lines().filter(|line| line.starts_with("- ")).collect();
    let figures = last.lines().filter(|line| line.starts_with("  - [ ] ")).count();
    assert!(heads.len() > 50 && figures > 2 * heads.len(), "{} {figures}", heads.len());
    assert!(
        heads
            .iter()
            .any(|line| line.contains("Hukuman yang diancamkan karena tidak masuk kerja [PP 94/2021]"))
    );
}

#[test]
fn a_matrix_is_a_matrix() {
    let told = nasional().describe_markdown(date(2026, 1, 1), Lang::Id);
    assert!(told.contains("| Di atas ekspektasi | Kurang | Baik | Sangat baik |"), "{told}");
}

#[test]
fn what_another_day_holds_is_told_apart() {
    let pack = nasional();
    let told = pack.describe_markdown(date(2024, 6, 1), Lang::Id);
    assert!(told.contains("1 Juni 2024"));
    assert_ne!(told, pack.describe_markdown(date(2026, 1, 1), Lang::Id));
}

#[test]
fn nothing_that_a_pack_says_becomes_markup() {
    let files = Files::from_map([
        (
            "pack.toml",
            "format = 1\nid = \"jahat\"\nversion = \"0.1.0\"\ntitle = \"<img src=x onerror=alert(1)> | [x](y)\"\nsubject = \"pegawai\"\noutputs = [\"b\"]\n",
        ),
        (
            "facts.toml",
            "[fact.a]\ntype = \"number\"\nlabel = \"<script>alert(1)</script>|*tebal*\"\nmin = 0\nmax = 10\n",
        ),
        (
            "topik/b.rhai",
            "//! @basis <b>UU</b>\n\n/// Dua <img src=x onerror=alert(1)> kali.\n///\n/// Keterangan </code></pre>`` ` ```` lain.\nfn b(a) {\n    // ````\n    a * 2\n}\n",
        ),
    ]);
    let report = check(files);
    let pack = report.pack.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
    for lang in [Lang::Id, Lang::En] {
        let page = pack.describe_html(date(2026, 1, 1), lang);
        for markup in ["<img", "<script", "<b>", "</code></pre>`"] {
            assert!(!page.contains(markup), "{markup}");
        }
        let told = pack.describe_markdown(date(2026, 1, 1), lang);
        assert!(!told.contains("<img") && !told.contains("<script"), "{told}");
        assert!(told.contains("\\[x\\](y)") && told.contains("\\|\\*tebal\\*"), "{told}");
        // The fence is longer than any run of backticks in the rule.
        assert!(told.contains("\n`````rhai\n") && told.contains("\n`````\n"), "{told}");
    }
}
