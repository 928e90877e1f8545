//! Segments whose parts do not agree, though every file of them is as it was written.

use std::sync::Arc;

use tantivy::Index;
use tantivy::IndexWriter;
use tantivy::TantivyDocument;
use tantivy::tokenizer::SimpleTokenizer;
use tantivy::tokenizer::TextAnalyzer;

use super::*;
use crate::index::concordance::ConcordancePlugin;
use crate::index::concordance::sheet;
use crate::index::manifest;
use crate::index::record::Record;
use crate::index::tokens::Folding;
use crate::index::tokens::TOKENIZER;

/// What a document is made of.
struct Made<'a> {
    text: &'a str,
    /// The text of which the sheet is made.
    sheet_of: &'a str,
    words: u64,
    sources: &'a [&'a str],
    record: Vec<u8>,
}

/// A document that agrees with itself.
fn sound(text: &str) -> Made<'_> {
    let words = sheet(text, |_| ()).1.into();
    Made { text, sheet_of: text, words, sources: &["/papers/a"], record: record_of("paper") }
}

/// The record of an item of this paper.
fn record_of(paper: &str) -> Vec<u8> {
    Record { paper: paper.to_owned(), ..Record::default() }.to_bytes()
}

/// A segment with these documents, the first of them taken out again where that is said.
fn part(documents: &[Made<'_>], first_out: bool) -> Part {
    let folding = TextAnalyzer::builder(Folding::default()).build();
    part_by(folding, documents, first_out)
}

/// The same, of which the words are searched that `tokenizer` makes.
fn part_by(tokenizer: TextAnalyzer, documents: &[Made<'_>], first_out: bool) -> Part {
    let index = Index::builder()
        .schema(schema::schema())
        .register_plugin(Arc::new(ConcordancePlugin))
        .create_in_ram()
        .unwrap();
    index.tokenizers().register(TOKENIZER, tokenizer);
    let fields = schema::Fields::of(&index.schema()).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    for (place, made) in (0..).zip(documents) {
        let mut document = TantivyDocument::new();
        document.add_text(fields.text, made.text);
        document.add_custom(fields.concordance, &sheet(made.sheet_of, |_| ()).0);
        document.add_u64(fields.words, made.words);
        document.add_text(fields.paper, "paper");
        document.add_custom(fields.stored, &made.record);
        document.add_text(fields.id, format!("paper/{place}"));
        document.add_u64(fields.rank, place);
        for source in made.sources {
            document.add_text(fields.source, source);
        }
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    if first_out {
        writer.delete_term(tantivy::Term::from_field_text(fields.id, "paper/0"));
        writer.commit().unwrap();
    }
    let segments = index.searchable_segments().unwrap();
    Part::open(segments.first().unwrap()).unwrap()
}

/// The faults in the words of a segment.
fn faults(part: &Part) -> Vec<String> {
    let words = Words::of(part).unwrap();
    let stretches = words.stretches();
    let findings = stretches.into_iter().map(|docs| words.compare(docs, |_| {}));
    findings.flat_map(|it| it.faults).map(|it| format!("{}: {}", it.place, it.detail)).collect()
}

const TEXT: &str = "The children’s home in Mill Street was noted; the Café was not.";

#[test]
fn texts_that_agree_with_their_words_have_no_fault() {
    let part = part(&[sound(TEXT), sound(""), sound("Noted.")], false);
    assert_eq!(faults(&part), [""; 0]);
    let words = Words::of(&part).unwrap();
    assert_eq!(words.compare(0..3, |_| {}).looked_at, 13);
    assert_eq!(words.compare(2..3, |_| {}).looked_at, 1);
}

#[test]
fn a_text_that_was_taken_out_is_not_looked_at() {
    let wrong = Made { sheet_of: "none of these", ..sound(TEXT) };
    let part = part(&[wrong, sound(TEXT)], true);
    assert_eq!(faults(&part), [""; 0]);
    let totals = part.sources().unwrap().compare(&Ledger::default(), &card()).faults;
    assert!(totals.iter().any(|it| it.detail == "the card has 0 items, the index holds 1"));
}

#[test]
fn words_that_are_searched_as_others_are_told() {
    let capitals = TextAnalyzer::builder(SimpleTokenizer::default()).build();
    let part = part_by(capitals, &[sound("In the Street")], false);
    assert_eq!(faults(&part), ["paper, item 1 from the top: word 1 is `in`, but searched as `In`"]);
}

#[test]
fn each_way_in_which_words_can_differ_is_told() {
    let moved = TEXT.replacen(' ', "  ", 1);
    for (made, told) in [
        // As many words, standing elsewhere.
        (Made { sheet_of: &moved, ..sound(TEXT) }, "word 2, `childrens`, stands elsewhere"),
        // A sheet with fewer words than are searched, and with more.
        (Made { sheet_of: "The children’s home", ..sound(TEXT) }, "which it has not"),
        (Made { sheet_of: &format!("{TEXT} So."), ..sound(TEXT) }, "it has 12 words, but 13"),
        (Made { words: 11, ..sound(TEXT) }, "it has 12 words, but is counted with 11"),
    ] {
        let part = part(&[sound("Before."), made, sound("Behind.")], false);
        let faults = faults(&part);
        assert!(faults.len() == 1 && faults[0].contains(told), "{told}: {faults:?}");
        assert!(faults[0].starts_with("paper, item 2 from the top: "), "{faults:?}");
    }
}

#[test]
fn a_document_comes_from_one_file() {
    let two = Made { sources: &["/papers/a", "/papers/b"], ..sound("One.") };
    let none = Made { sources: &[], ..sound("Two.") };
    let part = part(&[two, none, sound("Three.")], false);
    let mut finding = part.sources().unwrap().compare(&Ledger::default(), &card());
    finding.faults.retain(|fault| fault.place != manifest::SEGMENTS);
    let told: Vec<String> =
        finding.faults.iter().map(|it| format!("{}: {}", it.place, it.detail)).collect();
    assert_eq!(
        told,
        [
            "paper, item 1 from the top: it comes from two files",
            "paper, item 2 from the top: it comes from no file",
            "/papers/a: the index holds it, the account of files does not",
            "/papers/b: the index holds it, the account of files does not",
        ]
    );
}

#[test]
fn a_record_is_of_its_item() {
    let other = Made { record: record_of("minutes"), ..sound("One.") };
    let cut = Made { record: b"\xff\xff".to_vec(), ..sound("Two.") };
    let part = part(&[other, cut, sound("Three.")], false);
    let faults = part.sources().unwrap().compare(&Ledger::default(), &card()).faults;
    let told: Vec<String> =
        faults.iter().map(|it| format!("{}: {}", it.place, it.detail)).collect();
    assert_eq!(told[0], "paper, item 1 from the top: its record is one of `minutes`");
    assert!(told[1].starts_with("paper, item 2 from the top: its record cannot be read ("));
    assert!(told.iter().all(|it| !it.contains("item 3")), "{told:?}");
}

/// The card of an index with nothing in it.
fn card() -> Card {
    Card::of(&Ledger::default(), String::new(), String::new())
}
