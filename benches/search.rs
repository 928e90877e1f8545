//! Times queries over a built index, by class of query.
//!
//! The papers are generated from a fixed seed: words by a Zipf-like law, so that some are rare
//! and some are everywhere, as in minutes. The index is built once, outside the timed part.
//! Run with `cargo bench`.

/// Papers written without files.
mod written;

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use minutebook::paper::Committee;
use minutebook::paper::Council;
use minutebook::paper::Fact;
use minutebook::paper::Item;
use minutebook::paper::Layer;
use minutebook::paper::Origin;
use minutebook::paper::Pages;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::paper::Part;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::Options;

/// How many papers are generated, and how many items each has.
const PAPERS: usize = 2_000;
const ITEMS: usize = 10;
/// How many words an item has, and how many different ones there are.
const WORDS: usize = 120;
const VOCABULARY: u64 = 20_000;

/// A small generator of numbers (xorshift64*): the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A word: the lower its number, the more often it comes.
    fn word(&mut self) -> String {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let number =
            ((VOCABULARY as f64).powf((self.next() >> 11) as f64 / (1_u64 << 53) as f64)) as u64;
        match number {
            1 => "the".to_owned(),
            2 => "of".to_owned(),
            40 => "caseloads".to_owned(),
            number => format!("w{number}"),
        }
    }
}

fn paper(number: usize, numbers: &mut Numbers) -> Paper {
    let mut text = String::new();
    let mut items = Vec::new();
    for at in 1..=ITEMS {
        let start = text.len();
        for _ in 0..WORDS {
            text.push_str(&numbers.word());
            text.push(' ');
        }
        text.push('\n');
        items.push(Item {
            part: Part::Item,
            number: Some(at.to_string()),
            title: None,
            spans: std::iter::once(start..text.len()).collect(),
            page: None,
            meeting: None,
            statements: Vec::new(),
            topics: Vec::new(),
        });
    }
    let evidence = String::new;
    let council = Council { name: format!("Council {}", number % 50), id: None };
    let committee = Committee {
        name: format!("Committee {}", number % 7),
        function: None,
        also: Vec::new(),
        themes: Vec::new(),
        flags: Vec::new(),
    };
    Paper {
        origin: Origin { path: format!("{number}.txt"), ..Origin::default() },
        address: None,
        kind: PaperKind::Minutes,
        title: None,
        council: Some(Fact { value: council, layer: Layer::Explicit, evidence: evidence() }),
        committee: Some(Fact { value: committee, layer: Layer::Explicit, evidence: evidence() }),
        date: None,
        decision_date: None,
        text,
        pages: Pages::default(),
        items,
        rubbish: Vec::new(),
        people: Vec::new(),
        topics: Vec::new(),
        dates: Vec::new(),
    }
}

fn build(folder: &Path) -> minutebook::error::Result<Library> {
    let mut numbers = Numbers(20_170_118);
    let papers = (0..PAPERS).map(|number| (number.to_string(), paper(number, &mut numbers)));
    written::write(folder, papers)?;
    Library::open(folder)
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder for the bench").keep();
    build(&folder).expect("the generated papers can be indexed")
});

/// One query of each class, over 20,000 items.
const QUERIES: [&str; 8] = [
    "w19000",
    "caseloads",
    "the w300",
    "w300 OR w301 OR w302",
    "\"of the\"",
    "w300 NEAR/5 the",
    "w190*",
    "council:\"council 7\" the",
];

#[divan::bench(args = QUERIES)]
fn first_ten(bencher: Bencher<'_, '_>, query: &str) {
    let query: Query = query.parse().expect("the queries of the bench parse");
    let library = &*LIBRARY;
    bencher.bench_local(|| library.search(&query, &Options::default()));
}

#[divan::bench(args = ["caseloads", "the"])]
fn with_facets(bencher: Bencher<'_, '_>, query: &str) {
    let query: Query = query.parse().expect("the queries of the bench parse");
    let facets = ["council", "committee", "kind", "year"].map(str::to_owned).to_vec();
    let options = Options { facets, ..Options::default() };
    let library = &*LIBRARY;
    bencher.bench_local(|| library.search(&query, &options));
}

fn main() {
    divan::main();
}
