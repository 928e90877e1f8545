//! Runs `minutebook search`.

use minutebook::error::Result;
use minutebook::paper::Layer;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::search::Found;
use minutebook::search::Options;
use minutebook::search::Sort;

use super::Outcome;
use super::again::Again;
use super::asking;
use super::asking::Filters;
use super::beside;
use super::folder::Folder;
use super::help;
use super::terminal::Format;
use super::terminal::Terminal;

/// How many hits are shown where no limit is given.
const LIMIT: usize = 10;
/// How many snippets a hit has where no number is given.
const SNIPPETS: usize = 2;
/// The fields counted below an answer for people.
const FACETS: [&str; 4] = ["council", "committee", "kind", "year"];
/// The fields counted in an answer for programs.
const FACETS_JSON: [&str; 11] = [
    "council",
    "committee",
    "function",
    "theme",
    "kind",
    "year",
    "month",
    "officer",
    "person",
    "role",
    "topic",
];

/// Find items and count them
///
/// Words are joined with AND and found in all their forms. Quote a phrase, take a word away with
/// `-`, narrow with a field such as `council:`. Without words, every item is found.
///
/// Flags may stand before or after the words; what begins with a single dash is part of the
/// query. Words after `--` are never flags. Mind the shell: it eats quotes, so a phrase is
/// written '"bus lane"'.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SEE_LONG, after_long_help = help::search())]
pub(crate) struct Args {
    /// What to look for
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,

    /// Show at most this many items; 0 for all [default: 10, all as CSV]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Output")]
    limit: Option<usize>,

    /// Put items in this order
    ///
    /// Items of papers without a date come last.
    #[arg(long, value_enum, default_value = "relevance", help_heading = "Output")]
    #[arg(allow_hyphen_values = true)]
    sort: Order,

    /// Show at most this many passages of an item
    #[arg(long, value_name = "N", default_value_t = SNIPPETS, help_heading = "Output")]
    snippets: usize,

    /// Count the values of these fields
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', help_heading = "Output")]
    facets: Option<Vec<String>>,

    /// Make one of items that are the same
    ///
    /// A paper under two names, an agenda and the minutes with the same item, a page in English
    /// and in Welsh: the best match stands for all, and all counts are of what is listed.
    #[arg(long, help_heading = "Filters")]
    distinct: bool,

    /// Count no fields
    #[arg(long, conflicts_with = "facets", help_heading = "Output")]
    no_facets: bool,

    /// Say what is needed to repeat and to cite the answer
    #[arg(long, help_heading = "Output")]
    receipt: bool,
}

/// The order of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// The best match first
    Relevance,
    /// The oldest meeting first
    Date,
    /// The newest meeting first
    #[value(name = "-date")]
    DateDescending,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let query = self.filters.query(&self.words)?;
        let found = self.folder.open()?.search(&query, &self.options())?;
        let asked = Asked {
            filters: asking::filters_of(&query),
            only: self.filters.only.clone(),
            command: self.again(&found),
            receipt: self.receipt,
        };
        match self.format {
            Format::Text => {
                present::text::found(&found, &asked, terminal.screen, terminal.out)?;
            }
            Format::Json => present::json::found(&found, &asked, terminal.out)?,
            Format::Csv => {
                present::csv::found(&found, terminal.out)?;
                beside::table(&found.heading, &found.counts(), &asked, terminal.screen)?;
            }
        }
        Ok(Outcome::of(found.total > 0))
    }

    fn options(&self) -> Options {
        let fields = match (&self.facets, self.format) {
            (Some(fields), _) => fields.clone(),
            _ if self.no_facets => Vec::new(),
            (None, Format::Text) => FACETS.map(str::to_owned).to_vec(),
            (None, Format::Json) => FACETS_JSON.map(str::to_owned).to_vec(),
            (None, Format::Csv) => Vec::new(),
        };
        Options {
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Date => Sort::Date,
                Order::DateDescending => Sort::DateDescending,
            },
            limit: self.limit.unwrap_or(if self.format == Format::Csv { 0 } else { LIMIT }),
            only: self.filters.only.clone(),
            facets: fields,
            snippets: self.snippets,
            distinct: self.distinct,
        }
    }

    /// The command that gives the same hits again. The query it holds has the filters in it.
    fn again(&self, found: &Found) -> String {
        let mut again = Again::new("search");
        for layer in self.filters.only.iter().copied().map(Layer::as_str) {
            again.flag("--only", layer);
        }
        again.switch("--distinct", self.distinct);
        match self.sort {
            Order::Relevance => {}
            Order::Date => _ = again.flag("--sort", "date"),
            Order::DateDescending => _ = again.flag("--sort", "-date"),
        }
        if let Some(limit) = self.limit {
            again.flag("--limit", &limit.to_string());
        }
        if let Some(index) = self.folder.named() {
            again.flag("--index", &index);
        }
        again.ending(&[&found.heading.query])
    }
}
