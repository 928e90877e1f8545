//! Says what becomes of each record of a web archive: a source, a problem, or set aside.

use std::collections::BTreeMap;

use crate::problem::ProblemKind;
use crate::source::archive::http::Answer;
use crate::source::archive::warc;
use crate::source::archive::warc::Record;

/// What becomes of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may hold a paper.
    Source {
        /// Where the page was published.
        uri: String,
        /// What it was called on the way: `text/html; charset=utf-8`.
        content_type: Option<String>,
        /// Whether its block is the answer of a server, head and all.
        is_answer: bool,
    },
    /// It holds none, and why.
    Problem {
        /// Where it was published.
        uri: String,
        kind: ProblemKind,
        detail: String,
    },
    /// It is no page but a note of the crawler, of the given type.
    Aside(&'static str),
    /// It is not what it says.
    Broken(&'static str),
}

/// The types of records, as they are named in a report. The last stands for all others.
const ASIDE: &[&str] =
    &["warcinfo", "request", "metadata", "revisit", "continuation", "resource", "response"];
const OTHER: &str = "of another type";

/// How addresses begin that pages are published at.
const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "file://"];

/// What is no paper, by the name a server gives it. The first that fits counts; a name that ends
/// in `/` stands for all that begin with it.
const NO_PAPERS: &[(&str, &str)] = &[
    ("image/", "picture"),
    ("audio/", "sound"),
    ("video/", "video"),
    ("font/", "font"),
    ("application/font", "font"),
    ("application/x-font", "font"),
    ("application/vnd.ms-fontobject", "font"),
    ("text/css", "style sheet"),
    ("text/javascript", "script"),
    ("text/ecmascript", "script"),
    ("application/javascript", "script"),
    ("application/x-javascript", "script"),
    ("application/ecmascript", "script"),
    ("application/wasm", "program"),
    ("application/json", "data"),
    ("application/manifest+json", "data"),
    ("application/ld+json", "data"),
    ("text/calendar", "data"),
    ("application/rss+xml", "XML data"),
    ("application/atom+xml", "XML data"),
    ("application/opensearchdescription+xml", "XML data"),
];

/// Says what becomes of a record.
pub(super) fn fate(record: &Record) -> Fate {
    let told = record.head.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    let aside = || Fate::Aside(ASIDE.iter().find(|name| **name == told).copied().unwrap_or(OTHER));
    let is_page = matches!(told.as_str(), "response" | "resource" | "conversion");
    let Some(uri) = warc::uri(&record.head).filter(|_| is_page) else { return aside() };
    if !SCHEMES.iter().any(|scheme| starts_with(&uri, scheme)) {
        return aside();
    }
    let problem = |kind, detail: String| Fate::Problem { uri: uri.clone(), kind, detail };
    if record.head.get("WARC-Segment-Number").is_some() {
        return problem(ProblemKind::FormatNotReadYet, "record in several parts".to_owned());
    }
    let of_block = record.head.get("Content-Type");
    let is_answer = told == "response"
        && (starts_with(&uri, "http"))
        && of_block.is_none_or(|name| starts_with(name, "application/http"));
    let content_type = if is_answer {
        let Some(answer) = Answer::parse(&record.start) else {
            return Fate::Broken("the answer has no head");
        };
        // 203 is a page that a proxy on the way has altered.
        if answer.status != 200 && answer.status != 203 {
            return problem(ProblemKind::NotAPaper, format!("HTTP {}", answer.status));
        }
        answer.content_type().map(str::to_owned)
    } else {
        of_block.map(str::to_owned)
    };
    let named = content_type.as_deref().unwrap_or_default();
    if let Some((_, detail)) = NO_PAPERS.iter().find(|(start, _)| starts_with(named, start)) {
        return problem(ProblemKind::NotAPaper, (*detail).to_owned());
    }
    Fate::Source { uri, content_type, is_answer }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(start))
}

/// Counts the records that are no pages.
#[derive(Debug, Default)]
pub(super) struct Aside {
    counts: BTreeMap<&'static str, usize>,
    cut: usize,
}

impl Aside {
    pub(super) fn note(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    /// Notes a page that the crawler kept only the beginning of.
    pub(super) fn note_cut(&mut self) {
        self.cut += 1;
    }

    /// What to report, or `None` where there is nothing: `3 records: 2 request, 1 warcinfo`.
    pub(super) fn told(&self) -> Option<String> {
        let mut counts: Vec<(&str, usize)> =
            self.counts.iter().map(|(name, count)| (*name, *count)).collect();
        counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        let sum: usize = self.counts.values().sum();
        let listed: Vec<String> =
            counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
        let of_records = (sum > 0).then(|| format!("{}: {}", records(sum), listed.join(", ")));
        let of_cut = (self.cut > 0)
            .then(|| format!("the crawler kept only the beginning of {}", pages(self.cut)));
        let all: Vec<String> = of_records.into_iter().chain(of_cut).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

fn records(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{count} records") }
}

fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}
