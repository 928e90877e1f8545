//! Plain text in every encoding, and what only looks like text.

use super::Hostile;
use super::chance::Chance;
use super::named;

const WORDS: &str = "Drains Panel\n\nMinutes of the meeting held on 3 May 2031\n\n1. Hedges at Café Llŷn\n\n\
    RESOLVED that the hedge in Mill Lane be cut.\n";

fn wide(text: &str, is_little: bool) -> Vec<u8> {
    let bytes = |unit: u16| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

fn widest(text: &str, is_little: bool) -> Vec<u8> {
    let bytes = |c: char| {
        if is_little { u32::from(c).to_le_bytes() } else { u32::from(c).to_be_bytes() }
    };
    text.chars().flat_map(bytes).collect()
}

pub(super) fn files() -> Vec<Hostile> {
    let lone = [
        wide("Minutes ", true),
        vec![0, 0xd8],
        wide(" of ", true),
        vec![0, 0xdc],
        vec![0x34, 0xd8],
    ]
    .concat();
    let mixed =
        [WORDS.as_bytes(), b"caf\xe9 \x93quoted\x94 ", &wide("caf\u{e9}", true), "café".as_bytes()]
            .concat();
    let twice: String = WORDS.bytes().map(char::from).collect();
    let combining = format!("{WORDS}e{}", "\u{301}".repeat(200_000));
    let odd = "\u{202e}\u{2066}\u{feff}\u{200b}\u{e000}\u{10ffff}\u{fffe}\u{85}\u{2028}\u{b}\u{c}"
        .repeat(5_000);
    let files = vec![
        ("empty", Vec::new()),
        ("one_byte", b"x".to_vec()),
        ("zeros", vec![0; 10_000]),
        ("zeros_between", WORDS.bytes().flat_map(|byte| [byte, 0, 0]).collect()),
        ("line_ends_million", b"\n".repeat(1_000_000)),
        ("line_ends_odd", WORDS.replace('\n', "\r\r\n\n\r").into_bytes()),
        ("one_line_of_8_mb", Chance::new(51).words(1_300_000).into_bytes()),
        ("one_word_of_4_mb", b"d".repeat(4 << 20)),
        ("lines_of_one_letter_million", b"d\n".repeat(1_000_000)),
        ("digits_2_mb", b"3 May 2031 12.30 1.2.3.4 ".repeat(80_000)),
        (
            "item_numbers_200k",
            (0..200_000).map(|at| format!("{at}. Item\n")).collect::<String>().into_bytes(),
        ),
        (
            "headings_200k",
            (0..100_000).map(|_| "RESOLVED\nMINUTES\n").collect::<String>().into_bytes(),
        ),
        (
            "names_100k",
            "Councillor A. Bell, Cllr B. Cole (Chair) and Mrs C. Dunn. "
                .repeat(30_000)
                .into_bytes(),
        ),
        ("quotes_and_brackets_million", b"(\"'[".repeat(250_000)),
        ("marked_utf_8", ["\u{feff}".as_bytes(), WORDS.as_bytes()].concat()),
        ("marked_utf_16_little", [vec![0xff, 0xfe], wide(WORDS, true)].concat()),
        ("marked_utf_16_big", [vec![0xfe, 0xff], wide(WORDS, false)].concat()),
        ("marked_utf_16_odd", [vec![0xff, 0xfe], wide(WORDS, true), vec![0x41]].concat()),
        ("marked_utf_32_little", [vec![0xff, 0xfe, 0, 0], widest(WORDS, true)].concat()),
        ("marked_utf_32_big", [vec![0, 0, 0xfe, 0xff], widest(WORDS, false)].concat()),
        ("marked_otherwise", [b"\x2b\x2f\x76\x38-".to_vec(), WORDS.as_bytes().to_vec()].concat()),
        ("mark_only_utf_8", vec![0xef, 0xbb, 0xbf]),
        ("mark_only_utf_16", vec![0xff, 0xfe]),
        ("marks_100k", "\u{feff}".repeat(100_000).into_bytes()),
        ("utf_16_little", wide(WORDS, true)),
        ("utf_16_big", wide(WORDS, false)),
        ("utf_16_lone_halves", lone),
        (
            "cesu_8",
            [WORDS.as_bytes(), b"\xed\xa0\xbd\xed\xb8\x80 \xed\xb8\x80 \xed\xa0\xbd"].concat(),
        ),
        (
            "utf_8_too_long",
            [WORDS.as_bytes(), b"\xc0\xaf \xe0\x80\xaf \xf8\x88\x80\x80\x80 \xf4\x90\x80\x80"]
                .concat(),
        ),
        ("utf_8_cut", WORDS.as_bytes()[..WORDS.find('ŷ').unwrap() + 1].to_vec()),
        ("utf_8_twice", twice.into_bytes()),
        ("windows_1252", WORDS.replace('ŷ', "y").chars().map(|c| u32::from(c) as u8).collect()),
        ("mac", WORDS.bytes().filter(u8::is_ascii).chain(*b"Caf\x8e Llyn\r").collect()),
        ("mixed", mixed),
        ("accents_200k_on_one_letter", combining.into_bytes()),
        ("signs_odd", format!("{WORDS}{odd}").into_bytes()),
        ("letters_that_grow_in_lower_case", "İŉǰΐΰﬁﬃẞ".repeat(20_000).into_bytes()),
        ("random", Chance::new(52).bytes(100_000)),
        (
            "random_letters",
            Chance::new(53).bytes(300_000).iter().map(|byte| byte % 95 + 32).collect(),
        ),
        ("braces_json", b"[".repeat(500_000)),
        ("objects_json", b"{\"a\":".repeat(300_000)),
        ("tables_markdown", b"| a | b |\n|---|---|\n".repeat(30_000)),
    ];
    let mut files = named("text", "txt", files);
    let marked = vec![
        ("quotes_200k_deep", b"> ".repeat(200_000)),
        (
            "lists_20k_deep",
            (0..2_000)
                .map(|at| format!("{}- x\n", " ".repeat(2 * at)))
                .collect::<String>()
                .into_bytes(),
        ),
        ("links_200k_open", b"[".repeat(200_000)),
        ("emphasis_200k", b"*a_".repeat(200_000)),
        ("code_unclosed", format!("{WORDS}```\n{WORDS}").into_bytes()),
        ("markup_inside", b"<div>\n\n# x\n\n<table>\n\n".repeat(20_000)),
        ("front_matter_unclosed", format!("---\ntitle: Minutes\n{WORDS}").into_bytes()),
        (
            "references_20k",
            (0..20_000).map(|at| format!("[a{at}]: /x\n")).collect::<String>().into_bytes(),
        ),
        (
            "back_ticks_growing",
            (1..2_000).map(|at| format!("{}x", "`".repeat(at))).collect::<String>().into_bytes(),
        ),
    ];
    files.extend(named("markdown", "md", marked));
    files
}
