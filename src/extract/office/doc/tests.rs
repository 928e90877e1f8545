//! Tests the reader of Word 6 to 2003 documents.

use crate::extract::office::Kind;
use crate::extract::office::doc::older;
use crate::extract::office::doc::pieces::Pieces;
use crate::extract::office::read;
use crate::extract::office::tests::refusal;
use crate::extract::office::tests::shown;
use crate::problem::ProblemKind;

const SECTOR: usize = 512;

/// Puts a stream called `WordDocument` into a compound file.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = (stream.len() / SECTOR) as u32;
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let put16 = |file: &mut Vec<u8>, at: usize, number: u16| {
        file[at..at + 2].copy_from_slice(&number.to_le_bytes());
    };
    let put32 = |file: &mut Vec<u8>, at: usize, number: u32| {
        file[at..at + 4].copy_from_slice(&number.to_le_bytes());
    };
    put16(&mut file, 30, 9);
    put16(&mut file, 32, 6);
    // The directory is sector 1, the only table sector 0, no small sectors, no further lists.
    put32(&mut file, 48, 1);
    put32(&mut file, 56, 4096);
    put32(&mut file, 60, u32::MAX - 1);
    put32(&mut file, 68, u32::MAX - 1);
    file[76..512].fill(0xff);
    put32(&mut file, 76, 0);
    let mut table = vec![0xff; SECTOR];
    put32(&mut table, 0, u32::MAX - 2);
    put32(&mut table, 4, u32::MAX - 1);
    for number in 0..sectors {
        let next = if number + 1 == sectors { u32::MAX - 1 } else { number + 3 };
        put32(&mut table, (number as usize + 2) * 4, next);
    }
    let mut directory = vec![0; SECTOR];
    for (at, name) in ["Root Entry", "WordDocument"].into_iter().enumerate() {
        let entry = at * 128;
        for (place, unit) in name.encode_utf16().enumerate() {
            put16(&mut directory, entry + place * 2, unit);
        }
        put16(&mut directory, entry + 64, (name.len() as u16 + 1) * 2);
        for place in [68, 72, 76] {
            put32(&mut directory, entry + place, u32::MAX);
        }
    }
    put32(&mut directory, 76, 1);
    put32(&mut directory, 116, u32::MAX - 1);
    put32(&mut directory, 128 + 116, 2);
    put32(&mut directory, 128 + 120, stream.len() as u32);
    [file, table, directory, stream].concat()
}

/// A document of Word 6 without styles: paragraphs, the last two in a table.
fn older_document(text: &[u8], marks: &[(usize, &[u8])]) -> Vec<u8> {
    let mut stream = vec![0; 768];
    stream[..4].copy_from_slice(b"\xdc\xa5\x65\0");
    stream[0x18..0x1c].copy_from_slice(&768u32.to_le_bytes());
    stream[0x34..0x38].copy_from_slice(&(text.len() as u32).to_le_bytes());
    stream.extend(text);
    stream.resize(stream.len().next_multiple_of(SECTOR), 0);
    // A page of paragraphs: where each ends, then where its description stands.
    let page = stream.len() / SECTOR;
    let mut descriptions = vec![0u8; SECTOR];
    let count = marks.len();
    descriptions[SECTOR - 1] = count as u8;
    let mut start = 768u32;
    let mut place = 400;
    for (at, (end, changes)) in marks.iter().enumerate() {
        descriptions[at * 4..at * 4 + 4].copy_from_slice(&start.to_le_bytes());
        start = 768 + *end as u32;
        descriptions[at * 4 + 4..at * 4 + 8].copy_from_slice(&start.to_le_bytes());
        descriptions[(count + 1) * 4 + at * 7] = (place / 2) as u8;
        descriptions[place] = (changes.len() / 2 + 1) as u8;
        descriptions[place + 3..place + 3 + changes.len()].copy_from_slice(changes);
        place += 20;
    }
    stream.extend(descriptions);
    let list = stream.len() as u32;
    stream.extend(768u32.to_le_bytes());
    stream.extend(start.to_le_bytes());
    stream.extend((page as u16).to_le_bytes());
    stream[0xc0..0xc4].copy_from_slice(&list.to_le_bytes());
    stream[0xc4..0xc8].copy_from_slice(&10u32.to_le_bytes());
    stream
}

#[test]
fn word_6_is_read() {
    let text = b"Caf\xe9 \x13 PAGE \x141\x15 at six\rElm\x07three\x07\x07After\r";
    let ends: Vec<usize> =
        (0..text.len()).filter(|at| matches!(text[*at], 13 | 7)).map(|at| at + 1).collect();
    let in_table: &[u8] = &[24, 1];
    let ends_row: &[u8] = &[24, 1, 25, 1];
    let kinds: [&[u8]; 5] = [&[], in_table, in_table, ends_row, &[]];
    let marks: Vec<(usize, &[u8])> = ends.into_iter().zip(kinds).collect();
    let reading = read(Kind::Doc, &compound(&older_document(text, &marks)));
    assert_eq!(shown(&reading.text), "Café 1 at six\n| Elm | three\nAfter\n");
    assert_eq!(reading.shortfalls, []);
}

#[test]
fn older_changes_are_stepped_over() {
    // A change that is not read, one with a counted length, one that is read, one unknown.
    let older = [5, 1, 15, 2, 9, 9, 24, 1, 250, 24, 0];
    assert_eq!(older::renewed(&older), [0x16, 0x24, 1]);
    assert!(older::renewed(&[24]).is_empty());
}

#[test]
fn pieces_stand_in_any_order_and_width() {
    let stream = b"second.first .T\0\x77\x01";
    let mut table = vec![2, 40, 0, 0, 0];
    for first in [0u32, 6, 12, 14] {
        table.extend(first.to_le_bytes());
    }
    // The bit says that a piece has one byte a character; then its place is doubled.
    for place in [0x4000_000e, 0x4000_0000, 14] {
        table.extend([0, 0]);
        table.extend(u32::to_le_bytes(place));
        table.extend([0, 0]);
    }
    let pieces = Pieces::read(&table).unwrap();
    let text = |from, to| {
        let units: Vec<u16> = pieces.units(stream, from, to).map(|unit| unit.unit).collect();
        String::from_utf16_lossy(&units)
    };
    assert_eq!(text(0, 14), "first secondTŷ");
    assert_eq!(text(3, 8), "st se");
    assert_eq!(text(13, 90), "ŷ");
    assert!(Pieces::read(&[]).is_none());
}

#[test]
fn broken_documents_are_named() {
    assert_eq!(refusal(Kind::Doc, &compound(b"\xec\xa5\xc1\0")).0, ProblemKind::Damaged);
    let mut looped = compound(&[]);
    // The sectors of the directory lead to one another for ever.
    looped[SECTOR + 4..SECTOR + 8].copy_from_slice(&1u32.to_le_bytes());
    read(Kind::Doc, &looped);
}
