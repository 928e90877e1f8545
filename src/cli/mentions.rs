//! Runs `minutebook mentions`.

use std::path::PathBuf;

use minutebook::error::Result;
use minutebook::paper::Layer;
use minutebook::pipeline;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::search::MentionSort;
use minutebook::search::Mentions;
use minutebook::search::Surroundings;
use minutebook::verify::Verification;

use super::Outcome;
use super::again::Again;
use super::asking;
use super::asking::Filters;
use super::beside;
use super::folder::Folder;
use super::help;
use super::progress::Bar;
use super::readers;
use super::terminal::Format;
use super::terminal::Terminal;
use super::terms;

/// How many mentions are shown to people where no limit is given; programs get all.
const LIMIT: usize = 20;
/// The fields counted in an answer for programs where none is given.
const BY_JSON: [&str; 2] = ["council", "year"];
/// How much is shown around a mention where nothing is given.
const CONTEXT: &str = "10";

/// List every mention, in its context
///
/// Finds each place where a word, a phrase, a wildcard or a NEAR or ONTO pair stands, with its
/// citation, and counts all of them by the forms as printed. Of several words, the mentions of
/// each are listed, in items that hold them all. Fields and words with `-` only narrow.
///
/// Mentions are counted as they are printed: a text that stands in an agenda and again in the
/// minutes in the same words counts twice, unless `--distinct` is given.
///
/// Flags may stand before or after the words, as with `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SEE_LONG, after_long_help = help::mentions())]
pub(crate) struct Args {
    /// What to look for
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    /// Take words in the typed form only
    ///
    /// Without it, any form and spelling counts: caseload, case-loads. Quotes do the same for one
    /// word.
    #[arg(long, help_heading = "Filters")]
    exact: bool,

    /// Take words with the typed capitals only
    ///
    /// `MASH` is then not found in `mash`. Words are taken in the typed form only.
    #[arg(long, help_heading = "Filters")]
    cased: bool,

    /// Count once what is printed again in a copy
    ///
    /// Or in the same sentence of the same item, such as in the agenda and again in the minutes.
    /// In the order of papers the first counts; both counts are shown.
    #[arg(long, help_heading = "Filters")]
    distinct: bool,

    /// Count each line of a file by itself
    ///
    /// One query a line; blank lines and those that begin with `#` are passed over. The answer is
    /// a table a term, by council or what `--by` says, and the terms found nowhere. A QUERY beside
    /// it may hold fields only.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["limit", "sort", "context"])]
    terms: Option<PathBuf>,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,

    /// Show at most this many mentions; 0 for all [default: 20 as text, else all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Output")]
    limit: Option<usize>,

    /// Put mentions in this order
    ///
    /// Papers without a date, and councils that are not known, come last.
    #[arg(long, value_enum, default_value = "paper", help_heading = "Output")]
    #[arg(allow_hyphen_values = true)]
    sort: Order,

    /// Show so many words on each side, or the whole `sentence`
    #[arg(long, value_name = "N|sentence", default_value = CONTEXT, value_parser = context)]
    #[arg(help_heading = "Output")]
    context: Surroundings,

    /// Count by these fields too: council, year, committee, officer, topic, kind, …
    ///
    /// Each value is shown with what was searched of it, so that rates can be compared. As CSV,
    /// these tables take the place of the mentions.
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', help_heading = "Output")]
    by: Option<Vec<String>>,

    /// Read the files again and count in them, without the index
    ///
    /// Every mention counts, also beyond `--limit` and with `--distinct`. Files that differ, have changed or are gone
    /// are named; where a file differs or cannot be read, the command fails with exit code 2.
    /// The files are read as `index` reads them; from there on nothing of the index is used, but
    /// for what it knows of council, committee, date and the like.
    #[arg(long, conflicts_with = "terms", help_heading = "Output")]
    verify: bool,

    /// Say what is needed to repeat and to cite the answer
    #[arg(long, help_heading = "Output")]
    receipt: bool,
}

/// The order of mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// As on a shelf: council, committee, date, then place in the paper
    Paper,
    /// The oldest meeting first
    Date,
    /// The newest meeting first
    #[value(name = "-date")]
    DateDescending,
    /// Councils from A to Z, then the oldest meeting first
    Council,
    /// By the words left of the mention, the nearest first
    Left,
    /// By the words right of the mention, the nearest first
    Right,
}

