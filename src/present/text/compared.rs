//! Writes a comparison as tables of the same rows and columns: how many mentions, how often in
//! 10,000 words, and how many words were searched. Where not all columns fit, bars show them all.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::found;
use super::mentions;
use super::receipt;
use crate::present::Asked;
use crate::present::axis;
use crate::present::clean;
use crate::present::words;
use crate::search::Cell;
use crate::search::Comparison;
use crate::search::Group;
use crate::search::UNKNOWN;

/// What a row or a column with the sums is called.
const ALL: &str = "all";
/// How many columns of the terminal a value has at least; years give way to it.
const VALUE: usize = 19;
/// From no mention to the highest rate shown.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Writes a comparison. Where nothing was found, it says what might help.
pub fn compared(
    comparison: &Comparison,
    asked: &Asked,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<()> {
    let mut page = Page::new(out, screen);
    let none = comparison.totals.occurrences == 0;
    let total = match none {
        true => "no mention found".to_owned(),
        false => mentions::totals(comparison.totals),
    };
    found::opening(&mut page, &total, &comparison.heading)?;
    page.flow(0, 2, &[Run::plain(mentions::named(&comparison.forms).join(" · "))])?;
    if let Some(all) = comparison.as_printed {
        let told = format!("as printed, copies and all: {}", mentions::totals(all));
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    if none {
        found::advice(&mut page, &comparison.heading, &comparison.words, asked)?;
    }
    if !comparison.rows.is_empty() {
        let grid = Grid::of(comparison, page.width());
        for figure in &FIGURES {
            page.gap()?;
            grid.table(&mut page, figure)?;
        }
        grid.course(&mut page)?;
        page.gap()?;
        grid.legend(&mut page)?;
        grid.left_out(&mut page)?;
        overlaps(&mut page, comparison)?;
    }
    if asked.receipt {
        page.gap()?;
        receipt::lines(&mut page, &comparison.heading, &comparison.counts(), asked)?;
    }
    Ok(())
}

/// Says of rows that overlap that they do, by itself: for formats that have no place for it.
pub fn compared_notes(comparison: &Comparison, screen: Screen, out: &mut dyn Write) -> Result<()> {
    overlaps(&mut Page::new(out, screen), comparison)
}

/// Says where rows and columns do not add up, and why.
fn overlaps(page: &mut Page<'_>, comparison: &Comparison) -> Result<()> {
    let told = if comparison.items_overlap() {
        format!(
            "rows overlap and do not add up: an item counts under each {} it has, and once in `{ALL}`",
            comparison.by
        )
    } else if comparison.papers_overlap() {
        format!(
            "papers do not add up: one with items in several rows or columns counts in each, and once in `{ALL}`"
        )
    } else {
        return Ok(());
    };
    page.flow(0, 2, &[Run::faint(told)])
}

/// A figure of a whole row.
type Count = fn(&Cell) -> u64;

/// One table of figures.
struct Figure {
    name: &'static str,
    cell: fn(&Cell) -> String,
    /// Whether a bar stands before each figure.
    bars: bool,
    /// Further figures of whole rows, in the columns of [`TAIL`].
    tail: Option<[Count; 2]>,
}

const FIGURES: [Figure; 3] = [
    Figure {
        name: "mentions",
        cell: |cell| words::number(cell.found.occurrences),
        bars: false,
        tail: Some([|cell| cell.found.items, |cell| cell.found.papers]),
    },
    Figure {
        name: "per 10,000 words",
        cell: |cell| words::rate(cell.found.occurrences, cell.searched.words),
        bars: true,
        tail: None,
    },
    Figure {
        name: "words searched",
        cell: |cell| words::number(cell.searched.words),
        bars: false,
        tail: Some([|cell| cell.searched.items, |cell| cell.searched.papers]),
    },
];

/// The columns of further figures.
const TAIL: [&str; 2] = ["items", "papers"];

/// A row as it is written.
struct Line {
    name: String,
    cells: Vec<Option<Cell>>,
    all: Cell,
}

/// Rows and columns as they fit a page, the same for all tables.
struct Grid<'a> {
    comparison: &'a Comparison,
    /// The rows shown, and the sums last.
    lines: Vec<Line>,
    /// The number of the first column shown: earlier ones give way.
    first: usize,
    /// How many columns of the terminal values take.
    name: usize,
    /// The same of each column, shown or not, and of the sums of rows.
    columns: Vec<usize>,
    all: usize,
    /// The same of further figures, or `None` where these give way.
    tail: Option<[usize; 2]>,
    /// The highest rate of a cell of these rows, shown or not.
    highest: f64,
}

/// The counts of a whole row or column.
fn sums(group: &Group) -> Cell {
    Cell { found: group.found, searched: group.searched }
}

fn rate(cell: &Cell) -> Option<f64> {
    words::per_10_000(cell.found.occurrences, cell.searched.words)
}

/// `mentions by council`.
fn head(figure: &Figure, by: &str) -> String {
    if figure.bars { figure.name.to_owned() } else { format!("{} by {by}", figure.name) }
}

/// How many columns of the terminal the widest of these takes in any table.
fn widest(cells: impl Iterator<Item = Cell>, head: &str) -> usize {
    let figures = cells.flat_map(|cell| {
        FIGURES.iter().map(move |figure| {
            let bar = if figure.bars { 2 } else { 0 };
            clean::width(&(figure.cell)(&cell)) + bar
        })
    });
    figures.max().unwrap_or(0).max(clean::width(head))
}

/// The bar of a rate: the lowest for none at all, and for none other.
fn bar(rate: f64, highest: f64) -> char {
    if rate <= 0.0 || highest <= 0.0 {
        return BARS[0];
    }
    let step = (rate / highest * 7.0).ceil();
    BARS[(1..7).find(|at| *at as f64 >= step).unwrap_or(7)]
}

impl<'a> Grid<'a> {
    fn of(comparison: &'a Comparison, room: usize) -> Self {
        let mut lines: Vec<Line> = comparison
            .shown()
            .iter()
            .map(|row| Line {
                name: clean::line(&row.total.value),
                cells: row.cells.clone(),
                all: sums(&row.total),
            })
            .collect();
        let rows = lines.len();
        lines.push(Line {
            name: ALL.to_owned(),
            cells: comparison.columns.iter().map(|column| Some(sums(column))).collect(),
            all: Cell { found: comparison.totals, searched: comparison.searched },
        });
        let of_column = |(at, column): (usize, &Group)| {
            let cells = lines.iter().filter_map(|line| line.cells.get(at).copied().flatten());
            widest(cells, &column.value)
        };
        let columns: Vec<usize> = comparison.columns.iter().enumerate().map(of_column).collect();
        let all = widest(lines.iter().map(|line| line.all), ALL);
        let tail = [0, 1].map(|at| {
            let figures = FIGURES.iter().filter_map(|figure| figure.tail);
            let figures = figures.flat_map(|tail| lines.iter().map(move |it| tail[at](&it.all)));
            let widest = figures.map(|n| words::number(n).len()).max().unwrap_or(0);
            widest.max(TAIL[at].len())
        });
        let heads = FIGURES.iter().map(|figure| clean::width(&head(figure, &comparison.by)));
        let names = lines.iter().map(|line| clean::width(&line.name));
        let longest = heads.chain(names).max().unwrap_or(0);
        let least = longest.min(VALUE.max(room / 4));

        let taken = |first: usize, tail: Option<[usize; 2]>| -> usize {
            let columns = columns[first..].iter().map(|width| width + 2).sum::<usize>();
            let tail = tail.iter().flatten().map(|width| width + 2).sum::<usize>();
            columns + all + 2 + tail
        };
        let last = columns.len().saturating_sub(1);
        let fits = |tail| (0..=last).find(|first| least + taken(*first, tail) <= room);
        // Two columns are worth more than further figures; an only one may stick out.
        let (first, tail) = match fits(Some(tail)) {
            Some(first) if first == 0 || first < last => (first, Some(tail)),
            _ => (fits(None).unwrap_or(last), None),
        };
        let name = longest.min(room.saturating_sub(taken(first, tail)).max(least));
        let cells = lines[..rows].iter().flat_map(|line| line.cells.iter().flatten());
        let highest = cells.filter_map(rate).fold(0.0, f64::max);
        Self { comparison, lines, first, name, columns, all, tail, highest }
    }

    fn table(&self, page: &mut Page<'_>, figure: &Figure) -> Result<()> {
        let mut row = self.padded(&head(figure, &self.comparison.by));
        let columns = || self.columns[self.first..].iter();
        for (column, width) in self.comparison.columns[self.first..].iter().zip(columns()) {
            row.push_str(&format!("  {:>width$}", column.value));
        }
        row.push_str(&format!("  {ALL:>width$}", width = self.all));
        let tails = || figure.tail.into_iter().flatten().zip(self.tail.into_iter().flatten());
        for ((_, width), name) in tails().zip(TAIL) {
            row.push_str(&format!("  {name:>width$}"));
        }
        page.line(&[Run::strong(row)])?;
        let last = self.lines.len() - 1;
        for (at, line) in self.lines.iter().enumerate() {
            let mut row = self.padded(&line.name);
            for (cell, width) in line.cells[self.first..].iter().zip(columns()) {
                let shown = match cell {
                    Some(cell) if figure.bars && at < last => {
                        let bar = rate(cell).map_or(' ', |rate| bar(rate, self.highest));
                        format!("{bar} {}", (figure.cell)(cell))
                    }
                    Some(cell) => (figure.cell)(cell),
                    None => String::new(),
                };
                row.push_str(&format!("  {shown:>width$}"));
            }
            row.push_str(&format!("  {:>width$}", (figure.cell)(&line.all), width = self.all));
            for (count, width) in tails() {
                row.push_str(&format!("  {:>width$}", words::number(count(&line.all))));
            }
            page.line(&[if at < last { Run::plain(row) } else { Run::strong(row) }])?;
        }
        Ok(())
    }

    /// Writes a bar for each year or month, where not all have a column: as many as fit a line, up
    /// to the latest.
    fn course(&self, page: &mut Page<'_>) -> Result<()> {
        let Comparison { columns, over, .. } = self.comparison;
        let places = columns.iter().map(|column| axis::place(*over, &column.value));
        let dated: Vec<(i32, usize)> =
            places.enumerate().filter_map(|(at, place)| Some((place?, at))).collect();
        let (Some((first, _)), Some((last, _))) = (dated.first(), dated.last()) else {
            return Ok(());
        };
        if self.first == 0 {
            return Ok(());
        }
        let room = page.width().saturating_sub(self.name + 2).max(2);
        let from = (*first).max(last - i32::try_from(room).unwrap_or(i32::MAX) + 1);
        page.gap()?;
        let span = format!("{} to {}", axis::label(*over, from), axis::label(*over, *last));
        let head = format!("a bar a {}, {span}", over.field());
        page.flow(0, 2, &[Run::strong(head)])?;
        for line in &self.lines[..self.lines.len() - 1] {
            let bar_of = |place: i32| {
                let at = dated.binary_search_by_key(&place, |(place, _)| *place).ok()?;
                let cell = line.cells.get(dated[at].1)?.as_ref()?;
                rate(cell).map(|rate| bar(rate, self.highest))
            };
            let bars: String = (from..=*last).map(|at| bar_of(at).unwrap_or(' ')).collect();
            page.line(&[Run::plain(format!("{}  {bars}", self.padded(&line.name)))])?;
        }
        Ok(())
    }

    fn padded(&self, text: &str) -> String {
        let text = clean::cut(text, self.name);
        let pad = " ".repeat(self.name.saturating_sub(clean::width(&text)));
        text + &pad
    }

    /// Says what bars and blanks mean.
    fn legend(&self, page: &mut Page<'_>) -> Result<()> {
        let mut told = String::new();
        if self.highest > 0.0 {
            let highest = format!("{:.2}", self.highest);
            told.push_str(&format!(
                "{} is {highest} in 10,000 words, the highest of these rows; {} is none; ",
                BARS[7], BARS[0]
            ));
        }
        told.push_str("blank: nothing there to search");
        page.flow(0, 2, &[Run::faint(told)])
    }

    /// Says which columns and rows are not shown, and how to see them.
    fn left_out(&self, page: &mut Page<'_>) -> Result<()> {
        let Comparison { columns, rows, over, .. } = self.comparison;
        let hidden = &columns[..self.first];
        let dated = columns.iter().filter(|column| column.value != UNKNOWN).count();
        if let (Some(from), Some(to)) = (hidden.first(), hidden.last()) {
            let range = match hidden.len() {
                1 => from.value.clone(),
                _ => format!("{}..{}", from.value, to.value),
            };
            let told = format!(
                "{} of {} not shown, {range}: see `--date {range}`, `--format csv` or a wider \
                 terminal",
                words::number(hidden.len() as u64),
                words::count(dated as u64, over.field()),
            );
            page.flow(0, 2, &[Run::faint(told)])?;
        }
        let shown = self.lines.len() - 1;
        if shown < rows.len() {
            let (shown, rows) = (words::number(shown as u64), words::number(rows.len() as u64));
            let told = format!(
                "{shown} of {rows} rows shown, all counted in `{ALL}`; `--limit 0` shows all"
            );
            page.flow(0, 2, &[Run::faint(told)])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn the_lowest_bar_is_none_and_the_highest_all() {
        let bars: String =
            [0.0, 0.1, 10.0, 11.0, 69.9, 70.0].map(|it| bar(it, 70.0)).into_iter().collect();
        assert_eq!(bars, "▁▂▂▃██");
        assert_eq!(bar(0.0, 0.0), '▁');
    }
}
