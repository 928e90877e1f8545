//! Reads documents of Word 6 to 2003.
//!
//! Puts together what the files beside this one find: the text with the properties of its
//! paragraphs and letters, the notes, the text boxes, the headers and the lists.

mod changes;
mod header;
mod lists;
mod older;
mod pieces;
mod runs;
mod stories;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::HashSet;

use crate::extract::office::archive::Refusal;
use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;
use crate::extract::office::compound::Compound;
use crate::extract::office::doc::changes::changes;
use crate::extract::office::doc::header::Header;
use crate::extract::office::doc::lists::Lists;
use crate::extract::office::doc::pieces::Pieces;
use crate::extract::office::doc::runs::Age;
use crate::extract::office::doc::runs::Runs;
use crate::extract::office::doc::runs::entries;
use crate::extract::office::doc::runs::positions;
use crate::extract::office::doc::stories::Anchors;
use crate::extract::office::doc::stories::Document;
use crate::extract::office::doc::stories::Reader;
use crate::extract::office::doc::styles::Styles;
use crate::extract::office::story::Piece;
use crate::extract::office::story::Story;
use crate::extract::office::symbols::Font;
use crate::problem::ProblemKind;

/// The headers and footers of a section, in the order in which they are stored.
const HEADS: usize = 6;

/// Headers and footers stand behind so many texts that part notes from text.
const SEPARATORS: usize = 6;

/// Which of the six is the header of all pages, and which that of the first.
const HEADER: usize = 1;
const FIRST_HEADER: usize = 4;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Story, Refusal> {
    let damaged = |detail: &str| (ProblemKind::Damaged, detail.to_owned());
    let compound = Compound::open(bytes).ok_or_else(|| damaged("its directory is broken"))?;
    let document = compound.stream("WordDocument");
    let document = document.ok_or_else(|| damaged("its WordDocument stream is missing"))?;
    if Header::is_encrypted(&document) {
        return Err((ProblemKind::Encrypted, "Word document".to_owned()));
    }
    let mut story = if Header::is_older(&document) {
        let table = document.clone();
        of_parts(document, &table, &[], &Header::read_older(&table))?
    } else {
        let header = Header::read(&document)?;
        let table = compound.stream(header.table);
        let table = table.ok_or_else(|| damaged("its table stream is missing"))?;
        // Only wide tables and pictures need it.
        let long = compound.stream("Data").unwrap_or_default();
        of_parts(document, &table, &long, &header)?
    };
    story.title = title(&compound);
    Ok(story)
}

fn of_parts(stream: Vec<u8>, table: &[u8], long: &[u8], header: &Header) -> Result<Story, Refusal> {
    let broken = || (ProblemKind::Damaged, "its table of pieces is broken".to_owned());
    let pieces = match (header.text, header.age) {
        (Some(text), _) => Pieces::plain(text, header.footnotes.end),
        (None, age) => {
            let pieces = Pieces::read(header.pieces.of(table)).ok_or_else(broken)?;
            if age == Age::Older { pieces.narrow() } else { pieces }
        }
    };
    let letters = Runs::of_letters(&stream, header.letters.of(table), header.age);
    let paragraphs = Runs::of_paragraphs(&stream, header.paragraphs.of(table), long, header.age);
    let sections = positions(header.sections.of(table), 12);
    let has_title_page = has_title_page(&stream, header.sections.of(table));
    let document = Document {
        stream,
        pieces,
        letters,
        paragraphs,
        styles: Styles::read(header.styles.of(table), header.age),
        lists: Lists::read(
            header.lists.onward(table),
            header.lists.length(),
            header.list_uses.of(table),
        ),
        fonts: fonts(header.fonts.of(table)),
        section_ends: sections.iter().skip(1).map(|end| end.saturating_sub(1)).collect(),
    };
    let mut anchors = Anchors::default();
    let notes = [
        (header.footnote_refs, header.footnote_texts, &header.footnotes),
        (header.endnote_refs, header.endnote_texts, &header.endnotes),
    ];
    for (refs, texts, story) in notes {
        let texts = positions(texts.of(table), 0);
        for (at, place) in positions(refs.of(table), 2).into_iter().enumerate() {
            if let (Some(from), Some(to)) = (texts.get(at), texts.get(at + 1)) {
                let range = story.start.saturating_add(*from)..story.start.saturating_add(*to);
                anchors.notes.insert(place, range);
            }
        }
    }
    read_boxes(table, header, &mut anchors);

    let mut reader = Reader::new(&document, anchors);
    let mut story = Story { body: reader.story(0..header.body), ..Story::default() };
    story.body.extend(reader.unanchored());
    if reader.is_full() {
        let detail = "more text than one paper may hold; the rest was left out";
        story.cut = Some(detail.to_owned());
    }
    read_heads(&mut reader, table, header, has_title_page, &mut story);
    Ok(story)
}

