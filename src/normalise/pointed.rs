//! Finds the parts of items inside long lines: `6 Reports 6.1 Chair's report 6.1.1 The lamp`, all
//! in one paragraph.
//!
//! Such a number may as well be a sum, a time, a section of an act or a reference. So it counts only
//! in the item whose number goes before its point, in its turn behind the last, before a capital,
//! and behind no word that a reference goes on from.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::normalise::candidate;
use crate::normalise::cut;
use crate::normalise::items::Start;
use crate::normalise::lexicon::begins_with;
use crate::normalise::parts;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::paper::Part;

/// How much of a part is looked at for its title, in bytes.
const WIDTH: usize = 240;

/// How many parts a clerk may have left out where the next stands at the beginning of a line.
const MOST_LEFT_OUT: u32 = 2;

/// A shorter title, in bytes, is the short form of a word.
const SHORTEST_TITLE: usize = 5;

/// How many bytes of a word are looked at to know it again.
const LONGEST_WORD: usize = 20;

#[derive(Deserialize)]
struct Table {
    referring: Vec<String>,
    short: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("pointed.toml"))
        .expect("pointed.toml is embedded and parsed in a test")
});

/// A number with one point or two that may open a part of an item.
pub(super) struct Pointed<'a> {
    /// Where it begins in the text, in bytes.
    pub(super) at: usize,
    /// The number as printed: `6.1`, `6.1.2`.
    pub(super) printed: &'a str,
    /// The number of its item: 6.
    pub(super) item: u32,
    /// The figure behind the first point, at least 1.
    pub(super) part: u32,
    /// The figure behind the second point, where there is one.
    pub(super) below: Option<u32>,
    /// Whether a line begins with it.
    opens_line: bool,
    /// Whether the word before it asks for it: `see 5.1`, `section 5.1`.
    pub(super) is_referred_to: bool,
}

impl Pointed<'_> {
    /// Says whether it opens the first part of its item.
    pub(super) fn is_first(&self) -> bool {
        self.part == 1 && self.below.is_none_or(|below| below == 1)
    }

    /// Says whether it comes in its turn behind the part and the part below it that `last` are.
    fn follows(&self, last: (u32, u32)) -> bool {
        let rise = self.part.saturating_sub(last.0);
        match self.below {
            None => rise == 1 || (self.opens_line && (1..=1 + MOST_LEFT_OUT).contains(&rise)),
            // The part may bear no number of its own: `6.1.1`, `6.1.2`.
            Some(below) if rise == 1 => below == 1,
            Some(below) => self.part == last.0 && below == last.1 + 1,
        }
    }
}

/// Returns the numbers with a point that words with a capital follow, in order.
pub(super) fn numbers<'a>(
    content: &'a str,
    within: Range<usize>,
) -> impl Iterator<Item = Pointed<'a>> {
    let from = within.start;
    content[within].match_indices('.').filter_map(move |(at, _)| number(content, from + at))
}

/// The number whose first point stands at `point`.
fn number(content: &str, point: usize) -> Option<Pointed<'_>> {
    let bytes = content.as_bytes();
    let figures =
        |from: usize| bytes[from..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let before = bytes[..point].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit());
    let start = point - before.count();
    let part_end = point + 1 + figures(point + 1);
    if start == point || point - start > 2 || part_end == point + 1 || part_end - point > 3 {
        return None;
    }
    let mut end = part_end;
    let mut below = None;
    if bytes.get(end) == Some(&b'.') && figures(end + 1) > 0 {
        end += 1 + figures(end + 1);
        below = Some(content[part_end + 1..end].parse().ok()?);
    }
    let rest = content[end..].strip_prefix(['.', ')', ':']).unwrap_or(&content[end..]);
    let words = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let opens_line = start == 0 || bytes[start - 1] == b'\n';
    let part = content[point + 1..part_end].parse().ok()?;
    let opens =
        words.len() < rest.len() && (opens_line || content[..start].ends_with([' ', '\u{a0}']));
    let is_part = opens && part > 0 && below != Some(0) && may_open(words);
    is_part.then(|| Pointed {
        at: start,
        printed: &content[start..end],
        item: content[start..point].parse().unwrap_or_default(),
        part,
        below,
        opens_line,
        is_referred_to: !opens_line && refers(&content[..start]),
    })
}

