//! Runs `minutebook facets`.

use minutebook::error::Result;
use minutebook::paper::Layer;
use minutebook::present;
use minutebook::present::Asked;

use super::Outcome;
use super::again::Again;
use super::asking;
use super::asking::Filters;
use super::beside;
use super::folder::Folder;
use super::help;
use super::terminal::Format;
use super::terminal::Terminal;

/// Count the values of a field
///
/// Counts the items found, or all items where there is no query, by council, committee, function,
/// theme, kind, year, month, officer, person, role, topic, statement or body. Items without a
/// value stand under `(unknown)`, so that the counts of a field with one value an item add up to the total.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SEE_LONG, after_long_help = help::facets())]
pub(crate) struct Args {
    /// Which field: council, committee, kind, year, …
    field: String,

    /// What to look for; all items where nothing is given
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,

    /// Show at most this many values; 0 for all
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        default_value_t = 0,
        help_heading = "Output"
    )]
    limit: usize,

    /// Say what is needed to repeat and to cite the answer
    #[arg(long, help_heading = "Output")]
    receipt: bool,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let query = self.filters.query(&self.words)?;
        let library = self.folder.open()?;
        let (heading, facet) = library.facet(&self.field, &query, &self.filters.only)?;
        let asked = Asked {
            filters: asking::filters_of(&query),
            only: self.filters.only.clone(),
            command: self.again(&heading.query),
            receipt: self.receipt,
        };
        let screen = terminal.screen;
        match self.format {
            Format::Text => {
                let out = &mut *terminal.out;
                present::text::facet(&heading, &facet, self.limit, &asked, screen, out)?;
            }
            Format::Json => {
                present::json::facet(&heading, &facet, self.limit, &asked, terminal.out)?;
            }
            Format::Csv => {
                present::csv::facet(&facet, self.limit, terminal.out)?;
                let counts = [("values", facet.values.len() as u64)];
                beside::table(&heading, &counts, &asked, screen)?;
            }
        }
        Ok(Outcome::of(facet.values.iter().any(|value| value.count > 0)))
    }

    /// The command that gives the same counts again.
    fn again(&self, query: &str) -> String {
        let mut again = Again::new("facets");
        for layer in self.filters.only.iter().copied().map(Layer::as_str) {
            again.flag("--only", layer);
        }
        if self.limit != 0 {
            again.flag("--limit", &self.limit.to_string());
        }
        if let Some(index) = self.folder.named() {
            again.flag("--index", &index);
        }
        again.ending(&[&self.field, query])
    }
}
