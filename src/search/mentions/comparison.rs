//! Counts mentions by the values of a field over years or months: which said it when, how often,
//! and in how much text.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::error::Error;
use crate::error::Result;
use crate::paper::Layer;
use crate::query::Query;
use crate::search::answer::Heading;
use crate::search::answer::UNKNOWN;
use crate::search::library::Library;

use super::answer::Group;
use super::answer::MentionOptions;
use super::answer::Searched;
use super::answer::Totals;
use super::counted::Counted;
use super::counted::Documents;
use super::tally::Shape;

/// What the columns of a comparison are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// Years of meetings.
    #[default]
    Year,
    /// Months of meetings, as `2017-03`.
    Month,
}

impl Period {
    /// The field by whose values the columns are counted.
    pub fn field(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
        }
    }
}

/// The order of the rows of a comparison. What is not known comes last, ties go by name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SeriesSort {
    /// The most mentions first.
    #[default]
    Total,
    /// The most mentions in 10,000 words first; rows without words last.
    Rate,
    /// From A to Z.
    Name,
}

/// How mentions are to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompareOptions {
    /// The field whose values are the rows, by name.
    pub by: String,
    /// What the columns are.
    pub over: Period,
    /// The order of rows.
    pub sort: SeriesSort,
    /// Show at most so many rows; 0 for all.
    pub limit: usize,
    /// Take each word in the typed form only.
    pub exact: bool,
    /// Take each word with the typed capitals only, which makes it exact too.
    pub cased: bool,
    /// Count copies once, as [`MentionOptions::distinct`] does.
    pub distinct: bool,
    /// Use values of these layers only. Empty for all layers.
    pub only: Vec<Layer>,
}

/// What was found and searched of one row in one column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// What was found; nothing, where it was looked for in vain.
    pub found: Totals,
    /// What was searched.
    pub searched: Searched,
}

/// One row of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The value with the counts of the whole row.
    pub total: Group,
    /// One for each column; `None` where nothing of this row was searched in it.
    pub cells: Vec<Option<Cell>>,
}

/// The mentions of a query by the values of a field, over years or months.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The query, the coverage and the index.
    pub heading: Heading,
    /// How many there are in all. With [`CompareOptions::distinct`], without copies.
    pub totals: Totals,
    /// How many as printed, copies and all; only where copies were left out.
    pub as_printed: Option<Totals>,
    /// The forms as printed, as in [`Mentions::forms`](super::Mentions::forms).
    pub forms: Vec<(String, u64)>,
    /// The words of the index that each typed word stands for.
    pub words: BTreeMap<String, Vec<String>>,
    /// What was searched in all.
    pub searched: Searched,
    /// The field whose values are the rows.
    pub by: String,
    /// What the columns are.
    pub over: Period,
    /// Every year or month of which something was searched, with the counts of the whole column:
    /// the earliest first, items without a date last, under `(unknown)`. One in which nothing was
    /// searched at all has no column.
    pub columns: Vec<Group>,
    /// Every value of which something was searched, with mentions or without, in the order asked
    /// for: all of them, whatever the limit.
    pub rows: Vec<Series>,
    /// How many of these rows are to be shown.
    pub shown: usize,
}

impl Comparison {
    /// Whether an item counts in several rows, so that rows add up to more than there is: it may
    /// name several officers and have several topics.
    pub fn items_overlap(&self) -> bool {
        let items: u64 = self.rows.iter().map(|row| row.total.searched.items).sum();
        items > self.searched.items
    }

    /// Whether a paper counts in several cells, for its items do. In each total it counts once.
    pub fn papers_overlap(&self) -> bool {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        cells.map(|cell| cell.searched.papers).sum::<u64>() > self.searched.papers
    }

    /// The rows to be shown.
    pub fn shown(&self) -> &[Series] {
        &self.rows[..self.shown.min(self.rows.len())]
    }

    /// The counts that a receipt carries: (what, how many).
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let Totals { occurrences, items, papers } = self.totals;
        let mut counts = vec![("mentions", occurrences), ("items", items), ("papers", papers)];
        counts.extend(self.as_printed.map(|all| ("mentions as printed", all.occurrences)));
        let Searched { papers, items, words } = self.searched;
        counts.push(("words searched", words));
        counts.push(("items searched", items));
        counts.push(("papers searched", papers));
        counts.push(("rows", self.rows.len() as u64));
        counts.push(("columns", self.columns.len() as u64));
        counts.push(("rows shown", self.shown().len() as u64));
        counts
    }
}

