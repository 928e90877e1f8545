//! Tests of reading whole PDFs, each with pages made for one rule.

use std::num::NonZeroU32;

use proptest::prelude::*;

use crate::extract::BlockKind;
use crate::extract::pages_named;
use crate::extract::pdf::as_page;
use crate::extract::pdf::read;
use crate::extract::pdf::sample::Sample;
use crate::problem::ProblemKind;

/// Three full lines of running text, as they stand in a column from 60 to about 530.
const TEXT: [&str; 3] = [
    "The committee considered the report on the repair of the footbridge at Nether Wallop Lane, which had been",
    "closed since the flood of last winter, and heard from two residents who walk that way to the school. It was",
    "agreed to ask for prices.",
];

fn page() -> Sample {
    Sample::default().page()
}

fn one(lines: &[&str]) -> String {
    lines.join(" ")
}

#[test]
fn full_lines_are_one_paragraph_and_short_ones_stay_apart() {
    let sample = page().lines(60.0, 700.0, &TEXT).lines(
        60.0,
        600.0,
        &["Cllr Ada Brook", "Cllr Bertram Featherstonehaugh-Ellis", "Cllr Cy Dale", "12 Mill Row"],
    );
    assert_eq!(
        sample.blocks(),
        [
            format!("1 Paragraph {}", one(&TEXT)),
            "1 Paragraph Cllr Ada Brook".to_owned(),
            "1 Paragraph Cllr Bertram Featherstonehaugh-Ellis".to_owned(),
            "1 Paragraph Cllr Cy Dale".to_owned(),
            "1 Paragraph 12 Mill Row".to_owned(),
        ]
    );
    let (text, shortfalls) = sample.read();
    assert_eq!((text.pages, text.furniture_words), (1, 0));
    assert!(shortfalls.is_empty());
}

#[test]
fn numbers_in_a_left_column_stand_before_their_matter() {
    let sample = page()
        .at(60.0, 700.0, 10.0, "5.")
        .at(100.0, 700.0, 10.0, "Finance")
        .at(100.0, 688.0, 10.0, "Nothing to report")
        .at(60.0, 660.0, 10.0, "23/045")
        .at(110.0, 660.0, 10.0, "Highways")
        .at(60.0, 640.0, 10.0, "a) Hedges")
        .at(60.0, 628.0, 10.0, "b) Ditches");
    assert_eq!(
        sample.blocks(),
        [
            "1 ListItem 5. Finance",
            "1 Paragraph Nothing to report",
            "1 Paragraph 23/045 Highways",
            "1 ListItem a) Hedges",
            "1 ListItem b) Ditches",
        ]
    );
}

#[test]
fn rows_of_a_table_keep_their_cells() {
    let mut sample = page().at(60.0, 720.0, 10.0, "Payments");
    for (row, cells) in
        [["Payee", "Amount"], ["Hedge & Son", "120.00"], ["Lamp Ltd", "75.50"]].iter().enumerate()
    {
        let y = 700.0 - 14.0 * row as f32;
        sample = sample.at(60.0, y, 10.0, cells[0]).at(300.0, y, 10.0, cells[1]);
    }
    assert_eq!(
        sample.blocks(),
        [
            "1 Paragraph Payments",
            "1 TableRow Payee\tAmount",
            "1 TableRow Hedge & Son\t120.00",
            "1 TableRow Lamp Ltd\t75.50",
        ]
    );
}

#[test]
fn cells_of_several_lines_stay_one_row() {
    let row = |page: Sample, y: f32, name: &str| {
        page.at(60.0, y, 10.0, name)
            .lines(150.0, y, &["Repair of the fence", "beside the pond"])
            .at(400.0, y, 10.0, "Clerk")
    };
    let sample = row(row(page(), 700.0, "Green"), 660.0, "Park");
    assert_eq!(
        sample.blocks(),
        [
            "1 TableRow Green\tRepair of the fence beside the pond\tClerk",
            "1 TableRow Park\tRepair of the fence beside the pond\tClerk",
        ]
    );
}

#[test]
fn two_columns_are_not_woven_together() {
    let left = ["The green will be mown on", "the first day of each month", "from the spring on."];
    let right =
        ["The pond was cleared by a", "band of helpers, whom the", "council thanks warmly."];
    let blocks = page().lines(60.0, 700.0, &left).lines(320.0, 700.0, &right).blocks();
    assert_eq!(
        blocks,
        [format!("1 Paragraph {}", one(&left)), format!("1 Paragraph {}", one(&right))]
    );
}

