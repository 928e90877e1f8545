//! Holds what `statements` and `recommendations` have in common.

use minutebook::error::Result;
use minutebook::paper::Layer;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::query::Field;
use minutebook::query::Query;
use minutebook::search::StatementOptions;
use minutebook::search::StatementSort;

use super::Outcome;
use super::again::Again;
use super::asking;
use super::asking::Filters;
use super::beside;
use super::folder::Folder;
use super::terminal::Format;
use super::terminal::Terminal;

/// How many rows are shown to people where no limit is given; programs get all.
const LIMIT: usize = 20;

/// The arguments of both.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    /// What to look for; everything where nothing is given
    ///
    /// Words must stand in the statement itself or in what opens its list, not only in its item.
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    /// Only what this body says: ofsted, cqc, cabinet, …
    ///
    /// By its name, a part of it, or the short name of a body outside the council. Several are
    /// joined with OR. The same as `by:` in the query.
    #[arg(long, value_name = "BODY", visible_alias = "body", help_heading = "Filters")]
    from: Vec<String>,

    /// Only what is addressed to someone whose name has these words
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    addressee: Option<String>,

    /// Count once what is said again in a copy
    ///
    /// Or in the same words for the same item, such as in the agenda and again in the minutes. In
    /// the order of papers the first stands for all; both counts are shown.
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

    /// Put rows in this order
    ///
    /// What is equal goes by council, committee, date and place. Papers without a date come last.
    #[arg(long, value_enum, default_value = "level", help_heading = "Output")]
    #[arg(allow_hyphen_values = true)]
    sort: Order,

    /// Say what is needed to repeat and to cite the answer
    #[arg(long, help_heading = "Output")]
    receipt: bool,
}

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// Those with their text first, then claims, then mentions
    Level,
    /// The oldest meeting first
    Date,
    /// The newest meeting first
    #[value(name = "-date")]
    DateDescending,
}

impl Common {
    /// The query: its words, its filters, and what its kinds and makers narrow it to.
    pub(crate) fn query(&self, kinds: &[String]) -> Result<Query> {
        let mut query = self.filters.query(&self.words)?;
        for (field, typed) in [(Field::Is, kinds), (Field::By, &self.from)] {
            let values: Result<Vec<_>> = typed.iter().map(|value| field.value(value)).collect();
            query = query.and_filter(field, values?);
        }
        Ok(query)
    }

    /// How statements are to be found; kinds, levels and groups are for the caller to say.
    pub(crate) fn options(&self) -> StatementOptions {
        StatementOptions {
            addressee: self.addressee.clone(),
            sort: match self.sort {
                Order::Level => StatementSort::Level,
                Order::Date => StatementSort::Date,
                Order::DateDescending => StatementSort::DateDescending,
            },
            limit: self.limit.unwrap_or(if self.format == Format::Text { LIMIT } else { 0 }),
            distinct: self.distinct,
            only: self.filters.only.clone(),
            ..StatementOptions::default()
        }
    }

    /// Answers a query. `again` has the subcommand with its own flags.
    pub(crate) fn answer(
        &self,
        query: &Query,
        options: &StatementOptions,
        history: bool,
        again: Again,
        terminal: &mut Terminal<'_>,
    ) -> Result<Outcome> {
        let library = self.folder.open()?;
        let asked = Asked {
            filters: asking::filters_of(query),
            only: self.filters.only.clone(),
            command: self.again(again, query),
            receipt: self.receipt,
        };
        let (found, rows) = library.statements(query, options)?;
        let (screen, out) = (terminal.screen, &mut *terminal.out);
        match self.format {
            Format::Text => {
                present::text::statements(&found, rows, history, &asked, screen, out)?;
            }
            Format::Json => present::json::statements(&found, rows, &asked, out)?,
            Format::Csv => {
                present::csv::statements(rows, history, out)?;
                beside::table(&found.heading, &found.counts(), &asked, screen)?;
            }
        }
        Ok(Outcome::of(found.total > 0))
    }

    /// The command that gives the same rows again. The query it holds has the filters in it.
    fn again(&self, mut again: Again, query: &Query) -> String {
        for layer in self.filters.only.iter().copied().map(Layer::as_str) {
            again.flag("--only", layer);
        }
        if let Some(addressee) = &self.addressee {
            again.flag("--addressee", addressee);
        }
        again.switch("--distinct", self.distinct);
        match self.sort {
            Order::Level => {}
            Order::Date => _ = again.flag("--sort", "date"),
            Order::DateDescending => _ = again.flag("--sort", "-date"),
        }
        if let Some(limit) = self.limit {
            again.flag("--limit", &limit.to_string());
        }
        if let Some(index) = self.folder.named() {
            again.flag("--index", &index);
        }
        again.ending(&[&query.to_string()])
    }
}