impl Library {
    /// Counts the mentions of `query` by the values of one field over years or months. What
    /// counts as a mention, and what as searched, is as in [`mentions`](Self::mentions).
    ///
    /// Refuses a year or a month as the field of rows, and what [`mentions`](Self::mentions)
    /// refuses.
    pub fn compare(&self, query: &Query, options: &CompareOptions) -> Result<Comparison> {
        let CompareOptions { by, over, sort, limit, .. } = options;
        if matches!(by.as_str(), "year" | "month") {
            return Err(Error::Query {
                message: format!("a {by} cannot be a row of a comparison"),
                hint: format!("`--over {by}` makes columns of them"),
            });
        }
        let options = MentionOptions {
            exact: options.exact,
            cased: options.cased,
            distinct: options.distinct,
            by: vec![by.clone(), over.field().to_owned()],
            only: options.only.clone(),
            ..MentionOptions::default()
        };
        let counted = self.counted(query, &options, Shape::Crossed, &mut Documents::new())?;
        let Counted { query, layers, planner, by: tables, mut cells, .. } = counted;
        let mut tables = tables.into_iter().map(|table| table.groups);
        let (rows, columns) =
            (tables.next().unwrap_or_default(), tables.next().unwrap_or_default());
        let mut rows: Vec<Series> = rows
            .into_iter()
            .map(|total| {
                let key = |column: &Group| (total.value.clone(), column.value.clone());
                let cells = columns.iter().map(|column| cells.remove(&key(column))).collect();
                Series { total, cells }
            })
            .collect();
        rows.sort_by(|a, b| order(&a.total, &b.total, *sort));
        let mut heading = self.heading(&query, &planner, &layers)?;
        options.note(&mut heading.means);
        Ok(Comparison {
            heading,
            totals: counted.totals,
            as_printed: counted.as_printed,
            forms: counted.forms,
            words: counted.words,
            searched: counted.searched.unwrap_or_default(),
            by: by.clone(),
            over: *over,
            columns,
            shown: if *limit == 0 { rows.len() } else { rows.len().min(*limit) },
            rows,
        })
    }
}

/// Which of two rows comes first.
fn order(a: &Group, b: &Group, sort: SeriesSort) -> Ordering {
    let unknown = |group: &Group| group.value == UNKNOWN;
    let by = match sort {
        SeriesSort::Total => b.found.occurrences.cmp(&a.found.occurrences),
        SeriesSort::Rate => by_rate(a, b),
        SeriesSort::Name => Ordering::Equal,
    };
    unknown(a).cmp(&unknown(b)).then(by).then_with(|| a.value.cmp(&b.value))
}

/// Compares two rates without rounding them: the higher comes first.
fn by_rate(a: &Group, b: &Group) -> Ordering {
    let [a_words, b_words] = [a, b].map(|group| u128::from(group.searched.words));
    let [a_found, b_found] = [a, b].map(|group| u128::from(group.found.occurrences));
    (a_words == 0).cmp(&(b_words == 0)).then((b_found * a_words).cmp(&(a_found * b_words)))
}

#[cfg(test)]
mod tests {
    use super::Group;
    use super::Searched;
    use super::SeriesSort;
    use super::Totals;
    use super::order;

    #[test]
    fn rows_are_put_in_the_order_asked_for() {
        let group = |value: &str, occurrences, words| Group {
            value: value.to_owned(),
            found: Totals { occurrences, items: 1, papers: 1 },
            searched: Searched { papers: 1, items: 1, words },
        };
        let groups = [
            group("(unknown)", 9, 10),
            group("Birch", 2, 100),
            group("Alder", 2, 200),
            group("Elm", 3, 1000),
            group("Ash", 0, 0),
        ];
        let sorted = |sort| {
            let mut sorted: Vec<&Group> = groups.iter().collect();
            sorted.sort_by(|a, b| order(a, b, sort));
            sorted.into_iter().map(|group| group.value.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(sorted(SeriesSort::Total), ["Elm", "Alder", "Birch", "Ash", "(unknown)"]);
        assert_eq!(sorted(SeriesSort::Rate), ["Birch", "Alder", "Elm", "Ash", "(unknown)"]);
        assert_eq!(sorted(SeriesSort::Name), ["Alder", "Ash", "Birch", "Elm", "(unknown)"]);
    }
}