/// Says whether words may be the beginning of a part: a capital, be it behind a quotation mark, or
/// the reference of an application.
fn may_open(words: &str) -> bool {
    let bare = words.trim_start_matches(['‘', '“', '\'', '"']);
    let is_reference = || {
        let first = bare.split(' ').next().unwrap_or_default();
        first.len() <= LONGEST_WORD && first.matches('/').count() >= 2
    };
    if !bare.starts_with(char::is_uppercase) {
        return bare.starts_with(|c: char| c.is_ascii_digit()) && is_reference();
    }
    !candidate::is_quantity(bare) && !["million", "billion"].iter().any(|n| begins_with(bare, n))
}

/// Says whether the last word before a number asks for it: `see 5.1`, `section 5.1`.
fn refers(before: &str) -> bool {
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_WORD));
    let line = before[from..].trim_end();
    let last = line.rsplit([' ', '\n', '\t']).next().unwrap_or_default();
    if last.ends_with(['(', '[', '£', '/', ',', '&', '+', '=']) {
        return true;
    }
    let word = last.trim_matches(['(', '[', ':']).to_lowercase();
    match word.strip_suffix('.') {
        // A full stop ends the sentence, or shortens a word: `para. 5.1`.
        Some(short) => TABLE.short.iter().any(|known| known == short),
        None => procedure::asks_more(&word) || TABLE.referring.contains(&word),
    }
}

/// Adds the parts that stand in the lines of the items `starts`. Where most items have parts, they
/// are the paragraphs of the minutes, unless most of them are sure to have titles.
pub(super) fn with_parts(reading: &Reading<'_>, mut starts: Vec<Start>) -> Vec<Start> {
    starts.sort_by_key(|start| start.at);
    let (mut parts, mut added): (Vec<Start>, Vec<Start>) = (Vec::new(), Vec::new());
    let (mut items, mut divided) = (0, 0);
    let whole = |start: &Start| {
        let number = start.number.as_deref().unwrap_or_default();
        number.split_once('.').is_none_or(|(_, part)| part == "0")
    };
    let mains: Vec<&Start> = starts.iter().filter(|start| whole(start)).collect();
    for (at, main) in mains.iter().enumerate() {
        let end = mains.get(at + 1).map_or(reading.content.len(), |next| next.at);
        if main.part != Part::Item {
            continue;
        }
        items += 1;
        let found = parts_of(reading, main, end);
        divided += usize::from(!found.is_empty());
        parts.extend(found);
    }
    if !parts::are_few(divided, items) {
        let named = |part: &&Start| part.title.as_deref().is_some_and(parts::is_named);
        let named = parts.iter().filter(named).count();
        let all = parts.len();
        parts.retain(|part| part.title.is_some());
        if parts.len() * 5 < all * 3 || named * 3 < all {
            return starts;
        }
    }
    for part in parts {
        match starts.binary_search_by_key(&part.at, |start| start.at) {
            Ok(known) => starts[known].title = starts[known].title.take().or(part.title),
            Err(_) => added.push(part),
        }
    }
    starts.extend(added);
    starts.sort_by_key(|start| start.at);
    starts
}

