//! Times the rooms that a query passes through.

use divan::Bencher;
use divan::black_box;
use divan::counter::BytesCount;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::present::text::Screen;
use minutebook::query::Query;
use minutebook::query::SYNTAX;
use minutebook::search::Mention;
use minutebook::search::MentionOptions;
use minutebook::search::Mentions;
use minutebook::search::Options;
use minutebook::verify::Scan;

use crate::given::LIBRARY;
use crate::given::PAPERS;
use crate::given::bytes;

fn query(typed: &str) -> Query {
    typed.parse().expect("the queries of the bench parse")
}

/// Parses each example of the query language once.
#[divan::bench(name = "query")]
fn parses(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| SYNTAX.iter().for_each(|(typed, _)| _ = black_box(query(typed))));
}

/// All mentions of a query with their rows.
fn mentions(typed: &str) -> (Mentions, Vec<Mention>) {
    let found = LIBRARY.mentions(&query(typed), &MentionOptions::default());
    let (mentions, rows) = found.expect("the queries of the bench are answered");
    (mentions, rows.collect::<Result<_, _>>().expect("the index is sound"))
}

/// Counts a query again in papers that were read.
#[divan::bench(name = "verify", args = ["report", "\"of the\"", "*ousin*"], max_time = 1)]
fn verifies(bencher: Bencher<'_, '_>, typed: &str) {
    let (query, options) = (query(typed), MentionOptions::default());
    let (mentions, _) = mentions(typed);
    let claims = LIBRARY.claims(&query, &options, &mentions).expect("the index is sound");
    let scan = Scan::new(&claims);
    let papers = &*PAPERS;
    bencher.counter(BytesCount::new(bytes())).bench_local(|| {
        papers.iter().for_each(|paper| _ = black_box(scan.mentions(paper, |_| Some(&[]))));
    });
}

/// How an answer is written.
const KINDS: [&str; 3] = ["text", "json", "csv"];

/// Writes ten items found.
#[divan::bench(name = "present_found", args = KINDS)]
fn presents_found(bencher: Bencher<'_, '_>, kind: &str) {
    let facets = ["council", "committee", "kind", "year"].map(str::to_owned).to_vec();
    let options = Options { facets, ..Options::default() };
    let found = LIBRARY.search(&query("report"), &options);
    let (found, asked) = (found.expect("the query is answered"), Asked::default());
    bencher.bench_local(|| {
        let mut out = Vec::new();
        match kind {
            "text" => present::text::found(&found, &asked, Screen::default(), &mut out),
            "json" => present::json::found(&found, &asked, &mut out),
            _ => present::csv::found(&found, &mut out),
        }
        .expect("memory can be written to");
        out
    });
}

/// Writes all mentions of a frequent word.
#[divan::bench(name = "present_mentions", args = KINDS, max_time = 1)]
fn presents_mentions(bencher: Bencher<'_, '_>, kind: &str) {
    let ((mentions, rows), asked) = (mentions("report"), Asked::default());
    let rows = bencher.with_inputs(|| rows.clone().into_iter().map(Ok));
    rows.bench_local_values(|rows| {
        let mut out = Vec::new();
        match kind {
            "text" => {
                let screen = Screen::default();
                present::text::mentions(&mentions, rows, false, &asked, screen, &mut out)
            }
            "json" => present::json::mentions(&mentions, rows, &asked, &mut out),
            _ => present::csv::mentions(rows, &mut out),
        }
        .expect("memory can be written to");
        out
    });
}
