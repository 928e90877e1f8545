//! Runs `minutebook compare`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use minutebook::error::Error;
use minutebook::error::Result;
use minutebook::paper::Layer;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::query::Query;
use minutebook::search::CompareOptions;
use minutebook::search::Comparison;
use minutebook::search::Period;
use minutebook::search::SeriesSort;

use super::Outcome;
use super::again::Again;
use super::asking;
use super::asking::Filters;
use super::beside;
use super::folder::Folder;
use super::help;
use super::terminal::Format;
use super::terminal::Terminal;

/// How many rows are shown to people where no limit is given; programs get all.
const LIMIT: usize = 20;
/// The field of rows where none is given.
const BY: &str = "council";

/// Compare how often something is said, by council over the years
///
/// Counts the mentions of a query, as `mentions` does, by the values of a field and by years or
/// months at once, with the words searched of each and the rate in 10,000 words. Rows that were
/// searched in vain stand with 0; where nothing of a row was searched in a year, its cell is
/// blank. What is not known stands under `(unknown)`, so that rows and columns add up.
///
/// Flags may stand before or after the words, as with `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SEE_LONG, after_long_help = help::compare())]
pub(crate) struct Args {
    /// What to look for
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    /// Make a row of each council, committee, theme, officer, topic or kind, …
    #[arg(long, value_name = "FIELD", default_value = BY, help_heading = None::<&str>)]
    by: String,

    /// Make a column of each year or month
    #[arg(long, value_enum, value_name = "PERIOD", default_value = "year")]
    over: Over,

    /// Take words in the typed form only
    #[arg(long, help_heading = "Filters")]
    exact: bool,

    /// Take words with the typed capitals only, which takes them in the typed form only
    #[arg(long, help_heading = "Filters")]
    cased: bool,

    /// Count once what is printed again in a copy, as `mentions` does
    #[arg(long, help_heading = "Filters")]
    distinct: bool,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,

    /// Show at most this many rows; 0 for all [default: 20 as text, else all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Output")]
    limit: Option<usize>,

    /// Put rows in this order; what is not known comes last
    #[arg(long, value_enum, default_value = "total", help_heading = "Output")]
    sort: Order,

    /// Draw the rows with the most mentions into this file too
    ///
    /// An SVG picture: rates in 10,000 words, a line a row, broken where nothing was searched. A
    /// file of that name is overwritten.
    #[arg(long, value_name = "FILE.svg", value_parser = picture, help_heading = "Output")]
    plot: Option<PathBuf>,

    /// Say what is needed to repeat and to cite the answer
    #[arg(long, help_heading = "Output")]
    receipt: bool,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Over {
    /// A year
    Year,
    /// A month
    Month,
}

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// The most mentions first
    Total,
    /// The most mentions in 10,000 words first
    Rate,
    /// From A to Z
    Name,
}

/// Takes the name of a picture: no paper is to be overwritten by mistake.
fn picture(typed: &str) -> std::result::Result<PathBuf, String> {
    let path = PathBuf::from(typed);
    let svg = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if svg { Ok(path) } else { Err("give a name that ends in .svg".to_owned()) }
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let query = self.filters.query(&self.words)?;
        let library = self.folder.open()?;
        let asked = Asked {
            filters: asking::filters_of(&query),
            only: self.filters.only.clone(),
            command: self.again(&query),
            receipt: self.receipt,
        };
        let comparison = library.compare(&query, &self.options())?;
        let (screen, out) = (terminal.screen, &mut *terminal.out);
        match self.format {
            Format::Text => present::text::compared(&comparison, &asked, screen, out)?,
            Format::Json => present::json::compared(&comparison, &asked, out)?,
            Format::Csv => {
                present::csv::compared(&comparison, out)?;
                let err = &mut anstream::stderr().lock();
                present::text::compared_notes(&comparison, screen, err)?;
                beside::table(&comparison.heading, &comparison.counts(), &asked, screen)?;
            }
        }
        if let Some(file) = &self.plot {
            out.flush()?;
            draw(&comparison, file)?;
        }
        Ok(Outcome::of(comparison.totals.occurrences > 0))
    }

    fn options(&self) -> CompareOptions {
        CompareOptions {
            by: self.by.clone(),
            over: match self.over {
                Over::Year => Period::Year,
                Over::Month => Period::Month,
            },
            sort: match self.sort {
                Order::Total => SeriesSort::Total,
                Order::Rate => SeriesSort::Rate,
                Order::Name => SeriesSort::Name,
            },
            limit: self.limit.unwrap_or(if self.format == Format::Text { LIMIT } else { 0 }),
            exact: self.exact,
            cased: self.cased,
            distinct: self.distinct,
            only: self.filters.only.clone(),
        }
    }

    /// The command that gives the same comparison again. The query it holds has the filters in
    /// it.
    fn again(&self, query: &Query) -> String {
        let mut again = Again::new("compare");
        if self.by != BY {
            again.flag("--by", &self.by);
        }
        if self.over == Over::Month {
            again.flag("--over", "month");
        }
        for layer in self.filters.only.iter().copied().map(Layer::as_str) {
            again.flag("--only", layer);
        }
        again.switch("--exact", self.exact);
        again.switch("--cased", self.cased);
        again.switch("--distinct", self.distinct);
        match self.sort {
            Order::Total => {}
            Order::Rate => _ = again.flag("--sort", "rate"),
            Order::Name => _ = again.flag("--sort", "name"),
        }
        if let Some(limit) = self.limit {
            again.flag("--limit", &limit.to_string());
        }
        if let Some(file) = &self.plot {
            again.flag("--plot", &file.display().to_string());
        }
        if let Some(index) = self.folder.named() {
            again.flag("--index", &index);
        }
        again.ending(&[&query.to_string()])
    }
}

/// Draws a comparison into a file.
fn draw(comparison: &Comparison, file: &Path) -> Result<()> {
    let mut picture = Vec::new();
    present::svg::compared(comparison, &mut picture)?;
    fs::write(file, picture).map_err(|source| Error::Write { path: file.to_owned(), source })
}