/// The parts of one item, which ends at `end`.
fn parts_of(reading: &Reading<'_>, main: &Start, end: usize) -> Vec<Start> {
    let content = reading.content;
    let printed = main.number.as_deref().map(|number| number.split('.').next().unwrap_or(number));
    let mut item: Option<u32> = printed.and_then(|number| number.parse().ok());
    let mut last = (0, 0);
    let mut found: Vec<Pointed<'_>> = Vec::new();
    for number in numbers(content, main.at..end).filter(|number| number.at > main.at) {
        let before = content[main.at..number.at].trim_end_matches(['.', ':', ' ', '\n', '\u{a0}']);
        let title = main.title.as_deref().unwrap_or_default();
        if item.is_none() && main.number.is_none() {
            // The number of the item was lost: its first part tells it, right behind the title.
            if !number.is_first() || before != title {
                return Vec::new();
            }
            item = Some(number.item);
        }
        // The last word of the title asks for nothing.
        let is_next = last == (0, 0) && !title.is_empty() && before.ends_with(title);
        let may_be = is_next || !number.is_referred_to;
        if item == Some(number.item) && number.follows(last) && may_be {
            last = (number.part, number.below.unwrap_or_default());
            found.push(number);
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|next| next.at).chain([end]).collect();
    let parts = found.iter().zip(ends).map(|(number, end)| Start {
        number: Some(number.printed.to_owned()),
        title: title(content, number, end),
        ..Start::bare(number.at, Part::Item)
    });
    // What no number of an item bears out must have a title.
    parts.filter(|part| main.number.is_some() || part.title.is_some()).collect()
}

/// The title of a part that ends at `end`.
fn title(content: &str, number: &Pointed<'_>, end: usize) -> Option<String> {
    let words = &content[number.at + number.printed.len()..end];
    let words = words.trim_start_matches(['.', ')', ':', ' ', '\t', '\u{a0}']);
    let line = words.split('\n').next().unwrap_or_default().trim_end();
    let words = line[..line.floor_char_boundary(WIDTH)].trim_end();
    let mut title = cut::run_on_title(words, number.printed)?;
    // `Lamp report. AR gave it.` is too short a line to have been cut.
    let mut stops = title.match_indices(". ").map(|(at, _)| at);
    if let Some(at) = stops.find(|at| cut::ends_sentence(&title, *at))
        && at >= SHORTEST_TITLE
    {
        title.truncate(at);
    }
    parts::is_title(&title, title.len() + 1 >= line.len() && line.ends_with('.')).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::paper::PaperKind;

    #[track_caller]
    fn check(plain: &str, expected: &[&str]) {
        let text = text(plain);
        let reading = Reading::new(&text, PaperKind::Minutes, &[]);
        let mut at = 0;
        let mut mains = Vec::new();
        for line in plain.split_inclusive('\n') {
            let main = line.split_once(". ").filter(|(head, _)| head.parse::<u32>().is_ok());
            if let Some((number, rest)) = main {
                mains.push(Start {
                    number: Some(number.to_owned()),
                    title: Some(rest.trim().to_owned()),
                    ..Start::bare(at, Part::Item)
                });
            }
            at += line.len();
        }
        let shown: Vec<String> = with_parts(&reading, mains)
            .iter()
            .filter(|start| start.number.as_deref().is_some_and(|number| number.contains('.')))
            .map(|start| {
                let number = start.number.as_deref().unwrap();
                assert!(text.content[start.at..].starts_with(number));
                format!("{number} {}", start.title.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    const OTHERS: &str = "\n4. Harbour\nIt leans.\n5. Lamps\nLit.\n6. Roads\nLong.";

    #[test]
    fn parts_inside_a_paragraph_are_found_in_their_turn() {
        check(
            &format!(
                "3. Reports 3.1 Reeve's Report 3.1.1 The Old Mill - It was seen by the reeve, who asked for it to be mended before the winter comes. 3.1.2 New Lamplighter – AR noted that one is wanted by the harbour, and that it was asked for long ago. 3.2 Clerk’s Report It was noted, further to 3.1.2, that the clerk wrote. 3.3 Harbour Report. The wall leans.{OTHERS}"
            ),
            &[
                "3.1 Reeve's Report",
                "3.1.1 The Old Mill",
                "3.1.2 New Lamplighter",
                "3.2 Clerk’s Report",
                "3.3 Harbour Report",
            ],
        );
    }

    #[test]
    fn sums_times_acts_and_references_are_no_parts() {
        check(
            &format!(
                "3. Finance\nAt 3.1 The reeve paid £3.1 Million. See section 3.1 Lamps, and at 3.1 pm, version 3.1 Beta, in 3.1 Miles. It cost 3.15 Crowns. The wall, 3.2 Long.{OTHERS}"
            ),
            &[],
        );
        check("3. Lamps\nRead 3.1 Lamps. 3.1 é 3.1", &[]);
        check("é 3.1 É", &[]);
    }

    #[test]
    fn a_part_that_is_a_sentence_has_no_title() {
        check(
            &format!(
                "3. Reports\n3.1 Moved the lamp from the mill to the harbour. It was lit. 3.2 AR requested that the wall be mended.{OTHERS}"
            ),
            &["3.1 -", "3.2 -"],
        );
    }

    #[test]
    fn where_most_items_have_parts_they_are_paragraphs() {
        check(
            "3. Lamps\nOut. 3.1 The reeve lit one. 3.2 Two were out.\n4. Walls\nOld. 4.1 AR mended one. 4.2 Wall Two.\n5. Close",
            &[],
        );
        check(
            "3. Lamps\nOut. 3.1 Lamp One. 3.2 Lamp Two.\n4. Walls\nOld. 4.1 Wall One. 4.2 AR built it.\n5. Close",
            &["3.1 Lamp One", "3.2 Lamp Two", "4.1 Wall One"],
        );
    }
}