/// Reads how much is to be shown around a mention.
fn context(typed: &str) -> std::result::Result<Surroundings, String> {
    if typed == "sentence" {
        return Ok(Surroundings::Sentence);
    }
    typed
        .parse()
        .map(Surroundings::Words)
        .map_err(|_| "give a number of words, or `sentence`".to_owned())
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
        if let Some(file) = &self.terms {
            let to = (self.format, terminal);
            return terms::run(&library, file, &query, &self.options(), &asked, to);
        }
        let (mut mentions, rows) = library.mentions(&query, &self.options())?;
        if self.verify {
            mentions.verified = Some(self.verified(&library, &query, &mentions)?);
        }
        let (screen, out) = (terminal.screen, &mut *terminal.out);
        match self.format {
            Format::Text => {
                let aligned = matches!(self.sort, Order::Left | Order::Right);
                present::text::mentions(&mentions, rows, aligned, &asked, screen, out)?;
            }
            Format::Json => present::json::mentions(&mentions, rows, &asked, out)?,
            Format::Csv => {
                if self.by.is_some() {
                    present::csv::mentions_by(&mentions, out)?;
                } else {
                    present::csv::mentions(rows, out)?;
                }
                let err = &mut anstream::stderr().lock();
                present::text::related(&mentions.related, screen, err)?;
                beside::table(&mentions.heading, &mentions.counts(), &asked, screen)?;
                if let Some(verification) = &mentions.verified {
                    beside::verified(verification, screen)?;
                }
            }
        }
        if mentions.verified.as_ref().is_some_and(|it| !it.agrees) {
            return Ok(Outcome::Unverified);
        }
        Ok(Outcome::of(mentions.totals.occurrences > 0))
    }

    /// Reads the files again and counts in them.
    fn verified(
        &self,
        library: &Library,
        query: &Query,
        mentions: &Mentions,
    ) -> Result<Verification> {
        let claims = library.claims(query, &self.options(), mentions)?;
        let bar = Bar::new();
        let verification = pipeline::verify(&library.ledger()?, &claims, &readers::apart(), &bar);
        bar.clear();
        Ok(verification)
    }

    fn options(&self) -> MentionOptions {
        let by = match (&self.by, self.format) {
            (Some(fields), _) => fields.clone(),
            (None, _) if self.terms.is_some() => vec![terms::BY.to_owned()],
            (None, Format::Json) => BY_JSON.map(str::to_owned).to_vec(),
            (None, Format::Text | Format::Csv) => Vec::new(),
        };
        MentionOptions {
            sort: match self.sort {
                Order::Paper => MentionSort::Paper,
                Order::Date => MentionSort::Date,
                Order::DateDescending => MentionSort::DateDescending,
                Order::Council => MentionSort::Council,
                Order::Left => MentionSort::Left,
                Order::Right => MentionSort::Right,
            },
            limit: self.limit.unwrap_or(if self.format == Format::Text { LIMIT } else { 0 }),
            context: self.context,
            exact: self.exact,
            cased: self.cased,
            distinct: self.distinct,
            by,
            only: self.filters.only.clone(),
        }
    }

    /// The command that gives the same mentions again. The query it holds has the filters in it.
    fn again(&self, query: &Query) -> String {
        let mut again = Again::new("mentions");
        for layer in self.filters.only.iter().copied().map(Layer::as_str) {
            again.flag("--only", layer);
        }
        again.switch("--exact", self.exact);
        again.switch("--cased", self.cased);
        again.switch("--distinct", self.distinct);
        again.switch("--verify", self.verify);
        let sort = match self.sort {
            Order::Paper => None,
            Order::Date => Some("date"),
            Order::DateDescending => Some("-date"),
            Order::Council => Some("council"),
            Order::Left => Some("left"),
            Order::Right => Some("right"),
        };
        if let Some(sort) = sort {
            again.flag("--sort", sort);
        }
        match self.context {
            Surroundings::Sentence => _ = again.flag("--context", "sentence"),
            Surroundings::Words(count) if count.to_string() != CONTEXT => {
                again.flag("--context", &count.to_string());
            }
            Surroundings::Words(_) => {}
        }
        if let Some(file) = &self.terms {
            again.flag("--terms", &file.display().to_string());
        }
        if let Some(by) = &self.by {
            again.flag("--by", &by.join(","));
        }
        if let Some(limit) = self.limit {
            again.flag("--limit", &limit.to_string());
        }
        if let Some(index) = self.folder.named() {
            again.flag("--index", &index);
        }
        let query = query.to_string();
        let all = self.terms.is_some() && query == Query::All.to_string();
        again.ending(&[if all { "" } else { &query }])
    }
}
