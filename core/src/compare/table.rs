//! Tables as text: aligned for a terminal, and as CSV.

/// A table whose first columns are texts and whose others are figures.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    texts: usize,
}

impl Table {
    /// A table with this head, of which the first `texts` columns hold texts; the others are set to the right.
    pub(super) fn new<const N: usize>(texts: usize, head: [&str; N]) -> Table {
        Table { rows: vec![head.iter().map(|word| (*word).to_owned()).collect()], texts }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    /// The table with two blanks before each line and between columns, and a rule below its head.
    pub(super) fn shown(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut out = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                line.push_str("  ");
                let blanks = width.saturating_sub(cell.chars().count());
                let blanks = " ".repeat(blanks);
                if column < self.texts {
                    line.push_str(cell);
                    line.push_str(&blanks);
                } else {
                    line.push_str(&blanks);
                    line.push_str(cell);
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
            if number == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                out.push_str(&format!("  {}\n", rules.join("  ")));
            }
        }
        out
    }
}

/// One line of CSV with its line end.
pub(super) fn csv_line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let quoted = |cell: S| {
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let mut line = cells.into_iter().map(quoted).collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_left_and_figures_right() {
        let mut table = Table::new(1, ["kelompok", "orang"]);
        table.add(["a".to_owned(), "1.234.567".to_owned()]);
        table.add(["panjang sekali".to_owned(), "2".to_owned()]);
        let lines = table.shown();
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines[0], "  kelompok            orang");
        assert_eq!(lines[2], "  a               1.234.567");
        assert_eq!(lines[3], "  panjang sekali          2");
    }

    #[test]
    fn cells_of_csv_keep_what_they_hold() {
        assert_eq!(csv_line(["a", "b,c", "d\"e"]), "a,\"b,c\",\"d\"\"e\"\n");
    }
}
