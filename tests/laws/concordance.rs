//! After any commits, replacements, removals and merges, the concordance holds what the papers
//! say, and each position of each term is the word it stands for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

use minutebook::index::Concordance;
use minutebook::index::Ledger;
use minutebook::index::Reader;
use minutebook::index::Writer;
use minutebook::index::words;
use minutebook::paper::Item;
use minutebook::paper::Origin;
use minutebook::paper::Pages;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::paper::Part;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

/// What is done to an index, one step after the other.
#[derive(Debug, Clone)]
enum Step {
    /// Put a paper with items of these texts in the place of what this source gave before.
    Put(usize, Vec<String>),
    Remove(usize),
    Commit,
    /// Close, which merges, and open again.
    Close,
}

fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "The Council’s budget ",
        "cafe\u{301}\0",
        "𝒜𐐷 ",
        "委員会",
        " – – – | | | … ",
        "straße\n",
        "a b c d e f g h i j k ",
        "intergovernmentalisation ",
    ];
    prop_oneof![vec(select(pieces), 0..12).prop_map(|pieces| pieces.concat()), "(?s).{0,40}"]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..5_usize, vec(text(), 0..4)).prop_map(|(source, texts)| Step::Put(source, texts)),
        2 => (0..5_usize).prop_map(Step::Remove),
        3 => Just(Step::Commit),
        1 => Just(Step::Close),
    ]
}

fn source(number: usize) -> String {
    format!("/papers/{number}.txt")
}

