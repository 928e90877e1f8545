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

/// A class that is being measured.
pub(crate) struct Asking {
    class: Class,
    query: Query,
    held: Held,
    /// How often it is asked in a run.
    times: u32,
    cpu: Vec<Duration>,
    wall: Vec<Duration>,
}

impl Class {
    /// Asks it twice, which is not counted.
    pub(crate) fn begin(self, library: &Library) -> Result<Asking> {
        let query: Query = self.typed.parse()?;
        let failed = |error| format!("{}: {error}", self.name);
        let held = self.ask.answer(library, &query).map_err(failed)?;
        let began = Instant::now();
        self.ask.answer(library, &query)?;
        let once = began.elapsed().max(Duration::from_nanos(1));
        let times = (SHORTEST.as_nanos() / once.as_nanos() + 1).min(u128::from(MOST)) as u32;
        Ok(Asking { class: self, query, held, times, cpu: Vec::new(), wall: Vec::new() })
    }
}

impl Asking {
    /// One run.
    pub(crate) fn run(&mut self, library: &Library) -> Result<()> {
        let (start, began) = (used(), Instant::now());
        for _ in 0..self.times {
            black_box(self.class.ask.answer(library, &self.query)?);
        }
        self.cpu.push((used() - start) / self.times);
        self.wall.push(began.elapsed() / self.times);
        Ok(())
    }

    /// The medians of the runs.
    pub(crate) fn end(self) -> Row {
        let Class { name, typed, is_rare, .. } = self.class;
        let (cpu, wall) = (median(self.cpu), median(self.wall));
        Row { name, typed, held: self.held, cpu, wall, is_rare }
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
