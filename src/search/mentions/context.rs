//! Cuts a mention and what stands around it out of its text.
//!
//! White space is folded and invisible signs are dropped; nothing else is changed. Spans of words
//! come from the concordance.

use std::borrow::Cow;
use std::ops::Range;

use crate::index;
use crate::index::ItemText;

use super::answer::Surroundings;
use super::sentence;
use super::walk::Place;
use super::walk::Walk;

/// How many words on a side mentions are ordered by.
const BESIDE: u32 = 5;

/// How many words of a sentence are shown on each side at most.
const LONGEST: u32 = 60;

/// How many bytes of marks without white space may follow the last word shown.
const MARKS: usize = 40;

/// Where the words of a range stand together, in bytes.
fn range(item: &ItemText, start: u32, end: u32) -> tantivy::Result<Range<usize>> {
    let first = item.span(start)?;
    if end <= start + 1 {
        return Ok(first);
    }
    Ok(first.start..item.span(end - 1)?.end)
}

/// The form of a mention as printed; the runs of one that is not marked as a whole are joined by
/// ` … `.
pub(super) fn form<'a>(
    item: &'a ItemText,
    walk: &Walk,
    place: Place,
) -> tantivy::Result<Cow<'a, str>> {
    let printed = |start, end| -> tantivy::Result<Cow<'a, str>> {
        Ok(folded(item.slice(range(item, start, end)?)?))
    };
    let Some(runs) = walk.runs(place) else { return printed(place.start, place.end) };
    let mut forms = Vec::with_capacity(runs.len());
    for (start, end) in runs {
        forms.push(printed(*start, *end)?);
    }
    Ok(forms.join(" … ").into())
}

/// The words on one side of a mention, as the index knows them, the nearest first.
pub(super) fn beside(item: &ItemText, place: Place, left: bool) -> tantivy::Result<String> {
    let (start, end) = if left {
        (place.start.saturating_sub(BESIDE), place.start)
    } else {
        (place.end, place.end.saturating_add(BESIDE).min(item.words()))
    };
    if start >= end {
        return Ok(String::new());
    }
    let words = index::words(item.slice(range(item, start, end)?)?);
    let mut words: Vec<String> = words.into_iter().map(|word| word.folded).collect();
    if left {
        words.reverse();
    }
    Ok(words.join(" "))
}

/// A mention with the text shown around it.
pub(super) struct Cut<'a> {
    /// Where the text shown begins in that of the item, in bytes.
    pub(super) from: usize,
    /// The text shown, the mention itself included.
    pub(super) shown: &'a str,
    /// Where the mention stands in it, in bytes.
    pub(super) at: Range<usize>,
    /// Whether text was cut off on either side.
    pub(super) cut: (bool, bool),
}

/// Finds what is shown of an item around a mention.
pub(super) fn cut<'a>(
    item: &'a ItemText,
    place: Place,
    context: Surroundings,
) -> tantivy::Result<Cut<'a>> {
    let count = match context {
        Surroundings::Words(count) => count,
        Surroundings::Sentence => LONGEST,
    };
    let first = place.start.saturating_sub(count);
    let last = place.end.saturating_add(count).min(item.words()).max(place.end);
    let edges = [first, place.start, place.end.saturating_sub(1), last.saturating_sub(1)];
    let [shown, start, end, to] = item.spans_of(edges)?;
    let (from, at, to) = (shown.start, start.start..end.end, to.end);
    let from = if count == 0 || place.start > count { from } else { 0 };
    let whole = last == item.words();
    let reach = match (count, whole) {
        (0, _) => to,
        (_, true) => item.bytes(),
        (_, false) => item.floor(to + MARKS),
    };
    let mut shown = item.slice(from..reach)?;
    if count > 0 && !whole {
        let (words, rest) = shown.split_at(to - from);
        shown = shown.get(..words.len() + behind(rest)).unwrap_or(words);
    }
    let to = from + shown.len();
    let at = at.start - from..at.end - from;
    let cut = (from > 0, to < item.bytes());
    if context != Surroundings::Sentence {
        return Ok(Cut { from, shown, at, cut });
    }
    let found = sentence::around(shown, at.clone());
    Ok(Cut {
        from: from + found.start,
        shown: &shown[found.clone()],
        at: at.start - found.start..at.end - found.start,
        // At the edge of what was looked at it may go on.
        cut: (cut.0 && found.start == 0, cut.1 && found.end == shown.len()),
    })
}

/// Puts the parts of a mention to be marked into `marks`, in characters of the mention as it is
/// shown. `at` is where it stands in the text of the item.
pub(super) fn mark(
    item: &ItemText,
    walk: &Walk,
    place: Place,
    at: Range<usize>,
    marks: &mut Vec<(usize, usize)>,
) -> tantivy::Result<()> {
    marks.clear();
    let Some(runs) = walk.runs(place) else {
        marks.push((0, length(item.slice(at)?)));
        return Ok(());
    };
    for (start, end) in runs {
        let run = range(item, *start, *end)?;
        let before = length(item.slice(at.start..run.start)?);
        marks.push((before, before + length(item.slice(run)?)));
    }
    Ok(())
}

/// How far the marks behind a word reach in `rest`, if white space follows soon.
fn behind(rest: &str) -> usize {
    for (at, c) in rest.char_indices() {
        if c.is_whitespace() {
            return at;
        }
        if c.is_alphanumeric() {
            return 0;
        }
    }
    0
}

/// How many characters a text has once it is folded.
fn length(text: &str) -> usize {
    folded(text).chars().count()
}

/// Folds white space to single spaces and drops signs that are not seen.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return text.into();
    }
    let mut folded = String::with_capacity(text.len());
    push_folded(&mut folded, text);
    folded.into()
}

/// Puts `text`, folded, into `shown` in place of what is there.
pub(super) fn show(shown: &mut String, text: &str) {
    shown.clear();
    if is_folded(text) {
        shown.push_str(text);
    } else {
        push_folded(shown, text);
    }
}

/// Says whether folding changes nothing: `true` is sure. Plain letters are told by their bytes.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = bytes.iter().all(|byte| (b' '..0x7F).contains(byte));
    if plain {
        return !bytes.windows(2).any(|two| two == b"  ");
    }
    let mut blank = false;
    text.chars().all(|c| {
        let twice = blank && c == ' ';
        blank = c == ' ';
        !twice && (c == ' ' || !c.is_whitespace() && !index::is_invisible(c))
    })
}

/// Adds `text`, folded: all that may stay together is copied together.
fn push_folded(folded: &mut String, text: &str) {
    let (mut from, mut blank) = (0, folded.ends_with(' '));
    for (at, c) in text.char_indices() {
        if c > ' ' && c < '\u{7f}' || c == ' ' && !blank {
            blank = c == ' ';
            continue;
        }
        let (space, unseen) = (c.is_whitespace(), index::is_invisible(c));
        if !space && !unseen {
            blank = false;
            continue;
        }
        folded.push_str(&text[from..at]);
        from = at + c.len_utf8();
        if space && !blank {
            folded.push(' ');
            blank = true;
        }
    }
    folded.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::behind;
    use super::folded;

    #[test]
    fn white_space_is_folded_and_invisible_signs_dropped() {
        assert_eq!(folded("social\u{a0}\n worker"), "social worker");
        assert_eq!(folded("case\u{ad}loads "), "caseloads ");
        assert!(matches!(folded("plain words"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn marks_behind_the_last_word_stay_with_it() {
        assert_eq!(behind(".” Next"), 4);
        assert_eq!(behind("-inspection"), 0);
        assert_eq!(behind("."), 0);
    }
}