/// Notes which text boxes stand where. A box names the shape it belongs to; the shape is
/// anchored at a character.
fn read_boxes(table: &[u8], header: &Header, anchors: &mut Anchors) {
    let shapes = header.shapes.of(table);
    let places = positions(shapes, 26);
    let mut place_of = HashMap::new();
    for (place, shape) in places.into_iter().zip(entries(shapes, 26)) {
        if let Some(id) = u32_at(shape, 0) {
            place_of.insert(id, place);
        }
    }
    let boxes = header.box_texts.of(table);
    let texts = positions(boxes, 22);
    let mut last = 0;
    for (range, entry) in texts.windows(2).zip(entries(boxes, 22)) {
        let is_spare = u16_at(entry, 8) != Some(0);
        let (Some(shape), false) = (u32_at(entry, 14), is_spare) else { continue };
        let start = header.boxes.start;
        let range = start.saturating_add(range[0])..start.saturating_add(range[1]);
        if range.end > header.boxes.end.saturating_add(1) {
            continue;
        }
        // A shape in a group has no place of its own: it stands where the last one did.
        last = place_of.get(&shape).copied().unwrap_or(last);
        anchors.boxes.entry(last).or_default().push(range);
    }
}

fn read_heads(
    reader: &mut Reader<'_>,
    table: &[u8],
    header: &Header,
    has_title_page: bool,
    story: &mut Story,
) {
    let texts = positions(header.head_texts.of(table), 0);
    let mut heads: Vec<(usize, Vec<Piece>)> = Vec::new();
    for (at, range) in texts.windows(2).enumerate().skip(SEPARATORS) {
        let start = header.heads.start;
        let range = start.saturating_add(range[0])..start.saturating_add(range[1]);
        let pieces = reader.head(range.start..range.end.min(header.heads.end));
        if !pieces.is_empty() {
            heads.push((at - SEPARATORS, pieces));
        }
    }
    let shown = |wanted: usize| heads.iter().position(|(at, _)| *at == wanted);
    let first = shown(FIRST_HEADER).filter(|_| has_title_page);
    if let Some(at) = first.or_else(|| shown(HEADER)) {
        story.letterhead = heads.remove(at).1;
    }
    for (kind, pieces) in heads {
        let is_shown = has_title_page || kind % HEADS < FIRST_HEADER;
        if is_shown && pieces != story.letterhead && !story.running.contains(&pieces) {
            story.running.push(pieces);
        }
    }
}

/// Says whether the first page of the first section has a header of its own.
fn has_title_page(stream: &[u8], sections: &[u8]) -> bool {
    let description = || {
        let place = u32_at(entries(sections, 12).next()?, 2)? as usize;
        let length = usize::from(u16_at(stream, place)?);
        stream.get(place + 2..place + 2 + length)
    };
    let mut changes = changes(description().unwrap_or_default());
    changes.any(|change| change.code == 0x300a && change.byte() != 0)
}

/// Which fonts are symbol fonts, by their numbers.
fn fonts(table: &[u8]) -> HashMap<u16, Font> {
    let mut fonts = HashMap::new();
    let count = u16_at(table, 0).unwrap_or(0);
    let mut at = 4;
    for number in 0..count {
        let Some(length) = table.get(at).map(|length| usize::from(*length)) else { break };
        let Some(entry) = table.get(at + 1..at + 1 + length) else { break };
        let name = entry.get(39..).unwrap_or_default();
        let units = name.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        if let Some(font) = Font::named(&String::from_utf16_lossy(&name)) {
            fonts.insert(number, font);
        }
        at += 1 + length;
    }
    fonts
}

/// The title in the properties.
fn title(compound: &Compound<'_>) -> Option<String> {
    let bytes = compound.stream("\u{5}SummaryInformation")?;
    let set = u32_at(&bytes, 44)? as usize;
    let set = bytes.get(set..)?;
    let count = u32_at(set, 4)?.min(200) as usize;
    let place = |wanted: u32| {
        let at = (0..count).map(|at| 8 + at * 8).find(|at| u32_at(set, *at) == Some(wanted))?;
        u32_at(set, at + 4).map(|place| place as usize)
    };
    let page = place(1).and_then(|place| u16_at(set, place + 4)).unwrap_or(1252);
    let title = place(2)?;
    let length = u32_at(set, title + 4)?.min(1_000) as usize;
    let text = set.get(title + 8..title + 8 + length)?;
    let is_utf8 = page == 65001;
    let encoding = if is_utf8 { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 };
    // Other code pages are rare, and a title that is not sure is none.
    let is_known = is_utf8 || page == 1252 || text.is_ascii();
    is_known.then(|| encoding.decode_without_bom_handling(text).0.trim_end_matches('\0').to_owned())
}

/// The ends of sections.
type Ends = HashSet<u32>;
