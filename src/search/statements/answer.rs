//! Holds what a list of statements gives back: plain values, without a word on how they are shown.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashSet;
use std::sync::Arc;

use crate::paper::Layer;
use crate::paper::Level;
use crate::paper::PageStart;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::search::answer::About;
use crate::search::answer::Facet;
use crate::search::answer::FacetValue;
use crate::search::answer::Heading;
use crate::search::answer::UNKNOWN;
use crate::search::mentions::Totals;

use super::group::Group;

/// The order of statements. What is equal goes by council, committee, date and place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StatementSort {
    /// Those whose text is there first, then claims, then mentions.
    #[default]
    Level,
    /// The oldest meeting first; papers without a date last.
    Date,
    /// The newest meeting first; papers without a date last.
    DateDescending,
}

/// How statements are to be found and shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementOptions {
    /// Statements of these kinds only, whatever the query says. Empty for all.
    pub kinds: Vec<StatementKind>,
    /// Statements of these levels only. Empty for all.
    pub levels: Vec<Level>,
    /// Statements whose addressee has these words only, without regard to capitals.
    pub addressee: Option<String>,
    /// The order of rows.
    pub sort: StatementSort,
    /// At most so many rows; 0 for all.
    pub limit: usize,
    /// Make one row of what one maker said to one council in the same words.
    pub grouped: bool,
    /// Leave out what is said in the same words in an item that is the same: of those in the
    /// order of papers the first stands for all.
    pub distinct: bool,
    /// Use values of these layers only. Empty for all layers.
    pub only: Vec<Layer>,
}

impl StatementOptions {
    /// Whether statements of this level are listed.
    pub(super) fn lists(&self, level: Level) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }

    /// Says in words what the query was held against, and what else narrows.
    pub(super) fn note(&self, means: &mut String) {
        means.push_str("; words, `is` and `by` hold of the statement itself");
        let mut one_of = |what: &str, words: Vec<&str>| {
            if !words.is_empty() {
                means.push_str(&format!("; {what}: {}", words.join(" or ")));
            }
        };
        one_of("is", self.kinds.iter().map(|kind| kind.as_str()).collect());
        one_of("level", self.levels.iter().map(|level| level.as_str()).collect());
        one_of("addressed to", self.addressee.iter().map(String::as_str).collect());
        if self.distinct {
            means.push_str("; what is printed again in a copy or for the same item counts once");
        }
    }
}

/// How many rows there are of each level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    /// Whose text is there.
    pub item: u64,
    /// Of which only their number is said.
    pub claim: u64,
    /// Of which no more is said than that there are some.
    pub mention: u64,
}

/// The counts of all statements that answer a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Statements {
    /// The query, the coverage and the index.
    pub heading: Heading,
    /// How many rows, whatever the limit.
    pub total: u64,
    /// How many statements, each as often as it is printed. Without grouping, as many as rows.
    pub occurrences: u64,
    /// How many items hold them.
    pub items: u64,
    /// How many papers hold them.
    pub papers: u64,
    /// How many statements there are as printed, copies and all; only where copies were left out.
    pub as_printed: Option<Totals>,
    /// The rows by level; they add up to the total.
    pub levels: Levels,
    /// The rows by `kind`, `body` and `council`. One that does two things counts under both. No
    /// filter is left aside.
    pub facets: Vec<Facet>,
    /// What there is of each council, where recommendations of a body were asked for.
    pub summary: Option<Summary>,
    /// Whether rows are groups.
    pub grouped: bool,
    /// How many rows follow.
    pub shown: u64,
}

/// What there is of the recommendations of a body, council by council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The bodies asked for, by name.
    pub bodies: Vec<String>,
    /// The councils whose papers were searched, with recommendations or without, by name; papers
    /// without a council last.
    pub councils: Vec<CouncilSummary>,
    /// Councils of nations where the body has no powers and of which nothing was found: for them
    /// there is no number, not even 0.
    pub not_applicable: Vec<CouncilSummary>,
}

/// What there is of one council.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CouncilSummary {
    /// Its name; `None` for papers without one.
    pub council: Option<String>,
    /// Its nation, where the registry has it.
    pub nation: Option<String>,
    /// How many of its papers were searched.
    pub papers: u64,
    /// How many different recommendations were found whose text is there.
    pub held: u64,
    /// What is claimed of their number: the largest of each framework and inspection.
    pub claims: Vec<Claimed>,
    /// How many different sentences mention some and say no more.
    pub mentions: u64,
}

/// How many recommendations there are said to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claimed {
    /// The id of the framework, where it is told.
    pub framework: Option<String>,
    /// When there was an inspection, where it is told.
    pub inspected: Option<String>,
    /// The largest number said.
    pub claimed: u32,
}