#[test]
fn a_title_that_is_drawn_last_stands_first() {
    let blocks = page()
        .lines(60.0, 700.0, &TEXT)
        .at(200.0, 780.0, 20.0, "Brackenshire Parish Council")
        .blocks();
    assert_eq!(blocks[0], "1 Heading(1) Brackenshire Parish Council");
    assert_eq!(blocks.len(), 2);
}

#[test]
fn a_sentence_goes_on_over_the_page_past_header_and_footer() {
    let header = "Brackenshire Parish Council";
    let mut sample = Sample::default();
    for number in 1..=3 {
        sample = sample
            .page()
            .at(60.0, 800.0, 10.0, header)
            .lines(60.0, 600.0, if number < 3 { &TEXT } else { &TEXT[..2] })
            .at(60.0, 30.0, 10.0, &format!("Page {number} of 3"));
    }
    sample = sample.page().at(60.0, 800.0, 10.0, header).lines(
        60.0,
        700.0,
        &["agreed to wait until the autumn and to look again then."],
    );
    let (text, shortfalls) = sample.read();
    let lines = text.lines();
    assert_eq!(lines[0].text, header, "a header is kept once");
    assert_eq!(text.content.matches(header).count(), 1);
    assert!(!text.content.contains("of 3"));
    assert!(text.content.ends_with(&format!(
        "{} agreed to wait until the autumn and to look again then.\n",
        TEXT[1]
    )));
    assert_eq!(lines.last().unwrap().page, NonZeroU32::new(3));
    assert_eq!(text.furniture_words, 3 * 3 + 4 * 3);
    assert_eq!(shortfalls, [(ProblemKind::RunningHeads, "21 words on 4 pages".to_owned())]);
}

#[test]
fn marked_furniture_is_believed_and_signatures_stay() {
    let sample = page()
        .lines(60.0, 600.0, &TEXT)
        .draw("/Artifact BMC")
        .at(60.0, 30.0, 10.0, "7")
        .draw("EMC")
        .at(60.0, 60.0, 10.0, "Signed ............ Chairman")
        .page()
        .lines(60.0, 600.0, &TEXT)
        .at(60.0, 60.0, 10.0, "Signed ............ Chairman");
    let (text, _) = sample.read();
    assert_eq!(text.furniture_words, 1);
    assert_eq!(text.content.matches("Signed").count(), 2);
}

#[test]
fn raised_letters_and_fake_bold_make_one_word() {
    let sample = page()
        .at(60.0, 700.0, 10.0, "On 2")
        .at(80.7, 704.0, 6.0, "nd")
        .at(90.0, 700.0, 10.0, "July")
        .at(60.0, 650.0, 10.0, "Minutes")
        .at(60.3, 650.0, 10.0, "Minutes");
    assert_eq!(sample.blocks(), ["1 Paragraph On 2nd July", "1 Paragraph Minutes"]);
}

#[test]
fn turned_and_unseen_text_is_read() {
    let sample = page()
        .draw("BT /F1 10 Tf 0 1 -1 0 300 400 Tm (Turned words) Tj ET")
        .draw("BT /F1 10 Tf 3 Tr 60 200 Td (Unseen words of a scan) Tj ET");
    assert_eq!(sample.blocks(), ["1 Paragraph Turned words", "1 Paragraph Unseen words of a scan"]);
}

#[test]
fn parted_words_are_put_together() {
    let lines = [
        "The officers of the council explained that the wellbeing of all who live near the works, and the well-",
        "being of those who build them, would be looked after by the contractor until the end of the commission-",
        "ing period next year.",
    ];
    let blocks = page().lines(60.0, 700.0, &lines).blocks();
    assert!(blocks[0].contains("the well\u{ad}being of those"), "{blocks:?}");
    assert!(blocks[0].contains("commission\u{ad}ing period"), "{blocks:?}");
}

#[test]
fn pages_that_are_pictures_are_reported_together() {
    let sample =
        page().picture().page().picture().page().lines(60.0, 700.0, &TEXT).page().picture().page();
    let (text, shortfalls) = sample.read();
    assert_eq!(text.pages, 5);
    assert_eq!(shortfalls, [(ProblemKind::NoTextLayer, "pages 1-2, 4 of 5".to_owned())]);
}

