//! Any text comes back as it was, with its words where they stand and its record; damage gives an
//! error.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tantivy::Index;
use tantivy::IndexSettings;
use tantivy::IndexSortByField;
use tantivy::IndexWriter;
use tantivy::Order;
use tantivy::ReloadPolicy;
use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::indexer::NoMergePolicy;
use tantivy::tokenizer::TextAnalyzer;

use crate::index::schema;
use crate::index::tokens;

use super::*;

/// An index of one segment that holds these texts.
fn index(texts: &[impl AsRef<str>], settings: IndexSettings) -> tantivy::Result<Index> {
    let index = Index::builder()
        .schema(schema::schema())
        .settings(settings)
        .register_plugin(Arc::new(ConcordancePlugin))
        .create_in_ram()?;
    let folding = TextAnalyzer::builder(tokens::Folding::default()).build();
    index.tokenizers().register(tokens::TOKENIZER, folding);
    let fields = schema::Fields::of(&index.schema())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000)?;
    for text in texts {
        writer.add_document(document(&fields, text.as_ref()))?;
    }
    writer.commit()?;
    Ok(index)
}

fn document(fields: &schema::Fields, text: &str) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_text(fields.text, text);
    document.add_custom(fields.concordance, &sheet(text, |_| ()).0);
    document.add_custom(fields.stored, &record(text));
    document
}

/// The record of a text: now shorter than it, now longer, now empty.
fn record(text: &str) -> Vec<u8> {
    text.bytes().rev().chain([0xff, 0]).filter(|byte| byte % 3 == 0).collect()
}

fn concordance(texts: &[impl AsRef<str>]) -> Concordance {
    let index = index(texts, IndexSettings::default()).unwrap();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
    Concordance::open(reader.searcher().segment_reader(0)).unwrap()
}

#[track_caller]
fn check(texts: &[impl AsRef<str>]) {
    let concordance = concordance(texts);
    for (doc, text) in (0..).zip(texts) {
        let text = text.as_ref();
        let expected: Vec<_> = tokens::words(text).into_iter().map(|word| word.span).collect();
        let item = concordance.item(doc).unwrap();
        assert_eq!(item.text(), text);
        assert_eq!(concordance.record(doc, <[u8]>::to_vec).unwrap(), record(text));
        let count = item.words();
        assert_eq!(count as usize, expected.len());
        let all: tantivy::Result<Vec<_>> = item.spans(0..count).unwrap().collect();
        assert_eq!(all.unwrap(), expected);
        for (word, span) in (0..count).zip(&expected) {
            assert_eq!(item.span(word).unwrap(), *span);
            assert_eq!(item.slice(span.clone()).unwrap(), &text[span.clone()]);
        }
        if let Some(last) = count.checked_sub(1) {
            for first in [0, last / 2, last] {
                let asked = [first, first.midpoint(last), first.midpoint(last), last];
                let spans = item.spans_of(asked).unwrap();
                assert_eq!(spans, asked.map(|word| expected[word as usize].clone()));
                let all = spans[0].start..spans[3].end;
                assert_eq!(item.slice(all.clone()).unwrap(), &text[all]);
            }
        }
        for from in [count / 2, count] {
            let rest: tantivy::Result<Vec<_>> = item.spans(from..count).unwrap().collect();
            assert_eq!(rest.unwrap(), expected[from as usize..]);
        }
        assert!(item.span(count).is_err());
        assert!(item.span(u32::MAX).is_err());
        assert!(item.spans(0..count + 1).is_err());
        assert!(item.slice(0..text.len() + 1).is_err());
    }
    let past = u32::try_from(texts.len()).unwrap();
    for none in [past, u32::MAX] {
        assert!(concordance.item(none).is_err());
        assert!(concordance.record(none, |_| ()).is_err());
    }
}

#[test]
fn merged_segments_keep_all_that_is_not_deleted() {
    let text = |at: usize| format!("{at} {}", "of the children’s caseloads ".repeat(at * 7 % 90));
    let index = index(&[text(0)], IndexSettings::default()).unwrap();
    let fields = schema::Fields::of(&index.schema()).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut expected = vec![text(0)];
    // Of the segments one keeps all of many blocks, one has gaps, one is a single small block.
    let segments = [(1..200, 0..0), (200..400, 250..330), (400..402, 400..401)];
    for (all, gone) in segments.clone() {
        for at in all.clone() {
            let mut document = document(&fields, &text(at));
            document.add_text(fields.id, at.to_string());
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        for at in gone.clone() {
            writer.delete_term(Term::from_field_text(fields.id, &at.to_string()));
        }
        writer.commit().unwrap();
        expected.extend(all.filter(|at| !gone.contains(at)).map(text));
    }
    let mut last = Vec::new();
    // What was merged is merged again.
    for _ in 0..2 {
        let ids = index.searchable_segment_ids().unwrap();
        writer.merge(&ids).wait().unwrap();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
        let searcher = reader.searcher();
        assert_eq!(searcher.segment_readers().len(), 1);
        let concordance = Concordance::open(searcher.segment_reader(0)).unwrap();
        last = (0..concordance.documents)
            .map(|doc| {
                let item = concordance.item(doc).unwrap();
                assert_eq!(item.words() as usize, tokens::words(item.text()).len());
                assert_eq!(concordance.record(doc, <[u8]>::to_vec).unwrap(), record(item.text()));
                item.text().to_owned()
            })
            .collect();
    }
    // Segments come in any order, the items of one in theirs.
    let numbers: Vec<usize> =
        last.iter().map(|text| text.split_once(' ').unwrap().0.parse().unwrap()).collect();
    for (all, _) in segments {
        assert!(numbers.iter().filter(|at| all.contains(at)).is_sorted());
    }
    last.sort_unstable();
    expected.sort_unstable();
    assert_eq!(last, expected);
}

/// Texts with all that makes words hard to find again.
fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "the ".to_owned(),
        "Council’s ".to_owned(),
        "cafe\u{301} ".to_owned(),
        "𝒜𝟚 𐐷".to_owned(),
        "委員会の報告".to_owned(),
        "\0".to_owned(),
        "\u{301}\u{200d}\u{feff}".to_owned(),
        "½ ﬁ ".to_owned(),
        " | | | ".to_owned(),
        "-".repeat(300),
        "x".repeat(700),
        "a b c d e f g h i j k l m n o p q r s t u v w x y z ".to_owned(),
        "sixteen_letters_intergovernmental abcdefghijklmnop abcdefghijklmnopq ".to_owned(),
    ];
    prop_oneof![
        vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat()),
        "(?s).{0,60}",
        "\\PC{0,200}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_with_its_words_where_they_stand(texts in vec(text(), 1..5)) {
        check(&texts);
    }

    #[test]
    fn no_bytes_make_it_panic(
        head in any::<bool>(),
        mut bytes in vec(any::<u8>(), 0..200),
        documents in 0..6_u32,
    ) {
        if head {
            bytes.splice(0..0, HEAD);
            bytes.extend(documents.to_le_bytes());
            bytes.extend(FOOT);
        }
        ask_everything(bytes);
    }
}