/// A statement with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// What is known of it. Its spans are those of the text of its item, in bytes.
    pub statement: Statement,
    /// Its text as extracted.
    pub text: String,
    /// What opens the list it stands in, as extracted.
    pub lead_in: Option<String>,
}

/// A statement where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Its id: that of its item, `#`, and its number among the statements there, from 1.
    pub id: String,
    /// The id of its item.
    pub item: String,
    /// What the item is and whence it comes.
    pub about: Arc<About>,
    /// What it says.
    pub quoted: Quoted,
}

impl Said {
    /// The page it begins on, where the format has pages.
    pub fn page(&self) -> Option<PageStart> {
        self.about.pages.at(self.quoted.statement.span.start)
    }
}

/// One row of a list of statements.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementRow {
    /// The statement where it was said first; of papers without a date, the first by id.
    pub first: Said,
    /// Where else the same was said, the oldest first, undated last. Empty without grouping.
    pub later: Vec<Said>,
    /// Of a claim: how many different recommendations of that maker to that council the index
    /// holds the text of, under the same framework where both tell theirs.
    pub held: Option<u64>,
}

impl StatementRow {
    /// Where it was said, the oldest first, undated last.
    pub fn occurrences(&self) -> impl DoubleEndedIterator<Item = &Said> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// What became of it, as the latest dated paper says that says so.
    pub fn status(&self) -> Option<&str> {
        self.latest(|statement| statement.status.as_deref())
    }

    /// What was answered to it, as the latest dated paper says that says so.
    pub fn response(&self) -> Option<&str> {
        self.latest(|statement| statement.response.as_deref())
    }

    fn latest<'a>(&'a self, told: impl Fn(&'a Statement) -> Option<&'a str>) -> Option<&'a str> {
        let dated = self.occurrences().filter(|said| said.about.date.is_some());
        let undated = self.occurrences().filter(|said| said.about.date.is_none());
        dated.rev().chain(undated).find_map(|said| told(&said.quoted.statement))
    }
}

impl Statements {
    pub(super) fn count(
        heading: Heading,
        groups: &[Group],
        options: &StatementOptions,
        summary: Option<Summary>,
    ) -> Self {
        let total = groups.len() as u64;
        let mut levels = Levels::default();
        let mut counts: [BTreeMap<&str, u64>; 3] = Default::default();
        for first in groups.iter().map(|group| &group.first) {
            match first.level {
                Level::Item => levels.item += 1,
                Level::Claim => levels.claim += 1,
                Level::Mention => levels.mention += 1,
            }
            let kinds = [Some(first.kind), first.also].into_iter().flatten();
            for kind in kinds.collect::<BTreeSet<_>>() {
                *counts[0].entry(kind.as_str()).or_default() += 1;
            }
            *counts[1].entry(first.body.as_deref().unwrap_or(UNKNOWN)).or_default() += 1;
            *counts[2].entry(first.council.as_deref().unwrap_or(UNKNOWN)).or_default() += 1;
        }
        let spots = || groups.iter().flat_map(Group::spots);
        let items: HashSet<_> = spots().map(|spot| spot.address).collect();
        let papers: HashSet<&str> = spots().map(|spot| &*spot.paper).collect();
        let facets = ["kind", "body", "council"].into_iter().zip(counts).map(|(field, counts)| {
            let mut values: Vec<FacetValue> = counts
                .into_iter()
                .map(|(value, count)| FacetValue { value: value.to_owned(), count, chosen: false })
                .collect();
            values.sort_by(|a, b| {
                let unknown = |value: &FacetValue| value.value == UNKNOWN;
                (unknown(a), b.count, &a.value).cmp(&(unknown(b), a.count, &b.value))
            });
            Facet { field: field.to_owned(), aside: false, values }
        });
        Self {
            heading,
            total,
            occurrences: spots().count() as u64,
            items: items.len() as u64,
            papers: papers.len() as u64,
            as_printed: None,
            levels,
            facets: facets.collect(),
            summary,
            grouped: options.grouped,
            shown: match options.limit {
                0 => total,
                limit => total.min(limit as u64),
            },
        }
    }

    /// The counts that a receipt carries: (what, how many).
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let what = if self.grouped { "recommendations" } else { "statements" };
        let mut counts = vec![(what, self.total)];
        counts.extend(self.grouped.then_some(("occurrences", self.occurrences)));
        counts.extend(self.as_printed.map(|all| ("statements as printed", all.occurrences)));
        let Levels { item, claim, mention } = self.levels;
        counts.extend([("level item", item), ("level claim", claim), ("level mention", mention)]);
        counts.extend([("items", self.items), ("papers", self.papers), ("shown", self.shown)]);
        counts
    }
}