#[test]
fn letters_that_lie_are_left_out_and_tables_and_welsh_are_not() {
    let garbage = "%85721-&80-:$/'(1 7+(&2817< &281&,/ 0,187(6 2) 7+( 0((7,1*";
    let welsh =
        "Mae'r pwyllgor wedi derbyn adroddiad am y ffyrdd yn y sir ac yn cytuno ar y gwaith";
    let figures =
        "Hedges 120.00 75.50 Lamps 60.00 Bins 12.40 Xmas 9.99 Dr. J. McDdw PCSO GDPR NHS BT";
    let sample = page()
        .lines(60.0, 700.0, &[garbage; 20])
        .page()
        .lines(60.0, 700.0, &[welsh; 20])
        .page()
        .lines(60.0, 700.0, &[figures; 20]);
    let (text, shortfalls) = sample.read();
    assert_eq!(shortfalls, [(ProblemKind::TextLayerUnreadable, "page 1 of 3".to_owned())]);
    assert!(text.content.contains("pwyllgor wedi") && text.content.contains("PCSO"));
    assert!(!text.content.contains("281"));
}

#[test]
fn a_title_is_believed_if_the_page_bears_it_out() {
    let title = |title| {
        page().titled(title).at(60.0, 700.0, 14.0, "Brackenshire Council Budget").read().0.title
    };
    assert_eq!(
        title("Brackenshire Council Budget").as_deref(),
        Some("Brackenshire Council Budget")
    );
    for other in
        ["Microsoft Word - budget.doc", "untitled", "Netherby Council Budget", "Budget", ""]
    {
        assert_eq!(title(other), None, "{other}");
    }
}

#[test]
fn a_page_that_draws_too_much_is_cut() {
    // Each form draws the next one ten times.
    let sample = page().at(60.0, 700.0, 10.0, "Before the bomb");
    let mut bytes = String::from_utf8_lossy(&sample.bytes()).into_owned();
    bytes = bytes.replace("/XObject << /I1 5 0 R >>", "/XObject << /X0 100 0 R >>");
    bytes = bytes.replace("(Before the bomb) Tj ET", "(Before) Tj ET /X0 Do");
    let mut forms = String::new();
    for level in 0..9 {
        let (number, next) = (100 + level, 101 + level);
        let content = "/X0 Do ".repeat(10);
        forms.push_str(&format!(
            "{number} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 {next} 0 R >> >> /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        ));
    }
    // Without its table of places the file is searched for its objects.
    let end = bytes.find("xref\n").unwrap();
    let file = format!("{}{forms}trailer\n<< /Root 1 0 R >>\n", &bytes[..end]);
    let reading = read(file.as_bytes());
    assert_eq!(reading.text.content.trim(), "Before");
    assert_eq!(reading.shortfalls, [(ProblemKind::TooComplex, "page 1 of 1".to_owned())]);
}

#[test]
fn what_is_no_pdf_is_damaged() {
    for bytes in [&b"%PDF-1.4\nnothing"[..], b"", b"%PDF"] {
        let reading = read(bytes);
        assert_eq!(reading.shortfalls, [(ProblemKind::Damaged, "PDF".to_owned())]);
        assert!(reading.text.content.is_empty());
    }
}

#[test]
fn pages_are_named_in_ranges() {
    let named = |pages: &[usize]| {
        let pages: Vec<_> = pages.iter().filter_map(|page| as_page(*page)).collect();
        pages_named(&pages, 12)
    };
    assert_eq!(named(&[3]), "page 3 of 12");
    assert_eq!(named(&[1, 2, 3, 7, 9, 10]), "pages 1-3, 7, 9-10 of 12");
}

#[test]
fn blocks_keep_the_promises_of_a_text() {
    let (text, _) = page().lines(60.0, 700.0, &TEXT).at(60.0, 500.0, 10.0, "End").read();
    let mut last = 0;
    for block in &text.blocks {
        assert!(block.span.start >= last);
        assert!(text.content[last..block.span.start].trim().is_empty());
        assert!(!text.content[block.span.clone()].contains('\n'));
        assert_ne!(block.kind, BlockKind::TableRow);
        assert_eq!(block.page, NonZeroU32::new(1));
        last = block.span.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
        read(&[b"%PDF-1.4\n", &bytes[..]].concat());
    }

    #[test]
    fn no_change_to_a_file_makes_it_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = page().lines(60.0, 700.0, &TEXT).page().lines(60.0, 700.0, &TEXT).bytes();
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let first = read(&bytes);
        prop_assert_eq!(first.text, read(&bytes).text);
        read(&bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn no_places_make_it_panic(
        places in prop::collection::vec((-900.0..900.0_f32, -900.0..900.0_f32, -40.0..40.0_f32), 0..60),
    ) {
        let words = ["5.", "Finance -", "(a)", "the well-", "42", ""];
        let sample = places.iter().zip(words.iter().cycle()).fold(page(), |page, (place, word)| {
            page.at(place.0, place.1, place.2, word)
        });
        let (text, _) = sample.read();
        prop_assert!(text.blocks.iter().all(|block| text.content.is_char_boundary(block.span.end)));
    }
}