/// Asks for all that a file could be asked for; what it answers must hold together.
fn ask_everything(bytes: Vec<u8>) {
    let Ok(concordance) = Concordance::over(OwnedBytes::new(bytes)) else { return };
    for doc in 0..concordance.documents.saturating_add(1).min(8) {
        let _ = concordance.record(doc, |_| ());
        let Ok(item) = concordance.item(doc) else { continue };
        let text = item.text();
        let words = item.words();
        for word in (0..words).take(100).chain([words, u32::MAX]) {
            if let Ok(span) = item.span(word) {
                assert_eq!(item.slice(span.clone()).unwrap(), &text[span]);
            }
        }
        let far = [0, words / 3, words / 3, words.saturating_sub(1)];
        if let Ok(spans) = item.spans_of(far) {
            assert!(spans.into_iter().all(|span| text.get(span).is_some()));
        }
        for spans in [item.spans(0..words), item.spans(words / 2..words)] {
            for span in spans.unwrap_or_else(|_| item.spans(0..0).unwrap()).flatten() {
                let _ = item.slice(span);
            }
        }
    }
}

#[test]
fn records_fill_blocks_too() {
    let index = index(&[""; 0], IndexSettings::default()).unwrap();
    let fields = schema::Fields::of(&index.schema()).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    for at in 0..40_u8 {
        let mut document = TantivyDocument::new();
        document.add_custom(fields.stored, &[at; 1000]);
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
    let concordance = Concordance::open(reader.searcher().segment_reader(0)).unwrap();
    assert_eq!(concordance.blocks, 3);
    for at in [0, 16, 17, 39] {
        assert_eq!(concordance.record(at.into(), <[u8]>::to_vec).unwrap(), [at; 1000]);
    }
}

#[test]
fn a_text_may_be_empty_wordless_or_large() {
    check(&["", " … – ", "one", ""]);
    let large = "The Cabinet’s Budget – £1,500 (Café) | ".repeat(50_000);
    let concordance = concordance(&[&large]);
    assert_eq!(concordance.item(0).unwrap().text(), large);
    assert_eq!(concordance.item(0).unwrap().words(), 300_000);
    let last = concordance.item(0).unwrap().span(299_999).unwrap();
    assert_eq!(concordance.item(0).unwrap().slice(last).unwrap(), "Café");
}

#[test]
fn a_sheet_takes_little_more_than_a_byte_a_word() {
    let (bytes, words) = sheet(&"Members asked how caseloads were measured. ".repeat(100), |_| ());
    assert_eq!(words, 600);
    assert!(bytes.len() < 700, "{}", bytes.len());
}

#[test]
fn a_cut_or_changed_file_gives_an_error_and_never_a_panic() {
    let whole = concordance(&["The “Cabinet” met – twice. 委員会", "", &"a b c ".repeat(40)]);
    let bytes = whole.bytes.to_vec();
    for length in 0..bytes.len() {
        let cut = OwnedBytes::new(bytes[..length].to_vec());
        assert!(Concordance::over(cut).is_err(), "cut to {length}");
    }
    let mut longer = bytes.clone();
    longer.extend([0; 100]);
    assert!(Concordance::over(OwnedBytes::new(longer)).is_err());
    for at in 0..bytes.len() {
        for change in [1, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            ask_everything(changed);
        }
    }
}

#[test]
fn a_document_without_a_text_has_an_empty_one() {
    let index = index(&["one"], IndexSettings::default()).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.add_document(TantivyDocument::new()).unwrap();
    writer.commit().unwrap();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
    for segment in reader.searcher().segment_readers() {
        let concordance = Concordance::open(segment).unwrap();
        let item = concordance.item(0).unwrap();
        assert_eq!(item.text(), if item.words() == 1 { "one" } else { "" });
        let kept = concordance.record(0, <[u8]>::to_vec).unwrap();
        assert_eq!(kept, if item.words() == 1 { record("one") } else { Vec::new() });
    }
}

#[test]
fn a_sorted_index_is_refused() {
    let by_rank = IndexSortByField { field: "rank".to_owned(), order: Order::Asc };
    let settings = IndexSettings { sort_by_field: Some(by_rank), ..IndexSettings::default() };
    assert!(index(&["one", "two"], settings).is_err());
}
