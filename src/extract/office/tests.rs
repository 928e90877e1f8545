//! Tests what all readers of documents promise, and helps the tests of each.

use std::io::Cursor;
use std::io::Write;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::extract::BlockKind;
use crate::extract::Text;

const DOC: &[u8] = include_bytes!("../../../tests/fixtures/samples/office/agenda.doc");
const DOCX: &[u8] = include_bytes!("../../../tests/fixtures/samples/office/agenda.docx");
const ODT: &[u8] = include_bytes!("../../../tests/fixtures/samples/office/agenda.odt");
const FODT: &[u8] = include_bytes!("../../../tests/fixtures/samples/office/agenda.fodt");
const RTF: &[u8] = include_bytes!("../../../tests/fixtures/samples/office/agenda.rtf");

const SAMPLES: [(Kind, &[u8]); 5] = [
    (Kind::Doc, DOC),
    (Kind::Docx, DOCX),
    (Kind::Odt, ODT),
    (Kind::FlatOdt, FODT),
    (Kind::Rtf, RTF),
];

/// Packs an archive.
pub(super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The blocks of a text, each in a line: `#` before a heading, `-` before an item of a list,
/// `|` before a row.
pub(super) fn shown(text: &Text) -> String {
    let mut shown = String::new();
    for block in &text.blocks {
        shown.push_str(match block.kind {
            BlockKind::Heading(level) => ["# ", "## ", "### "][usize::from(level.min(3)) - 1],
            BlockKind::Paragraph => "",
            BlockKind::ListItem => "- ",
            BlockKind::TableRow => "| ",
        });
        let words = &text.content[block.span.clone()];
        shown.push_str(&words.replace('\n', " / ").replace('\t', " | "));
        shown.push('\n');
    }
    shown
}

/// The problem of a document without text.
pub(super) fn refusal(kind: Kind, bytes: &[u8]) -> (ProblemKind, String) {
    let reading = read(kind, bytes);
    assert_eq!(reading.text.content, "");
    reading.shortfalls.into_iter().next().unwrap()
}

#[test]
fn every_format_says_the_same() {
    for (kind, bytes) in SAMPLES {
        let reading = read(kind, bytes);
        assert_eq!(
            shown(&reading.text),
            "Brackenshire County Council\n\
             # Harbour Committee\n\
             Agenda for 4 March 2024 at Mossgate / in the Old Chandlery, six o’clock.\n\
             Lift at the rear.\n\
             - 1. Apologies\n\
             - 2. Dredging of the inner basin\n\
             - 2.1 Tenders\n\
             - (a) from Quill & Sons\n\
             - (b) from Tarn Ltd\n\
             - 2.2 Licence\n\
             The order of items may change.\n\
             - 3. Mooring fees\n\
             - • visitors\n\
             | Berth | Length | Fee\n\
             | A1 | 9 m | £120\n\
             Cwm Tŷ Gŵydd, Dún Éadair\n\
             Ends at eight.\n\
             Bring a torch.\n\
             Clerk: Nia Saltmarsh\n",
            "{kind:?}"
        );
        assert_eq!(reading.text.title.as_deref(), Some("Agenda of the Harbour Committee"));
        assert_eq!(reading.text.pages, 0);
        let heads = (ProblemKind::RunningHeads, "4 words".to_owned());
        assert_eq!(reading.shortfalls, [heads], "{kind:?}");
        assert_eq!(reading.text.furniture_words, 4);
    }
}

#[test]
fn cut_documents_are_named() {
    for (kind, bytes) in SAMPLES {
        for length in [0, 1, 7, 100, bytes.len() / 2, bytes.len() - 1] {
            let reading = read(kind, &bytes[..length]);
            let is_named = reading
                .shortfalls
                .iter()
                .any(|(kind, _)| matches!(kind, ProblemKind::Damaged | ProblemKind::TooComplex));
            // Rich text may end anywhere.
            let has_text = !reading.text.content.is_empty();
            assert!(is_named || has_text || kind == Kind::Rtf, "{kind:?} at {length}");
        }
        assert_eq!(refusal(kind, b"").0, ProblemKind::Damaged, "{kind:?}");
    }
}

#[test]
fn locked_documents_are_named() {
    assert_eq!(refusal(Kind::Locked, b"").0, ProblemKind::Encrypted);
    let manifest = "<manifest:encryption-data/>";
    let odt = archive(&[("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
    assert_eq!(refusal(Kind::Odt, &odt).0, ProblemKind::Encrypted);
    let mut doc = DOC.to_vec();
    let header = doc.windows(2).position(|it| it == b"\xec\xa5").unwrap();
    doc[header + 11] |= 1;
    assert_eq!(refusal(Kind::Doc, &doc).0, ProblemKind::Encrypted);
}

#[test]
fn bombs_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    zip.start_file("content.xml", packed).unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..257 {
        zip.write_all(&blank).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert_eq!(refusal(Kind::Odt, &bomb).0, ProblemKind::GaveUp);
    let names: Vec<String> = (0..20_001).map(|number| format!("part{number}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let many = archive(&parts);
    assert_eq!(refusal(Kind::Docx, &many).0, ProblemKind::GaveUp);
}

#[test]
fn titles_are_believed_when_the_text_begins_so() {
    let text = "Brackenshire County Council\nMinutes of the Harbour Committee, 4 March 2024\n";
    let of = |title: &str| title::of(Some(title), text);
    let title = "Harbour Committee:  Minutes";
    assert_eq!(of(title).as_deref(), Some("Harbour Committee: Minutes"));
    for left_over in [
        "",
        "Minutes",
        "Minutes 4 April 2024",
        "Harbour_Committee Minutes",
        "Microsoft Word - Minutes Harbour Committee",
        "C:\\Minutes\\Harbour Committee",
    ] {
        assert_eq!(of(left_over), None, "{left_over}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_never_break_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for (kind, _) in SAMPLES {
            let reading = read(kind, &bytes);
            prop_assert!(!reading.shortfalls.iter().any(|(_, it)| it == "its reader broke"));
        }
    }

    #[test]
    fn changed_bytes_never_break_a_reader(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        which in 0..SAMPLES.len(),
    ) {
        let (kind, sample) = SAMPLES[which];
        let mut bytes = sample.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let reading = read(kind, &bytes);
        prop_assert!(!reading.shortfalls.iter().any(|(_, it)| it == "its reader broke"));
        for block in &reading.text.blocks {
            prop_assert!(!reading.text.content[block.span.clone()].trim().is_empty());
        }
    }

    #[test]
    fn changed_xml_never_breaks_a_reader(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&\"a-z:]{0,4}"), 1..6),
    ) {
        let mut text = String::from_utf8(FODT.to_vec()).unwrap();
        for (at, piece) in cuts {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, &piece);
        }
        let reading = read(Kind::FlatOdt, text.as_bytes());
        prop_assert!(!reading.shortfalls.iter().any(|(_, it)| it == "its reader broke"));
    }
}