fn paper(source: &str, texts: &[String]) -> Paper {
    let mut text = String::new();
    let mut items = Vec::new();
    for (at, piece) in texts.iter().enumerate() {
        let start = text.len();
        text.push_str(piece);
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
    Paper {
        origin: Origin { path: source.to_owned(), ..Origin::default() },
        address: None,
        kind: PaperKind::Minutes,
        title: None,
        council: None,
        committee: None,
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

/// Compares an index with the papers that should be in it.
fn check(folder: &Path, papers: &BTreeMap<String, Vec<String>>) {
    let reader = Reader::open(folder).unwrap();
    let mut found: BTreeMap<String, BTreeMap<u64, String>> = BTreeMap::new();
    for (ordinal, segment) in (0..).zip(reader.searcher().segment_readers()) {
        let concordance = reader.concordance(ordinal).unwrap();
        for doc in segment.doc_ids_alive() {
            let (record, item) = reader.record(DocAddress::new(ordinal, doc)).unwrap();
            let text = item.text();
            assert_eq!(concordance.item(doc).unwrap().text(), text);
            let spans: Vec<_> =
                item.spans(0..item.words()).unwrap().collect::<Result<_, _>>().unwrap();
            let expected: Vec<_> = words(text).into_iter().map(|word| word.span).collect();
            assert_eq!(spans, expected);
            let twice = found.entry(record.path).or_default().insert(record.place, text.to_owned());
            assert_eq!(twice, None, "an item stands in the index twice");
        }
        check_positions(&reader, ordinal, concordance);
    }
    let found: BTreeMap<String, Vec<String>> =
        found.into_iter().map(|(path, items)| (path, items.into_values().collect())).collect();
    let expected: BTreeMap<String, Vec<String>> =
        papers.clone().into_iter().filter(|(_, texts)| !texts.is_empty()).collect();
    assert_eq!(found, expected);
}

/// Every position of every term is a word that folds to the term, and there are no others.
fn check_positions(reader: &Reader, ordinal: u32, concordance: &Concordance) {
    let segment = reader.searcher().segment_reader(ordinal);
    let index = segment.inverted_index(reader.fields().text).unwrap();
    let mut terms = index.terms().stream().unwrap();
    let mut met = 0;
    while let Some((term, info)) = terms.next() {
        let term = std::str::from_utf8(term).unwrap();
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = index.read_postings_from_terminfo(info, option).unwrap();
        let mut positions = Vec::new();
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            postings.positions(&mut positions);
            for &position in &positions {
                let span = concordance.item(doc).unwrap().span(position).unwrap();
                let word = words(concordance.item(doc).unwrap().slice(span).unwrap());
                let folded: Vec<&str> = word.iter().map(|word| word.folded.as_str()).collect();
                assert_eq!(folded, [term]);
            }
            met += positions.len();
            postings.advance();
        }
    }
    let all: u32 = (0..segment.max_doc()).map(|doc| concordance.item(doc).unwrap().words()).sum();
    assert_eq!(met, all as usize);
}

/// The names of the files of segments, each without what follows the segment.
fn files(folder: &Path, extension: &str) -> BTreeSet<String> {
    fs::read_dir(folder.join("segments"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(extension).map(str::to_owned))
        .collect()
}

/// Closes a writer and looks whether it left files behind.
fn close(folder: &Path, writer: Writer) {
    writer.close().unwrap();
    let reader = Reader::open(folder).unwrap();
    let segments: BTreeSet<String> = reader
        .searcher()
        .segment_readers()
        .iter()
        .map(|segment| segment.segment_id().uuid_string())
        .collect();
    for extension in [".concordance", ".store", ".fast", ".idx"] {
        assert_eq!(files(folder, extension), segments, "{extension}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_concordance_holds_what_the_papers_say(
        steps in vec(step(), 1..24),
        threads in 1..4_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path(), &crate::support::setup(threads)).unwrap();
        let mut papers = BTreeMap::new();
        for step in steps {
            match step {
                Step::Put(number, texts) => {
                    let source = source(number);
                    writer.put(&source, &paper(&source, &texts)).unwrap();
                    papers.insert(source, texts);
                }
                Step::Remove(number) => {
                    writer.remove(&source(number));
                    papers.remove(&source(number));
                }
                Step::Commit => {
                    writer.commit(Ledger::default()).unwrap();
                    check(folder.path(), &papers);
                }
                Step::Close => {
                    writer.commit(Ledger::default()).unwrap();
                    close(folder.path(), writer);
                    check(folder.path(), &papers);
                    writer = Writer::open(folder.path(), &crate::support::setup(threads)).unwrap();
                }
            }
        }
        writer.commit(Ledger::default()).unwrap();
        check(folder.path(), &papers);
        close(folder.path(), writer);
        check(folder.path(), &papers);
    }
}

#[test]
fn the_same_papers_give_the_same_bytes() {
    let texts = |number: usize| vec![format!("Item {number} – the Cabinet’s"), "a b ".repeat(99)];
    let build = || {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path(), &crate::support::setup(1)).unwrap();
        for number in 0..20 {
            let source = source(number);
            writer.put(&source, &paper(&source, &texts(number))).unwrap();
        }
        writer.commit(Ledger::default()).unwrap();
        writer.close().unwrap();
        let names = files(folder.path(), ".concordance");
        let name = format!("segments/{}.concordance", names.first().unwrap());
        let mut bytes = fs::read(folder.path().join(name)).unwrap();
        // The checksum of the segment's name, which is drawn by lot, and the mark behind it.
        bytes.truncate(bytes.len() - 8);
        (names.len(), bytes)
    };
    assert_eq!(build(), build());
}

#[test]
fn an_index_can_be_opened_at_any_moment_of_a_build() {
    let folder = tempfile::tempdir().unwrap();
    let build = |round: usize| {
        let mut writer = Writer::open(folder.path(), &crate::support::setup(1)).unwrap();
        for number in 0..4 {
            let source = source(number);
            writer.put(&source, &paper(&source, &[format!("round {round}")])).unwrap();
            writer.commit(Ledger::default()).unwrap();
        }
        writer.close().unwrap();
    };
    build(0);
    thread::scope(|scope| {
        let builder = scope.spawn(|| (1..8).for_each(build));
        while !builder.is_finished() {
            Reader::open(folder.path()).unwrap();
        }
    });
}

/// Met once in a hundred builds of three papers on a busy machine: deletions that were queued out
/// of their order took away the paper they made room for.
#[test]
fn papers_that_are_put_at_the_same_moment_all_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path(), &crate::support::setup(8)).unwrap();
    for round in 0..24 {
        let start = std::sync::Barrier::new(8);
        thread::scope(|scope| {
            for number in 0..8 {
                let (writer, start) = (&writer, &start);
                scope.spawn(move || {
                    let source = format!("/{round}/{number}");
                    let paper = paper(&source, &["a b".to_owned()]);
                    start.wait();
                    writer.put(&source, &paper).unwrap();
                });
            }
        });
        writer.commit(Ledger::default()).unwrap();
    }
    assert_eq!(Reader::open(folder.path()).unwrap().searcher().num_docs(), 24 * 8);
}
