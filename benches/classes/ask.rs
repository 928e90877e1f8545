//! Asks a query as its command does, and times it.

use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

use minutebook::query::Query;
use minutebook::search::CompareOptions;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::search::Options;
use minutebook::search::StatementOptions;

use crate::Result;
use crate::measured::median;
use crate::measured::used;
use crate::table::Row;

/// So long a run takes at least: shorter ones are asked again and again, and divided.
const SHORTEST: Duration = Duration::from_millis(2);
/// No run asks more often than this.
const MOST: u32 = 200;

/// What is asked of the library, with the options of the command.
pub(crate) enum Ask {
    Search(Options),
    /// Mentions, and whether their rows are read too.
    Mentions(MentionOptions, bool),
    Compare(CompareOptions),
    Statements(StatementOptions),
}

/// A class of query.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    /// The query, as it is typed.
    pub(crate) typed: String,
    pub(crate) ask: Ask,
    /// Whether so little matches that the cost is not that of the matches.
    pub(crate) is_rare: bool,
}

/// How much an answer holds: items, or rows of statements, and mentions where they are counted.
#[derive(Clone, Copy)]
pub(crate) struct Held {
    pub(crate) matches: u64,
    pub(crate) occurrences: Option<u64>,
}

impl Class {
    /// Times it: the median of so many runs, of which the first is not counted.
    pub(crate) fn measure(&self, library: &Library, runs: usize) -> Result<Row> {
        let query: Query = self.typed.parse()?;
        let failed = |error| format!("{}: {error}", self.name);
        let held = self.ask.answer(library, &query).map_err(failed)?;
        let began = Instant::now();
        self.ask.answer(library, &query)?;
        let once = began.elapsed().max(Duration::from_nanos(1));
        let times = (SHORTEST.as_nanos() / once.as_nanos() + 1).min(u128::from(MOST)) as u32;
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let (start, began) = (used(), Instant::now());
            for _ in 0..times {
                black_box(self.ask.answer(library, &query)?);
            }
            cpu.push((used() - start) / times);
            wall.push(began.elapsed() / times);
        }
        Ok(Row {
            name: self.name,
            typed: self.typed.clone(),
            held,
            cpu: median(cpu),
            wall: median(wall),
            is_rare: self.is_rare,
        })
    }
}

impl Ask {
    /// Asks once.
    fn answer(&self, library: &Library, query: &Query) -> Result<Held> {
        Ok(match self {
            Self::Search(options) => {
                let found = library.search(query, options)?;
                Held { matches: found.total, occurrences: None }
            }
            Self::Mentions(options, with_rows) => {
                let (mentions, rows) = library.mentions(query, options)?;
                if *with_rows {
                    let mut seen = 0;
                    for row in rows {
                        black_box(row?);
                        seen += 1;
                    }
                    assert_eq!(seen, mentions.shown, "as many rows as were said");
                }
                let totals = mentions.totals;
                Held { matches: totals.items, occurrences: Some(totals.occurrences) }
            }
            Self::Compare(options) => {
                let totals = library.compare(query, options)?.totals;
                Held { matches: totals.items, occurrences: Some(totals.occurrences) }
            }
            Self::Statements(options) => {
                let (found, rows) = library.statements(query, options)?;
                for row in rows {
                    black_box(row?);
                }
                Held { matches: found.total, occurrences: Some(found.occurrences) }
            }
        })
    }
}
